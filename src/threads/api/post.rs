//! One post.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::files;
use super::posts::words;
use super::shape::{self, PostShape};
use crate::authz::{Action, decide};
use crate::base::{PostId, Timestamp};
use crate::journal::Reaction;
use crate::text;
use crate::threads::commands::{DeletePost, EditPost, EditWithFiles, Error, React, RestorePost, facts_of};
use crate::threads::history::texts;
use crate::threads::model::{PostState, Title, Why};
use crate::threads::store::{self, PostForActor};
use crate::web::api::{
    ApiResult, Caller, Content, Errors, Id, IfMatch, Instant, Problem, list as page, no_content, ok, versioned,
};

/// Former versions in one answer.
const VERSIONS: i64 = 20;

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PostChange {
    /// Markdown.
    #[schemars(length(min = 1), example = "Da noi funziona così: un elenco condiviso.")]
    body: String,
    /// Of the first post only.
    #[schemars(length(min = 1))]
    title: Option<String>,
    /// The files that it has afterwards, in this order; absent, they stay as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 50))]
    files: Option<Vec<files::Wanted>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Deletion {
    /// Why: needed for another's words, and read by everybody.
    #[schemars(length(min = 1, max = 300), example = "Contiene dati personali")]
    reason: Option<String>,
}

/// What a post said from some moment on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PostVersion")]
pub(super) struct VersionShape {
    body: String,
    since: Instant,
    is_current: bool,
}

/// The Markdown that quotes a post; empty for a deleted one.
#[derive(Serialize, JsonSchema)]
pub(super) struct Quotation {
    markdown: String,
}

/// A post the caller may do `action` to, or the right refusal.
pub(super) async fn see(caller: &Caller, id: PostId, action: Action) -> ApiResult<PostForActor> {
    let found = store::post_for(caller.db(), id, caller.person).await?.ok_or(Problem::NotFound)?;
    decide(&caller.actor(), action, &facts_of(&found, caller.person, caller.now()))?;
    Ok(found)
}

async fn load(caller: &Caller, post: &PostForActor) -> ApiResult<PostShape> {
    let keys = store::list_keys(caller.db(), post.thread, post.position, caller.person).await?;
    let own: Vec<_> = keys.into_iter().filter(|key| key.id == post.id).collect();
    shape::posts(caller, &own).await?.into_iter().next().ok_or(Problem::NotFound)
}

/// `GET /posts/{post}`.
pub(super) async fn show(caller: Caller, Id(id): Id<PostId>) -> ApiResult {
    let found = see(&caller, id, Action::ReadThreads).await?;
    let shape = load(&caller, &found).await?;
    Ok(versioned(shape.version, &shape))
}

/// `PATCH /posts/{post}`.
pub(super) async fn edit(
    caller: Caller,
    Id(id): Id<PostId>,
    IfMatch(version): IfMatch,
    Content(change): Content<PostChange>,
) -> ApiResult {
    let found = see(&caller, id, Action::EditPost).await?;
    let (t, limits, mut errors) = (caller.t(), &caller.house.config.limits, Errors::default());
    let title = match &change.title {
        None => Some(None),
        Some(_) if found.position != 1 => {
            errors.add("/title", t.s("api-no-title").to_owned());
            None
        }
        Some(title) => errors.take("/title", Title::parse(title, limits.title_chars), |e| e.sentence(t)).map(Some),
    };
    let chosen = change.files.as_ref().map(|wanted| files::parse(&caller, wanted, &mut errors));
    let title = errors.or(title)?;
    let body = words(&caller, &change.body)?;
    let edit = EditPost { actor: caller.actor(), post: id, title, body, version, from_draft: false, now: caller.now() };
    let changed = match chosen {
        None => caller.db().write(edit).await,
        Some(chosen) => {
            let command = EditWithFiles { edit, files: chosen.clone() };
            caller.db().write(files::with_these(&caller, command, &chosen, Some(id))).await
        }
    };
    match changed {
        Ok(_) => show(caller, Id(id)).await,
        Err(Error::Conflict { title, body, version }) => {
            let current = json!({ "title": title, "body": body, "version": version });
            Err(Problem::Changed { current, sent: json!(change) })
        }
        Err(other) => Err(files::refused(&caller, other)),
    }
}

/// `PUT /posts/{post}/deletion`.
pub(super) async fn delete(caller: Caller, Id(id): Id<PostId>, Content(body): Content<Deletion>) -> ApiResult {
    let found = see(&caller, id, Action::DeletePost).await?;
    let t = caller.t();
    let is_own = found.author == caller.person;
    let reason = body.reason.as_deref().map(Why::parse).transpose();
    let why = reason.map_err(|error| Problem::field("/reason", error.sentence(t)))?;
    if why.is_none() && !is_own {
        return Err(Problem::field("/reason", t.s("error-required").to_owned()));
    }
    let why = why.filter(|_| !is_own);
    caller.db().write(DeletePost { actor: caller.actor(), post: id, why, now: caller.now() }).await?;
    Ok(no_content())
}

/// `DELETE /posts/{post}/deletion`.
pub(super) async fn restore(caller: Caller, Id(id): Id<PostId>) -> ApiResult {
    caller.db().write(RestorePost { actor: caller.actor(), post: id, now: caller.now() }).await?;
    Ok(no_content())
}

/// `GET /posts/{post}/versions`.
pub(super) async fn versions(caller: Caller, Id(id): Id<PostId>) -> ApiResult {
    see(&caller, id, Action::SeeHistory).await?;
    let row = store::list_posts(caller.db(), &[id]).await?.into_iter().next().ok_or(Problem::NotFound)?;
    let mut found: Vec<(String, Timestamp)> = texts(&row, store::list_versions(caller.db(), id, VERSIONS).await?);
    found.reverse();
    let one = |(n, (body, since))| VersionShape { body, since: Instant(since), is_current: n == 0 };
    let items: Vec<VersionShape> = found.into_iter().enumerate().map(one).collect();
    Ok(page(&caller, items, None))
}

/// `GET /posts/{post}/quotation`.
pub(super) async fn quote(caller: Caller, Id(id): Id<PostId>) -> ApiResult {
    let found = see(&caller, id, Action::ReadThreads).await?;
    let row = store::list_posts(caller.db(), &[id]).await?.into_iter().next().ok_or(Problem::NotFound)?;
    let markdown = match found.state {
        PostState::Deleted => String::new(),
        PostState::Published => text::quote(&row.author_name, &format!("/messaggi/{id}"), &found.body),
    };
    Ok(ok(&Quotation { markdown }))
}

/// `PUT /posts/{post}/reactions/{reaction}`.
pub(super) async fn react(caller: Caller, Id((post, word)): Id<(PostId, String)>) -> ApiResult {
    put_reaction(&caller, (post, &word), true).await
}

/// `DELETE /posts/{post}/reactions/{reaction}`.
pub(super) async fn take_back(caller: Caller, Id((post, word)): Id<(PostId, String)>) -> ApiResult {
    put_reaction(&caller, (post, &word), false).await
}

async fn put_reaction(caller: &Caller, (post, word): (PostId, &str), is_on: bool) -> ApiResult {
    let reaction = Reaction::parse(word).ok_or(Problem::NotFound)?;
    caller.db().write(React { actor: caller.actor(), post, reaction, is_on, now: caller.now() }).await?;
    Ok(no_content())
}
