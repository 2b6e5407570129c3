//! What facilitators do with a whole thread.

use crate::base::{PersonId, SpaceId, ThreadId};
use crate::db::{self, Db, Tx, sql};

use super::ThreadRow;
use super::rows::threads_for;

/// The pinned threads of a space, newest activity first; at most 50.
pub(in crate::threads) async fn list_pinned(db: &Db, space: SpaceId, viewer: PersonId) -> db::Result<Vec<ThreadRow>> {
    sql!(read db, all ThreadRow,
        concat!(threads_for!("$2", "FROM threads t"),
            "WHERE t.space_id = $1 AND t.is_pinned AND NOT t.is_gone ORDER BY t.last_seq DESC LIMIT 50"), space, viewer)
}

pub(in crate::threads) async fn set_pinned(tx: &mut Tx<'_>, thread: ThreadId, is_pinned: bool) -> db::Result<()> {
    sql!(write tx, execute, "UPDATE threads SET is_pinned = $2 WHERE id = $1", thread, is_pinned)?;
    Ok(())
}

pub(in crate::threads) async fn close(tx: &mut Tx<'_>, thread: ThreadId, why: &str) -> db::Result<()> {
    sql!(write tx, execute, "UPDATE threads SET state = 'closed', closed_reason = $2 WHERE id = $1", thread, why)?;
    Ok(())
}

pub(in crate::threads) async fn reopen(tx: &mut Tx<'_>, thread: ThreadId) -> db::Result<()> {
    sql!(write tx, execute, "UPDATE threads SET state = 'open', closed_reason = '' WHERE id = $1", thread)?;
    Ok(())
}
