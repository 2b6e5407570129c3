//! Accounts as administrators see them: all, open and closed; and where people work and have worked.

use crate::accounts::register::{Lookup, OfficeSince, Record, Registered};
use crate::base::{OrganisationId, PersonId, Timestamp, name_words};
use crate::db::{Db, Result, Source, Tx, named, sql};

use super::directory::begins;
use super::rows::has_codes;

/// At most `limit` accounts that fit, by name, after the lookup's last.
pub async fn list_accounts(db: &Db, lookup: &Lookup, limit: i64) -> Result<Vec<Registered>> {
    let (begins, key) = (begins(&lookup.words), lookup.after.as_ref().map_or("", |(key, _)| key.as_str()));
    let id = lookup.after.as_ref().map_or(PersonId(0), |(_, id)| *id);
    let [first, second, third, fourth] = name_words(&lookup.words);
    sql!(read db, all Registered,
        concat!("SELECT p.id, p.name, p.email, p.organisation_id, o.name, p.standing, p.is_administrator, p.office_role, p.state, p.last_used_at \
         FROM people p JOIN organisations o ON o.id = p.organisation_id \
         WHERE (p.name_key, p.id) > ($1, $2) \
           AND ($4 = '' OR p.state = $4) AND ($5 = 0 OR p.organisation_id = $5) \
           AND ($6 <> 'administrator' OR p.is_administrator) AND ($6 <> 'guest' OR p.standing = 'guest') \
           AND ($6 <> 'head' OR p.office_role = 'head') AND ($6 <> 'focal_point' OR p.office_role = 'focal_point') \
           AND (p.email_key LIKE $3 ESCAPE '!' OR (", named!("p.name_key", "$8", "$9", "$10", "$11"), ")) \
         ORDER BY p.name_key, p.id LIMIT $7"),
        key, id, format!("{begins}%"), lookup.state.map_or("", |state| state.as_str()),
        lookup.office.unwrap_or(OrganisationId(0)), lookup.role.map_or("", |role| role.as_str()), limit,
        first, second, third, fourth)
}

/// What only administrators know of an account.
pub async fn find_record(db: &Db, person: PersonId) -> Result<Option<Record>> {
    sql!(read db, optional Record,
        concat!("SELECT p.created_at, p.last_used_at, (SELECT COUNT(*) FROM sign_ins s WHERE s.person_id = p.id), \
           p.password_hash IS NOT NULL, ", has_codes!(), ", (SELECT COUNT(*) FROM passkeys k WHERE k.person_id = p.id), p.closed_at, p.closed_by, c.name, p.closed_why \
         FROM people p LEFT JOIN people c ON c.id = p.closed_by WHERE p.id = $1"), person)
}

/// Closes an open account; false when it was not open.
pub async fn close_account(
    tx: &mut Tx<'_>,
    person: PersonId,
    (by, why): (Option<PersonId>, &str),
    now: Timestamp,
) -> Result<bool> {
    let rows = sql!(write tx, execute,
        "UPDATE people SET state = 'closed', closed_at = $2, closed_by = $3, closed_why = $4, office_role = NULL, \
         version = version + 1 WHERE id = $1 AND state = 'active'", person, now, by, why)?;
    Ok(rows == 1)
}

/// Opens a closed account again; false when it was not closed.
pub async fn reopen_account(tx: &mut Tx<'_>, person: PersonId) -> Result<bool> {
    let rows = sql!(write tx, execute,
        "UPDATE people SET state = 'active', closed_at = NULL, closed_by = NULL, closed_why = '', version = version + 1 \
         WHERE id = $1 AND state = 'closed'", person)?;
    Ok(rows == 1)
}

/// Whether anybody else administers the community.
pub async fn has_other_administrators<'a>(source: impl Source<'a>, but: PersonId) -> Result<bool> {
    let row = sql!(read source, optional (PersonId,),
        "SELECT id FROM people WHERE is_administrator AND state = 'active' AND id <> $1 ORDER BY id LIMIT 1", but)?;
    Ok(row.is_some())
}

/// Says whether somebody administers the community.
pub async fn update_administrator(tx: &mut Tx<'_>, person: PersonId, administers: bool) -> Result<()> {
    sql!(write tx, execute,
        "UPDATE people SET is_administrator = $2, version = version + 1 WHERE id = $1", person, administers)?;
    Ok(())
}

/// Counts a colleague more (`by` 1) or less (-1), everywhere where colleagues are counted.
pub async fn count_staff(tx: &mut Tx<'_>, person: PersonId, by: i64) -> Result<()> {
    sql!(write tx, execute, "UPDATE tallies SET value = value + $1 WHERE name = 'staff'", by)?;
    sql!(write tx, execute,
        "UPDATE topics SET people = people + $2 WHERE id IN (SELECT topic_id FROM person_topics WHERE person_id = $1)",
        person, by)?;
    Ok(())
}

/// Says where a person works, from now on; what was said for the same instant before is forgotten.
pub async fn insert_office(
    tx: &mut Tx<'_>,
    person: PersonId,
    organisation: OrganisationId,
    now: Timestamp,
) -> Result<()> {
    sql!(write tx, execute,
        "INSERT INTO person_offices (person_id, since, organisation_id) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id, since) DO UPDATE SET organisation_id = excluded.organisation_id",
        person, now, organisation)?;
    Ok(())
}

/// Gives a person another office, where they have no role yet.
pub async fn update_office(tx: &mut Tx<'_>, person: PersonId, organisation: OrganisationId) -> Result<()> {
    sql!(write tx, execute,
        "UPDATE people SET organisation_id = $2, office_role = NULL, version = version + 1 WHERE id = $1",
        person, organisation)?;
    Ok(())
}

/// Where a person works and has worked, the newest first; at most 50.
pub async fn list_offices(db: &Db, person: PersonId) -> Result<Vec<OfficeSince>> {
    sql!(read db, all OfficeSince,
        "SELECT h.organisation_id, o.name, h.since FROM person_offices h JOIN organisations o ON o.id = h.organisation_id \
         WHERE h.person_id = $1 ORDER BY h.since DESC LIMIT 50", person)
}

/// Whether somebody is head or focal point of one of two offices, with an open account.
pub async fn speaks_for<'a>(
    source: impl Source<'a>,
    person: PersonId,
    offices: (OrganisationId, OrganisationId),
) -> Result<bool> {
    let row = sql!(read source, optional (PersonId,),
        "SELECT id FROM people WHERE id = $1 AND organisation_id IN ($2, $3) AND office_role IS NOT NULL \
         AND standing = 'staff' AND state = 'active'",
        person, offices.0, offices.1)?;
    Ok(row.is_some())
}

/// Notes that somebody was here.
pub async fn touch_person(tx: &mut Tx<'_>, person: PersonId, now: Timestamp) -> Result<()> {
    sql!(write tx, execute, "UPDATE people SET last_used_at = $2 WHERE id = $1", person, now)?;
    Ok(())
}
