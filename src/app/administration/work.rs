//! `/amministrazione/lavori`: letters that could not be sent and other work that failed for good, to try again or give up.

use axum::response::IntoResponse as _;
use serde::Deserialize;

use super::commands::{Drop, Retry};
use super::{crumbs, may_look};
use crate::base::JobId;
use crate::jobs::{self, Parked};
use crate::mail::{self, Stuck};
use crate::web::{Form, Layout, Page, Path, Query, Tab, Visit, WebResult, in_layout, see_other};

#[path = "samples/work.rs"]
mod samples;

/// Jobs on one page.
const PAGE: i64 = 50;
const LIST: &str = "/amministrazione/lavori";

#[derive(askama::Template)]
#[template(path = "app/administration/work.html")]
struct WorkPage {
    l: Layout,
    /// Each with the day on which it was set aside.
    letters: Vec<(Stuck, String)>,
    others: Vec<(Parked, String)>,
    /// Where the next page begins.
    next: Option<JobId>,
}
in_layout!(WorkPage);

#[derive(Deserialize)]
pub(super) struct Asked {
    dopo: Option<JobId>,
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> WebResult {
    may_look(&visit)?;
    let (db, after) = (&visit.house.db, asked.dopo.unwrap_or(JobId(0)));
    let parked = jobs::list_parked(db, after, PAGE).await?;
    let is_full = i64::try_from(parked.len()) == Ok(PAGE);
    let next = parked.last().map(|job| job.id).filter(|_| is_full);
    let letters = mail::list_stuck(db, after, PAGE).await?;
    let here = |job: JobId| next.is_none_or(|last| job <= last);
    let (t, zone, now) = (visit.t(), visit.viewer.time_zone.clone(), visit.house.clock.now());
    let day = |at: crate::base::Timestamp| t.day_short(at.0, &zone, now.0);
    let letters: Vec<(Stuck, String)> = letters
        .into_iter()
        .filter(|letter| here(letter.job))
        .map(|l| (l.parked_at, l))
        .map(|(at, l)| (l, day(at)))
        .collect();
    let others = parked
        .into_iter()
        .filter(|job| !letters.iter().any(|(letter, _)| letter.job == job.id))
        .map(|job| (job.parked_at, job))
        .map(|(at, job)| (job, day(at)))
        .collect();
    let l = visit.layout(Tab::Administration, t.s("admin-work-title")).await?.with_crumbs(crumbs(&visit));
    Ok(Page(WorkPage { l, letters, others, next }).into_response())
}

pub(super) async fn retry(Path(job): Path<JobId>, form: Form) -> WebResult {
    let Form { visit, .. } = form;
    let command = Retry { actor: visit.viewer.actor(), job, now: visit.house.clock.now() };
    visit.house.db.write(command).await?;
    visit.flash(visit.t().s("admin-work-retried")).await?;
    Ok(see_other(LIST))
}

pub(super) async fn drop(Path(job): Path<JobId>, form: Form) -> WebResult {
    let Form { visit, .. } = form;
    visit.house.db.write(Drop { actor: visit.viewer.actor(), job }).await?;
    visit.flash(visit.t().s("admin-work-dropped")).await?;
    Ok(see_other(LIST))
}
