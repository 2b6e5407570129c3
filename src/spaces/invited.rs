//! What `accounts` asks of spaces: where somebody may be invited to, and letting them in when they accept.

use futures_util::future::BoxFuture;

use crate::accounts::{Invitation, OnJoin, SpaceChoices};
use crate::authz::{Action, Actor, Denied, Facts, Reason, Role, Standing, Subject, decide};
use crate::base::{PersonId, SpaceId, Timestamp};
use crate::db::{self, Db, Tx};

use super::commands::{self, Error};
use super::store;

/// Registered in `app`.
#[derive(Clone, Copy, Debug)]
pub struct Invited;

impl OnJoin for Invited {
    fn joined<'a>(
        &'a self,
        tx: &'a mut Tx<'_>,
        person: PersonId,
        invitation: &'a Invitation,
        now: Timestamp,
    ) -> BoxFuture<'a, db::Result<()>> {
        Box::pin(async move {
            let Some(space) = invitation.space else { return Ok(()) };
            let role = if invitation.standing == Standing::Guest {
                Role::Guest
            } else {
                invitation.role.unwrap_or(Role::Member)
            };
            let facts = Facts::about(Subject::Space(space));
            let broken = |error: Error| match error {
                Error::Db(error) => error,
                other => db::Error::Broken(other.to_string()),
            };
            // Whoever invited had the right; accepting carries it out.
            let permit = decide(&Actor::System, Action::ManageMembers, &facts).map_err(|e| broken(e.into()))?;
            commands::let_in(tx, &permit, (space, person, role), now).await.map_err(broken)?;
            if let (Role::Guest, Some(until)) = (role, invitation.until) {
                store::guests::set_until(tx, space, person, until).await?;
            }
            Ok(())
        })
    }
}

/// Whoever looks after the people of a space that is in use lets guests in.
fn may_invite(actor: &Actor, found: &store::SpaceForActor) -> Result<(), Denied> {
    decide(actor, Action::ManageMembers, &found.facts())?;
    if found.is_archived() { Err(Denied::Refused(Reason::Archived)) } else { Ok(()) }
}

impl SpaceChoices for Invited {
    fn choices<'a>(&'a self, db: &'a Db, actor: &'a Actor) -> BoxFuture<'a, db::Result<Vec<(SpaceId, String)>>> {
        Box::pin(async move {
            let spaces = store::list_of(db, actor).await?.into_iter().filter(|space| !space.is_archived());
            Ok(spaces.map(|space| (space.id, space.name)).collect())
        })
    }

    fn leads<'a>(&'a self, tx: &'a mut Tx<'_>, actor: &'a Actor, space: SpaceId) -> BoxFuture<'a, db::Result<bool>> {
        Box::pin(async move {
            let found = store::get_for(&mut *tx, space, actor).await?;
            Ok(found.is_some_and(|found| may_invite(actor, &found).is_ok()))
        })
    }

    fn led<'a>(
        &'a self,
        db: &'a Db,
        actor: &'a Actor,
        space: SpaceId,
    ) -> BoxFuture<'a, db::Result<Result<String, Denied>>> {
        Box::pin(async move {
            let Some(found) = store::get_for(db, space, actor).await? else { return Ok(Err(Denied::Invisible)) };
            Ok(may_invite(actor, &found).map(|()| found.name))
        })
    }
}
