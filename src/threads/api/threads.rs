//! Lists of discussions, and new ones.

use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::files;
use super::shape::ThreadShape;
use crate::authz::{Action, Standing, decide};
use crate::base::{PostId, Seq, SpaceId, ThreadId};
use crate::spaces::{self, SpaceForActor};
use crate::threads::commands::{StartFully, StartThread, WithFiles, Written};
use crate::threads::model::{Body, Submission, Title, View};
use crate::threads::store::{self, ThreadRow};
use crate::threads::topic::Topics;
use crate::web::api::{
    ApiResult, Asked, Caller, Creation, Errors, Id, Made, Problem, ROOT, created, cursor, list as page, rows,
};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// Which ones.
    show: Option<Show>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<i64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Show {
    /// All that are not pinned.
    Others,
    /// The pinned ones; at most 50, on one page.
    Pinned,
    /// Those that the person has not read to the end.
    Unread,
    /// Questions that wait for an answer.
    Questions,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Cursor {
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<i64>,
}

/// A discussion about to be started.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewThread {
    #[schemars(length(min = 1), example = "Turni allo sportello del martedì")]
    title: String,
    /// What to say, in Markdown.
    #[schemars(length(min = 1), example = "Come vi siete organizzati?")]
    body: String,
    /// Files that wait in a draft of the person's, in the order in which they are shown.
    #[serde(default)]
    #[schemars(length(max = 50))]
    files: Vec<files::Wanted>,
    /// What it is about; at most five.
    #[serde(default)]
    #[schemars(length(max = 5))]
    topics: Vec<String>,
    /// Whether it is a question.
    #[serde(default)]
    is_question: bool,
}

/// A discussion that has been started.
#[derive(Serialize, JsonSchema)]
pub(super) struct ThreadMade {
    thread: ThreadId,
    /// Its first post.
    post: PostId,
    /// Its address here.
    #[schemars(example = "/api/v1/threads/12")]
    href: String,
    /// The address of its page.
    #[schemars(example = "/discussioni/12")]
    page: String,
}

/// A topic of discussions that the person reads.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Topic")]
pub(super) struct TopicShape {
    name: String,
    /// As it stands in addresses.
    slug: String,
    /// In how many discussions.
    threads: i64,
}

/// A space whose words the caller reads.
pub(super) async fn readable(caller: &Caller, space: SpaceId) -> ApiResult<SpaceForActor> {
    let found = spaces::get_for(caller.db(), space, &caller.actor()).await?.ok_or(Problem::NotFound)?;
    decide(&caller.actor(), Action::ReadThreads, &found.facts())?;
    Ok(found)
}

/// A page of rows, one of which more than fit were looked for.
fn answer(caller: &Caller, mut found: Vec<ThreadRow>, limit: i64) -> Response {
    let has_more = i64::try_from(found.len()).is_ok_and(|n| n > limit);
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| has_more).map(|last| last.last_seq.to_string());
    let items: Vec<ThreadShape> = found.into_iter().map(ThreadShape::from).collect();
    page(caller, items, next.as_deref())
}

/// `GET /spaces/{space}/threads`.
pub(super) async fn list(caller: Caller, Id(space): Id<SpaceId>, Asked(wanted): Asked<Wanted>) -> ApiResult {
    let (limit, me) = (rows(wanted.limit)?, caller.person);
    let before = cursor::<Seq>(wanted.cursor.as_deref())?.unwrap_or(Seq(i64::MAX));
    readable(&caller, space).await?;
    let show = wanted.show.unwrap_or(Show::Others);
    if show == Show::Pinned {
        return Ok(answer(&caller, store::list_pinned(caller.db(), space, me).await?, i64::MAX));
    }
    let view = match show {
        Show::Unread => View::Unread,
        Show::Questions => View::Questions,
        Show::Others | Show::Pinned => View::All,
    };
    let found = store::list_threads(caller.db(), space, me, (before, view, limit + 1)).await?;
    Ok(answer(&caller, found, limit))
}

/// `POST /spaces/{space}/threads`.
pub(super) async fn start(caller: Caller, Id(space): Id<SpaceId>, body: Creation<NewThread>) -> ApiResult {
    let found = readable(&caller, space).await?;
    if let Some(made) = body.earlier().await? {
        return Ok(created(made));
    }
    decide(&caller.actor(), Action::StartThread, &found.facts())?;
    let (t, limits, mut errors, new) = (caller.t(), &caller.house.config.limits, Errors::default(), &body.value);
    let title = errors.take("/title", Title::parse(&new.title, limits.title_chars), |e| e.sentence(t));
    let words = errors.take("/body", Body::parse(&new.body, limits.body_chars), |e| e.sentence(t));
    let files = files::parse(&caller, &new.files, &mut errors);
    let topics = errors.take("/topics", super::thread::topics(&caller, &new.topics), |sentence| sentence);
    let (title, words, topics) = errors.or(title.zip(words).zip(topics).map(|((a, b), c)| (a, b, c)))?;
    let submission = Submission::new(&caller.house.rng);
    let command = StartThread {
        actor: caller.actor(),
        space,
        title,
        body: words,
        submission,
        from_draft: false,
        now: caller.now(),
    };
    let start = WithFiles { command, files: files.clone() };
    let command = StartFully { start, topics, is_question: new.is_question };
    let command = files::with_these(&caller, command, &files, None);
    let tell = |at: &Written| {
        let (thread, post) = (at.thread, at.post);
        let (location, page) = (format!("/threads/{thread}"), format!("/discussioni/{thread}"));
        let href = format!("{ROOT}{location}");
        Made { location, body: json!(ThreadMade { thread, post, href, page }) }
    };
    Ok(created(body.try_run(command, tell).await.map_err(|error| files::refused_once(&caller, error))?))
}

fn is_staff(caller: &Caller) -> bool {
    caller.standing == Standing::Staff
}

/// `GET /topics`.
pub(super) async fn topics(caller: Caller) -> ApiResult {
    let found = store::list_topics(caller.db(), caller.person, is_staff(&caller)).await?;
    let one = |topic: store::TopicInUse| {
        let slug = Topics::from_lines(&topic.name).all().first()?.slug();
        Some(TopicShape { name: topic.name, slug, threads: topic.threads })
    };
    let items: Vec<TopicShape> = found.into_iter().filter_map(one).collect();
    Ok(page(&caller, items, None))
}

/// `GET /topics/{slug}/threads`.
pub(super) async fn by_topic(caller: Caller, Id(slug): Id<String>, Asked(wanted): Asked<Cursor>) -> ApiResult {
    let (limit, who) = (rows(wanted.limit)?, (caller.person, is_staff(&caller)));
    let before = cursor::<Seq>(wanted.cursor.as_deref())?.unwrap_or(Seq(i64::MAX));
    if slug.contains(char::is_control) {
        return Err(Problem::NotFound); // in no name, and PostgreSQL takes no NUL
    }
    store::name_of_topic(caller.db(), &slug, who).await?.ok_or(Problem::NotFound)?;
    let found = store::list_by_topic(caller.db(), &slug, who, (before, limit + 1)).await?;
    Ok(answer(&caller, found, limit))
}
