//! All of the outbox's SQL.

use serde::{Deserialize, Serialize};

use super::model::{Letter, MessageId, Outgoing, State};
use crate::base::{LetterId, Timestamp};
use crate::db::{Command, Db, Error, Result, Tx, sql};
use crate::jobs::{self, NewJob};

/// The kind of the job that sends one letter.
pub(super) const SEND: &str = "mail.send";

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

/// A letter of the outbox, in whatever state.
pub async fn find(db: &Db, id: LetterId) -> Result<Option<Outgoing>> {
    sql!(read db, optional Outgoing,
        "SELECT id, kind, recipient, language, subject_id, message_id, state, created_at, sent_at FROM outbox WHERE id = $1", id)
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
