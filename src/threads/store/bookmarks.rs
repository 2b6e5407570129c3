//! What people have set aside for themselves: nobody else reads these rows, and pages show of a post only what its reader
//! may still read.

use crate::authz::{Openness, Role, Standing};
use crate::base::{BookmarkId, PersonId, PostId, Timestamp};
use crate::db::{self, Db, Tx, row, sql};

use crate::threads::model::{LetterState, PostState, ReminderState};

row! {
    /// A bookmark with the post that it is about. Whether its owner may still read that, [`BookmarkRow::shown`] says.
    #[derive(Clone, Debug)]
    pub(in crate::threads) struct BookmarkRow {
        pub id: BookmarkId,
        pub post: PostId,
        pub note: String,
        pub reminder: ReminderState,
        pub remind_at: Option<Timestamp>,
        openness: Openness,
        role: Option<Role>,
        standing: Standing,
        state: PostState,
        title: String,
        space: String,
        author: String,
        body: String,
    }
}

/// How many reminders one list, or one letter, holds at most (`LIMIT 20`).
pub(in crate::threads) const REMINDERS_AT_ONCE: u64 = 20;

macro_rules! bookmark_row {
    () => {
        "SELECT b.id, b.post_id, b.note, b.reminder, b.remind_at, s.openness, m.role, me.standing, p.state, t.title, s.name, \
         a.name, p.body FROM "
    };
}

/// Bookmarks with their owners, posts, and places.
macro_rules! bookmarks {
    () => {
        "bookmarks b JOIN people me ON me.id = b.person_id JOIN posts p ON p.id = b.post_id \
         JOIN people a ON a.id = p.author_id JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id \
         LEFT JOIN memberships m ON m.space_id = t.space_id AND m.person_id = b.person_id "
    };
}

/// The time of the reminder has come, and the owner may still read the post ([`BookmarkRow::shown`] says the same).
macro_rules! due {
    () => {
        "b.reminder = 'due' AND p.state = 'published' \
         AND (m.role IS NOT NULL OR (s.openness = 'open' AND me.standing = 'staff')) "
    };
}

/// What a bookmark shows of its post.
pub(in crate::threads) struct Shown<'a> {
    pub title: &'a str,
    pub space: &'a str,
    pub author: &'a str,
    pub body: &'a str,
}

impl BookmarkRow {
    /// The post, when its words are there and the owner of the bookmark may read them.
    pub(in crate::threads) fn shown(&self) -> Option<Shown<'_>> {
        let is_open = self.openness == Openness::Open && self.standing == Standing::Staff;
        let is_shown = self.state == PostState::Published && (self.role.is_some() || is_open);
        let Self { title, space, author, body, .. } = self;
        is_shown.then_some(Shown { title, space, author, body })
    }
}

/// One page of a person's bookmarks, newest first, before `before`; with reminders only when so wished.
pub(in crate::threads) async fn list_bookmarks(
    db: &Db,
    person: PersonId,
    (before, is_reminders_only, limit): (BookmarkId, bool, i64),
) -> db::Result<Vec<BookmarkRow>> {
    sql!(read db, all BookmarkRow,
        concat!(bookmark_row!(), bookmarks!(),
            "WHERE b.person_id = $1 AND b.id < $2 AND (NOT $3 OR b.reminder <> 'no') ORDER BY b.id DESC LIMIT $4"),
        person, before, is_reminders_only, limit)
}

/// The bookmarks that a person is to be reminded of now, the longest waiting first; at most 20. With `letter_at`, those
/// that the letter of that instant tells of.
pub(in crate::threads) async fn list_due(
    db: &Db,
    person: PersonId,
    letter_at: Option<Timestamp>,
) -> db::Result<Vec<BookmarkRow>> {
    sql!(read db, all BookmarkRow,
        concat!(bookmark_row!(), bookmarks!(), "WHERE b.person_id = $1 AND ", due!(),
            "AND (CAST($2 AS BIGINT) IS NULL OR b.letter_at = $2) ORDER BY b.remind_at, b.id LIMIT 20"), person, letter_at)
}

row! {
    /// A person's bookmark of one post, as its form shows it.
    #[derive(Clone, Debug)]
    pub(in crate::threads) struct Bookmark {
        pub note: String,
        pub reminder: ReminderState,
        pub remind_at: Option<Timestamp>,
        pub letter: LetterState,
    }
}

pub(in crate::threads) async fn find_bookmark(db: &Db, person: PersonId, post: PostId) -> db::Result<Option<Bookmark>> {
    sql!(read db, optional Bookmark,
        "SELECT note, reminder, remind_at, letter FROM bookmarks WHERE person_id = $1 AND post_id = $2", person, post)
}

/// Sets a post aside, or changes the note of one that is.
pub(in crate::threads) async fn put_bookmark(
    tx: &mut Tx<'_>,
    (person, post): (PersonId, PostId),
    note: &str,
    now: Timestamp,
) -> db::Result<BookmarkId> {
    let (id,) = sql!(write tx, one (BookmarkId,),
        "INSERT INTO bookmarks (person_id, post_id, note, created_at, reminder, letter) VALUES ($1, $2, $3, $4, 'no', 'no')
         ON CONFLICT (person_id, post_id) DO UPDATE SET note = excluded.note RETURNING id", person, post, note, now)?;
    Ok(id)
}

/// The bookmark of a person on a post, for a command.
pub(in crate::threads) async fn id_of_bookmark(
    tx: &mut Tx<'_>,
    person: PersonId,
    post: PostId,
) -> db::Result<Option<BookmarkId>> {
    let row = sql!(read tx, optional (BookmarkId,),
        "SELECT id FROM bookmarks WHERE person_id = $1 AND post_id = $2", person, post)?;
    Ok(row.map(|(id,)| id))
}

/// Says when a bookmark's owner wants to be reminded, by letter too or not; or not at all any more.
pub(in crate::threads) async fn set_reminder(
    tx: &mut Tx<'_>,
    id: BookmarkId,
    at: Option<Timestamp>,
    letter: LetterState,
) -> db::Result<()> {
    let reminder = if at.is_some() { ReminderState::Set } else { ReminderState::No };
    sql!(write tx, execute,
        "UPDATE bookmarks SET reminder = $2, remind_at = $3, letter = $4, letter_at = NULL WHERE id = $1",
        id, reminder, at, letter)?;
    Ok(())
}

pub(in crate::threads) async fn delete_bookmark(tx: &mut Tx<'_>, person: PersonId, post: PostId) -> db::Result<u64> {
    sql!(write tx, execute, "DELETE FROM bookmarks WHERE person_id = $1 AND post_id = $2", person, post)
}

/// The time of a reminder has come, unless another was chosen meanwhile. Gives whose it is, and whether a letter is wanted.
pub(in crate::threads) async fn fall_due(
    tx: &mut Tx<'_>,
    id: BookmarkId,
    at: Timestamp,
) -> db::Result<Option<(PersonId, LetterState)>> {
    sql!(write tx, optional (PersonId, LetterState),
        "UPDATE bookmarks SET reminder = 'due' WHERE id = $1 AND reminder = 'set' AND remind_at = $2
         RETURNING person_id, letter", id, at)
}

/// The address and language of somebody with an open account.
pub(in crate::threads) async fn find_addressee(
    tx: &mut Tx<'_>,
    person: PersonId,
) -> db::Result<Option<(String, String)>> {
    sql!(read tx, optional (String, String),
        "SELECT email, language FROM people WHERE id = $1 AND state = 'active'", person)
}

/// Notes that the letter of this instant tells of what a person wanted to be written about and may read, the longest waiting
/// first; how many that are, [`REMINDERS_AT_ONCE`] at most.
pub(in crate::threads) async fn put_into_letter(tx: &mut Tx<'_>, person: PersonId, now: Timestamp) -> db::Result<u64> {
    sql!(write tx, execute,
        concat!("UPDATE bookmarks SET letter = 'sent', letter_at = $2 WHERE id IN (SELECT b.id FROM ", bookmarks!(),
            "WHERE b.person_id = $1 AND b.letter = 'wanted' AND ", due!(), "ORDER BY b.remind_at, b.id LIMIT 20)"), person, now)
}

/// The name of a person, for a letter.
pub(in crate::threads) async fn name_of(db: &Db, person: PersonId) -> db::Result<Option<String>> {
    let row = sql!(read db, optional (String,), "SELECT name FROM people WHERE id = $1", person)?;
    Ok(row.map(|(name,)| name))
}
