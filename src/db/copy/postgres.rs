//! Copying out of and into PostgreSQL, through COPY.

use futures_util::StreamExt as _;
use sqlx::{Connection as _, Executor as _, PgConnection};
use tokio::sync::mpsc;

use super::super::{Error, Result, migrate, postgres};
use super::{Column, Kind, Origin, ROWS, Receive, Step, fitting, origin, quoted, select, text};

const SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0; \
    SET LOCAL idle_in_transaction_session_timeout = 0";
const FILLING: &str = "BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0";
const TABLES: &str = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() \
    AND table_type = 'BASE TABLE' AND table_name <> 'schema_migrations' ORDER BY table_name COLLATE \"C\"";
const COLUMNS: &str = "SELECT c.column_name::text, c.data_type::text, COALESCE(k.ordinal_position, 0)::bigint \
    FROM information_schema.columns c \
    LEFT JOIN information_schema.table_constraints t ON t.table_schema = c.table_schema AND t.table_name = c.table_name \
      AND t.constraint_type = 'PRIMARY KEY' \
    LEFT JOIN information_schema.key_column_usage k ON k.constraint_schema = t.constraint_schema \
      AND k.constraint_name = t.constraint_name AND k.table_name = c.table_name AND k.column_name = c.column_name \
    WHERE c.table_schema = current_schema() AND c.table_name = $1 AND c.is_generated = 'NEVER' ORDER BY c.ordinal_position";
const ORIGIN: &str =
    "SELECT (SELECT MAX(version) FROM schema_migrations), (SELECT seq FROM journal_clock WHERE id = 1)";
const REFERENCES: &str = "SELECT c.conrelid::regclass::text, c.conname::text, pg_get_constraintdef(c.oid) \
    FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace \
    WHERE c.contype = 'f' AND n.nspname = current_schema() ORDER BY 1, 2";
const IDENTITIES: &str = "SELECT table_name::text, column_name::text FROM information_schema.columns \
    WHERE table_schema = current_schema() AND is_identity = 'YES' ORDER BY 1, 2";
/// What is collected of rows before it is sent.
const CHUNK: usize = 64 * 1024;

async fn connection(url: &str) -> Result<PgConnection> {
    Ok(postgres::connect(url, 1).await?.acquire().await?.detach())
}

async fn run(conn: &mut PgConnection, statement: String) -> Result<()> {
    conn.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(statement))).await?;
    Ok(())
}

pub(super) async fn is_empty(url: &str) -> Result<bool> {
    Ok(names(&mut connection(url).await?).await?.is_empty())
}

pub(super) async fn copy_out(url: &str, receive: &mut dyn Receive) -> Result<()> {
    let mut conn = connection(url).await?;
    conn.execute(SNAPSHOT).await?;
    let (schema, journal) = sqlx::query_as(ORIGIN).fetch_one(&mut conn).await?;
    receive.take(Step::Origin(Origin { engine: "postgresql".to_owned(), schema, journal }))?;
    for table in names(&mut conn).await? {
        let columns = columns(&mut conn, &table).await?;
        let count = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {}", quoted(&table)));
        let (rows,): (i64,) = sqlx::query_as(count).fetch_one(&mut conn).await?;
        let named = columns.iter().map(|column| column.name.clone()).collect();
        let rows = u64::try_from(rows).unwrap_or_default();
        receive.take(Step::Table { name: table.clone(), columns: named, rows })?;
        rows_of(&mut conn, &table, &columns, receive).await?;
    }
    conn.execute("ROLLBACK").await?;
    Ok(conn.close().await?)
}

async fn names(conn: &mut PgConnection) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(TABLES).fetch_all(conn).await?)
}

async fn columns(conn: &mut PgConnection, table: &str) -> Result<Vec<Column>> {
    let found: Vec<(String, String, i64)> = sqlx::query_as(COLUMNS).bind(table).fetch_all(conn).await?;
    let column = |(name, kind, key): (String, String, i64)| {
        let kind = match kind.as_str() {
            "bigint" | "integer" | "smallint" => Kind::Whole,
            "boolean" => Kind::Flag,
            "double precision" | "real" => Kind::Real,
            "bytea" => Kind::Bytes,
            "text" | "character varying" => Kind::Text,
            other => {
                return Err(Error::Broken(format!("the column {name} of {table} is {other}, which cannot be copied")));
            }
        };
        Ok(Column { name, kind, key })
    };
    found.into_iter().map(column).collect()
}

async fn rows_of(conn: &mut PgConnection, table: &str, columns: &[Column], receive: &mut dyn Receive) -> Result<()> {
    let statement = format!("COPY ({}) TO STDOUT", select(table, columns, " COLLATE \"C\""));
    let mut lines = conn.copy_out_raw(&statement).await?;
    let (mut rest, mut rows): (Vec<u8>, _) = (Vec::new(), Vec::with_capacity(ROWS));
    while let Some(bytes) = lines.next().await {
        rest.extend_from_slice(&bytes?);
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            rows.push(text::read(rest.get(..end).unwrap_or_default(), columns)?);
            rest.drain(..=end);
            if rows.len() == ROWS {
                receive.take(Step::Rows(std::mem::take(&mut rows)))?;
            }
        }
    }
    if !rows.is_empty() {
        receive.take(Step::Rows(rows))?;
    }
    if rest.is_empty() { Ok(()) } else { Err(Error::Broken(format!("the last row of {table} came only in part"))) }
}

/// Fills the schema in one transaction. References are taken away meanwhile, since rows come in the order of the tables'
/// names; put back, each is checked by the server.
pub(super) async fn copy_in(url: &str, mut steps: mpsc::Receiver<Result<Step>>) -> Result<()> {
    let mut conn = connection(url).await?;
    if !names(&mut conn).await?.is_empty() {
        return Err(Error::NotEmpty("the PostgreSQL schema that database_url leads to".to_owned()));
    }
    let origin = origin(&mut steps).await?;
    conn.execute(FILLING).await?;
    migrate::postgres_in(&mut conn, origin.schema).await?;
    for table in names(&mut conn).await? {
        run(&mut conn, format!("DELETE FROM {}", quoted(&table))).await?;
    }
    let references: Vec<(String, String, String)> = sqlx::query_as(REFERENCES).fetch_all(&mut conn).await?;
    for (table, name, _) in &references {
        run(&mut conn, format!("ALTER TABLE {table} DROP CONSTRAINT {}", quoted(name))).await?;
    }
    fill(&mut conn, &mut steps).await?;
    for (table, name, definition) in &references {
        run(&mut conn, format!("ALTER TABLE {table} ADD CONSTRAINT {} {definition}", quoted(name))).await?;
    }
    identities(&mut conn).await?;
    migrate::postgres_in(&mut conn, i64::MAX).await?;
    conn.execute("COMMIT").await?;
    run(&mut conn, "ANALYZE".to_owned()).await?;
    Ok(conn.close().await?)
}

async fn fill(conn: &mut PgConnection, steps: &mut mpsc::Receiver<Result<Step>>) -> Result<()> {
    let mut next = steps.recv().await;
    while let Some(step) = next {
        let Step::Table { name, columns: given, .. } = step? else {
            return Err(Error::Broken("a step came out of turn".to_owned()));
        };
        let columns = fitting(&name, &given, columns(conn, &name).await?)?;
        let named: Vec<String> = given.iter().map(|column| quoted(column)).collect();
        let statement = format!("COPY {} ({}) FROM STDIN", quoted(&name), named.join(", "));
        let mut copy = conn.copy_in_raw(&statement).await?;
        let mut chunk = Vec::with_capacity(CHUNK);
        next = loop {
            match steps.recv().await {
                Some(Ok(Step::Rows(rows))) => {
                    for row in rows {
                        text::write(&row, &columns, &mut chunk)?;
                        if chunk.len() >= CHUNK {
                            copy.send(std::mem::take(&mut chunk)).await?;
                        }
                    }
                }
                other => break other,
            }
        };
        copy.send(chunk).await?;
        copy.finish().await?;
    }
    Ok(())
}

/// The next row of each table gets a number after those that came.
async fn identities(conn: &mut PgConnection) -> Result<()> {
    let found: Vec<(String, String)> = sqlx::query_as(IDENTITIES).fetch_all(&mut *conn).await?;
    for (table, column) in found {
        let (table, name) = (quoted(&table), quoted(&column));
        let statement = format!(
            "SELECT setval(pg_get_serial_sequence('{}', '{}'), COALESCE(MAX({name}), 1), MAX({name}) IS NOT NULL) FROM {table}",
            table.replace('\'', "''"),
            column.replace('\'', "''"),
        );
        run(conn, statement).await?;
    }
    Ok(())
}
