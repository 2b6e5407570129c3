//! What facilitators do with a whole thread.

use crate::base::{PersonId, SpaceId, ThreadId};
use crate::db::{self, Db, Tx, sql};

use super::ThreadRow;

/// The pinned threads of a space, newest activity first; at most 50.
pub(in crate::threads) async fn list_pinned(db: &Db, space: SpaceId, viewer: PersonId) -> db::Result<Vec<ThreadRow>> {
    sql!(read db, all ThreadRow,
        "SELECT t.id, t.space_id, t.title, t.version, t.posts, t.last_seq, t.last_at, a.id, a.name, o.name, l.id, l.name,
                COALESCE(r.position, 0), CASE WHEN COALESCE(tl.level, sl.level, 'normal') = 'mute' THEN 9223372036854775807
                     ELSE COALESCE(m.caught_up_seq, 9223372036854775807) END,
                t.state, t.closed_reason, t.is_pinned, t.topics, t.question
         FROM threads t JOIN people a ON a.id = t.author_id JOIN organisations o ON o.id = a.organisation_id
         JOIN people l ON l.id = t.last_author_id
         LEFT JOIN memberships m ON m.space_id = t.space_id AND m.person_id = $2
         LEFT JOIN read_marks r ON r.thread_id = t.id AND r.person_id = $2
         LEFT JOIN thread_levels tl ON tl.thread_id = t.id AND tl.person_id = $2
         LEFT JOIN space_levels sl ON sl.space_id = t.space_id AND sl.person_id = $2
         WHERE t.space_id = $1 AND t.is_pinned ORDER BY t.last_seq DESC LIMIT 50", space, viewer)
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
