//! All the SQL of discussions.

use crate::authz::{Facts, Openness, Role, Standing, Subject};
use crate::base::{PersonId, PostId, Seq, SpaceId, ThreadId, Timestamp};
use crate::db::{self, Db, ListOf, Source, Tx, listed, row, sql};

use super::model::{Level, PAGE, PostState, Question, Submission, ThreadState, Title, View};
use super::resolve::Writer;

mod bookmarks;
mod care;
mod drafts;
mod history;
mod levels;
mod news;
mod questions;
mod reactions;
mod rows;
mod search;
mod titles;
mod topics;

pub(super) use bookmarks::{
    Bookmark, BookmarkRow, REMINDERS_AT_ONCE, delete_bookmark, fall_due, find_addressee, find_bookmark, id_of_bookmark,
    list_bookmarks, list_due, name_of, put_bookmark, put_into_letter, set_reminder,
};
pub(super) use care::{close, list_pinned, reopen, set_pinned};
pub(super) use drafts::{
    Draft, DraftRow, delete_draft, find_draft, list_drafts, list_open_drafts, note_files, put_draft,
};
pub(super) use history::{Version, bury, list_versions, note_change, unbury, update_body};
pub(super) use levels::{
    follow_own, level_of_space, list_followed, list_levels_of_spaces, put_space_level, put_thread_level,
};
pub(super) use news::{
    Gist, MentionRow, advance_marks, insert_mentions, list_gists, list_marks, list_mentions, list_newest_unread,
    list_questions_of_space, list_reached, retract_mark, retract_read,
};
pub(super) use questions::{Accepted, accept, find_accepted, list_waiting, set_question};
pub(super) use reactions::{ReactionRow, count_reaction, delete_reaction, insert_reaction, list_reactions};
use rows::{people, thread_row, threads_for};
pub(super) use search::{Found, find_posts, find_titles};
pub(super) use titles::{TitleChange, hide_title, list_title_changes, show_title, update_title, version_of_title};
pub(super) use topics::{TopicInUse, list_by_topic, list_topics, list_topics_of_space, name_of_topic, put_topics};

row! {
    /// A thread with its space and what the actor is and has read there.
    #[derive(Clone, Debug)]
    pub(super) struct ThreadForActor {
        pub id: ThreadId,
        pub space: SpaceId,
        pub title: String,
        pub author: PersonId,
        /// How many posts there are: also the position of the newest.
        pub posts: i64,
        pub openness: Openness,
        pub role: Option<Role>,
        /// The position up to which the actor has read; 0 for nothing.
        pub read: i64,
        pub state: ThreadState,
        pub closed_reason: String,
        pub is_pinned: bool,
        /// The names of its topics, one a line.
        pub topics: String,
        /// Whether the space is only read.
        pub is_archived: bool,
        pub question: Question,
        /// The answer that whoever asked took up.
        pub accepted: Option<PostId>,
        /// Whether all that it said was deleted: it is in no list.
        pub is_gone: bool,
    }
}

impl ThreadForActor {
    /// What decisions about this discussion need to know.
    pub(super) fn facts(&self) -> Facts {
        let facts = Facts::in_space(Subject::Thread(self.id), self.openness, self.role);
        Facts { is_archived: self.is_archived, ..facts }
    }
}

row! {
    /// All that the page of a thread needs beside its posts, read at one moment.
    #[derive(Clone, Debug)]
    pub(super) struct PageFacts {
        pub id: ThreadId,
        pub title: String,
        pub author: PersonId,
        pub posts: i64,
        pub read: i64,
        pub space: SpaceId,
        pub space_name: String,
        pub purpose: String,
        pub openness: Openness,
        pub space_version: i64,
        pub members: i64,
        pub offices: i64,
        pub guests: i64,
        pub role: Option<Role>,
        /// How many colleagues the community has.
        pub staff: i64,
        /// The journal's number at that moment.
        pub as_of: Seq,
        pub state: ThreadState,
        pub closed_reason: String,
        pub is_pinned: bool,
        /// The names of its topics, one a line.
        pub topics: String,
        pub is_archived: bool,
        pub question: Question,
        pub accepted: Option<PostId>,
        pub is_gone: bool,
        /// How closely the viewer follows it, or its space.
        pub level: Level,
    }
}

row! {
    /// A post with what a decision about it needs.
    #[derive(Clone, Debug)]
    pub(super) struct PostForActor {
        pub id: PostId,
        pub thread: ThreadId,
        pub space: SpaceId,
        pub position: i64,
        pub author: PersonId,
        pub body: String,
        pub state: PostState,
        pub version: i64,
        pub title: String,
        pub title_version: i64,
        pub openness: Openness,
        pub role: Option<Role>,
        /// Who deleted it, and when.
        pub deleted_by: Option<PersonId>,
        pub deleted_at: Option<Timestamp>,
        pub is_archived: bool,
        pub question: Question,
        /// The answer that was taken up in its discussion, and who began that.
        pub accepted: Option<PostId>,
        pub thread_author: PersonId,
        /// How many posts the discussion has.
        pub posts: i64,
    }
}

impl PostForActor {
    /// The version of all that the form of a post holds. Of the first post that is the title too, which counts its changes
    /// by itself: their sum grows with either.
    pub(super) fn edition(&self) -> i64 {
        if self.position == 1 { self.version + self.title_version - 1 } else { self.version }
    }
}

row! {
    /// What identifies one rendering of a post, and what the viewer's slots in it hold. The version is that of all that the
    /// rendering shows: the post's changes, those of its reactions and of its being accepted, whose sum grows with each.
    #[derive(Clone, Copy, Debug)]
    pub(super) struct PostKey {
        pub id: PostId,
        pub position: i64,
        pub version: i64,
        pub author: PersonId,
        pub author_version: i64,
        pub state: PostState,
        pub deleted_by: Option<PersonId>,
        pub deleted_at: Option<Timestamp>,
        /// A bit for each reaction that the viewer has chosen.
        pub mine: i64,
        /// Whether the viewer has set it aside.
        pub is_marked: bool,
    }
}

row! {
    /// All that a fragment of a post shows.
    #[derive(Clone, Debug)]
    pub(super) struct PostRow {
        pub id: PostId,
        pub thread: ThreadId,
        pub position: i64,
        pub version: i64,
        /// How often its words have changed, plus one.
        pub edition: i64,
        pub body: String,
        pub state: PostState,
        pub created_at: Timestamp,
        pub edited_at: Option<Timestamp>,
        pub author: PersonId,
        pub author_name: String,
        pub author_version: i64,
        pub author_standing: Standing,
        pub office: String,
        pub deleted_by: Option<PersonId>,
        pub deletion_reason: String,
        /// How often its reactions have changed.
        pub reactions: i64,
        /// Whether it is the answer that whoever asked took up.
        pub is_accepted: bool,
        pub has_files: bool,
        /// The version of the author's picture; 0 when there is none.
        pub author_picture: i64,
    }
}

impl PostRow {
    pub(super) fn writer(&self) -> Writer {
        Writer { person: self.author, standing: self.author_standing }
    }
}

row! {
    /// A thread as a list shows it.
    #[derive(Clone, Debug)]
    pub struct ThreadRow {
        pub id: ThreadId,
        pub space: SpaceId,
        pub title: String,
        pub version: i64,
        pub posts: i64,
        pub last_seq: Seq,
        pub last_at: Timestamp,
        pub author: PersonId,
        pub author_name: String,
        pub office: String,
        pub last_author: PersonId,
        pub last_author_name: String,
        /// The position up to which the viewer has read.
        pub read: i64,
        pub caught_up: Seq,
        pub state: ThreadState,
        pub closed_reason: String,
        pub is_pinned: bool,
        /// The names of its topics, one a line.
        pub topics: String,
        pub question: Question,
        /// Whether all that it said was deleted: only who has its address comes to it.
        pub is_gone: bool,
    }
}

pub(super) async fn thread_for<'a>(
    source: impl Source<'a>,
    id: ThreadId,
    actor: PersonId,
) -> db::Result<Option<ThreadForActor>> {
    sql!(read source, optional ThreadForActor,
        "SELECT t.id, t.space_id, t.title, t.author_id, t.posts, s.openness, m.role, COALESCE(r.position, 0),
                t.state, t.closed_reason, t.is_pinned, t.topics, s.archived_at IS NOT NULL,
                t.question, t.accepted_post_id, t.is_gone
         FROM threads t JOIN spaces s ON s.id = t.space_id
         LEFT JOIN memberships m ON m.space_id = t.space_id AND m.person_id = $2
         LEFT JOIN read_marks r ON r.thread_id = t.id AND r.person_id = $2 WHERE t.id = $1", id, actor)
}

/// A thread's page for a person, but for its posts.
pub(super) async fn page_facts(db: &Db, id: ThreadId, actor: PersonId) -> db::Result<Option<PageFacts>> {
    sql!(read db, optional PageFacts,
        "SELECT t.id, t.title, t.author_id, t.posts, COALESCE(r.position, 0), s.id, s.name, s.purpose, s.openness, s.version,
                s.members, s.offices, s.guests, m.role, (SELECT value FROM tallies WHERE name = 'staff'),
                (SELECT seq FROM journal_clock WHERE id = 1), t.state, t.closed_reason, t.is_pinned, t.topics,
                s.archived_at IS NOT NULL, t.question, t.accepted_post_id, t.is_gone, COALESCE(tl.level, sl.level, 'normal')
         FROM threads t JOIN spaces s ON s.id = t.space_id
         LEFT JOIN memberships m ON m.space_id = t.space_id AND m.person_id = $2
         LEFT JOIN read_marks r ON r.thread_id = t.id AND r.person_id = $2
         LEFT JOIN thread_levels tl ON tl.thread_id = t.id AND tl.person_id = $2
         LEFT JOIN space_levels sl ON sl.space_id = t.space_id AND sl.person_id = $2
         WHERE t.id = $1", id, actor)
}

pub(super) async fn post_for<'a>(
    source: impl Source<'a>,
    id: PostId,
    actor: PersonId,
) -> db::Result<Option<PostForActor>> {
    sql!(read source, optional PostForActor,
        "SELECT p.id, p.thread_id, t.space_id, p.position, p.author_id, p.body, p.state, p.version, t.title, t.version,
                s.openness, m.role, p.deleted_by, p.deleted_at, s.archived_at IS NOT NULL, t.question, t.accepted_post_id,
                t.author_id, t.posts
         FROM posts p JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
         LEFT JOIN memberships m ON m.space_id = t.space_id AND m.person_id = $2 WHERE p.id = $1", id, actor)
}

/// The keys of one page of posts, from position `from` on, for a viewer.
pub(super) async fn list_keys(db: &Db, thread: ThreadId, from: i64, viewer: PersonId) -> db::Result<Vec<PostKey>> {
    sql!(read db, all PostKey,
        "SELECT p.id, p.position, p.version + p.reactions + p.acceptances, p.author_id, a.version, p.state, p.deleted_by, p.deleted_at,
                CASE WHEN p.reactions = 0 THEN 0 ELSE COALESCE((
                  SELECT SUM(CASE r.kind WHEN 'thanks' THEN 1 WHEN 'agree' THEN 2 WHEN 'useful' THEN 4 ELSE 8 END)
                  FROM reactions r WHERE r.post_id = p.id AND r.person_id = $4), 0) END,
                EXISTS (SELECT 1 FROM bookmarks b WHERE b.person_id = $4 AND b.post_id = p.id)
         FROM posts p JOIN people a ON a.id = p.author_id
         WHERE p.thread_id = $1 AND p.position >= $2 AND p.position < $2 + $3 ORDER BY p.position",
        thread, from, PAGE, viewer)
}

/// The position of the first post written at a time or later; nothing when all are older.
pub(super) async fn first_since(db: &Db, thread: ThreadId, at: Timestamp) -> db::Result<Option<i64>> {
    let row = sql!(read db, optional (i64,),
        "SELECT position FROM posts WHERE thread_id = $1 AND created_at >= $2 ORDER BY position LIMIT 1", thread, at)?;
    Ok(row.map(|(position,)| position))
}

/// The posts with the given ids, in no particular order.
pub(super) async fn list_posts(db: &Db, ids: &[PostId]) -> db::Result<Vec<PostRow>> {
    macro_rules! posts {
        ($engine:ident) => {
            concat!(
                "SELECT p.id, p.thread_id, p.position, p.version + p.reactions + p.acceptances, p.version, p.body, p.state, \
                 p.created_at, p.edited_at, a.id, a.name, a.version, a.standing, o.name, p.deleted_by, p.deletion_reason, p.reactions, \
                 COALESCE(t.accepted_post_id = p.id, FALSE), \
                 EXISTS (SELECT 1 FROM files f WHERE f.post_id = p.id AND f.state = 'attached'), a.picture \
                 FROM posts p JOIN people a ON a.id = p.author_id JOIN threads t ON t.id = p.thread_id \
                 JOIN organisations o ON o.id = a.organisation_id WHERE ",
                listed!($engine, "p.id", "$1")
            )
        };
    }
    sql!(read db, all PostRow, { sqlite: posts!(sqlite), postgres: posts!(postgres) }, ListOf::new(ids).0)
}

/// One page of a space's threads, newest activity first, before `before`: those of a view.
pub(super) async fn list_threads(
    db: &Db,
    space: SpaceId,
    viewer: PersonId,
    (before, view, limit): (Seq, View, i64),
) -> db::Result<Vec<ThreadRow>> {
    sql!(read db, all ThreadRow,
        concat!(threads_for!("$2", "FROM threads t"), "WHERE t.space_id = $1 AND NOT t.is_gone AND t.last_seq < $3
           AND (($4 = 'all' AND NOT t.is_pinned)
                OR ($4 = 'questions' AND t.question = 'waiting' AND t.state = 'open')
                OR ($4 = 'unread' AND t.last_seq > m.caught_up_seq AND COALESCE(r.position, 0) < t.posts
                    AND COALESCE(tl.level, sl.level, 'normal') <> 'mute'))
         ORDER BY t.last_seq DESC LIMIT $5"), space, viewer, before, view, limit)
}

/// One thread as a list shows it, to nobody in particular.
pub async fn thread_row(db: &Db, id: ThreadId) -> db::Result<Option<ThreadRow>> {
    sql!(read db, optional ThreadRow,
        concat!(thread_row!("t.posts", "CAST(0 AS BIGINT)"), "FROM threads t", people!(), "WHERE t.id = $1"), id)
}

/// One thread as a list shows it to a viewer.
pub(super) async fn thread_row_for(db: &Db, id: ThreadId, viewer: PersonId) -> db::Result<Option<ThreadRow>> {
    sql!(read db, optional ThreadRow,
        concat!(threads_for!("$2", "FROM threads t"), "WHERE t.id = $1"), id, viewer)
}

pub(super) async fn find_submission(
    tx: &mut Tx<'_>,
    author: PersonId,
    submission: &Submission,
) -> db::Result<Option<(ThreadId, PostId, i64)>> {
    sql!(read tx, optional (ThreadId, PostId, i64),
        "SELECT thread_id, id, position FROM posts WHERE author_id = $1 AND submission = $2", author, submission.as_str())
}

pub(super) async fn insert_thread(
    tx: &mut Tx<'_>,
    space: SpaceId,
    title: &Title,
    author: PersonId,
    now: Timestamp,
) -> db::Result<ThreadId> {
    let (id,) = sql!(write tx, one (ThreadId,),
        "INSERT INTO threads (space_id, title, author_id, version, posts, last_seq, last_at, last_author_id, created_at)
         VALUES ($1, $2, $3, 1, 1, 0, $4, $3, $4) RETURNING id", space, title.as_str(), author, now)?;
    Ok(id)
}

/// A new post; nothing when the same form has made one already.
pub(super) async fn insert_post(
    tx: &mut Tx<'_>,
    (thread, position): (ThreadId, i64),
    author: PersonId,
    (body, submission): (&str, &Submission),
    now: Timestamp,
) -> db::Result<Option<PostId>> {
    let row = sql!(write tx, optional (PostId,),
        "INSERT INTO posts (thread_id, position, author_id, body, state, version, created_at, submission)
         VALUES ($1, $2, $3, $4, 'published', 1, $5, $6) ON CONFLICT (author_id, submission) DO NOTHING RETURNING id",
        thread, position, author, body, now, submission.as_str())?;
    Ok(row.map(|(id,)| id))
}

/// Notes the newest post on its thread.
pub(super) async fn update_activity(
    tx: &mut Tx<'_>,
    thread: ThreadId,
    (position, author): (i64, PersonId),
    (seq, now): (Seq, Timestamp),
) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE threads SET posts = $2, last_author_id = $3, last_seq = $4, last_at = $5 WHERE id = $1",
        thread, position, author, seq, now)?;
    Ok(())
}

/// Moves a read mark forward, never back.
pub(super) async fn mark_read(tx: &mut Tx<'_>, person: PersonId, thread: ThreadId, position: i64) -> db::Result<u64> {
    sql!(write tx, execute,
        "INSERT INTO read_marks (person_id, thread_id, position) VALUES ($1, $2, $3)
         ON CONFLICT (person_id, thread_id) DO UPDATE SET position = excluded.position
         WHERE excluded.position > read_marks.position", person, thread, position)
}

/// How many threads a person has not read to the end and has not muted, per space: counted among the 300 newest of each, up to 99.
/// And, without a space, how many bookmarks the person is to be reminded of now.
pub(super) async fn count_unread(db: &Db, person: PersonId) -> db::Result<Vec<(Option<SpaceId>, i64)>> {
    sql!(read db, all (Option<SpaceId>, i64),
        "SELECT space_id, n FROM (
           SELECT m.space_id AS space_id, (SELECT COUNT(*) FROM (
             SELECT 1 FROM (SELECT t.id, t.posts FROM threads t
                            WHERE t.space_id = m.space_id AND t.last_seq > m.caught_up_seq AND NOT t.is_gone
                            ORDER BY t.last_seq DESC LIMIT 300) recent
             LEFT JOIN read_marks r ON r.person_id = m.person_id AND r.thread_id = recent.id
             LEFT JOIN thread_levels tl ON tl.person_id = m.person_id AND tl.thread_id = recent.id
             LEFT JOIN space_levels sl ON sl.person_id = m.person_id AND sl.space_id = m.space_id
             WHERE COALESCE(r.position, 0) < recent.posts AND COALESCE(tl.level, sl.level, 'normal') <> 'mute'
             LIMIT 99) unread) AS n
           FROM memberships m WHERE m.person_id = $1) counted
         WHERE n > 0
         UNION ALL
         SELECT CAST(NULL AS BIGINT), COUNT(*) FROM bookmarks b JOIN people me ON me.id = b.person_id
         JOIN posts p ON p.id = b.post_id JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
         LEFT JOIN memberships m ON m.space_id = t.space_id AND m.person_id = b.person_id
         WHERE b.person_id = $1 AND b.reminder = 'due' AND p.state = 'published'
           AND (m.role IS NOT NULL OR (s.openness = 'open' AND me.standing = 'staff'))
         HAVING COUNT(*) > 0
         ORDER BY 1", person)
}
