//! What posts said before: kept at each change, taken back when a deletion is undone.

use crate::base::{PersonId, PostId, Timestamp};
use crate::db::{self, Db, Tx, row, sql};

row! {
    /// What a post said until it was changed.
    #[derive(Clone, Debug)]
    pub(in crate::threads) struct Version {
        pub body: String,
        pub replaced_at: Timestamp,
    }
}

/// At most `limit` former versions of a post, newest first.
pub(in crate::threads) async fn list_versions(db: &Db, post: PostId, limit: i64) -> db::Result<Vec<Version>> {
    sql!(read db, all Version,
        "SELECT body, replaced_at FROM post_versions WHERE post_id = $1 ORDER BY version DESC LIMIT $2", post, limit)
}

/// Keeps what a post says now, before it says something else.
async fn keep_version(tx: &mut Tx<'_>, post: PostId, now: Timestamp) -> db::Result<()> {
    sql!(write tx, execute,
        "INSERT INTO post_versions (post_id, version, body, replaced_at) SELECT id, version, body, $2 FROM posts WHERE id = $1",
        post, now)?;
    Ok(())
}

pub(in crate::threads) async fn update_body(
    tx: &mut Tx<'_>,
    post: PostId,
    body: &str,
    now: Timestamp,
) -> db::Result<()> {
    keep_version(tx, post, now).await?;
    sql!(write tx, execute,
        "UPDATE posts SET body = $2, edited_at = $3, version = version + 1 WHERE id = $1", post, body, now)?;
    Ok(())
}

/// Notes that something beside the words of a post has changed.
pub(in crate::threads) async fn note_change(tx: &mut Tx<'_>, post: PostId, now: Timestamp) -> db::Result<()> {
    sql!(write tx, execute, "UPDATE posts SET edited_at = $2, version = version + 1 WHERE id = $1", post, now)?;
    Ok(())
}

/// Takes the words of a post away; `why` is what everybody may know of the reason.
pub(in crate::threads) async fn bury(
    tx: &mut Tx<'_>,
    post: PostId,
    (by, why): (Option<PersonId>, &str),
    now: Timestamp,
) -> db::Result<()> {
    keep_version(tx, post, now).await?;
    sql!(write tx, execute,
        "UPDATE posts SET body = '', state = 'deleted', deleted_by = $2, deleted_at = $3, deletion_reason = $4,
                version = version + 1 WHERE id = $1", post, by, now, why)?;
    Ok(())
}

/// Gives a deleted post its words back, and takes the version that held them out of its history: nobody changed them.
pub(in crate::threads) async fn unbury(tx: &mut Tx<'_>, post: PostId) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE posts SET body = (SELECT v.body FROM post_versions v WHERE v.post_id = $1 ORDER BY v.version DESC LIMIT 1),
                state = 'published', deleted_by = NULL, deleted_at = NULL, deletion_reason = '', version = version + 1
         WHERE id = $1", post)?;
    sql!(write tx, execute,
        "DELETE FROM post_versions
         WHERE post_id = $1 AND version = (SELECT MAX(version) FROM post_versions WHERE post_id = $1)", post)?;
    Ok(())
}
