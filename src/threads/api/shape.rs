//! What programs see of discussions and posts.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::files::{self, FileShape};
use crate::authz::Standing;
use crate::base::{FileId, PersonId, PostId, SpaceId, ThreadId};
use crate::journal::Reaction;
use crate::text::Rendered;
use crate::threads::attachments::{Shown, by_post};
use crate::threads::list::is_unread;
use crate::threads::model::{PostState, Question, ThreadState};
use crate::threads::placed::{Frame, origin, shown_in};
use crate::threads::resolve::Names;
use crate::threads::store::{self, PostKey, PostRow, ReactionRow, ThreadRow};
use crate::threads::topic::Topics;
use crate::web::api::{ApiResult, Author, Caller, Instant};

/// A discussion, as the person sees it.
#[derive(Clone, Serialize, JsonSchema)]
#[schemars(rename = "Thread")]
pub(super) struct ThreadShape {
    pub id: ThreadId,
    pub space: SpaceId,
    #[schemars(example = "Turni allo sportello del martedì")]
    pub title: String,
    /// How often the title has changed, and one.
    pub version: i64,
    /// How many posts there are: also the position of the newest.
    pub posts: i64,
    pub author: Author,
    pub last_author: LastAuthor,
    pub last_at: Instant,
    /// The position up to which the person has read; 0 for nothing.
    pub read: i64,
    pub is_unread: bool,
    pub state: ThreadState,
    /// Why it is closed; empty while it is open.
    pub closed_reason: String,
    pub is_pinned: bool,
    pub topics: Vec<String>,
    /// Whether it is a question, and how that stands.
    pub question: Question,
}

/// Whoever wrote last.
#[derive(Clone, Serialize, JsonSchema)]
pub(super) struct LastAuthor {
    pub id: PersonId,
    pub name: String,
}

impl From<ThreadRow> for ThreadShape {
    fn from(row: ThreadRow) -> Self {
        let is_unread = is_unread(&row);
        let topics = Topics::from_lines(&row.topics).all().iter().map(|topic| topic.as_str().to_owned()).collect();
        Self {
            id: row.id,
            space: row.space,
            title: row.title,
            version: row.version,
            posts: row.posts,
            author: Author { id: row.author, name: row.author_name, office: row.office },
            last_author: LastAuthor { id: row.last_author, name: row.last_author_name },
            last_at: Instant(row.last_at),
            read: row.read,
            is_unread,
            state: row.state,
            closed_reason: row.closed_reason,
            is_pinned: row.is_pinned,
            topics,
            question: row.question,
        }
    }
}

/// A post, as the person sees it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Post")]
pub(super) struct PostShape {
    pub id: PostId,
    pub thread: ThreadId,
    /// Its place in the discussion, for ever.
    pub position: i64,
    /// For `If-Match`: how often what its form holds has changed, and one.
    pub version: i64,
    pub author: Author,
    /// Whether the author is a guest of the community.
    pub is_guest: bool,
    pub state: PostState,
    /// What was written, in Markdown; empty once deleted.
    pub body: String,
    /// The same as safe HTML. Pictures that the text places, `![what is seen](/allegati/7)`, stand in it when they are files
    /// of this post; other images are links or words.
    pub html: String,
    pub written_at: Instant,
    pub edited_at: Option<Instant>,
    /// Why a facilitator deleted it; otherwise empty.
    pub deletion_reason: String,
    /// Whether it is the answer that whoever asked took up.
    pub is_accepted: bool,
    pub reactions: Vec<Reacted>,
    pub files: Vec<FileShape>,
    /// Those of the files that `html` shows in their place.
    pub placed: Vec<FileId>,
}

/// How many have given a reaction.
#[derive(Serialize, JsonSchema)]
pub(super) struct Reacted {
    pub reaction: Reaction,
    pub count: i64,
    /// Whether the person is among them.
    pub is_mine: bool,
}

/// The posts with these keys, in their order.
pub(super) async fn posts(caller: &Caller, keys: &[PostKey]) -> ApiResult<Vec<PostShape>> {
    let db = caller.db();
    let ids: Vec<PostId> = keys.iter().map(|key| key.id).collect();
    let rows = store::list_posts(db, &ids).await?;
    let names = Names::load(db, rows.iter().map(|row| (row.writer(), row.body.as_str()))).await?;
    let given =
        if rows.iter().any(|row| row.reactions > 0) { store::list_reactions(db, &ids).await? } else { Vec::new() };
    let attached = if rows.iter().any(|row| row.has_files) { files::of_posts(caller, &ids).await? } else { Vec::new() };
    let mut by_id: HashMap<PostId, PostRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let frame = Frame { t: caller.t(), origin: origin(&caller.house.config), is_paper: false };
    let mut shapes = Vec::with_capacity(keys.len());
    for key in keys {
        let Some(row) = by_id.remove(&key.id) else { continue };
        let edition = match row.position {
            // The first post's form holds the title too, which counts its changes by itself.
            1 => store::post_for(db, row.id, caller.person).await?.map_or(row.version, |post| post.edition()),
            _ => row.edition,
        };
        let files = by_post(&attached, row.id);
        let shown: Vec<Shown> = files.iter().map(|file| Shown::new(frame.t, file)).collect();
        let html = frame.render(&row.body, names.of(row.writer()), &shown);
        let files = files.into_iter().map(FileShape::from).collect();
        shapes.push(shape(row, (edition, html), (reacted(key, &given), files)));
    }
    Ok(shapes)
}

fn shape(
    row: PostRow,
    (version, html): (i64, Rendered),
    (reactions, files): (Vec<Reacted>, Vec<FileShape>),
) -> PostShape {
    let placed = shown_in(&html);
    PostShape {
        id: row.id,
        thread: row.thread,
        position: row.position,
        version,
        author: Author { id: row.author, name: row.author_name, office: row.office },
        is_guest: row.author_standing == Standing::Guest,
        state: row.state,
        body: row.body,
        placed: files.iter().map(|file| file.id).filter(|id| placed.contains(id)).collect(),
        html: html.html,
        written_at: Instant(row.created_at),
        edited_at: row.edited_at.map(Instant),
        deletion_reason: row.deletion_reason,
        is_accepted: row.is_accepted,
        reactions,
        files,
    }
}

fn reacted(key: &PostKey, given: &[ReactionRow]) -> Vec<Reacted> {
    let of = |(n, reaction): (usize, &Reaction)| {
        let first = given.iter().find(|row| row.post == key.id && row.kind == *reaction)?;
        Some(Reacted { reaction: *reaction, count: first.total, is_mine: key.mine & (1 << n) != 0 })
    };
    Reaction::ALL.iter().enumerate().filter_map(of).collect()
}
