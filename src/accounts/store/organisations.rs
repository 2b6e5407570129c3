//! Organisations.

use crate::accounts::organisations::{NewOrganisation, Organisation};
use crate::base::{OrganisationId, name_key};
use crate::db::{Db, Result, Source, Tx, sql};

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

pub async fn find_organisation<'a>(source: impl Source<'a>, id: OrganisationId) -> Result<Option<Organisation>> {
    sql!(read source, optional Organisation,
        "SELECT id, code, name, denomination, kind, region FROM organisations WHERE id = $1", id)
}

/// All of them, in the order of their names: a list that does not grow.
pub async fn list_organisations(db: &Db) -> Result<Vec<Organisation>> {
    sql!(read db, all Organisation,
        "SELECT id, code, name, denomination, kind, region FROM organisations ORDER BY name_key, id")
}
