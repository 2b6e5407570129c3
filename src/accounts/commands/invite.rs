//! Inviting people.

use std::sync::Arc;
use std::time::Duration;

use super::super::invitations::{Invitation, InvitationState, NewInvitation};
use super::super::throttle::Buckets;
use super::super::{SpaceChoices, letters, store};
use super::accounts::still_administers;
use super::invite_many::looks_after_invitation;
use super::{Refusal, charge};
use crate::authz::{Action, Actor, Facts, Permit, Subject, decide};
use crate::base::{InvitationId, Timestamp};
use crate::db::{Command, Tx};
use crate::i18n::Lang;
use crate::journal::{self, AccountEvent, Event};
use crate::mail::{self, Letter, MessageId};

/// Invites somebody by mail.
pub struct InvitePerson {
    pub new: NewInvitation,
    pub valid_for: Duration,
    pub language: Lang,
    pub message_id: MessageId,
}

impl Command for InvitePerson {
    type Output = InvitationId;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<InvitationId, Refusal> {
        let new = &self.new;
        let permit = decide(&new.actor, Action::InvitePeople, &Facts::about(Subject::Community))?;
        still_administers::<Refusal>(tx, &new.actor).await?;
        if store::is_email_taken(tx, new.email.key()).await? {
            return Err(Refusal::EmailTaken);
        }
        if store::find_open_invitation(tx, new.email.key(), new.now).await?.is_some() {
            return Err(Refusal::AlreadyInvited);
        }
        if store::find_organisation(&mut *tx, new.organisation).await?.is_none() {
            return Err(Refusal::NoOrganisation);
        }
        let expires_at = new.now.plus(self.valid_for);
        // Nobody comes in after the last day.
        let expires_at = new.until.map_or(expires_at, |until| expires_at.min(until));
        let invitation = store::insert_invitation(tx, new, expires_at).await?;
        let letter = letters::invitation(invitation, new.email.as_str(), self.language);
        mail::post(tx, &letter, &self.message_id, new.now).await?;
        journal::record(tx, &permit, new.now, &Event::Accounts(AccountEvent::PersonInvited { invitation })).await?;
        Ok(invitation)
    }
}

/// Invites somebody, and gives the invitation.
pub struct InviteOne {
    pub invite: InvitePerson,
    /// Whether whoever sends many letters in an hour waits: programs send faster than anybody types.
    pub is_counted: bool,
}

impl Command for InviteOne {
    type Output = Invitation;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Invitation, Refusal> {
        let new = &self.invite.new;
        if let Some(person) = new.actor.person().filter(|_| self.is_counted) {
            decide(&new.actor, Action::InvitePeople, &Facts::about(Subject::Community))?;
            charge(tx, &[Buckets::inviting(person)], new.now).await?;
        }
        let invitation = self.invite.run(tx).await?;
        store::find_invitation(&mut *tx, invitation).await?.ok_or(Refusal::DeadLink)
    }
}

/// Sends an open or expired invitation again, valid anew, in the name of whoever sends it now; three times in an hour at most.
pub struct ResendInvitation {
    pub actor: Actor,
    pub invitation: InvitationId,
    pub valid_for: Duration,
    pub language: Lang,
    pub message_id: MessageId,
    pub spaces: Arc<dyn SpaceChoices>,
    pub now: Timestamp,
}

/// An invitation that nobody has answered, for whoever may look after it. Who may not learns nothing of it.
async fn load(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: InvitationId,
    spaces: &dyn SpaceChoices,
) -> Result<(Invitation, Permit), Refusal> {
    let Some(known) = store::find_invitation(&mut *tx, id).await? else {
        decide(actor, Action::InvitePeople, &Facts::about(Subject::Invitation(id)))?;
        return Err(Refusal::DeadLink);
    };
    let permit = looks_after_invitation(tx, actor, &known, spaces).await?;
    if known.is_open() { Ok((known, permit)) } else { Err(Refusal::DeadLink) }
}

/// Who an invitation was for.
#[derive(Clone, Debug)]
pub struct Invited {
    pub name: String,
    pub email: String,
}

impl Command for ResendInvitation {
    type Output = Invited;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Invited, Refusal> {
        let (known, permit) = load(tx, &self.actor, self.invitation, &*self.spaces).await?;
        if !known.may_be_resent(self.now) {
            return Err(Refusal::StayOver);
        }
        charge(tx, &[Buckets::invitation_again(self.invitation)], self.now).await?;
        let until = self.now.plus(self.valid_for);
        let until = known.until.map_or(until, |last| until.min(last));
        store::prolong_invitation(tx, self.invitation, (self.actor.person(), until)).await?;
        let letter: Letter<'_> = letters::invitation(self.invitation, &known.email, self.language);
        mail::post(tx, &letter, &self.message_id, self.now).await?;
        let event = Event::Accounts(AccountEvent::InvitationResent { invitation: self.invitation });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(Invited { name: known.name, email: known.email })
    }
}

/// Takes an invitation back: its links open nothing any more.
pub struct WithdrawInvitation {
    pub actor: Actor,
    pub invitation: InvitationId,
    pub spaces: Arc<dyn SpaceChoices>,
    pub now: Timestamp,
}

impl Command for WithdrawInvitation {
    type Output = Invited;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Invited, Refusal> {
        let (known, permit) = load(tx, &self.actor, self.invitation, &*self.spaces).await?;
        store::set_invitation_state(tx, self.invitation, InvitationState::Withdrawn).await?;
        let event = Event::Accounts(AccountEvent::InvitationWithdrawn { invitation: self.invitation });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(Invited { name: known.name, email: known.email })
    }
}
