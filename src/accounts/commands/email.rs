//! Changing an e-mail address.

use super::super::email_change::{EXPIRES, EmailChange, EmailChangeState, FINISH, Finish, SILENCE};
use super::super::model::EmailAddress;
use super::super::people::Account;
use super::super::throttle::{Bucket, Buckets};
use super::super::{letters, store};
use super::sessions::own;
use super::{Refusal, charge, give_back, lang, signed_in};
use crate::authz::{Action, Actor, Denied, Facts, Subject, decide};
use crate::base::{EmailChangeId, PersonId, SignInId, Timestamp};
use crate::db::{Command, Tx};
use crate::i18n::Lang;
use crate::jobs::{self, NewJob};
use crate::journal::{self, AccountEvent, Event};
use crate::mail::{self, MessageId};

/// Asks for another address: a letter to the new one, a notice to the old one. An earlier wish is over.
pub struct RequestEmailChange {
    pub actor: Actor,
    pub person: PersonId,
    pub sign_in: SignInId,
    pub email: EmailAddress,
    /// What the proof of the password was charged.
    pub buckets: Vec<Bucket>,
    pub message_ids: [MessageId; 2],
    pub default_lang: Lang,
    pub now: Timestamp,
}

impl Command for RequestEmailChange {
    type Output = EmailChangeId;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<EmailChangeId, Refusal> {
        let permit = own(&self.actor, Action::ChangeEmail, self.person)?;
        let account = store::find_account_of(&mut *tx, self.person).await?.ok_or(Denied::Invisible)?;
        signed_in(tx, self.person, self.sign_in).await?;
        // Letters to an address that nobody has proven, and letters that one person causes, are few.
        charge(tx, &Buckets::email_change(&account.email_key, self.email.key()), self.now).await?;
        give_back(tx, &self.buckets, self.now).await?;
        if let Some(earlier) = store::find_open_email_change(&mut *tx, self.person, self.now).await? {
            stop(tx, earlier).await?;
        }
        let (silent_at, expires_at) = (self.now.plus(SILENCE), self.now.plus(EXPIRES));
        let who = (self.person, account.email.as_str());
        let change = store::insert_email_change(tx, who, &self.email, (self.now, silent_at, expires_at)).await?;
        let lang = lang(&account, self.default_lang);
        let [to_new, to_old] = &self.message_ids;
        mail::post(tx, &letters::new_email(change, self.email.as_str(), lang), to_new, self.now).await?;
        mail::post(tx, &letters::old_email(change, &account.email, lang), to_old, self.now).await?;
        jobs::enqueue(tx, &NewJob::new(FINISH, Finish { change }, self.now).at(silent_at)).await?;
        let event = Event::Accounts(AccountEvent::EmailChangeRequested { person: self.person });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(change)
    }
}

async fn stop(tx: &mut Tx<'_>, change: EmailChange) -> Result<(), Refusal> {
    store::delete_email_links(tx, change.id).await?;
    store::update_email_change(tx, &EmailChange { state: EmailChangeState::Stopped, ..change }).await?;
    Ok(())
}

/// Gives the person the new address, when nothing is missing; says whether it did.
async fn finish(
    tx: &mut Tx<'_>,
    (account, change): (&Account, EmailChange),
    message_id: &MessageId,
    now: Timestamp,
) -> Result<bool, Refusal> {
    if !change.is_ready(now) {
        return Ok(false);
    }
    if store::is_email_taken(tx, &change.email_key).await? {
        stop(tx, change).await?; // somebody has come in with it: the profile goes on showing the old one
        return Ok(false);
    }
    // The letters have proven the right; the house acts on it.
    let facts = Facts::about(Subject::Person(account.id));
    let permit = decide(&Actor::System, Action::ChangeEmail, &facts)?;
    store::update_email(tx, account.id, &change.email, &change.email_key).await?;
    store::delete_password_links(tx, account.id).await?; // they went to the old address
    store::delete_email_links(tx, change.id).await?;
    let lang = lang(account, Lang::It);
    mail::post(tx, &letters::email_changed(change.id, &change.old_email, lang), message_id, now).await?;
    store::update_email_change(tx, &EmailChange { state: EmailChangeState::Done, ..change }).await?;
    journal::record(tx, &permit, now, &Event::Accounts(AccountEvent::EmailChanged { person: account.id })).await?;
    Ok(true)
}

/// Loads a change that is open, with the account it is about.
async fn load(tx: &mut Tx<'_>, id: EmailChangeId, now: Timestamp) -> Result<(Account, EmailChange), Refusal> {
    let change = store::find_email_change(&mut *tx, id).await?.filter(|change| change.is_open(now));
    let change = change.ok_or(Refusal::DeadLink)?;
    let account = store::find_account_of(&mut *tx, change.person).await?.ok_or(Refusal::DeadLink)?;
    Ok((account, change))
}

async fn load_by_link(
    tx: &mut Tx<'_>,
    (digest, purpose): (&str, store::Purpose),
    now: Timestamp,
) -> Result<(Account, EmailChange), Refusal> {
    let link = store::find_link(&mut *tx, digest, purpose).await?;
    let (id, _) = link.filter(|(_, expires_at)| *expires_at > now).ok_or(Refusal::DeadLink)?;
    load(tx, EmailChangeId(id), now).await
}

/// The new address proves that it receives letters; says whether that was all that was missing.
pub struct ProveEmail {
    pub digest: String,
    pub message_id: MessageId,
    pub now: Timestamp,
}

impl Command for ProveEmail {
    type Output = bool;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, Refusal> {
        let (account, change) = load_by_link(tx, (&self.digest, store::Purpose::NewEmail), self.now).await?;
        let change = EmailChange { is_proven: true, ..change };
        store::update_email_change(tx, &change).await?;
        finish(tx, (&account, change), &self.message_id, self.now).await
    }
}

/// The old address agrees; says whether that was all that was missing.
pub struct AgreeToEmail {
    pub digest: String,
    pub message_id: MessageId,
    pub now: Timestamp,
}

impl Command for AgreeToEmail {
    type Output = bool;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, Refusal> {
        let (account, change) = load_by_link(tx, (&self.digest, store::Purpose::OldEmail), self.now).await?;
        let change = EmailChange { is_agreed: true, ..change };
        store::update_email_change(tx, &change).await?;
        finish(tx, (&account, change), &self.message_id, self.now).await
    }
}

/// The old address stops it. Whoever asked knew the password, so every sign-in of the person ends.
pub struct StopEmailChange {
    pub digest: String,
    pub now: Timestamp,
}

impl Command for StopEmailChange {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let (account, change) = load_by_link(tx, (&self.digest, store::Purpose::OldEmail), self.now).await?;
        let permit = own(&account.actor(), Action::ChangeEmail, account.id)?;
        stop(tx, change).await?;
        store::delete_sign_ins_of(tx, account.id).await?;
        store::revoke_access_tokens_of(tx, account.id, self.now).await?;
        let event = Event::Accounts(AccountEvent::EmailChangeStopped { person: account.id });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(())
    }
}

/// The person thinks again; says whether there was anything to stop.
pub struct WithdrawEmailChange {
    pub actor: Actor,
    pub person: PersonId,
    pub now: Timestamp,
}

impl Command for WithdrawEmailChange {
    type Output = bool;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, Refusal> {
        let permit = own(&self.actor, Action::ChangeEmail, self.person)?;
        let Some(change) = store::find_open_email_change(&mut *tx, self.person, self.now).await? else {
            return Ok(false);
        };
        stop(tx, change).await?;
        let event = Event::Accounts(AccountEvent::EmailChangeStopped { person: self.person });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(true)
    }
}

/// Ends the wait for an old address that says nothing; says whether the person has the new address now.
pub struct FinishEmailChange {
    pub change: EmailChangeId,
    pub message_id: MessageId,
    pub now: Timestamp,
}

impl Command for FinishEmailChange {
    type Output = bool;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, Refusal> {
        match load(tx, self.change, self.now).await {
            Ok((account, change)) => finish(tx, (&account, change), &self.message_id, self.now).await,
            Err(Refusal::DeadLink) => Ok(false), // done, stopped or too old
            Err(other) => Err(other),
        }
    }
}
