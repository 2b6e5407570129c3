//! What can be seen of a database from outside, without changing anything: for `prassi doctor`.

use rusqlite::{Connection, OpenFlags};
use sqlx::Connection as _;

use super::{Location, Result, postgres, sqlite};
use crate::base::Timestamp;

/// A database that answered.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The engine and its version.
    pub engine: String,
    /// The number of its newest migration; none when it holds nothing of Prassi's yet.
    pub schema: Option<i64>,
    /// Whether SQLite logs ahead; none on PostgreSQL.
    pub is_wal: Option<bool>,
    /// What SQLite says is broken; always empty on PostgreSQL, which checks itself.
    pub broken: Vec<String>,
    /// What the clock of the PostgreSQL server says.
    pub now: Option<Timestamp>,
}

const SCHEMA: &str = "SELECT MAX(version) FROM schema_migrations";

/// Looks at a database; none when there is no file yet.
///
/// Errors: it cannot be reached.
pub async fn look(location: &Location) -> Result<Option<State>> {
    match location {
        Location::Sqlite(path) if !path.exists() => Ok(None),
        Location::Sqlite(path) => {
            let conn =
                Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
            conn.busy_timeout(sqlite::PATIENCE)?;
            look_at_file(&conn).map(Some)
        }
        Location::Postgres(url) => look_at_server(url).await.map(Some),
    }
}

fn look_at_file(conn: &Connection) -> Result<State> {
    let mode: String = conn.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    let lines: Vec<String> =
        conn.prepare("PRAGMA quick_check(5)")?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let has_schema: bool =
        conn.query_row("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'schema_migrations'", [], |row| row.get(0))?;
    let schema = if has_schema { conn.query_row(SCHEMA, [], |row| row.get(0))? } else { None };
    Ok(State {
        engine: format!("SQLite {}", rusqlite::version()),
        schema,
        is_wal: Some(mode == "wal"),
        broken: lines.into_iter().filter(|line| line != "ok").collect(),
        now: None,
    })
}

async fn look_at_server(url: &str) -> Result<State> {
    let mut conn = postgres::connect(url, 1).await?.acquire().await?.detach();
    let (version, now): (String, i64) = sqlx::query_as(
        "SELECT current_setting('server_version'), (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::bigint",
    )
    .fetch_one(&mut conn)
    .await?;
    let is_there: (bool,) =
        sqlx::query_as("SELECT to_regclass('schema_migrations') IS NOT NULL").fetch_one(&mut conn).await?;
    let schema = if is_there.0 { sqlx::query_scalar(SCHEMA).fetch_one(&mut conn).await? } else { None };
    conn.close().await?;
    Ok(State {
        engine: format!("PostgreSQL {version}"),
        schema,
        is_wal: None,
        broken: Vec::new(),
        now: Some(Timestamp(now)),
    })
}
