//! The development mailbox: a page shows what would have been sent, and nothing leaves.

use super::message::body;
use super::model::{Composed, Outgoing};
use crate::base::{LetterId, Timestamp};
use crate::db::{Command, Db, Error, Result, Tx, row, sql};

row! {
    /// A letter as its recipient would have read it.
    #[derive(Clone, Debug)]
    pub struct DevLetter {
        pub id: LetterId,
        pub message_id: String,
        pub recipient: String,
        pub subject: String,
        pub text: String,
        pub html: String,
        pub at: Timestamp,
    }
}

/// At most `limit` letters older than `before`, newest first; from the newest with `None`.
pub async fn list_mailbox(db: &Db, before: Option<LetterId>, limit: i64) -> Result<Vec<DevLetter>> {
    sql!(read db, all DevLetter,
        "SELECT id, message_id, recipient, subject, body_text, body_html, at FROM dev_mailbox \
         WHERE id < $1 ORDER BY id DESC LIMIT $2",
        before.unwrap_or(LetterId(i64::MAX)), limit)
}

/// One letter of the mailbox.
pub async fn find_in_mailbox(db: &Db, id: LetterId) -> Result<Option<DevLetter>> {
    sql!(read db, optional DevLetter,
        "SELECT id, message_id, recipient, subject, body_text, body_html, at FROM dev_mailbox WHERE id = $1", id)
}

/// Lays a letter in the mailbox under its own id; one that is there already stays as it is.
pub(super) struct LayDown {
    letter: Outgoing,
    subject: String,
    text: String,
    html: String,
    now: Timestamp,
}

impl LayDown {
    pub(super) fn new(letter: &Outgoing, composed: &Composed, now: Timestamp) -> Self {
        Self {
            letter: letter.clone(),
            subject: super::message::one_line(&composed.subject),
            text: body(&composed.text),
            html: body(&composed.html),
            now,
        }
    }
}

impl Command for LayDown {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        sql!(write tx, execute,
            "INSERT INTO dev_mailbox (id, message_id, recipient, subject, body_text, body_html, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            self.letter.id, &self.letter.message_id, &self.letter.recipient, &self.subject, &self.text, &self.html, self.now)?;
        Ok(())
    }
}
