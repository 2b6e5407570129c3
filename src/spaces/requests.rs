//! What facilitators answer to who asks to come in.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use crate::authz::Action;
use crate::base::{PersonId, SpaceId};
use crate::web::{FieldErrors, Form, Layout, Page, Path, Visit, WebResult, in_layout};

use super::commands::{AcceptRequest, RefuseRequest};
use super::model::RefusalReason;
use super::pages::{SpaceHead, SpaceTab, inner_layout, see};
use super::people::people_done;
use super::store::SpaceForActor;
use super::store::requests::{self, Waiting};

#[path = "samples/requests.rs"]
mod samples;
pub(super) use samples::waiting as waiting_samples;

#[derive(askama::Template)]
#[template(path = "spaces/refuse.html")]
struct RefusePage {
    l: Layout,
    head: SpaceHead,
    waiting: Waiting,
    reason: String,
    errors: FieldErrors,
}
in_layout!(RefusePage);

impl RefusePage {
    /// The page about one request; nothing when it waits no more.
    async fn load(
        visit: &Visit,
        (found, person): (&SpaceForActor, PersonId),
        reason: String,
        errors: FieldErrors,
    ) -> WebResult<Option<Self>> {
        let waiting = requests::list_waiting(&visit.house.db, found.id).await?;
        let Some(waiting) = waiting.into_iter().find(|waiting| waiting.person == person) else { return Ok(None) };
        let l = inner_layout(visit, found, visit.t().s("spaces-refuse-title")).await?;
        let head = SpaceHead::load(visit, &l, found, SpaceTab::People).await?;
        Ok(Some(Self { l, head, waiting, reason, errors }))
    }
}

pub(super) async fn accept(Path((space, person)): Path<(SpaceId, PersonId)>, form: Form) -> WebResult {
    let visit = &form.visit;
    let command = AcceptRequest { actor: visit.viewer.actor(), space, person, now: visit.house.clock.now() };
    let is_in = visit.house.db.write(command).await?;
    people_done(visit, space, if is_in { "spaces-request-accepted" } else { "spaces-request-gone" }).await
}

pub(super) async fn ask_why(visit: Visit, Path((space, person)): Path<(SpaceId, PersonId)>) -> WebResult {
    let found = see(&visit, space, Action::ManageMembers).await?;
    match RefusePage::load(&visit, (&found, person), String::new(), FieldErrors::default()).await? {
        Some(page) => Ok(Page(page).into_response()),
        None => people_done(&visit, space, "spaces-request-gone").await,
    }
}

pub(super) async fn refuse(Path((space, person)): Path<(SpaceId, PersonId)>, form: Form) -> WebResult {
    let visit = &form.visit;
    let found = see(visit, space, Action::ManageMembers).await?;
    let typed = form.fields.get("reason");
    let reason = match RefusalReason::parse(typed) {
        Ok(reason) => reason,
        Err(error) => {
            let mut errors = FieldErrors::default();
            errors.add("reason", error.sentence(visit.t()));
            return match RefusePage::load(visit, (&found, person), typed.to_owned(), errors).await? {
                Some(page) => Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()),
                None => people_done(visit, space, "spaces-request-gone").await,
            };
        }
    };
    let command = RefuseRequest { actor: visit.viewer.actor(), space, person, reason, now: visit.house.clock.now() };
    let is_refused = visit.house.db.write(command).await?;
    people_done(visit, space, if is_refused { "spaces-request-refused" } else { "spaces-request-gone" }).await
}
