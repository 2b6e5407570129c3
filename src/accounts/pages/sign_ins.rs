//! `/profilo/accessi`: the devices on which a person is signed in.

use axum::response::IntoResponse as _;

use super::super::people::SignIn;
use super::super::{Accounts, devices, store};
use crate::base::Timestamp;
use crate::web::{Crumb, Layout, Page, Tab, Visit, WebResult, in_layout};

#[derive(askama::Template)]
#[template(path = "accounts/sign_ins.html")]
pub struct SignInsPage {
    pub l: Layout,
    /// This one first, the others by their last use.
    pub sign_ins: Vec<Shown>,
    pub now: Timestamp,
}
in_layout!(SignInsPage);

/// A device with what tells it apart.
pub struct Shown {
    pub sign_in: SignIn,
    pub name: String,
    pub is_this: bool,
}

impl SignInsPage {
    fn day(&self, at: Timestamp) -> String {
        self.l
            .viewer
            .as_ref()
            .map_or_else(String::new, |viewer| self.l.t.date_short(at.0, &viewer.time_zone, self.now.0))
    }

    fn when(&self, at: Timestamp) -> String {
        self.l.viewer.as_ref().map_or_else(String::new, |viewer| self.l.t.when(at.0, &viewer.time_zone, self.now.0))
    }

    /// With what it was begun, when it was a passkey.
    fn by(&self, sign_in: &SignIn) -> Option<String> {
        let t = self.l.t;
        let named = sign_in.passkey.as_ref().map(|name| t.f1("accounts-by-passkey", "name", name));
        named.or_else(|| sign_in.is_by_passkey.then(|| t.s("accounts-by-passkey-gone").to_owned()))
    }

    fn has_others(&self) -> bool {
        self.sign_ins.iter().any(|shown| !shown.is_this)
    }
}

pub async fn show(accounts: Accounts, visit: Visit) -> WebResult {
    let (t, now) = (visit.t(), visit.house.clock.now());
    let since = now.minus(accounts.session_lasts());
    let found = store::list_sign_ins(&visit.house.db, visit.viewer.person, since, now).await?;
    let mut sign_ins: Vec<Shown> = found
        .into_iter()
        .map(|sign_in| Shown {
            name: devices::words(&sign_in.agent, t),
            is_this: sign_in.id == visit.viewer.sign_in,
            sign_in,
        })
        .collect();
    sign_ins.sort_by_key(|shown| !shown.is_this);
    let l = visit.layout(Tab::Profile, t.s("accounts-sign-ins-title")).await?;
    let l = l.with_crumbs(vec![Crumb::new("/profilo", t.s("accounts-profile-title"))]);
    Ok(Page(SignInsPage { l, sign_ins, now }).into_response())
}
