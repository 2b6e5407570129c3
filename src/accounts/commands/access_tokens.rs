//! Keys for programs.

use super::super::access_tokens::{MOST, Name, Scopes, TOUCH_EVERY};
use super::super::throttle::{Bucket, Buckets};
use super::super::{letters, store};
use super::sessions::own;
use super::{Refusal, charge, give_back, lang, signed_in};
use crate::authz::{Action, Actor, Denied};
use crate::base::{AccessTokenId, PersonId, SignInId, Timestamp};
use crate::db::{self, Command, Tx};
use crate::i18n::Lang;
use crate::journal::{self, AccountEvent, Event};
use crate::mail::{self, MessageId};

/// Makes a key for a program of somebody who has just proven to know the password; a letter says so.
pub struct MakeAccessToken {
    pub actor: Actor,
    pub person: PersonId,
    pub sign_in: SignInId,
    pub name: Name,
    pub scopes: Scopes,
    pub expires_at: Timestamp,
    /// The digest of the secret.
    pub digest: String,
    /// What the proof of the password was charged.
    pub buckets: Vec<Bucket>,
    pub message_id: MessageId,
    pub default_lang: Lang,
    pub now: Timestamp,
}

impl Command for MakeAccessToken {
    type Output = AccessTokenId;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<AccessTokenId, Refusal> {
        let permit = own(&self.actor, Action::ManageAccessTokens, self.person)?;
        let account = store::find_account_of(&mut *tx, self.person).await?.ok_or(Denied::Invisible)?;
        signed_in(tx, self.person, self.sign_in).await?;
        if store::count_access_tokens(tx, self.person, self.now).await? >= MOST {
            return Err(Refusal::TooManyTokens);
        }
        charge(tx, &[Buckets::access_tokens(&account.email_key)], self.now).await?;
        give_back(tx, &self.buckets, self.now).await?;
        let (who, what) = ((self.person, self.digest.as_str()), (self.name.as_str(), &self.scopes));
        let token = store::insert_access_token(tx, who, what, (self.now, self.expires_at)).await?;
        let lang = lang(&account, self.default_lang);
        mail::post(tx, &letters::token_made(token, &account.email, lang), &self.message_id, self.now).await?;
        let event = Event::Accounts(AccountEvent::AccessTokenMade { person: self.person, token });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(token)
    }
}

/// Takes a key back: it opens nothing from then on.
pub struct RevokeAccessToken {
    pub actor: Actor,
    pub person: PersonId,
    pub token: AccessTokenId,
    pub now: Timestamp,
}

impl Command for RevokeAccessToken {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let permit = own(&self.actor, Action::ManageAccessTokens, self.person)?;
        if !store::revoke_access_token(tx, self.person, self.token, self.now).await? {
            return Err(Denied::Invisible.into());
        }
        let event = Event::Accounts(AccountEvent::AccessTokenRevoked { person: self.person, token: self.token });
        journal::record(tx, &permit, self.now, &event).await?;
        Ok(())
    }
}

/// Notes that a key is in use.
pub struct TouchAccessToken {
    pub token: AccessTokenId,
    pub now: Timestamp,
}

impl Command for TouchAccessToken {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        store::touch_access_token(tx, self.token, self.now, TOUCH_EVERY).await
    }
}
