//! The profile, and what somebody is in the own office.

use super::super::model::PersonName;
use super::super::people::{OfficeRole, PersonState};
use super::super::profile::{Away, Hours, Topic};
use super::super::store;
use super::Refusal;
use super::accounts::still_administers;
use super::sessions::own;
use crate::authz::{Action, Actor, Denied, Facts, Subject, decide};
use crate::base::{OrganisationId, PersonId, Timestamp, name_key};
use crate::db::{Command, Tx};
use crate::i18n::Lang;
use crate::journal::{self, AccountEvent, Event};

/// Changes what a person says of themselves.
pub struct EditProfile {
    pub actor: Actor,
    pub person: PersonId,
    pub name: PersonName,
    pub function: String,
    pub about: String,
    pub language: Lang,
    /// A name of the IANA database.
    pub time_zone: String,
    pub phone: String,
    /// Languages, as the person writes them.
    pub speaks: String,
    pub topics: Vec<Topic>,
    pub away: Option<Away>,
    pub hours: Hours,
    pub now: Timestamp,
}

impl Command for EditProfile {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let permit = own(&self.actor, Action::EditProfile, self.person)?;
        let known = store::find_person(&mut *tx, self.person).await?.ok_or(Denied::Invisible)?;
        let is_new = name_key(&known.name) != self.name.key();
        if is_new && store::is_name_taken(tx, &self.name.key(), Some(self.person)).await? {
            return Err(Refusal::NameTaken);
        }
        if !store::update_profile(tx, self).await? {
            return Err(Denied::Invisible.into());
        }
        store::update_availability(tx, self).await?;
        store::replace_topics(tx, self.person, &self.topics).await?;
        journal::record(tx, &permit, self.now, &Event::Accounts(AccountEvent::ProfileChanged { person: self.person }))
            .await?;
        Ok(())
    }
}

/// Changes a profile when it still is of that version; says whether it was.
pub struct EditProfileOf {
    pub edit: EditProfile,
    pub version: i64,
}

impl Command for EditProfileOf {
    type Output = bool;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, Refusal> {
        own(&self.edit.actor, Action::EditProfile, self.edit.person)?;
        let known = store::find_person(&mut *tx, self.edit.person).await?.ok_or(Denied::Invisible)?;
        if known.version != self.version {
            return Ok(false);
        }
        self.edit.run(tx).await?;
        Ok(true)
    }
}

/// Changes a profile when it still says what the form was made of; says whether it did. Programs name a version instead, which also
/// counts what others change of an account.
pub struct EditProfileSeen {
    pub edit: EditProfile,
    /// What the form was made of; nothing of a form that does not say.
    pub seen: Option<String>,
}

impl Command for EditProfileSeen {
    type Output = bool;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, Refusal> {
        let person = self.edit.person;
        own(&self.edit.actor, Action::EditProfile, person)?;
        let known = store::find_person(&mut *tx, person).await?.ok_or(Denied::Invisible)?;
        let topics = store::list_topics_of(&mut *tx, &[person]).await?;
        let topics = topics.into_iter().map(|(_, _, name)| name).collect::<Vec<_>>().join(", ");
        if self.seen.as_ref().is_some_and(|seen| *seen != known.says(&topics)) {
            return Ok(false);
        }
        self.edit.run(tx).await?;
        Ok(true)
    }
}

/// Makes somebody head or focal point of the office they work for, or neither. An office has one head.
pub struct ChangeOfficeRole {
    pub actor: Actor,
    pub organisation: OrganisationId,
    pub person: PersonId,
    pub role: Option<OfficeRole>,
    pub now: Timestamp,
}

impl Command for ChangeOfficeRole {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let subject = Subject::Organisation(self.organisation);
        let permit = decide(&self.actor, Action::ManageOffice, &Facts::about(subject))?;
        still_administers::<Refusal>(tx, &self.actor).await?;
        let person = store::find_person(&mut *tx, self.person).await?;
        let works_there = person.filter(|p| p.organisation == self.organisation && p.state == PersonState::Active);
        let known = works_there.ok_or(Denied::Invisible)?;
        if known.office_role == self.role {
            return Ok(());
        }
        if self.role == Some(OfficeRole::Head) {
            store::delete_office_head(tx, self.organisation).await?;
        }
        store::update_office_role(tx, self.person, self.role).await?;
        let event = AccountEvent::OfficeRoleChanged { organisation: self.organisation, person: self.person };
        journal::record(tx, &permit, self.now, &Event::Accounts(event)).await?;
        Ok(())
    }
}
