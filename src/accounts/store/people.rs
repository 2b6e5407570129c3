//! People.

use crate::accounts::people::{Account, NewPerson, OfficeRole, Person, PersonState, Suggestion};
use crate::base::{OrganisationId, PersonId};
use crate::db::{Db, ListOf, Result, Source, Tx, sql};

/// Inserts a person; nothing when the address is taken. The handle must be free.
pub async fn insert_person(
    tx: &mut Tx<'_>,
    new: &NewPerson,
    organisation: OrganisationId,
    handle: &str,
) -> Result<Option<PersonId>> {
    let row = sql!(write tx, optional (PersonId,),
        "INSERT INTO people (handle, name, name_key, email, email_key, password_hash, organisation_id, function, about, standing, \
         is_administrator, language, time_zone, state, version, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15) \
         ON CONFLICT (email_key) DO NOTHING RETURNING id",
        handle, new.name.as_str(), new.name.key(), new.email.as_str(), new.email.key(), &new.password_hash, organisation,
        &new.function, &new.about, new.standing, new.is_administrator, new.language.as_str(), &new.time_zone,
        PersonState::Active, new.now)?;
    Ok(row.map(|(id,)| id))
}

pub async fn is_handle_taken(tx: &mut Tx<'_>, handle: &str) -> Result<bool> {
    let row = sql!(read tx, optional (PersonId,), "SELECT id FROM people WHERE handle = $1", handle)?;
    Ok(row.is_some())
}

pub async fn is_email_taken(tx: &mut Tx<'_>, email_key: &str) -> Result<bool> {
    let row = sql!(read tx, optional (PersonId,), "SELECT id FROM people WHERE email_key = $1", email_key)?;
    Ok(row.is_some())
}

/// Whether somebody with an open account, but this one, is called that.
pub async fn is_name_taken(tx: &mut Tx<'_>, name_key: &str, but: Option<PersonId>) -> Result<bool> {
    let row = sql!(read tx, optional (PersonId,),
        "SELECT id FROM people WHERE name_key = $1 AND state = 'active' AND id <> $2 ORDER BY id LIMIT 1",
        name_key, but.unwrap_or(PersonId(0)))?;
    Ok(row.is_some())
}

/// How many colleagues there are: everybody who can read an open space.
pub async fn staff<'a>(source: impl Source<'a>) -> Result<i64> {
    let (n,) = sql!(read source, one (i64,), "SELECT value FROM tallies WHERE name = 'staff'")?;
    Ok(n)
}

/// Whether anybody has an account: nobody has, in a new house.
pub async fn has_people(db: &Db) -> Result<bool> {
    let row = sql!(read db, optional (PersonId,), "SELECT id FROM people ORDER BY id LIMIT 1")?;
    Ok(row.is_some())
}

/// What signing in needs of an active account.
pub async fn find_account<'a>(source: impl Source<'a>, email_key: &str) -> Result<Option<Account>> {
    sql!(read source, optional Account,
        "SELECT id, email, email_key, name, password_hash, standing, is_administrator, language FROM people \
         WHERE email_key = $1 AND state = 'active'", email_key)
}

pub async fn find_account_of<'a>(source: impl Source<'a>, person: PersonId) -> Result<Option<Account>> {
    sql!(read source, optional Account,
        "SELECT id, email, email_key, name, password_hash, standing, is_administrator, language FROM people \
         WHERE id = $1 AND state = 'active'", person)
}

/// A person as pages show one.
pub async fn find_person<'a>(source: impl Source<'a>, id: PersonId) -> Result<Option<Person>> {
    sql!(read source, optional Person,
        "SELECT p.id, p.handle, p.name, p.email, p.organisation_id, o.name, o.code, o.denomination, p.function, p.about, \
         p.standing, p.is_administrator, p.language, p.time_zone, p.state, p.version, p.phone, p.speaks, p.away_until, \
         p.away_why, p.working_days, p.quiet_from, p.quiet_until, p.office_role, p.picture \
         FROM people p JOIN organisations o ON o.id = p.organisation_id WHERE p.id = $1", id)
}

/// The people behind handles, in no particular order.
pub async fn list_by_handles<'a>(source: impl Source<'a>, handles: &[String]) -> Result<Vec<Suggestion>> {
    if handles.is_empty() {
        return Ok(Vec::new());
    }
    sql!(read source, all Suggestion,
        {
            sqlite: "SELECT p.id, p.name, o.name, p.handle FROM people p JOIN organisations o ON o.id = p.organisation_id \
                     WHERE p.handle IN (SELECT value FROM json_each($1)) AND p.state = 'active'",
            postgres: "SELECT p.id, p.name, o.name, p.handle FROM people p JOIN organisations o ON o.id = p.organisation_id \
                       WHERE p.handle IN (SELECT json_array_elements_text($1::json)) AND p.state = 'active'"
        }, ListOf::new(handles).0)
}

/// Changes a profile; says whether there was one.
pub async fn update_profile(tx: &mut Tx<'_>, change: &crate::accounts::EditProfile) -> Result<bool> {
    let rows = sql!(write tx, execute,
        "UPDATE people SET name = $2, name_key = $3, function = $4, about = $5, language = $6, time_zone = $7, \
         version = version + 1 WHERE id = $1 AND state = 'active'",
        change.person, change.name.as_str(), change.name.key(), &change.function, &change.about, change.language.as_str(),
        &change.time_zone)?;
    Ok(rows == 1)
}

/// Changes how a person can be reached, and when.
pub async fn update_availability(tx: &mut Tx<'_>, change: &crate::accounts::EditProfile) -> Result<()> {
    let (until, why) = change.away.as_ref().map(|away| (away.until.to_string(), away.why.as_str())).unzip();
    let (from, to) = change.hours.quiet.unzip();
    sql!(write tx, execute,
        "UPDATE people SET phone = $2, speaks = $3, away_until = $4, away_why = $5, working_days = $6, quiet_from = $7, \
         quiet_until = $8 WHERE id = $1",
        change.person, &change.phone, &change.speaks, until, why.unwrap_or_default(), change.hours.days, from, to)?;
    Ok(())
}

pub async fn update_office_role(tx: &mut Tx<'_>, person: PersonId, role: Option<OfficeRole>) -> Result<()> {
    sql!(write tx, execute, "UPDATE people SET office_role = $2, version = version + 1 WHERE id = $1", person, role)?;
    Ok(())
}

/// Whoever was head of an office no longer is.
pub async fn delete_office_head(tx: &mut Tx<'_>, organisation: OrganisationId) -> Result<()> {
    sql!(write tx, execute,
        "UPDATE people SET office_role = NULL, version = version + 1 WHERE organisation_id = $1 AND office_role = 'head'",
        organisation)?;
    Ok(())
}

pub async fn update_password(tx: &mut Tx<'_>, person: PersonId, hash: &str) -> Result<()> {
    sql!(write tx, execute, "UPDATE people SET password_hash = $2, version = version + 1 WHERE id = $1", person, hash)?;
    Ok(())
}

/// Gives a person another address.
pub async fn update_email(tx: &mut Tx<'_>, person: PersonId, email: &str, key: &str) -> Result<()> {
    sql!(write tx, execute,
        "UPDATE people SET email = $2, email_key = $3, version = version + 1 WHERE id = $1", person, email, key)?;
    Ok(())
}

/// Replaces a hash by another of the same password, unless the password has changed meanwhile; says whether it did.
pub async fn replace_hash(tx: &mut Tx<'_>, person: PersonId, old: &str, new: &str) -> Result<bool> {
    let rows = sql!(write tx, execute, "UPDATE people SET password_hash = $3 WHERE id = $1 AND password_hash = $2", person, old, new)?;
    Ok(rows == 1)
}
