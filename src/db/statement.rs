//! The registry of statements and the one macro that runs them.

use std::fs::File;
use std::io::Write as _;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// A statement of the house: known to the tests, which prepare each on both engines and see that each was executed.
pub struct Statement {
    pub sqlite: &'static str,
    pub postgres: &'static str,
    /// Where it stands: file, line, column.
    pub at: (&'static str, u32, u32),
    ran: AtomicU8,
    numbered: OnceLock<String>,
}

/// A registered statement.
pub struct StatementRef(pub &'static Statement);
inventory::collect!(StatementRef);

/// Every statement in this program, in no particular order.
pub fn statements() -> impl Iterator<Item = &'static Statement> {
    inventory::iter::<StatementRef>.into_iter().map(|s| s.0)
}

impl Statement {
    #[doc(hidden)]
    pub const fn new(sqlite: &'static str, postgres: &'static str, at: (&'static str, u32, u32)) -> Self {
        Self { sqlite, postgres, at, ran: AtomicU8::new(0), numbered: OnceLock::new() }
    }

    /// The text for SQLite with `?1` for `$1`: to SQLite `$1` is a name, numbered by where it first appears, so that
    /// `SET a = $2 WHERE id = $1` would take its values crosswise.
    pub(super) fn numbered(&self) -> &str {
        self.numbered.get_or_init(|| {
            let mut parts = self.sqlite.split('$');
            let mut text = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                text.push(if part.starts_with(|c: char| c.is_ascii_digit()) { '?' } else { '$' });
                text.push_str(part);
            }
            text
        })
    }

    /// Notes that the statement gave or changed at least one row on an engine. With `PRASSI_STATEMENT_LOG` set to a
    /// folder, the first time is written down there: the test run compares the notes with the registry.
    pub(super) fn ran(&self, engine: &'static str, rows: u64) {
        let bit = if engine == "sqlite" { 1 } else { 2 };
        if rows == 0 || self.ran.load(Ordering::Relaxed) & bit != 0 {
            return;
        }
        self.ran.fetch_or(bit, Ordering::Relaxed);
        if let Some(log) = log() {
            let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = writeln!(log, "{engine} {self}"); // a lost note makes the test run fail loudly, which is enough
        }
    }
}

impl std::fmt::Display for Statement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (file, line, column) = self.at;
        write!(f, "{file}:{line}:{column}")
    }
}

fn log() -> Option<&'static Mutex<File>> {
    static LOG: OnceLock<Option<Mutex<File>>> = OnceLock::new();
    LOG.get_or_init(|| {
        let folder = std::env::var_os("PRASSI_STATEMENT_LOG")?;
        let path = std::path::Path::new(&folder).join(std::process::id().to_string());
        File::options().create(true).append(true).open(path).ok().map(Mutex::new)
    })
    .as_ref()
}

/// Runs one statement on whichever engine is in use.
///
/// `sql!(read source, all|optional|one Row, "text" or { sqlite: "…", postgres: "…" }, binds…)` from a `&Db` or a `&mut Tx`
/// (`concat!` makes a text of parts that several statements share);
/// `sql!(write tx, execute, "text", binds…)` gives the number of rows changed, and
/// `sql!(write tx, all|optional|one Row, "… RETURNING …", binds…)` the rows, in a `&mut Tx` only.
macro_rules! sql {
    (@statement $l:expr, $p:expr) => {{
        static STATEMENT: $crate::db::Statement = $crate::db::Statement::new($l, $p, (file!(), line!(), column!()));
        inventory::submit! { $crate::db::StatementRef(&STATEMENT) }
        &STATEMENT
    }};
    (@rows $on:expr, $fetch:ident, $row:ty, $l:expr, $p:expr, [$($a:expr),*]) => {{
        let statement = $crate::db::sql!(@statement $l, $p);
        match $on.engine() {
            $crate::db::Engine::Sqlite(handle) => handle.$fetch::<$row>(statement, rusqlite::params![$($a),*]),
            $crate::db::Engine::Postgres(handle) => handle.$fetch::<$row>(statement, sqlx::query_as(statement.postgres)$(.bind($a))*).await,
        }
    }};
    (write $tx:expr, execute, { sqlite: $l:expr, postgres: $p:expr } $(, $a:expr)* $(,)?) => {{
        let statement = $crate::db::sql!(@statement $l, $p);
        let tx: &mut $crate::db::Tx<'_> = &mut *$tx;
        match tx.engine() {
            $crate::db::Engine::Sqlite(handle) => handle.execute(statement, rusqlite::params![$($a),*]),
            $crate::db::Engine::Postgres(handle) => handle.execute(statement, sqlx::query(statement.postgres)$(.bind($a))*).await,
        }
    }};
    (write $tx:expr, execute, $l:expr $(, $a:expr)* $(,)?) => {
        $crate::db::sql!(write $tx, execute, { sqlite: $l, postgres: $l } $(, $a)*)
    };
    (write $tx:expr, $fetch:ident $row:ty, { sqlite: $l:expr, postgres: $p:expr } $(, $a:expr)* $(,)?) => {{
        let tx: &mut $crate::db::Tx<'_> = &mut *$tx;
        $crate::db::sql!(@rows tx, $fetch, $row, $l, $p, [$($a),*])
    }};
    (write $tx:expr, $fetch:ident $row:ty, $l:expr $(, $a:expr)* $(,)?) => {
        $crate::db::sql!(write $tx, $fetch $row, { sqlite: $l, postgres: $l } $(, $a)*)
    };
    (read $on:expr, $fetch:ident $row:ty, { sqlite: $l:expr, postgres: $p:expr } $(, $a:expr)* $(,)?) => {{
        #[allow(unused_imports, reason = "needed only where the source is generic")]
        use $crate::db::Source as _;
        $crate::db::sql!(@rows $on, $fetch, $row, $l, $p, [$($a),*])
    }};
    (read $on:expr, $fetch:ident $row:ty, $l:expr $(, $a:expr)* $(,)?) => {
        $crate::db::sql!(read $on, $fetch $row, { sqlite: $l, postgres: $l } $(, $a)*)
    };
}
pub(crate) use sql;
