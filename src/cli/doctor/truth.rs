//! Counters beside what they count. They are kept by the commands that change either; a difference is a fault of the house.

use crate::base::Timestamp;
use crate::db::{Db, Result, sql};

/// The journal: how many events, the number of the newest, the clock's number, and the time of the newest.
pub(super) async fn journal(db: &Db) -> Result<(i64, i64, i64, Timestamp)> {
    sql!(read db, one (i64, i64, i64, Timestamp),
        "SELECT COUNT(*), COALESCE(MAX(seq), 0), (SELECT seq FROM journal_clock WHERE id = 1), COALESCE(MAX(at), 0) FROM journal")
}

/// Discussions whose number of posts is not how many posts they have, or whose posts are not 1, 2, 3….
pub(super) async fn miscounted_threads(db: &Db) -> Result<i64> {
    let (n,) = sql!(read db, one (i64,),
        "SELECT COUNT(*) FROM threads t
         JOIN (SELECT thread_id, COUNT(*) AS n, MAX(position) AS last FROM posts GROUP BY thread_id) p ON p.thread_id = t.id
         WHERE t.posts <> p.n OR t.posts <> p.last")?;
    let (without,) = sql!(read db, one (i64,),
        "SELECT COUNT(*) FROM threads t WHERE t.posts > 0 AND NOT EXISTS (SELECT 1 FROM posts p WHERE p.thread_id = t.id)")?;
    Ok(n + without)
}

/// Spaces whose numbers of members and guests, or of reported posts that wait, are not how many there are.
pub(super) async fn miscounted_spaces(db: &Db) -> Result<i64> {
    let (n,) = sql!(read db, one (i64,),
        "SELECT COUNT(*) FROM spaces s
         WHERE s.members <> (SELECT COUNT(*) FROM memberships m JOIN people p ON p.id = m.person_id
                             WHERE m.space_id = s.id AND m.role <> 'guest' AND p.state = 'active')
            OR s.guests <> (SELECT COUNT(*) FROM memberships m JOIN people p ON p.id = m.person_id
                            WHERE m.space_id = s.id AND m.role = 'guest' AND p.state = 'active')
            OR s.reports <> (SELECT COUNT(DISTINCT r.post_id) FROM reports r WHERE r.space_id = s.id AND r.state = 'open')")?;
    Ok(n)
}

/// How many colleagues the tally says there are, and how many there are.
pub(super) async fn staff(db: &Db) -> Result<(i64, i64)> {
    sql!(read db, one (i64, i64),
        "SELECT COALESCE(MAX(value), 0), (SELECT COUNT(*) FROM people WHERE standing = 'staff' AND state = 'active')
         FROM tallies WHERE name = 'staff'")
}
