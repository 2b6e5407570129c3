//! Titles: changed, taken away with the first post, given back.

use crate::base::{PersonId, ThreadId, Timestamp};
use crate::db::{self, Db, Tx, row, sql};
use crate::threads::model::Title;

/// How often a title has changed, and one.
pub(in crate::threads) async fn version_of_title(tx: &mut Tx<'_>, id: ThreadId) -> db::Result<i64> {
    let (version,) = sql!(read tx, one (i64,), "SELECT version FROM threads WHERE id = $1", id)?;
    Ok(version)
}

/// Gives a discussion another title, and notes who did and why. What it was called before is gone.
pub(in crate::threads) async fn update_title(
    tx: &mut Tx<'_>,
    thread: ThreadId,
    title: &Title,
    (by, why): (Option<PersonId>, &str),
    now: Timestamp,
) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE threads SET title = $2, kept_title = '', version = version + 1 WHERE id = $1", thread, title.as_str())?;
    sql!(write tx, execute,
        "INSERT INTO title_changes (thread_id, person_id, at, why) VALUES ($1, $2, $3, $4)", thread, by, now, why)?;
    Ok(())
}

/// Puts other words in the place of a title, which is kept for who thinks again. With `is_gone` the discussion is in no list.
pub(in crate::threads) async fn hide_title(
    tx: &mut Tx<'_>,
    thread: ThreadId,
    words: &str,
    is_gone: bool,
) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE threads SET kept_title = title, title = $2, is_gone = $3, version = version + 1 WHERE id = $1",
        thread, words, is_gone)?;
    Ok(())
}

/// Gives a discussion its title back, unless it has got another one meanwhile, and its place in the lists.
pub(in crate::threads) async fn show_title(tx: &mut Tx<'_>, thread: ThreadId) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE threads SET title = CASE WHEN kept_title = '' THEN title ELSE kept_title END, kept_title = '',
                is_gone = FALSE, version = version + 1 WHERE id = $1", thread)?;
    Ok(())
}

row! {
    /// That a title has changed.
    #[derive(Clone, Debug)]
    pub(in crate::threads) struct TitleChange {
        pub at: Timestamp,
        pub who: Option<String>,
        pub why: String,
    }
}

/// The changes of a title, newest first, at most twenty.
pub(in crate::threads) async fn list_title_changes(db: &Db, thread: ThreadId) -> db::Result<Vec<TitleChange>> {
    sql!(read db, all TitleChange,
        "SELECT c.at, p.name, c.why FROM title_changes c LEFT JOIN people p ON p.id = c.person_id
         WHERE c.thread_id = $1 ORDER BY c.id DESC LIMIT 20", thread)
}
