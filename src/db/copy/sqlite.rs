//! Copying out of and into SQLite.

use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use rusqlite::types::{Value as Stored, ValueRef};
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::super::{Error, Result, migrate, sqlite};
use super::{Column, Kind, Origin, ROWS, Receive, Step, fitting, origin, quoted, select};

/// Tables with rows of their own: neither virtual ones nor what those keep, neither SQLite's nor the list of migrations.
const TABLES: &str = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
    AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name <> 'schema_migrations' ORDER BY name";
const COLUMNS: &str = "SELECT name, type, pk FROM pragma_table_xinfo($1) WHERE hidden = 0 ORDER BY cid";
const ORIGIN: &str =
    "SELECT (SELECT MAX(version) FROM schema_migrations), (SELECT seq FROM journal_clock WHERE id = 1)";

pub(super) fn copy_out(path: &Path, receive: &mut dyn Receive) -> Result<()> {
    let conn = open(path).map_err(|e| Error::Open { path: path.to_owned(), cause: e.to_string() })?;
    conn.execute_batch("BEGIN")?; // the first read takes the snapshot; everything after sees the same
    let (schema, journal) = conn.query_row(ORIGIN, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    receive.take(Step::Origin(Origin { engine: "sqlite".to_owned(), schema, journal }))?;
    for table in names(&conn)? {
        let columns = columns(&conn, &table)?;
        let count: i64 = conn.query_row(&format!("SELECT COUNT(*) FROM {}", quoted(&table)), [], |row| row.get(0))?;
        let named = columns.iter().map(|column| column.name.clone()).collect();
        let rows = u64::try_from(count).unwrap_or_default();
        receive.take(Step::Table { name: table.clone(), columns: named, rows })?;
        rows_of(&conn, &table, &columns, receive)?;
    }
    Ok(())
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(sqlite::PATIENCE)?;
    Ok(conn)
}

fn names(conn: &Connection) -> Result<Vec<String>> {
    Ok(conn.prepare(TABLES)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn columns(conn: &Connection, table: &str) -> Result<Vec<Column>> {
    let column = |row: &rusqlite::Row<'_>| {
        let kind = match row.get::<_, String>(1)?.as_str() {
            "INTEGER" | "INT" => Kind::Whole,
            "REAL" => Kind::Real,
            "BLOB" => Kind::Bytes,
            _ => Kind::Text,
        };
        Ok(Column { name: row.get(0)?, kind, key: row.get(2)? })
    };
    Ok(conn.prepare(COLUMNS)?.query_map([table], column)?.collect::<rusqlite::Result<_>>()?)
}

fn rows_of(conn: &Connection, table: &str, columns: &[Column], receive: &mut dyn Receive) -> Result<()> {
    let mut prepared = conn.prepare(&select(table, columns, ""))?;
    let mut found = prepared.query([])?;
    let mut rows = Vec::with_capacity(ROWS);
    while let Some(row) = found.next()? {
        let mut values = Vec::with_capacity(columns.len());
        for at in 0..columns.len() {
            values.push(match row.get_ref(at)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => json!(number),
                ValueRef::Real(number) => json!(number),
                ValueRef::Text(text) => Value::String(String::from_utf8_lossy(text).into_owned()),
                ValueRef::Blob(bytes) => json!({ "base64": BASE64.encode(bytes) }),
            });
        }
        rows.push(values);
        if rows.len() == ROWS {
            receive.take(Step::Rows(std::mem::take(&mut rows)))?;
        }
    }
    if !rows.is_empty() {
        receive.take(Step::Rows(rows))?;
    }
    Ok(())
}

/// Fills a file beside the place, and gives it its name when it is whole.
pub(super) async fn copy_in(path: &Path, mut steps: mpsc::Receiver<Result<Step>>) -> Result<()> {
    if path.exists() {
        return Err(Error::NotEmpty(path.display().to_string()));
    }
    let unfinished = Unfinished::beside(path)?;
    let mut conn = Connection::open(&unfinished.path)?;
    let origin = origin(&mut steps).await?;
    conn.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")?;
    migrate::sqlite(&mut conn, origin.schema)?;
    for table in names(&conn)? {
        conn.execute(&format!("DELETE FROM {}", quoted(&table)), [])?;
    }
    conn.execute_batch("BEGIN")?;
    fill(&conn, &mut steps).await?;
    conn.execute_batch("COMMIT")?;
    check(&conn)?;
    drop(conn);
    let mut conn = sqlite::open_writer(&unfinished.path)?;
    migrate::sqlite(&mut conn, i64::MAX)?;
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    drop(conn);
    unfinished.finish(path)
}

async fn fill(conn: &Connection, steps: &mut mpsc::Receiver<Result<Step>>) -> Result<()> {
    let mut insert: Option<rusqlite::Statement<'_>> = None;
    while let Some(step) = steps.recv().await {
        match (step?, &mut insert) {
            (Step::Table { name, columns: given, .. }, _) => {
                fitting(&name, &given, columns(conn, &name)?)?;
                let named: Vec<String> = given.iter().map(|column| quoted(column)).collect();
                let binds: Vec<String> = (1..=given.len()).map(|n| format!("?{n}")).collect();
                let text =
                    format!("INSERT INTO {} ({}) VALUES ({})", quoted(&name), named.join(", "), binds.join(", "));
                insert = Some(conn.prepare(&text)?);
            }
            (Step::Rows(rows), Some(insert)) => {
                for row in rows {
                    let row = row.into_iter().map(stored).collect::<Result<Vec<Stored>>>()?;
                    insert.execute(rusqlite::params_from_iter(row))?;
                }
            }
            (Step::Rows(_) | Step::Origin(_), _) => return Err(Error::Broken("a step came out of turn".to_owned())),
        }
    }
    Ok(())
}

fn stored(value: Value) -> Result<Stored> {
    match value {
        Value::Null => Ok(Stored::Null),
        Value::Bool(flag) => Ok(Stored::Integer(i64::from(flag))),
        Value::Number(number) => number
            .as_i64()
            .map(Stored::Integer)
            .or_else(|| number.as_f64().map(Stored::Real))
            .ok_or_else(|| Error::Broken(format!("{number} is too large a number"))),
        Value::String(text) => Ok(Stored::Text(text)),
        Value::Object(_) | Value::Array(_) => super::text::bytes(&value).map(Stored::Blob),
    }
}

/// Whether every reference leads somewhere and every page is sound.
fn check(conn: &Connection) -> Result<()> {
    let dangling: Option<String> = conn
        .prepare("SELECT \"table\" FROM pragma_foreign_key_check")?
        .query_map([], |row| row.get(0))?
        .next()
        .transpose()?;
    if let Some(table) = dangling {
        return Err(Error::Broken(format!("a row of the table {table} refers to one that is not there")));
    }
    let verdict: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(Error::Broken(format!("the new database is not sound: {verdict}"))) }
}

/// A database that is being made; removed unless it is finished.
struct Unfinished {
    path: PathBuf,
    is_finished: bool,
}

impl Unfinished {
    fn beside(path: &Path) -> Result<Self> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".restoring");
        let path = path.with_file_name(name);
        // Nobody but its owner may read it: created here with its mode, opened by SQLite afterwards.
        let mut options = std::fs::File::options();
        std::os::unix::fs::OpenOptionsExt::mode(options.write(true).create(true).truncate(true), 0o600).open(&path)?;
        Ok(Self { path, is_finished: false })
    }

    fn finish(mut self, path: &Path) -> Result<()> {
        std::fs::File::open(&self.path)?.sync_all()?;
        std::fs::rename(&self.path, path)?;
        self.is_finished = true;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(std::fs::File::open(folder)?.sync_all()?)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_finished {
            for ending in ["", "-wal", "-shm"] {
                let mut path = self.path.clone().into_os_string();
                path.push(ending);
                let _ = std::fs::remove_file(path); // it may not be there
            }
        }
    }
}
