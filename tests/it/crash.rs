//! The real binary, killed again and again under load: what was acknowledged is there, once, and nothing is half done.
//! The trace of its system calls is in `trace`.

mod trace;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use prassi::authz::{Openness, Role};
use prassi::base::{Clock, Rng, ThreadId, Timestamp};
use prassi::threads::Submission;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::watch;

use crate::house::{Browser, Engine, House, PASSWORD, Place, Someone, on_both_engines};

on_both_engines!(nothing_acknowledged_is_lost_when_the_server_is_killed);

/// Kills under load; those at the start come on top.
const KILLS: u64 = 24;
/// Who writes.
const NAMES: [&str; 10] = [
    "Persona Uno",
    "Persona Due",
    "Persona Tre",
    "Persona Quattro",
    "Persona Cinque",
    "Persona Sei",
    "Persona Sette",
    "Persona Otto",
    "Persona Nove",
    "Persona Dieci",
];
const THREADS: usize = 3;
/// Nothing here takes longer, on a busy machine either.
const DEADLINE: Duration = Duration::from_mins(1);

/// The binary on a place and a port; killed when dropped.
struct Server {
    process: Child,
    words: Lines<BufReader<ChildStdout>>,
    base: String,
}

impl Server {
    /// Starts the program, or `through` with the program as its argument.
    fn spawn(place: &Place, port: u16, through: &[String]) -> Self {
        let binary = env!("CARGO_BIN_EXE_prassi").to_owned();
        let mut words: Vec<String> = through.to_vec();
        words.extend([binary, "serve".to_owned()]);
        let log = std::fs::File::options().create(true).append(true).open(log_of(place)).unwrap();
        let mut command = Command::new(&words[0]);
        command
            .args(&words[1..])
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true);
        for name in ["PATH", "PRASSI_STATEMENT_LOG"] {
            command.envs(std::env::var_os(name).map(|value| (name, value)));
        }
        command.envs([
            ("PRASSI_DATA_DIR", place.folder.path().display().to_string()),
            ("PRASSI_DATABASE_URL", place.database_url.clone()),
            ("PRASSI_LISTEN", format!("127.0.0.1:{port}")),
            ("PRASSI_LOG", "warn".to_owned()),
            ("PRASSI_DEMO", "never".to_owned()),
            ("PRASSI_PASSWORDS__HASH_MEMORY_KIB", "64".to_owned()),
            ("PRASSI_PASSWORDS__HASH_PASSES", "1".to_owned()),
            ("PRASSI_LIMITS__SIGN_IN_FAILURES_PER_ADDRESS", "100000".to_owned()),
            ("PRASSI_SMTP__MAX_PER_MINUTE", "100000".to_owned()),
            ("PRASSI_JOBS__LEASE_SECONDS", "5".to_owned()),
            ("PRASSI_JOBS__MAX_ATTEMPTS", "100".to_owned()),
            ("PRASSI_DATABASE__PG_CONNECTIONS", "5".to_owned()),
        ]);
        let mut process = command.spawn().unwrap_or_else(|e| panic!("{} does not start: {e}", words[0]));
        let words = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, words, base: format!("http://127.0.0.1:{port}") }
    }

    /// Waits until it says where it is, and is ready.
    async fn ready(&mut self, place: &Place) {
        let ready = async {
            while !self
                .words
                .next_line()
                .await
                .unwrap()
                .unwrap_or_else(|| panic!("it ended: {}", log(place)))
                .starts_with("Prassi")
            {}
            let answer = client().get(format!("{}/readyz", self.base)).send().await.unwrap();
            assert_eq!(answer.status(), 200, "{}", log(place));
        };
        tokio::time::timeout(DEADLINE, ready).await.unwrap_or_else(|_| panic!("it is never ready: {}", log(place)));
    }

    /// kill -9.
    async fn kill(mut self) {
        self.process.start_kill().unwrap();
        let status = self.process.wait().await.unwrap();
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "it had ended by itself: {status}");
    }

    /// Resident memory, in KiB.
    fn resident(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id().unwrap())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

fn log_of(place: &Place) -> std::path::PathBuf {
    place.folder.path().join("prassi.log")
}

fn log(place: &Place) -> String {
    std::fs::read_to_string(log_of(place)).unwrap_or_default()
}

/// A port that nobody listens on, below those the system gives to connections of its own.
fn port() -> u16 {
    let free = |port: &u16| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok();
    std::iter::repeat_with(|| 20_000 + u16::try_from(Rng::System.below(12_000)).unwrap()).find(free).unwrap()
}

/// Keeps cookies, and no connection: one that a dead server has left behind would fail the next request for nothing.
fn client() -> reqwest::Client {
    let builder = reqwest::Client::builder().cookie_store(true).no_proxy().pool_max_idle_per_host(0).timeout(DEADLINE);
    builder.redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// People, a space and discussions, made before the server starts.
struct Town {
    place: Place,
    people: Vec<Someone>,
    administrator: Someone,
    office: String,
    threads: Vec<ThreadId>,
}

impl Town {
    async fn build(engine: Engine) -> Self {
        let mut house = House::open(engine).await;
        let administrator = house.administrator("Ada Amministra").await;
        let mut people = Vec::new();
        for name in NAMES {
            people.push(house.person(name).await);
        }
        // Nobody is made a facilitator, and written to, at the time of this house's clock.
        let members: Vec<(&Someone, Role)> = people.iter().map(|person| (person, Role::Facilitator)).collect();
        let space = house.space("Prove", Openness::Private, &members).await;
        let mut threads = Vec::new();
        for person in people.iter().take(THREADS) {
            let title = format!("Discussione di {}", person.email);
            threads.push(house.thread(person, space, &title, "Si comincia").await.thread);
        }
        let elsewhere = Place { folder: tempfile::tempdir().unwrap(), database_url: String::new() };
        let place = std::mem::replace(&mut house.place, elsewhere);
        drop(house);
        let office =
            place.rows::<1>("SELECT CAST(id AS TEXT) FROM organisations WHERE code = 'RO'").await[0][0].clone();
        Self { place, people, administrator, office, threads }
    }
}

/// Returns as soon as the post of a form is in the database.
async fn until_kept(place: &Place, submission: &str) {
    const FIND: &str = "SELECT COUNT(*) FROM posts WHERE submission = $1";
    if let Some(path) = place.database_url.strip_prefix("sqlite:") {
        let conn = rusqlite::Connection::open(path).unwrap();
        while conn.query_row(FIND, [submission], |row| row.get::<_, i64>(0)).unwrap() == 0 {
            tokio::task::yield_now().await;
        }
    } else {
        let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&place.database_url).await.unwrap();
        while sqlx::query_scalar::<_, i64>(FIND).bind(submission).fetch_one(&mut conn).await.unwrap() == 0 {}
    }
}

/// The server's lives, as its clients know of them: each counts one more, and starts when it is ready.
type Lives = watch::Receiver<u64>;

/// An answer that came in the end.
#[derive(Debug)]
struct Answer {
    status: u16,
    location: String,
    text: String,
    /// How often the form was sent.
    tries: u32,
    /// When it was sent the last time.
    sent: Timestamp,
}

/// Sends one form until an answer comes: after a life has ended without one, the same again in the next.
async fn insist(http: &reqwest::Client, lives: &mut Lives, url: &str, fields: &[(&str, &str)]) -> Answer {
    let body = serde_urlencoded::to_string(fields).unwrap();
    for tries in 1.. {
        let (life, sent) = (*lives.borrow_and_update(), Clock::System.now());
        let request = http.post(url).header("content-type", "application/x-www-form-urlencoded").body(body.clone());
        let answer = async {
            let response = request.send().await?;
            let status = response.status().as_u16();
            let location =
                response.headers().get("location").map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
            reqwest::Result::Ok((status, location, response.text().await?))
        };
        if let Ok((status, location, text)) = answer.await {
            return Answer { status, location, text, tries, sent };
        }
        let next = tokio::time::timeout(DEADLINE, lives.wait_for(|now| *now > life)).await;
        next.expect("a request failed, and the server had not been killed").unwrap();
    }
    unreachable!()
}

/// What a client knows to be kept.
struct Acknowledged {
    thread: ThreadId,
    position: i64,
    author: i64,
    submission: String,
    body: String,
    tries: u32,
    sent: Timestamp,
}

/// A signed-in browser and the secret of its forms.
type Session = (reqwest::Client, String);

/// What the form of that number says.
fn words(author: i64, submission: &str) -> String {
    format!("Risposta di {author}: {submission}")
}

/// What the database calls the form of that number with those words.
fn kept_as(author: i64, submission: &str) -> String {
    Submission::from_form(submission, &Rng::System).with_words(&words(author, submission)).as_str().to_owned()
}

fn submission() -> String {
    Submission::new(&Rng::System).as_str().to_owned()
}

#[derive(Clone)]
struct Crowd {
    base: String,
    lives: Lives,
    stop: Arc<AtomicBool>,
    answered: Arc<AtomicU64>,
    count: watch::Sender<u64>,
}

impl Crowd {
    fn goes_on(&self) -> bool {
        !self.stop.load(Ordering::SeqCst)
    }

    fn acknowledged(&self) {
        let now = self.answered.fetch_add(1, Ordering::SeqCst) + 1;
        self.count.send_modify(|count| *count = now.max(*count));
    }

    async fn sign_in(&self, someone: &Someone) -> Session {
        let browser = Browser { http: client(), base: self.base.clone() };
        let answer = browser.submit("/accedi", "/accedi", &[("email", &someone.email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let csrf = browser.csrf().await;
        (browser.http, csrf)
    }

    /// Sends an answer to a discussion until it is acknowledged.
    async fn answer(
        mut self,
        (http, csrf): Session,
        submission: String,
        author: i64,
        thread: ThreadId,
    ) -> Acknowledged {
        let body = words(author, &submission);
        let fields = [("csrf", csrf.as_str()), ("submission", &submission), ("body", &body)];
        let url = format!("{}/discussioni/{thread}/messaggi", self.base);
        let answer = insist(&http, &mut self.lives, &url, &fields).await;
        assert!(answer.status == 303 && answer.location.starts_with(&format!("/discussioni/{thread}")), "{answer:?}");
        let position = answer.location.rsplit_once("#m").unwrap().1.parse().unwrap();
        self.acknowledged();
        let submission = kept_as(author, &submission);
        Acknowledged { thread, position, author, submission, body, tries: answer.tries, sent: answer.sent }
    }

    /// Answers in all discussions by turns; the same cookie and the same secret through all lives of the server.
    async fn write(self, session: Session, author: i64, threads: Vec<ThreadId>) -> Vec<Acknowledged> {
        let mut kept = Vec::new();
        for thread in threads.iter().cycle() {
            if !self.goes_on() {
                break;
            }
            kept.push(self.clone().answer(session.clone(), submission(), author, *thread).await);
        }
        kept
    }

    /// Invites one person after the other; gives their addresses.
    async fn invite(mut self, (http, csrf): Session, office: String) -> Vec<String> {
        let mut invited = Vec::new();
        for n in 0.. {
            if !self.goes_on() {
                break;
            }
            let email = format!("invitata{n}@prefettura.example");
            let who = [("name", "Ines Invitata"), ("email", &email), ("organisation", &office), ("standing", "staff")];
            let fields = [&[("csrf", csrf.as_str()), ("space", ""), ("role", "member")], &who[..]].concat();
            let url = format!("{}/amministrazione/inviti", self.base);
            let answer = insist(&http, &mut self.lives, &url, &fields).await;
            // Sent again after a life that had kept it without a word, it is refused: there is an open invitation.
            let is_new = answer.status == 303 && answer.location == "/amministrazione/inviti";
            let is_there = answer.status == 422 && answer.tries > 1 && answer.text.contains("email-error");
            assert!(is_new || is_there, "{answer:?}");
            invited.push(email);
            self.acknowledged();
        }
        invited
    }

    /// Asks for new passwords, three for each person (a fourth letter in an hour is not sent).
    async fn forget(mut self, people: Vec<Someone>) -> usize {
        let mut asked = 0;
        let browser = Browser { http: client(), base: self.base.clone() };
        let hidden = browser.get("/password-dimenticata").await.hidden("/password-dimenticata");
        let csrf = hidden.into_iter().find(|(name, _)| name == "csrf").unwrap().1;
        for someone in people.iter().cycle().take(3 * people.len()) {
            if !self.goes_on() {
                break;
            }
            let life = *self.lives.borrow();
            let fields = [("csrf", csrf.as_str()), ("email", &someone.email)];
            let url = format!("{}/password-dimenticata", self.base);
            let answer = insist(&browser.http, &mut self.lives, &url, &fields).await;
            assert_eq!((answer.status, answer.location.as_str()), (303, "/password-dimenticata?inviata"), "{answer:?}");
            asked += 1;
            if self.goes_on() && asked % 2 == 0 {
                let _ = self.lives.wait_for(|now| *now > life).await; // a few in each life
            }
        }
        asked
    }
}

/// Kills a server that has only just been started, somewhere on its way, in one case of three.
async fn stumble(place: &Place, port: u16) -> u64 {
    let mut stumbles = 0;
    while Rng::System.below(3) == 0 {
        let mut server = Server::spawn(place, port, &[]);
        let moment = Duration::from_micros(Rng::System.below(80_000));
        let _ = tokio::time::timeout(moment, server.ready(place)).await;
        server.kill().await;
        stumbles += 1;
    }
    stumbles
}

async fn nothing_acknowledged_is_lost_when_the_server_is_killed(engine: Engine) {
    let began = Instant::now();
    let town = Town::build(engine).await;
    let (place, port) = (&town.place, port());
    let (live, lives) = watch::channel(1);
    let (count, mut counted) = watch::channel(0);
    let mut server = Server::spawn(place, port, &[]);
    server.ready(place).await;

    let crowd = Crowd { base: server.base.clone(), lives, stop: Arc::default(), answered: Arc::default(), count };
    let mut writers = Vec::new();
    for person in &town.people {
        let session = crowd.sign_in(person).await;
        writers.push(tokio::spawn(crowd.clone().write(session, person.id.0, town.threads.clone())));
    }
    let session = crowd.sign_in(&town.administrator).await;
    let inviter = tokio::spawn(crowd.clone().invite(session, town.office.clone()));
    let forgetter = tokio::spawn(crowd.clone().forget(town.people.clone()));

    let (author, session) = (town.people[0].id.0, crowd.sign_in(&town.people[0]).await);
    let (mut kept, mut kills, mut restarts, mut resident) = (Vec::new(), 0, Vec::new(), 0);
    let mut worst = 0;
    while kills < KILLS || worst == 0 {
        assert!(kills < 10 * KILLS, "the worst moment cannot be hit");
        // Somewhere in the midst of it: after some answers at least, or after so long.
        let before = *counted.borrow_and_update();
        tokio::time::timeout(DEADLINE, counted.wait_for(|now| *now > before))
            .await
            .expect("the server answers nothing")
            .unwrap();
        let moment = Duration::from_micros(Rng::System.below(400_000));
        let _ = tokio::time::timeout(moment, counted.wait_for(|now| *now > before + 400)).await;
        // The worst moment: a post is kept, and its author does not know yet.
        let submission = submission();
        let answer = crowd.clone().answer(session.clone(), submission.clone(), author, town.threads[0]);
        let answer = tokio::spawn(answer);
        if restarts.len() % 2 == 0 {
            tokio::time::timeout(DEADLINE, until_kept(place, &kept_as(author, &submission)))
                .await
                .expect("the server writes nothing");
        }
        server.kill().await;
        kills += 1 + stumble(place, port).await;
        let started = Instant::now();
        server = Server::spawn(place, port, &[]);
        server.ready(place).await;
        restarts.push(started.elapsed());
        resident = server.resident();
        live.send_modify(|life| *life += 1);
        kept.push(tokio::time::timeout(DEADLINE, answer).await.unwrap().unwrap());
        worst += usize::from(restarts.len() % 2 == 1 && kept[kept.len() - 1].tries > 1);
    }
    crowd.stop.store(true, Ordering::SeqCst);
    live.send_modify(|life| *life += 1); // whoever waits for one more life in order to go on may end
    for writer in writers {
        kept.extend(writer.await.unwrap());
    }
    let invited = inviter.await.unwrap();
    let requests = forgetter.await.unwrap();
    settled(place).await;
    server.kill().await;

    restarts.sort_unstable();
    let untold = posts_are_there_once(place, &kept).await;
    println!(
        "{engine:?}: {kills} kills in {:?}; {} posts acknowledged, {untold} of them kept by a server that died before it said so; \
         {} invitations, {requests} forgotten passwords; ready again after {:?} (median; {:?} at most); {resident} KiB resident",
        began.elapsed(),
        kept.len(),
        invited.len(),
        restarts[restarts.len() / 2],
        restarts[restarts.len() - 1],
    );
    assert!(kept.len() > 100 && untold >= worst, "too little was going on");
    journal_is_whole(place).await;
    letters_arrived_once(place, &invited, requests).await;
    if let Some(path) = place.database_url.strip_prefix("sqlite:") {
        let conn = rusqlite::Connection::open(path).unwrap();
        let check: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(check, "ok");
        let broken = conn.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap();
        assert!(!broken, "there are rows that point nowhere");
    }
    let log = log(place);
    for never in ["locked", "panicked", "ERROR"] {
        assert!(!log.contains(never), "{log}");
    }
}

/// Waits until no letter is on its way: those that a dead server had taken come back when their lease ends.
async fn settled(place: &Place) {
    let began = Instant::now();
    let mut look = tokio::time::interval(Duration::from_millis(50));
    loop {
        let left = place.rows::<2>("SELECT kind, state FROM jobs WHERE kind = 'mail.send' ORDER BY id").await;
        if left.is_empty() {
            return;
        }
        assert!(began.elapsed() < DEADLINE, "letters do not leave: {left:?}");
        look.tick().await;
    }
}

/// Gives how many were there before their form was sent for the last time.
async fn posts_are_there_once(place: &Place, kept: &[Acknowledged]) -> usize {
    let posts = place.rows::<6>("SELECT CAST(thread_id AS TEXT), CAST(position AS TEXT), CAST(author_id AS TEXT), submission, body, CAST(created_at AS TEXT)
         FROM posts p ORDER BY p.thread_id, p.position",
    )
    .await;
    let mut by_submission: HashMap<&str, Vec<&[String; 6]>> = HashMap::new();
    for post in &posts {
        by_submission.entry(&post[3]).or_default().push(post);
    }
    for (submission, found) in &by_submission {
        assert_eq!(found.len(), 1, "the form {submission} has made more than one post: {found:?}");
    }
    let mut untold = 0;
    for post in kept {
        let found = by_submission
            .get(post.submission.as_str())
            .unwrap_or_else(|| panic!("an acknowledged post is lost: {}", post.body));
        let expected = [post.thread.0.to_string(), post.position.to_string(), post.author.to_string()];
        assert_eq!((&found[0][..3], &found[0][4]), (&expected[..], &post.body));
        untold += usize::from(found[0][5].parse::<i64>().unwrap() < post.sent.0);
    }
    // Every client ends with an answer to its last form: nothing can be there that nobody knows of.
    assert_eq!(posts.len(), kept.len() + THREADS);

    let mut positions: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for post in &posts {
        positions.entry(&post[0]).or_default().push(post[1].parse().unwrap());
    }
    let threads = place.rows::<2>("SELECT CAST(id AS TEXT), CAST(posts AS TEXT) FROM threads t ORDER BY t.id").await;
    assert_eq!(threads.len(), THREADS);
    for [thread, count] in &threads {
        let found = &positions[thread.as_str()];
        assert_eq!(*found, (1..).take(found.len()).collect::<Vec<i64>>(), "positions of discussion {thread}");
        assert_eq!(*count, found.len().to_string(), "what discussion {thread} counts");
    }
    untold
}

async fn journal_is_whole(place: &Place) {
    let entries = place.rows::<3>("SELECT CAST(seq AS TEXT), kind, data FROM journal j ORDER BY j.seq").await;
    let clock = place.rows::<1>("SELECT CAST(seq AS TEXT) FROM journal_clock").await;
    let numbers: Vec<i64> = entries.iter().map(|entry| entry[0].parse().unwrap()).collect();
    assert_eq!(numbers, (1..).take(numbers.len()).collect::<Vec<i64>>(), "numbers of the journal");
    assert_eq!(clock, [[numbers.len().to_string()]], "the clock is the newest number");

    let mut written = HashMap::new();
    for [seq, kind, data] in &entries {
        if kind == "threads.post_written" || kind == "threads.thread_started" {
            let data: serde_json::Value = serde_json::from_str(data).unwrap();
            let number = |name: &str| data["what"][name].as_i64();
            let (post, thread) = (number("post").unwrap(), number("thread").unwrap());
            let earlier = written.insert(post, (thread, number("position").unwrap_or(1), seq));
            assert!(earlier.is_none(), "post {post} is in the journal twice");
        }
    }
    let posts =
        place.rows::<3>("SELECT CAST(id AS TEXT), CAST(thread_id AS TEXT), CAST(position AS TEXT) FROM posts").await;
    assert_eq!(posts.len(), written.len(), "each event has its post and each post its event");
    for post in &posts {
        let [id, thread, position] = post.each_ref().map(|text| text.parse::<i64>().unwrap());
        let (in_thread, at, _) = written.get(&id).unwrap_or_else(|| panic!("post {id} is not in the journal"));
        assert_eq!((*in_thread, *at), (thread, position));
    }
    let newest = place.rows::<2>("SELECT CAST(t.last_seq AS TEXT), CAST(p.id AS TEXT) FROM threads t JOIN posts p ON p.thread_id = t.id AND p.position = t.posts",
    )
    .await;
    for [seq, post] in &newest {
        assert_eq!(seq, written[&post.parse().unwrap()].2, "a discussion names the number of its newest post");
    }
}

async fn letters_arrived_once(place: &Place, invited: &[String], asked: usize) {
    let sent = place.rows::<4>("SELECT message_id, recipient, state, kind FROM outbox o ORDER BY o.id").await;
    let arrived = place.rows::<2>("SELECT message_id, recipient FROM dev_mailbox m ORDER BY m.id").await;
    let of_outbox: Vec<[String; 2]> = sent.iter().map(|[id, to, ..]| [id.clone(), to.clone()]).collect();
    assert_eq!(arrived, of_outbox, "each letter has arrived, once");
    assert!(sent.iter().all(|letter| letter[2] == "sent"), "{sent:?}");
    let ids: HashSet<&String> = sent.iter().map(|letter| &letter[0]).collect();
    assert_eq!(ids.len(), sent.len());

    let to: Vec<&String> =
        sent.iter().filter(|letter| letter[3] == "accounts.invitation").map(|letter| &letter[1]).collect();
    assert_eq!(to, invited.iter().collect::<Vec<_>>(), "one letter for each invitation, and none without");
    let invitations = place.rows::<1>("SELECT email FROM invitations i ORDER BY i.id").await;
    assert_eq!(invitations.iter().map(|row| &row[0]).collect::<Vec<_>>(), to);
    assert!(!to.is_empty());
    // Whether an address is known is looked up only after the answer has left: a kill between the two takes that letter.
    let passwords = sent.len() - to.len();
    assert!((1..=asked).contains(&passwords), "{passwords} letters for {asked} forgotten passwords");
}
