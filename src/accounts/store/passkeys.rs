//! Passkeys, and the challenges that wait.

use super::rows::{demanded, has_codes, has_passkeys};
use crate::accounts::identify::Door;
use crate::accounts::passkeys::{Challenge, Known, Made, Passkey, Waiting};
use crate::base::{PasskeyId, PersonId, SignInId, Timestamp};
use crate::db::{Db, Result, Source, Tx, sql};

/// Forgets challenges that nobody has answered in time; gives how many.
pub async fn delete_old_challenges(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64> {
    sql!(write tx, execute, "DELETE FROM passkey_challenges WHERE expires_at <= $1", now)
}

/// How many challenges wait for visitors from a place.
pub async fn count_challenges(tx: &mut Tx<'_>, place: &str) -> Result<i64> {
    let (n,) = sql!(read tx, one (i64,), "SELECT COUNT(*) FROM passkey_challenges WHERE place = $1", place)?;
    Ok(n)
}

pub async fn insert_challenge(tx: &mut Tx<'_>, new: &Challenge) -> Result<()> {
    let Waiting { name, handle, state, expires_at } = &new.waiting;
    sql!(write tx, execute,
        "INSERT INTO passkey_challenges (digest, visitor, place, name, handle, state, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &new.digest, &new.visitor, &new.place, name, handle, state, *expires_at)?;
    Ok(())
}

/// Takes a challenge of a visitor out: nobody finds it again.
pub async fn take_challenge(tx: &mut Tx<'_>, digest: &str, visitor: &str) -> Result<Option<Waiting>> {
    sql!(write tx, optional Waiting,
        "DELETE FROM passkey_challenges WHERE digest = $1 AND visitor = $2 RETURNING name, handle, state, expires_at", digest, visitor)
}

/// Keeps a new passkey; nothing when somebody has one of that credential already.
pub async fn insert_passkey(
    tx: &mut Tx<'_>,
    person: PersonId,
    made: &Made,
    (name, handle): (&str, &str),
    now: Timestamp,
) -> Result<Option<PasskeyId>> {
    let row = sql!(write tx, optional (PasskeyId,),
        "INSERT INTO passkeys (person_id, name, credential_id, handle, credential, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (credential_id) DO NOTHING RETURNING id",
        person, name, &made.credential_id, handle, &made.credential, now)?;
    Ok(row.map(|(id,)| id))
}

pub async fn list_passkeys(db: &Db, person: PersonId) -> Result<Vec<Passkey>> {
    sql!(read db, all Passkey,
        "SELECT id, name, created_at, last_used_at FROM passkeys WHERE person_id = $1 ORDER BY id", person)
}

/// The name under which devices know a person's account, and what they hold, one row for each passkey.
pub async fn list_credentials(db: &Db, person: PersonId) -> Result<Vec<(String, String)>> {
    sql!(read db, all (String, String), "SELECT handle, credential FROM passkeys WHERE person_id = $1 ORDER BY id", person)
}

pub async fn count_passkeys<'a>(source: impl Source<'a>, person: PersonId) -> Result<i64> {
    let (n,) = sql!(read source, one (i64,), "SELECT COUNT(*) FROM passkeys WHERE person_id = $1", person)?;
    Ok(n)
}

pub async fn find_passkey(db: &Db, person: PersonId, id: PasskeyId) -> Result<Option<Passkey>> {
    sql!(read db, optional Passkey,
        "SELECT id, name, created_at, last_used_at FROM passkeys WHERE id = $1 AND person_id = $2", id, person)
}

/// The passkey of a credential, when its owner may come in.
pub async fn find_known(db: &Db, credential_id: &str) -> Result<Option<Known>> {
    sql!(read db, optional Known,
        "SELECT k.id, k.person_id, k.handle, k.credential FROM passkeys k JOIN people p ON p.id = k.person_id \
         WHERE k.credential_id = $1 AND p.state = 'active'", credential_id)
}

/// Notes that a passkey was used and how it is kept from now on; false when it is gone, or was used meanwhile with another count.
pub async fn use_passkey(tx: &mut Tx<'_>, known: &Known, credential: &str, now: Timestamp) -> Result<bool> {
    let rows = sql!(write tx, execute,
        "UPDATE passkeys SET credential = $3, last_used_at = $4 WHERE id = $1 AND credential = $2",
        known.id, &known.credential, credential, now)?;
    Ok(rows == 1)
}

pub async fn rename_passkey(tx: &mut Tx<'_>, person: PersonId, id: PasskeyId, name: &str) -> Result<bool> {
    let rows =
        sql!(write tx, execute, "UPDATE passkeys SET name = $3 WHERE id = $1 AND person_id = $2", id, person, name)?;
    Ok(rows == 1)
}

/// Takes a passkey away, with the sign-ins that were made with it but one; says whether there was one.
pub async fn delete_passkey(tx: &mut Tx<'_>, person: PersonId, id: PasskeyId, but: SignInId) -> Result<bool> {
    let rows = sql!(write tx, execute, "DELETE FROM passkeys WHERE id = $1 AND person_id = $2", id, person)?;
    if rows == 1 {
        sql!(write tx, execute,
            "DELETE FROM sessions WHERE id IN (SELECT session_id FROM sign_ins WHERE (passkey_id = $1 OR entered_with = $1) AND id <> $2)",
            id, but)?;
        sql!(write tx, execute, "DELETE FROM sign_ins WHERE (passkey_id = $1 OR entered_with = $1) AND id <> $2", id, but)?;
        sql!(write tx, execute, "UPDATE sign_ins SET passkey_id = NULL WHERE passkey_id = $1", id)?;
        // Its id may be given to another one.
        sql!(write tx, execute, "UPDATE sign_ins SET entered_with = 0 WHERE entered_with = $1", id)?;
    }
    Ok(rows == 1)
}

/// Takes every passkey of a person away; gives how many.
pub async fn delete_passkeys_of(tx: &mut Tx<'_>, person: PersonId) -> Result<u64> {
    sql!(write tx, execute, "DELETE FROM passkeys WHERE person_id = $1", person)
}

/// Notes with which passkey a sign-in has proven itself.
pub async fn prove_sign_in(tx: &mut Tx<'_>, sign_in: SignInId, passkey: PasskeyId) -> Result<()> {
    sql!(write tx, execute, "UPDATE sign_ins SET passkey_id = $2 WHERE id = $1", sign_in, passkey)?;
    Ok(())
}

/// Notes with which passkey a sign-in was begun: it has proven itself with that too.
pub async fn begin_with_passkey(tx: &mut Tx<'_>, sign_in: SignInId, passkey: PasskeyId) -> Result<()> {
    sql!(write tx, execute,
        "UPDATE sign_ins SET passkey_id = $2, entered_with = $2 WHERE id = $1", sign_in, passkey)?;
    Ok(())
}

/// What decides about a second step after a right password: one query.
pub async fn find_door(db: &Db, person: PersonId) -> Result<Option<Door>> {
    sql!(read db, optional Door,
        concat!("SELECT p.standing, p.is_administrator, p.office_role, ", demanded!(), ", ", has_codes!(), ", ", has_passkeys!(), " \
         FROM people p WHERE p.id = $1 AND p.state = 'active'"), person)
}
