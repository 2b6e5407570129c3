//! A whole server on a port of its own, on either engine, and people who use it.

use std::sync::Arc;
use std::time::Duration;

use prassi::accounts::{
    CreatePerson, EmailAddress, MakeAccessToken, NewPerson, Password, PersonName, RecordSignIn, Scopes, TokenName,
    new_secret,
};
use prassi::app::{App, serve};
use prassi::authz::{Actor, Openness, Role, Standing};
use prassi::base::{AccessTokenId, Clock, PersonId, Rng, SpaceId, ThreadId, Timestamp, digest};
use prassi::config::Config;
use prassi::db::{Db, Location, Options};
use prassi::i18n::Lang;
use prassi::mail::MessageId;
use prassi::spaces::{AddMember, CreateSpace, Purpose, SpaceName};
use prassi::threads::{Answer, Body, StartThread, Submission, Title, Written};
use prassi::web::Scope;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// 2026-11-24T09:30:00Z, a Tuesday.
pub const NOW: Timestamp = Timestamp(1_795_512_600_000_000);
/// The password of everybody in the tests.
pub const PASSWORD: &str = "una frase lunga abbastanza";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Makes two tests of one async function that takes an [`Engine`].
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() { super::$name($crate::house::Engine::Sqlite).await; }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgresql() { super::$name($crate::house::Engine::Postgres).await; }
        }
    )+};
}
pub(crate) use on_both_engines;

/// A place for data: a folder, or a fresh schema.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub database_url: String,
}

impl Place {
    pub async fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database_url = match engine {
            Engine::Sqlite => format!("sqlite:{}", folder.path().join("prassi.db").display()),
            Engine::Postgres => schema().await,
        };
        Self { folder, database_url }
    }

    pub fn options(&self) -> Options {
        let location = match self.database_url.strip_prefix("sqlite:") {
            Some(path) => Location::Sqlite(path.into()),
            None => Location::Postgres(self.database_url.clone()),
        };
        Options { location, write_timeout: Duration::from_secs(5), pg_connections: 4 }
    }

    pub async fn open(&self) -> Db {
        Db::open(&self.options()).await.unwrap()
    }

    /// Runs statements past the program.
    pub async fn execute(&self, statements: &'static str) {
        match self.database_url.strip_prefix("sqlite:") {
            Some(path) => rusqlite::Connection::open(path).unwrap().execute_batch(statements).unwrap(),
            None => drop(sqlx::raw_sql(statements).execute(&mut self.connection().await).await.unwrap()),
        }
    }

    /// A number, read past the program.
    pub async fn number(&self, query: &'static str) -> i64 {
        match self.database_url.strip_prefix("sqlite:") {
            Some(path) => rusqlite::Connection::open(path).unwrap().query_row(query, [], |row| row.get(0)).unwrap(),
            None => sqlx::query_scalar(query).fetch_one(&mut self.connection().await).await.unwrap(),
        }
    }

    /// Rows of text, read past the program.
    pub async fn rows<const N: usize>(&self, query: &'static str) -> Vec<[String; N]> {
        let Some(path) = self.database_url.strip_prefix("sqlite:") else {
            let found = sqlx::query(query).fetch_all(&mut self.connection().await).await.unwrap();
            return found.iter().map(|row| std::array::from_fn(|n| sqlx::Row::get(row, n))).collect();
        };
        let conn = rusqlite::Connection::open(path).unwrap();
        let mut prepared = conn.prepare(query).unwrap();
        let read = |row: &rusqlite::Row<'_>| Ok(std::array::from_fn(|n| row.get_unwrap(n)));
        prepared.query_map([], read).unwrap().map(Result::unwrap).collect()
    }

    async fn connection(&self) -> sqlx::PgConnection {
        <sqlx::PgConnection as sqlx::Connection>::connect(&self.database_url).await.unwrap()
    }
}

/// The private server's address. There is no way to test half: without it every test on PostgreSQL fails.
pub fn postgres() -> String {
    std::env::var("PRASSI_TEST_POSTGRES")
        .expect("no PRASSI_TEST_POSTGRES: run `make test`, or `tests/tools/with-postgres cargo test`")
}

async fn schema() -> String {
    let url = postgres();
    let name = format!("t{:x}", Rng::System.u128());
    let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&url).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE SCHEMA {name}"))).execute(&mut conn).await.unwrap();
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}options[search_path]={name}")
}

/// Settings for a test: quick password hashes, nothing from this machine's environment.
pub fn config(place: &Place, listen: &str, more: &[(&str, &str)]) -> Config {
    let mut env = vec![
        ("PRASSI_DATA_DIR", place.folder.path().display().to_string()),
        ("PRASSI_DATABASE_URL", place.database_url.clone()),
        ("PRASSI_LISTEN", listen.to_owned()),
        ("PRASSI_DEMO", "never".to_owned()),
        ("PRASSI_PASSWORDS__HASH_MEMORY_KIB", "64".to_owned()),
        ("PRASSI_PASSWORDS__HASH_PASSES", "1".to_owned()),
        ("PRASSI_DATABASE__PG_CONNECTIONS", "5".to_owned()),
        // many servers share a small machine here: slow is not wrong
        ("PRASSI_DATABASE__WRITE_TIMEOUT_MS", "60000".to_owned()),
    ];
    env.extend(more.iter().map(|(k, v)| (*k, (*v).to_owned())));
    Config::load(None, env.into_iter().map(|(k, v)| (k.to_owned(), v))).unwrap_or_else(|e| panic!("{e}"))
}

/// A running server.
pub struct House {
    pub app: Arc<App>,
    pub db: Db,
    pub clock: Clock,
    pub rng: Rng,
    pub base: String,
    pub place: Place,
    stop: Option<oneshot::Sender<()>>,
}

impl House {
    pub async fn open(engine: Engine) -> Self {
        Self::open_with(engine, &[]).await
    }

    pub async fn open_with(engine: Engine, more: &[(&str, &str)]) -> Self {
        Self::open_at(Place::new(engine).await, more).await
    }

    /// Opens on a place that may hold data already.
    pub async fn open_at(place: Place, more: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let clock = Clock::fixed(NOW);
        let config = config(&place, &address, more);
        let app = Arc::new(App::open_idle(config, clock.clone(), Rng::System).await.unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        let router = app.router.clone();
        tokio::spawn(serve(listener, router, async move {
            let _ = stopped.await;
        }));
        let db = app.house.db.clone();
        Self { app, db, clock, rng: Rng::System, base: format!("http://{address}"), place, stop: Some(stop) }
    }

    /// Runs every job that is due now; gives how many.
    pub async fn work(&self) -> usize {
        self.app.worker.drain().await.unwrap()
    }

    pub async fn person(&self, name: &str) -> Someone {
        self.somebody(name, Standing::Staff, false).await
    }

    pub async fn guest(&self, name: &str) -> Someone {
        self.somebody(name, Standing::Guest, false).await
    }

    pub async fn administrator(&self, name: &str) -> Someone {
        self.somebody(name, Standing::Staff, true).await
    }

    /// Somebody who works for the office with this code.
    pub async fn person_of(&self, name: &str, office: &str) -> Someone {
        self.somebody_of(name, office, (Standing::Staff, false)).await
    }

    async fn somebody(&self, name: &str, standing: Standing, is_administrator: bool) -> Someone {
        self.somebody_of(name, "RO", (standing, is_administrator)).await
    }

    async fn somebody_of(&self, name: &str, office: &str, (standing, is_administrator): (Standing, bool)) -> Someone {
        let email = format!("{}@prefettura.example", prassi::accounts::handle_from_name(name));
        let password = Password::parse(PASSWORD, 12, "", "").unwrap();
        let new = NewPerson {
            name: PersonName::parse(name).unwrap(),
            email: EmailAddress::parse(&email).unwrap(),
            password_hash: Some(self.app.accounts.hasher().hash(&password).await.unwrap()),
            function: String::new(),
            about: String::new(),
            standing,
            is_administrator,
            language: Lang::It,
            time_zone: "Europe/Rome".to_owned(),
            now: self.clock.now(),
        };
        let id = self.db.write(CreatePerson { new, organisation: office.to_owned(), handle: None }).await.unwrap();
        Someone { id, email, actor: Actor::Person { id, standing, is_administrator } }
    }

    /// A space with its people.
    pub async fn space(&self, name: &str, openness: Openness, people: &[(&Someone, Role)]) -> SpaceId {
        let (name, purpose) = (SpaceName::parse(name).unwrap(), Purpose::parse("Una prova").unwrap());
        let now = self.clock.now();
        let space = self.db.write(CreateSpace { actor: Actor::System, name, purpose, openness, now }).await.unwrap();
        for (someone, role) in people {
            let command = AddMember { actor: Actor::System, space, who: someone.email.clone(), role: *role, now };
            self.db.write(command).await.unwrap();
        }
        space
    }

    pub async fn thread(&self, author: &Someone, space: SpaceId, title: &str, body: &str) -> Written {
        let command = StartThread {
            actor: author.actor,
            space,
            title: Title::parse(title, 200).unwrap(),
            body: Body::parse(body, 20_000).unwrap(),
            submission: Submission::new(&self.rng),
            from_draft: false,
            now: self.clock.now(),
        };
        self.db.write(command).await.unwrap()
    }

    pub async fn answer(&self, author: &Someone, thread: ThreadId, body: &str) -> Written {
        let command = Answer {
            actor: author.actor,
            thread,
            body: Body::parse(body, 20_000).unwrap(),
            submission: Submission::new(&self.rng),
            from_draft: false,
            now: self.clock.now(),
        };
        self.db.write(command).await.unwrap()
    }

    /// A job set aside after its last try, written past the program; gives its number.
    pub async fn parked_job(&self, kind: &str, payload: &str) -> i64 {
        const INSERT: &str = "INSERT INTO jobs (kind, payload, state, run_at, attempts, last_error, created_at) \
            VALUES ($1, $2, 'parked', 1795512600000000, 8, 'it did not work', 1) RETURNING id";
        match self.place.database_url.strip_prefix("sqlite:") {
            Some(path) => {
                let conn = rusqlite::Connection::open(path).unwrap();
                conn.busy_timeout(Duration::from_secs(10)).unwrap();
                conn.query_row(INSERT, [kind, payload], |row| row.get(0)).unwrap()
            }
            None => {
                let mut conn =
                    <sqlx::PgConnection as sqlx::Connection>::connect(&self.place.database_url).await.unwrap();
                sqlx::query_scalar(INSERT).bind(kind).bind(payload).fetch_one(&mut conn).await.unwrap()
            }
        }
    }

    /// The cookie of a new session of somebody.
    pub async fn cookie_of(&self, someone: &Someone) -> String {
        let browser = self.browser();
        let answer = browser.submit("/accedi", "/accedi", &[("email", &someone.email), ("password", PASSWORD)]).await;
        let cookies = answer.headers.get_all("set-cookie").iter().map(|v| v.to_str().unwrap());
        cookies.filter_map(|v| v.split(';').next()).find(|v| v.starts_with("prassi=")).unwrap().to_owned()
    }

    /// Asks the router itself for a page; gives how many queries it made, and its text.
    pub async fn page(&self, path: &str, cookie: &str) -> (u64, String) {
        let request = axum::http::Request::get(path).header("cookie", cookie).body(axum::body::Body::empty()).unwrap();
        let asking = tower::ServiceExt::oneshot(self.app.router.clone(), request);
        let (answer, queries) = prassi::db::count_queries(asking).await;
        let answer = answer.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        (queries, String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// A key for somebody's program: its id and its secret.
    pub async fn key_of(&self, someone: &Someone, scopes: &[Scope]) -> (AccessTokenId, String) {
        let (secret, now) = (new_secret(&self.rng).0, self.clock.now());
        let session = self.rng.token().0;
        let record = RecordSignIn { person: someone.id, session, agent: String::new(), buckets: Vec::new(), now };
        let command = MakeAccessToken {
            actor: someone.actor,
            person: someone.id,
            sign_in: self.db.write(record).await.unwrap(),
            name: TokenName::parse("Una prova").unwrap(),
            scopes: Scopes::new(scopes.iter().copied()).unwrap(),
            expires_at: now.plus(Duration::from_hours(24 * 30)),
            digest: digest(&secret),
            buckets: Vec::new(),
            message_id: MessageId::new(&self.rng),
            default_lang: Lang::It,
            now,
        };
        (self.db.write(command).await.unwrap(), secret)
    }

    /// A browser without anybody signed in.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    /// A browser in which somebody has signed in.
    pub async fn signed_in(&self, someone: &Someone) -> Browser {
        let browser = self.browser();
        let answer = browser.submit("/accedi", "/accedi", &[("email", &someone.email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        browser
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }
}

#[derive(Clone, Debug)]
pub struct Someone {
    pub id: PersonId,
    pub email: String,
    pub actor: Actor,
}

/// What came back.
#[derive(Debug)]
pub struct Answered {
    pub status: u16,
    pub location: String,
    pub text: String,
    pub headers: reqwest::header::HeaderMap,
}

impl Answered {
    /// The hidden fields of the form that goes to `action`.
    pub fn hidden(&self, action: &str) -> Vec<(String, String)> {
        let start = self
            .text
            .find(&format!("action=\"{action}\""))
            .unwrap_or_else(|| panic!("no form to {action} in {}", self.text));
        let form = self.text[start..].split("</form>").next().unwrap();
        let input = regex::Regex::new(r#"<input type="hidden" name="([^"]+)" value="([^"]*)""#).unwrap();
        input.captures_iter(form).map(|c| (c[1].to_owned(), unescape(&c[2]))).collect()
    }

    /// Whether the page says something, whichever way it is escaped and its apostrophes are written.
    pub fn has(&self, text: &str) -> bool {
        let plain = |text: &str| unescape(text).replace('’', "'");
        self.text.contains(text) || plain(&self.text).contains(&plain(text))
    }
}

/// Undoes askama's escaping.
pub fn unescape(html: &str) -> String {
    html.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

/// A client that keeps cookies and follows nothing by itself.
#[derive(Clone)]
pub struct Browser {
    pub http: reqwest::Client,
    pub base: String,
}

impl Browser {
    pub fn new(base: &str) -> Self {
        // what a browser says when it asks for a page
        let accept = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        let headers =
            [accept].map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).into_iter().collect();
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .default_headers(headers)
            .build()
            .unwrap();
        Self { http, base: base.to_owned() }
    }

    pub async fn get(&self, path: &str) -> Answered {
        answered(self.http.get(format!("{}{path}", self.base)).send().await.unwrap()).await
    }

    /// Posts exactly these fields.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let body = serde_urlencoded::to_string(fields).unwrap();
        self.post_bytes(path, body.into_bytes()).await
    }

    pub async fn post_bytes(&self, path: &str, body: Vec<u8>) -> Answered {
        let request =
            self.http.post(format!("{}{path}", self.base)).header("content-type", "application/x-www-form-urlencoded");
        answered(request.body(body).send().await.unwrap()).await
    }

    /// Opens a page and sends its form to `action`, with its hidden fields and these.
    pub async fn submit(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answered {
        let hidden = self.get(page).await.hidden(action);
        self.send(action, &hidden, fields).await
    }

    pub async fn send(&self, action: &str, hidden: &[(String, String)], fields: &[(&str, &str)]) -> Answered {
        let mut all: Vec<(&str, &str)> = hidden
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .filter(|(k, _)| !fields.iter().any(|(name, _)| name == k))
            .collect();
        all.extend_from_slice(fields);
        self.post(action, &all).await
    }

    /// The CSRF secret of the session.
    pub async fn csrf(&self) -> String {
        let page = self.get("/profilo").await;
        page.hidden("/esci").into_iter().find(|(k, _)| k == "csrf").unwrap().1
    }
}

async fn answered(response: reqwest::Response) -> Answered {
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let location = headers.get("location").map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    let text = String::from_utf8(response.bytes().await.unwrap().to_vec()).unwrap_or_default();
    Answered { status, location, text, headers }
}
