//! What can go wrong with the database, the same words for both engines.

/// A failure below the rooms. Its text is for the log, never for a visitor.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("sqlite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("postgresql: {0}")]
    Postgres(#[from] sqlx::Error),
    #[error("the database has schema {found}, this program knows up to {known}: start a newer prassi")]
    NewerSchema { found: i64, known: i64 },
    #[error("the database holds text as {0}: make one with ENCODING 'UTF8'")]
    Encoding(String),
    #[error("migration {version} was changed after it had been applied")]
    ChangedMigration { version: i64 },
    #[error("{} cannot be opened: {cause}", .path.display())]
    Open { path: std::path::PathBuf, cause: String },
    #[error("the command was cut off after {0:?}")]
    TooSlow(std::time::Duration),
    #[error("the command panicked")]
    Panicked,
    #[error("the command waited for something other than the database")]
    Waited,
    #[error("the transaction could not be committed: {0}")]
    NotCommitted(String),
    #[error("the writer has stopped")]
    Stopped,
    #[error("{0} is not empty: a backup is restored only where nothing is")]
    NotEmpty(String),
    #[error("{0}")]
    File(#[from] std::io::Error),
    #[error("{0}")]
    Broken(String),
}

impl Error {
    /// The transaction ended under a command that goes on as if nothing had happened.
    pub(super) fn lost() -> Self {
        Self::NotCommitted("its transaction was lost after an error it did not heed".to_owned())
    }

    /// Whether a UNIQUE or PRIMARY KEY constraint said no.
    pub fn is_unique_violation(&self) -> bool {
        match self {
            Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) => {
                failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                    || failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            }
            Self::Postgres(sqlx::Error::Database(e)) => e.is_unique_violation(),
            _ => false,
        }
    }

    /// Whether the same transaction may succeed when run again: deadlock, serialisation, lock timeout, lost connection.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Postgres(sqlx::Error::Database(e)) => e.code().is_some_and(|code| {
                matches!(&*code, "40001" | "40P01" | "55P03") || code.starts_with("57P") || code.starts_with("08")
            }),
            Self::Postgres(sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::Protocol(_)) => true,
            Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) => {
                matches!(failure.code, rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
            }
            _ => false,
        }
    }
}
