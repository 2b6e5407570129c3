//! The profile.

use super::super::model::PersonName;
use super::super::store;
use super::Refusal;
use crate::authz::{Action, Actor, Denied, Facts, Subject, decide};
use crate::base::{PersonId, Timestamp};
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
    pub now: Timestamp,
}

impl Command for EditProfile {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let facts =
            Facts { is_own: self.actor.person() == Some(self.person), ..Facts::about(Subject::Person(self.person)) };
        let permit = decide(&self.actor, Action::EditProfile, &facts)?;
        if !store::update_profile(tx, self).await? {
            return Err(Denied::Invisible.into());
        }
        journal::record(tx, &permit, self.now, &Event::Accounts(AccountEvent::ProfileChanged { person: self.person }))
            .await?;
        Ok(())
    }
}
