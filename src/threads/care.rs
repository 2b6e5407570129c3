//! Pinning, closing and reopening a discussion: what facilitators press, and what everybody sees of it.

use askama::Template as _;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use crate::authz::{Action, decide};
use crate::base::ThreadId;
use crate::i18n::{Lang, Tr, tr};
use crate::spaces;
use crate::web::{
    FieldErrors, Form, Layout, Page, Path, Tab, Visit, WebError, WebResult, assets, in_layout, see_other,
};

use super::commands::{CloseThread, PinThread, ReopenThread, facts_of_thread};
use super::model::{ThreadState, Why};
use super::show::crumbs;
use super::store::{self, ThreadForActor, ThreadRow};

#[path = "samples/care.rs"]
mod samples;

/// Whether a discussion takes answers: the same in the page and over the socket.
#[derive(askama::Template)]
#[template(path = "threads/_state.html")]
struct State<'a> {
    t: &'static Tr,
    is_closed: bool,
    reason: &'a str,
    icons: &'static str,
}

/// The sign of a thread's state. Error: the template's.
pub(super) fn sign(t: &'static Tr, state: ThreadState, reason: &str) -> Result<String, WebError> {
    Ok(State { t, is_closed: state == ThreadState::Closed, reason, icons: assets::icons() }.render()?)
}

/// The sign of a thread's state as everybody gets it over the socket. Error: the template's.
pub fn state_html(thread: &ThreadRow, lang: Lang) -> Result<String, WebError> {
    sign(tr(lang), thread.state, &thread.closed_reason)
}

#[derive(askama::Template)]
#[template(path = "threads/close.html")]
struct ClosePage {
    l: Layout,
    thread: ThreadForActor,
    why: String,
    errors: FieldErrors,
}
in_layout!(ClosePage);

async fn close_page(visit: &Visit, id: ThreadId, why: String, errors: FieldErrors) -> WebResult {
    let (t, db, actor) = (visit.t(), &visit.house.db, visit.viewer.actor());
    let thread = store::thread_for(db, id, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
    decide(&actor, Action::CloseThread, &facts_of_thread(&thread, visit.viewer.person))?;
    let space = spaces::get_for(db, thread.space, &actor).await?.ok_or(WebError::NotFound)?;
    let l = visit.layout(Tab::Spaces, t.s("threads-close")).await?.with_crumbs(crumbs(t, thread.space, &space.name));
    Ok(Page(ClosePage { l, thread, why, errors }).into_response())
}

/// `GET /discussioni/{thread}/chiudi`: asks why.
pub(super) async fn ask_close(visit: Visit, Path(id): Path<ThreadId>) -> WebResult {
    close_page(&visit, id, String::new(), FieldErrors::default()).await
}

/// `POST /discussioni/{thread}/chiudi`.
pub(super) async fn close(Path(thread): Path<ThreadId>, form: Form) -> WebResult {
    let (visit, mut errors) = (&form.visit, FieldErrors::default());
    let (t, raw) = (visit.t(), form.fields.get("why"));
    let Some(why) = errors.take("why", Why::parse(raw), |e| e.sentence(t)) else {
        let page = close_page(visit, thread, raw.to_owned(), errors).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let now = visit.house.clock.now();
    visit.house.db.write(CloseThread { actor: visit.viewer.actor(), thread, why, now }).await?;
    visit.flash(t.s("threads-closed-done")).await?;
    Ok(see_other(&format!("/discussioni/{thread}")))
}

/// `POST /discussioni/{thread}/riapri`.
pub(super) async fn reopen(Path(thread): Path<ThreadId>, form: Form) -> WebResult {
    let visit = &form.visit;
    let now = visit.house.clock.now();
    visit.house.db.write(ReopenThread { actor: visit.viewer.actor(), thread, now }).await?;
    visit.flash(visit.t().s("threads-reopened-done")).await?;
    Ok(see_other(&format!("/discussioni/{thread}")))
}

/// `POST /discussioni/{thread}/evidenza`: `on` or not.
pub(super) async fn pin(Path(thread): Path<ThreadId>, form: Form) -> WebResult {
    let (visit, is_on) = (&form.visit, form.fields.get("on") == "1");
    let now = visit.house.clock.now();
    visit.house.db.write(PinThread { actor: visit.viewer.actor(), thread, is_on, now }).await?;
    let done = if is_on { visit.t().s("threads-pinned-done") } else { visit.t().s("threads-unpinned-done") };
    visit.flash(done).await?;
    Ok(see_other(&format!("/discussioni/{thread}")))
}
