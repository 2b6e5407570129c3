//! `/profilo/chiusura`: going, of one's own accord.

use axum::response::IntoResponse as _;

use super::super::{Accounts, Place, store};
use crate::authz::Role;
use crate::web::{Crumb, FieldErrors, Layout, Page, Tab, Visit, WebResult, in_layout};

#[path = "samples/leave.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "accounts/leave.html")]
pub struct LeavePage {
    pub l: Layout,
    pub errors: FieldErrors,
    /// What passes on to others.
    pub led: Vec<Place>,
    /// Whether there is nobody else to administer the community.
    pub is_last: bool,
}
in_layout!(LeavePage);

impl LeavePage {
    pub async fn new(visit: &Visit, accounts: &Accounts, errors: FieldErrors) -> WebResult<Self> {
        let (t, db) = (visit.t(), &visit.house.db);
        let mut led = accounts.places().all(db, &visit.viewer.actor(), visit.viewer.person).await?;
        led.retain(|place| place.role == Role::Facilitator);
        let is_last =
            visit.viewer.is_administrator && !store::has_other_administrators(db, visit.viewer.person).await?;
        let l = visit.layout(Tab::Profile, t.s("accounts-leave-title")).await?;
        let l = l.with_crumbs(vec![Crumb::new("/profilo", t.s("accounts-profile-title"))]);
        Ok(Self { l, errors, led, is_last })
    }
}

pub async fn show(accounts: Accounts, visit: Visit) -> WebResult {
    Ok(Page(LeavePage::new(&visit, &accounts, FieldErrors::default()).await?).into_response())
}
