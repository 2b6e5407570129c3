//! Joining the community: by an invitation, or put in by the house itself.

use std::sync::Arc;

use super::super::invitations::{InvitationState, Outcome};
use super::super::model::{EmailAddress, PersonName, handle_from_name, nth_handle};
use super::super::people::NewPerson;
use super::super::{OnJoin, SpaceChoices, store};
use super::Refusal;
use super::invite_many::still_invites;
use crate::authz::{Action, Actor, Facts, Standing, Subject, decide};
use crate::base::{InvitationId, OrganisationId, PersonId, Timestamp, name_key};
use crate::db::{Command, Tx};
use crate::i18n::Lang;
use crate::journal::{self, AccountEvent, Event};

/// Accepts an invitation: the person, the password, the space it was for.
pub struct AcceptInvitation {
    /// The digest of the link's secret, which proves the right.
    pub digest: String,
    pub name: PersonName,
    pub function: String,
    pub password_hash: String,
    pub language: Lang,
    pub time_zone: String,
    pub on_join: Arc<dyn OnJoin>,
    pub spaces: Arc<dyn SpaceChoices>,
    pub now: Timestamp,
}

impl Command for AcceptInvitation {
    type Output = PersonId;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<PersonId, Refusal> {
        let link = store::find_link(&mut *tx, &self.digest, store::Purpose::Invitation).await?;
        let (id, _) = link.filter(|(_, expires_at)| *expires_at > self.now).ok_or(Refusal::DeadLink)?;
        let id = InvitationId(id);
        let invitation = store::find_invitation(&mut *tx, id).await?;
        let invitation = invitation.filter(|i| i.outcome(self.now) == Outcome::Waiting).ok_or(Refusal::DeadLink)?;
        if !still_invites(tx, &invitation, &*self.spaces).await? {
            return Err(Refusal::InviterGone);
        }
        if self.name.key() != name_key(&invitation.name) && store::is_name_taken(tx, &self.name.key(), None).await? {
            return Err(Refusal::NameTaken);
        }
        // The secret has proven the right; the house acts on it.
        let permit = decide(&Actor::System, Action::AcceptInvitation, &Facts::about(Subject::Invitation(id)))?;
        let new = NewPerson {
            name: self.name.clone(),
            email: EmailAddress::parse(&invitation.email).map_err(|_| Refusal::DeadLink)?,
            password_hash: Some(self.password_hash.clone()),
            function: self.function.clone(),
            about: String::new(),
            standing: invitation.standing,
            is_administrator: invitation.is_administrator,
            language: self.language,
            time_zone: self.time_zone.clone(),
            now: self.now,
        };
        let person = insert(tx, &new, invitation.organisation, None).await?;
        store::set_invitation_state(tx, id, InvitationState::Accepted).await?;
        self.on_join.joined(tx, person, &invitation, self.now).await?;
        let event = Event::Accounts(AccountEvent::PersonJoined { person, invitation: Some(id) });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(person)
    }
}

/// Puts a person in without an invitation: the first administrator, the demo.
pub struct CreatePerson {
    pub new: NewPerson,
    /// The code of the organisation.
    pub organisation: String,
    /// Made of the name when there is none.
    pub handle: Option<String>,
}

impl Command for CreatePerson {
    type Output = PersonId;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<PersonId, Refusal> {
        let permit = decide(&Actor::System, Action::InvitePeople, &Facts::about(Subject::Community))?;
        let organisation =
            store::find_organisation_by_code(&mut *tx, &self.organisation).await?.ok_or(Refusal::NoOrganisation)?;
        let person = insert(tx, &self.new, organisation.id, self.handle.as_deref()).await?;
        let event = Event::Accounts(AccountEvent::PersonJoined { person, invitation: None });
        journal::record(tx, &permit, self.new.now, &event).await?;
        Ok(person)
    }
}

async fn insert(
    tx: &mut Tx<'_>,
    new: &NewPerson,
    organisation: OrganisationId,
    handle: Option<&str>,
) -> Result<PersonId, Refusal> {
    if store::is_email_taken(tx, new.email.key()).await? {
        return Err(Refusal::EmailTaken);
    }
    let handle = match handle {
        Some(wanted) if store::is_handle_taken(tx, wanted).await? => return Err(Refusal::HandleTaken),
        Some(wanted) => wanted.to_owned(),
        None => free_handle(tx, new.name.as_str()).await?,
    };
    let person = store::insert_person(tx, new, organisation, &handle).await?.ok_or(Refusal::EmailTaken)?;
    store::insert_office(tx, person, organisation, new.now).await?;
    if new.standing == Standing::Staff {
        store::count_staff(tx, person, 1).await?;
    }
    Ok(person)
}

/// The handle of a name that nobody has. Namesakes are few; commands are serial, so it stays free.
async fn free_handle(tx: &mut Tx<'_>, name: &str) -> Result<String, Refusal> {
    let base = handle_from_name(name);
    for n in 1..10_000 {
        let handle = nth_handle(&base, n);
        if !store::is_handle_taken(tx, &handle).await? {
            return Ok(handle);
        }
    }
    Err(Refusal::HandleTaken)
}
