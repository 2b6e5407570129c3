//! Pictures of people.

use crate::accounts::picture::Picture;
use crate::base::{PersonId, Timestamp};
use crate::db::{Db, Result, Tx, sql};

/// Keeps a picture under a new version, instead of the one before.
pub async fn save_picture(tx: &mut Tx<'_>, person: PersonId, picture: &Picture, now: Timestamp) -> Result<()> {
    sql!(write tx, execute,
        "INSERT INTO person_pictures (person_id, version, small, large) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id) DO UPDATE SET version = excluded.version, small = excluded.small, large = excluded.large",
        person, now, &picture.small, &picture.large)?;
    sql!(write tx, execute, "UPDATE people SET picture = $2, version = version + 1 WHERE id = $1", person, now)?;
    Ok(())
}

/// Forgets a picture; says whether there was one.
pub async fn delete_picture(tx: &mut Tx<'_>, person: PersonId) -> Result<bool> {
    let rows = sql!(write tx, execute, "DELETE FROM person_pictures WHERE person_id = $1", person)?;
    sql!(write tx, execute, "UPDATE people SET picture = 0, version = version + 1 WHERE id = $1 AND picture <> 0", person)?;
    Ok(rows == 1)
}

/// The bytes of a picture of an active person, of that version.
pub async fn find_picture(db: &Db, person: PersonId, version: i64, is_large: bool) -> Result<Option<Vec<u8>>> {
    let row = sql!(read db, optional (Vec<u8>,),
        "SELECT CASE WHEN $3 THEN q.large ELSE q.small END FROM person_pictures q JOIN people p ON p.id = q.person_id \
         WHERE q.person_id = $1 AND q.version = $2 AND p.state = 'active'", person, version, is_large)?;
    Ok(row.map(|(bytes,)| bytes))
}
