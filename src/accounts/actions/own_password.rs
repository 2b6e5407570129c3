//! Changing the own password.

use super::super::commands::ChangePassword;
use super::super::model::Password;
use super::super::pages::own_password::OwnPasswordPage;
use super::super::pages::unprocessable;
use super::super::{Accounts, store};
use super::{prove, proven};
use crate::web::{ClientAddress, FieldErrors, Form, Page, WebError, WebResult, see_other};

pub async fn change(accounts: Accounts, address: ClientAddress, form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let (house, t) = (&visit.house, visit.t());
    let account = store::find_account_of(&house.db, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
    let mut errors = FieldErrors::default();
    // What is wrong with the new one is said before the present one is tried: a slip costs no attempt.
    let min_length = house.config.passwords.min_length;
    let parsed = Password::parse(fields.get("new_password"), min_length, &account.email, &account.name);
    let new = errors.take("new_password", parsed, |e| e.say(t));
    let buckets = match &new {
        Some(_) => prove(&visit, &accounts, address, fields.get("password"), &mut errors).await?,
        None => None,
    };
    let (Some(new), Some(buckets)) = (new, buckets) else {
        return Ok(unprocessable(Page(OwnPasswordPage::new(&visit, errors).await?)));
    };
    let command = ChangePassword {
        actor: visit.viewer.actor(),
        person: visit.viewer.person,
        sign_in: visit.viewer.sign_in,
        password_hash: accounts.hasher().hash(&new).await?,
        buckets: buckets.clone(),
        now: house.clock.now(),
    };
    proven(&visit, buckets, command).await?;
    visit.flash(t.s("accounts-own-password-changed")).await?;
    Ok(see_other("/profilo"))
}
