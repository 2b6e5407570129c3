//! What discussions are about. Which topics there are depends on who asks: a name may tell what a private space is about.

use crate::base::{PersonId, Seq, SpaceId, ThreadId};
use crate::db::{self, Db, Tx, row, sql};

use super::ThreadRow;
use super::rows::threads_for;
use crate::threads::topic::Topics;

row! {
    /// A topic as one person may know of it.
    #[derive(Clone, Debug)]
    pub(in crate::threads) struct TopicInUse {
        pub name: String,
        /// In how many discussions that the person may read.
        pub threads: i64,
    }
}

/// The topics of the discussions that a person may read, the most used first; at most 300.
pub(in crate::threads) async fn list_topics(db: &Db, person: PersonId, is_staff: bool) -> db::Result<Vec<TopicInUse>> {
    sql!(read db, all TopicInUse,
        "SELECT MIN(tt.name), COUNT(*) FROM thread_topics tt
         JOIN threads t ON t.id = tt.thread_id JOIN spaces s ON s.id = t.space_id
         LEFT JOIN memberships m ON m.space_id = t.space_id AND m.person_id = $1
         WHERE NOT t.is_gone AND (m.role IS NOT NULL OR (s.openness = 'open' AND $2))
         GROUP BY tt.slug ORDER BY COUNT(*) DESC, tt.slug LIMIT 300", person, is_staff)
}

/// The names of the topics in use in a space, the most used first; at most 100.
pub(in crate::threads) async fn list_topics_of_space(db: &Db, space: SpaceId) -> db::Result<Vec<String>> {
    let names = sql!(read db, all (String,),
        "SELECT MIN(tt.name) FROM thread_topics tt JOIN threads t ON t.id = tt.thread_id WHERE t.space_id = $1 AND NOT t.is_gone
         GROUP BY tt.slug ORDER BY COUNT(*) DESC, tt.slug LIMIT 100", space)?;
    Ok(names.into_iter().map(|(name,)| name).collect())
}

/// One page of the discussions about a topic that a person may read, newest activity first, before `before`.
pub(in crate::threads) async fn list_by_topic(
    db: &Db,
    slug: &str,
    (person, is_staff): (PersonId, bool),
    (before, limit): (Seq, i64),
) -> db::Result<Vec<ThreadRow>> {
    sql!(read db, all ThreadRow,
        concat!(threads_for!("$2", "FROM thread_topics tt JOIN threads t ON t.id = tt.thread_id JOIN spaces s ON s.id = t.space_id"),
            "WHERE tt.slug = $1 AND (m.role IS NOT NULL OR (s.openness = 'open' AND $3)) AND t.last_seq < $4 AND NOT t.is_gone
         ORDER BY t.last_seq DESC LIMIT $5"), slug, person, is_staff, before, limit)
}

/// What a topic is called, when a person may read a discussion about it.
pub(in crate::threads) async fn name_of_topic(
    db: &Db,
    slug: &str,
    (person, is_staff): (PersonId, bool),
) -> db::Result<Option<String>> {
    let name = sql!(read db, optional (String,),
        "SELECT tt.name FROM thread_topics tt JOIN threads t ON t.id = tt.thread_id JOIN spaces s ON s.id = t.space_id
         LEFT JOIN memberships m ON m.space_id = t.space_id AND m.person_id = $2
         WHERE tt.slug = $1 AND (m.role IS NOT NULL OR (s.openness = 'open' AND $3)) AND NOT t.is_gone ORDER BY tt.name LIMIT 1",
        slug, person, is_staff)?;
    Ok(name.map(|(name,)| name))
}

/// Gives a thread these topics instead of those that it had.
pub(in crate::threads) async fn put_topics(tx: &mut Tx<'_>, thread: ThreadId, topics: &Topics) -> db::Result<()> {
    sql!(write tx, execute, "DELETE FROM thread_topics WHERE thread_id = $1", thread)?;
    for topic in topics.all() {
        sql!(write tx, execute,
            "INSERT INTO thread_topics (thread_id, slug, name) VALUES ($1, $2, $3)", thread, topic.slug(), topic.as_str())?;
    }
    sql!(write tx, execute, "UPDATE threads SET topics = $2 WHERE id = $1", thread, topics.lines())?;
    Ok(())
}
