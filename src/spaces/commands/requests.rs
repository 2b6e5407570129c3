//! Asking to come into a closed space, and what is answered.

use crate::authz::{Action, Actor, Denied, Facts, Role, decide};
use crate::base::{PersonId, SpaceId, Timestamp};
use crate::db::{Command, Tx};
use crate::journal::SpaceEvent;
use crate::spaces::letters;
use crate::spaces::model::{RefusalReason, RequestState, RequestWords};
use crate::spaces::store::{self, requests};

use super::people::let_in;
use super::{Error, Result, permit, record};

/// Asks to come into a closed space. Who waits already changes the words.
pub struct AskToJoin {
    pub actor: Actor,
    pub space: SpaceId,
    pub words: RequestWords,
    pub now: Timestamp,
}

impl Command for AskToJoin {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, _) = permit(tx, &self.actor, Action::AskToJoin, self.space).await?;
        let person = self.actor.person().ok_or(Denied::SignIn)?;
        let known = requests::find(&mut *tx, self.space, person).await?;
        if known.is_some_and(|r| r.state == RequestState::Waiting && r.words == self.words.as_str()) {
            return Ok(());
        }
        requests::put(tx, (self.space, person), self.words.as_str(), self.now).await?;
        requests::recount(tx, self.space).await?;
        record(tx, &permit, self.now, SpaceEvent::JoinRequested { space: self.space, person }).await
    }
}

/// Takes the own request back.
pub struct WithdrawRequest {
    pub actor: Actor,
    pub space: SpaceId,
    pub now: Timestamp,
}

impl Command for WithdrawRequest {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let found = store::get_for(&mut *tx, self.space, &self.actor).await?.ok_or(Denied::Invisible)?;
        let person = self.actor.person().ok_or(Denied::SignIn)?;
        let known = requests::find(&mut *tx, self.space, person).await?;
        let has_asked = known.is_some_and(|request| request.state == RequestState::Waiting);
        let permit = decide(&self.actor, Action::WithdrawRequest, &Facts { has_asked, ..found.facts() })?;
        let state = (RequestState::Withdrawn, "");
        requests::settle(tx, (self.space, person), state, (Some(person), self.now)).await?;
        requests::recount(tx, self.space).await?;
        record(tx, &permit, self.now, SpaceEvent::RequestWithdrawn { space: self.space, person }).await
    }
}

/// Lets in who asked, and writes to them. False when they wait no more.
pub struct AcceptRequest {
    pub actor: Actor,
    pub space: SpaceId,
    pub person: PersonId,
    pub now: Timestamp,
}

impl Command for AcceptRequest {
    type Output = bool;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool> {
        let (permit, _) = permit(tx, &self.actor, Action::ManageMembers, self.space).await?;
        let known = requests::find(&mut *tx, self.space, self.person).await?;
        let Some(request) = known.filter(|r| r.state == RequestState::Waiting) else { return Ok(false) };
        let Some(to) = requests::find_addressee(tx, self.person).await? else { return Ok(false) };
        let_in(tx, &permit, (self.space, self.person, Role::Member), self.now).await?;
        letters::post(tx, (letters::ANSWERED, request.id.0), &to, self.now).await?;
        Ok(true)
    }
}

/// Does not let in who asked, and says why. False when they wait no more.
pub struct RefuseRequest {
    pub actor: Actor,
    pub space: SpaceId,
    pub person: PersonId,
    pub reason: RefusalReason,
    pub now: Timestamp,
}

impl Command for RefuseRequest {
    type Output = bool;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool> {
        let (permit, _) = permit(tx, &self.actor, Action::ManageMembers, self.space).await?;
        let (who, by) = ((self.space, self.person), (self.actor.person(), self.now));
        let known = requests::find(&mut *tx, self.space, self.person).await?;
        if !requests::settle(tx, who, (RequestState::Refused, self.reason.as_str()), by).await? {
            return Ok(false);
        }
        requests::recount(tx, self.space).await?;
        let (space, person) = who;
        record(tx, &permit, self.now, SpaceEvent::RequestRefused { space, person }).await?;
        if let (Some(request), Some(to)) = (known, requests::find_addressee(tx, self.person).await?) {
            letters::post(tx, (letters::ANSWERED, request.id.0), &to, self.now).await?;
        }
        Ok(true)
    }
}
