//! Small pages and fragments around a post.

use axum::Json;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse as _};
use serde::{Deserialize, Serialize};

use crate::accounts;
use crate::authz::{Action, Facts, Openness, Subject, decide};
use crate::base::{PostId, SpaceId, name_key};
use crate::db::{self, Db};
use crate::i18n::Tr;
use crate::spaces;
use crate::text;
use crate::web::{FieldErrors, Form, Layout, Page, Path, Query, Tab, Visit, WebError, WebResult, in_layout, see_other};

use super::attachments::Said;
use super::compose::changeable;
use super::drafts::Key;
use super::model::PostState;
use super::placed;
use super::resolve::{FACILITATORS, office_handle};
use super::show::{address, crumbs};
use super::store::{self, PostForActor};

#[path = "samples/pages.rs"]
mod samples;

/// `GET /messaggi/{post}`: the place of a post in its discussion.
pub(super) async fn permalink(visit: Visit, Path(id): Path<PostId>) -> WebResult {
    let (post, _) = changeable(&visit, id, Action::ReadThreads).await?;
    Ok(see_other(&address(post.thread, post.position)))
}

/// The Markdown of a quotation; nothing of a deleted post or of one the viewer may not read.
pub(super) async fn quote_of(visit: &Visit, id: PostId) -> WebResult<Option<String>> {
    let (post, _) = match changeable(visit, id, Action::ReadThreads).await {
        Ok(found) => found,
        Err(WebError::NotFound | WebError::Refused(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    if post.state == PostState::Deleted {
        return Ok(None);
    }
    let rows = store::list_posts(&visit.house.db, &[id]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    Ok(Some(text::quote(&row.author_name, &format!("/messaggi/{id}"), &post.body)))
}

/// `GET /messaggi/{post}/citazione`: the quotation as text, for the composer's script.
pub(super) async fn quotation(visit: Visit, Path(id): Path<PostId>) -> WebResult {
    changeable(&visit, id, Action::ReadThreads).await?;
    let quote = quote_of(&visit, id).await?.unwrap_or_default();
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], quote).into_response())
}

#[derive(askama::Template)]
#[template(path = "threads/delete.html")]
struct DeletePage {
    l: Layout,
    post: PostForActor,
    excerpt: String,
    is_own: bool,
    why: String,
    errors: FieldErrors,
}
in_layout!(DeletePage);

/// `GET /messaggi/{post}/elimina`: asks once.
pub(super) async fn ask_delete(visit: Visit, Path(id): Path<PostId>) -> WebResult {
    delete_page(&visit, id, String::new(), FieldErrors::default()).await
}

/// The form that deletes a post, also when it comes back.
pub(super) async fn delete_page(visit: &Visit, id: PostId, why: String, errors: FieldErrors) -> WebResult {
    let t = visit.t();
    let (post, space) = changeable(visit, id, Action::DeletePost).await?;
    let excerpt = text::excerpt(&post.body, 300);
    let is_own = post.author == visit.viewer.person;
    let l = visit.layout(Tab::Spaces, t.s("threads-delete")).await?.with_crumbs(crumbs(t, post.space, &space.name));
    Ok(Page(DeletePage { l, post, excerpt, is_own, why, errors }).into_response())
}

/// `POST /anteprima`: the text as it would be published with the files of its form, a fragment.
pub(super) async fn preview(form: Form) -> WebResult {
    let visit = &form.visit;
    let max = visit.house.config.limits.body_chars;
    // What is wrong with the list of files is said when it is published.
    let said = Said::read(visit, &form.fields, &mut FieldErrors::default());
    match crate::web::parse_body(form.fields.get("body"), max) {
        Ok(body) => {
            Ok(Html(placed::preview(visit, Key::parse(form.fields.get("key")), &said, &body).await?).into_response())
        }
        Err(error) => {
            let sentence = error.sentence(visit.t());
            Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, sentence).into_response())
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    spazio: SpaceId,
    #[serde(default)]
    q: String,
}

/// How many offices are offered beside people.
const OFFICES: i64 = 4;

/// Somebody, or several together, to name.
#[derive(Serialize)]
pub(super) struct Offered {
    /// The person's id; 0 of several people.
    pub id: i64,
    pub name: String,
    /// Where the person works, or whom the name reaches.
    pub office: String,
    pub handle: String,
}

impl Offered {
    fn person(person: accounts::Suggestion) -> Self {
        Self { id: person.id.0, name: person.name, office: person.office, handle: person.handle }
    }
}

/// `GET /persone/suggerimenti`: who can be named in a space. Guests are given no lists of people.
pub(super) async fn suggest(visit: Visit, Query(wanted): Query<Wanted>) -> WebResult {
    let actor = visit.viewer.actor();
    let Some(space) = spaces::get_for(&visit.house.db, wanted.spazio, &actor).await? else {
        return Err(WebError::NotFound);
    };
    decide(&actor, Action::SeeMembers, &Facts::in_space(Subject::Space(space.id), space.openness, space.role))?;
    let found = offered(&visit.house.db, visit.t(), (space.id, space.openness), &wanted.q).await?;
    Ok(Json(found).into_response())
}

/// Who can be named in a space, when what was typed is `q`: people, whoever facilitates, offices.
pub(super) async fn offered(
    db: &Db,
    t: &Tr,
    (space, openness): (SpaceId, Openness),
    q: &str,
) -> db::Result<Vec<Offered>> {
    let people = spaces::suggest_readers(db, space, openness, q).await?;
    let mut found: Vec<Offered> = people.into_iter().map(Offered::person).collect();
    let typed = name_key(q.trim_start_matches('@'));
    if !typed.is_empty() && FACILITATORS.starts_with(&typed) {
        let (name, office) = (FACILITATORS.to_owned(), t.s("threads-reaches-facilitators").to_owned());
        found.insert(0, Offered { id: 0, name, office, handle: FACILITATORS.to_owned() });
    }
    let offices = accounts::suggest_organisations(db, q, OFFICES).await?;
    let reaches = t.s("threads-reaches-office");
    found.extend(offices.into_iter().map(|(_, code, name)| Offered {
        id: 0,
        name,
        office: reaches.to_owned(),
        handle: office_handle(&code),
    }));
    Ok(found)
}
