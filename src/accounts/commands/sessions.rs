//! A person's own sign-ins, and the password behind them.

use super::super::store;
use super::super::throttle::Bucket;
use super::{Refusal, give_back, signed_in};
use crate::authz::{Action, Actor, Denied, Facts, Permit, Subject, decide};
use crate::base::{PersonId, SignInId, Timestamp};
use crate::db::{Command, Tx};
use crate::journal::{self, AccountEvent, Event};

/// The right of a person to do something with the own account.
pub(super) fn own(actor: &Actor, action: Action, person: PersonId) -> Result<Permit, Denied> {
    let facts = Facts { is_own: actor.person() == Some(person), ..Facts::about(Subject::Person(person)) };
    decide(actor, action, &facts)
}

/// Ends one sign-in of the person who asks; its sockets close too.
pub struct EndSignIn {
    pub actor: Actor,
    pub person: PersonId,
    pub sign_in: SignInId,
    pub now: Timestamp,
}

impl Command for EndSignIn {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let permit = own(&self.actor, Action::EndSignIns, self.person)?;
        if !store::end_sign_in(tx, self.person, self.sign_in).await? {
            return Err(Denied::Invisible.into());
        }
        let event = Event::Accounts(AccountEvent::SignInEnded { person: self.person, sign_in: self.sign_in });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(())
    }
}

/// Ends every other sign-in of the person who asks; gives how many.
pub struct EndOtherSignIns {
    pub actor: Actor,
    pub person: PersonId,
    /// The one that stays.
    pub sign_in: SignInId,
    pub now: Timestamp,
}

impl Command for EndOtherSignIns {
    type Output = u64;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<u64, Refusal> {
        let permit = own(&self.actor, Action::EndSignIns, self.person)?;
        let ended = store::end_other_sign_ins(tx, self.person, self.sign_in).await?;
        if ended > 0 {
            let event = Event::Accounts(AccountEvent::OtherSignInsEnded { person: self.person });
            journal::record(tx, &permit, self.now, &event).await?;
        }
        Ok(ended)
    }
}

/// Sets a new password for somebody who has just proven to know the present one; every other sign-in ends.
pub struct ChangePassword {
    pub actor: Actor,
    pub person: PersonId,
    pub sign_in: SignInId,
    pub password_hash: String,
    /// What the proof was charged.
    pub buckets: Vec<Bucket>,
    pub now: Timestamp,
}

impl Command for ChangePassword {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let permit = own(&self.actor, Action::ChangePassword, self.person)?;
        signed_in(tx, self.person, self.sign_in).await?;
        give_back(tx, &self.buckets, self.now).await?;
        store::update_password(tx, self.person, &self.password_hash).await?;
        store::delete_password_links(tx, self.person).await?;
        store::end_other_sign_ins(tx, self.person, self.sign_in).await?;
        store::revoke_access_tokens_of(tx, self.person, self.now).await?;
        let event = Event::Accounts(AccountEvent::PasswordChanged { person: self.person });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(())
    }
}
