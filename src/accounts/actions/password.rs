//! A forgotten password, and a new one.

use super::super::commands::{ChangeForgottenPassword, Charge, RequestNewPassword};
use super::super::model::{EmailAddress, Password};
use super::super::pages::password::{ForgottenPage, NewPasswordPage};
use super::super::pages::{dead_link, open_link, unprocessable};
use super::super::store::{self, Purpose};
use super::super::{Accounts, Refusal};
use crate::base::PersonId;
use crate::mail::MessageId;
use crate::web::{ClientAddress, FieldErrors, OpenForm, OpenVisit, Page, Path, WebError, WebResult, see_other};

pub async fn forgotten(accounts: Accounts, address: ClientAddress, form: OpenForm) -> WebResult {
    let OpenForm { visit, fields } = form;
    let (house, t) = (&visit.house, visit.t());
    let mut errors = FieldErrors::default();
    let Some(email) = errors.take("email", EmailAddress::parse(fields.get("email")), |e| e.say(t)) else {
        let l = visit.layout(t.s("accounts-forgotten-title")).await?;
        let email = fields.get("email").chars().take(254).collect();
        return Ok(unprocessable(Page(ForgottenPage { l, errors, email, is_sent: false })));
    };
    let (key, now) = (email.key().to_owned(), house.clock.now());
    if let Some(wait) = house.db.write(Charge { buckets: accounts.buckets().forgotten(&key, address), now }).await? {
        return Err(WebError::TooMany { wait });
    }
    // The answer leaves before anybody has looked whether there is such an account.
    let request =
        RequestNewPassword { email_key: key, message_id: MessageId::new(&house.rng), default_lang: visit.lang, now };
    let db = house.db.clone();
    tokio::spawn(async move {
        if let Err(error) = db.write_later(request).await {
            tracing::error!(%error, "a letter with a link to a new password was not posted");
        }
    });
    Ok(see_other("/password-dimenticata?inviata"))
}

pub async fn change(
    accounts: Accounts,
    address: ClientAddress,
    Path(token): Path<String>,
    form: OpenForm,
) -> WebResult {
    let OpenForm { visit, fields } = form;
    let Some((id, digest)) = open_link(&visit, &accounts, address, (&token, Purpose::NewPassword)).await? else {
        return dead_link(&visit, Purpose::NewPassword).await;
    };
    let (house, t) = (&visit.house, visit.t());
    let Some(account) = store::find_account_of(&house.db, PersonId(id)).await? else {
        return dead_link(&visit, Purpose::NewPassword).await;
    };
    let mut errors = FieldErrors::default();
    let min_length = house.config.passwords.min_length;
    let parsed = Password::parse(fields.get("password"), min_length, &account.email, &account.name);
    let Some(password) = errors.take("password", parsed, |e| e.say(t)) else {
        let l = visit.layout(t.s("accounts-new-password-title")).await?;
        return Ok(unprocessable(Page(NewPasswordPage { l, errors, token, min_length })));
    };
    let password_hash = accounts.hasher().hash(&password).await?;
    store_password(&visit, ChangeForgottenPassword { digest, password_hash, now: house.clock.now() }).await
}

async fn store_password(visit: &OpenVisit, command: ChangeForgottenPassword) -> WebResult {
    match visit.house.db.write(command).await {
        Ok(_) => Ok(see_other("/accedi?fatto=password")),
        Err(Refusal::DeadLink) => dead_link(visit, Purpose::NewPassword).await,
        Err(other) => Err(other.into()),
    }
}
