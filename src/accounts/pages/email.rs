//! `/profilo/email`, `/conferma-email/…`, `/avviso-email/…`: another address.

use axum::response::IntoResponse as _;

use super::super::Accounts;
use super::super::email_change::EmailChange;
use super::super::store::{self, Purpose};
use super::{dead_link, open_link};
use crate::base::{EmailChangeId, Timestamp};
use crate::web::{
    ClientAddress, Crumb, FieldErrors, Layout, OpenVisit, Page, Path, Tab, Visit, WebError, WebResult, in_layout,
};

#[path = "samples/email.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "accounts/email.html")]
pub struct EmailPage {
    pub l: Layout,
    pub errors: FieldErrors,
    /// The address in use.
    pub current: String,
    /// What is being waited for.
    pub open: Option<EmailChange>,
    pub email: String,
    pub now: Timestamp,
}

/// The page that the letter to the new address leads to. A button, not the link, confirms: programs open links in letters.
#[derive(askama::Template)]
#[template(path = "accounts/email_new.html")]
struct NewEmailPage {
    l: Layout,
    token: String,
    change: EmailChange,
}

/// The page that the notice to the old address leads to.
#[derive(askama::Template)]
#[template(path = "accounts/email_old.html")]
struct OldEmailPage {
    l: Layout,
    token: String,
    change: EmailChange,
}

/// What has come of an answer to a letter.
#[derive(askama::Template)]
#[template(path = "accounts/email_answered.html")]
pub struct AnsweredPage {
    pub l: Layout,
    pub sentence: String,
    /// Whether to offer another password: somebody else may know the present one.
    pub is_stopped: bool,
}
in_layout!(EmailPage, NewEmailPage, OldEmailPage, AnsweredPage);

impl EmailPage {
    pub async fn new(visit: &Visit, errors: FieldErrors, email: String) -> WebResult<Self> {
        let (t, db, now) = (visit.t(), &visit.house.db, visit.house.clock.now());
        let account = store::find_account_of(db, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
        let open = store::find_open_email_change(db, visit.viewer.person, now).await?;
        let l = visit.layout(Tab::Profile, t.s("accounts-change-email")).await?;
        let l = l.with_crumbs(vec![Crumb::new("/profilo", t.s("accounts-profile-title"))]);
        Ok(Self { l, errors, current: account.email, open, email, now })
    }

    /// What is missing.
    fn waits_for(&self, change: &EmailChange) -> String {
        let zone = self.l.viewer.as_ref().map_or(jiff::tz::TimeZone::UTC, |viewer| viewer.time_zone.clone());
        let day = |at: Timestamp| self.l.t.date_short(at.0, &zone, self.now.0);
        if change.is_proven {
            self.l.t.f1("accounts-email-waits-for-old", "date", day(change.silent_at))
        } else {
            self.l.t.f1("accounts-email-waits-for-new", "date", day(change.expires_at))
        }
    }
}

pub async fn show(visit: Visit) -> WebResult {
    Ok(Page(EmailPage::new(&visit, FieldErrors::default(), String::new()).await?).into_response())
}

/// The change behind a link, while something can become of it, with the link's digest.
pub async fn open(
    visit: &OpenVisit,
    accounts: &Accounts,
    address: ClientAddress,
    (token, purpose): (&str, Purpose),
) -> WebResult<Option<(EmailChange, String)>> {
    let Some((id, digest)) = open_link(visit, accounts, address, (token, purpose)).await? else { return Ok(None) };
    let found = store::find_email_change(&visit.house.db, EmailChangeId(id)).await?;
    let now = visit.house.clock.now();
    Ok(found.filter(|change| change.is_open(now)).map(|change| (change, digest)))
}

pub async fn show_new(
    accounts: Accounts,
    address: ClientAddress,
    Path(token): Path<String>,
    visit: OpenVisit,
) -> WebResult {
    let Some((change, _)) = open(&visit, &accounts, address, (&token, Purpose::NewEmail)).await? else {
        return dead_link(&visit, Purpose::NewEmail).await;
    };
    let l = visit.layout(visit.t().s("accounts-email-new-title")).await?;
    Ok(Page(NewEmailPage { l, token, change }).into_response())
}

pub async fn show_old(
    accounts: Accounts,
    address: ClientAddress,
    Path(token): Path<String>,
    visit: OpenVisit,
) -> WebResult {
    let Some((change, _)) = open(&visit, &accounts, address, (&token, Purpose::OldEmail)).await? else {
        return dead_link(&visit, Purpose::OldEmail).await;
    };
    let l = visit.layout(visit.t().s("accounts-email-old-title")).await?;
    Ok(Page(OldEmailPage { l, token, change }).into_response())
}
