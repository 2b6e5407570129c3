//! GET.

pub mod access_tokens;
pub mod change_office;
pub mod directory;
pub mod email;
pub mod invitation;
pub mod invitations;
pub mod invite_many;
pub mod leave;
pub mod office;
pub mod organisations;
pub mod own_password;
pub mod passkeys;
pub mod password;
pub mod person;
pub mod picture;
pub mod profile;
pub mod record;
pub mod register;
pub mod second_factor;
pub mod sign_in;
pub mod sign_ins;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use crate::db::Db;
use crate::web::{ClientAddress, Layout, OpenVisit, Page, WebError, WebResult, in_layout};

use super::commands::Charge;
use super::store::{self, Purpose};
use super::{Accounts, Bucket, Organisation};
use crate::base::{Timestamp, digest};

#[path = "samples/dead_link.rs"]
mod samples;

/// A link that opens nothing: used, too old, taken back, or never made.
#[derive(askama::Template)]
#[template(path = "accounts/dead_link.html")]
struct DeadLinkPage {
    l: Layout,
    purpose: Purpose,
}
in_layout!(DeadLinkPage);

/// The page for a link that opens nothing: the same for every reason.
pub(super) async fn dead_link(visit: &OpenVisit, purpose: Purpose) -> WebResult {
    let title = visit.t().s(match purpose {
        Purpose::Invitation => "accounts-dead-invitation",
        Purpose::NewPassword => "accounts-dead-password-link",
        Purpose::NewEmail | Purpose::OldEmail => "accounts-dead-email-link",
    });
    let page = DeadLinkPage { l: visit.layout(title).await?, purpose };
    Ok((StatusCode::GONE, Page(page)).into_response())
}

/// What a link's secret opens. Links that do not exist are counted by the address that tries them.
///
/// Errors: too many tries.
pub(super) async fn open_link(
    visit: &OpenVisit,
    accounts: &Accounts,
    address: ClientAddress,
    (token, purpose): (&str, Purpose),
) -> WebResult<Option<(i64, String)>> {
    let (db, now) = (&visit.house.db, visit.house.clock.now());
    let buckets = accounts.buckets().links(address);
    if let Some(wait) = blocked(db, &buckets, now).await? {
        return Err(WebError::TooMany { wait });
    }
    let digest = digest(token);
    let Some((subject, expires_at)) = store::find_link(db, &digest, purpose).await? else {
        db.write(Charge { buckets, now }).await?;
        return Ok(None);
    };
    Ok((expires_at > now).then_some((subject, digest)))
}

async fn blocked(db: &Db, buckets: &[Bucket], now: Timestamp) -> WebResult<Option<std::time::Duration>> {
    let mut wait = None;
    for bucket in buckets {
        wait = wait.max(store::find_count(db, &bucket.name).await?.and_then(|count| count.wait(now)));
    }
    Ok(wait)
}

/// A form that cannot be accepted, with what is wrong with it.
pub(super) fn unprocessable(page: impl axum::response::IntoResponse) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// Today, where the reader is.
pub(super) fn today(l: &Layout, now: Timestamp) -> jiff::civil::Date {
    let zone = l.viewer.as_ref().map_or(jiff::tz::TimeZone::UTC, |viewer| viewer.time_zone.clone());
    now.zoned(&zone).date()
}

/// "in ferie fino a martedì 8 dicembre".
pub(super) fn say_away(t: &crate::i18n::Tr, away: &super::Away, today: jiff::civil::Date) -> String {
    let utc = jiff::tz::TimeZone::UTC;
    let micros = |day: jiff::civil::Date| day.to_zoned(utc.clone()).map_or(0, |at| at.timestamp().as_microsecond());
    let date = t.day_short(micros(away.until), &utc, micros(today));
    if away.why.is_empty() {
        t.f1("accounts-away", "date", date)
    } else {
        t.f2("accounts-away-why", "why", &away.why, "date", date)
    }
}

/// What somebody is in the own office, in a word.
pub(super) fn office_role_word(t: &crate::i18n::Tr, role: super::OfficeRole) -> &'static str {
    t.s(match role {
        super::OfficeRole::Head => "accounts-office-head",
        super::OfficeRole::FocalPoint => "accounts-office-focal-point",
    })
}

/// Offices under their regions, both in the order of the alphabet; and everybody else.
pub(super) fn by_region(all: Vec<Organisation>) -> (Vec<(String, Vec<Organisation>)>, Vec<Organisation>) {
    let (offices, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|o| o.kind.is_office() && o.region.is_some());
    let mut regions = std::collections::BTreeMap::<String, Vec<Organisation>>::new();
    for office in offices {
        regions.entry(office.region.clone().unwrap_or_default()).or_default().push(office);
    }
    (regions.into_iter().collect(), others)
}
