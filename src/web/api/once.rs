//! A creation that is asked for twice happens once: what was answered is kept for a day, in the transaction of the command.

use std::time::Duration;

use serde_json::Value;

use super::Problem;
use crate::base::{PersonId, Timestamp};
use crate::db::{self, Command, Source, Tx, row, sql};

/// How long an answer is kept.
const KEPT: Duration = Duration::from_hours(24);

/// The `Idempotency-Key` of a request, and what it was sent with.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub person: PersonId,
    pub word: String,
    /// The digest of method, address and body.
    pub fingerprint: String,
}

/// What a creation made.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its address below the API's.
    pub location: String,
    pub body: Value,
}

row! {
    struct Kept {
        fingerprint: String,
        location: String,
        body: String,
    }
}

/// A command that runs once for each key; without a key, each time. Gives what was made, and whether it was an earlier time.
pub struct Once<C: Command, F> {
    pub(super) key: Option<Key>,
    pub(super) now: Timestamp,
    pub(super) command: C,
    /// What to answer: it depends on the outcome alone, so that it can be kept with it.
    pub(super) tell: F,
}

/// Why nothing was made.
#[derive(Debug)]
pub enum OnceError<E> {
    /// The key was used for something else.
    KeyReused,
    Other(E),
}

impl<E: From<db::Error>> From<db::Error> for OnceError<E> {
    fn from(error: db::Error) -> Self {
        Self::Other(error.into())
    }
}

impl<E: Into<Problem>> From<OnceError<E>> for Problem {
    fn from(error: OnceError<E>) -> Self {
        match error {
            OnceError::KeyReused => Self::KeyReused,
            OnceError::Other(error) => error.into(),
        }
    }
}

impl<C, F> Command for Once<C, F>
where
    C: Command,
    F: Fn(&C::Output) -> Made + Send + Sync + 'static,
{
    type Output = (Made, bool);
    type Error = OnceError<C::Error>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(Made, bool), OnceError<C::Error>> {
        if let Some(key) = &self.key
            && let Some(made) = earlier::<C::Error>(&mut *tx, key, self.now).await?
        {
            return Ok((made, true));
        }
        let output = self.command.run(tx).await.map_err(OnceError::Other)?;
        let made = (self.tell)(&output);
        if let Some(key) = &self.key {
            keep(tx, key, &made, self.now).await?;
        }
        Ok((made, false))
    }
}

/// What the same request was answered before. Error: the key was used for something else.
pub(super) async fn earlier<'a, E>(
    source: impl Source<'a>,
    key: &Key,
    now: Timestamp,
) -> Result<Option<Made>, OnceError<E>>
where
    E: From<db::Error>,
{
    let Some(kept) = find(source, key, now).await? else { return Ok(None) };
    if kept.fingerprint != key.fingerprint {
        return Err(OnceError::KeyReused);
    }
    let body = serde_json::from_str(&kept.body).map_err(|e| db::Error::Broken(e.to_string()))?;
    Ok(Some(Made { location: kept.location, body }))
}

async fn find<'a>(source: impl Source<'a>, key: &Key, now: Timestamp) -> db::Result<Option<Kept>> {
    sql!(read source, optional Kept,
        "SELECT fingerprint, location, body FROM api_answers WHERE person_id = $1 AND key = $2 AND created_at > $3",
        key.person, &key.word, now.minus(KEPT))
}

async fn keep(tx: &mut Tx<'_>, key: &Key, made: &Made, now: Timestamp) -> db::Result<()> {
    sql!(write tx, execute,
        "INSERT INTO api_answers (person_id, key, fingerprint, location, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (person_id, key) DO UPDATE SET fingerprint = excluded.fingerprint, location = excluded.location,
           body = excluded.body, created_at = excluded.created_at",
        key.person, &key.word, &key.fingerprint, &made.location, made.body.to_string(), now)?;
    Ok(())
}

/// Forgets answers that are older than a day: at most [`CleanAnswers::PIECE`] of them, the oldest first; gives how many.
pub struct CleanAnswers {
    pub now: Timestamp,
}

impl CleanAnswers {
    /// So many at a time, so that nobody waits for it.
    pub const PIECE: u64 = 500;
}

impl Command for CleanAnswers {
    type Output = u64;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<u64> {
        let limit = i64::try_from(Self::PIECE).unwrap_or(i64::MAX);
        sql!(write tx, execute,
            "DELETE FROM api_answers WHERE (person_id, key) IN (SELECT person_id, key FROM api_answers
             WHERE created_at <= $1 ORDER BY created_at, person_id, key LIMIT $2)", self.now.minus(KEPT), limit)
    }
}
