//! The forms of this room.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use crate::authz::Action;
use crate::base::{PostId, SpaceId, ThreadId};
use crate::web::{FieldErrors, Fields, FlashAction, Form, Path, StreamedForm, Visit, WebError, WebResult, see_other};

use super::attachments::{Said, Taken, receive};
use super::commands::{
    Answer, DeletePost, EditPost, EditWithFiles, Error, RestorePost, StartFully, StartThread, WithFiles,
    Written as Place,
};
use super::compose::{changeable, conflict_page, edit_page, new_page};
use super::drafts::{self, Key};
use super::model::{Body, Submission, Title, Why, page_start};
use super::pages::delete_page;
use super::placed::preview;
use super::show::{Written, readable};
use super::topic::Topics;

impl From<Error> for WebError {
    fn from(error: Error) -> Self {
        match error {
            Error::Denied(denied) => denied.into(),
            Error::Db(error) => error.into(),
            Error::Conflict { .. } | Error::ReasonMissing | Error::File(_) | Error::NoSuchFile(_) => {
                Self::Internal(error.into())
            }
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

/// The words of a composer; or what is wrong with them and with its files, or nothing when they are only to be shown.
fn parse(
    visit: &Visit,
    fields: &Fields,
    mut errors: FieldErrors,
    has_title: bool,
) -> Result<(Option<Title>, Body), FieldErrors> {
    if fields.has("preview") {
        return Err(errors);
    }
    let (t, limits) = (visit.t(), &visit.house.config.limits);
    let title = has_title.then(|| Title::parse(fields.get("title"), limits.title_chars));
    let title = title.map(|title| errors.take("title", title, |e| e.sentence(t)));
    let body = errors.take("body", Body::parse(fields.get("body"), limits.body_chars), |e| e.sentence(t));
    match (title, body) {
        (None, Some(body)) if errors.is_empty() => Ok((None, body)),
        (Some(Some(title)), Some(body)) if errors.is_empty() => Ok((Some(title), body)),
        _ => Err(errors),
    }
}

/// The form as it was sent, to be shown again.
async fn written(form: &Form, key: Key, said: Said, errors: FieldErrors) -> WebResult<Written> {
    let body = form.fields.get("body").replace("\r\n", "\n");
    let preview =
        if form.fields.has("preview") { Some(preview(&form.visit, Some(key), &said, &body).await?) } else { None };
    let submission = Some(form.fields.get("submission").to_owned());
    let topics = Some(form.fields.get("topics").to_owned());
    let is_question = form.fields.has("question");
    Ok(Written { body: Some(body), submission, preview, errors, said, topics, quoted: None, is_question })
}

/// Keeps the form as a draft. The form again, when some of its files were not taken: the draft is safe, and they are not in it.
async fn kept(form: &Form, key: Key, said: Said, refused: FieldErrors) -> WebResult<Option<Written>> {
    drafts::keep(form, key).await?;
    if refused.is_empty() {
        return Ok(None);
    }
    let missing = i64::try_from(refused.all().len()).unwrap_or(i64::MAX);
    form.visit.flash(form.visit.t().f1("threads-draft-without", "n", missing)).await?;
    Ok(Some(written(form, key, said, refused).await?))
}

/// What tells this sending of a form from others.
async fn submission(form: &Form, said: &Said, words: &str) -> WebResult<Submission> {
    let submission = Submission::from_form(form.fields.get("submission"), &form.visit.house.rng);
    Ok(submission.with_words(&format!("{words}{}", said.words(&form.visit).await?)))
}

/// A file of the list has gone its way in another tab.
fn file_gone(visit: &Visit) -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add("files", visit.t().s("files-gone-meanwhile").to_owned());
    errors
}

pub(super) async fn start(Path(space): Path<SpaceId>, form: StreamedForm) -> WebResult {
    let key = Key::New(space);
    let Taken { form, said, mut errors, refused, .. } = receive(form, key).await?;
    let visit = &form.visit;
    let topics = errors.take("topics", Topics::parse(form.fields.get("topics")), |e| e.sentence(visit.t()));
    let topics = topics.unwrap_or_default();
    let title_typed = Some(form.fields.get("title").to_owned());
    if form.fields.has("draft") {
        return match kept(&form, key, said, refused).await? {
            None => Ok(see_other(&key.href())),
            Some(written) => Ok(unprocessable(new_page(visit, space, title_typed, written).await?)),
        };
    }
    let (title, body) = match parse(visit, &form.fields, errors, true) {
        Ok((Some(title), body)) => (title, body),
        Ok((None, _)) => return Err(WebError::internal("a new discussion without a title")),
        Err(errors) => {
            let page = new_page(visit, space, title_typed, written(&form, key, said, errors).await?).await?;
            return Ok(unprocessable(page));
        }
    };
    let words = format!("{}\n{}", title.as_str(), body.as_str());
    let submission = submission(&form, &said, &words).await?;
    let from_draft = drafts::is_published_by(&form, Key::New(space)).await?;
    let command = StartThread {
        actor: visit.viewer.actor(),
        space,
        title,
        body,
        submission,
        from_draft,
        now: visit.house.clock.now(),
    };
    let start = WithFiles { command, files: said.kept() };
    let is_question = form.fields.has("question");
    let started = if topics.all().is_empty() && start.files.is_empty() && !is_question {
        visit.house.db.write(start.command).await
    } else {
        visit.house.db.write(StartFully { start, topics, is_question }).await
    };
    match started {
        Ok(at) => Ok(place(at)),
        Err(Error::NoSuchFile(_)) => {
            let page = new_page(visit, space, title_typed, written(&form, key, said, file_gone(visit)).await?).await?;
            Ok(unprocessable(page))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn answer(Path(thread): Path<ThreadId>, form: StreamedForm) -> WebResult {
    let key = Key::Reply(thread);
    let Taken { form, said, errors, refused, .. } = receive(form, key).await?;
    let visit = &form.visit;
    if form.fields.has("draft") {
        let Some(written) = kept(&form, key, said, refused).await? else {
            return Ok(see_other(&key.href()));
        };
        return Ok(unprocessable(readable(visit, thread, Some(i64::MAX)).await?.render(visit, written).await?));
    }
    let body = match parse(visit, &form.fields, errors, false) {
        Ok((_, body)) => body,
        Err(errors) => {
            let page = readable(visit, thread, Some(i64::MAX)).await?;
            return Ok(unprocessable(page.render(visit, written(&form, key, said, errors).await?).await?));
        }
    };
    let submission = submission(&form, &said, body.as_str()).await?;
    let from_draft = drafts::is_published_by(&form, Key::Reply(thread)).await?;
    let command =
        Answer { actor: visit.viewer.actor(), thread, body, submission, from_draft, now: visit.house.clock.now() };
    let answered = match said.kept() {
        files if files.is_empty() => visit.house.db.write(command).await,
        files => visit.house.db.write(WithFiles { command, files }).await,
    };
    match answered {
        Ok(at) => Ok(place(at)),
        Err(Error::NoSuchFile(_)) => {
            let page = readable(visit, thread, Some(i64::MAX)).await?;
            Ok(unprocessable(page.render(visit, written(&form, key, said, file_gone(visit)).await?).await?))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn edit(Path(post): Path<PostId>, form: StreamedForm) -> WebResult {
    let key = Key::Edit(post);
    let Taken { form, said, errors, refused, .. } = receive(form, key).await?;
    let visit = &form.visit;
    if form.fields.has("draft") {
        let title = Some(form.fields.get("title").to_owned());
        return match kept(&form, key, said, refused).await? {
            None => Ok(see_other(&key.href())),
            Some(written) => Ok(unprocessable(edit_page(visit, post, title, written).await?)),
        };
    }
    let (found, _) = changeable(visit, post, Action::EditPost).await?;
    let has_title = found.position == 1;
    let raw_title = has_title.then(|| form.fields.get("title").to_owned());
    let (title, body) = match parse(visit, &form.fields, errors, has_title) {
        Ok(words) => words,
        Err(errors) => {
            let page = edit_page(visit, post, raw_title, written(&form, key, said, errors).await?).await?;
            return Ok(unprocessable(page));
        }
    };
    let version = form.fields.get("version").parse().unwrap_or(0);
    let from_draft = drafts::is_published_by(&form, Key::Edit(post)).await?;
    let edit =
        EditPost { actor: visit.viewer.actor(), post, title, body, version, from_draft, now: visit.house.clock.now() };
    let changed = if said.is_whole {
        visit.house.db.write(EditWithFiles { edit, files: said.kept() }).await
    } else {
        visit.house.db.write(edit).await
    };
    match changed {
        Ok(at) => Ok(place(at)),
        Err(Error::Conflict { .. }) => {
            conflict_page(visit, post, raw_title, written(&form, key, said, FieldErrors::default()).await?).await
        }
        Err(Error::NoSuchFile(_)) => {
            let page = edit_page(visit, post, raw_title, written(&form, key, said, file_gone(visit)).await?).await?;
            Ok(unprocessable(page))
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
