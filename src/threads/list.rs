//! The front page of a space: its discussions.

use askama::Template as _;
use axum::response::IntoResponse as _;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::authz::{Action, decide};
use crate::base::{Seq, SpaceId};
use crate::i18n::{Lang, Tr, tr};
use crate::journal;
use crate::spaces::{self, SpaceForActor, SpaceHead, SpaceTab};
use crate::web::{Crumb, House, Layout, Page, Path, Query, Tab, Visit, WebError, WebResult, assets, in_layout};

use super::levels;
use super::model::{Level, Question, ThreadState, View};
use super::news::{self, Now};
use super::store::{self, ThreadRow};
use super::topic::{Topic, Topics};

#[path = "samples/list.rs"]
mod samples;
pub(super) use samples::rows as row_samples;

/// Threads on one page of a list.
pub(super) const ROWS: i64 = 30;

/// A row of a list; the same over the socket, where nobody in particular looks at it.
#[derive(askama::Template)]
#[template(path = "threads/_talk.html")]
pub(super) struct Talk<'a> {
    t: &'static Tr,
    thread: &'a ThreadRow,
    is_unread: bool,
    is_mine: bool,
    when: String,
    /// The space it stands in, where the list is not of one space.
    space: Option<&'a str>,
    /// The secret of the form that marks it as seen, where there is one.
    seen: Option<&'a str>,
    icons: &'static str,
}

impl Talk<'_> {
    fn topics(&self) -> Vec<Topic> {
        Topics::from_lines(&self.thread.topics).all().to_vec()
    }

    fn is_closed(&self) -> bool {
        self.thread.state == ThreadState::Closed
    }

    fn is_waiting(&self) -> bool {
        self.thread.question == Question::Waiting
    }

    fn is_answered(&self) -> bool {
        self.thread.question == Question::Answered
    }

    fn answers(&self) -> i64 {
        self.thread.posts - 1
    }
}

/// Whether a thread counts as unread for whom the row was loaded.
pub(super) fn is_unread(thread: &ThreadRow) -> bool {
    thread.last_seq > thread.caught_up && thread.read < thread.posts
}

/// The row of a thread as everybody gets it over the socket. Error: the template's.
pub fn row_html(thread: &ThreadRow, lang: Lang, zone: &TimeZone) -> Result<String, WebError> {
    let t = tr(lang);
    let when = t.date_full(thread.last_at.0, zone);
    Ok(Talk { t, thread, is_unread: false, is_mine: false, when, space: None, seen: None, icons: assets::icons() }
        .render()?)
}

/// The rows of a list of one space, for one viewer.
pub(super) fn rows_html(visit: &Visit, threads: &[ThreadRow]) -> WebResult<String> {
    render_rows(visit, threads, &[], false)
}

/// The same, each with a button that marks it as seen.
pub(super) fn rows_to_empty_html(visit: &Visit, threads: &[ThreadRow]) -> WebResult<String> {
    render_rows(visit, threads, &[], true)
}

/// The rows of a list for one viewer, each with the name of its space when that is among `spaces`.
pub(super) fn rows_of_spaces_html(visit: &Visit, threads: &[ThreadRow], spaces: &[SpaceForActor]) -> WebResult<String> {
    render_rows(visit, threads, spaces, false)
}

fn render_rows(visit: &Visit, threads: &[ThreadRow], spaces: &[SpaceForActor], has_seen: bool) -> WebResult<String> {
    let (t, house, mut html): (_, &House, _) = (visit.t(), &visit.house, String::new());
    for thread in threads {
        let when = t.date_full(thread.last_at.0, &house.config.time_zone);
        let is_mine = thread.author == visit.viewer.person;
        let space = spaces.iter().find(|space| space.id == thread.space).map(|space| space.name.as_str());
        let seen = has_seen.then_some(visit.viewer.csrf.as_str());
        Talk { t, thread, is_unread: is_unread(thread), is_mine, when, space, seen, icons: assets::icons() }
            .render_into(&mut html)?;
    }
    Ok(html)
}

#[derive(askama::Template)]
#[template(path = "threads/index.html")]
struct ThreadsPage {
    l: Layout,
    head: SpaceHead,
    rows: String,
    is_empty: bool,
    view: View,
    is_first_page: bool,
    as_of: Seq,
    older: Option<Seq>,
    /// How closely the viewer follows the space, for whoever is in it.
    levels: Option<String>,
    /// What matters now, on the front page.
    now: Option<Now>,
}
in_layout!(ThreadsPage);

#[derive(Deserialize)]
pub(super) struct Asked {
    prima: Option<Seq>,
    vista: Option<String>,
}

pub(super) async fn index(visit: Visit, Path(space): Path<SpaceId>, Query(asked): Query<Asked>) -> WebResult {
    let (t, db, actor) = (visit.t(), &visit.house.db, visit.viewer.actor());
    let as_of = journal::head(db).await?;
    let found = spaces::get_for(db, space, &actor).await?.ok_or(WebError::NotFound)?;
    if let Some(door) = spaces::door(&visit, &found).await? {
        return Ok(door);
    }
    decide(&actor, Action::ReadThreads, &found.facts())?;
    let view = match asked.vista.as_deref() {
        Some("da-leggere") => View::Unread,
        Some("domande") => View::Questions,
        _ => View::All,
    };
    let before = asked.prima.unwrap_or(Seq(i64::MAX));
    let threads = store::list_threads(db, space, visit.viewer.person, (before, view, ROWS)).await?;
    let is_first_page = asked.prima.is_none();
    let levels = if found.role.is_some() {
        let level = store::level_of_space(db, visit.viewer.person, space).await?.unwrap_or(Level::Normal);
        Some(levels::control(t, &visit.viewer.csrf, &format!("spazi/{space}"), level)?)
    } else {
        None
    };
    let is_front = is_first_page && view == View::All;
    let pinned = if is_front { store::list_pinned(db, space, visit.viewer.person).await? } else { Vec::new() };
    let older = threads.last().filter(|_| i64::try_from(threads.len()) == Ok(ROWS)).map(|last| last.last_seq);
    let crumbs = vec![Crumb::new("/spazi", t.s("spaces-title"))];
    let mut l = visit.layout(Tab::Spaces, found.name.clone()).await?.with_crumbs(crumbs);
    l.guest_until = found.until.or(l.guest_until);
    let head = SpaceHead::load(&visit, &l, &found, SpaceTab::Threads).await?;
    let now = if is_front { Some(news::now(&visit, space, (&threads, head.may_list_people)).await?) } else { None };
    let rows = rows_html(&visit, &pinned)? + &rows_html(&visit, &threads)?;
    let is_empty = pinned.is_empty() && threads.is_empty();
    Ok(Page(ThreadsPage { l, head, rows, is_empty, view, is_first_page, as_of, older, levels, now }).into_response())
}
