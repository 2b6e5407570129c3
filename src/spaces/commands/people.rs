//! Who comes in, who goes, who is what.

use crate::authz::{Action, Actor, Denied, Permit, Reason, Role, Standing};
use crate::base::{PersonId, SpaceId, Timestamp};
use crate::db::{Command, Tx};
use crate::journal::{self, SpaceEvent};
use crate::spaces::letters;
use crate::spaces::model::RequestState;
use crate::spaces::store::{self, leaders, requests};

use super::{Error, Result, keep_led, permit, record};

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

/// Leaves a space. When nobody else leads it, somebody else does from then on.
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
        let before = store::role_of(tx, self.space, self.person).await?;
        set_role(tx, &permit, (self.space, self.person, self.role), self.now).await?;
        if self.role == Role::Facilitator && before != Some(Role::Facilitator) {
            tell(tx, (&self.actor, letters::APPOINTED), (self.space, self.person), self.now).await?;
        }
        Ok(())
    }
}

/// Writes to somebody what another person has decided about their place in a space: what the house does by itself it tells of
/// where it does it.
async fn tell(
    tx: &mut Tx<'_>,
    (actor, kind): (&Actor, &'static str),
    (space, person): (SpaceId, PersonId),
    now: Timestamp,
) -> Result<()> {
    let is_by_another = actor.person().is_some_and(|by| by != person);
    if is_by_another && let Some(to) = requests::find_addressee(tx, person).await? {
        letters::post(tx, (kind, space.0), &to, now).await?;
    }
    Ok(())
}

/// Takes a person out of a space. When nobody else leads it, somebody else does from then on.
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
        let (permit, _) = permit(tx, &self.actor, Action::ManageMembers, self.space).await?;
        store::role_of(tx, self.space, self.person).await?.ok_or(Denied::Invisible)?;
        let_out(tx, &permit, (self.space, self.person), self.now).await?;
        tell(tx, (&self.actor, letters::REMOVED), (self.space, self.person), self.now).await
    }
}

pub(super) fn fits(standing: Standing, role: Role) -> Result<()> {
    match (standing, role) {
        (Standing::Guest, Role::Member | Role::Facilitator) => Err(Error::GuestAccount),
        _ => Ok(()),
    }
}

async fn keep_one_facilitator(tx: &mut Tx<'_>, space: SpaceId, but: PersonId) -> Result<()> {
    if leaders::count_others(tx, space, but).await? == 0 {
        return Err(Denied::Refused(Reason::LastFacilitator).into());
    }
    Ok(())
}

/// Lets a person in, whoever decided it. Whoever waited for it waits no more, and a space that nobody leads has a leader again.
pub(in crate::spaces) async fn let_in(
    tx: &mut Tx<'_>,
    permit: &Permit,
    (space, person, role): (SpaceId, PersonId, Role),
    now: Timestamp,
) -> Result<()> {
    let head = journal::head(&mut *tx).await?;
    if store::insert_member(tx, space, person, role, (now, head)).await? {
        store::recount(tx, space).await?;
        let decided = (permit.actor().person(), now);
        if requests::settle(tx, (space, person), (RequestState::Approved, ""), decided).await? {
            requests::recount(tx, space).await?;
        }
        record(tx, permit, now, SpaceEvent::MemberJoined { space, person, role }).await?;
        keep_led(tx, space, now).await?;
    }
    Ok(())
}

pub(super) async fn let_out(
    tx: &mut Tx<'_>,
    permit: &Permit,
    (space, person): (SpaceId, PersonId),
    now: Timestamp,
) -> Result<()> {
    if store::delete_member(tx, space, person).await? {
        store::recount(tx, space).await?;
        record(tx, permit, now, SpaceEvent::MemberLeft { space, person }).await?;
        keep_led(tx, space, now).await?;
    }
    Ok(())
}

pub(super) async fn set_role(
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
        keep_led(tx, space, now).await?;
    }
    Ok(())
}
