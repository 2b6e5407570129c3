//! To a place of a long discussion: a message's number, or a day.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use serde::Deserialize;

use crate::base::ThreadId;
use crate::web::{FieldErrors, Layout, Page, Path, Query, Tab, Visit, WebResult, in_layout, see_other};

use super::search::start_of;
use super::show::{address, crumbs, readable};
use super::store::{self, ThreadForActor};

#[path = "samples/jump.rs"]
mod samples;

/// What the form holds.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    #[serde(rename = "numero")]
    pub number: String,
    #[serde(rename = "giorno")]
    pub day: String,
    #[serde(skip)]
    pub errors: FieldErrors,
}

#[derive(askama::Template)]
#[template(path = "threads/jump.html")]
struct JumpPage {
    l: Layout,
    thread: ThreadForActor,
    asked: Asked,
}
in_layout!(JumpPage);

/// `GET /discussioni/{thread}/vai`: with a number or a day, on to the message; else asks for one.
pub(super) async fn to(visit: Visit, Path(id): Path<ThreadId>, Query(mut asked): Query<Asked>) -> WebResult {
    let shown = readable(&visit, id, None).await?;
    if let Some(position) = position(&visit, &shown.thread, &mut asked).await? {
        return Ok(see_other(&address(id, position)));
    }
    let status = if asked.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let t = visit.t();
    let crumbs = crumbs(t, shown.thread.space, &shown.space.name);
    let l = visit.layout(Tab::Spaces, t.s("threads-jump-title").to_owned()).await?.with_crumbs(crumbs);
    Ok((status, Page(JumpPage { l, thread: shown.thread, asked })).into_response())
}

/// The message that is meant: of numbers beyond the last, and of days after it, the last.
async fn position(visit: &Visit, thread: &ThreadForActor, asked: &mut Asked) -> WebResult<Option<i64>> {
    let t = visit.t();
    let typed = asked.number.trim_matches(|c: char| c == '#' || c.is_whitespace());
    if !typed.is_empty() {
        let is_number = typed.bytes().all(|byte| byte.is_ascii_digit());
        // More digits than a number holds are beyond the last too.
        return Ok(match is_number.then(|| typed.parse().unwrap_or(i64::MAX)) {
            Some(number) if number > 0 => Some(number.min(thread.posts)),
            _ => {
                asked.errors.add("numero", t.f1("threads-jump-wrong-number", "n", thread.posts));
                None
            }
        });
    }
    let start = start_of(asked.day.trim(), &visit.viewer.time_zone, 0);
    match asked.errors.take("giorno", start, |()| t.s("threads-search-date").to_owned()) {
        Some(Some(start)) => {
            let first = store::first_since(&visit.house.db, thread.id, start).await?;
            Ok(Some(first.unwrap_or(thread.posts)))
        }
        _ => Ok(None),
    }
}
