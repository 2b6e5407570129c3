//! `/password-dimenticata` and `/nuova-password/…`.

use axum::extract::RawQuery;
use axum::response::IntoResponse as _;

use super::super::Accounts;
use super::super::store::Purpose;
use super::{dead_link, open_link};
use crate::web::{ClientAddress, FieldErrors, Fields, Layout, OpenVisit, Page, Path, WebResult, in_layout};

#[path = "samples/password.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "accounts/forgotten.html")]
pub struct ForgottenPage {
    pub l: Layout,
    pub errors: FieldErrors,
    pub email: String,
    /// Whether the form has been sent: what follows is said whether there is such an account or not.
    pub is_sent: bool,
}

#[derive(askama::Template)]
#[template(path = "accounts/new_password.html")]
pub struct NewPasswordPage {
    pub l: Layout,
    pub errors: FieldErrors,
    pub token: String,
    pub min_length: usize,
}
in_layout!(ForgottenPage, NewPasswordPage);

pub async fn show_forgotten(visit: OpenVisit, RawQuery(query): RawQuery) -> WebResult {
    let is_sent = Fields::parse(query.unwrap_or_default().as_bytes())?.has("inviata");
    let l = visit.layout(visit.t().s("accounts-forgotten-title")).await?;
    Ok(Page(ForgottenPage { l, errors: FieldErrors::default(), email: String::new(), is_sent }).into_response())
}

pub async fn show_new(
    accounts: Accounts,
    address: ClientAddress,
    Path(token): Path<String>,
    visit: OpenVisit,
) -> WebResult {
    if open_link(&visit, &accounts, address, (&token, Purpose::NewPassword)).await?.is_none() {
        return dead_link(&visit, Purpose::NewPassword).await;
    }
    let l = visit.layout(visit.t().s("accounts-new-password-title")).await?;
    let min_length = visit.house.config.passwords.min_length;
    Ok(Page(NewPasswordPage { l, errors: FieldErrors::default(), token, min_length }).into_response())
}
