//! Floor 1: the database, one shape over two engines.
//!
//! Owns the connections, the statement registry, the migrations and the writer. What must always hold:
//! - every change goes through [`Db::write`] (or [`Db::write_later`] in the background), one command after the other,
//!   and its caller hears back only after COMMIT has reached the disk;
//! - a statement that is not in the registry cannot be run: `sql!` is the only way in;
//! - on SQLite nothing but the writer's thread ever takes the write lock.

mod aside;
mod copy;
mod error;
mod figures;
mod migrate;
mod postgres;
mod row;
mod sqlite;
mod state;
mod statement;
mod writer;

use std::cell::Cell;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

pub use aside::Aside;
pub use copy::{Origin, Receive, Step, copy_in, copy_out, is_empty};
pub use error::Error;
pub use figures::Figures;
pub use migrate::newest_migration;
pub use postgres::PgHandle;
pub use row::{ListOf, SqliteRow};
pub use sqlite::SqliteHandle;
pub use state::{State, look};
pub use statement::{Statement, StatementRef, statements};
pub use writer::{Command, Lane};

pub(crate) use row::{listed, named, row};
pub(crate) use statement::sql;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Where the data lives.
#[derive(Clone, Debug)]
pub enum Location {
    /// One SQLite file; made when missing.
    Sqlite(PathBuf),
    /// A `postgres://` URL.
    Postgres(String),
}

/// What the database is opened with.
#[derive(Clone, Debug)]
pub struct Options {
    pub location: Location,
    /// A command that runs longer than this is cut off.
    pub write_timeout: Duration,
    /// Connections for reads on PostgreSQL.
    pub pg_connections: u32,
}

/// The database in use; cheap to clone.
#[derive(Clone)]
pub struct Db {
    engine: Reads,
    writer: writer::Writer,
    figures: Figures,
    commits: watch::Receiver<u64>,
    aside: aside::Turns,
}

#[derive(Clone)]
enum Reads {
    Sqlite(Arc<sqlite::ReadPool>),
    Postgres(sqlx::PgPool),
}

tokio::task_local! {
    static ASKED: Cell<u64>;
}

/// Runs a future and counts the statements that it reads outside of commands: the number of queries of a page.
pub async fn count_queries<F: Future>(future: F) -> (F::Output, u64) {
    ASKED
        .scope(Cell::new(0), async {
            let output = future.await;
            (output, ASKED.with(Cell::get))
        })
        .await
}

/// The way to one engine, for the length of one statement.
pub enum Engine<'a> {
    Sqlite(SqliteHandle<'a>),
    Postgres(PgHandle<'a>),
}

/// What a statement can read from: `&Db`, or the `&mut Tx` of a command.
pub trait Source<'a>: Send {
    fn engine(self) -> Engine<'a>;
}

/// The open transaction of one command.
pub struct Tx<'c> {
    conn: TxConn<'c>,
}

enum TxConn<'c> {
    Sqlite(&'c mut rusqlite::Connection),
    Postgres(&'c mut sqlx::PgConnection),
}

impl Db {
    /// Opens the database, brings its schema up to date and starts the writer.
    ///
    /// Errors: cannot be opened or written; [`Error::NewerSchema`] when a newer binary has been here.
    pub async fn open(options: &Options) -> Result<Self> {
        let (tell, commits) = watch::channel(0);
        let figures = Figures::new();
        let terms = writer::Terms { limit: options.write_timeout, figures: figures.clone() };
        match &options.location {
            Location::Sqlite(path) => {
                let mut conn = sqlite::open_writer(path)?;
                migrate::sqlite(&mut conn, i64::MAX)?;
                let reads = Arc::new(sqlite::ReadPool::new(path.clone()));
                let writer = writer::sqlite(conn, terms, tell)?;
                Ok(Self { engine: Reads::Sqlite(reads), writer, figures, commits, aside: aside::turns() })
            }
            Location::Postgres(url) => {
                let pool = postgres::connect(url, options.pg_connections).await?;
                migrate::postgres(&pool).await?;
                let writer = writer::postgres(url, terms, tell).await?;
                Ok(Self { engine: Reads::Postgres(pool), writer, figures, commits, aside: aside::turns() })
            }
        }
    }

    /// Runs a command in the writer's next transaction; returns when what it changed is durable.
    ///
    /// Errors: the command's own, or an [`Error`] turned into it (cut off, panicked, not committed): then nothing of it stays.
    pub async fn write<C: Command>(&self, command: C) -> Result<C::Output, C::Error> {
        self.writer.write(command, Lane::Front).await
    }

    /// Like [`Db::write`], in the background lane: alone in its transaction, when no one else is waiting, and otherwise now
    /// and then ([`Lane::Background`]).
    pub async fn write_later<C: Command>(&self, command: C) -> Result<C::Output, C::Error> {
        self.writer.write(command, Lane::Background).await
    }

    /// What the writer does, in figures.
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// How many commands wait in the front lane, and in the background.
    pub fn queued(&self) -> (usize, usize) {
        self.writer.queued()
    }

    /// Counts commits of this process; wakes whoever waits for news. A hint, never the guarantee.
    pub fn commits(&self) -> watch::Receiver<u64> {
        self.commits.clone()
    }

    /// The way to the engine for a statement that reads.
    pub fn engine(&self) -> Engine<'_> {
        let _ = ASKED.try_with(|asked| asked.set(asked.get() + 1)); // outside of count_queries nobody counts
        match &self.engine {
            Reads::Sqlite(pool) => Engine::Sqlite(SqliteHandle::Pool(pool)),
            Reads::Postgres(pool) => Engine::Postgres(PgHandle::Pool(pool)),
        }
    }

    /// The PostgreSQL pool, for what has no counterpart on SQLite (LISTEN and NOTIFY between nodes).
    pub fn postgres(&self) -> Option<&sqlx::PgPool> {
        match &self.engine {
            Reads::Sqlite(_) => None,
            Reads::Postgres(pool) => Some(pool),
        }
    }

    /// Prepares a registered statement without running it; for the registry's test.
    pub async fn prepare(&self, statement: &'static Statement) -> Result<()> {
        match &self.engine {
            Reads::Sqlite(pool) => pool.with(|conn| conn.prepare(statement.numbered()).map(|_| ())),
            Reads::Postgres(pool) => postgres::prepare(pool, statement.postgres).await,
        }
    }
}

impl Tx<'_> {
    /// The way to the engine for one statement of this transaction.
    pub fn engine(&mut self) -> Engine<'_> {
        match &mut self.conn {
            TxConn::Sqlite(conn) => Engine::Sqlite(SqliteHandle::Conn(conn)),
            TxConn::Postgres(conn) => Engine::Postgres(PgHandle::Conn(conn)),
        }
    }
}

impl<'a> Source<'a> for &'a Db {
    fn engine(self) -> Engine<'a> {
        Db::engine(self)
    }
}

impl<'a, 'c: 'a> Source<'a> for &'a mut Tx<'c> {
    fn engine(self) -> Engine<'a> {
        Tx::engine(self)
    }
}
