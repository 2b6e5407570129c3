//! `/accedi`.

use axum::extract::RawQuery;
use axum::response::IntoResponse as _;

use crate::web::{Fields, Kept, Layout, OpenVisit, Page, WebResult, in_layout, is_local_path, see_other};

#[path = "samples/sign_in.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "accounts/sign_in.html")]
pub struct SignInPage {
    pub l: Layout,
    /// A form that came too late, to go on with after signing in.
    pub kept: Option<Kept>,
    /// Where to go afterwards.
    pub next: String,
    pub email: String,
    pub error: Option<String>,
    pub notice: Option<&'static str>,
}
in_layout!(SignInPage);

pub async fn show(visit: OpenVisit, RawQuery(query): RawQuery) -> WebResult {
    let query = Fields::parse(query.unwrap_or_default().as_bytes())?;
    let next = next_path(query.get("poi"));
    if visit.viewer.is_some() {
        return Ok(see_other(&next));
    }
    let notice = match query.get("fatto") {
        "password" => Some("accounts-password-changed"),
        "chiusura" => Some("accounts-left"),
        _ => None,
    };
    let notice = notice.map(|key| visit.t().s(key));
    let l = visit.layout(visit.t().s("accounts-sign-in-title")).await?;
    Ok(Page(SignInPage { l, kept: None, next, email: String::new(), error: None, notice }).into_response())
}

/// A page of this server to go to: `/` when it is none.
pub fn next_path(asked: &str) -> String {
    if is_local_path(asked) { asked.to_owned() } else { "/".to_owned() }
}
