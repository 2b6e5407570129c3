//! SQLite: in the handler's own thread, through a small pool of read-only connections.
//!
//! A read takes 5–100 µs, less than handing it to another thread would cost (docs/decisions/0001); what may take longer goes
//! through [`Db::aside`](super::Db::aside).

use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Params};
use tokio::runtime::RuntimeFlavor;

use super::{Error, Result, SqliteRow, Statement};

/// Connections kept open while idle; more are opened when more threads read at once.
const IDLE: usize = 16;
/// Prepared statements kept per connection.
const STATEMENTS: usize = 256;

/// How long a lock of another program, such as a backup, is waited for.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// A new database is read by nobody but who runs the server: SQLite makes its other files with the mode of this one.
fn own(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    match options.write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// The writer's connection: WAL, and a sync at every commit.
pub(super) fn open_writer(path: &Path) -> Result<Connection> {
    own(path).map_err(|e| Error::Open { path: path.to_owned(), cause: e.to_string() })?;
    let open = || -> rusqlite::Result<Connection> {
        let conn = Connection::open(path)?;
        conn.busy_timeout(PATIENCE)?;
        let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        if mode != "wal" {
            // Such as on a network's file system: without the WAL readers would wait for writers.
            return Err(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CANTOPEN),
                Some(format!("write-ahead logging is not possible there (journal_mode={mode})")),
            ));
        }
        conn.pragma_update(None, "synchronous", "FULL")?;
        conn.pragma_update(None, "foreign_keys", "ON")?;
        conn.pragma_update(None, "cache_size", -8192)?;
        conn.pragma_update(None, "wal_autocheckpoint", 2000)?;
        conn.pragma_update(None, "journal_size_limit", 67_108_864)?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(conn)
    };
    open().map_err(|e| Error::Open { path: path.to_owned(), cause: e.to_string() })
}

/// Read-only connections, one per thread that reads at the moment.
pub(super) struct ReadPool {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl ReadPool {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Vec::new()) }
    }

    /// Runs `f` with a connection that nobody else uses meanwhile.
    pub(super) fn with<R>(&self, f: impl FnOnce(&Connection) -> rusqlite::Result<R>) -> Result<R> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match idle {
            Some(conn) => conn,
            None => self.open()?,
        };
        let result = f(&conn);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(conn);
        }
        Ok(result?)
    }

    fn open(&self) -> Result<Connection> {
        let conn = Connection::open_with_flags(
            &self.path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI,
        )?;
        conn.busy_timeout(PATIENCE)?;
        conn.pragma_update(None, "cache_size", -2048)?;
        conn.pragma_update(None, "mmap_size", 268_435_456)?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(conn)
    }
}

/// Runs `f` in this thread, which gives its other tasks to another one first, where the runtime has several.
fn apart<R>(f: impl FnOnce() -> R) -> R {
    let flavor = tokio::runtime::Handle::try_current().map(|handle| handle.runtime_flavor());
    if flavor.is_ok_and(|flavor| flavor == RuntimeFlavor::MultiThread) { tokio::task::block_in_place(f) } else { f() }
}

/// The way to SQLite for one statement.
pub enum SqliteHandle<'a> {
    #[doc(hidden)]
    Pool(#[allow(private_interfaces, reason = "made only here")] &'a ReadPool),
    #[doc(hidden)]
    Aside(#[allow(private_interfaces, reason = "made only here")] &'a ReadPool),
    #[doc(hidden)]
    Conn(&'a mut Connection),
}

impl SqliteHandle<'_> {
    /// The same way, for a read that may take long.
    pub(super) fn aside(self) -> Self {
        match self {
            Self::Pool(pool) | Self::Aside(pool) => Self::Aside(pool),
            conn @ Self::Conn(_) => conn,
        }
    }

    fn with<R>(self, f: impl FnOnce(&Connection) -> rusqlite::Result<R>) -> Result<R> {
        match self {
            Self::Pool(pool) => pool.with(f),
            Self::Aside(pool) => apart(|| pool.with(f)),
            // What a command still writes after its transaction was lost would stay, each statement for itself.
            Self::Conn(conn) if conn.is_autocommit() => Err(Error::lost()),
            Self::Conn(conn) => Ok(f(conn)?),
        }
    }

    pub fn all<R: SqliteRow>(self, statement: &Statement, binds: impl Params) -> Result<Vec<R>> {
        let rows = self.with(|conn| {
            let mut prepared = conn.prepare_cached(statement.numbered())?;
            let rows = prepared.query_map(binds, R::from_sqlite)?.collect::<rusqlite::Result<Vec<R>>>()?;
            Ok(rows)
        })?;
        statement.ran("sqlite", rows.len() as u64);
        Ok(rows)
    }

    pub fn optional<R: SqliteRow>(self, statement: &Statement, binds: impl Params) -> Result<Option<R>> {
        let row = self.with(|conn| {
            let mut prepared = conn.prepare_cached(statement.numbered())?;
            let mut rows = prepared.query(binds)?;
            rows.next()?.map(R::from_sqlite).transpose()
        })?;
        statement.ran("sqlite", u64::from(row.is_some()));
        Ok(row)
    }

    pub fn one<R: SqliteRow>(self, statement: &Statement, binds: impl Params) -> Result<R> {
        self.optional(statement, binds)?.ok_or(Error::Sqlite(rusqlite::Error::QueryReturnedNoRows))
    }

    pub fn execute(self, statement: &Statement, binds: impl Params) -> Result<u64> {
        let rows = self.with(|conn| conn.prepare_cached(statement.numbered())?.execute(binds))? as u64;
        statement.ran("sqlite", rows);
        Ok(rows)
    }
}
