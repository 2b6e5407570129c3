//! All the SQL of files.

use crate::base::{FileId, PersonId, PostId, Timestamp};
use crate::db::{self, Db, ListOf, Source, Tx, listed, row, sql};

use super::{FileState, Media, Uploaded};

row! {
    /// A file with all that is known of it.
    #[derive(Clone, Debug)]
    pub struct StoredFile {
        pub id: FileId,
        /// The name of its bytes.
        pub key: String,
        pub owner: PersonId,
        pub name: String,
        pub size: i64,
        pub sha256: String,
        pub media: Media,
        /// Of a picture that can be shown; otherwise 0.
        pub width: i64,
        pub height: i64,
        pub alt: String,
        pub state: FileState,
        pub post: Option<PostId>,
        pub position: i64,
    }
}

impl StoredFile {
    /// Whether pictures were made of it.
    pub fn is_shown(&self) -> bool {
        self.width > 0
    }
}

row! {
    /// A file as its post shows it.
    #[derive(Clone, Debug)]
    pub struct PostFile {
        pub id: FileId,
        pub post: PostId,
        pub name: String,
        pub size: i64,
        pub media: Media,
        pub width: i64,
        pub height: i64,
        pub alt: String,
    }
}

row! {
    /// The bytes that a row names.
    #[derive(Clone, Debug)]
    pub(super) struct Kept {
        pub key: String,
        pub size: i64,
        pub width: i64,
    }
}

/// Notes a file that waits in its owner's draft.
pub async fn insert(
    tx: &mut Tx<'_>,
    (owner, draft): (PersonId, &str),
    file: &Uploaded,
    now: Timestamp,
) -> db::Result<FileId> {
    let (id,) = sql!(write tx, one (FileId,),
        "INSERT INTO files (key, owner_id, name, size, sha256, media, width, height, alt, state, draft_key, position, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', 'waiting', $9, 0, $10) RETURNING id",
        file.key.as_str(), owner, &file.name, file.size, &file.sha256, file.media, file.width, file.height, draft, now)?;
    Ok(id)
}

pub async fn find<'a>(source: impl Source<'a>, id: FileId) -> db::Result<Option<StoredFile>> {
    sql!(read source, optional StoredFile,
        "SELECT id, key, owner_id, name, size, sha256, media, width, height, alt, state, post_id, position
         FROM files WHERE id = $1", id)
}

/// How many bytes a person's files have.
pub async fn bytes_of<'a>(source: impl Source<'a>, owner: PersonId) -> db::Result<i64> {
    let (bytes,) = sql!(read source, one (i64,),
        "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM files WHERE owner_id = $1", owner)?;
    Ok(bytes)
}

/// What waits in one draft of a person, oldest first.
pub async fn list_waiting<'a>(source: impl Source<'a>, owner: PersonId, draft: &str) -> db::Result<Vec<StoredFile>> {
    sql!(read source, all StoredFile,
        "SELECT id, key, owner_id, name, size, sha256, media, width, height, alt, state, post_id, position
         FROM files WHERE owner_id = $1 AND draft_key = $2 AND state = 'waiting' ORDER BY id", owner, draft)
}

/// Those of the given files that are a person's own, oldest first.
pub async fn list_own<'a>(source: impl Source<'a>, owner: PersonId, ids: &[FileId]) -> db::Result<Vec<StoredFile>> {
    macro_rules! own {
        ($engine:ident) => {
            concat!(
                "SELECT id, key, owner_id, name, size, sha256, media, width, height, alt, state, post_id, position \
                 FROM files WHERE owner_id = $1 AND ",
                listed!($engine, "id", "$2"),
                " ORDER BY id"
            )
        };
    }
    sql!(read source, all StoredFile, { sqlite: own!(sqlite), postgres: own!(postgres) }, owner, ListOf::new(ids).0)
}

/// The files in some posts, in their order.
pub async fn list_of_posts(db: &Db, posts: &[PostId]) -> db::Result<Vec<PostFile>> {
    macro_rules! files {
        ($engine:ident) => {
            concat!(
                "SELECT id, post_id, name, size, media, width, height, alt FROM files WHERE ",
                listed!($engine, "post_id", "$1"),
                " AND state = 'attached' ORDER BY post_id, position, id"
            )
        };
    }
    sql!(read db, all PostFile, { sqlite: files!(sqlite), postgres: files!(postgres) }, ListOf::new(posts).0)
}

/// The files in one post, in their order.
pub async fn list_of_post<'a>(source: impl Source<'a>, post: PostId) -> db::Result<Vec<StoredFile>> {
    sql!(read source, all StoredFile,
        "SELECT id, key, owner_id, name, size, sha256, media, width, height, alt, state, post_id, position
         FROM files WHERE post_id = $1 AND state = 'attached' ORDER BY position, id", post)
}

/// Puts a waiting file of `owner` into a post; says whether there was one.
pub async fn attach(
    tx: &mut Tx<'_>,
    (id, owner): (FileId, PersonId),
    (post, position): (PostId, i64),
    alt: &str,
) -> db::Result<bool> {
    let rows = sql!(write tx, execute,
        "UPDATE files SET state = 'attached', post_id = $3, position = $4, alt = $5, draft_key = '', expires_at = NULL
         WHERE id = $1 AND owner_id = $2 AND state = 'waiting'", id, owner, post, position, alt)?;
    Ok(rows == 1)
}

/// Takes a file out of its post; it goes for good at `expires`.
pub async fn take_out(tx: &mut Tx<'_>, id: FileId, expires: Timestamp) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE files SET state = 'removed', expires_at = $2 WHERE id = $1 AND state = 'attached'", id, expires)?;
    Ok(())
}

/// Changes what a picture shows in words, and its place.
pub async fn set_alt(tx: &mut Tx<'_>, id: FileId, alt: &str, position: i64) -> db::Result<()> {
    sql!(write tx, execute, "UPDATE files SET alt = $2, position = $3 WHERE id = $1", id, alt, position)?;
    Ok(())
}

/// Hides the files of a post that is deleted; they go for good at `expires`.
pub async fn hide_of_post(tx: &mut Tx<'_>, post: PostId, expires: Timestamp) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE files SET state = 'hidden', expires_at = $2 WHERE post_id = $1 AND state = 'attached'", post, expires)?;
    Ok(())
}

/// Shows the files of a post again whose deletion is undone.
pub async fn show_of_post(tx: &mut Tx<'_>, post: PostId) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE files SET state = 'attached', expires_at = NULL WHERE post_id = $1 AND state = 'hidden'", post)?;
    Ok(())
}

/// Lets the files of a draft that is no more go at `expires`. They are in no draft then: a later one of the same place is
/// another, while a form that still names them may have them.
pub async fn let_go(tx: &mut Tx<'_>, owner: PersonId, draft: &str, expires: Timestamp) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE files SET expires_at = $3, draft_key = '' WHERE owner_id = $1 AND draft_key = $2 AND state = 'waiting'",
        owner, draft, expires)?;
    Ok(())
}

/// Lets a waiting file of its owner go at `expires`, out of its draft.
pub async fn let_go_of(tx: &mut Tx<'_>, id: FileId, owner: PersonId, expires: Timestamp) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE files SET expires_at = $3, draft_key = '' WHERE id = $1 AND owner_id = $2 AND state = 'waiting'",
        id, owner, expires)?;
    Ok(())
}

/// Forgets a waiting file of its owner; gives the name of its bytes and its draft.
pub async fn delete_waiting(tx: &mut Tx<'_>, id: FileId, owner: PersonId) -> db::Result<Option<(String, String)>> {
    sql!(write tx, optional (String, String),
        "DELETE FROM files WHERE id = $1 AND owner_id = $2 AND state = 'waiting' RETURNING key, draft_key", id, owner)
}

/// Forgets at most `limit` files whose time is over; gives the names of their bytes.
pub(super) async fn take_expired(tx: &mut Tx<'_>, now: Timestamp, limit: i64) -> db::Result<Vec<(String,)>> {
    sql!(write tx, all (String,),
        "DELETE FROM files WHERE id IN (SELECT id FROM files WHERE expires_at <= $1 ORDER BY expires_at, id LIMIT $2)
         RETURNING key", now, limit)
}

/// The bytes that rows name, from one name up to another.
pub(super) async fn list_kept(db: &Db, from: &str, before: &str) -> db::Result<Vec<Kept>> {
    sql!(read db, all Kept, "SELECT key, size, width FROM files WHERE key >= $1 AND key < $2 ORDER BY key", from, before)
}
