//! The forms of this room.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use crate::authz::Action;
use crate::base::{PostId, SpaceId, ThreadId};
use crate::web::{FieldErrors, Fields, FlashAction, Form, Path, Visit, WebError, WebResult, see_other};

use super::commands::{Answer, AskQuestion, DeletePost, EditPost, Error, RestorePost, StartThread, Written as Place};
use super::compose::{changeable, conflict_page, edit_page, new_page};
use super::drafts::{self, Key};
use super::fragments::preview;
use super::model::{Body, Submission, Title, Why, page_start};
use super::pages::delete_page;
use super::resolve::writer;
use super::show::{Written, readable};

impl From<Error> for WebError {
    fn from(error: Error) -> Self {
        match error {
            Error::Denied(denied) => denied.into(),
            Error::Db(error) => error.into(),
            Error::Conflict { .. } | Error::ReasonMissing => Self::Internal(error.into()),
        }
    }
}

/// Where a post stands.
pub(super) fn place(at: Place) -> Response {
    let page = page_start(at.position);
    let query = if page > 1 { format!("?da={page}") } else { String::new() };
    see_other(&format!("/discussioni/{}{query}#m{}", at.thread, at.position))
}

fn unprocessable(page: Response) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// The words of a composer, or what is wrong with them.
fn parse(visit: &Visit, fields: &Fields, has_title: bool) -> Result<(Option<Title>, Body), FieldErrors> {
    let (t, limits, mut errors) = (visit.t(), &visit.house.config.limits, FieldErrors::default());
    let title = has_title.then(|| Title::parse(fields.get("title"), limits.title_chars));
    let title = title.map(|title| errors.take("title", title, |e| e.sentence(t)));
    let body = errors.take("body", Body::parse(fields.get("body"), limits.body_chars), |e| e.sentence(t));
    match (title, body) {
        (None, Some(body)) => Ok((None, body)),
        (Some(Some(title)), Some(body)) => Ok((Some(title), body)),
        _ => Err(errors),
    }
}

/// The form as it was sent, to be shown again.
async fn written(form: &Form, errors: FieldErrors) -> WebResult<Written> {
    let body = form.fields.get("body").replace("\r\n", "\n");
    let preview = if form.fields.has("preview") {
        Some(preview(&form.visit.house.db, writer(&form.visit), &body).await?)
    } else {
        None
    };
    let submission = Some(form.fields.get("submission").to_owned());
    let is_question = form.fields.has("question");
    Ok(Written { body: Some(body), submission, preview, errors, quoted: None, is_question })
}

pub(super) async fn start(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    let visit = &form.visit;
    let title = Some(form.fields.get("title").to_owned());
    if form.fields.has("draft") {
        drafts::keep(&form, Key::New(space)).await?;
        return Ok(see_other(&format!("/spazi/{space}/discussioni/nuova")));
    }
    let words = if form.fields.has("preview") { Err(FieldErrors::default()) } else { parse(visit, &form.fields, true) };
    let (title, body) = match words {
        Ok((Some(title), body)) => (title, body),
        Ok((None, _)) => return Err(WebError::internal("a new discussion without a title")),
        Err(errors) => return Ok(unprocessable(new_page(visit, space, title, written(&form, errors).await?).await?)),
    };
    let submission = Submission::from_form(form.fields.get("submission"), &visit.house.rng);
    let submission = submission.with_words(&format!("{}\n{}", title.as_str(), body.as_str()));
    let now = visit.house.clock.now();
    let start = StartThread { actor: visit.viewer.actor(), space, title, body, submission, now };
    let db = &visit.house.db;
    let at = if form.fields.has("question") { db.write(AskQuestion(start)).await? } else { db.write(start).await? };
    Ok(place(at))
}

pub(super) async fn answer(Path(thread): Path<ThreadId>, form: Form) -> WebResult {
    let visit = &form.visit;
    if form.fields.has("draft") {
        drafts::keep(&form, Key::Reply(thread)).await?;
        return Ok(see_other(&format!("/discussioni/{thread}#componi")));
    }
    let words =
        if form.fields.has("preview") { Err(FieldErrors::default()) } else { parse(visit, &form.fields, false) };
    let body = match words {
        Ok((_, body)) => body,
        Err(errors) => {
            let page = readable(visit, thread, Some(i64::MAX)).await?;
            return Ok(unprocessable(page.render(visit, written(&form, errors).await?).await?));
        }
    };
    let submission = Submission::from_form(form.fields.get("submission"), &visit.house.rng).with_words(body.as_str());
    let now = visit.house.clock.now();
    let at = visit.house.db.write(Answer { actor: visit.viewer.actor(), thread, body, submission, now }).await?;
    Ok(place(at))
}

pub(super) async fn edit(Path(post): Path<PostId>, form: Form) -> WebResult {
    let visit = &form.visit;
    if form.fields.has("draft") {
        drafts::keep(&form, Key::Edit(post)).await?;
        return Ok(see_other(&format!("/messaggi/{post}/modifica")));
    }
    let (found, _) = changeable(visit, post, Action::EditPost).await?;
    let has_title = found.position == 1;
    let raw_title = has_title.then(|| form.fields.get("title").to_owned());
    let words =
        if form.fields.has("preview") { Err(FieldErrors::default()) } else { parse(visit, &form.fields, has_title) };
    let (title, body) = match words {
        Ok(words) => words,
        Err(errors) => {
            return Ok(unprocessable(edit_page(visit, post, raw_title, written(&form, errors).await?).await?));
        }
    };
    let version = form.fields.get("version").parse().unwrap_or(0);
    let command = EditPost { actor: visit.viewer.actor(), post, title, body, version, now: visit.house.clock.now() };
    match visit.house.db.write(command).await {
        Ok(at) => Ok(place(at)),
        Err(Error::Conflict { .. }) => {
            conflict_page(visit, post, raw_title, written(&form, FieldErrors::default()).await?).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn delete(Path(post): Path<PostId>, form: Form) -> WebResult {
    let visit = &form.visit;
    let t = visit.t();
    let (found, _) = changeable(visit, post, Action::DeletePost).await?;
    let raw = form.fields.get("why");
    let why = if found.author == visit.viewer.person {
        None
    } else {
        let mut errors = FieldErrors::default();
        match errors.take("why", Why::parse(raw), |e| e.sentence(t)) {
            Some(why) => Some(why),
            None => return Ok(unprocessable(delete_page(visit, post, raw.to_owned(), errors).await?)),
        }
    };
    let command = DeletePost { actor: visit.viewer.actor(), post, why, now: visit.house.clock.now() };
    let at = visit.house.db.write(command).await?;
    visit.flash(t.s("threads-deleted")).await?;
    let (action, label) = (format!("/messaggi/{post}/ripristina"), t.s("threads-undo-delete").to_owned());
    visit.flash_action(FlashAction { action, label }).await?;
    Ok(place(at))
}

/// `POST /messaggi/{post}/ripristina`: undoes a deletion.
pub(super) async fn restore(Path(post): Path<PostId>, form: Form) -> WebResult {
    let visit = &form.visit;
    let command = RestorePost { actor: visit.viewer.actor(), post, now: visit.house.clock.now() };
    let at = visit.house.db.write(command).await?;
    visit.flash(visit.t().s("threads-restored")).await?;
    Ok(place(at))
}
