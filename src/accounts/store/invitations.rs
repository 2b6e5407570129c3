//! Invitations.

use crate::accounts::invitations::{Invitation, InvitationState, NewInvitation};
use crate::base::{InvitationId, Timestamp};
use crate::db::{Db, Result, Source, Tx, sql};

pub async fn insert_invitation(tx: &mut Tx<'_>, new: &NewInvitation, expires_at: Timestamp) -> Result<InvitationId> {
    let (space, role) = new.space.unzip();
    let (id,) = sql!(write tx, one (InvitationId,),
        "INSERT INTO invitations (name, email, email_key, organisation_id, standing, is_administrator, space_id, role, state, \
         invited_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        new.name.as_str(), new.email.as_str(), new.email.key(), new.organisation, new.standing, new.is_administrator, space, role,
        InvitationState::Open, new.actor.person(), new.now, expires_at)?;
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
         i.invited_by, p.name, q.name, i.created_at, i.expires_at FROM invitations i JOIN organisations o ON o.id = i.organisation_id \
         LEFT JOIN people p ON p.id = i.invited_by LEFT JOIN organisations q ON q.id = p.organisation_id WHERE i.id = $1", id)
}

/// At most `limit` invitations older than `before`, the newest first.
pub async fn list_invitations(db: &Db, before: InvitationId, limit: i64) -> Result<Vec<Invitation>> {
    sql!(read db, all Invitation,
        "SELECT i.id, i.name, i.email, i.organisation_id, o.name, i.standing, i.is_administrator, i.space_id, i.role, i.state, \
         i.invited_by, p.name, q.name, i.created_at, i.expires_at FROM invitations i JOIN organisations o ON o.id = i.organisation_id \
         LEFT JOIN people p ON p.id = i.invited_by LEFT JOIN organisations q ON q.id = p.organisation_id \
         WHERE i.id < $1 ORDER BY i.id DESC LIMIT $2", before, limit)
}

pub async fn set_invitation_state(tx: &mut Tx<'_>, id: InvitationId, state: InvitationState) -> Result<()> {
    sql!(write tx, execute, "UPDATE invitations SET state = $2 WHERE id = $1", id, state)?;
    Ok(())
}

pub async fn prolong_invitation(tx: &mut Tx<'_>, id: InvitationId, expires_at: Timestamp) -> Result<()> {
    sql!(write tx, execute, "UPDATE invitations SET expires_at = $2 WHERE id = $1", id, expires_at)?;
    Ok(())
}
