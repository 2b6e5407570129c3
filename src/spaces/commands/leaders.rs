//! A space with members always has a facilitator (decision 11).

use crate::authz::{Action, Actor, Facts, Role, Subject, decide};
use crate::base::{PersonId, SpaceId, Timestamp};
use crate::db::{Command, Tx};
use crate::journal::SpaceEvent;
use crate::spaces::store::{self, leaders};
use crate::spaces::{letters, model};

use super::{Error, Result, record};

/// Sees to it that a space with members has a facilitator: when it has none, the member who has been there for longest becomes
/// one, and gets a letter. A space without members stays without; administrators see it in their list.
pub(super) async fn keep_led(tx: &mut Tx<'_>, space: SpaceId, now: Timestamp) -> Result<()> {
    if leaders::count_others(tx, space, model::NOBODY).await? > 0 {
        return Ok(());
    }
    let Some(heir) = leaders::find_heir(tx, space).await? else { return Ok(()) };
    // Nobody acts here: it is the house that keeps its law.
    let facts = Facts::about(Subject::Space(space));
    let permit = decide(&Actor::System, Action::ManageMembers, &facts)?;
    let role = Role::Facilitator;
    store::update_role(tx, space, heir.person, role).await?;
    record(tx, &permit, now, SpaceEvent::RoleChanged { space, person: heir.person, role }).await?;
    letters::post(tx, (letters::LEADS, space.0), &heir, now).await?;
    Ok(())
}

/// Passes on what a person facilitates, once the account is closed: for whoever closes accounts, in the same transaction.
///
/// Errors: the database's.
pub async fn pass_on(tx: &mut Tx<'_>, person: PersonId, now: Timestamp) -> Result<()> {
    for space in leaders::list_led_by(tx, person).await? {
        keep_led(tx, space, now).await?;
    }
    Ok(())
}

/// Sees to it that a space has a facilitator, however it lost the last one.
pub struct KeepLed {
    pub space: SpaceId,
    pub now: Timestamp,
}

impl Command for KeepLed {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        keep_led(tx, self.space, self.now).await
    }
}
