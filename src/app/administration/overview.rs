//! `/amministrazione`: how the server does, in a few figures, each with the page that says more.

use axum::Extension;
use axum::response::IntoResponse as _;

use super::may_look;
use crate::jobs;
use crate::journal;
use crate::live::Hub;
use crate::mail::{self, State};
use crate::reports;
use crate::web::{Layout, Page, Tab, Visit, WebResult, in_layout};

#[path = "samples/overview.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "app/administration/overview.html")]
struct OverviewPage {
    l: Layout,
    version: &'static str,
    engine: &'static str,
    events: i64,
    sockets: i64,
    /// Jobs that wait or run.
    queued: i64,
    /// Jobs set aside after their last try, without those of letters.
    parked: i64,
    waiting: i64,
    /// Letters whose job was set aside.
    failed: i64,
    sent: i64,
    /// Reported posts that nobody who facilitates can judge.
    unjudged: i64,
    /// How far behind the sockets' reader is, in events.
    behind: i64,
}
in_layout!(OverviewPage);

pub(super) async fn show(visit: Visit, Extension(hub): Extension<Hub>) -> WebResult {
    may_look(&visit)?;
    let db = &visit.house.db;
    let jobs = jobs::count(db).await?;
    let (letters_stuck, others): (Vec<_>, Vec<_>) =
        jobs.iter().filter(|(_, state, _)| state == "parked").partition(|(kind, ..)| kind == mail::SEND);
    let sum = |jobs: &[&(String, String, i64)]| jobs.iter().map(|(.., n)| n).sum();
    let letters = mail::count(db).await?;
    let of = |wanted: State| letters.iter().find(|(state, ..)| *state == wanted).map_or(0, |(_, n, _)| *n);
    let events = journal::head(db).await?;
    let page = OverviewPage {
        l: visit.layout(Tab::Administration, visit.t().s("admin-title")).await?,
        version: env!("CARGO_PKG_VERSION"),
        engine: if db.postgres().is_some() { "PostgreSQL" } else { "SQLite" },
        events: events.0,
        sockets: i64::try_from(hub.sockets()).unwrap_or(i64::MAX),
        queued: jobs.iter().filter(|(_, state, _)| state == "queued").map(|(.., n)| n).sum(),
        parked: sum(&others),
        waiting: of(State::Waiting),
        failed: sum(&letters_stuck),
        sent: of(State::Sent),
        unjudged: reports::count_unjudged(db).await?,
        behind: (events.0 - hub.position().0).max(0),
    };
    Ok(Page(page).into_response())
}
