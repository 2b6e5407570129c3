//! What a post said before, for those who read it now.

use axum::response::IntoResponse as _;

use crate::authz::Action;
use crate::base::{PostId, ThreadId, Timestamp};
use crate::spaces;
use crate::web::{Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout};

use super::compose::changeable;
use super::diff::{Piece, diff};
use super::show::crumbs;
use super::store::{self, PostRow, TitleChange, Version};

#[path = "samples/history.rs"]
mod samples;

/// Versions on the page: what came before them serves to compare the oldest with.
const SHOWN: i64 = 20;

/// A version beside the one before it.
struct Entry {
    pieces: Vec<Piece>,
    when: String,
    datetime: String,
    is_first: bool,
    is_now: bool,
}

#[derive(askama::Template)]
#[template(path = "threads/history.html")]
struct HistoryPage {
    l: Layout,
    row: PostRow,
    readers: String,
    entries: Vec<Entry>,
    /// Whether there are older versions than those shown.
    is_cut: bool,
    /// Of the first post: who has changed the title, newest first.
    titles: Vec<Renamed>,
}

/// That the title was changed.
struct Renamed {
    who: String,
    when: String,
    datetime: String,
    why: String,
}
in_layout!(HistoryPage);

/// What a post said, oldest first, each with the moment it began to say so.
pub(super) fn texts(row: &PostRow, versions: Vec<Version>) -> Vec<(String, Timestamp)> {
    let mut since = row.created_at;
    let mut texts = Vec::with_capacity(versions.len() + 1);
    for version in versions.into_iter().rev() {
        texts.push((version.body, std::mem::replace(&mut since, version.replaced_at)));
    }
    texts.push((row.body.clone(), since));
    texts
}

/// `GET /messaggi/{post}/storia`: every version of a post, and what changed in each.
pub(super) async fn show(visit: Visit, Path(id): Path<PostId>) -> WebResult {
    let (t, db) = (visit.t(), &visit.house.db);
    let (post, space) = changeable(&visit, id, Action::SeeHistory).await?;
    let row = store::list_posts(db, &[id]).await?.into_iter().next().ok_or(WebError::NotFound)?;
    let versions = store::list_versions(db, id, SHOWN).await?;
    let is_cut = i64::try_from(versions.len()) == Ok(SHOWN);
    let texts = texts(&row, versions);
    let compared = tokio::task::spawn_blocking(move || compare(&texts, is_cut)).await;
    let entries = compared
        .map_err(|error| WebError::Internal(error.into()))?
        .into_iter()
        .map(|entry| entry.told(&visit))
        .collect();
    let titles = if row.position == 1 { renamed(&visit, row.thread).await? } else { Vec::new() };
    let staff = crate::accounts::staff(db).await?;
    let readers = spaces::readers(t, &space.space(), staff);
    let l = visit.layout(Tab::Spaces, t.s("threads-history")).await?.with_crumbs(crumbs(t, post.space, &space.name));
    Ok(Page(HistoryPage { l, row, readers, entries, is_cut, titles }).into_response())
}

async fn renamed(visit: &Visit, thread: ThreadId) -> WebResult<Vec<Renamed>> {
    let t = visit.t();
    let told = |change: TitleChange| Renamed {
        who: change.who.unwrap_or_else(|| t.s("spaces-readers-nobody").to_owned()),
        when: t.date_full(change.at.0, &visit.house.config.time_zone),
        datetime: change.at.rfc3339(),
        why: change.why,
    };
    Ok(store::list_title_changes(&visit.house.db, thread).await?.into_iter().map(told).collect())
}

/// A version with its moment, not yet in anybody's words.
struct Compared {
    pieces: Vec<Piece>,
    at: Timestamp,
    is_first: bool,
    is_now: bool,
}

impl Compared {
    fn told(self, visit: &Visit) -> Entry {
        let when = visit.t().date_full(self.at.0, &visit.house.config.time_zone);
        let (is_first, is_now) = (self.is_first, self.is_now);
        Entry { pieces: self.pieces, when, datetime: self.at.rfc3339(), is_first, is_now }
    }
}

/// Each text beside the one before it, newest first. Of a cut history the oldest text only serves to compare with.
fn compare(texts: &[(String, Timestamp)], is_cut: bool) -> Vec<Compared> {
    let newest = texts.len().saturating_sub(1);
    let mut entries = Vec::with_capacity(texts.len());
    for (n, (body, at)) in texts.iter().enumerate() {
        let before = n.checked_sub(1).and_then(|n| texts.get(n));
        let pieces = match before {
            Some((before, _)) => diff(before, body),
            None if is_cut => continue,
            None => vec![Piece::Same(body.clone())],
        };
        entries.push(Compared { pieces, at: *at, is_first: before.is_none(), is_now: n == newest });
    }
    entries.reverse();
    entries
}
