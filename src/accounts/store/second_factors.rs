//! Second factors and recovery codes, and whom they are demanded of.

use crate::accounts::second_factor::SecondFactor;
use crate::base::{PersonId, SignInId, Timestamp};
use crate::db::{Db, Result, Source, Tx, sql};

pub async fn find_second_factor<'a>(source: impl Source<'a>, person: PersonId) -> Result<Option<SecondFactor>> {
    sql!(read source, optional SecondFactor,
        "SELECT person_id, secret, confirmed_at, last_step, created_at, sign_in_id FROM second_factors WHERE person_id = $1", person)
}

/// Keeps a new key until a first code confirms it; an earlier one that was not confirmed is gone, a confirmed one stays.
pub async fn begin_second_factor(
    tx: &mut Tx<'_>,
    person: PersonId,
    (secret, sign_in): (&str, SignInId),
    now: Timestamp,
) -> Result<()> {
    sql!(write tx, execute,
        "INSERT INTO second_factors (person_id, secret, confirmed_at, last_step, created_at, sign_in_id) VALUES ($1, $2, NULL, 0, $3, $4)
         ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, last_step = 0, created_at = excluded.created_at,
           sign_in_id = excluded.sign_in_id WHERE second_factors.confirmed_at IS NULL",
        person, secret, now, sign_in)?;
    Ok(())
}

/// A code has confirmed the key.
pub async fn confirm_second_factor(tx: &mut Tx<'_>, person: PersonId, now: Timestamp) -> Result<()> {
    sql!(write tx, execute, "UPDATE second_factors SET confirmed_at = $2 WHERE person_id = $1", person, now)?;
    Ok(())
}

/// A code of a step has been taken: none of it or before it is taken again.
pub async fn take_step(tx: &mut Tx<'_>, person: PersonId, step: i64) -> Result<()> {
    sql!(write tx, execute, "UPDATE second_factors SET last_step = $2 WHERE person_id = $1", person, step)?;
    Ok(())
}

/// Takes a second factor away with its recovery codes; says whether there was one. A key that waits for its first code is none.
pub async fn delete_second_factor(tx: &mut Tx<'_>, person: PersonId) -> Result<bool> {
    let rows = sql!(write tx, execute,
        "DELETE FROM second_factors WHERE person_id = $1 AND confirmed_at IS NOT NULL", person)?;
    if rows == 1 {
        sql!(write tx, execute, "DELETE FROM recovery_codes WHERE person_id = $1", person)?;
    }
    Ok(rows == 1)
}

/// Keeps new recovery codes instead of those before.
pub async fn replace_codes(tx: &mut Tx<'_>, person: PersonId, digests: &[String]) -> Result<()> {
    sql!(write tx, execute, "DELETE FROM recovery_codes WHERE person_id = $1", person)?;
    for digest in digests {
        sql!(write tx, execute, "INSERT INTO recovery_codes (digest, person_id) VALUES ($1, $2)", digest, person)?;
    }
    Ok(())
}

/// Uses a recovery code up; says whether there was one.
pub async fn use_code(tx: &mut Tx<'_>, person: PersonId, digest: &str) -> Result<bool> {
    let rows =
        sql!(write tx, execute, "DELETE FROM recovery_codes WHERE digest = $1 AND person_id = $2", digest, person)?;
    Ok(rows == 1)
}

/// How many recovery codes a person has left.
pub async fn count_codes(db: &Db, person: PersonId) -> Result<i64> {
    let (n,) = sql!(read db, one (i64,), "SELECT COUNT(*) FROM recovery_codes WHERE person_id = $1", person)?;
    Ok(n)
}

/// Whom a second factor is demanded of, as it is kept.
pub async fn find_demanded<'a>(source: impl Source<'a>) -> Result<String> {
    let row =
        sql!(read source, optional (String,), "SELECT value FROM settings WHERE name = 'accounts.second_factor'")?;
    Ok(row.map(|(value,)| value).unwrap_or_default())
}

pub async fn save_demanded(tx: &mut Tx<'_>, value: &str) -> Result<()> {
    sql!(write tx, execute,
        "INSERT INTO settings (name, value) VALUES ('accounts.second_factor', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        value)?;
    Ok(())
}
