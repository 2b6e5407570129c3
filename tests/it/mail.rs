//! Letters: posted with the command that wants them, composed at the moment of sending, sent once.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::anyhow;
use futures_util::future::BoxFuture;
use prassi::base::{Clock, JobId, LetterId, Rng, Timestamp};
use prassi::db::{Command, Db, Error, Tx};
use prassi::jobs::{self, Handler, Settings, Worker};
use prassi::mail::{
    self, Composed, Composer, Credentials, Identity, Letter, Mailer, MessageId, Outgoing, Security, Smtp, SmtpSettings,
    State, Transport, Uncomposed,
};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

crate::jobs::with_db_on_both_engines! {
    a_letter_and_its_job_come_together_or_not_at_all,
    a_letter_reaches_the_mailbox_once,
    a_letter_nobody_needs_any_more_is_dropped,
    a_composer_that_fails_is_asked_again,
    a_kind_nobody_writes_is_parked_in_the_end,
    letters_are_held_while_there_is_no_way_out,
    letters_keep_the_pace,
    a_letter_arrives_over_smtp,
    a_letter_put_off_is_sent_later_with_the_same_id,
    a_letter_refused_for_good_has_failed,
    an_address_that_is_none_has_failed,
    a_letter_sent_just_before_a_crash_goes_again_with_the_same_id,
    a_server_that_falls_silent_does_not_hold_a_letter_for_ever,
    a_server_that_is_not_there_is_tried_again,
    wrong_credentials_do_not_condemn_a_letter,
    letters_go_over_tls,
    a_server_without_tls_gets_no_letter,
    one_connection_carries_many_letters,
}

const START: Timestamp = Timestamp(1_780_000_000_000_000);
const KIND: &str = "test.greeting";

struct Post {
    kind: &'static str,
    recipient: String,
    message_id: MessageId,
    then_fail: bool,
}

impl Post {
    fn to(recipient: &str) -> Self {
        Self { kind: KIND, recipient: recipient.into(), message_id: MessageId::new(&Rng::System), then_fail: false }
    }
}

impl Command for Post {
    type Output = LetterId;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<LetterId, Error> {
        let letter = Letter { kind: self.kind, recipient: &self.recipient, language: "it", subject_id: 7 };
        let id = mail::post(tx, &letter, &self.message_id, START).await?;
        if self.then_fail { Err(Error::Broken("the command refuses".into())) } else { Ok(id) }
    }
}

/// Writes greetings, after giving the answers it was told to give first.
#[derive(Default)]
struct Greeter {
    first: Mutex<VecDeque<Uncomposed>>,
    asked: AtomicUsize,
}

impl Composer for Greeter {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            self.asked.fetch_add(1, Ordering::SeqCst);
            if let Some(answer) = self.first.lock().unwrap().pop_front() {
                return Err(answer);
            }
            assert_eq!((letter.language.as_str(), letter.subject_id), ("it", 7));
            Ok(Composed {
                subject: "Perché no?\r\nBcc: eve@example.org".into(),
                text: "Ciao Nicolò,\n.\nfine\rqui\0".into(),
                html: "<p>Ciao Nicolò</p>".into(),
            })
        })
    }
}

/// One post office: a mailer with its worker, its clock and its composer.
struct Office {
    db: Db,
    clock: Clock,
    greeter: Arc<Greeter>,
    worker: Worker,
}

fn identity() -> Identity {
    Identity::new("Prassi <prassi@example.org>".parse().unwrap(), "prassi.example.org")
}

impl Office {
    fn new(db: &Db, transport: Transport) -> Self {
        Self::with_pace(db, transport, 0)
    }

    fn with_pace(db: &Db, transport: Transport, per_minute: u32) -> Self {
        let (clock, greeter) = (Clock::fixed(START), Arc::new(Greeter::default()));
        let composers: Vec<Arc<dyn Composer>> = vec![Arc::clone(&greeter) as _];
        let mailer =
            Mailer::new(db.clone(), clock.clone(), identity(), transport, composers).at_most_per_minute(per_minute);
        let handlers: Vec<Arc<dyn Handler>> = vec![Arc::new(mailer)];
        let settings = Settings { workers: 1, lease: Duration::from_mins(1), max_attempts: 3, node: "test".into() };
        let worker = Worker::new(db.clone(), clock.clone(), Rng::repeatable(1), handlers, settings);
        Self { db: db.clone(), clock, greeter, worker }
    }

    fn smtp(db: &Db, server: &Server) -> Self {
        Self::new(db, server.transport(|_| {}))
    }

    async fn post(&self, recipient: &str) -> LetterId {
        self.db.write(Post::to(recipient)).await.unwrap()
    }

    async fn drain(&self) -> usize {
        self.worker.drain().await.unwrap()
    }

    async fn state(&self, id: LetterId) -> State {
        mail::find(&self.db, id).await.unwrap().unwrap().state
    }

    async fn parked(&self) -> Vec<String> {
        let parked = jobs::list_parked(&self.db, JobId(0), 10).await.unwrap();
        parked.into_iter().map(|job| job.last_error.unwrap()).collect()
    }

    async fn unrun(&self) -> usize {
        jobs::pending(&self.db, Timestamp(i64::MAX)).await.unwrap().len()
    }
}

/// A real SMTP server (aiosmtpd) in a process of its own; what a recipient's name begins with says how it answers.
struct Server {
    process: Child,
    port: u16,
    authority: Option<String>,
    letters: UnboundedReceiver<Arrived>,
    _folder: tempfile::TempDir,
}

#[derive(serde::Deserialize, Debug)]
struct Arrived {
    sender: String,
    recipients: Vec<String>,
    raw: String,
    subject: String,
    message_id: String,
    text: String,
    html: String,
    headers: Vec<String>,
    tls: bool,
    user: Option<String>,
    connection: u64,
    hello: String,
}

const SERVER: &str = r"
import asyncio, email, email.policy, json, logging, ssl, sys, warnings
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

logging.disable()
warnings.simplefilter('ignore')
mode, cert, key = sys.argv[1:4]
seen, connections = set(), [0]

def say(what):
    print(json.dumps(what), flush=True)

def once(key):
    first = key not in seen
    seen.add(key)
    return first

class Handler:
    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        session.number = getattr(session, 'number', None) or connections.__setitem__(0, connections[0] + 1) or connections[0]
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('later') and once(address):
            return '451 4.7.1 come back later'
        if address.startswith('gone'):
            return '550 5.1.1 nobody of that name'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        to = envelope.rcpt_tos[0]
        if to.startswith('busy') and once(to):
            return '452 4.3.1 no room now'
        if to.startswith('spam'):
            return '554 5.7.1 not wanted'
        if to.startswith('silent'):
            await asyncio.sleep(3600)
        raw = envelope.original_content
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert not message.defects, message.defects
        say({
            'sender': envelope.mail_from, 'recipients': envelope.rcpt_tos, 'raw': raw.decode('ascii'),
            'subject': message['Subject'], 'message_id': message['Message-ID'],
            'text': message.get_body(('plain',)).get_content(), 'html': message.get_body(('html',)).get_content(),
            'headers': message.keys(), 'tls': server.transport.get_extra_info('sslcontext') is not None,
            'user': session.auth_data.decode() if session.authenticated else None,
            'connection': session.number, 'hello': session.host_name,
        })
        if to.startswith('unsure') and once(to):
            await asyncio.sleep(3600)  # taken, but the sender will never know
        return '250 OK'

def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b'prassi', b's3cret')
    return AuthResult(success=good, auth_data=data.login)

async def main():
    tls = None
    if cert:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(cert, key)
    loop = asyncio.get_running_loop()
    starttls = tls if mode == 'starttls' else None
    make = lambda: SMTP(Handler(), hostname='mx.example.org', tls_context=starttls, require_starttls=starttls is not None,
                        authenticator=authenticate, auth_required=mode == 'auth', auth_require_tls=False, enable_SMTPUTF8=False)
    server = await loop.create_server(make, '127.0.0.1', 0, ssl=tls if mode == 'tls' else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
";

impl Server {
    fn start() -> Self {
        Self::in_mode("plain")
    }

    /// `plain`, `auth`, `starttls` or `tls`.
    fn in_mode(mode: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("server.py");
        std::fs::write(&script, SERVER).unwrap();
        let authority = mode.ends_with("tls").then(|| certificate(folder.path()));
        let (cert, key) = if authority.is_some() { ("cert.pem", "key.pem") } else { ("", "") };
        let python = std::env::var("PRASSI_TEST_PYTHON").unwrap_or_else(|_| "python3".into());
        let mut process = Process::new(python)
            .args([&*script.to_string_lossy(), mode, cert, key])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.next().expect("python has no aiosmtpd: see tests/tools/python").unwrap().parse().unwrap();
        let (tell, letters) = unbounded_channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                tell.send(serde_json::from_str(&line).unwrap()).unwrap();
            }
        });
        Self { process, port, authority, letters, _folder: folder }
    }

    fn transport(&self, change: impl FnOnce(&mut SmtpSettings)) -> Transport {
        let mut settings = SmtpSettings {
            host: "localhost".into(),
            port: self.port,
            security: Security::None,
            credentials: None,
            timeout: Duration::from_secs(10),
            authority: self.authority.clone(),
        };
        change(&mut settings);
        Transport::Smtp(Box::new(Smtp::new(settings, &identity()).unwrap()))
    }

    async fn next(&mut self) -> Arrived {
        tokio::time::timeout(Duration::from_secs(10), self.letters.recv())
            .await
            .expect("no letter has arrived")
            .unwrap()
    }

    fn assert_no_more(&mut self) {
        assert!(self.letters.try_recv().is_err());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Makes a certificate for localhost that nobody else trusts, and returns it.
fn certificate(folder: &Path) -> String {
    let made = Process::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
        .args([
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
        ])
        .args(["-keyout", "key.pem", "-out", "cert.pem"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    std::fs::read_to_string(folder.join("cert.pem")).unwrap()
}

async fn a_letter_and_its_job_come_together_or_not_at_all(db: Db) {
    let office = Office::new(&db, Transport::DevMailbox);
    assert!(db.write(Post { then_fail: true, ..Post::to("anna@example.org") }).await.is_err());
    assert_eq!(office.unrun().await, 0);

    let id = office.post("anna@example.org").await;
    assert_eq!(office.state(id).await, State::Waiting);
    assert_eq!(jobs::pending(&db, START).await.unwrap(), [("mail.send".to_owned(), 1)]);
}

async fn a_letter_reaches_the_mailbox_once(db: Db) {
    let office = Office::new(&db, Transport::DevMailbox);
    let (first, second) = (office.post("anna@example.org").await, office.post("bruno@example.org").await);
    assert_eq!(office.drain().await, 2);

    let all = mail::list_mailbox(&db, None, 10).await.unwrap();
    assert_eq!(all.iter().map(|letter| letter.id).collect::<Vec<_>>(), [second, first], "newest first");
    assert_eq!(mail::list_mailbox(&db, Some(second), 10).await.unwrap().len(), 1);
    let letter = mail::find_in_mailbox(&db, first).await.unwrap().unwrap();
    assert_eq!(letter.recipient, "anna@example.org");
    assert_eq!(letter.subject, "Perché no? Bcc: eve@example.org");
    assert_eq!(letter.text, "Ciao Nicolò,\n.\nfine\nqui");
    assert_eq!((letter.html.as_str(), letter.at), ("<p>Ciao Nicolò</p>", START));
    let sent = mail::find(&db, first).await.unwrap().unwrap();
    assert_eq!((sent.state, sent.sent_at, sent.message_id), (State::Sent, Some(START), letter.message_id));
    assert_eq!(office.unrun().await, 0);

    // The same job once more, as after a crash between the commit and the job's end: nothing is written again.
    let again = SendAgain(first);
    db.write(again).await.unwrap();
    assert_eq!(office.drain().await, 1);
    assert_eq!(office.greeter.asked.load(Ordering::SeqCst), 2);
    assert_eq!(mail::list_mailbox(&db, None, 10).await.unwrap().len(), 2);
}

struct SendAgain(LetterId);

impl Command for SendAgain {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        let payload = serde_json::json!({ "letter": self.0 });
        jobs::enqueue(tx, &jobs::NewJob::new("mail.send", payload, START)).await?;
        Ok(())
    }
}

async fn a_letter_nobody_needs_any_more_is_dropped(db: Db) {
    let office = Office::new(&db, Transport::DevMailbox);
    office.greeter.first.lock().unwrap().push_back(Uncomposed::NotNeeded);
    let id = office.post("anna@example.org").await;

    assert_eq!(office.drain().await, 1);
    assert_eq!(office.state(id).await, State::Dropped);
    assert_eq!(office.unrun().await, 0);
    assert_eq!(mail::list_mailbox(&db, None, 10).await.unwrap().len(), 0);
}

async fn a_composer_that_fails_is_asked_again(db: Db) {
    let office = Office::new(&db, Transport::DevMailbox);
    office.greeter.first.lock().unwrap().push_back(Uncomposed::Retry(anyhow!("not yet")));
    let id = office.post("anna@example.org").await;

    assert_eq!(office.drain().await, 1);
    assert_eq!(office.state(id).await, State::Waiting);
    office.clock.advance(Duration::from_secs(5));
    assert_eq!(office.drain().await, 1);
    assert_eq!(office.state(id).await, State::Sent);
}

async fn a_kind_nobody_writes_is_parked_in_the_end(db: Db) {
    let office = Office::new(&db, Transport::DevMailbox);
    let id = db.write(Post { kind: "test.of_a_newer_program", ..Post::to("anna@example.org") }).await.unwrap();
    for _ in 0..3 {
        assert_eq!(office.drain().await, 1);
        office.clock.advance(Duration::from_mins(1));
    }
    assert_eq!(office.parked().await, ["nobody here knows how to write a test.of_a_newer_program"]);
    assert_eq!(office.state(id).await, State::Waiting);
}

async fn letters_are_held_while_there_is_no_way_out(db: Db) {
    let held = Office::new(&db, Transport::Held);
    let id = held.post("anna@example.org").await;
    for _ in 0..10 {
        assert_eq!(held.drain().await, 1);
        held.clock.advance(Duration::from_mins(10));
    }
    assert_eq!(held.greeter.asked.load(Ordering::SeqCst), 0, "no secret is made in vain");
    assert_eq!(held.state(id).await, State::Waiting);
    assert_eq!(held.parked().await.len(), 0);

    let open = Office::new(&db, Transport::DevMailbox);
    open.clock.advance(Duration::from_mins(100));
    assert_eq!(open.drain().await, 1);
    assert_eq!(open.state(id).await, State::Sent);
}

async fn letters_keep_the_pace(db: Db) {
    let office = Office::with_pace(&db, Transport::DevMailbox, 2);
    for _ in 0..4 {
        office.post("anna@example.org").await;
    }
    let mut sent = Vec::new();
    for _ in 0..4 {
        office.drain().await;
        sent.push(mail::list_mailbox(&db, None, 10).await.unwrap().len());
        office.clock.advance(Duration::from_secs(30));
    }
    assert_eq!(sent, [1, 2, 3, 4]);
    assert_eq!(office.unrun().await, 0);
}

async fn a_letter_arrives_over_smtp(db: Db) {
    let mut server = Server::start();
    let office = Office::smtp(&db, &server);
    let id = office.post("anna@example.org").await;
    assert_eq!(office.drain().await, 1);

    let arrived = server.next().await;
    assert_eq!(office.state(id).await, State::Sent);
    assert_eq!(
        (arrived.sender.as_str(), arrived.recipients),
        ("prassi@example.org", vec!["anna@example.org".to_owned()])
    );
    assert_eq!(arrived.hello, "prassi.example.org");
    assert_eq!(arrived.subject, "Perché no? Bcc: eve@example.org");
    assert_eq!(arrived.text.replace("\r\n", "\n"), "Ciao Nicolò,\n.\nfine\nqui");
    assert_eq!(arrived.html, "<p>Ciao Nicolò</p>");
    assert_eq!(
        arrived.headers,
        [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "Content-Language",
            "MIME-Version",
            "Content-Type"
        ]
    );
    let stored = mail::find(&db, id).await.unwrap().unwrap().message_id;
    assert_eq!(arrived.message_id, format!("<{stored}@prassi.example.org>"));
    assert!(!arrived.raw.replace("\r\n", "").contains(['\r', '\n']));
    assert!(!arrived.raw.contains("\r\n.\r\n"));
    assert!(!arrived.tls && arrived.user.is_none());
    server.assert_no_more();
}

async fn a_letter_put_off_is_sent_later_with_the_same_id(db: Db) {
    let mut server = Server::start();
    let office = Office::smtp(&db, &server);
    for recipient in ["later@example.org", "busy@example.org"] {
        let id = office.post(recipient).await;
        assert_eq!(office.drain().await, 1);
        assert_eq!(office.state(id).await, State::Waiting);
        server.assert_no_more();

        office.clock.advance(Duration::from_secs(5));
        assert_eq!(office.drain().await, 1);
        assert_eq!(office.state(id).await, State::Sent);
        let stored = mail::find(&db, id).await.unwrap().unwrap().message_id;
        assert_eq!(server.next().await.message_id, format!("<{stored}@prassi.example.org>"));
    }
    assert_eq!(office.unrun().await, 0);
}

async fn a_letter_refused_for_good_has_failed(db: Db) {
    let mut server = Server::start();
    let office = Office::smtp(&db, &server);
    let (gone, spam) = (office.post("gone@example.org").await, office.post("spam@example.org").await);
    assert_eq!(office.drain().await, 2);

    assert_eq!((office.state(gone).await, office.state(spam).await), (State::Failed, State::Failed));
    let parked = office.parked().await;
    assert!(parked[0].contains("550") && parked[0].contains("nobody of that name"), "{parked:?}");
    assert!(parked[1].contains("554"), "{parked:?}");
    server.assert_no_more();
    let after = office.post("anna@example.org").await;
    assert_eq!(office.drain().await, 1);
    assert_eq!(office.state(after).await, State::Sent, "others are not held up");
}

async fn an_address_that_is_none_has_failed(db: Db) {
    let mut server = Server::start();
    let office = Office::smtp(&db, &server);
    let id = office.post("anna@example.org\r\nRCPT TO:<eve@example.org>").await;
    assert_eq!(office.drain().await, 1);
    assert_eq!(office.state(id).await, State::Failed);
    assert!(office.parked().await[0].starts_with("the recipient is no address"));
    server.assert_no_more();
}

async fn a_letter_sent_just_before_a_crash_goes_again_with_the_same_id(db: Db) {
    let mut server = Server::start();
    let office = Office::smtp(&db, &server);
    let id = office.post("unsure@example.org").await; // the server takes it, and we are killed before we hear so
    let worker = office.worker.clone();
    let sending = tokio::spawn(async move { worker.drain().await });
    let first = server.next().await;
    sending.abort();
    assert!(sending.await.unwrap_err().is_cancelled());
    assert_eq!(office.state(id).await, State::Waiting);

    office.clock.advance(Duration::from_mins(1));
    assert_eq!(office.drain().await, 1);
    assert_eq!(server.next().await.message_id, first.message_id);
    assert_eq!(office.state(id).await, State::Sent);
}

async fn a_server_that_falls_silent_does_not_hold_a_letter_for_ever(db: Db) {
    let mut server = Server::start();
    let office = Office::new(&db, server.transport(|settings| settings.timeout = Duration::from_millis(500)));
    let id = office.post("silent@example.org").await;
    assert_eq!(office.drain().await, 1);
    assert_eq!(office.state(id).await, State::Waiting);

    let other = office.post("anna@example.org").await;
    assert_eq!(office.drain().await, 1);
    assert_eq!(office.state(other).await, State::Sent);
    let arrived = server.next().await;
    assert_eq!(
        (arrived.recipients[0].as_str(), arrived.connection),
        ("anna@example.org", 2),
        "not over the silent connection"
    );
}

async fn a_server_that_is_not_there_is_tried_again(db: Db) {
    let mut server = Server::start();
    let office = Office::smtp(&db, &server);
    server.process.kill().unwrap();
    server.process.wait().unwrap();
    let id = office.post("anna@example.org").await;
    for _ in 0..3 {
        assert_eq!(office.drain().await, 1);
        office.clock.advance(Duration::from_mins(1));
    }
    assert_eq!(office.state(id).await, State::Waiting);
    assert!(office.parked().await[0].starts_with(&format!("the mail server localhost:{}", server.port)));
}

async fn wrong_credentials_do_not_condemn_a_letter(db: Db) {
    let mut server = Server::in_mode("auth");
    let credentials = |password: &str| Some(Credentials { username: "prassi".into(), password: password.into() });
    let none = Office::smtp(&db, &server);
    let id = none.post("anna@example.org").await;
    assert_eq!(none.drain().await, 1);
    assert_eq!(none.state(id).await, State::Waiting, "530 speaks of our settings");

    let wrong = Office::new(&db, server.transport(|settings| settings.credentials = credentials("wrong")));
    wrong.clock.advance(Duration::from_secs(5));
    assert_eq!(wrong.drain().await, 1);
    assert_eq!(wrong.state(id).await, State::Waiting, "and so does 535");

    let right = Office::new(&db, server.transport(|settings| settings.credentials = credentials("s3cret")));
    right.clock.advance(Duration::from_mins(1));
    assert_eq!(right.drain().await, 1);
    assert_eq!(right.state(id).await, State::Sent);
    assert_eq!(server.next().await.user.as_deref(), Some("prassi"));
    assert!(!format!("{:?}", credentials("s3cret")).contains("s3cret"));
}

async fn letters_go_over_tls(db: Db) {
    for (mode, security) in [("starttls", Security::StartTls), ("tls", Security::Tls)] {
        let mut server = Server::in_mode(mode);
        let office = Office::new(&db, server.transport(|settings| settings.security = security));
        let id = office.post("anna@example.org").await;
        assert_eq!(office.drain().await, 1);
        assert_eq!(office.state(id).await, State::Sent, "{mode}: {:?}", office.parked().await);
        assert!(server.next().await.tls);

        let strict = |settings: &mut SmtpSettings| {
            settings.security = security;
            settings.authority = None;
        };
        let wary = Office::new(&db, server.transport(strict));
        let id = wary.post("anna@example.org").await;
        assert_eq!(wary.drain().await, 1);
        assert_eq!(wary.state(id).await, State::Waiting, "{mode}: a certificate nobody vouches for");
        server.assert_no_more();
    }
}

async fn a_server_without_tls_gets_no_letter(db: Db) {
    let mut server = Server::start();
    let office = Office::new(&db, server.transport(|settings| settings.security = Security::StartTls));
    let id = office.post("anna@example.org").await;
    assert_eq!(office.drain().await, 1);
    assert_eq!(office.state(id).await, State::Waiting);
    server.assert_no_more();
}

async fn one_connection_carries_many_letters(db: Db) {
    let mut server = Server::start();
    let office = Office::smtp(&db, &server);
    for _ in 0..5 {
        office.post("anna@example.org").await;
    }
    assert_eq!(office.drain().await, 5);
    for _ in 0..5 {
        assert_eq!(server.next().await.connection, 1);
    }
}
