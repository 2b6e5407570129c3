//! Letting several people in at once, and guests for a time.

use std::time::Duration;

use crate::authz::{Action, Actor, Denied, Facts, Permit, Reason, Role, Subject, decide};
use crate::base::{PersonId, SpaceId, Timestamp};
use crate::db::{Command, Tx};
use crate::journal::SpaceEvent;
use crate::spaces::letters;
use crate::spaces::store::{self, guests, requests};

use super::people::{fits, let_in, let_out, set_role};
use super::{Error, Result, permit, record};

/// For how long the same news is not written again.
const QUIET: Duration = Duration::from_hours(24);

/// Why somebody was not let in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhyNot {
    NoSuchPerson,
    GuestAccount,
    AlreadyIn,
    LastFacilitator,
}

impl WhyNot {
    /// The key of the sentence that says so.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoSuchPerson => "spaces-no-such-person",
            Self::GuestAccount => "spaces-guest-account",
            Self::AlreadyIn => "spaces-already-in",
            Self::LastFacilitator => "denied-last-facilitator",
        }
    }
}

/// Lets people in, each found by e-mail address or handle, and writes to them. Gives what became of each, in order.
pub struct AddMembers {
    pub actor: Actor,
    pub space: SpaceId,
    pub who: Vec<String>,
    pub role: Role,
    /// Until when guests may stay.
    pub until: Option<Timestamp>,
    pub now: Timestamp,
}

impl Command for AddMembers {
    type Output = Vec<Option<WhyNot>>;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Vec<Option<WhyNot>>> {
        let (permit, _) = permit(tx, &self.actor, Action::ManageMembers, self.space).await?;
        let mut outcomes = Vec::with_capacity(self.who.len());
        for who in &self.who {
            outcomes.push(match self.add(tx, &permit, who).await {
                Ok(why_not) => why_not,
                Err(Error::NoSuchPerson) => Some(WhyNot::NoSuchPerson),
                Err(Error::GuestAccount) => Some(WhyNot::GuestAccount),
                Err(Error::Denied(Denied::Refused(Reason::LastFacilitator))) => Some(WhyNot::LastFacilitator),
                Err(other) => return Err(other),
            });
        }
        Ok(outcomes)
    }
}

impl AddMembers {
    async fn add(&self, tx: &mut Tx<'_>, permit: &Permit, who: &str) -> Result<Option<WhyNot>> {
        let (person, standing) = store::find_person(tx, who).await?.ok_or(Error::NoSuchPerson)?;
        fits(standing, self.role)?;
        let place = (self.space, person, self.role);
        match store::role_of(tx, self.space, person).await? {
            Some(role) if role == self.role => return Ok(Some(WhyNot::AlreadyIn)),
            Some(_) => set_role(tx, permit, place, self.now).await?,
            None => let_in(tx, permit, place, self.now).await?,
        }
        if let (Role::Guest, Some(until)) = (self.role, self.until) {
            guests::set_until(tx, self.space, person, until).await?;
        }
        if let Some(to) = requests::find_addressee(tx, person).await? {
            letters::post_once(tx, (letters::ADMITTED, self.space.0), &to, (self.now, QUIET)).await?;
        }
        Ok(None)
    }
}

/// Lets a guest stay until another instant. False for who is no guest of the space.
pub struct ExtendGuest {
    pub actor: Actor,
    pub space: SpaceId,
    pub person: PersonId,
    pub until: Timestamp,
    pub now: Timestamp,
}

impl Command for ExtendGuest {
    type Output = bool;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool> {
        let (permit, _) = permit(tx, &self.actor, Action::ManageMembers, self.space).await?;
        if !guests::set_until(tx, self.space, self.person, self.until).await? {
            return Ok(false);
        }
        let Self { space, person, until, .. } = *self;
        record(tx, &permit, self.now, SpaceEvent::GuesthoodExtended { space, person, until }).await?;
        Ok(true)
    }
}

/// Ends the stay of guests whose time is over, some at a time; gives how many.
pub struct EndGuests {
    pub now: Timestamp,
}

impl Command for EndGuests {
    type Output = usize;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<usize> {
        let ended = guests::list_ended(tx, self.now).await?;
        for (space, person) in &ended {
            let facts = Facts::about(Subject::Space(*space));
            let permit = decide(&Actor::System, Action::ManageMembers, &facts)?;
            let_out(tx, &permit, (*space, *person), self.now).await?;
        }
        Ok(ended.len())
    }
}
