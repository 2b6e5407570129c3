//! All of the outbox's SQL.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::model::{Letter, MessageId, Outgoing, State};
use crate::base::{JobId, LetterId, Timestamp};
use crate::db::{Command, Db, Error, Result, Tx, row, sql};
use crate::jobs::{self, NewJob};

/// The kind of the job that sends one letter.
pub const SEND: &str = "mail.send";

#[derive(Serialize, Deserialize)]
pub(super) struct SendLetter {
    pub letter: LetterId,
}

/// Puts a letter in the outbox and has it sent, as part of a command.
pub async fn post(tx: &mut Tx<'_>, letter: &Letter<'_>, message_id: &MessageId, now: Timestamp) -> Result<LetterId> {
    let (id,) = sql!(write tx, one (LetterId,),
        "INSERT INTO outbox (kind, recipient, language, subject_id, message_id, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        letter.kind, letter.recipient, letter.language, letter.subject_id, &message_id.0, State::Waiting, now)?;
    jobs::enqueue(tx, &NewJob::new(SEND, SendLetter { letter: id }, now)).await?;
    Ok(id)
}

/// Whether the same news was written to somebody since an instant: nobody needs it twice.
pub async fn was_posted(tx: &mut Tx<'_>, letter: &Letter<'_>, since: Timestamp) -> Result<bool> {
    let row = sql!(read tx, optional (LetterId,),
        "SELECT id FROM outbox WHERE recipient = $1 AND kind = $2 AND subject_id = $3 AND created_at > $4 ORDER BY id LIMIT 1",
        letter.recipient, letter.kind, letter.subject_id, since)?;
    Ok(row.is_some())
}

/// Puts a letter in the outbox that tells of what is new since `news`, unless one that came after it told of that already; and
/// not within `quiet` of the last one. When it has to wait for that, until when.
pub async fn post_in_time(
    tx: &mut Tx<'_>,
    letter: &Letter<'_>,
    message_id: &MessageId,
    (news, quiet): (Timestamp, Duration),
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let last = sql!(read tx, optional (Timestamp,),
        "SELECT created_at FROM outbox WHERE recipient = $1 AND kind = $2 AND subject_id = $3 ORDER BY created_at DESC LIMIT 1",
        letter.recipient, letter.kind, letter.subject_id)?;
    match last {
        Some((last,)) if last >= news => Ok(None),
        Some((last,)) if last.plus(quiet) > now => Ok(Some(last.plus(quiet))),
        _ => post(tx, letter, message_id, now).await.map(|_| None),
    }
}

/// A letter of the outbox, in whatever state.
pub async fn find(db: &Db, id: LetterId) -> Result<Option<Outgoing>> {
    sql!(read db, optional Outgoing,
        "SELECT id, kind, recipient, language, subject_id, message_id, state, created_at, sent_at FROM outbox WHERE id = $1", id)
}

/// How many letters there are in each state, and when the oldest of them was written.
pub async fn count(db: &Db) -> Result<Vec<(State, i64, Timestamp)>> {
    sql!(read db, all (State, i64, Timestamp),
        "SELECT state, COUNT(*), MIN(created_at) FROM outbox GROUP BY state ORDER BY state")
}

row! {
    /// A letter whose job was set aside after its last try.
    #[derive(Clone, Debug)]
    pub struct Stuck {
        pub job: JobId,
        pub kind: String,
        pub recipient: String,
        pub error: Option<String>,
        pub attempts: i64,
        pub parked_at: Timestamp,
    }
}

/// At most `limit` letters that are stuck, of jobs after `after`, in order.
pub async fn list_stuck(db: &Db, after: JobId, limit: i64) -> Result<Vec<Stuck>> {
    sql!(read db, all Stuck,
        "SELECT j.id, o.kind, o.recipient, j.last_error, j.attempts, j.run_at
         FROM jobs j JOIN outbox o ON j.payload = '{\"letter\":' || o.id || '}'
         WHERE j.kind = 'mail.send' AND j.state = 'parked' AND j.id > $1 ORDER BY j.id LIMIT $2",
        after, limit)
}

/// Gives up a letter whose job was dropped: nobody will send it. Other jobs are no matter of letters.
pub async fn give_up(tx: &mut Tx<'_>, kind: &str, payload: &str) -> Result<()> {
    let Some(SendLetter { letter }) = (kind == SEND).then(|| serde_json::from_str(payload).ok()).flatten() else {
        return Ok(());
    };
    sql!(write tx, execute, "UPDATE outbox SET state = $1 WHERE id = $2 AND sent_at IS NULL", State::Dropped, letter)?;
    Ok(())
}

/// Writes down what became of a letter. What was sent stays sent.
pub(super) struct Mark {
    pub id: LetterId,
    pub state: State,
    pub now: Timestamp,
}

impl Command for Mark {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let sent_at = (self.state == State::Sent).then_some(self.now);
        sql!(write tx, execute,
            "UPDATE outbox SET state = $1, sent_at = $2 WHERE id = $3 AND sent_at IS NULL", self.state, sent_at, self.id)?;
        Ok(())
    }
}

/// Forgets letters that were sent, or were not needed, and were written before: at most [`CleanLetters::PIECE`] of them, and
/// as many of the development mailbox.
pub struct CleanLetters {
    pub before: Timestamp,
}

impl CleanLetters {
    /// So many at a time, so that nobody waits for it.
    pub const PIECE: u64 = 500;
}

impl Command for CleanLetters {
    type Output = u64;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<u64> {
        let limit = i64::try_from(Self::PIECE).unwrap_or(i64::MAX);
        let sent = sql!(write tx, execute,
            "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE state IN ('sent', 'dropped') AND created_at < $1 \
             ORDER BY id LIMIT $2)", self.before, limit)?;
        let shown = sql!(write tx, execute,
            "DELETE FROM dev_mailbox WHERE id IN (SELECT id FROM dev_mailbox WHERE at < $1 ORDER BY id LIMIT $2)",
            self.before, limit)?;
        Ok(sent.max(shown))
    }
}
