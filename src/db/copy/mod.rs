//! All rows out of one database and into another, whichever engines they are: what backups stand on.
//!
//! [`copy_out`] reads every table in one snapshot while the server goes on; [`copy_in`] fills an empty place. Both move
//! [`Step`]s, a few rows at a time, so that memory stays the same however large the community is. The tables are found in
//! the database itself: a new table needs nothing here. What must always hold:
//! - rows come in the order of their primary key, text by its bytes, so that equal tables give equal steps on both engines;
//! - a place that holds anything is never filled, and one that could not be filled wholly is left as it was.

mod postgres;
mod sqlite;
mod text;

use serde_json::Value;
use tokio::sync::mpsc;

use super::{Error, Location, Result};

/// Rows in one step.
const ROWS: usize = 128;

/// A part of a whole database, in this order: the origin, then each table followed by its rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Origin(Origin),
    Table {
        name: String,
        columns: Vec<String>,
        /// How many rows will follow.
        rows: u64,
    },
    /// One value for each column: a number, text, null, or `{"base64": "…"}` for bytes. A truth value is 0 or 1.
    Rows(Vec<Vec<Value>>),
}

/// Where a snapshot was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// `sqlite` or `postgresql`.
    pub engine: String,
    /// The number of its newest migration.
    pub schema: i64,
    /// The number of its newest event.
    pub journal: i64,
}

/// What becomes of the steps of a snapshot.
pub trait Receive: Send {
    /// Takes the next step. An error ends the copy.
    fn take(&mut self, step: Step) -> std::io::Result<()>;
}

/// A column, as a statement names it.
struct Column {
    name: String,
    kind: Kind,
    /// Its place in the primary key, from 1; 0 when it is no part of it.
    key: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Whole,
    Flag,
    Real,
    Text,
    Bytes,
}

/// Reads every table in one snapshot. The server may go on writing; its schema is left as it is.
///
/// Errors: the database is not there, or not one of Prassi's; what `receive` says.
pub async fn copy_out(location: &Location, receive: &mut dyn Receive) -> Result<()> {
    match location {
        Location::Sqlite(path) => sqlite::copy_out(path, receive),
        Location::Postgres(url) => postgres::copy_out(url, receive).await,
    }
}

/// Fills an empty place with steps, at the schema they were taken at, and brings that up to date.
///
/// Errors: the place holds something; the steps do not fit; then nothing of them stays.
pub async fn copy_in(location: &Location, steps: mpsc::Receiver<Result<Step>>) -> Result<()> {
    match location {
        Location::Sqlite(path) => sqlite::copy_in(path, steps).await,
        Location::Postgres(url) => postgres::copy_in(url, steps).await,
    }
}

/// Whether nothing is there yet.
///
/// Errors: the database cannot be reached.
pub async fn is_empty(location: &Location) -> Result<bool> {
    match location {
        Location::Sqlite(path) => Ok(!path.exists()),
        Location::Postgres(url) => postgres::is_empty(url).await,
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The columns of a table and their order, as lists for a statement; `collate` follows each text.
fn select(table: &str, columns: &[Column], collate: &str) -> String {
    let names: Vec<String> = columns.iter().map(|column| quoted(&column.name)).collect();
    let mut key: Vec<&Column> = columns.iter().filter(|column| column.key > 0).collect();
    key.sort_by_key(|column| column.key);
    let ordered = if key.is_empty() { columns.iter().collect() } else { key };
    let order: Vec<String> = ordered
        .into_iter()
        .map(|column| format!("{}{}", quoted(&column.name), if column.kind == Kind::Text { collate } else { "" }))
        .collect();
    format!("SELECT {} FROM {} ORDER BY {}", names.join(", "), quoted(table), order.join(", "))
}

/// The steps' columns as the table here has them. Errors: it has others.
fn fitting(table: &str, given: &[String], here: Vec<Column>) -> Result<Vec<Column>> {
    let mut here = here;
    let mut found = Vec::with_capacity(given.len());
    for name in given {
        let at = here.iter().position(|column| column.name == *name).ok_or_else(|| misfit(table))?;
        found.push(here.swap_remove(at));
    }
    if here.is_empty() { Ok(found) } else { Err(misfit(table)) }
}

fn misfit(table: &str) -> Error {
    Error::Broken(format!("what is there for the table {table} does not fit this program's table"))
}

/// The first step. Errors: it is another, or none came.
async fn origin(steps: &mut mpsc::Receiver<Result<Step>>) -> Result<Origin> {
    match steps.recv().await {
        Some(Ok(Step::Origin(origin))) => Ok(origin),
        Some(Err(error)) => Err(error),
        Some(Ok(_)) | None => Err(Error::Broken("the copy does not begin with where it comes from".to_owned())),
    }
}
