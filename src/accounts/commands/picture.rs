//! A person's picture.

use std::sync::Arc;

use super::super::picture::Picture;
use super::super::store;
use super::Refusal;
use super::sessions::own;
use crate::authz::{Action, Actor};
use crate::base::{PersonId, Timestamp};
use crate::db::{Command, Tx};
use crate::journal::{self, AccountEvent, Event};

/// Shows a picture beside a name, or the initials again.
pub struct ChangePicture {
    pub actor: Actor,
    pub person: PersonId,
    /// Nothing takes the picture away.
    pub picture: Option<Arc<Picture>>,
    pub now: Timestamp,
}

impl Command for ChangePicture {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let permit = own(&self.actor, Action::EditProfile, self.person)?;
        match &self.picture {
            Some(picture) => store::save_picture(tx, self.person, picture, self.now).await?,
            None if !store::delete_picture(tx, self.person).await? => return Ok(()),
            None => {}
        }
        let event = Event::Accounts(AccountEvent::ProfileChanged { person: self.person });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(())
    }
}
