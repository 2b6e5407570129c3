//! The day's page: what changed in my spaces, what I was writing.

use axum::response::IntoResponse as _;

use crate::authz::Role;
use crate::base::{Seq, SpaceId, ThreadId};
use crate::journal;
use crate::spaces::{self, SpaceForActor};
use crate::web::{Layout, Page, Tab, Visit, WebResult, in_layout};

use super::bookmarks::{self, Line};
use super::drafts::Key;
use super::list::{rows_of_spaces_html, rows_to_empty_html};
use super::model::Level;
use super::news::{self, Named};
use super::questions;
use super::store;

#[path = "samples/home.rs"]
mod samples;

/// How many threads of each space the page names.
pub(super) const EACH: i64 = 5;
/// How many followed threads the page names.
pub(super) const FOLLOWED: i64 = 10;
/// How many questions that wait the page names.
pub(super) const QUESTIONS: usize = 5;

struct Changed {
    space: SpaceId,
    name: String,
    unread: i64,
    rows: String,
}

struct DraftLine {
    key: String,
    /// Where it is written; nothing where that is no longer possible.
    href: Option<String>,
    label: String,
    /// All of it, to copy, where it cannot be written any more.
    words: String,
    saved: String,
    datetime: String,
}

#[derive(askama::Template)]
#[template(path = "threads/home.html")]
struct HomePage {
    l: Layout,
    greeting: String,
    today: String,
    /// The rows of the discussions that the viewer follows by name.
    followed: String,
    /// What the viewer wanted to be reminded of by now.
    due: Vec<Line>,
    /// The posts that name the viewer.
    named: Vec<Named>,
    as_of: Seq,
    /// The rows of questions of others that wait for an answer.
    questions: String,
    has_more_questions: bool,
    changed: Vec<Changed>,
    drafts: Vec<DraftLine>,
    mine: Vec<SpaceForActor>,
    is_guest: bool,
}
in_layout!(HomePage);

impl HomePage {
    /// The spaces that the viewer facilitates and where somebody waits for that.
    fn led(&self) -> Vec<&SpaceForActor> {
        let waits = |space: &&SpaceForActor| space.requests > 0 || space.reports > 0;
        self.mine.iter().filter(|space| space.role == Some(Role::Facilitator)).filter(waits).collect()
    }

    fn has_reports(&self) -> bool {
        self.led().iter().any(|space| space.reports > 0)
    }
}

pub(super) async fn show(visit: Visit) -> WebResult {
    let (t, db, actor) = (visit.t(), &visit.house.db, visit.viewer.actor());
    let (now, as_of) = (visit.house.clock.now(), journal::head(db).await?);
    let l = visit.layout(Tab::Today, t.s("web-nav-today")).await?;
    let mine: Vec<SpaceForActor> =
        spaces::list_of(db, &actor).await?.into_iter().filter(|s| s.role.is_some() && !s.is_archived()).collect();
    let followed = store::list_followed(db, visit.viewer.person, FOLLOWED).await?;
    let (mut waiting, has_more_questions) = questions::waiting(db, visit.viewer.person, QUESTIONS).await?;
    waiting.retain(|thread| !followed.iter().any(|named| named.id == thread.id));
    let levels = store::list_levels_of_spaces(db, visit.viewer.person).await?;
    let mut in_turn: Vec<&SpaceForActor> = mine.iter().filter(|space| l.unread_in(&space.id) > 0).collect();
    in_turn.sort_by_key(|space| !levels.contains(&(space.id, Level::Follow)));
    let mut changed = Vec::new();
    let named_above: Vec<ThreadId> = followed.iter().chain(&waiting).map(|thread| thread.id).collect();
    let newest = store::list_newest_unread(db, visit.viewer.person, &named_above, EACH).await?;
    for space in in_turn {
        let threads: Vec<_> = newest.iter().filter(|thread| thread.space == space.id).cloned().collect();
        if threads.is_empty() {
            continue;
        }
        changed.push(Changed {
            space: space.id,
            name: space.name.clone(),
            unread: l.unread_in(&space.id),
            rows: rows_to_empty_html(&visit, &threads)?,
        });
    }
    let followed = rows_of_spaces_html(&visit, &followed, &mine)?;
    let questions = rows_of_spaces_html(&visit, &waiting, &mine)?;
    let due = if l.unread.due > 0 { bookmarks::due(&visit).await? } else { Vec::new() };
    let named = news::named(&visit, None).await?;
    let drafts = store::list_open_drafts(db, visit.viewer.person).await?;
    let drafts = drafts.iter().filter_map(|draft| line(&visit, draft)).collect();
    let first_name = visit.viewer.name.split_whitespace().next().unwrap_or_default().to_owned();
    let greeting = t.f1("threads-hello", "name", &first_name);
    let today = t.day(now.0, &visit.viewer.time_zone);
    let is_guest = mine.iter().all(|space| space.role == Some(Role::Guest)) && !mine.is_empty();
    let page = HomePage {
        l,
        greeting,
        today,
        followed,
        due,
        named,
        as_of,
        questions,
        has_more_questions,
        changed,
        drafts,
        mine,
        is_guest,
    };
    Ok(Page(page).into_response())
}

fn line(visit: &Visit, draft: &store::DraftRow) -> Option<DraftLine> {
    let t = visit.t();
    let words = [draft.title.clone(), crate::text::excerpt(&draft.body, 90), draft.topics.clone()];
    let words = words.into_iter().find(|words| !words.trim().is_empty());
    let words = words.unwrap_or_else(|| t.s("files-without-words").to_owned());
    let saved = t.date_short(draft.saved_at.0, &visit.viewer.time_zone, visit.house.clock.now().0);
    let href = Key::parse(&draft.key)?.href();
    let all = [draft.title.as_str(), &draft.body, &draft.topics];
    let all: Vec<&str> = all.into_iter().filter(|text| !text.trim().is_empty()).collect();
    Some(DraftLine {
        key: draft.key.clone(),
        href: draft.is_open.then_some(href),
        label: words,
        words: all.join("\n\n"),
        saved,
        datetime: draft.saved_at.rfc3339(),
    })
}
