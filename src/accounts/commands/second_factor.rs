//! Switching the second factor on and off, and proving it.

use super::super::second_factor::{Demanded, SET_UP, SecondFactor, code_digest};
use super::super::throttle::{Bucket, Buckets};
use super::super::{letters, store};
use super::accounts::{looks_after, still_administers};
use super::sessions::own;
use super::{Refusal, give_back, lang, signed_in};
use crate::authz::{Action, Actor, Denied, Facts, Subject, decide};
use crate::base::{PersonId, SignInId, Timestamp};
use crate::db::{Command, Tx};
use crate::i18n::Lang;
use crate::journal::{self, AccountEvent, Event};
use crate::mail::{self, MessageId};

/// Keeps a new key for somebody who has just proven to know the own password, unless one is in use.
pub struct BeginSecondFactor {
    pub actor: Actor,
    pub person: PersonId,
    pub sign_in: SignInId,
    pub secret: String,
    /// What the proof was charged.
    pub buckets: Vec<Bucket>,
    pub now: Timestamp,
}

impl Command for BeginSecondFactor {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        own(&self.actor, Action::SecureAccount, self.person)?;
        signed_in(tx, self.person, self.sign_in).await?;
        give_back(tx, &self.buckets, self.now).await?;
        store::begin_second_factor(tx, self.person, (&self.secret, self.sign_in), self.now).await?;
        Ok(())
    }
}

/// A first code confirms the key: from now on it is asked for. Keeps the recovery codes; every other sign-in stays. What the
/// right code was charged is given back.
pub struct ConfirmSecondFactor {
    pub actor: Actor,
    pub person: PersonId,
    pub sign_in: SignInId,
    pub code: String,
    /// Digests.
    pub codes: Vec<String>,
    pub message_id: MessageId,
    pub default_lang: Lang,
    pub now: Timestamp,
}

impl Command for ConfirmSecondFactor {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let permit = own(&self.actor, Action::SecureAccount, self.person)?;
        signed_in(tx, self.person, self.sign_in).await?;
        let begun = store::find_second_factor(&mut *tx, self.person).await?;
        let is_mine = |f: &SecondFactor| {
            f.confirmed_at.is_none() && f.sign_in == self.sign_in && self.now.since(f.created_at) < SET_UP
        };
        let factor = begun.filter(is_mine).ok_or(Refusal::AsItWas)?;
        let step = factor.step_of(&self.code, self.now).ok_or(Refusal::WrongCode)?;
        store::take_step(tx, self.person, step).await?;
        store::confirm_second_factor(tx, self.person, self.now).await?;
        store::replace_codes(tx, self.person, &self.codes).await?;
        give_back(tx, &Buckets::second_factor(self.person), self.now).await?;
        let account = store::find_account_of(&mut *tx, self.person).await?.ok_or(Denied::SignIn)?;
        let letter = letters::second_factor_on(account.id, &account.email, lang(&account, self.default_lang));
        mail::post(tx, &letter, &self.message_id, self.now).await?;
        let event = Event::Accounts(AccountEvent::SecondFactorEnabled { person: self.person });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(())
    }
}

/// Switches it off: for somebody who has just proven to know the own password, or by an administrator for somebody who has
/// lost the device. An administrator's also takes the passkeys away and ends every sign-in. There is nothing to do when it is off.
pub struct EndSecondFactor {
    pub actor: Actor,
    pub person: PersonId,
    /// Where the own password was proven; nowhere for an administrator.
    pub sign_in: Option<SignInId>,
    /// What the proof was charged.
    pub buckets: Vec<Bucket>,
    pub message_id: MessageId,
    pub default_lang: Lang,
    pub now: Timestamp,
}

impl Command for EndSecondFactor {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let person = self.person;
        let (permit, event) = if self.actor.person() == Some(person) {
            let permit = own(&self.actor, Action::SecureAccount, person)?;
            signed_in(tx, person, self.sign_in.ok_or(Denied::SignIn)?).await?;
            (permit, AccountEvent::SecondFactorDisabled { person })
        } else {
            let permit = looks_after(&self.actor, person)?;
            still_administers::<Refusal>(tx, &self.actor).await?;
            (permit, AccountEvent::SecondFactorReset { person })
        };
        give_back(tx, &self.buckets, self.now).await?;
        let had_one = store::delete_second_factor(tx, person).await?;
        let is_reset = matches!(event, AccountEvent::SecondFactorReset { .. });
        // The lost device may hold the passkeys too.
        let had_passkeys = is_reset && store::delete_passkeys_of(tx, person).await? > 0;
        if !had_one && !had_passkeys {
            return Err(Refusal::AsItWas);
        }
        if is_reset {
            store::delete_sign_ins_of(tx, person).await?;
        }
        if let Some(account) = store::find_account_of(&mut *tx, person).await? {
            let letter = letters::second_factor_off(account.id, &account.email, lang(&account, self.default_lang));
            mail::post(tx, &letter, &self.message_id, self.now).await?;
        }
        journal::record(tx, &permit, self.now, &Event::Accounts(event)).await?;
        Ok(())
    }
}

/// New recovery codes, for somebody who has just proven to know the own password.
pub struct RenewRecoveryCodes {
    pub actor: Actor,
    pub person: PersonId,
    pub sign_in: SignInId,
    /// Digests.
    pub codes: Vec<String>,
    /// What the proof was charged.
    pub buckets: Vec<Bucket>,
    pub now: Timestamp,
}

impl Command for RenewRecoveryCodes {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let permit = own(&self.actor, Action::SecureAccount, self.person)?;
        signed_in(tx, self.person, self.sign_in).await?;
        give_back(tx, &self.buckets, self.now).await?;
        let factor = store::find_second_factor(&mut *tx, self.person).await?;
        if factor.is_none_or(|factor| factor.confirmed_at.is_none()) {
            return Err(Refusal::AsItWas);
        }
        store::replace_codes(tx, self.person, &self.codes).await?;
        let event = Event::Accounts(AccountEvent::RecoveryCodesRenewed { person: self.person });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(())
    }
}

/// Takes a code of somebody who has proven the password: of the app, or of recovery. Each is taken once; what the attempt was
/// charged is given back. Wrong: [`Refusal::WrongCode`].
pub struct ProveSecondFactor {
    pub person: PersonId,
    pub code: String,
    pub now: Timestamp,
}

impl Command for ProveSecondFactor {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let account = store::find_account_of(&mut *tx, self.person).await?.ok_or(Refusal::WrongCode)?;
        let factor = store::find_second_factor(&mut *tx, self.person).await?;
        let factor = factor.filter(|factor| factor.confirmed_at.is_some()).ok_or(Refusal::WrongCode)?;
        if let Some(step) = factor.step_of(&self.code, self.now) {
            store::take_step(tx, self.person, step).await?;
        } else {
            let digest = code_digest(self.person, &self.code).ok_or(Refusal::WrongCode)?;
            if !store::use_code(tx, self.person, &digest).await? {
                return Err(Refusal::WrongCode);
            }
            let permit = own(&account.actor(), Action::SecureAccount, self.person)?;
            let event = Event::Accounts(AccountEvent::RecoveryCodeUsed { person: self.person });
            journal::record(tx, &permit, self.now, &event).await?;
        }
        give_back(tx, &Buckets::second_factor(self.person), self.now).await?;
        Ok(())
    }
}

/// Gives back what a right password was charged, before the second step.
pub struct GiveBack {
    pub buckets: Vec<Bucket>,
    pub now: Timestamp,
}

impl Command for GiveBack {
    type Output = ();
    type Error = crate::db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> crate::db::Result<()> {
        give_back(tx, &self.buckets, self.now).await
    }
}

/// Says whom a second factor is demanded of.
pub struct DemandSecondFactor {
    pub actor: Actor,
    pub of: Vec<Demanded>,
    pub now: Timestamp,
}

impl Command for DemandSecondFactor {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let permit = decide(&self.actor, Action::ManagePeople, &Facts::about(Subject::Community))?;
        still_administers::<Refusal>(tx, &self.actor).await?;
        store::save_demanded(tx, &Demanded::join(&self.of)).await?;
        journal::record(tx, &permit, self.now, &Event::Accounts(AccountEvent::SecondFactorDemanded)).await?;
        Ok(())
    }
}
