//! The changes of this room: load, decide, change, store, record.

mod belonging;
mod guests;
mod leaders;
mod people;
mod readers;
mod requests;

use crate::accounts;
use crate::authz::{Action, Actor, Denied, Facts, Openness, Permit, Role, Subject, decide};
use crate::base::{OrganisationId, PersonId, SpaceId, Timestamp};
use crate::db::{self, Command, Tx};
use crate::journal::{self, Event, SpaceEvent};

use super::model::{Colour, LongText, Purpose, SpaceName};
use super::store;

pub(super) use belonging::{settle, sleep};
pub use guests::{AddMembers, EndGuests, ExtendGuest, WhyNot};
use leaders::keep_led;
pub use leaders::{KeepLed, pass_on};
pub(super) use people::let_in;
pub use people::{AddMember, ChangeRole, Join, Leave, RemoveMember};
pub(super) use readers::TellOfOpening;
pub(super) use requests::TellOfRequests;
pub use requests::{AcceptRequest, AskToJoin, RefuseRequest, WithdrawRequest};

/// Why a change of a space did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error("the name is taken")]
    NameTaken,
    #[error("nobody has that address or handle")]
    NoSuchPerson,
    #[error("a guest account can only be a guest")]
    GuestAccount,
    #[error("no such office")]
    NoOffice,
    #[error(transparent)]
    Db(#[from] db::Error),
}

type Result<T> = std::result::Result<T, Error>;

/// Loads a space with the actor's role and decides.
async fn permit(
    tx: &mut Tx<'_>,
    actor: &Actor,
    action: Action,
    space: SpaceId,
) -> Result<(Permit, store::SpaceForActor)> {
    let found = store::get_for(&mut *tx, space, actor).await?.ok_or(Denied::Invisible)?;
    let permit = decide(actor, action, &found.facts())?;
    accounts::still_administers::<Error>(tx, actor).await?;
    Ok((permit, found))
}

async fn record(tx: &mut Tx<'_>, permit: &Permit, now: Timestamp, event: SpaceEvent) -> Result<()> {
    journal::record(tx, permit, now, &Event::Spaces(event)).await?;
    Ok(())
}

/// Makes a space; its maker, when a person, becomes its first facilitator. Gives its id.
pub struct CreateSpace {
    pub actor: Actor,
    pub name: SpaceName,
    pub purpose: Purpose,
    pub openness: Openness,
    pub now: Timestamp,
}

impl Command for CreateSpace {
    type Output = SpaceId;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<SpaceId> {
        let permit = decide(&self.actor, Action::CreateSpace, &Facts::about(Subject::Community))?;
        accounts::still_administers::<Error>(tx, &self.actor).await?;
        let words = (&self.name, &self.purpose, self.openness);
        let space = store::insert(tx, words, self.actor.person(), self.now).await?.ok_or(Error::NameTaken)?;
        if let Some(person) = self.actor.person() {
            let head = journal::head(&mut *tx).await?;
            store::insert_member(tx, space, person, Role::Facilitator, (self.now, head)).await?;
            store::recount(tx, space).await?;
        }
        record(tx, &permit, self.now, SpaceEvent::SpaceCreated { space }).await?;
        Ok(space)
    }
}

/// Changes what a space says of itself and who may find it.
pub struct EditSpace {
    pub actor: Actor,
    pub space: SpaceId,
    pub name: SpaceName,
    pub purpose: Purpose,
    pub openness: Openness,
    pub colour: Colour,
    pub rules: LongText,
    pub welcome: LongText,
    pub now: Timestamp,
}

/// Puts a space away, to be read only, or takes it out again.
pub struct Archive {
    pub actor: Actor,
    pub space: SpaceId,
    pub is_archived: bool,
    pub now: Timestamp,
}

impl Command for Archive {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, _) = permit(tx, &self.actor, Action::ArchiveSpace, self.space).await?;
        let (space, at) = (self.space, self.is_archived.then_some(self.now));
        if !store::set_archived(tx, space, at).await? {
            return Ok(());
        }
        let event =
            if self.is_archived { SpaceEvent::SpaceArchived { space } } else { SpaceEvent::SpaceRestored { space } };
        record(tx, &permit, self.now, event).await
    }
}

/// Notes that somebody has read the words of welcome. Records nothing and races harmlessly, like a read mark.
pub struct DismissWelcome {
    pub space: SpaceId,
    pub person: PersonId,
}

impl Command for DismissWelcome {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        store::mark_welcomed(tx, self.space, self.person).await?;
        Ok(())
    }
}

impl Command for EditSpace {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, found) = permit(tx, &self.actor, Action::EditSpace, self.space).await?;
        if store::is_name_taken(tx, &self.name, self.space).await? {
            return Err(Error::NameTaken);
        }
        store::update(tx, self.space, (&self.name, &self.purpose, self.openness)).await?;
        store::update_face(tx, self.space, self.colour, (&self.rules, &self.welcome)).await?;
        record(tx, &permit, self.now, SpaceEvent::SpaceChanged { space: self.space }).await?;
        readers::change(tx, &self.actor, (&found, self.openness), self.now).await
    }
}

/// Changes a space when it still is of that version; says whether it was.
pub struct EditSpaceOf {
    pub edit: EditSpace,
    pub version: i64,
}

impl Command for EditSpaceOf {
    type Output = bool;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool> {
        let (_, found) = permit(tx, &self.edit.actor, Action::EditSpace, self.edit.space).await?;
        if found.version != self.version {
            return Ok(false);
        }
        self.edit.run(tx).await?;
        Ok(true)
    }
}

/// Makes a space that belongs to an office: everybody who works there may come in. Gives its id.
pub struct CreateOfficeSpace {
    pub space: CreateSpace,
    pub office: OrganisationId,
}

impl Command for CreateOfficeSpace {
    type Output = SpaceId;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<SpaceId> {
        if accounts::find_organisation(&mut *tx, self.office).await?.is_none() {
            return Err(Error::NoOffice);
        }
        let space = self.space.run(tx).await?;
        store::give_to_office(tx, space, self.office).await?;
        Ok(space)
    }
}
