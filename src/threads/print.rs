//! A whole discussion on paper: every post, written out a page at a time as it goes.

use std::collections::HashMap;

use askama::Template as _;
use axum::body::{Body, Bytes, to_bytes};
use axum::response::IntoResponse as _;
use futures_util::stream;

use crate::base::{PostId, ThreadId};
use crate::files;
use crate::i18n::Tr;
use crate::spaces;
use crate::web::{Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout};

use super::attachments::{Shown, by_post};
use super::model::{PAGE, PostState};
use super::placed::{Frame, shown_in};
use super::resolve::Names;
use super::show::readable;
use super::store::{self, PostRow};

#[path = "samples/print.rs"]
mod samples;

/// Where the posts go: the page around them is rendered once, before the first.
const POSTS: &str = "<!--posts-->";
/// The largest page without its posts.
const FRAME: usize = 1 << 20;

#[derive(askama::Template)]
#[template(path = "threads/print.html")]
struct PrintPage {
    l: Layout,
    thread: ThreadId,
    topics: String,
    space: String,
    posts: i64,
    readers: String,
    /// Who printed it, when, and from where.
    provenance: String,
}
in_layout!(PrintPage);

#[derive(askama::Template)]
#[template(path = "threads/_print_post.html")]
struct PrintPost<'a> {
    t: &'static Tr,
    row: &'a PostRow,
    when: String,
    edited: Option<String>,
    body: String,
    files: Vec<Shown>,
}

impl PrintPost<'_> {
    fn is_deleted(&self) -> bool {
        self.row.state == PostState::Deleted
    }
}

/// `GET /discussioni/{thread}/stampa`.
pub(super) async fn show(visit: Visit, Path(id): Path<ThreadId>) -> WebResult {
    let shown = readable(&visit, id, None).await?;
    let (t, now) = (visit.t(), visit.house.clock.now());
    let when = t.date_full(now.0, &visit.viewer.time_zone);
    let address = format!("{}/discussioni/{id}", visit.house.config.public_url().as_str().trim_end_matches('/'));
    let provenance = t.f(
        "threads-print-provenance",
        &[
            ("name", visit.viewer.name.as_str().into()),
            ("when", when.as_str().into()),
            ("address", address.as_str().into()),
        ],
    );
    let readers = spaces::readers(t, &shown.space, shown.staff);
    let l = visit.layout(Tab::Spaces, shown.thread.title.clone()).await?;
    let topics = shown.thread.topics.lines().collect::<Vec<_>>().join(", ");
    let (space, posts) = (shown.space.name.clone(), shown.thread.posts);
    let page = PrintPage { l, thread: id, topics, space, posts, readers, provenance }.in_parts().await?;
    let (mut parts, start, end) = page;
    parts.headers.remove(axum::http::header::CONTENT_LENGTH);
    let steps = stream::try_unfold(Step::Start(start, end), move |step| {
        let visit = visit.clone();
        async move { step.next(&visit, id, posts).await }
    });
    Ok((parts, Body::from_stream(steps)).into_response())
}

impl PrintPage {
    /// The head of the answer, and the page before and after its posts.
    async fn in_parts(self) -> WebResult<(axum::http::response::Parts, String, String)> {
        let (parts, body) = Page(self).into_response().into_parts();
        let bytes = to_bytes(body, FRAME).await.map_err(|error| WebError::Internal(error.into()))?;
        let html = String::from_utf8_lossy(&bytes);
        let (start, end) =
            html.split_once(POSTS).ok_or_else(|| WebError::internal("a page without its place for posts"))?;
        Ok((parts, start.to_owned(), end.to_owned()))
    }
}

/// How far the page has been written.
enum Step {
    Start(String, String),
    /// The first position that is not written yet, and the end of the page.
    Posts(i64, String),
    Done,
}

impl Step {
    /// The next piece; an error breaks the page off, and is logged.
    async fn next(self, visit: &Visit, thread: ThreadId, last: i64) -> anyhow::Result<Option<(Bytes, Self)>> {
        Ok(match self {
            Self::Start(start, end) => Some((start.into(), Self::Posts(1, end))),
            Self::Posts(from, end) if from > last => Some((end.into(), Self::Done)),
            Self::Posts(from, end) => {
                let html = posts_html(visit, thread, from).await.inspect_err(|error| {
                    tracing::warn!(?error, "a discussion was not printed to its end");
                });
                let html = html.map_err(|error| anyhow::anyhow!("{error:?}"))?;
                Some((html.into(), Self::Posts(from + PAGE, end)))
            }
            Self::Done => None,
        })
    }
}

/// The posts of one page, from position `from` on.
async fn posts_html(visit: &Visit, thread: ThreadId, from: i64) -> WebResult<String> {
    let (t, db) = (visit.t(), &visit.house.db);
    let keys = store::list_keys(db, thread, from, visit.viewer.person).await?;
    let ids: Vec<PostId> = keys.iter().map(|key| key.id).collect();
    let rows: HashMap<PostId, PostRow> =
        store::list_posts(db, &ids).await?.into_iter().map(|row| (row.id, row)).collect();
    let names = Names::load(db, rows.values().map(|row| (row.writer(), row.body.as_str()))).await?;
    let attached =
        if rows.values().any(|row| row.has_files) { files::list_of_posts(db, &ids).await? } else { Vec::new() };
    let when = |at: crate::base::Timestamp| t.date_full(at.0, &visit.viewer.time_zone);
    let mut html = String::new();
    let frame = Frame { is_paper: true, ..Frame::of(visit) };
    for row in ids.iter().filter_map(|id| rows.get(id)) {
        let mut files: Vec<Shown> = by_post(&attached, row.id).into_iter().map(|file| Shown::new(t, file)).collect();
        let body = frame.render(&row.body, names.of(row.writer()), &files);
        let placed = shown_in(&body);
        files.retain(|file| !placed.contains(&file.id));
        let view =
            PrintPost { t, row, when: when(row.created_at), edited: row.edited_at.map(when), body: body.html, files };
        html.push_str(&view.render()?);
    }
    Ok(html)
}
