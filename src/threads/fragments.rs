//! Rendered posts: the same bytes in the page and over the socket, kept by version.
//!
//! A fragment says the same to everybody; what the viewer may do with the post goes between its two halves.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template as _;
use jiff::tz::TimeZone;
use quick_cache::sync::Cache;

use crate::authz::Standing;
use crate::base::{PersonId, PostId};
use crate::db::{self, Db};
use crate::i18n::{Lang, Tr, tr};
use crate::text;
use crate::web::{WebError, assets, initials};

use super::model::PostState;
use super::resolve::Names;
use super::store::{self, PostKey, PostRow};

const SLOT: &str = "<!--rights-->";

/// What a rendering depends on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct CacheKey {
    post: PostId,
    version: i64,
    author_version: i64,
    lang: Lang,
}

/// A rendered post, in two halves around the place for the viewer's rights.
#[derive(Debug)]
pub struct PostFragment {
    pub post: PostId,
    pub position: i64,
    pub version: i64,
    pub author: PersonId,
    before: Box<str>,
    after: Box<str>,
}

impl PostFragment {
    /// The fragment as everybody gets it over the socket.
    pub fn html(&self) -> String {
        [&*self.before, &*self.after].concat()
    }

    /// Appends the fragment with the viewer's rights in it.
    pub(super) fn push(&self, to: &mut String, rights: &str) {
        to.push_str(&self.before);
        to.push_str(rights);
        to.push_str(&self.after);
    }
}

/// Renders posts and keeps the newest renderings; cheap to clone.
#[derive(Clone)]
pub struct Fragments(Arc<Inner>);

struct Inner {
    cache: Cache<CacheKey, Arc<PostFragment>>,
    zone: TimeZone,
}

#[derive(askama::Template)]
#[template(path = "threads/_post.html")]
struct PostView<'a> {
    t: &'static Tr,
    row: &'a PostRow,
    body: String,
    full_date: String,
    edited: Option<String>,
    icons: &'static str,
}

impl PostView<'_> {
    fn is_deleted(&self) -> bool {
        self.row.state == PostState::Deleted
    }

    fn is_guest(&self) -> bool {
        self.row.author_standing == Standing::Guest
    }

    fn tint(&self) -> i64 {
        self.row.author.0.rem_euclid(6) + 1
    }

    fn initials(&self) -> String {
        initials(&self.row.author_name)
    }
}

impl Fragments {
    /// Keeps up to `capacity` renderings; dates are told in `zone`.
    pub fn new(capacity: usize, zone: TimeZone) -> Self {
        Self(Arc::new(Inner { cache: Cache::new(capacity.max(64)), zone }))
    }

    /// The posts of a page, in its order. Reads only those that are not kept.
    pub(super) async fn page(&self, db: &Db, keys: &[PostKey], lang: Lang) -> Result<Vec<Arc<PostFragment>>, WebError> {
        let kept: Vec<Option<Arc<PostFragment>>> =
            keys.iter().map(|key| self.0.cache.get(&cache_key(key, lang))).collect();
        let missing: Vec<PostId> =
            keys.iter().zip(&kept).filter(|(_, kept)| kept.is_none()).map(|(key, _)| key.id).collect();
        let made = if missing.is_empty() { HashMap::new() } else { self.render(db, &missing, lang).await? };
        Ok(keys.iter().zip(kept).filter_map(|(key, kept)| kept.or_else(|| made.get(&key.id).cloned())).collect())
    }

    /// Posts as they are now; what is not there is absent.
    pub async fn render(
        &self,
        db: &Db,
        ids: &[PostId],
        lang: Lang,
    ) -> Result<HashMap<PostId, Arc<PostFragment>>, WebError> {
        let rows = store::list_posts(db, ids).await?;
        let names = Names::load(db, rows.iter().map(|row| row.body.as_str())).await?;
        let mut made = HashMap::with_capacity(rows.len());
        for row in &rows {
            let fragment = Arc::new(self.render_one(row, &names, lang)?);
            let key = CacheKey { post: row.id, version: row.version, author_version: row.author_version, lang };
            self.0.cache.insert(key, Arc::clone(&fragment));
            made.insert(row.id, fragment);
        }
        Ok(made)
    }

    fn render_one(&self, row: &PostRow, names: &Names, lang: Lang) -> Result<PostFragment, WebError> {
        let t = tr(lang);
        let view = PostView {
            t,
            row,
            body: text::render(&row.body, names).html,
            full_date: t.date_full(row.created_at.0, &self.0.zone),
            edited: row.edited_at.map(|at| t.date_full(at.0, &self.0.zone)),
            icons: assets::icons(),
        };
        let html = view.render()?;
        let (before, after) = html.split_once(SLOT).unwrap_or((&html, ""));
        Ok(PostFragment {
            post: row.id,
            position: row.position,
            version: row.version,
            author: row.author,
            before: before.into(),
            after: after.into(),
        })
    }
}

fn cache_key(key: &PostKey, lang: Lang) -> CacheKey {
    CacheKey { post: key.id, version: key.version, author_version: key.author_version, lang }
}

/// A text as it will stand in a post: what the preview shows is what will be published.
pub(super) async fn preview(db: &Db, body: &str) -> db::Result<String> {
    let names = Names::load(db, std::iter::once(body)).await?;
    Ok(text::render(body, &names).html)
}
