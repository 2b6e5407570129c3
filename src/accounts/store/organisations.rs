//! Organisations.

use crate::accounts::organisations::{NewOrganisation, Organisation};
use crate::base::{OrganisationId, name_key};
use crate::db::{Db, ListOf, Result, Source, Tx, sql};

use super::directory::begins;

/// How many there are.
pub async fn count_organisations(db: &Db) -> Result<i64> {
    let (n,) = sql!(read db, one (i64,), "SELECT COUNT(*) FROM organisations")?;
    Ok(n)
}

/// Inserts one unless its code is taken; says whether it did.
pub async fn insert_organisation(tx: &mut Tx<'_>, new: &NewOrganisation) -> Result<bool> {
    let (lat, lon) = new.seat.unzip();
    let rows = sql!(write tx, execute,
        "INSERT INTO organisations (code, name, name_key, denomination, kind, region, seat_lat, seat_lon)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (code) DO NOTHING",
        &new.code, &new.name, name_key(&new.name), &new.denomination, new.kind, &new.region, lat, lon)?;
    Ok(rows == 1)
}

/// Changes what one of that code is called.
pub async fn rename_organisation(tx: &mut Tx<'_>, new: &NewOrganisation) -> Result<()> {
    sql!(write tx, execute,
        "UPDATE organisations SET name = $2, name_key = $3, denomination = $4, kind = $5 WHERE code = $1",
        &new.code, &new.name, name_key(&new.name), &new.denomination, new.kind)?;
    Ok(())
}

pub async fn find_organisation_by_code<'a>(source: impl Source<'a>, code: &str) -> Result<Option<Organisation>> {
    sql!(read source, optional Organisation,
        "SELECT id, code, name, denomination, kind, region FROM organisations WHERE code = $1", code)
}

/// The organisations with these codes, however they are written.
pub async fn list_organisations_by_codes<'a>(
    source: impl Source<'a>,
    codes: &[String],
) -> Result<Vec<(OrganisationId, String, String)>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    sql!(read source, all (OrganisationId, String, String), {
        sqlite: "SELECT id, LOWER(code), name FROM organisations
                 WHERE LOWER(code) IN (SELECT value FROM json_each($1)) ORDER BY id",
        postgres: "SELECT id, LOWER(code), name FROM organisations
                 WHERE LOWER(code) IN (SELECT json_array_elements_text($1::json)) ORDER BY id"
    }, ListOf::new(codes).0)
}

/// At most `limit` organisations with people, whose name, or a word of it, begins with what was typed; by name.
pub async fn suggest_organisations(db: &Db, typed: &str, limit: i64) -> Result<Vec<(OrganisationId, String, String)>> {
    let begins = begins(typed);
    if begins.is_empty() {
        return Ok(Vec::new());
    }
    sql!(read db, all (OrganisationId, String, String),
        "SELECT o.id, LOWER(o.code), o.name FROM organisations o
         WHERE (o.name_key LIKE $1 ESCAPE '!' OR o.name_key LIKE $2 ESCAPE '!')
           AND EXISTS (SELECT 1 FROM people p WHERE p.organisation_id = o.id AND p.state = 'active')
         ORDER BY o.name_key, o.id LIMIT $3", format!("{begins}%"), format!("% {begins}%"), limit)
}

pub async fn find_organisation<'a>(source: impl Source<'a>, id: OrganisationId) -> Result<Option<Organisation>> {
    sql!(read source, optional Organisation,
        "SELECT id, code, name, denomination, kind, region FROM organisations WHERE id = $1", id)
}

/// All of them, in the order of their names: a list that does not grow.
pub async fn list_organisations(db: &Db) -> Result<Vec<Organisation>> {
    sql!(read db, all Organisation,
        "SELECT id, code, name, denomination, kind, region FROM organisations ORDER BY name_key, id")
}
