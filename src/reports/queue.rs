//! The queue of those who facilitate: what waits, and what became of the rest; of one space, or of all that are theirs.

use std::collections::HashMap;

use axum::response::IntoResponse as _;
use serde::Deserialize;

use crate::authz::{Action, decide};
use crate::base::{PostId, ReportClosingId, SpaceId};
use crate::spaces::{self, SpaceHead, SpaceTab};
use crate::web::{Crumb, Layout, Page, Path, Query, Tab, Visit, WebError, WebResult, in_layout};

use super::case::Case;
use super::store::queue::{self, CASES, CLOSINGS, ClosingRow, ReportRow, Turn};

/// Who reported a post, why and when, for a list.
pub(super) struct Reporter {
    pub row: ReportRow,
    pub reason: &'static str,
    pub when: String,
}

impl Reporter {
    pub(super) fn new(visit: &Visit, row: ReportRow) -> Self {
        let (t, now) = (visit.t(), visit.house.clock.now());
        let when = t.date_short(row.created_at.0, &visit.viewer.time_zone, now.0);
        Self { reason: t.s(row.reason.key()), when, row }
    }
}

/// What became of a post, for the history.
struct Line {
    row: ClosingRow,
    reporters: Vec<Reporter>,
    decision: &'static str,
    when: String,
    /// Whether the viewer wrote the post: then nothing of its reports is shown.
    is_own: bool,
}

/// What one or several spaces show: what waits, or what does no more.
struct Queue {
    cases: Vec<Case>,
    lines: Vec<Line>,
    is_history: bool,
    older: Option<ReportClosingId>,
    /// Where the next page of what waits begins.
    next: Option<Turn>,
    /// Whether this is not the first page of what waits.
    is_continued: bool,
    /// The page's own address.
    here: String,
    /// Whether each post is shown with its space.
    has_spaces: bool,
}

#[derive(askama::Template)]
#[template(path = "reports/space.html")]
struct SpacePage {
    l: Layout,
    head: SpaceHead,
    queue: Queue,
}

#[derive(askama::Template)]
#[template(path = "reports/index.html")]
struct AllPage {
    l: Layout,
    queue: Queue,
    /// Whether there is any space whose queue is the viewer's.
    is_judge: bool,
}
in_layout!(SpacePage, AllPage);

#[derive(Deserialize)]
pub(super) struct Asked {
    vista: Option<String>,
    prima: Option<ReportClosingId>,
    dopo: Option<String>,
}

impl Queue {
    async fn load(
        visit: &Visit,
        spaces: &[SpaceId],
        asked: &Asked,
        (here, has_spaces): (String, bool),
    ) -> WebResult<Self> {
        let is_history = asked.vista.as_deref() == Some("chiuse");
        let after = asked.dopo.as_deref().map(str::parse::<Turn>).transpose().map_err(|()| WebError::NotFound)?;
        let (cases, lines, older, next, is_continued) = (Vec::new(), Vec::new(), None, None, after.is_some());
        let mut queue = Self { cases, lines, is_history, older, next, is_continued, here, has_spaces };
        if is_history {
            let before = asked.prima.unwrap_or(ReportClosingId(i64::MAX));
            queue.lines = lines_of(visit, spaces, before).await?;
            queue.older = cut(&mut queue.lines, CLOSINGS).then(|| queue.lines.last().map(|last| last.row.id)).flatten();
        } else {
            queue.cases = cases_of(visit, spaces, after.unwrap_or(Turn::START)).await?;
            queue.next = cut(&mut queue.cases, CASES).then(|| queue.cases.last().map(|last| last.row.turn())).flatten();
        }
        Ok(queue)
    }
}

/// Cuts a list that was read one row too far back to a page; says whether there is more.
pub(super) fn cut<T>(rows: &mut Vec<T>, page: i64) -> bool {
    let has_more = i64::try_from(rows.len()).is_ok_and(|n| n > page);
    rows.truncate(usize::try_from(page).unwrap_or(usize::MAX));
    has_more
}

async fn cases_of(visit: &Visit, spaces: &[SpaceId], after: Turn) -> WebResult<Vec<Case>> {
    let (db, me) = (&visit.house.db, visit.viewer.person);
    let rows = queue::list_cases(db, spaces, me, (after, CASES + 1)).await?;
    let posts: Vec<PostId> = rows.iter().map(|row| row.post).collect();
    let mut by_post: HashMap<PostId, Vec<Reporter>> = HashMap::new();
    for row in queue::list_open_of(db, &posts).await? {
        by_post.entry(row.post).or_default().push(Reporter::new(visit, row));
    }
    let actor = visit.viewer.actor();
    let case = |row: queue::CaseRow| {
        let reporters = by_post.remove(&row.post).unwrap_or_default();
        Case::new(row, reporters, (me, &actor))
    };
    Ok(rows.into_iter().map(case).collect())
}

async fn lines_of(visit: &Visit, spaces: &[SpaceId], before: ReportClosingId) -> WebResult<Vec<Line>> {
    let (t, db, now) = (visit.t(), &visit.house.db, visit.house.clock.now());
    let rows = queue::list_closings(db, spaces, (before, CLOSINGS + 1)).await?;
    let ids: Vec<ReportClosingId> = rows.iter().map(|row| row.id).collect();
    let mut by_closing: HashMap<ReportClosingId, Vec<Reporter>> = HashMap::new();
    for row in queue::list_closed_by(db, &ids).await? {
        if let Some(closing) = row.closing {
            by_closing.entry(closing).or_default().push(Reporter::new(visit, row));
        }
    }
    let line = |row: ClosingRow| {
        let is_own = row.author == visit.viewer.person;
        let reporters = by_closing.remove(&row.id).filter(|_| !is_own).unwrap_or_default();
        let when = t.date_short(row.decided_at.0, &visit.viewer.time_zone, now.0);
        Line { reporters, decision: t.s(row.decision.key()), when, is_own, row }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// `GET /spazi/{space}/segnalazioni`.
pub(super) async fn of_space(visit: Visit, Path(space): Path<SpaceId>, Query(asked): Query<Asked>) -> WebResult {
    let (t, actor) = (visit.t(), visit.viewer.actor());
    let found = spaces::get_for(&visit.house.db, space, &actor).await?.ok_or(WebError::NotFound)?;
    decide(&actor, Action::SeeReports, &found.facts())?;
    let here = format!("/spazi/{space}/segnalazioni");
    let queue = Queue::load(&visit, &[space], &asked, (here, false)).await?;
    let title = format!("{} · {}", t.s("reports-title"), found.name);
    let crumbs = vec![Crumb::new("/spazi", t.s("spaces-title"))];
    let l = visit.layout(Tab::Spaces, title).await?.with_crumbs(crumbs);
    let head = SpaceHead::load(&visit, &l, &found, SpaceTab::Reports).await?;
    Ok(Page(SpacePage { l, head, queue }).into_response())
}

/// `GET /segnalazioni`: of all spaces whose queue is the viewer's.
pub(super) async fn of_all(visit: Visit, Query(asked): Query<Asked>) -> WebResult {
    let (t, me, is_administrator) = (visit.t(), visit.viewer.person, visit.viewer.is_administrator);
    let spaces = queue::list_spaces(&visit.house.db, me, is_administrator).await?;
    let is_judge = !spaces.is_empty();
    let queue = Queue::load(&visit, &spaces, &asked, ("/segnalazioni".to_owned(), true)).await?;
    let l = visit.layout(Tab::Today, t.s("reports-title")).await?;
    Ok(Page(AllPage { l, queue, is_judge }).into_response())
}
