//! The day's page: what changed in my spaces, what I was writing.

use axum::response::IntoResponse as _;

use crate::authz::Role;
use crate::base::SpaceId;
use crate::spaces::{self, SpaceForActor};
use crate::web::{Form, Layout, Page, Tab, Visit, WebResult, in_layout, see_other};

use super::commands::CatchUp;
use super::drafts::Key;
use super::list::{rows_html, rows_of_spaces_html};
use super::model::Level;
use super::store;
use crate::base::Seq;

/// How many threads of each space the page names.
pub(super) const EACH: i64 = 5;
/// How many followed threads the page names.
pub(super) const FOLLOWED: i64 = 10;

struct Changed {
    space: SpaceId,
    name: String,
    unread: i64,
    rows: String,
}

struct DraftLine {
    href: String,
    label: String,
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
    changed: Vec<Changed>,
    drafts: Vec<DraftLine>,
    mine: Vec<SpaceForActor>,
    is_guest: bool,
}
in_layout!(HomePage);

pub(super) async fn show(visit: Visit) -> WebResult {
    let (t, db, actor) = (visit.t(), &visit.house.db, visit.viewer.actor());
    let now = visit.house.clock.now();
    let l = visit.layout(Tab::Today, t.s("web-nav-today")).await?;
    let mine: Vec<SpaceForActor> =
        spaces::list_of(db, &actor).await?.into_iter().filter(|s| s.role.is_some() && !s.is_archived()).collect();
    let followed = store::list_followed(db, visit.viewer.person, FOLLOWED).await?;
    let levels = store::list_levels_of_spaces(db, visit.viewer.person).await?;
    let mut in_turn: Vec<&SpaceForActor> = mine.iter().filter(|space| l.unread_in(&space.id) > 0).collect();
    in_turn.sort_by_key(|space| !levels.contains(&(space.id, Level::Follow)));
    let mut changed = Vec::new();
    for space in in_turn {
        let mut threads = store::list_threads(db, space.id, visit.viewer.person, (Seq(i64::MAX), true, EACH)).await?;
        threads.retain(|thread| !followed.iter().any(|named| named.id == thread.id));
        if threads.is_empty() {
            continue;
        }
        changed.push(Changed {
            space: space.id,
            name: space.name.clone(),
            unread: l.unread_in(&space.id),
            rows: rows_html(&visit, &threads)?,
        });
    }
    let followed = rows_of_spaces_html(&visit, &followed, &mine)?;
    let drafts = store::list_drafts(db, visit.viewer.person).await?;
    let drafts = drafts.iter().filter_map(|draft| line(&visit, draft)).collect();
    let first_name = visit.viewer.name.split_whitespace().next().unwrap_or_default().to_owned();
    let greeting = t.f1("threads-hello", "name", &first_name);
    let today = t.day(now.0, &visit.viewer.time_zone);
    let is_guest = mine.iter().all(|space| space.role == Some(Role::Guest)) && !mine.is_empty();
    Ok(Page(HomePage { l, greeting, today, followed, changed, drafts, mine, is_guest }).into_response())
}

fn line(visit: &Visit, draft: &store::Draft) -> Option<DraftLine> {
    let t = visit.t();
    let words = if draft.title.trim().is_empty() { crate::text::excerpt(&draft.body, 90) } else { draft.title.clone() };
    let saved = t.date_short(draft.saved_at.0, &visit.viewer.time_zone, visit.house.clock.now().0);
    Some(DraftLine { href: Key::parse(&draft.key)?.href(), label: words, saved, datetime: draft.saved_at.rfc3339() })
}

/// `POST /gia-visto`: empties the list.
pub(super) async fn empty(form: Form) -> WebResult {
    let visit = &form.visit;
    visit.house.db.write(CatchUp { person: visit.viewer.person }).await?;
    visit.flash(visit.t().s("threads-emptied")).await?;
    Ok(see_other("/"))
}
