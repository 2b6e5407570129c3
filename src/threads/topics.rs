//! Topics: the page of each, all of them, and the form that chooses those of a discussion.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use serde::Deserialize;

use crate::authz::{Action, Standing, decide};
use crate::base::{Seq, ThreadId};
use crate::spaces;
use crate::web::{
    Crumb, FieldErrors, Form, Layout, Page, Path, Query, Tab, Visit, WebError, WebResult, in_layout, see_other,
};

use super::commands::{ChooseTopics, facts_of_thread};
use super::list::{ROWS, rows_of_spaces_html};
use super::show::crumbs;
use super::store::{self, ThreadForActor, TopicInUse};
use super::topic::{MOST, Topic, Topics};

#[path = "samples/topics.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "threads/topics.html")]
struct TopicsPage {
    l: Layout,
    topics: Vec<(Topic, i64)>,
}

#[derive(askama::Template)]
#[template(path = "threads/topic.html")]
struct TopicPage {
    l: Layout,
    slug: String,
    rows: String,
    older: Option<Seq>,
}

#[derive(askama::Template)]
#[template(path = "threads/choose_topics.html")]
struct ChoosePage {
    l: Layout,
    thread: ThreadForActor,
    written: String,
    in_use: Vec<String>,
    most: usize,
    errors: FieldErrors,
}
in_layout!(TopicsPage, TopicPage, ChoosePage);

/// Whether the viewer reads open spaces without being in them.
fn is_staff(visit: &Visit) -> bool {
    visit.viewer.standing == Standing::Staff
}

/// `GET /argomenti`: what the discussions that the viewer may read are about.
pub(super) async fn index(visit: Visit) -> WebResult {
    let t = visit.t();
    let found = store::list_topics(&visit.house.db, visit.viewer.person, is_staff(&visit)).await?;
    let named = |topic: TopicInUse| Some((Topics::from_lines(&topic.name).all().first()?.clone(), topic.threads));
    let topics = found.into_iter().filter_map(named).collect();
    let crumbs = vec![Crumb::new("/spazi", t.s("spaces-title"))];
    let l = visit.layout(Tab::Spaces, t.s("threads-topics")).await?.with_crumbs(crumbs);
    Ok(Page(TopicsPage { l, topics }).into_response())
}

#[derive(Deserialize)]
pub(super) struct Asked {
    prima: Option<Seq>,
}

/// `GET /argomenti/{slug}`: the discussions about a topic, across the spaces that the viewer may read.
pub(super) async fn show(visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> WebResult {
    let (t, db, who) = (visit.t(), &visit.house.db, (visit.viewer.person, is_staff(&visit)));
    let name = store::name_of_topic(db, &slug, who).await?.ok_or(WebError::NotFound)?;
    let before = asked.prima.unwrap_or(Seq(i64::MAX));
    let threads = store::list_by_topic(db, &slug, who, (before, ROWS)).await?;
    let older = threads.last().filter(|_| i64::try_from(threads.len()) == Ok(ROWS)).map(|last| last.last_seq);
    let spaces = spaces::list_of(db, &visit.viewer.actor()).await?;
    let rows = rows_of_spaces_html(&visit, &threads, &spaces)?;
    let crumbs = vec![Crumb::new("/spazi", t.s("spaces-title")), Crumb::new("/argomenti", t.s("threads-topics"))];
    let l = visit.layout(Tab::Spaces, name).await?.with_crumbs(crumbs);
    let slug = percent_encoding::utf8_percent_encode(&slug, percent_encoding::NON_ALPHANUMERIC).to_string();
    Ok(Page(TopicPage { l, slug, rows, older }).into_response())
}

async fn choose_page(visit: &Visit, id: ThreadId, written: Option<String>, errors: FieldErrors) -> WebResult {
    let (t, db, actor) = (visit.t(), &visit.house.db, visit.viewer.actor());
    let thread = store::thread_for(db, id, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
    decide(&actor, Action::ChooseTopics, &facts_of_thread(&thread, visit.viewer.person))?;
    let space = spaces::get_for(db, thread.space, &actor).await?.ok_or(WebError::NotFound)?;
    let in_use = store::list_topics_of_space(db, thread.space).await?;
    let written = written.unwrap_or_else(|| Topics::from_lines(&thread.topics).written());
    let crumbs = crumbs(t, thread.space, &space.name);
    let l = visit.layout(Tab::Spaces, t.s("threads-topics-choose")).await?.with_crumbs(crumbs);
    Ok(Page(ChoosePage { l, thread, written, in_use, most: MOST, errors }).into_response())
}

/// `GET /discussioni/{thread}/argomenti`.
pub(super) async fn ask(visit: Visit, Path(id): Path<ThreadId>) -> WebResult {
    choose_page(&visit, id, None, FieldErrors::default()).await
}

/// `POST /discussioni/{thread}/argomenti`.
pub(super) async fn choose(Path(thread): Path<ThreadId>, form: Form) -> WebResult {
    let (visit, mut errors) = (&form.visit, FieldErrors::default());
    let (t, raw) = (visit.t(), form.fields.get("topics"));
    let Some(topics) = errors.take("topics", Topics::parse(raw), |e| e.sentence(t)) else {
        let page = choose_page(visit, thread, Some(raw.to_owned()), errors).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let now = visit.house.clock.now();
    visit.house.db.write(ChooseTopics { actor: visit.viewer.actor(), thread, topics, now }).await?;
    visit.flash(t.s("threads-topics-done")).await?;
    Ok(see_other(&format!("/discussioni/{thread}")))
}
