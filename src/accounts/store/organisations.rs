//! Organisations.

use super::directory::begins;
use crate::accounts::organisations::{Counted, NewOrganisation, Organisation, OrganisationKind};
use crate::base::{OrganisationId, name_key};
use crate::db::{Db, ListOf, Result, Source, Tx, sql};

/// How many there are.
pub async fn count_organisations(db: &Db) -> Result<i64> {
    let (n,) = sql!(read db, one (i64,), "SELECT COUNT(*) FROM organisations")?;
    Ok(n)
}

/// Inserts one unless its code is taken, however that is written; says whether it did.
pub async fn insert_organisation(tx: &mut Tx<'_>, new: &NewOrganisation) -> Result<bool> {
    let (lat, lon) = new.seat.unzip();
    let rows = sql!(write tx, execute,
        "INSERT INTO organisations (code, name, name_key, denomination, kind, region, seat_lat, seat_lon)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8
         WHERE NOT EXISTS (SELECT 1 FROM organisations o WHERE UPPER(o.code) = UPPER($1)) ON CONFLICT (code) DO NOTHING",
        &new.code, &new.name, name_key(&new.name), &new.denomination, new.kind, &new.region, lat, lon)?;
    Ok(rows == 1)
}

/// Changes what a table says of one; its code stays as it is written, and so does the region or seat of which nothing is said.
pub async fn correct_organisation(tx: &mut Tx<'_>, id: OrganisationId, new: &NewOrganisation) -> Result<()> {
    let (lat, lon) = new.seat.unzip();
    sql!(write tx, execute,
        "UPDATE organisations SET name = $2, name_key = $3, denomination = $4, kind = $5, region = COALESCE($6, region),
         seat_lat = COALESCE($7, seat_lat), seat_lon = COALESCE($8, seat_lon) WHERE id = $1",
        id, &new.name, name_key(&new.name), &new.denomination, new.kind, &new.region, lat, lon)?;
    Ok(())
}

/// Where one has its seat, in degrees.
pub async fn find_seat<'a>(source: impl Source<'a>, id: OrganisationId) -> Result<Option<(f64, f64)>> {
    let row = sql!(read source, optional (Option<f64>, Option<f64>),
        "SELECT seat_lat, seat_lon FROM organisations WHERE id = $1", id)?;
    Ok(row.and_then(|(lat, lon)| lat.zip(lon)))
}

/// The one with this code, in capitals or not; of two that differ in nothing else, the one that is written like this.
pub async fn find_organisation_by_code<'a>(source: impl Source<'a>, code: &str) -> Result<Option<Organisation>> {
    sql!(read source, optional Organisation,
        "SELECT id, code, name, denomination, kind, region FROM organisations WHERE UPPER(code) = UPPER($1)
         ORDER BY CASE WHEN code = $1 THEN 0 ELSE 1 END, id LIMIT 1", code)
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

/// The key of an organisation's name, where a page begins.
pub async fn find_organisation_key(db: &Db, id: OrganisationId) -> Result<Option<String>> {
    let row = sql!(read db, optional (String,), "SELECT name_key FROM organisations WHERE id = $1", id)?;
    Ok(row.map(|(key,)| key))
}

/// At most `limit` organisations that fit, by name, after one, each with how many people of it are here.
pub async fn list_counted(
    db: &Db,
    (words, kind): (&str, Option<OrganisationKind>),
    after: Option<(String, OrganisationId)>,
    limit: i64,
) -> Result<Vec<Counted>> {
    let (begins, (key, id)) = (begins(words), after.unwrap_or((String::new(), OrganisationId(0))));
    sql!(read db, all Counted,
        "SELECT o.id, o.code, o.name, o.kind, o.region,
                (SELECT COUNT(*) FROM people p WHERE p.organisation_id = o.id AND p.state = 'active'),
                (SELECT COUNT(*) FROM people p WHERE p.organisation_id = o.id AND p.state = 'active' AND p.office_role = 'focal_point')
         FROM organisations o
         WHERE (o.name_key, o.id) > ($1, $2) AND (o.name_key LIKE $3 ESCAPE '!' OR o.name_key LIKE $4 ESCAPE '!')
           AND ($5 = '' OR o.kind = $5)
         ORDER BY o.name_key, o.id LIMIT $6",
        key, id, format!("{begins}%"), format!("% {begins}%"), kind.map_or("", |kind| kind.as_str()), limit)
}

/// Changes what an organisation is called and where it stands; says whether there is one.
pub async fn update_organisation(tx: &mut Tx<'_>, id: OrganisationId, new: &NewOrganisation) -> Result<bool> {
    let rows = sql!(write tx, execute,
        "UPDATE organisations SET name = $2, name_key = $3, denomination = $4, kind = $5, region = $6 WHERE id = $1",
        id, &new.name, name_key(&new.name), &new.denomination, new.kind, &new.region)?;
    Ok(rows == 1)
}
