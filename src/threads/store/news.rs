//! What is new for a person: the marks of what has been seen, mentions, and the words of what was written since.

use crate::base::{OrganisationId, PersonId, PostId, Seq, SpaceId, ThreadId};
use crate::db::{self, Db, ListOf, Tx, listed, row, sql};

use super::ThreadRow;
use super::rows::threads_for;

row! {
    /// A post that names a person and that the person has not seen.
    #[derive(Clone, Debug)]
    pub(in crate::threads) struct MentionRow {
        pub post: PostId,
        pub title: String,
        pub space: String,
        pub author_name: String,
        pub office: String,
        /// The beginning of what it says.
        pub body: String,
    }
}

/// The posts that name a person and that the person has not seen, newest first, at most ten: in one space, or in all that
/// the person reads.
pub(in crate::threads) async fn list_mentions(
    db: &Db,
    person: PersonId,
    space: Option<SpaceId>,
) -> db::Result<Vec<MentionRow>> {
    sql!(read db, all MentionRow,
        "SELECT p.id, t.title, s.name, a.name, o.name, SUBSTR(p.body, 1, 1200)
         FROM mentions n JOIN posts p ON p.id = n.post_id JOIN threads t ON t.id = p.thread_id
         JOIN spaces s ON s.id = t.space_id JOIN people me ON me.id = n.person_id
         LEFT JOIN memberships m ON m.space_id = t.space_id AND m.person_id = n.person_id
         JOIN people a ON a.id = p.author_id JOIN organisations o ON o.id = a.organisation_id
         LEFT JOIN read_marks r ON r.thread_id = t.id AND r.person_id = n.person_id
         WHERE n.person_id = $1 AND (CAST($2 AS BIGINT) IS NULL OR t.space_id = $2) AND n.seq > COALESCE(m.caught_up_seq, 0)
           AND (m.role IS NOT NULL OR (s.openness = 'open' AND me.standing = 'staff'))
           AND p.position > COALESCE(r.position, 0) AND p.state = 'published' AND s.archived_at IS NULL
         ORDER BY n.seq DESC LIMIT 10", person, space)
}

/// Whom a text reaches that names people, offices and whoever facilitates: the people; of an office its focal points, or its
/// head where it has none; each only when they may read the space.
pub(in crate::threads) async fn list_reached(
    tx: &mut Tx<'_>,
    space: SpaceId,
    (people, offices, facilitators): (&[PersonId], &[OrganisationId], bool),
) -> db::Result<Vec<PersonId>> {
    macro_rules! reached {
        ($engine:ident) => {
            concat!(
                "SELECT p.id FROM people p JOIN spaces s ON s.id = $1
                 LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = p.id
                 WHERE p.state = 'active' AND (m.role IS NOT NULL OR (s.openness = 'open' AND p.standing = 'staff')) AND (",
                listed!($engine, "p.id", "$2"),
                " OR ($4 AND p.id IN (SELECT f.person_id FROM memberships f WHERE f.space_id = $1 AND f.role = 'facilitator')) OR (",
                listed!($engine, "p.organisation_id", "$3"),
                " AND (p.office_role = 'focal_point'
                       OR (p.office_role = 'head' AND NOT EXISTS (SELECT 1 FROM people q
                           WHERE q.organisation_id = p.organisation_id AND q.office_role = 'focal_point' AND q.state = 'active')))))
                 ORDER BY p.id LIMIT 200"
            )
        };
    }
    let rows = sql!(read tx, all (PersonId,), { sqlite: reached!(sqlite), postgres: reached!(postgres) },
        space, ListOf::new(people).0, ListOf::new(offices).0, facilitators)?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Notes whom a post names.
pub(in crate::threads) async fn insert_mentions(
    tx: &mut Tx<'_>,
    people: &[PersonId],
    (post, seq): (PostId, Seq),
) -> db::Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    sql!(write tx, execute, {
        sqlite: "INSERT INTO mentions (person_id, post_id, seq) SELECT value, $2, $3 FROM json_each($1) WHERE TRUE
                 ON CONFLICT (person_id, post_id) DO NOTHING",
        postgres: "INSERT INTO mentions (person_id, post_id, seq)
                 SELECT value::bigint, $2, $3 FROM json_array_elements_text($1::json) WHERE TRUE
                 ON CONFLICT (person_id, post_id) DO NOTHING"
    }, ListOf::new(people).0, post, seq)?;
    Ok(())
}

/// The discussions with something unread in each space of a person, newest activity first, at most `each` of a space, but
/// for some that are named elsewhere. As they are counted: among the 300 newest of each space, and none that is muted.
pub(in crate::threads) async fn list_newest_unread(
    db: &Db,
    person: PersonId,
    but: &[ThreadId],
    each: i64,
) -> db::Result<Vec<ThreadRow>> {
    macro_rules! unread {
        ($engine:ident, $recent:literal) => {
            concat!(
                "JOIN (SELECT x.id AS id, ROW_NUMBER() OVER (PARTITION BY x.space_id ORDER BY x.last_seq DESC) AS place
                 FROM memberships mine ",
                $recent,
                " LEFT JOIN read_marks xr ON xr.thread_id = x.id AND xr.person_id = mine.person_id
                 LEFT JOIN thread_levels xt ON xt.thread_id = x.id AND xt.person_id = mine.person_id
                 LEFT JOIN space_levels xs ON xs.space_id = x.space_id AND xs.person_id = mine.person_id
                 WHERE mine.person_id = $1 AND COALESCE(xr.position, 0) < x.posts
                   AND COALESCE(xt.level, xs.level, 'normal') <> 'mute' AND NOT (",
                listed!($engine, "x.id", "$2"),
                ")) picked ON picked.id = t.id WHERE picked.place <= $3 ORDER BY t.last_seq DESC"
            )
        };
    }
    sql!(read db, all ThreadRow, {
        sqlite: concat!(threads_for!("$1", "FROM threads t"), unread!(sqlite,
            "JOIN threads x ON x.id IN (
               SELECT y.id FROM threads y WHERE y.space_id = mine.space_id AND y.last_seq > mine.caught_up_seq AND NOT y.is_gone
               ORDER BY y.last_seq DESC LIMIT 300)")),
        postgres: concat!(threads_for!("$1", "FROM threads t"), unread!(postgres,
            "CROSS JOIN LATERAL (
               SELECT y.id, y.space_id, y.last_seq, y.posts FROM threads y
               WHERE y.space_id = mine.space_id AND y.last_seq > mine.caught_up_seq AND NOT y.is_gone
               ORDER BY y.last_seq DESC LIMIT 300) x"))
    }, person, ListOf::new(but).0, each)
}

row! {
    /// The beginning of a post that somebody has not read.
    #[derive(Clone, Debug)]
    pub(in crate::threads) struct Gist {
        pub thread: ThreadId,
        pub position: i64,
        pub author_name: String,
        pub body: String,
    }
}

/// Of each of some discussions the last three posts, and the first one, as far as the viewer has not read them.
pub(in crate::threads) async fn list_gists(db: &Db, viewer: PersonId, threads: &[ThreadId]) -> db::Result<Vec<Gist>> {
    macro_rules! gists {
        ($engine:ident) => {
            concat!(
                "SELECT p.thread_id, p.position, a.name, SUBSTR(p.body, 1, 1200)
                 FROM threads t JOIN posts p ON p.thread_id = t.id
                   AND p.position IN (1, t.posts - 2, t.posts - 1, t.posts)
                 JOIN people a ON a.id = p.author_id
                 LEFT JOIN read_marks r ON r.thread_id = t.id AND r.person_id = $1 WHERE ",
                listed!($engine, "t.id", "$2"),
                " AND p.position > COALESCE(r.position, 0) AND p.state = 'published' ORDER BY p.thread_id, p.position"
            )
        };
    }
    sql!(read db, all Gist, { sqlite: gists!(sqlite), postgres: gists!(postgres) }, viewer, ListOf::new(threads).0)
}

/// Up to where a person has seen what is in each space.
pub(in crate::threads) async fn list_marks(tx: &mut Tx<'_>, person: PersonId) -> db::Result<Vec<(SpaceId, Seq)>> {
    sql!(read tx, all (SpaceId, Seq),
        "SELECT space_id, caught_up_seq FROM memberships WHERE person_id = $1 ORDER BY space_id", person)
}

/// Moves the mark of a space, or of all of a person's, forward, never back.
pub(in crate::threads) async fn advance_marks(
    tx: &mut Tx<'_>,
    person: PersonId,
    space: Option<SpaceId>,
    until: Seq,
) -> db::Result<u64> {
    sql!(write tx, execute,
        "UPDATE memberships SET caught_up_seq = $3
         WHERE person_id = $1 AND caught_up_seq < $3 AND (CAST($2 AS BIGINT) IS NULL OR space_id = $2)",
        person, space, until)
}

/// Moves the mark of a space back, never forward.
pub(in crate::threads) async fn retract_mark(
    tx: &mut Tx<'_>,
    (person, space): (PersonId, SpaceId),
    to: Seq,
) -> db::Result<u64> {
    sql!(write tx, execute,
        "UPDATE memberships SET caught_up_seq = $3 WHERE person_id = $1 AND space_id = $2 AND caught_up_seq > $3",
        person, space, to)
}

/// Moves a read mark back, never forward.
pub(in crate::threads) async fn retract_read(
    tx: &mut Tx<'_>,
    (person, thread): (PersonId, ThreadId),
    position: i64,
) -> db::Result<u64> {
    sql!(write tx, execute,
        "UPDATE read_marks SET position = $3 WHERE person_id = $1 AND thread_id = $2 AND position > $3",
        person, thread, position)
}

/// The titles of questions that wait in a space, oldest first.
pub(in crate::threads) async fn list_questions_of_space(
    db: &Db,
    space: SpaceId,
    limit: i64,
) -> db::Result<Vec<(ThreadId, String)>> {
    sql!(read db, all (ThreadId, String),
        "SELECT id, title FROM threads WHERE space_id = $1 AND question = 'waiting' AND state = 'open' AND NOT is_gone
         ORDER BY id LIMIT $2", space, limit)
}
