//! Sign-ins: the devices of a person.

use std::time::Duration;

use super::rows::{demanded, has_codes};
use crate::accounts::identify::Seen;
use crate::accounts::people::SignIn;
use crate::base::{PersonId, SignInId, Timestamp};
use crate::db::{Db, Result, Tx, sql};

/// Inserts a sign-in. The session's own name follows with [`name_session`], once there is one.
pub async fn insert_sign_in(
    tx: &mut Tx<'_>,
    person: PersonId,
    session: &str,
    agent: &str,
    now: Timestamp,
) -> Result<SignInId> {
    let (id,) = sql!(write tx, one (SignInId,),
        "INSERT INTO sign_ins (person_id, session_id, agent, created_at, last_used_at) VALUES ($1, $2, $3, $4, $4) RETURNING id",
        person, session, agent, now)?;
    Ok(id)
}

pub async fn name_session(tx: &mut Tx<'_>, sign_in: SignInId, session: &str) -> Result<()> {
    sql!(write tx, execute, "UPDATE sign_ins SET session_id = $2 WHERE id = $1", sign_in, session)?;
    Ok(())
}

/// The person behind a sign-in, with what each page needs: one query a request.
pub async fn find_seen(db: &Db, sign_in: SignInId, person: PersonId) -> Result<Option<Seen>> {
    sql!(read db, optional Seen,
        concat!("SELECT p.name, o.name, p.organisation_id, p.standing, p.is_administrator, p.language, p.time_zone, s.created_at, \
         s.last_used_at, p.picture, p.office_role, ", has_codes!(), ", ", demanded!(), ", \
         s.passkey_id IS NOT NULL FROM sign_ins s JOIN people p ON p.id = s.person_id JOIN organisations o ON o.id = p.organisation_id \
         WHERE s.id = $1 AND s.person_id = $2 AND p.state = 'active'"), sign_in, person)
}

pub async fn touch_sign_in(tx: &mut Tx<'_>, sign_in: SignInId, now: Timestamp, at_most_every: Duration) -> Result<()> {
    sql!(write tx, execute,
        "UPDATE sign_ins SET last_used_at = $2 WHERE id = $1 AND last_used_at <= $3", sign_in, now, now.minus(at_most_every))?;
    Ok(())
}

pub async fn delete_sign_in(tx: &mut Tx<'_>, sign_in: SignInId) -> Result<()> {
    sql!(write tx, execute, "DELETE FROM sign_ins WHERE id = $1", sign_in)?;
    Ok(())
}

/// The sign-ins of a person that still open the door, the one used last first; at most 100.
pub async fn list_sign_ins(db: &Db, person: PersonId, since: Timestamp, now: Timestamp) -> Result<Vec<SignIn>> {
    sql!(read db, all SignIn,
        "SELECT i.id, i.agent, i.created_at, i.last_used_at, i.entered_with IS NOT NULL, k.name \
         FROM sign_ins i JOIN sessions s ON s.id = i.session_id \
         LEFT JOIN passkeys k ON k.id = i.entered_with AND k.person_id = i.person_id \
         WHERE i.person_id = $1 AND i.created_at > $2 AND s.expires_at > $3 ORDER BY i.last_used_at DESC, i.id DESC LIMIT 100",
        person, since, now)
}

pub async fn is_signed_in(tx: &mut Tx<'_>, person: PersonId, sign_in: SignInId) -> Result<bool> {
    let row = sql!(read tx, optional (SignInId,), "SELECT id FROM sign_ins WHERE id = $1 AND person_id = $2", sign_in, person)?;
    Ok(row.is_some())
}

/// Ends one sign-in of a person, with its session; says whether there was one.
pub async fn end_sign_in(tx: &mut Tx<'_>, person: PersonId, sign_in: SignInId) -> Result<bool> {
    sql!(write tx, execute,
        "DELETE FROM sessions WHERE id IN (SELECT session_id FROM sign_ins WHERE id = $1 AND person_id = $2)", sign_in, person)?;
    let rows = sql!(write tx, execute, "DELETE FROM sign_ins WHERE id = $1 AND person_id = $2", sign_in, person)?;
    Ok(rows == 1)
}

/// Ends every sign-in of a person but one; gives how many.
pub async fn end_other_sign_ins(tx: &mut Tx<'_>, person: PersonId, but: SignInId) -> Result<u64> {
    sql!(write tx, execute,
        "DELETE FROM sessions WHERE id IN (SELECT session_id FROM sign_ins WHERE person_id = $1 AND id <> $2)", person, but)?;
    sql!(write tx, execute, "DELETE FROM sign_ins WHERE person_id = $1 AND id <> $2", person, but)
}

/// Signs a person out everywhere.
pub async fn delete_sign_ins_of(tx: &mut Tx<'_>, person: PersonId) -> Result<u64> {
    sql!(write tx, execute,
        "DELETE FROM sessions WHERE id IN (SELECT session_id FROM sign_ins WHERE person_id = $1)", person)?;
    sql!(write tx, execute, "DELETE FROM sign_ins WHERE person_id = $1", person)
}

/// Deletes sign-ins that have not been used since `before` and whose sessions are gone.
pub async fn delete_old_sign_ins(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64> {
    sql!(write tx, execute,
        "DELETE FROM sign_ins WHERE last_used_at < $1 AND session_id NOT IN (SELECT id FROM sessions)", before)
}
