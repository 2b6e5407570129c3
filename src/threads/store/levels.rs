//! How closely people follow discussions and spaces.

use crate::base::{PersonId, SpaceId, ThreadId};
use crate::db::{self, Db, Tx, sql};

use super::ThreadRow;
use super::rows::{people, thread_row};
use crate::threads::model::Level;

/// The discussions that a person follows by name and has not read to the end, newest activity first.
pub(in crate::threads) async fn list_followed(db: &Db, person: PersonId, limit: i64) -> db::Result<Vec<ThreadRow>> {
    sql!(read db, all ThreadRow,
        concat!(thread_row!("COALESCE(r.position, 0)", "m.caught_up_seq"),
            "FROM thread_levels tl JOIN threads t ON t.id = tl.thread_id
         JOIN memberships m ON m.space_id = t.space_id AND m.person_id = tl.person_id", people!(),
             "LEFT JOIN read_marks r ON r.thread_id = t.id AND r.person_id = tl.person_id
         WHERE tl.person_id = $1 AND tl.level = 'follow' AND t.last_seq > m.caught_up_seq
           AND NOT t.is_gone AND COALESCE(r.position, 0) < t.posts ORDER BY t.last_seq DESC LIMIT $2"), person, limit)
}

pub(in crate::threads) async fn put_thread_level(
    tx: &mut Tx<'_>,
    person: PersonId,
    thread: ThreadId,
    level: Level,
) -> db::Result<()> {
    sql!(write tx, execute,
        "INSERT INTO thread_levels (person_id, thread_id, level) VALUES ($1, $2, $3)
         ON CONFLICT (person_id, thread_id) DO UPDATE SET level = excluded.level", person, thread, level)?;
    Ok(())
}

/// Follows a discussion for somebody who takes part in it, unless that person has said otherwise.
pub(in crate::threads) async fn follow_own(tx: &mut Tx<'_>, person: PersonId, thread: ThreadId) -> db::Result<()> {
    sql!(write tx, execute,
        "INSERT INTO thread_levels (person_id, thread_id, level) VALUES ($1, $2, 'follow')
         ON CONFLICT (person_id, thread_id) DO NOTHING", person, thread)?;
    Ok(())
}

pub(in crate::threads) async fn put_space_level(
    tx: &mut Tx<'_>,
    person: PersonId,
    space: SpaceId,
    level: Level,
) -> db::Result<()> {
    sql!(write tx, execute,
        "INSERT INTO space_levels (person_id, space_id, level) VALUES ($1, $2, $3)
         ON CONFLICT (person_id, space_id) DO UPDATE SET level = excluded.level", person, space, level)?;
    Ok(())
}

/// How closely a person follows a space, when that was ever said.
pub(in crate::threads) async fn level_of_space(db: &Db, person: PersonId, space: SpaceId) -> db::Result<Option<Level>> {
    let found = sql!(read db, optional (Level,),
        "SELECT level FROM space_levels WHERE person_id = $1 AND space_id = $2", person, space)?;
    Ok(found.map(|(level,)| level))
}

/// The spaces that a person follows more or less closely than others.
pub(in crate::threads) async fn list_levels_of_spaces(db: &Db, person: PersonId) -> db::Result<Vec<(SpaceId, Level)>> {
    sql!(read db, all (SpaceId, Level),
        "SELECT space_id, level FROM space_levels WHERE person_id = $1 ORDER BY space_id", person)
}
