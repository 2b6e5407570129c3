//! Rendered posts: the same bytes in the page and over the socket, kept by version.
//!
//! A fragment says the same to everybody; what the viewer has chosen and may do goes between its parts.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template as _;
use jiff::tz::TimeZone;
use quick_cache::sync::Cache;

use crate::authz::Standing;
use crate::base::{PersonId, PostId};
use crate::config::Config;
use crate::db::Db;
use crate::files::{self, PostFile};
use crate::i18n::{Lang, Tr, tr};
use crate::web::{WebError, assets, initials};

use super::attachments::{Shown, by_post};
use super::model::PostState;
use super::placed::{Frame, origin, shown_in};
use super::reactions::{Reacted, Totals, reacted, totals};
use super::resolve::Names;
use super::store::{self, PostKey, PostRow, ReactionRow};

#[path = "samples/fragments.rs"]
mod samples;
pub(super) use samples::posts as post_samples;

/// Where the viewer's reactions go, and the viewer's rights.
const SLOTS: [&str; 2] = ["<!--reactions-->", "<!--rights-->"];

/// What a rendering depends on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct CacheKey {
    post: PostId,
    version: i64,
    author_version: i64,
    lang: Lang,
}

/// A rendered post, in three parts around the places for the viewer's reactions and rights. A tombstone has no place for
/// reactions: its middle is empty.
#[derive(Debug)]
pub struct PostFragment {
    pub post: PostId,
    pub position: i64,
    pub version: i64,
    pub author: PersonId,
    /// How many reactions it has, by kind.
    pub(super) totals: Totals,
    parts: [Box<str>; 3],
}

impl PostFragment {
    /// The fragment as everybody gets it over the socket.
    pub fn html(&self) -> String {
        self.parts.concat()
    }

    /// Appends the fragment with the viewer's own in it: reactions and rights.
    pub(super) fn push(&self, to: &mut String, own: [&str; 2]) {
        let [before, middle, after] = &self.parts;
        for part in [before, own[0], middle, own[1], after] {
            to.push_str(part);
        }
    }
}

/// Renders posts and keeps the newest renderings; cheap to clone.
#[derive(Clone)]
pub struct Fragments(Arc<Inner>);

struct Inner {
    cache: Cache<CacheKey, Arc<PostFragment>>,
    zone: TimeZone,
    origin: String,
}

#[derive(askama::Template)]
#[template(path = "threads/_post.html")]
struct PostView<'a> {
    t: &'static Tr,
    row: &'a PostRow,
    body: String,
    full_date: String,
    /// When it was changed, in words and for machines.
    edited: Option<(String, String)>,
    reacted: Vec<Reacted>,
    /// Those that do not stand in the text.
    pictures: Vec<Shown>,
    files: Vec<Shown>,
    icons: &'static str,
}

impl PostView<'_> {
    fn is_deleted(&self) -> bool {
        self.row.state == PostState::Deleted
    }

    /// Whether who wrote it deleted it: then the author may undo that for a while.
    fn is_by_author(&self) -> bool {
        self.row.deleted_by == Some(self.row.author)
    }

    fn is_guest(&self) -> bool {
        self.row.author_standing == Standing::Guest
    }

    fn reactions(&self) -> i64 {
        self.reacted.iter().map(|of_kind| of_kind.total).sum()
    }

    fn tint(&self) -> i64 {
        self.row.author.0.rem_euclid(6) + 1
    }

    fn initials(&self) -> String {
        initials(&self.row.author_name)
    }
}

impl Fragments {
    /// Keeps as many renderings as the settings say; dates are told in the community's time zone.
    pub fn new(config: &Config) -> Self {
        Self::of(config.database.cache_posts.max(64), config.time_zone.clone(), origin(config))
    }

    /// The same with each setting by itself: how many renderings, the time zone, the server's own address.
    fn of(capacity: usize, zone: TimeZone, origin: &str) -> Self {
        Self(Arc::new(Inner { cache: Cache::new(capacity), zone, origin: origin.to_owned() }))
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
        let names = Names::load(db, rows.iter().map(|row| (row.writer(), row.body.as_str()))).await?;
        let mut reactions: HashMap<PostId, Vec<&ReactionRow>> = HashMap::new();
        let given =
            if rows.iter().any(|row| row.reactions > 0) { store::list_reactions(db, ids).await? } else { Vec::new() };
        for row in &given {
            reactions.entry(row.post).or_default().push(row);
        }
        let attached =
            if rows.iter().any(|row| row.has_files) { files::list_of_posts(db, ids).await? } else { Vec::new() };
        let mut made = HashMap::with_capacity(rows.len());
        for row in &rows {
            let fragment = Arc::new(self.render_one(
                row,
                &names,
                (reactions.get(&row.id).map_or(&[], Vec::as_slice), &attached),
                lang,
            )?);
            let key = CacheKey { post: row.id, version: row.version, author_version: row.author_version, lang };
            self.0.cache.insert(key, Arc::clone(&fragment));
            made.insert(row.id, fragment);
        }
        Ok(made)
    }

    fn render_one(
        &self,
        row: &PostRow,
        names: &Names,
        (reactions, attached): (&[&ReactionRow], &[PostFile]),
        lang: Lang,
    ) -> Result<PostFragment, WebError> {
        let t = tr(lang);
        let reacted = reacted(t, reactions);
        let totals = totals(&reacted);
        let mut all: Vec<Shown> = by_post(attached, row.id).into_iter().map(|file| Shown::new(t, file)).collect();
        let frame = Frame { t, origin: &self.0.origin, is_paper: false };
        let body = frame.render(&row.body, names.of(row.writer()), &all);
        let placed = shown_in(&body);
        all.retain(|file| !placed.contains(&file.id));
        let (pictures, files) = all.into_iter().partition(|file| file.picture.is_some());
        let view = PostView {
            t,
            row,
            body: body.html,
            full_date: t.date_full(row.created_at.0, &self.0.zone),
            edited: row.edited_at.map(|at| (t.date_full(at.0, &self.0.zone), at.rfc3339())),
            reacted,
            pictures,
            files,
            icons: assets::icons(),
        };
        let html = view.render()?;
        let [reactions_slot, rights_slot] = SLOTS;
        let (before, rest) = html.split_once(reactions_slot).unwrap_or(("", &html));
        let (middle, after) = rest.split_once(rights_slot).unwrap_or((rest, ""));
        Ok(PostFragment {
            post: row.id,
            position: row.position,
            version: row.version,
            author: row.author,
            totals,
            parts: [before.into(), middle.into(), after.into()],
        })
    }
}

fn cache_key(key: &PostKey, lang: Lang) -> CacheKey {
    CacheKey { post: key.id, version: key.version, author_version: key.author_version, lang }
}
