//! The changes of this room: load, decide, change, store, record.

use crate::authz::{Action, Actor, Denied, Facts, Openness, Permit, Reason, Role, Standing, Subject, decide};
use crate::base::{PersonId, SpaceId, Timestamp};
use crate::db::{self, Command, Tx};
use crate::journal::{self, Event, SpaceEvent};

use super::model::{Purpose, SpaceName};
use super::store;

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
    let mut facts = Facts::in_space(Subject::Space(space), found.openness, found.role);
    if action == Action::LeaveSpace && found.role == Some(Role::Facilitator) {
        let me = actor.person().unwrap_or(PersonId(0));
        facts.is_last_facilitator = store::other_facilitators(tx, space, me).await? == 0 && found.members > 1;
    }
    Ok((decide(actor, action, &facts)?, found))
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
    pub now: Timestamp,
}

impl Command for EditSpace {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, _) = permit(tx, &self.actor, Action::EditSpace, self.space).await?;
        if store::is_name_taken(tx, &self.name, self.space).await? {
            return Err(Error::NameTaken);
        }
        store::update(tx, self.space, (&self.name, &self.purpose, self.openness)).await?;
        record(tx, &permit, self.now, SpaceEvent::SpaceChanged { space: self.space }).await
    }
}

/// Joins an open space.
pub struct Join {
    pub actor: Actor,
    pub space: SpaceId,
    pub now: Timestamp,
}

impl Command for Join {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, _) = permit(tx, &self.actor, Action::JoinSpace, self.space).await?;
        let person = self.actor.person().ok_or(Denied::SignIn)?;
        let_in(tx, &permit, (self.space, person, Role::Member), self.now).await
    }
}

/// Leaves a space.
pub struct Leave {
    pub actor: Actor,
    pub space: SpaceId,
    pub now: Timestamp,
}

impl Command for Leave {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, _) = permit(tx, &self.actor, Action::LeaveSpace, self.space).await?;
        let person = self.actor.person().ok_or(Denied::SignIn)?;
        let_out(tx, &permit, (self.space, person), self.now).await
    }
}

/// Lets somebody in, found by e-mail address or handle. Somebody already in gets the role.
pub struct AddMember {
    pub actor: Actor,
    pub space: SpaceId,
    pub who: String,
    pub role: Role,
    pub now: Timestamp,
}

impl Command for AddMember {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, _) = permit(tx, &self.actor, Action::ManageMembers, self.space).await?;
        let (person, standing) = store::find_person(tx, &self.who).await?.ok_or(Error::NoSuchPerson)?;
        fits(standing, self.role)?;
        match store::role_of(tx, self.space, person).await? {
            None => let_in(tx, &permit, (self.space, person, self.role), self.now).await,
            Some(_) => set_role(tx, &permit, (self.space, person, self.role), self.now).await,
        }
    }
}

/// Makes a person of the space member, facilitator or guest.
pub struct ChangeRole {
    pub actor: Actor,
    pub space: SpaceId,
    pub person: PersonId,
    pub role: Role,
    pub now: Timestamp,
}

impl Command for ChangeRole {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, _) = permit(tx, &self.actor, Action::ManageMembers, self.space).await?;
        let standing = store::standing_of(tx, self.person).await?.ok_or(Denied::Invisible)?;
        fits(standing, self.role)?;
        set_role(tx, &permit, (self.space, self.person, self.role), self.now).await
    }
}

/// Takes a person out of a space.
pub struct RemoveMember {
    pub actor: Actor,
    pub space: SpaceId,
    pub person: PersonId,
    pub now: Timestamp,
}

impl Command for RemoveMember {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, found) = permit(tx, &self.actor, Action::ManageMembers, self.space).await?;
        let role = store::role_of(tx, self.space, self.person).await?.ok_or(Denied::Invisible)?;
        if role == Role::Facilitator && found.members > 1 {
            keep_one_facilitator(tx, self.space, self.person).await?;
        }
        let_out(tx, &permit, (self.space, self.person), self.now).await
    }
}

fn fits(standing: Standing, role: Role) -> Result<()> {
    match (standing, role) {
        (Standing::Guest, Role::Member | Role::Facilitator) => Err(Error::GuestAccount),
        _ => Ok(()),
    }
}

async fn keep_one_facilitator(tx: &mut Tx<'_>, space: SpaceId, but: PersonId) -> Result<()> {
    if store::other_facilitators(tx, space, but).await? == 0 {
        return Err(Denied::Refused(Reason::LastFacilitator).into());
    }
    Ok(())
}

/// Lets a person in, whoever decided it.
pub(super) async fn let_in(
    tx: &mut Tx<'_>,
    permit: &Permit,
    (space, person, role): (SpaceId, PersonId, Role),
    now: Timestamp,
) -> Result<()> {
    let head = journal::head(&mut *tx).await?;
    if store::insert_member(tx, space, person, role, (now, head)).await? {
        store::recount(tx, space).await?;
        record(tx, permit, now, SpaceEvent::MemberJoined { space, person, role }).await?;
    }
    Ok(())
}

async fn let_out(tx: &mut Tx<'_>, permit: &Permit, (space, person): (SpaceId, PersonId), now: Timestamp) -> Result<()> {
    if store::delete_member(tx, space, person).await? {
        store::recount(tx, space).await?;
        record(tx, permit, now, SpaceEvent::MemberLeft { space, person }).await?;
    }
    Ok(())
}

async fn set_role(
    tx: &mut Tx<'_>,
    permit: &Permit,
    (space, person, role): (SpaceId, PersonId, Role),
    now: Timestamp,
) -> Result<()> {
    let current = store::role_of(tx, space, person).await?.ok_or(Denied::Invisible)?;
    if current == Role::Facilitator && role != Role::Facilitator {
        keep_one_facilitator(tx, space, person).await?;
    }
    if store::update_role(tx, space, person, role).await? {
        store::recount(tx, space).await?;
        record(tx, permit, now, SpaceEvent::RoleChanged { space, person, role }).await?;
    }
    Ok(())
}
