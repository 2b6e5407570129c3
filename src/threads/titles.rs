//! Another title for a discussion, by who began it or who facilitates.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use crate::authz::{Action, decide};
use crate::base::ThreadId;
use crate::spaces;
use crate::web::{FieldErrors, Form, Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout, see_other};

use super::commands::{Error, RenameThread, facts_of_thread};
use super::model::{Title, Why};
use super::show::crumbs;
use super::store;

#[path = "samples/titles.rs"]
mod samples;

/// What the form holds.
struct Filled {
    title: String,
    why: String,
}

#[derive(askama::Template)]
#[template(path = "threads/rename.html")]
struct RenamePage {
    l: Layout,
    thread: ThreadId,
    /// What it is called now.
    now: String,
    version: i64,
    filled: Filled,
    errors: FieldErrors,
}
in_layout!(RenamePage);

async fn rename_page(visit: &Visit, id: ThreadId, filled: Option<Filled>, errors: FieldErrors) -> WebResult {
    let (t, db, actor) = (visit.t(), &visit.house.db, visit.viewer.actor());
    let thread = store::thread_for(db, id, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
    decide(&actor, Action::RenameThread, &facts_of_thread(&thread, visit.viewer.person))?;
    let row = store::thread_row_for(db, id, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
    let space = spaces::get_for(db, thread.space, &actor).await?.ok_or(WebError::NotFound)?;
    let crumbs = crumbs(t, thread.space, &space.name);
    let l = visit.layout(Tab::Spaces, t.s("threads-rename")).await?.with_crumbs(crumbs);
    let filled = filled.unwrap_or_else(|| Filled { title: row.title.clone(), why: String::new() });
    Ok(Page(RenamePage { l, thread: id, now: row.title, version: row.version, filled, errors }).into_response())
}

/// `GET /discussioni/{thread}/titolo`.
pub(super) async fn ask(visit: Visit, Path(id): Path<ThreadId>) -> WebResult {
    rename_page(&visit, id, None, FieldErrors::default()).await
}

/// `POST /discussioni/{thread}/titolo`.
pub(super) async fn rename(Path(thread): Path<ThreadId>, form: Form) -> WebResult {
    let (visit, mut errors) = (&form.visit, FieldErrors::default());
    let (t, raw) = (visit.t(), (form.fields.get("title"), form.fields.get("why")));
    let title = Title::parse(raw.0, visit.house.config.limits.title_chars);
    let title = errors.take("title", title, |e| e.sentence(t));
    let why = Some(raw.1).filter(|why| !why.trim().is_empty());
    let why = why.and_then(|why| errors.take("why", Why::parse(why), |e| e.sentence(t)));
    if let Some(title) = title.filter(|_| errors.is_empty()) {
        let (actor, now) = (visit.viewer.actor(), visit.house.clock.now());
        let version = form.fields.get("version").parse().unwrap_or(0);
        match visit.house.db.write(RenameThread { actor, thread, title, why, version, now }).await {
            Ok(()) => {
                visit.flash(t.s("threads-renamed")).await?;
                return Ok(see_other(&format!("/discussioni/{thread}")));
            }
            Err(Error::Conflict { title, .. }) => errors.add("title", t.f1("threads-rename-conflict", "title", title)),
            Err(error) => return Err(error.into()),
        }
    }
    let filled = Filled { title: raw.0.to_owned(), why: raw.1.to_owned() };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, rename_page(visit, thread, Some(filled), errors).await?).into_response())
}
