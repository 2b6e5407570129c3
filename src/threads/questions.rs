//! Questions: those that wait, the sign of an answer that was taken up, and the buttons for both.

use askama::Template as _;
use axum::response::IntoResponse as _;
use serde::Deserialize;

use crate::accounts;
use crate::base::{PersonId, PostId, ThreadId};
use crate::db::{self, Db};
use crate::i18n::{Lang, Tr, tr};
use crate::spaces;
use crate::text;
use crate::web::{Form, Layout, Page, Path, Query, Tab, Visit, WebError, WebResult, assets, in_layout, see_other};

use super::actions::place;
use super::commands::{AcceptAnswer, MarkQuestion};
use super::list::{ROWS, rows_of_spaces_html};
use super::model::{Question, page_start};
use super::store::{self, Accepted, ThreadRow};
use super::topic::{Topics, slug_of};

#[path = "samples/questions.rs"]
mod samples;
pub(super) use samples::{accepted as accepted_sample, sign as sign_sample};

/// Characters of the accepted answer at the head of its discussion.
const EXCERPT: usize = 400;

/// Whether a discussion is a question, and the answer that was taken up: the same in the page and over the socket.
#[derive(askama::Template)]
#[template(path = "threads/_question.html")]
struct Sign {
    t: &'static Tr,
    thread: ThreadId,
    question: Question,
    accepted: Option<Accepted>,
    icons: &'static str,
}

impl Sign {
    fn excerpt(&self) -> String {
        self.accepted.as_ref().map(|accepted| text::excerpt(&accepted.body, EXCERPT)).unwrap_or_default()
    }

    /// The page on which it stands.
    fn page(&self) -> i64 {
        self.accepted.as_ref().map_or(1, |accepted| page_start(accepted.position))
    }
}

/// The sign at the head of a discussion; one query when an answer was taken up. Errors: the template's, the database's.
pub(super) async fn sign(db: &Db, t: &'static Tr, thread: ThreadId, question: Question) -> WebResult<String> {
    let accepted = if question == Question::Answered { store::find_accepted(db, thread).await? } else { None };
    Ok(Sign { t, thread, question, accepted, icons: assets::icons() }.render()?)
}

/// The sign as everybody gets it over the socket. Errors: the template's, the database's.
pub async fn sign_html(db: &Db, thread: &ThreadRow, lang: Lang) -> Result<String, WebError> {
    sign(db, tr(lang), thread.id, thread.question).await
}

/// The button that takes an answer up, or opens the question again. `post` is an id, or the mark that the page's script
/// replaces.
#[derive(askama::Template)]
#[template(path = "threads/_accept.html")]
struct Button<'a> {
    t: &'static Tr,
    post: &'a str,
    is_accepted: bool,
}

/// That button, for whoever asked and for facilitators. Error: the template's.
pub(super) fn button(t: &'static Tr, post: &str, is_accepted: bool) -> WebResult<String> {
    Ok(Button { t, post, is_accepted }.render()?)
}

#[derive(askama::Template)]
#[template(path = "threads/questions.html")]
struct QuestionsPage {
    l: Layout,
    /// The rows of questions on what the viewer can help with, and of all others.
    mine: String,
    others: String,
    has_topics: bool,
    is_first_page: bool,
    /// Where the next page goes on.
    next: Option<String>,
}
in_layout!(QuestionsPage);

/// What somebody can help with, comparable with the topics of discussions.
pub(super) async fn topics_of(db: &Db, person: PersonId) -> db::Result<Vec<String>> {
    let topics = accounts::list_topics_of(db, &[person]).await?;
    Ok(topics.iter().map(|(_, _, name)| slug_of(name)).collect())
}

/// 0 for a discussion about one of these topics, 1 for others: the order in which [`store::list_waiting`] gives them.
pub(super) fn turn(thread: &ThreadRow, topics: &[String]) -> i64 {
    i64::from(!Topics::from_lines(&thread.topics).all().iter().any(|topic| topics.contains(&topic.slug())))
}

/// The questions that wait for others than the viewer, as the day's page names them: at most `limit`, and whether there are more.
pub(super) async fn waiting(db: &Db, person: PersonId, limit: usize) -> db::Result<(Vec<ThreadRow>, bool)> {
    let topics = topics_of(db, person).await?;
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let who = (person, true);
    let mut rows = store::list_waiting(db, who, &topics, (0, ThreadId(0)), most).await?;
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    Ok((rows, has_more))
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// The turn and the id after which the page goes on: `1-345`.
    dopo: Option<String>,
}

/// `GET /domande`: the questions that wait for an answer in the viewer's spaces.
pub(super) async fn index(visit: Visit, Query(asked): Query<Asked>) -> WebResult {
    let (t, db) = (visit.t(), &visit.house.db);
    let topics = topics_of(db, visit.viewer.person).await?;
    let after = asked.dopo.as_deref().and_then(|dopo| dopo.split_once('-'));
    let after = after.and_then(|(turn, id)| Some((turn.parse().ok()?, id.parse().ok()?)));
    let who = (visit.viewer.person, false);
    let rows = store::list_waiting(db, who, &topics, after.unwrap_or((0, ThreadId(0))), ROWS).await?;
    let next = rows.last().filter(|_| i64::try_from(rows.len()) == Ok(ROWS));
    let next = next.map(|last| format!("{}-{}", turn(last, &topics), last.id));
    let spaces = spaces::list_of(db, &visit.viewer.actor()).await?;
    let (mine, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| turn(row, &topics) == 0);
    let (mine, others) = (rows_of_spaces_html(&visit, &mine, &spaces)?, rows_of_spaces_html(&visit, &others, &spaces)?);
    let l = visit.layout(Tab::Today, t.s("threads-questions")).await?;
    let (has_topics, is_first_page) = (!topics.is_empty(), after.is_none());
    Ok(Page(QuestionsPage { l, mine, others, has_topics, is_first_page, next }).into_response())
}

/// `POST /discussioni/{thread}/domanda`: a question from now on (`on`), or none.
pub(super) async fn mark(Path(thread): Path<ThreadId>, form: Form) -> WebResult {
    let (visit, is_on) = (&form.visit, form.fields.get("on") == "1");
    let now = visit.house.clock.now();
    visit.house.db.write(MarkQuestion { actor: visit.viewer.actor(), thread, is_on, now }).await?;
    let done = if is_on { "threads-question-marked" } else { "threads-question-unmarked" };
    visit.flash(visit.t().s(done)).await?;
    Ok(see_other(&format!("/discussioni/{thread}")))
}

/// `POST /messaggi/{post}/accogli`: this is the answer (`on`), or the question is open again.
pub(super) async fn accept(Path(post): Path<PostId>, form: Form) -> WebResult {
    let (visit, is_on) = (&form.visit, form.fields.get("on") == "1");
    let now = visit.house.clock.now();
    let at = visit.house.db.write(AcceptAnswer { actor: visit.viewer.actor(), post, is_on, now }).await?;
    let done = if is_on { "threads-accepted-done" } else { "threads-accepted-undone" };
    visit.flash(visit.t().s(done)).await?;
    Ok(place(at))
}
