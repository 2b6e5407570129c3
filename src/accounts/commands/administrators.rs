//! Who administers the community.

use super::super::{letters, store};
use super::accounts::still_administers;
use super::{Refusal, lang};
use crate::authz::{Action, Actor, Denied, Facts, Reason, Standing, Subject, decide};
use crate::base::{PersonId, Timestamp};
use crate::db::{Command, Tx};
use crate::i18n::Lang;
use crate::journal::{self, AccountEvent, Event};
use crate::mail::{self, MessageId};

/// Says that a colleague administers the community, or no longer does, and writes to the colleague. The community keeps one who
/// does; whoever is not the last can lay it down, too.
pub struct AppointAdministrator {
    pub actor: Actor,
    pub person: PersonId,
    /// Whether the person administers from now on.
    pub is_made: bool,
    pub message_id: MessageId,
    pub default_lang: Lang,
    pub now: Timestamp,
}

impl Command for AppointAdministrator {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let is_last = !self.is_made && !store::has_other_administrators(&mut *tx, self.person).await?;
        let facts = Facts { is_last_administrator: is_last, ..Facts::about(Subject::Person(self.person)) };
        let permit = decide(&self.actor, Action::AppointAdministrators, &facts)?;
        still_administers::<Refusal>(tx, &self.actor).await?;
        let account = store::find_account_of(&mut *tx, self.person).await?.ok_or(Refusal::AsItWas)?;
        if account.is_administrator == self.is_made {
            return Err(Refusal::AsItWas);
        }
        if account.standing != Standing::Staff {
            return Err(Denied::Refused(Reason::ColleaguesAdminister).into());
        }
        store::update_administrator(tx, self.person, self.is_made).await?;
        let letter =
            letters::administrator(account.id, &account.email, (lang(&account, self.default_lang), self.is_made));
        mail::post(tx, &letter, &self.message_id, self.now).await?;
        let event = if self.is_made {
            AccountEvent::AdministratorMade { person: self.person }
        } else {
            AccountEvent::AdministratorEnded { person: self.person }
        };
        journal::record(tx, &permit, self.now, &Event::Accounts(event)).await?;
        Ok(())
    }
}
