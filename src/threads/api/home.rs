//! The person's day: what is unread, what was being written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bookmarks::{BookmarkListed, due};
use super::news::{MentionShape, named};
use super::shape::ThreadShape;
use crate::base::{Seq, SpaceId, ThreadId};
use crate::journal;
use crate::spaces::{self, SpaceForActor};
use crate::threads::commands::ForgetDraft;
use crate::threads::drafts::{Key, SaveDraft, may_write};
use crate::threads::home::{EACH, FOLLOWED, QUESTIONS};
use crate::threads::questions::waiting;
use crate::threads::store::{self, Draft, ThreadRow};
use crate::web::api::{ApiResult, Caller, Content, Id, Instant, Problem, list as page, no_content, ok};

/// Topics of a draft at most: more than a discussion has, since it is on its way.
const TOPICS: usize = 20;

/// What the person has not read to the end.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Unread")]
pub(super) struct UnreadShape {
    /// In all spaces.
    total: i64,
    /// Only where there is something.
    spaces: Vec<Counted>,
    /// How many ask to come into the spaces that the person facilitates; only where there are any.
    requests: Vec<Counted>,
    /// Reported posts that wait in the spaces that this person facilitates.
    reports: Vec<Counted>,
}

/// So many in a space.
#[derive(Serialize, JsonSchema)]
struct Counted {
    space: SpaceId,
    count: i64,
}

/// The day's page.
#[derive(Serialize, JsonSchema)]
pub(super) struct Home {
    /// Say this in `until` of `catchUp` when all that stands here has been seen.
    as_of: Seq,
    /// What the person wanted to be reminded of by now.
    reminders: Vec<BookmarkListed>,
    /// The posts that name the person and have not been seen; at most ten.
    named: Vec<MentionShape>,
    /// Questions of others that wait for an answer, at most five; all of them are in `listQuestions`.
    questions: Vec<ThreadShape>,
    /// Discussions that the person follows by name and has not read to the end.
    followed: Vec<ThreadShape>,
    spaces: Vec<Changed>,
}

/// A space with something new.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SpaceNews")]
struct Changed {
    space: SpaceId,
    name: String,
    unread: i64,
    /// The newest of them; those followed by name stand elsewhere.
    threads: Vec<ThreadShape>,
}

/// A text on its way.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Draft")]
pub(super) struct DraftShape {
    /// What it is for: `new:3`, `reply:12` or `edit:88`.
    draft: String,
    title: String,
    body: String,
    /// Of a new discussion: what it is to be about, as it was typed.
    topics: Vec<String>,
    /// Whether a new discussion is to be a question.
    is_question: bool,
    saved_at: Instant,
    /// Whether files wait in it.
    has_files: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewDraft {
    #[serde(default)]
    title: String,
    #[serde(default)]
    #[schemars(example = "Anche da noi")]
    body: String,
    /// Of a new discussion; absent, they stay as they are.
    #[schemars(length(max = 20))]
    topics: Option<Vec<String>>,
    /// Whether a new discussion is to be a question; absent, it stays as it is.
    is_question: Option<bool>,
}

fn shapes(rows: Vec<ThreadRow>) -> Vec<ThreadShape> {
    rows.into_iter().map(ThreadShape::from).collect()
}

/// Spaces with something unread, and how much.
async fn unread_spaces(caller: &Caller) -> ApiResult<Vec<(SpaceId, i64)>> {
    let counted = store::count_unread(caller.db(), caller.person).await?;
    Ok(counted.into_iter().filter_map(|(space, count)| Some((space?, count))).collect())
}

/// `GET /me/unread`.
pub(super) async fn unread(caller: Caller) -> ApiResult {
    let counted = |(space, count)| Counted { space, count };
    let spaces = unread_spaces(&caller).await?;
    let waiting = spaces::count_waiting(caller.db(), caller.person).await?;
    let some = |(space, count): (SpaceId, i64)| (count > 0).then_some(Counted { space, count });
    Ok(ok(&UnreadShape {
        total: spaces.iter().map(|(_, n)| n).sum(),
        spaces: spaces.into_iter().map(counted).collect(),
        requests: waiting.iter().filter_map(|(space, requests, _)| some((*space, *requests))).collect(),
        reports: waiting.iter().filter_map(|(space, _, reports)| some((*space, *reports))).collect(),
    }))
}

/// `GET /me/home`.
pub(super) async fn show(caller: Caller) -> ApiResult {
    let (db, me) = (caller.db(), caller.person);
    let as_of = journal::head(db).await?;
    let unread = unread_spaces(&caller).await?;
    let mine: Vec<SpaceForActor> = spaces::list_of(db, &caller.actor()).await?;
    let followed = store::list_followed(db, me, FOLLOWED).await?;
    let (mut waiting, _) = waiting(db, me, QUESTIONS).await?;
    waiting.retain(|thread| !followed.iter().any(|named| named.id == thread.id));
    let named_above: Vec<ThreadId> = followed.iter().chain(&waiting).map(|thread| thread.id).collect();
    let newest = store::list_newest_unread(db, me, &named_above, EACH).await?;
    let mut changed = Vec::new();
    for (id, count) in unread {
        let Some(space) = mine.iter().find(|space| space.id == id && !space.is_archived()) else { continue };
        let threads: Vec<ThreadRow> = newest.iter().filter(|thread| thread.space == id).cloned().collect();
        if !threads.is_empty() {
            let (name, threads) = (space.name.clone(), shapes(threads));
            changed.push(Changed { space: id, name, unread: count, threads });
        }
    }
    let (reminders, named) = (due(&caller).await?, named(&caller, None).await?);
    let (questions, followed) = (shapes(waiting), shapes(followed));
    Ok(ok(&Home { as_of, reminders, named, questions, followed, spaces: changed }))
}

fn shape(draft: Draft) -> DraftShape {
    let Draft { key: draft, title, body, saved_at, has_files, topics, is_question, edition: _ } = draft;
    let topics = topics.split([',', '\n']).map(str::trim).filter(|topic| !topic.is_empty());
    let topics = topics.map(str::to_owned).collect();
    DraftShape { draft, title, body, topics, is_question, saved_at: Instant(saved_at), has_files }
}

/// `GET /me/drafts`.
pub(super) async fn drafts(caller: Caller) -> ApiResult {
    let items: Vec<DraftShape> = store::list_drafts(caller.db(), caller.person).await?.into_iter().map(shape).collect();
    Ok(page(&caller, items, None))
}

pub(super) fn key(text: &str) -> ApiResult<Key> {
    Key::parse(text).ok_or(Problem::NotFound)
}

/// `GET /me/drafts/{draft}`.
pub(super) async fn draft(caller: Caller, Id(draft): Id<String>) -> ApiResult {
    let found = store::find_draft(caller.db(), caller.person, &key(&draft)?.to_string()).await?;
    Ok(ok(&shape(found.ok_or(Problem::NotFound)?)))
}

/// `PUT /me/drafts/{draft}`.
pub(super) async fn save(caller: Caller, Id(draft): Id<String>, Content(body): Content<NewDraft>) -> ApiResult {
    let key = key(&draft)?;
    may_write(&caller.house, &caller.actor(), key).await?;
    let text = |text: String| text.replace("\r\n", "\n").replace('\0', "");
    let (title, words) = (text(body.title), text(body.body));
    if body.topics.as_ref().is_some_and(|topics| topics.len() > TOPICS) {
        return Err(Problem::field("/topics", caller.t().f1("api-too-many-items", "max", TOPICS)));
    }
    let kept = store::find_draft(caller.db(), caller.person, &key.to_string()).await?;
    let (known, was_question, edition) =
        kept.map(|draft| (draft.topics, draft.is_question, draft.edition)).unwrap_or_default();
    // As in the page: what is no topic yet is kept as it was typed.
    let topics = body.topics.map_or(known, |topics| text(topics.join(", ")));
    let is_question = matches!(key, Key::New(_)) && body.is_question.unwrap_or(was_question);
    let (key, saved_at) = (key.to_string(), caller.now());
    let draft = Draft { key, title, body: words, saved_at, has_files: false, topics, is_question, edition };
    caller.db().write(SaveDraft { person: caller.person, draft, known: None }).await?;
    Ok(no_content())
}

/// `DELETE /me/drafts/{draft}`.
pub(super) async fn forget(caller: Caller, Id(draft): Id<String>) -> ApiResult {
    caller.db().write(ForgetDraft { person: caller.person, key: key(&draft)?, now: caller.now() }).await?;
    Ok(no_content())
}
