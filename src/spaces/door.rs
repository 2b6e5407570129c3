//! The door of a space: what somebody sees who knows of it and may not read it, and how to ask to come in.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use crate::authz::{Action, Denied, Reason, decide};
use crate::base::{SpaceId, Timestamp};
use crate::web::{FieldErrors, Form, Layout, Page, Path, Visit, WebError, WebResult, in_layout, see_other};

use super::commands::{AskToJoin, WithdrawRequest};
use super::model::{RequestState, RequestWords};
use super::pages::{SpaceHead, SpaceTab, inner_layout, see};
use super::store::SpaceForActor;
use super::store::requests::{self, Request};

#[path = "samples/door.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "spaces/door.html")]
struct DoorPage {
    l: Layout,
    head: SpaceHead,
    request: Option<Request>,
    may_ask: bool,
    words: String,
    errors: FieldErrors,
}
in_layout!(DoorPage);

impl DoorPage {
    fn is_waiting(&self) -> bool {
        self.request.as_ref().is_some_and(|request| request.state == RequestState::Waiting)
    }

    /// The day on which the request was not granted, and why.
    fn refused(&self) -> Option<(String, &str)> {
        let request = self.request.as_ref().filter(|request| request.state == RequestState::Refused)?;
        Some((self.day(request.decided_at?), &request.reason))
    }

    fn day(&self, at: Timestamp) -> String {
        let zone = self.l.viewer.as_ref().map_or(jiff::tz::TimeZone::UTC, |viewer| viewer.time_zone.clone());
        self.l.t.day(at.0, &zone)
    }

    /// What the form begins with: what was typed, or the words of the request that waits.
    async fn load(visit: &Visit, found: &SpaceForActor, again: Option<(String, FieldErrors)>) -> WebResult<Self> {
        let l = inner_layout(visit, found, visit.t().s("spaces-door")).await?;
        let head = SpaceHead::load(visit, &l, found, SpaceTab::Threads).await?;
        let request = requests::find(&visit.house.db, found.id, visit.viewer.person).await?;
        let may_ask = decide(&visit.viewer.actor(), Action::AskToJoin, &found.facts()).is_ok();
        let (words, errors) = again.unwrap_or_default();
        Ok(Self { l, head, request, may_ask, words, errors })
    }
}

/// The door, for whoever may come in or ask to; otherwise the space's own pages answer. Errors: the database's.
pub async fn door(visit: &Visit, found: &SpaceForActor) -> WebResult<Option<Response>> {
    match decide(&visit.viewer.actor(), Action::ReadThreads, &found.facts()) {
        Err(Denied::Refused(Reason::AskFirst | Reason::EnterToRead)) => {
            Ok(Some(Page(DoorPage::load(visit, found, None).await?).into_response()))
        }
        _ => Ok(None),
    }
}

pub(super) async fn ask(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    let visit = &form.visit;
    let found = see(visit, space, Action::AskToJoin).await?;
    let typed = form.fields.get("words");
    let words = match RequestWords::parse(typed) {
        Ok(words) => words,
        Err(error) => {
            let mut errors = FieldErrors::default();
            errors.add("words", error.sentence(visit.t()));
            let page = DoorPage::load(visit, &found, Some((typed.to_owned(), errors))).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response());
        }
    };
    let command = AskToJoin { actor: visit.viewer.actor(), space, words, now: visit.house.clock.now() };
    visit.house.db.write(command).await.map_err(WebError::from)?;
    visit.flash(visit.t().s("spaces-asked")).await?;
    Ok(see_other(&format!("/spazi/{space}")))
}

pub(super) async fn withdraw(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    let visit = &form.visit;
    let command = WithdrawRequest { actor: visit.viewer.actor(), space, now: visit.house.clock.now() };
    visit.house.db.write(command).await.map_err(WebError::from)?;
    visit.flash(visit.t().s("spaces-request-withdrawn")).await?;
    Ok(see_other(&format!("/spazi/{space}")))
}
