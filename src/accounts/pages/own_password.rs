//! `/profilo/password`: another password, for who knows the present one.

use axum::response::IntoResponse as _;

use crate::web::{Crumb, FieldErrors, Layout, Page, Tab, Visit, WebResult, in_layout};

#[path = "samples/own_password.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "accounts/own_password.html")]
pub struct OwnPasswordPage {
    pub l: Layout,
    pub errors: FieldErrors,
    pub min_length: usize,
}
in_layout!(OwnPasswordPage);

impl OwnPasswordPage {
    pub async fn new(visit: &Visit, errors: FieldErrors) -> WebResult<Self> {
        let t = visit.t();
        let l = visit.layout(Tab::Profile, t.s("accounts-change-password")).await?;
        let l = l.with_crumbs(vec![Crumb::new("/profilo", t.s("accounts-profile-title"))]);
        Ok(Self { l, errors, min_length: visit.house.config.passwords.min_length })
    }
}

pub async fn show(visit: Visit) -> WebResult {
    Ok(Page(OwnPasswordPage::new(&visit, FieldErrors::default()).await?).into_response())
}
