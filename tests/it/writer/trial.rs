//! Commands made of steps in SQL, the bench they are tried on, and a stranger at the same database.

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use futures_util::future::join_all;
use prassi::accounts::{AddOrganisation, NewOrganisation, OrganisationKind};
use prassi::db::{self, Command, Db, Engine as On, Options, PgHandle, SqliteHandle, Tx};
use tokio::sync::Semaphore;

use super::{DEADLINE, IDLE, LIMIT};
use crate::house::{Engine, Place};

const TABLE: &str = "CREATE TABLE trial (name TEXT NOT NULL PRIMARY KEY, seq BIGINT)";
const NOTE: &str = "UPDATE journal_clock SET seq = seq + 1 WHERE id = 1 RETURNING seq";

/// What a trial command does, one step after the other.
pub(super) enum Step {
    /// Takes a number and writes its name under it.
    Insert,
    /// Runs a statement; an error is the command's.
    Run(&'static str),
    /// Runs a statement and does not care.
    Swallow(&'static str),
    Fail,
    Panic,
    /// Runs for much longer than it may, in the database.
    Slow,
    /// Waits for something that never comes.
    Wait,
    /// Adds an organisation, by the command of its room.
    Found,
    /// Says that it is here and does not go on until it may.
    Pass(Arc<Gate>),
}

pub(super) struct Gate {
    pub(super) reached: Semaphore,
    pub(super) open: Semaphore,
}

impl Gate {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self { reached: Semaphore::new(0), open: Semaphore::new(0) })
    }

    async fn pass(&self) {
        self.reached.add_permits(1);
        self.open.acquire().await.unwrap().forget();
    }

    pub(super) async fn reached(&self) {
        tokio::time::timeout(DEADLINE, self.reached.acquire()).await.expect("the writer is stuck").unwrap().forget();
    }
}

pub(super) struct Trial {
    name: String,
    steps: Vec<Step>,
}

#[derive(Debug)]
pub(super) enum Refused {
    Own,
    Db(db::Error),
}

impl From<db::Error> for Refused {
    fn from(error: db::Error) -> Self {
        Self::Db(error)
    }
}

impl Command for Trial {
    /// The last number it has taken.
    type Output = i64;
    type Error = Refused;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<i64, Refused> {
        let mut seq = 0;
        for step in &self.steps {
            match step {
                Step::Insert => seq = insert(tx, &self.name).await?,
                Step::Run(text) => execute(tx, text).await?,
                Step::Swallow(text) => drop(execute(tx, text).await),
                Step::Fail => return Err(Refused::Own),
                // A panic without a word of the hook, which takes seconds to print a backtrace.
                Step::Panic => std::panic::resume_unwind(Box::new("as it should")),
                Step::Slow => slow(tx).await?,
                Step::Found => AddOrganisation(organisation()).run(tx).await?,
                Step::Wait => std::future::pending().await,
                Step::Pass(gate) => match tx.engine() {
                    // The writer's thread: a command there must not be pending, so it blocks.
                    On::Sqlite(_) => {
                        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(gate.pass());
                    }
                    On::Postgres(_) => gate.pass().await,
                },
            }
        }
        Ok(seq)
    }
}

fn organisation() -> NewOrganisation {
    let (code, name, denomination) = ("TRIAL".to_owned(), "Trial".to_owned(), "Trial".to_owned());
    NewOrganisation { code, name, denomination, kind: OrganisationKind::TrainingBody, region: None, seat: None }
}

fn sqlite(handle: SqliteHandle<'_>) -> &mut rusqlite::Connection {
    let SqliteHandle::Conn(conn) = handle else { panic!("a command has the writer's connection") };
    conn
}

fn postgres(handle: PgHandle<'_>) -> &mut sqlx::PgConnection {
    let PgHandle::Conn(conn) = handle else { panic!("a command has the writer's connection") };
    conn
}

async fn execute(tx: &mut Tx<'_>, text: &'static str) -> Result<(), db::Error> {
    match tx.engine() {
        On::Sqlite(handle) => sqlite(handle).execute_batch(text)?,
        On::Postgres(handle) => {
            sqlx::raw_sql(text).execute(postgres(handle)).await?;
        }
    }
    Ok(())
}

pub(super) async fn text(tx: &mut Tx<'_>, query: &'static str) -> Result<String, db::Error> {
    Ok(match tx.engine() {
        On::Sqlite(handle) => {
            sqlite(handle).query_row(&format!("SELECT CAST(({query}) AS TEXT)"), [], |row| row.get(0))?
        }
        On::Postgres(handle) => sqlx::query_scalar(query).fetch_one(postgres(handle)).await?,
    })
}

async fn insert(tx: &mut Tx<'_>, name: &str) -> Result<i64, db::Error> {
    const INSERT: &str = "INSERT INTO trial (name, seq) VALUES ($1, $2)";
    const RECORD: &str = "INSERT INTO journal (seq, at, kind, stream, data) VALUES ($1, 0, 'trial', 'trial', '')";
    match tx.engine() {
        On::Sqlite(handle) => {
            let conn = sqlite(handle);
            let seq: i64 = conn.query_row(NOTE, [], |row| row.get(0))?;
            conn.execute(RECORD, [seq])?;
            conn.execute(INSERT, rusqlite::params![name, seq])?;
            Ok(seq)
        }
        On::Postgres(handle) => {
            let conn = postgres(handle);
            let seq: i64 = sqlx::query_scalar(NOTE).fetch_one(&mut *conn).await?;
            sqlx::query(RECORD).bind(seq).execute(&mut *conn).await?;
            sqlx::query(INSERT).bind(name).bind(seq).execute(conn).await?;
            Ok(seq)
        }
    }
}

async fn slow(tx: &mut Tx<'_>) -> Result<(), db::Error> {
    const COUNT: &str = "INSERT INTO trial (name) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    match tx.engine() {
        On::Sqlite(_) => execute(tx, COUNT).await,
        On::Postgres(_) => execute(tx, "SELECT pg_sleep(120)").await,
    }
}

pub(super) fn trial(name: &str, steps: impl Into<Vec<Step>>) -> Trial {
    Trial { name: name.to_owned(), steps: steps.into() }
}

pub(super) fn insert_of(name: &str) -> Trial {
    trial(name, [Step::Insert])
}

pub(super) type Answers = Vec<Result<i64, Refused>>;

/// A database with a table for trials.
pub(super) struct Bench {
    pub(super) place: Place,
    pub(super) db: Db,
}

impl Bench {
    /// Its commands have all the time they want.
    pub(super) async fn new(engine: Engine) -> Self {
        Self::with_limit(engine, DEADLINE).await
    }

    /// Its commands are cut off after a while: so is an innocent one, when the machine is busy enough.
    pub(super) async fn impatient(engine: Engine) -> Self {
        Self::with_limit(engine, LIMIT).await
    }

    async fn with_limit(engine: Engine, write_timeout: Duration) -> Self {
        let place = Place::new(engine).await;
        let db = Db::open(&Options { write_timeout, ..place.options() }).await.unwrap();
        let bench = Self { place, db };
        bench.outside(TABLE).await;
        bench
    }

    /// Another connection to the same database, of another program.
    pub(super) async fn stranger(&self) -> Stranger {
        match self.place.database_url.strip_prefix("sqlite:") {
            Some(path) => Stranger::Sqlite(rusqlite::Connection::open(path).unwrap()),
            None => Stranger::Postgres(
                <sqlx::PgConnection as sqlx::Connection>::connect(&self.place.database_url).await.unwrap(),
            ),
        }
    }

    async fn outside(&self, text: &'static str) {
        self.stranger().await.run(text).await;
    }

    /// The names in the table, in order.
    pub(super) async fn names(&self) -> Vec<String> {
        self.stranger()
            .await
            .rows("SELECT name, COALESCE(seq, 0) FROM trial ORDER BY name")
            .await
            .into_iter()
            .map(|(name, _)| name)
            .collect()
    }

    pub(super) async fn write(&self, command: Trial) -> Result<i64, Refused> {
        tokio::time::timeout(DEADLINE, self.db.write(command)).await.expect("the writer is stuck")
    }

    /// Runs commands as one batch: they queue while the writer is held, and one commit ends them all.
    pub(super) async fn batch(&self, commands: Vec<Trial>) -> Answers {
        let (held, mut waiting) = self.hold(commands).await;
        assert!((&mut waiting).now_or_never().is_none(), "the writer is held");
        held.open.add_permits(1);
        tokio::time::timeout(DEADLINE, waiting).await.expect("the writer is stuck")
    }

    /// Holds the writer with a command that has reached its gate; what is polled meanwhile waits in the queue.
    pub(super) async fn hold(
        &self,
        commands: Vec<Trial>,
    ) -> (Arc<Gate>, Pin<Box<dyn Future<Output = Answers> + Send + '_>>) {
        let gate = Gate::new();
        let db = self.db.clone();
        let holder = trial("", [Step::Pass(Arc::clone(&gate))]);
        tokio::spawn(async move { db.write(holder).await.unwrap() });
        gate.reached().await;
        (gate, Box::pin(join_all(commands.into_iter().map(|command| self.db.write(command)))))
    }

    /// What must hold after whatever has happened: the writer is not stuck and holds no lock.
    pub(super) async fn goes_on(&self) {
        let began = Instant::now();
        let answers = join_all((0..3).map(|n| self.write(insert_of(&format!("zz{n}"))))).await;
        assert!(answers.iter().all(Result::is_ok), "{answers:?}");
        assert!(began.elapsed() < IDLE, "the next commands waited {:?}", began.elapsed());
        let mut stranger = self.stranger().await;
        stranger.lock().await;
        stranger.run("ROLLBACK").await;
        self.outside("DELETE FROM trial WHERE name LIKE 'zz%'").await;
    }
}

pub(super) enum Stranger {
    Sqlite(rusqlite::Connection),
    Postgres(sqlx::PgConnection),
}

impl Stranger {
    pub(super) async fn run(&mut self, text: &'static str) {
        match self {
            Self::Sqlite(conn) => conn.execute_batch(text).unwrap(),
            Self::Postgres(conn) => drop(sqlx::raw_sql(text).execute(conn).await.unwrap()),
        }
    }

    pub(super) async fn rows(&mut self, text: &'static str) -> Vec<(String, i64)> {
        match self {
            Self::Sqlite(conn) => {
                let mut prepared = conn.prepare(text).unwrap();
                prepared.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
            }
            Self::Postgres(conn) => sqlx::query_as(text).fetch_all(conn).await.unwrap(),
        }
    }

    /// Opens a transaction that no command can pass. Panics when one is in the way.
    pub(super) async fn lock(&mut self) {
        match self {
            Self::Sqlite(conn) => {
                conn.busy_timeout(Duration::ZERO).unwrap();
                conn.execute_batch("BEGIN IMMEDIATE").unwrap();
            }
            Self::Postgres(_) => self.run("BEGIN; SELECT seq FROM journal_clock FOR UPDATE NOWAIT").await,
        }
    }
}
