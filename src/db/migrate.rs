//! Migrations: the same numbers on both engines, applied in order, never edited once shipped.
//!
//! One small runner instead of sqlx's, which cannot speak to the connection that SQLite is read and written with here.

use rust_embed::RustEmbed;
use sqlx::{Executor as _, PgConnection, PgPool};

use super::{Error, Result};

#[derive(RustEmbed)]
#[folder = "migrations/"]
struct Files;

struct Migration {
    version: i64,
    name: String,
    text: String,
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)";
const APPLIED: &str = "SELECT version, checksum FROM schema_migrations ORDER BY version";
const NOTE: &str = "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)";
/// The key of the advisory lock under which nodes take turns.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7727747)";

/// The number of the newest migration this program knows.
pub fn newest_migration() -> i64 {
    all("sqlite").last().map_or(0, |m| m.version)
}

fn all(engine: &str) -> Vec<Migration> {
    let mut found: Vec<Migration> = Files::iter()
        .filter_map(|path| {
            let name = path.strip_prefix(engine)?.strip_prefix('/')?.strip_suffix(".sql")?.to_owned();
            let version = name.split('_').next()?.parse().ok()?;
            let text = String::from_utf8(Files::get(&path)?.data.into_owned()).ok()?;
            Some(Migration { version, name, text })
        })
        .collect();
    found.sort_by_key(|m| m.version);
    found
}

/// The migrations still to apply. Errors: a newer schema, or an applied file that has changed since.
fn pending(engine: &str, applied: &[(i64, String)]) -> Result<Vec<Migration>> {
    let known = all(engine);
    let newest = known.last().map_or(0, |m| m.version);
    for (version, checksum) in applied {
        match known.iter().find(|m| m.version == *version) {
            None => return Err(Error::NewerSchema { found: *version, known: newest }),
            Some(m) if crate::base::digest(&m.text) != *checksum => {
                return Err(Error::ChangedMigration { version: *version });
            }
            Some(_) => {}
        }
    }
    Ok(known.into_iter().filter(|m| !applied.iter().any(|(version, _)| *version == m.version)).collect())
}

/// Brings a schema up to date, or to the migration `newest` at most.
pub(super) fn sqlite(conn: &mut rusqlite::Connection, newest: i64) -> Result<()> {
    conn.execute_batch(&TABLE.replace(')', ") STRICT").replace("BIGINT", "INTEGER"))?;
    let applied = conn
        .prepare(APPLIED)?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, String)>>>()?;
    for migration in pending("sqlite", &applied)?.iter().take_while(|migration| migration.version <= newest) {
        let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        tx.execute_batch(&migration.text)?;
        tx.execute(NOTE, (migration.version, &migration.name, crate::base::digest(&migration.text)))?;
        tx.commit()?;
    }
    Ok(())
}

pub(super) async fn postgres(pool: &PgPool) -> Result<()> {
    let mut tx = pool.begin().await?;
    // a large community's tables take as long as they take
    tx.execute("SET LOCAL statement_timeout = 0").await?;
    postgres_in(&mut tx, i64::MAX).await?;
    tx.commit().await?;
    Ok(())
}

/// Brings a schema up to date in the open transaction, or to the migration `newest` at most.
pub(super) async fn postgres_in(conn: &mut PgConnection, newest: i64) -> Result<()> {
    let encoding: String = sqlx::query_scalar("SHOW server_encoding").fetch_one(&mut *conn).await?;
    if encoding != "UTF8" {
        return Err(Error::Encoding(encoding));
    }
    conn.execute(LOCK).await?;
    conn.execute(TABLE).await?;
    let applied: Vec<(i64, String)> = sqlx::query_as(APPLIED).fetch_all(&mut *conn).await?;
    for migration in pending("postgres", &applied)?.iter().take_while(|migration| migration.version <= newest) {
        conn.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(migration.text.clone()))).await?;
        sqlx::query(NOTE)
            .bind(migration.version)
            .bind(&migration.name)
            .bind(crate::base::digest(&migration.text))
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}
