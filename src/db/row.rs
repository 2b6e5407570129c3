//! Rows: by position, the same on both engines.

use rusqlite::types::FromSql;
use serde::Serialize;

/// A row as SQLite gives it; PostgreSQL's side is sqlx's `FromRow`. Columns are taken by position.
pub trait SqliteRow: Sized {
    fn from_sqlite(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self>;
}

macro_rules! tuples {
    ($($(($name:ident $index:tt))+;)+) => {$(
        impl<$($name: FromSql),+> SqliteRow for ($($name,)+) {
            fn from_sqlite(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> { Ok(($(row.get($index).map(|v: $name| v)?,)+)) }
        }
    )+};
}
tuples! {
    (A 0);
    (A 0)(B 1);
    (A 0)(B 1)(C 2);
    (A 0)(B 1)(C 2)(D 3);
    (A 0)(B 1)(C 2)(D 3)(E 4);
    (A 0)(B 1)(C 2)(D 3)(E 4)(F 5);
    (A 0)(B 1)(C 2)(D 3)(E 4)(F 5)(G 6);
    (A 0)(B 1)(C 2)(D 3)(E 4)(F 5)(G 6)(H 7);
}

/// Declares a struct that is read from a row, its fields in the order of the statement's columns.
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$fmeta:meta])* $fvis:vis $field:ident: $ty:ty),+ $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$fmeta])* $fvis $field: $ty),+ }

        impl $crate::db::SqliteRow for $name {
            fn from_sqlite(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
                let mut column = 0usize..;
                Ok(Self { $($field: row.get::<usize, $ty>(column.next().unwrap_or_default())?),+ })
            }
        }
        impl<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow> for $name {
            fn from_row(row: &'r sqlx::postgres::PgRow) -> Result<Self, sqlx::Error> {
                let mut column = 0usize..;
                Ok(Self { $($field: sqlx::Row::try_get::<$ty, usize>(row, column.next().unwrap_or_default())?),+ })
            }
        }
    };
}
pub(crate) use row;

/// A list as one bind: a JSON array, opened by `json_each($n)` or `json_array_elements_text($n::json)`.
pub struct ListOf(pub String);

impl ListOf {
    /// The list of `items`; numbers and strings always serialise.
    pub fn new<T: Serialize>(items: &[T]) -> Self {
        Self(serde_json::to_string(items).unwrap_or_else(|_| "[]".to_owned()))
    }
}

/// A column's value is in a list ([`ListOf`]), as each engine says it: `listed!(sqlite, "p.id", "$1")` for numbers,
/// `listed!(sqlite, "t.slug", text "$1")` for words. A text that is otherwise the same on both is a macro that takes the engine.
macro_rules! listed {
    (sqlite, $column:literal, $(text)? $list:literal) => {
        concat!($column, " IN (SELECT value FROM json_each(", $list, "))")
    };
    (postgres, $column:literal, text $list:literal) => {
        concat!($column, " IN (SELECT value FROM json_array_elements_text(", $list, "::json))")
    };
    (postgres, $column:literal, $list:literal) => {
        concat!($column, " = ANY (ARRAY(SELECT value::bigint FROM json_array_elements_text(", $list, "::json)))")
    };
}
pub(crate) use listed;

/// Each of the words that were typed ([`name_words`](crate::base::name_words)) begins a word of a name's key.
macro_rules! named {
    ($key:literal, $first:literal, $second:literal, $third:literal, $fourth:literal) => {
        concat!(
            "' ' || ",
            $key,
            " LIKE ",
            $first,
            " ESCAPE '!' AND ' ' || ",
            $key,
            " LIKE ",
            $second,
            " ESCAPE '!' AND ' ' || ",
            $key,
            " LIKE ",
            $third,
            " ESCAPE '!' AND ' ' || ",
            $key,
            " LIKE ",
            $fourth,
            " ESCAPE '!'"
        )
    };
}
pub(crate) use named;
