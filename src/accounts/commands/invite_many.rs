//! Inviting several people at once, within one's remit.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use super::super::invitations::{Invitation, NewInvitation, Scope, WhyNot};
use super::super::model::{EmailAddress, PersonName};
use super::super::people::PersonState;
use super::super::throttle::{Buckets, Count};
use super::super::{SpaceChoices, letters, store};
use super::Refusal;
use super::accounts::still_administers;
use crate::authz::{Action, Actor, Facts, Permit, Role, Standing, Subject, decide};
use crate::base::{OrganisationId, SpaceId, Timestamp};
use crate::db::{Command, Tx};
use crate::i18n::Lang;
use crate::journal::{self, AccountEvent, Event};
use crate::mail::{self, MessageId};

/// Invites people by mail; gives what became of each, in order.
pub struct InviteMany {
    pub actor: Actor,
    pub scope: Scope,
    pub people: Vec<(PersonName, EmailAddress, OrganisationId)>,
    pub valid_for: Duration,
    pub language: Lang,
    /// One for each.
    pub message_ids: Vec<MessageId>,
    pub spaces: Arc<dyn SpaceChoices>,
    pub now: Timestamp,
}

impl Command for InviteMany {
    type Output = Vec<Option<WhyNot>>;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Vec<Option<WhyNot>>, Refusal> {
        let facts = self.remit(tx).await?;
        let permit = decide(&self.actor, Action::InvitePeople, &facts)?;
        let bucket = self.actor.person().map(Buckets::inviting);
        let mut count = match &bucket {
            Some(bucket) => store::find_count(&mut *tx, &bucket.name).await?,
            None => None,
        };
        let (mut known, mut outcomes) = (self.look(tx).await?, Vec::with_capacity(self.people.len()));
        for (person, message_id) in self.people.iter().zip(&self.message_ids) {
            if count.is_some_and(|count| count.wait(self.now).is_some()) {
                outcomes.push(Some(WhyNot::TooMany));
                continue;
            }
            let outcome = known.why_not(person.1.key(), self.gives(person.2).1);
            if outcome.is_none() {
                self.invite(tx, &permit, (person, message_id)).await?;
                known.invited.insert(person.1.key().to_owned());
            }
            if let (Some(bucket), None) = (&bucket, outcome) {
                count = Some(Count::charged(count, &bucket.policy, self.now));
            }
            outcomes.push(outcome);
        }
        if let (Some(bucket), Some(count)) = (&bucket, count) {
            store::save_count(tx, &bucket.name, count).await?;
        }
        Ok(outcomes)
    }
}

impl InviteMany {
    async fn remit(&self, tx: &mut Tx<'_>) -> Result<Facts, Refusal> {
        let (office, space) = match self.scope {
            Scope::Community => (None, None),
            Scope::Office(office) => (Some(office), None),
            Scope::Guests { space, .. } => (None, Some(space)),
        };
        remit(tx, &self.actor, (office, space), (&*self.spaces, Subject::Community)).await
    }

    /// What an invitation of this scope gives: standing, office, the space with its role, until when.
    fn gives(&self, office: OrganisationId) -> (Standing, OrganisationId, Option<(SpaceId, Role)>, Option<Timestamp>) {
        match self.scope {
            Scope::Community => (Standing::Staff, office, None, None),
            Scope::Office(own) => (Standing::Staff, own, None, None),
            Scope::Guests { space, until } => (Standing::Guest, office, Some((space, Role::Guest)), Some(until)),
        }
    }

    /// What is known of all the addresses and offices, asked once.
    async fn look(&self, tx: &mut Tx<'_>) -> Result<Known, Refusal> {
        let keys: Vec<&str> = self.people.iter().map(|(_, email, _)| email.key()).collect();
        let states = store::list_states(&mut *tx, &keys).await?.into_iter().collect();
        let invited = store::list_invited(&mut *tx, &keys, self.now).await?.into_iter().collect();
        let wanted: HashSet<OrganisationId> = self.people.iter().map(|(_, _, office)| self.gives(*office).1).collect();
        let mut offices = HashSet::new();
        for office in wanted {
            offices.extend(store::find_organisation(&mut *tx, office).await?.map(|there| there.id));
        }
        Ok(Known { states, invited, offices })
    }

    async fn invite(
        &self,
        tx: &mut Tx<'_>,
        permit: &Permit,
        ((name, email, office), message_id): (&(PersonName, EmailAddress, OrganisationId), &MessageId),
    ) -> Result<(), Refusal> {
        let (standing, organisation, space, until) = self.gives(*office);
        let new = NewInvitation {
            actor: self.actor,
            name: name.clone(),
            email: email.clone(),
            organisation,
            standing,
            is_administrator: false,
            space,
            until,
            now: self.now,
        };
        let now = self.now;
        let expires_at = now.plus(self.valid_for);
        // Nobody comes in after the last day.
        let expires_at = until.map_or(expires_at, |until| expires_at.min(until));
        let invitation = store::insert_invitation(tx, &new, expires_at).await?;
        let letter = letters::invitation(invitation, new.email.as_str(), self.language);
        mail::post(tx, &letter, message_id, now).await?;
        journal::record(tx, permit, now, &Event::Accounts(AccountEvent::PersonInvited { invitation })).await?;
        Ok(())
    }
}

/// What stands in the way of some invitations.
struct Known {
    states: HashMap<String, PersonState>,
    invited: HashSet<String>,
    /// Those that there are.
    offices: HashSet<OrganisationId>,
}

impl Known {
    fn why_not(&self, email_key: &str, office: OrganisationId) -> Option<WhyNot> {
        match self.states.get(email_key) {
            Some(PersonState::Active) => Some(WhyNot::Taken),
            Some(PersonState::Closed) => Some(WhyNot::Closed),
            None if self.invited.contains(email_key) => Some(WhyNot::Waiting),
            None => (!self.offices.contains(&office)).then_some(WhyNot::NoOffice),
        }
    }
}

/// What decides about inviting into an office or a space, or about an invitation that was sent there.
async fn remit(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (office, space): (Option<OrganisationId>, Option<SpaceId>),
    (spaces, subject): (&dyn SpaceChoices, Subject),
) -> Result<Facts, Refusal> {
    still_administers::<Refusal>(tx, actor).await?;
    let speaks_for_office = match (actor.person(), office) {
        (Some(person), Some(office)) => store::speaks_for(&mut *tx, person, (office, office)).await?,
        _ => false,
    };
    let role = match space {
        Some(space) if spaces.leads(tx, actor, space).await? => Some(Role::Facilitator),
        _ => None,
    };
    Ok(Facts { role, speaks_for_office, ..Facts::about(subject) })
}

/// The right to send an invitation again or take it back: administrators', and whoever may invite to the same place.
pub(super) async fn looks_after_invitation(
    tx: &mut Tx<'_>,
    actor: &Actor,
    invitation: &Invitation,
    spaces: &dyn SpaceChoices,
) -> Result<Permit, Refusal> {
    let facts = remit(tx, actor, invitation.place(), (spaces, Subject::Invitation(invitation.id))).await?;
    Ok(decide(actor, Action::InvitePeople, &facts)?)
}

/// Whoever invited may still invite there: an invitation opens no more than its sender could today. The house's own always do.
pub(super) async fn still_invites(
    tx: &mut Tx<'_>,
    invitation: &Invitation,
    spaces: &dyn SpaceChoices,
) -> Result<bool, Refusal> {
    let Some(inviter) = invitation.invited_by else { return Ok(true) };
    let Some(account) = store::find_account_of(&mut *tx, inviter).await? else { return Ok(false) };
    match looks_after_invitation(tx, &account.actor(), invitation, spaces).await {
        Ok(_) => Ok(true),
        Err(Refusal::Denied(_)) => Ok(false),
        Err(other) => Err(other),
    }
}
