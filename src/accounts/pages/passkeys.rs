//! `/profilo/passkey`: a person's passkeys, a new one, one of them.

use axum::response::IntoResponse as _;

use super::super::passkeys::{MOST, Passkey};
use super::super::store;
use crate::base::{PasskeyId, Timestamp};
use crate::web::{Crumb, FieldErrors, Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout};

#[path = "samples/passkeys.rs"]
mod samples;

/// Where they are looked after.
pub const OWN: &str = "/profilo/passkey";

#[derive(askama::Template)]
#[template(path = "accounts/passkeys.html")]
pub struct PasskeysPage {
    l: Layout,
    errors: FieldErrors,
    passkeys: Vec<Passkey>,
    /// What a new one would be called.
    name: String,
    /// Whether the viewer can do nothing else until there is one, or codes.
    is_demanded: bool,
    now: Timestamp,
}
in_layout!(PasskeysPage);

impl PasskeysPage {
    pub async fn new(visit: &Visit, (name, errors): (String, FieldErrors)) -> WebResult<Self> {
        let passkeys = store::list_passkeys(&visit.house.db, visit.viewer.person).await?;
        let l = visit.layout(Tab::Profile, visit.t().s("accounts-passkeys-title")).await?;
        let l = l.with_crumbs(vec![profile(visit)]);
        let now = visit.house.clock.now();
        Ok(Self { l, errors, passkeys, name, is_demanded: visit.viewer.detour.is_some(), now })
    }

    fn has_room(&self) -> bool {
        i64::try_from(self.passkeys.len()).is_ok_and(|n| n < MOST)
    }

    fn day(&self, at: Timestamp) -> String {
        let zone = self.l.viewer.as_ref().map(|viewer| &viewer.time_zone);
        zone.map_or_else(String::new, |zone| self.l.t.date_short(at.0, zone, self.now.0))
    }

    fn when(&self, at: Timestamp) -> String {
        let zone = self.l.viewer.as_ref().map(|viewer| &viewer.time_zone);
        zone.map_or_else(String::new, |zone| self.l.t.when(at.0, zone, self.now.0))
    }
}

fn profile(visit: &Visit) -> Crumb {
    Crumb::new("/profilo", visit.t().s("accounts-profile-title"))
}

pub async fn show(visit: Visit, headers: axum::http::HeaderMap) -> WebResult {
    let name = super::super::devices::words(&super::super::actions::agent(&headers), visit.t());
    Ok(Page(PasskeysPage::new(&visit, (name, FieldErrors::default())).await?).into_response())
}

/// The second step of a new one: the browser's turn.
#[derive(askama::Template)]
#[template(path = "accounts/new_passkey.html")]
pub struct NewPasskeyPage {
    l: Layout,
    name: String,
    /// What the browser is asked, as JSON.
    options: String,
    /// The secret of the challenge.
    token: String,
}
in_layout!(NewPasskeyPage);

impl NewPasskeyPage {
    pub async fn new(visit: &Visit, name: String, (options, token): (String, String)) -> WebResult<Self> {
        let t = visit.t();
        let l = visit.layout(Tab::Profile, t.s("accounts-passkey-new-title")).await?;
        let l = l.with_crumbs(vec![profile(visit), Crumb::new(OWN, t.s("accounts-passkeys-title"))]);
        Ok(Self { l, name, options, token })
    }
}

/// One of them: called something else, or taken away.
#[derive(askama::Template)]
#[template(path = "accounts/passkey.html")]
pub struct PasskeyPage {
    l: Layout,
    errors: FieldErrors,
    id: PasskeyId,
    name: String,
}
in_layout!(PasskeyPage);

impl PasskeyPage {
    /// The name as it was typed, if it was. Errors: none of the viewer's.
    pub async fn new(visit: &Visit, id: PasskeyId, (typed, errors): (Option<&str>, FieldErrors)) -> WebResult<Self> {
        let t = visit.t();
        let found = store::find_passkey(&visit.house.db, visit.viewer.person, id).await?;
        let passkey = found.ok_or(WebError::NotFound)?;
        let l = visit.layout(Tab::Profile, t.f1("accounts-passkey-title", "name", &passkey.name)).await?;
        let l = l.with_crumbs(vec![profile(visit), Crumb::new(OWN, t.s("accounts-passkeys-title"))]);
        Ok(Self { l, errors, id, name: typed.map_or(passkey.name, str::to_owned) })
    }
}

pub async fn show_one(visit: Visit, Path(id): Path<String>) -> WebResult {
    let id: PasskeyId = id.parse().map_err(|_| WebError::NotFound)?;
    Ok(Page(PasskeyPage::new(&visit, id, (None, FieldErrors::default())).await?).into_response())
}
