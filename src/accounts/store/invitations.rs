//! Invitations.

use crate::accounts::invitations::{Invitation, InvitationState, NewInvitation, Shown};
use crate::accounts::people::PersonState;
use crate::base::{InvitationId, OrganisationId, PersonId, SpaceId, Timestamp};
use crate::db::{Db, ListOf, Result, Source, Tx, sql};

pub async fn insert_invitation(tx: &mut Tx<'_>, new: &NewInvitation, expires_at: Timestamp) -> Result<InvitationId> {
    let (space, role) = new.space.unzip();
    let (id,) = sql!(write tx, one (InvitationId,),
        "INSERT INTO invitations (name, email, email_key, organisation_id, standing, is_administrator, space_id, role, state, \
         invited_by, created_at, expires_at, until_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id",
        new.name.as_str(), new.email.as_str(), new.email.key(), new.organisation, new.standing, new.is_administrator, space, role,
        InvitationState::Open, new.actor.person(), new.now, expires_at, new.until)?;
    Ok(id)
}

/// The invitation that waits for an answer from this address.
pub async fn find_open_invitation(tx: &mut Tx<'_>, email_key: &str, now: Timestamp) -> Result<Option<InvitationId>> {
    let row = sql!(read tx, optional (InvitationId,),
        "SELECT id FROM invitations WHERE email_key = $1 AND state = 'open' AND expires_at > $2 ORDER BY id DESC LIMIT 1",
        email_key, now)?;
    Ok(row.map(|(id,)| id))
}

pub async fn find_invitation<'a>(source: impl Source<'a>, id: InvitationId) -> Result<Option<Invitation>> {
    sql!(read source, optional Invitation,
        "SELECT i.id, i.name, i.email, i.organisation_id, o.name, i.standing, i.is_administrator, i.space_id, i.role, i.state, \
         i.invited_by, p.name, q.name, i.created_at, i.expires_at, i.until_at FROM invitations i JOIN organisations o ON o.id = i.organisation_id \
         LEFT JOIN people p ON p.id = i.invited_by LEFT JOIN organisations q ON q.id = p.organisation_id WHERE i.id = $1", id)
}

/// At most `limit` invitations older than `before` that a list shows, the newest first.
pub async fn list_invitations(
    db: &Db,
    shown: Shown,
    (before, now): (InvitationId, Timestamp),
    limit: i64,
) -> Result<Vec<Invitation>> {
    sql!(read db, all Invitation,
        "SELECT i.id, i.name, i.email, i.organisation_id, o.name, i.standing, i.is_administrator, i.space_id, i.role, i.state, \
         i.invited_by, p.name, q.name, i.created_at, i.expires_at, i.until_at FROM invitations i JOIN organisations o ON o.id = i.organisation_id \
         LEFT JOIN people p ON p.id = i.invited_by LEFT JOIN organisations q ON q.id = p.organisation_id \
         WHERE i.id < $1 \
           AND ($2 = 0 OR (i.organisation_id = $2 AND i.standing = 'staff' AND i.space_id IS NULL AND NOT i.is_administrator)) \
           AND ($3 = 0 OR (i.space_id = $3 AND i.standing = 'guest')) \
           AND ($4 = '' OR $4 = CASE WHEN i.state <> 'open' THEN i.state WHEN i.expires_at <= $5 THEN 'expired' ELSE 'waiting' END) \
         ORDER BY i.id DESC LIMIT $6",
        before, shown.office.unwrap_or(OrganisationId(0)), shown.space.unwrap_or(SpaceId(0)),
        shown.outcome.map_or("", |outcome| outcome.as_str()), now, limit)
}

/// Which of some addresses belong to people, with the states of their accounts.
pub async fn list_states<'a>(source: impl Source<'a>, email_keys: &[&str]) -> Result<Vec<(String, PersonState)>> {
    sql!(read source, all (String, PersonState), {
        sqlite: "SELECT email_key, state FROM people WHERE email_key IN (SELECT value FROM json_each($1))",
        postgres: "SELECT email_key, state FROM people WHERE email_key IN (SELECT json_array_elements_text($1::json))"
    }, ListOf::new(email_keys).0)
}

/// To which of some addresses an invitation waits for an answer.
pub async fn list_invited<'a>(source: impl Source<'a>, email_keys: &[&str], now: Timestamp) -> Result<Vec<String>> {
    let rows = sql!(read source, all (String,), {
        sqlite: "SELECT DISTINCT email_key FROM invitations WHERE state = 'open' AND expires_at > $2
                 AND email_key IN (SELECT value FROM json_each($1))",
        postgres: "SELECT DISTINCT email_key FROM invitations WHERE state = 'open' AND expires_at > $2
                   AND email_key IN (SELECT json_array_elements_text($1::json))"
    }, ListOf::new(email_keys).0, now)?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

pub async fn set_invitation_state(tx: &mut Tx<'_>, id: InvitationId, state: InvitationState) -> Result<()> {
    sql!(write tx, execute, "UPDATE invitations SET state = $2 WHERE id = $1", id, state)?;
    Ok(())
}

/// Makes an invitation valid until an instant, in the name of whoever vouches for it from now on.
pub async fn prolong_invitation(
    tx: &mut Tx<'_>,
    id: InvitationId,
    (by, expires_at): (Option<PersonId>, Timestamp),
) -> Result<()> {
    sql!(write tx, execute, "UPDATE invitations SET expires_at = $2, invited_by = $3 WHERE id = $1", id, expires_at, by)?;
    Ok(())
}
