//! Questions, the answers that were taken up, and those that wait.

use crate::base::{PersonId, PostId, ThreadId};
use crate::db::{self, Db, ListOf, Tx, listed, row, sql};

use super::ThreadRow;
use super::rows::{people, thread_row};
use crate::threads::model::Question;

row! {
    /// The accepted answer of a question, as its head shows it.
    #[derive(Clone, Debug)]
    pub(in crate::threads) struct Accepted {
        pub position: i64,
        pub body: String,
        pub author_name: String,
        pub office: String,
        /// Who took it up.
        pub by_name: String,
    }
}

/// The accepted answer of a discussion.
pub(in crate::threads) async fn find_accepted(db: &Db, thread: ThreadId) -> db::Result<Option<Accepted>> {
    sql!(read db, optional Accepted,
        "SELECT p.position, p.body, a.name, o.name, b.name FROM threads t JOIN posts p ON p.id = t.accepted_post_id
         JOIN people a ON a.id = p.author_id JOIN organisations o ON o.id = a.organisation_id
         JOIN people b ON b.id = t.accepted_by WHERE t.id = $1", thread)
}

/// Makes a discussion a question that waits, or no question. Without an accepted answer either way.
pub(in crate::threads) async fn set_question(tx: &mut Tx<'_>, thread: ThreadId, question: Question) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE threads SET question = $2, accepted_post_id = NULL, accepted_by = NULL WHERE id = $1", thread, question)?;
    Ok(())
}

/// Notes the accepted answer of a discussion, or that there is none any more and the question waits.
pub(in crate::threads) async fn accept(
    tx: &mut Tx<'_>,
    thread: ThreadId,
    post: PostId,
    by: Option<PersonId>,
) -> db::Result<()> {
    if by.is_some() {
        sql!(write tx, execute,
            "UPDATE threads SET question = 'answered', accepted_post_id = $2, accepted_by = $3 WHERE id = $1",
            thread, post, by)?;
    } else {
        set_question(tx, thread, Question::Waiting).await?;
    }
    sql!(write tx, execute, "UPDATE posts SET acceptances = acceptances + 1 WHERE id = $1", post)?;
    Ok(())
}

/// One page of the questions that wait for an answer in a person's spaces, but for what the person has muted: those on
/// `topics` first, then the others, each oldest first, after `(turn, id)`. Turn 0 is that of the first, 1 of the others.
/// Without the person's own when `but_own`.
pub(in crate::threads) async fn list_waiting(
    db: &Db,
    (person, but_own): (PersonId, bool),
    topics: &[String],
    (turn, id): (i64, ThreadId),
    limit: i64,
) -> db::Result<Vec<ThreadRow>> {
    macro_rules! waiting {
        ($engine:ident) => {
            concat!(
                thread_row!("w.has_read", "w.caught_up"),
                "FROM (SELECT q.id AS id, m.caught_up_seq AS caught_up, COALESCE(r.position, 0) AS has_read,
                              CASE WHEN EXISTS (SELECT 1 FROM thread_topics tt WHERE tt.thread_id = q.id AND ",
                listed!($engine, "tt.slug", text "$3"),
                ") THEN 0 ELSE 1 END AS turn
                       FROM memberships m JOIN spaces s ON s.id = m.space_id
                       JOIN threads q ON q.space_id = m.space_id AND q.question = 'waiting' AND q.state = 'open' AND NOT q.is_gone
                       LEFT JOIN read_marks r ON r.thread_id = q.id AND r.person_id = $1
                       LEFT JOIN thread_levels tl ON tl.thread_id = q.id AND tl.person_id = $1
                       LEFT JOIN space_levels sl ON sl.space_id = q.space_id AND sl.person_id = $1
                       WHERE m.person_id = $1 AND s.archived_at IS NULL AND NOT ($2 AND q.author_id = $1)
                         AND COALESCE(tl.level, sl.level, 'normal') <> 'mute') w
                 JOIN threads t ON t.id = w.id",
                people!(),
                "WHERE w.turn > $4 OR (w.turn = $4 AND t.id > $5) ORDER BY w.turn, t.id LIMIT $6"
            )
        };
    }
    sql!(read db, all ThreadRow, { sqlite: waiting!(sqlite), postgres: waiting!(postgres) },
        person, but_own, ListOf::new(topics).0, turn, id, limit)
}
