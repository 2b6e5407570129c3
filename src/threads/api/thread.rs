//! One discussion.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::shape::ThreadShape;
use super::threads::readable;
use crate::authz::{Action, decide};
use crate::base::{SpaceId, ThreadId};
use crate::threads::commands::{
    ChooseTopics, CloseThread, Error, MarkRead, PinThread, RenameThread, ReopenThread, facts_of_thread,
};
use crate::threads::levels::{FollowSpace, FollowThread};
use crate::threads::model::{Level, Title, Why};
use crate::threads::store::{self, ThreadForActor};
use crate::threads::topic::{MOST, Topics};
use crate::web::api::{ApiResult, Caller, Content, Id, IfMatch, Problem, no_content, versioned};

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ThreadChange {
    #[schemars(length(min = 1), example = "Turni allo sportello")]
    title: String,
    /// Whoever reads the history of the first post reads it.
    #[schemars(length(min = 1, max = 300))]
    reason: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ClosingReason")]
pub(super) struct Reason {
    /// Everybody reads it.
    #[schemars(length(min = 1, max = 300), example = "La risposta è nella circolare di ieri")]
    reason: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewTopics {
    #[schemars(length(max = 5))]
    topics: Vec<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewLevel {
    level: Level,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadMark {
    /// The position of the last post that was read.
    #[schemars(range(min = 1))]
    position: i64,
}

/// A discussion the caller may do `action` to, or the right refusal.
pub(super) async fn see(caller: &Caller, id: ThreadId, action: Action) -> ApiResult<ThreadForActor> {
    let found = store::thread_for(caller.db(), id, caller.person).await?.ok_or(Problem::NotFound)?;
    decide(&caller.actor(), action, &facts_of_thread(&found, caller.person))?;
    Ok(found)
}

async fn answer(caller: &Caller, id: ThreadId) -> ApiResult {
    let row = store::thread_row_for(caller.db(), id, caller.person).await?.ok_or(Problem::NotFound)?;
    Ok(versioned(row.version, &ThreadShape::from(row)))
}

/// `GET /threads/{thread}`.
pub(super) async fn show(caller: Caller, Id(id): Id<ThreadId>) -> ApiResult {
    see(&caller, id, Action::ReadThreads).await?;
    answer(&caller, id).await
}

/// `PATCH /threads/{thread}`.
pub(super) async fn edit(
    caller: Caller,
    Id(thread): Id<ThreadId>,
    IfMatch(version): IfMatch,
    Content(change): Content<ThreadChange>,
) -> ApiResult {
    see(&caller, thread, Action::RenameThread).await?;
    let title = Title::parse(&change.title, caller.house.config.limits.title_chars);
    let title = title.map_err(|error| Problem::field("/title", error.sentence(caller.t())))?;
    let why = change.reason.as_deref().map(Why::parse).transpose();
    let why = why.map_err(|error| Problem::field("/reason", error.sentence(caller.t())))?;
    let command = RenameThread { actor: caller.actor(), thread, title, why, version, now: caller.now() };
    match caller.db().write(command).await {
        Ok(()) => answer(&caller, thread).await,
        Err(Error::Conflict { title, version, .. }) => {
            let current = json!({ "title": title, "version": version });
            Err(Problem::Changed { current, sent: json!(change) })
        }
        Err(other) => Err(other.into()),
    }
}

/// `PUT /threads/{thread}/pin`.
pub(super) async fn pin(caller: Caller, Id(thread): Id<ThreadId>) -> ApiResult {
    put_pin(&caller, thread, true).await
}

/// `DELETE /threads/{thread}/pin`.
pub(super) async fn unpin(caller: Caller, Id(thread): Id<ThreadId>) -> ApiResult {
    put_pin(&caller, thread, false).await
}

async fn put_pin(caller: &Caller, thread: ThreadId, is_on: bool) -> ApiResult {
    caller.db().write(PinThread { actor: caller.actor(), thread, is_on, now: caller.now() }).await?;
    Ok(no_content())
}

/// `PUT /threads/{thread}/closure`.
pub(super) async fn close(caller: Caller, Id(thread): Id<ThreadId>, Content(body): Content<Reason>) -> ApiResult {
    see(&caller, thread, Action::CloseThread).await?;
    let why = Why::parse(&body.reason).map_err(|e| Problem::field("/reason", e.sentence(caller.t())))?;
    caller.db().write(CloseThread { actor: caller.actor(), thread, why, now: caller.now() }).await?;
    Ok(no_content())
}

/// `DELETE /threads/{thread}/closure`.
pub(super) async fn reopen(caller: Caller, Id(thread): Id<ThreadId>) -> ApiResult {
    caller.db().write(ReopenThread { actor: caller.actor(), thread, now: caller.now() }).await?;
    Ok(no_content())
}

/// What a discussion is about. Error: what is wrong with it, in a sentence.
pub(super) fn topics(caller: &Caller, names: &[String]) -> Result<Topics, String> {
    if names.len() > MOST {
        return Err(caller.t().f1("threads-topics-too-many", "max", MOST));
    }
    Topics::parse(&names.join("\n")).map_err(|error| error.sentence(caller.t()))
}

/// `PUT /threads/{thread}/topics`.
pub(super) async fn choose_topics(
    caller: Caller,
    Id(thread): Id<ThreadId>,
    Content(body): Content<NewTopics>,
) -> ApiResult {
    see(&caller, thread, Action::ChooseTopics).await?;
    let topics = topics(&caller, &body.topics).map_err(|sentence| Problem::field("/topics", sentence))?;
    caller.db().write(ChooseTopics { actor: caller.actor(), thread, topics, now: caller.now() }).await?;
    Ok(no_content())
}

/// `PUT /threads/{thread}/level`.
pub(super) async fn follow(caller: Caller, Id(thread): Id<ThreadId>, Content(body): Content<NewLevel>) -> ApiResult {
    see(&caller, thread, Action::ReadThreads).await?;
    caller.db().write(FollowThread { person: caller.person, thread, level: body.level }).await?;
    Ok(no_content())
}

/// `PUT /spaces/{space}/level`.
pub(super) async fn follow_space(
    caller: Caller,
    Id(space): Id<SpaceId>,
    Content(body): Content<NewLevel>,
) -> ApiResult {
    readable(&caller, space).await?;
    caller.db().write(FollowSpace { person: caller.person, space, level: body.level }).await?;
    Ok(no_content())
}

/// `PUT /threads/{thread}/read-mark`.
pub(super) async fn mark_read(caller: Caller, Id(thread): Id<ThreadId>, Content(body): Content<ReadMark>) -> ApiResult {
    let found = see(&caller, thread, Action::ReadThreads).await?;
    if !(1..=found.posts).contains(&body.position) {
        return Err(Problem::field("/position", caller.t().f1("api-position", "max", found.posts)));
    }
    caller.db().write(MarkRead { person: caller.person, thread, position: body.position }).await?;
    Ok(no_content())
}
