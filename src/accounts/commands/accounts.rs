//! Accounts close, open again, and change office.

use std::sync::Arc;

use super::super::email_change::{EmailChange, EmailChangeState};
use super::super::people::{Account, Person, PersonState};
use super::super::throttle::Bucket;
use super::super::{Choice, Moved, Places, letters, store};
use super::{Refusal, give_back, lang, signed_in};
use crate::authz::{Action, Actor, Denied, Facts, Permit, Reason, Standing, Subject, decide};
use crate::base::{OrganisationId, PersonId, SignInId, SpaceId, Timestamp};
use crate::db::{self, Command, Tx};
use crate::i18n::Lang;
use crate::journal::{self, AccountEvent, Event};
use crate::mail::{self, MessageId};

/// Closes somebody's account: no way in, no letters, in no list. What they wrote keeps its name.
pub struct CloseAccount {
    pub actor: Actor,
    pub person: PersonId,
    /// For administrators only.
    pub why: String,
    pub places: Arc<dyn Places>,
    pub now: Timestamp,
}

impl Command for CloseAccount {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let permit = looks_after(&self.actor, self.person)?;
        still_administers::<Refusal>(tx, &self.actor).await?;
        let account = store::find_account_of(&mut *tx, self.person).await?.ok_or(Refusal::AsItWas)?;
        close(tx, (&permit, &account), (&self.why, &*self.places), self.now).await
    }
}

/// Somebody who has just proven to know the own password goes.
pub struct LeaveCommunity {
    pub actor: Actor,
    pub person: PersonId,
    pub sign_in: SignInId,
    /// What the proof was charged.
    pub buckets: Vec<Bucket>,
    pub places: Arc<dyn Places>,
    pub now: Timestamp,
}

impl Command for LeaveCommunity {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let account = store::find_account_of(&mut *tx, self.person).await?.ok_or(Denied::SignIn)?;
        let is_last = account.is_administrator && !store::has_other_administrators(&mut *tx, self.person).await?;
        let is_own = self.actor.person() == Some(self.person);
        let facts = Facts { is_own, is_last_administrator: is_last, ..Facts::about(Subject::Person(self.person)) };
        let permit = decide(&self.actor, Action::LeaveCommunity, &facts)?;
        signed_in(tx, self.person, self.sign_in).await?;
        give_back(tx, &self.buckets, self.now).await?;
        close(tx, (&permit, &account), ("", &*self.places), self.now).await
    }
}

/// The right of an administrator over somebody else's account.
pub fn looks_after(actor: &Actor, person: PersonId) -> Result<Permit, Denied> {
    let facts = Facts { is_own: actor.person() == Some(person), ..Facts::about(Subject::Person(person)) };
    decide(actor, Action::ManagePeople, &facts)
}

/// What an actor may was read before the command began: who administered the community then does so still, with an open
/// account. Error: not any more. Of everybody else, what counts is loaded with what the command is about.
pub async fn still_administers<E: From<Denied> + From<db::Error>>(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), E> {
    let Actor::Person { id, is_administrator: true, .. } = *actor else { return Ok(()) };
    let account = store::find_account_of(&mut *tx, id).await?;
    if account.is_some_and(|account| account.is_administrator) { Ok(()) } else { Err(Denied::SignIn.into()) }
}

/// Closes an account, whoever wants it; never the last one that administers.
async fn close(
    tx: &mut Tx<'_>,
    (permit, account): (&Permit, &Account),
    (why, places): (&str, &dyn Places),
    now: Timestamp,
) -> Result<(), Refusal> {
    let person = account.id;
    if account.is_administrator && !store::has_other_administrators(&mut *tx, person).await? {
        return Err(Denied::Refused(Reason::LastAdministrator).into());
    }
    if !store::close_account(tx, person, (permit.actor().person(), why), now).await? {
        return Err(Refusal::AsItWas);
    }
    if account.standing == Standing::Staff {
        store::count_staff(tx, person, -1).await?;
    }
    store::delete_sign_ins_of(tx, person).await?;
    store::delete_password_links(tx, person).await?;
    store::revoke_access_tokens_of(tx, person, now).await?;
    if let Some(change) = store::find_open_email_change(&mut *tx, person, now).await? {
        store::delete_email_links(tx, change.id).await?;
        store::update_email_change(tx, &EmailChange { state: EmailChangeState::Stopped, ..change }).await?;
    }
    places.closed(tx, person, now).await?;
    journal::record(tx, permit, now, &Event::Accounts(AccountEvent::AccountClosed { person })).await?;
    Ok(())
}

/// Opens a closed account again, and writes to the person. Memberships wake up; what others have taken over stays theirs too.
pub struct ReopenAccount {
    pub actor: Actor,
    pub person: PersonId,
    pub places: Arc<dyn Places>,
    pub message_id: MessageId,
    pub default_lang: Lang,
    pub now: Timestamp,
}

impl Command for ReopenAccount {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let permit = looks_after(&self.actor, self.person)?;
        still_administers::<Refusal>(tx, &self.actor).await?;
        if !store::reopen_account(tx, self.person).await? {
            return Err(Refusal::AsItWas);
        }
        let account = store::find_account_of(&mut *tx, self.person).await?.ok_or(Denied::Invisible)?;
        if account.standing == Standing::Staff {
            store::count_staff(tx, self.person, 1).await?;
        }
        self.places.reopened(tx, self.person).await?;
        let lang = lang(&account, self.default_lang);
        mail::post(tx, &letters::reopened(account.id, &account.email, lang), &self.message_id, self.now).await?;
        let event = Event::Accounts(AccountEvent::AccountReopened { person: self.person });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(())
    }
}

/// Gives somebody another office, and settles what they lead and where they are in the old one's own spaces.
pub struct MovePerson {
    pub actor: Actor,
    pub person: PersonId,
    /// Where the person works as far as the form knew.
    pub from: OrganisationId,
    pub to: OrganisationId,
    pub choices: Vec<(SpaceId, Choice)>,
    pub places: Arc<dyn Places>,
    pub now: Timestamp,
}

impl Command for MovePerson {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        still_administers::<Refusal>(tx, &self.actor).await?;
        let person = store::find_person(&mut *tx, self.person).await?;
        let person = person.filter(|person| person.state == PersonState::Active).ok_or(Denied::Invisible)?;
        let speaks = match self.actor.person() {
            Some(actor) => store::speaks_for(&mut *tx, actor, (person.organisation, self.to)).await?,
            None => false,
        };
        let permit = decide(&self.actor, Action::MovePerson, &moving(&self.actor, &person, speaks))?;
        if person.organisation != self.from {
            return Err(Refusal::AsItWas); // somebody was quicker: look again
        }
        if self.from == self.to || store::find_organisation(&mut *tx, self.to).await?.is_none() {
            return Err(Refusal::NoOrganisation);
        }
        store::update_office(tx, self.person, self.to).await?;
        store::insert_office(tx, self.person, self.to, self.now).await?;
        let moved = Moved { person: self.person, from: self.from, choices: &self.choices };
        if !self.places.moved(tx, &self.actor, moved, self.now).await? {
            return Err(Refusal::NoHeir);
        }
        let event = AccountEvent::PersonMoved { person: self.person, from: self.from, to: self.to };
        journal::record(tx, &permit, self.now, &Event::Accounts(event)).await?;
        Ok(())
    }
}

/// What decides about moving somebody. Guests are moved by administrators alone.
pub fn moving(actor: &Actor, person: &Person, speaks: bool) -> Facts {
    Facts {
        is_own: actor.person() == Some(person.id),
        speaks_for_office: speaks && person.standing == Standing::Staff,
        ..Facts::about(Subject::Person(person.id))
    }
}
