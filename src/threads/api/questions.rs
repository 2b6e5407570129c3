//! Questions: which wait, and the answers that were taken up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::post;
use super::shape::ThreadShape;
use super::thread::see;
use super::{OWN_OR_LED, SHOWN_LATER};
use crate::authz::Action;
use crate::base::{PostId, ThreadId};
use crate::threads::commands::{AcceptAnswer, MarkQuestion};
use crate::threads::questions::{topics_of, turn};
use crate::threads::store;
use crate::web::Access;
use crate::web::api::{
    ApiResult, Asked, Caller, Id, List, Operation, Operations, Problem, Scope, cursor, list as page, no_content, rows,
};

use super::shape::PostShape;

/// A question that waits.
#[derive(Serialize, JsonSchema)]
pub(super) struct WaitingQuestion {
    thread: ThreadShape,
    /// Whether it is about something that the person can help with.
    is_on_own_topics: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// Only what others ask.
    others: Option<bool>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<i64>,
}

/// The turn of a question in the list, and its id.
struct Place(i64, ThreadId);

impl std::str::FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (turn, id) = text.split_once('-').ok_or(())?;
        Ok(Self(turn.parse().map_err(|_| ())?, id.parse().map_err(|_| ())?))
    }
}

pub(super) fn operations() -> Operations {
    use Scope::{ThreadsRead, ThreadsWrite};
    let waiting = Operation::get("/me/questions", "listQuestions", ThreadsRead, Access::SIGNED_IN)
        .about("The questions that wait for an answer in the person's spaces: first those on what the person can help with")
        .query::<Wanted>()
        .gives::<List<WaitingQuestion>>();
    let ask = Operation::put("/threads/{thread}/question", "markQuestion", ThreadsWrite, OWN_OR_LED)
        .about("Makes a discussion a question");
    let withdraw = Operation::delete("/threads/{thread}/question", "unmarkQuestion", ThreadsWrite, OWN_OR_LED)
        .about("A discussion is no question any more");
    let accepted = Operation::get("/threads/{thread}/accepted-answer", "getAcceptedAnswer", ThreadsRead, SHOWN_LATER)
        .about("The answer of a question that was taken up")
        .gives_versioned::<PostShape>();
    let accept = Operation::put("/posts/{post}/acceptance", "acceptAnswer", ThreadsWrite, OWN_OR_LED)
        .about("Takes an answer up as the one that helped, in place of any other")
        .notes("For whoever asked, and for facilitators.");
    let undo = Operation::delete("/posts/{post}/acceptance", "undoAcceptance", ThreadsWrite, OWN_OR_LED)
        .about("The question of an answer waits again");
    Operations::default()
        .add(waiting, list)
        .add(ask, mark)
        .add(withdraw, unmark)
        .add(accepted, show_accepted)
        .add(accept, accept_answer)
        .add(undo, undo_acceptance)
}

/// `GET /me/questions`.
async fn list(caller: Caller, Asked(wanted): Asked<Wanted>) -> ApiResult {
    let (db, limit) = (caller.db(), rows(wanted.limit)?);
    let Place(after, id) = cursor::<Place>(wanted.cursor.as_deref())?.unwrap_or(Place(0, ThreadId(0)));
    let topics = topics_of(db, caller.person).await?;
    let who = (caller.person, wanted.others.unwrap_or(false));
    let mut found = store::list_waiting(db, who, &topics, (after, id), limit + 1).await?;
    let has_more = i64::try_from(found.len()).is_ok_and(|n| n > limit);
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| has_more).map(|last| format!("{}-{}", turn(last, &topics), last.id));
    let one = |row| WaitingQuestion { is_on_own_topics: turn(&row, &topics) == 0, thread: row.into() };
    let items: Vec<WaitingQuestion> = found.into_iter().map(one).collect();
    Ok(page(&caller, items, next.as_deref()))
}

async fn put_mark(caller: &Caller, thread: ThreadId, is_on: bool) -> ApiResult {
    caller.db().write(MarkQuestion { actor: caller.actor(), thread, is_on, now: caller.now() }).await?;
    Ok(no_content())
}

/// `PUT /threads/{thread}/question`.
async fn mark(caller: Caller, Id(thread): Id<ThreadId>) -> ApiResult {
    put_mark(&caller, thread, true).await
}

/// `DELETE /threads/{thread}/question`.
async fn unmark(caller: Caller, Id(thread): Id<ThreadId>) -> ApiResult {
    put_mark(&caller, thread, false).await
}

/// `GET /threads/{thread}/accepted-answer`.
async fn show_accepted(caller: Caller, Id(thread): Id<ThreadId>) -> ApiResult {
    let found = see(&caller, thread, Action::ReadThreads).await?;
    post::show(caller, Id(found.accepted.ok_or(Problem::NotFound)?)).await
}

async fn put_acceptance(caller: &Caller, post: PostId, is_on: bool) -> ApiResult {
    caller.db().write(AcceptAnswer { actor: caller.actor(), post, is_on, now: caller.now() }).await?;
    Ok(no_content())
}

/// `PUT /posts/{post}/acceptance`.
async fn accept_answer(caller: Caller, Id(post): Id<PostId>) -> ApiResult {
    put_acceptance(&caller, post, true).await
}

/// `DELETE /posts/{post}/acceptance`.
async fn undo_acceptance(caller: Caller, Id(post): Id<PostId>) -> ApiResult {
    put_acceptance(&caller, post, false).await
}
