//! Forgotten passwords and links with a secret.

use super::super::throttle::Buckets;
use super::super::{letters, store};
use super::{Refusal, lang, try_charge};
use crate::authz::{Action, Facts, Subject, decide};
use crate::base::{PersonId, Timestamp};
use crate::db::{self, Command, Tx};
use crate::i18n::Lang;
use crate::journal::{self, AccountEvent, Event};
use crate::mail::{self, MessageId};

/// Sends a letter with a link to a new password, if there is such an account. Gives nothing away: it runs after the answer.
pub struct RequestNewPassword {
    pub email_key: String,
    pub message_id: MessageId,
    pub default_lang: Lang,
    pub now: Timestamp,
}

impl Command for RequestNewPassword {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        let Some(account) = store::find_account(&mut *tx, &self.email_key).await? else { return Ok(()) };
        if try_charge(tx, &[Buckets::letters(&account.email_key)], self.now).await?.is_some() {
            return Ok(()); // the last ones still open the door
        }
        let lang = lang(&account, self.default_lang);
        mail::post(tx, &letters::new_password(account.id, &account.email, lang), &self.message_id, self.now).await?;
        Ok(())
    }
}

/// Keeps the digest of a link that is about to be sent.
pub struct AddLink {
    pub digest: String,
    pub purpose: store::Purpose,
    pub subject: i64,
    pub expires_at: Timestamp,
}

impl Command for AddLink {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        store::insert_link(tx, &self.digest, self.purpose, self.subject, self.expires_at).await
    }
}

/// Sets a new password by a link: the link is used up, and the person is signed out everywhere.
pub struct ChangeForgottenPassword {
    pub digest: String,
    pub password_hash: String,
    pub now: Timestamp,
}

impl Command for ChangeForgottenPassword {
    type Output = PersonId;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<PersonId, Refusal> {
        let link = store::find_link(&mut *tx, &self.digest, store::Purpose::NewPassword).await?;
        let (id, _) = link.filter(|(_, expires_at)| *expires_at > self.now).ok_or(Refusal::DeadLink)?;
        let account = store::find_account_of(&mut *tx, PersonId(id)).await?.ok_or(Refusal::DeadLink)?;
        let facts = Facts { is_own: true, ..Facts::about(Subject::Person(account.id)) };
        let permit = decide(&account.actor(), Action::ChangePassword, &facts)?;
        store::update_password(tx, account.id, &self.password_hash).await?;
        store::delete_password_links(tx, account.id).await?;
        store::delete_sign_ins_of(tx, account.id).await?;
        store::revoke_access_tokens_of(tx, account.id, self.now).await?;
        let event = Event::Accounts(AccountEvent::PasswordChanged { person: account.id });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(account.id)
    }
}
