//! Asking to come into a closed space, and what is answered.

use std::time::Duration;

use crate::authz::{Action, Actor, Denied, Facts, Role, decide};
use crate::base::{PersonId, SpaceId, Timestamp};
use crate::db::{Command, Tx};
use crate::jobs::{self, NewJob};
use crate::journal::SpaceEvent;
use crate::mail::{self, Letter, MessageId};
use crate::spaces::keeper::TELL;
use crate::spaces::letters;
use crate::spaces::model::{RefusalReason, RequestState, RequestWords};
use crate::spaces::store::{self, requests};

use super::people::let_in;
use super::{Error, Result, permit, record};

/// Between two letters to one person about those who ask to come into one space.
const QUIET: Duration = Duration::from_hours(1);

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
        let known = requests::find(&mut *tx, self.space, person).await?.filter(|r| r.state == RequestState::Waiting);
        if known.as_ref().is_some_and(|r| r.words == self.words.as_str()) {
            return Ok(());
        }
        requests::put(tx, (self.space, person), self.words.as_str(), self.now).await?;
        requests::recount(tx, self.space).await?;
        record(tx, &permit, self.now, SpaceEvent::JoinRequested { space: self.space, person }).await?;
        // Who only changes the words has been told of already.
        if known.is_none() {
            jobs::enqueue(tx, &NewJob::new(TELL, self.space, self.now)).await?;
        }
        Ok(())
    }
}

/// Writes to those who answer in a space that somebody asks to come in: once for who is new, and at most once in [`QUIET`].
pub(in crate::spaces) struct TellOfRequests {
    pub space: SpaceId,
    pub now: Timestamp,
}

impl Command for TellOfRequests {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let mut later: Option<Timestamp> = None;
        for to in requests::list_deciders(tx, self.space).await? {
            let (recipient, language) = (to.email.as_str(), to.language.as_str());
            let letter = Letter { kind: letters::ASKED, recipient, language, subject_id: self.space.0 };
            let name = format!("{} {} {} {}", letters::ASKED, self.space, to.person, self.now.0);
            let times = (to.newest, QUIET);
            let waits = mail::post_in_time(tx, &letter, &MessageId::derived(&name), times, self.now).await?;
            later = later.max(waits);
        }
        if let Some(later) = later {
            jobs::enqueue(tx, &NewJob::new(TELL, self.space, self.now).at(later)).await?;
        }
        Ok(())
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
