//! What `accounts` asks of spaces: where somebody may be invited to, and letting them in when they accept.

use futures_util::future::BoxFuture;

use crate::accounts::{Invitation, OnJoin, SpaceChoices};
use crate::authz::{Action, Actor, Facts, Role, Standing, Subject, decide};
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
            commands::let_in(tx, &permit, (space, person, role), now).await.map_err(broken)
        })
    }
}

impl SpaceChoices for Invited {
    fn choices<'a>(&'a self, db: &'a Db, actor: &'a Actor) -> BoxFuture<'a, db::Result<Vec<(SpaceId, String)>>> {
        Box::pin(async move {
            let spaces = store::list_of(db, actor).await?.into_iter().filter(|space| !space.is_archived());
            Ok(spaces.map(|space| (space.id, space.name)).collect())
        })
    }
}
