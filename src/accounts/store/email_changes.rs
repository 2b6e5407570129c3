//! Changes of e-mail addresses.

use crate::accounts::email_change::{EmailChange, EmailChangeState};
use crate::accounts::model::EmailAddress;
use crate::base::{EmailChangeId, PersonId, Timestamp};
use crate::db::{Result, Source, Tx, sql};

pub async fn insert_email_change(
    tx: &mut Tx<'_>,
    (person, old_email): (PersonId, &str),
    email: &EmailAddress,
    (now, silent_at, expires_at): (Timestamp, Timestamp, Timestamp),
) -> Result<EmailChangeId> {
    let (id,) = sql!(write tx, one (EmailChangeId,),
        "INSERT INTO email_changes (person_id, old_email, email, email_key, state, is_proven, is_agreed, created_at, silent_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, FALSE, FALSE, $6, $7, $8) RETURNING id",
        person, old_email, email.as_str(), email.key(), EmailChangeState::Open, now, silent_at, expires_at)?;
    Ok(id)
}

pub async fn find_email_change<'a>(source: impl Source<'a>, id: EmailChangeId) -> Result<Option<EmailChange>> {
    sql!(read source, optional EmailChange,
        "SELECT id, person_id, old_email, email, email_key, state, is_proven, is_agreed, silent_at, expires_at \
         FROM email_changes WHERE id = $1", id)
}

/// The change that a person waits for.
pub async fn find_open_email_change<'a>(
    source: impl Source<'a>,
    person: PersonId,
    now: Timestamp,
) -> Result<Option<EmailChange>> {
    sql!(read source, optional EmailChange,
        "SELECT id, person_id, old_email, email, email_key, state, is_proven, is_agreed, silent_at, expires_at \
         FROM email_changes WHERE person_id = $1 AND state = 'open' AND expires_at > $2 ORDER BY id DESC LIMIT 1", person, now)
}

/// Writes down what has become of a change.
pub async fn update_email_change(tx: &mut Tx<'_>, change: &EmailChange) -> Result<()> {
    sql!(write tx, execute, "UPDATE email_changes SET state = $2, is_proven = $3, is_agreed = $4 WHERE id = $1",
        change.id, change.state, change.is_proven, change.is_agreed)?;
    Ok(())
}

/// Deletes changes that were over before an instant: the addresses in them are kept no longer than they are of use.
pub async fn delete_old_email_changes(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64> {
    sql!(write tx, execute, "DELETE FROM email_changes WHERE expires_at < $1", before)
}
