//! Passkeys: made, renamed, taken away, and what comes in with them.

use std::time::Duration;

use super::super::access_tokens::Name;
use super::super::passkeys::{Challenge, Known, MOST, MOST_WAITING, Made, Waiting};
use super::super::throttle::{Bucket, Buckets};
use super::super::{letters, store};
use super::sessions::own;
use super::{Refusal, charge, give_back, lang, signed_in};
use crate::authz::{Action, Actor, Denied};
use crate::base::{PasskeyId, PersonId, SignInId, Timestamp};
use crate::db::{Command, Tx};
use crate::i18n::Lang;
use crate::journal::{self, AccountEvent, Event};
use crate::mail::{self, MessageId};

/// How long to wait when too many challenges are open.
const WAIT: Duration = Duration::from_mins(1);

/// Keeps the challenge for a new passkey of somebody who has just proven to know the own password.
pub struct BeginPasskey {
    pub actor: Actor,
    pub person: PersonId,
    pub sign_in: SignInId,
    pub challenge: Challenge,
    /// What the proof was charged.
    pub buckets: Vec<Bucket>,
    pub now: Timestamp,
}

impl Command for BeginPasskey {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        own(&self.actor, Action::SecureAccount, self.person)?;
        signed_in(tx, self.person, self.sign_in).await?;
        give_back(tx, &self.buckets, self.now).await?;
        if store::count_passkeys(&mut *tx, self.person).await? >= MOST {
            return Err(Refusal::TooManyPasskeys);
        }
        wait_for(tx, &self.challenge, self.now).await
    }
}

/// Keeps a challenge, unless too many wait for visitors from the same place.
async fn wait_for(tx: &mut Tx<'_>, challenge: &Challenge, now: Timestamp) -> Result<(), Refusal> {
    store::delete_old_challenges(tx, now).await?;
    if store::count_challenges(tx, &challenge.place).await? >= MOST_WAITING {
        return Err(Refusal::TooMany(WAIT));
    }
    Ok(store::insert_challenge(tx, challenge).await?)
}

/// Keeps a challenge for whoever wants to come in.
pub struct AskForPasskey {
    pub challenge: Challenge,
    pub now: Timestamp,
}

impl Command for AskForPasskey {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        wait_for(tx, &self.challenge, self.now).await
    }
}

/// Takes a visitor's challenge out, charging the try first. Nothing when there is none, or it has waited for too long.
pub struct TakeChallenge {
    pub digest: String,
    pub visitor: String,
    pub buckets: Vec<Bucket>,
    pub now: Timestamp,
}

impl Command for TakeChallenge {
    type Output = Option<Waiting>;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Option<Waiting>, Refusal> {
        charge(tx, &self.buckets, self.now).await?;
        let waiting = store::take_challenge(tx, &self.digest, &self.visitor).await?;
        Ok(waiting.filter(|waiting| waiting.expires_at > self.now))
    }
}

/// Keeps a passkey that a browser has proven to have made; a letter says so. The sign-in has proven both the password and the
/// passkey by now.
pub struct AddPasskey {
    pub actor: Actor,
    pub person: PersonId,
    pub sign_in: SignInId,
    pub made: Made,
    pub name: String,
    /// Under which name devices know the account.
    pub handle: String,
    pub message_id: MessageId,
    pub default_lang: Lang,
    pub now: Timestamp,
}

impl Command for AddPasskey {
    type Output = PasskeyId;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<PasskeyId, Refusal> {
        let (person, now) = (self.person, self.now);
        let permit = own(&self.actor, Action::SecureAccount, person)?;
        signed_in(tx, person, self.sign_in).await?;
        if store::count_passkeys(&mut *tx, person).await? >= MOST {
            return Err(Refusal::TooManyPasskeys);
        }
        let account = store::find_account_of(&mut *tx, person).await?.ok_or(Denied::SignIn)?;
        charge(tx, &[Buckets::passkeys(&account.email_key)], now).await?;
        let names = (self.name.as_str(), self.handle.as_str());
        let passkey = store::insert_passkey(tx, person, &self.made, names, now).await?.ok_or(Refusal::AsItWas)?;
        store::prove_sign_in(tx, self.sign_in, passkey).await?;
        let letter = letters::passkey_added(account.id, &account.email, lang(&account, self.default_lang));
        mail::post(tx, &letter, &self.message_id, now).await?;
        let event = Event::Accounts(AccountEvent::PasskeyAdded { person, passkey });
        journal::record(tx, &permit, now, &event).await?;
        Ok(passkey)
    }
}

/// Calls a passkey something else.
pub struct RenamePasskey {
    pub actor: Actor,
    pub person: PersonId,
    pub passkey: PasskeyId,
    pub name: Name,
}

impl Command for RenamePasskey {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        own(&self.actor, Action::SecureAccount, self.person)?;
        let is_there = store::rename_passkey(tx, self.person, self.passkey, self.name.as_str()).await?;
        if is_there { Ok(()) } else { Err(Denied::Invisible.into()) }
    }
}

/// Takes a passkey away: it opens nothing from then on, and what it has opened elsewhere closes. A letter says so.
pub struct RemovePasskey {
    pub actor: Actor,
    pub person: PersonId,
    pub sign_in: SignInId,
    pub passkey: PasskeyId,
    pub message_id: MessageId,
    pub default_lang: Lang,
    pub now: Timestamp,
}

impl Command for RemovePasskey {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let (person, passkey) = (self.person, self.passkey);
        let permit = own(&self.actor, Action::SecureAccount, person)?;
        if !store::delete_passkey(tx, person, passkey, self.sign_in).await? {
            return Err(Denied::Invisible.into());
        }
        let account = store::find_account_of(&mut *tx, person).await?.ok_or(Denied::SignIn)?;
        let letter = letters::passkey_removed(account.id, &account.email, lang(&account, self.default_lang));
        mail::post(tx, &letter, &self.message_id, self.now).await?;
        let event = Event::Accounts(AccountEvent::PasskeyRemoved { person, passkey });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(())
    }
}

/// Notes a sign-in with a passkey that has proven itself, and gives back what the try was charged.
/// [`Refusal::WrongCode`] when it was taken away, used or its account closed meanwhile.
pub struct EnterWithPasskey {
    pub known: Known,
    /// As it is to be kept from now on.
    pub credential: String,
    /// A random word until [`NameSession`](super::NameSession) puts the session's own in.
    pub session: String,
    /// What the browser calls itself.
    pub agent: String,
    pub buckets: Vec<Bucket>,
    pub now: Timestamp,
}

impl Command for EnterWithPasskey {
    type Output = SignInId;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<SignInId, Refusal> {
        let (person, passkey, now) = (self.known.person, self.known.id, self.now);
        let account = store::find_account_of(&mut *tx, person).await?.ok_or(Refusal::WrongCode)?;
        let permit = own(&account.actor(), Action::SecureAccount, person)?;
        if !store::use_passkey(tx, &self.known, &self.credential, now).await? {
            return Err(Refusal::WrongCode);
        }
        give_back(tx, &self.buckets, now).await?;
        store::touch_person(tx, person, now).await?;
        let sign_in = store::insert_sign_in(tx, person, &self.session, &self.agent, now).await?;
        store::begin_with_passkey(tx, sign_in, passkey).await?;
        let event = Event::Accounts(AccountEvent::SignedInWithPasskey { person, passkey });
        journal::record(tx, &permit, now, &event).await?;
        Ok(sign_in)
    }
}

/// Notes that a passkey was refused although it signed rightly: its counter has gone backwards.
pub struct NoteCopiedPasskey {
    pub person: PersonId,
    pub passkey: PasskeyId,
    pub now: Timestamp,
}

impl Command for NoteCopiedPasskey {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let (person, passkey) = (self.person, self.passkey);
        let Some(account) = store::find_account_of(&mut *tx, person).await? else { return Ok(()) };
        let permit = own(&account.actor(), Action::SecureAccount, person)?;
        let event = Event::Accounts(AccountEvent::PasskeyRefused { person, passkey });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(())
    }
}
