//! Keys for programs; of their secrets only digests are here.

use std::time::Duration;

use super::rows::{demanded, has_codes, has_passkeys};
use crate::accounts::access_tokens::{AccessToken, Scopes};
use crate::accounts::identify::Bearing;
use crate::base::{AccessTokenId, PersonId, Timestamp};
use crate::db::{Db, Result, Tx, sql};

pub async fn insert_access_token(
    tx: &mut Tx<'_>,
    (person, digest): (PersonId, &str),
    (name, scopes): (&str, &Scopes),
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<AccessTokenId> {
    let (id,) = sql!(write tx, one (AccessTokenId,),
        "INSERT INTO access_tokens (person_id, name, digest, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6) \
         RETURNING id", person, name, digest, scopes.words(), now, expires_at)?;
    Ok(id)
}

/// How many keys of a person open the door.
pub async fn count_access_tokens(tx: &mut Tx<'_>, person: PersonId, now: Timestamp) -> Result<i64> {
    let (n,) = sql!(read tx, one (i64,),
        "SELECT COUNT(*) FROM access_tokens WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > $2", person, now)?;
    Ok(n)
}

/// The keys of a person that nobody has revoked, the newest first; those that expired too, until they are forgotten.
pub async fn list_access_tokens(db: &Db, person: PersonId) -> Result<Vec<AccessToken>> {
    sql!(read db, all AccessToken,
        "SELECT id, name, scopes, expires_at, last_used_at FROM access_tokens \
         WHERE person_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 100", person)
}

/// A key with its owner, also when it opens nothing any more.
pub async fn find_access_token(db: &Db, id: AccessTokenId) -> Result<Option<(PersonId, AccessToken)>> {
    let row = sql!(read db, optional (PersonId, String, String, Timestamp, Option<Timestamp>),
        "SELECT person_id, name, scopes, expires_at, last_used_at FROM access_tokens WHERE id = $1", id)?;
    Ok(row.map(|(person, name, scopes, expires_at, last_used_at)| {
        (person, AccessToken { id, name, scopes, expires_at, last_used_at })
    }))
}

/// Whose program it is that holds a secret, with what each answer needs: one query a request.
pub async fn find_bearing(db: &Db, digest: &str, now: Timestamp) -> Result<Option<Bearing>> {
    sql!(read db, optional Bearing,
        concat!("SELECT k.id, k.name, k.scopes, k.expires_at, k.last_used_at, p.id, p.name, o.name, p.organisation_id, p.standing, \
         p.is_administrator, p.language, p.time_zone, p.picture, p.office_role, ", has_codes!(), " OR ", has_passkeys!(), ", ", demanded!(), " \
         FROM access_tokens k JOIN people p ON p.id = k.person_id JOIN organisations o ON o.id = p.organisation_id \
         WHERE k.digest = $1 AND k.revoked_at IS NULL AND k.expires_at > $2 AND p.state = 'active'"), digest, now)
}

pub async fn touch_access_token(
    tx: &mut Tx<'_>,
    id: AccessTokenId,
    now: Timestamp,
    at_most_every: Duration,
) -> Result<()> {
    sql!(write tx, execute,
        "UPDATE access_tokens SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)",
        id, now, now.minus(at_most_every))?;
    Ok(())
}

/// Revokes a key of a person; says whether there was one.
pub async fn revoke_access_token(tx: &mut Tx<'_>, person: PersonId, id: AccessTokenId, now: Timestamp) -> Result<bool> {
    let rows = sql!(write tx, execute,
        "UPDATE access_tokens SET revoked_at = $3 WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL", id, person, now)?;
    Ok(rows == 1)
}

/// Revokes every key of a person.
pub async fn revoke_access_tokens_of(tx: &mut Tx<'_>, person: PersonId, now: Timestamp) -> Result<u64> {
    sql!(write tx, execute,
        "UPDATE access_tokens SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL", person, now)
}

/// Forgets keys that were over before an instant.
pub async fn delete_old_access_tokens(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64> {
    sql!(write tx, execute, "DELETE FROM access_tokens WHERE expires_at < $1 OR revoked_at < $1", before)
}
