//! What those who facilitate see: the posts that wait, and what became of others.

use crate::authz::{Openness, Role};
use crate::base::{PersonId, PostId, ReportClosingId, ReportId, SpaceId, Timestamp};
use crate::db::{self, Db, ListOf, row, sql};

use crate::reports::model::{Decision, Reason};

/// Posts on one page of the queue: the most urgent ones.
pub(in crate::reports) const CASES: i64 = 50;
/// Closings on one page of the history.
pub(in crate::reports) const CLOSINGS: i64 = 30;
/// Reports that one page shows at most.
const REPORTS: i64 = 500;

row! {
    /// A reported post that waits.
    #[derive(Clone, Debug)]
    pub(in crate::reports) struct CaseRow {
        pub post: PostId,
        pub space: SpaceId,
        pub space_name: String,
        pub openness: Openness,
        pub role: Option<Role>,
        pub is_archived: bool,
        pub title: String,
        pub is_thread_closed: bool,
        pub author: PersonId,
        pub author_name: String,
        pub office: String,
        pub is_deleted: bool,
        /// What a facilitator said when deleting it; empty when the author did.
        pub deletion_reason: String,
        /// What it said when it was first reported; empty when it is deleted.
        pub words: String,
        /// Whether it says something else since.
        pub is_edited: bool,
        pub has_files: bool,
        /// Whether somebody's personal data are among the reasons.
        pub is_urgent: bool,
        /// The newest report.
        pub last: ReportId,
        /// Whether somebody facilitates the space who has not written the post.
        pub has_judge: bool,
    }
}

/// The posts that wait in some spaces: personal data first, then the longest waiting. At most [`CASES`].
pub(in crate::reports) async fn list_cases(db: &Db, spaces: &[SpaceId], viewer: PersonId) -> db::Result<Vec<CaseRow>> {
    sql!(read db, all CaseRow, {
        sqlite: "SELECT p.id, s.id, s.name, s.openness, m.role, s.archived_at IS NOT NULL, t.title, t.state = 'closed', a.id, a.name, o.name,
                        p.state = 'deleted', p.deletion_reason,
                        CASE WHEN p.state = 'deleted' THEN '' ELSE COALESCE((SELECT v.body FROM post_versions v
                          WHERE v.post_id = p.id AND v.version >= c.version ORDER BY v.version LIMIT 1), p.body) END,
                        EXISTS (SELECT 1 FROM post_versions v WHERE v.post_id = p.id AND v.version >= c.version),
                        EXISTS (SELECT 1 FROM files f WHERE f.post_id = p.id AND f.state = 'attached'),
                        c.urgent = 1, c.last,
                        EXISTS (SELECT 1 FROM memberships j JOIN people w ON w.id = j.person_id WHERE j.space_id = s.id
                                AND j.role = 'facilitator' AND w.state = 'active' AND w.id <> p.author_id)
                 FROM (SELECT post_id, MIN(version) AS version, MIN(id) AS first, MAX(id) AS last,
                              MAX(CASE reason WHEN 'personal-data' THEN 1 ELSE 0 END) AS urgent
                       FROM reports WHERE state = 'open' AND space_id IN (SELECT value FROM json_each($1)) GROUP BY post_id) c
                 JOIN posts p ON p.id = c.post_id JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
                 JOIN people a ON a.id = p.author_id JOIN organisations o ON o.id = a.organisation_id
                 LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $2
                 ORDER BY c.urgent DESC, c.first LIMIT $3",
        postgres: "SELECT p.id, s.id, s.name, s.openness, m.role, s.archived_at IS NOT NULL, t.title, t.state = 'closed', a.id, a.name, o.name,
                        p.state = 'deleted', p.deletion_reason,
                        CASE WHEN p.state = 'deleted' THEN '' ELSE COALESCE((SELECT v.body FROM post_versions v
                          WHERE v.post_id = p.id AND v.version >= c.version ORDER BY v.version LIMIT 1), p.body) END,
                        EXISTS (SELECT 1 FROM post_versions v WHERE v.post_id = p.id AND v.version >= c.version),
                        EXISTS (SELECT 1 FROM files f WHERE f.post_id = p.id AND f.state = 'attached'),
                        c.urgent = 1, c.last,
                        EXISTS (SELECT 1 FROM memberships j JOIN people w ON w.id = j.person_id WHERE j.space_id = s.id
                                AND j.role = 'facilitator' AND w.state = 'active' AND w.id <> p.author_id)
                 FROM (SELECT post_id, MIN(version) AS version, MIN(id) AS first, MAX(id) AS last,
                              MAX(CASE reason WHEN 'personal-data' THEN 1 ELSE 0 END) AS urgent
                       FROM reports WHERE state = 'open'
                         AND space_id = ANY (ARRAY(SELECT value::bigint FROM json_array_elements_text($1::json))) GROUP BY post_id) c
                 JOIN posts p ON p.id = c.post_id JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
                 JOIN people a ON a.id = p.author_id JOIN organisations o ON o.id = a.organisation_id
                 LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $2
                 ORDER BY c.urgent DESC, c.first LIMIT $3"
    }, ListOf::new(spaces).0, viewer, CASES)
}

/// One post that waits; nothing when it does not.
pub(in crate::reports) async fn find_case(db: &Db, post: PostId, viewer: PersonId) -> db::Result<Option<CaseRow>> {
    sql!(read db, optional CaseRow,
        "SELECT p.id, s.id, s.name, s.openness, m.role, s.archived_at IS NOT NULL, t.title, t.state = 'closed', a.id, a.name, o.name,
                p.state = 'deleted', p.deletion_reason,
                CASE WHEN p.state = 'deleted' THEN '' ELSE COALESCE((SELECT v.body FROM post_versions v
                  WHERE v.post_id = p.id AND v.version >= c.version ORDER BY v.version LIMIT 1), p.body) END,
                EXISTS (SELECT 1 FROM post_versions v WHERE v.post_id = p.id AND v.version >= c.version),
                EXISTS (SELECT 1 FROM files f WHERE f.post_id = p.id AND f.state = 'attached'),
                c.urgent = 1, c.last,
                EXISTS (SELECT 1 FROM memberships j JOIN people w ON w.id = j.person_id WHERE j.space_id = s.id
                        AND j.role = 'facilitator' AND w.state = 'active' AND w.id <> p.author_id)
         FROM (SELECT post_id, MIN(version) AS version, MAX(id) AS last,
                      MAX(CASE reason WHEN 'personal-data' THEN 1 ELSE 0 END) AS urgent
               FROM reports WHERE state = 'open' AND post_id = $1 GROUP BY post_id) c
         JOIN posts p ON p.id = c.post_id JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
         JOIN people a ON a.id = p.author_id JOIN organisations o ON o.id = a.organisation_id
         LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $2", post, viewer)
}

row! {
    /// Who reported a post, and why.
    #[derive(Clone, Debug)]
    pub(in crate::reports) struct ReportRow {
        pub post: PostId,
        pub closing: Option<ReportClosingId>,
        pub person: PersonId,
        pub name: String,
        pub office: String,
        pub reason: Reason,
        pub words: String,
        pub created_at: Timestamp,
    }
}

/// The open reports of some posts, in the order of coming.
pub(in crate::reports) async fn list_open_of(db: &Db, posts: &[PostId]) -> db::Result<Vec<ReportRow>> {
    sql!(read db, all ReportRow, {
        sqlite: "SELECT r.post_id, r.closing_id, p.id, p.name, o.name, r.reason, r.words, r.created_at
                 FROM reports r JOIN people p ON p.id = r.person_id JOIN organisations o ON o.id = p.organisation_id
                 WHERE r.state = 'open' AND r.post_id IN (SELECT value FROM json_each($1)) ORDER BY r.id LIMIT $2",
        postgres: "SELECT r.post_id, r.closing_id, p.id, p.name, o.name, r.reason, r.words, r.created_at
                 FROM reports r JOIN people p ON p.id = r.person_id JOIN organisations o ON o.id = p.organisation_id
                 WHERE r.state = 'open' AND r.post_id = ANY (ARRAY(SELECT value::bigint FROM json_array_elements_text($1::json)))
                 ORDER BY r.id LIMIT $2"
    }, ListOf::new(posts).0, REPORTS)
}

row! {
    /// What became of the reports of a post.
    #[derive(Clone, Debug)]
    pub(in crate::reports) struct ClosingRow {
        pub id: ReportClosingId,
        pub post: PostId,
        pub space_name: String,
        pub title: String,
        pub author: PersonId,
        pub author_name: String,
        pub decision: Decision,
        pub answer: String,
        pub decided_by: Option<String>,
        pub decided_at: Timestamp,
    }
}

/// What became of reports in some spaces, newest first, before `before`; at most [`CLOSINGS`].
pub(in crate::reports) async fn list_closings(
    db: &Db,
    spaces: &[SpaceId],
    before: ReportClosingId,
) -> db::Result<Vec<ClosingRow>> {
    sql!(read db, all ClosingRow, {
        sqlite: "SELECT c.id, p.id, s.name, t.title, a.id, a.name, c.decision, c.answer, d.name, c.decided_at
                 FROM report_closings c JOIN posts p ON p.id = c.post_id JOIN threads t ON t.id = p.thread_id
                 JOIN spaces s ON s.id = t.space_id JOIN people a ON a.id = p.author_id LEFT JOIN people d ON d.id = c.decided_by
                 WHERE c.space_id IN (SELECT value FROM json_each($1)) AND c.id < $2 ORDER BY c.id DESC LIMIT $3",
        postgres: "SELECT c.id, p.id, s.name, t.title, a.id, a.name, c.decision, c.answer, d.name, c.decided_at
                 FROM report_closings c JOIN posts p ON p.id = c.post_id JOIN threads t ON t.id = p.thread_id
                 JOIN spaces s ON s.id = t.space_id JOIN people a ON a.id = p.author_id LEFT JOIN people d ON d.id = c.decided_by
                 WHERE c.space_id = ANY (ARRAY(SELECT value::bigint FROM json_array_elements_text($1::json))) AND c.id < $2
                 ORDER BY c.id DESC LIMIT $3"
    }, ListOf::new(spaces).0, before, CLOSINGS)
}

/// The reports that some closings dealt with, in the order of coming.
pub(in crate::reports) async fn list_closed_by(db: &Db, closings: &[ReportClosingId]) -> db::Result<Vec<ReportRow>> {
    sql!(read db, all ReportRow, {
        sqlite: "SELECT r.post_id, r.closing_id, p.id, p.name, o.name, r.reason, r.words, r.created_at
                 FROM reports r JOIN people p ON p.id = r.person_id JOIN organisations o ON o.id = p.organisation_id
                 WHERE r.closing_id IN (SELECT value FROM json_each($1)) ORDER BY r.id LIMIT $2",
        postgres: "SELECT r.post_id, r.closing_id, p.id, p.name, o.name, r.reason, r.words, r.created_at
                 FROM reports r JOIN people p ON p.id = r.person_id JOIN organisations o ON o.id = p.organisation_id
                 WHERE r.closing_id = ANY (ARRAY(SELECT value::bigint FROM json_array_elements_text($1::json)))
                 ORDER BY r.id LIMIT $2"
    }, ListOf::new(closings).0, REPORTS)
}

/// How many posts wait whose reports nobody who facilitates can look at.
pub(in crate::reports) async fn count_unjudged(db: &Db) -> db::Result<i64> {
    let (n,) = sql!(read db, one (i64,),
        "SELECT COUNT(DISTINCT p.id) FROM reports r JOIN posts p ON p.id = r.post_id
         WHERE r.state = 'open' AND NOT EXISTS (SELECT 1 FROM memberships j JOIN people w ON w.id = j.person_id
           WHERE j.space_id = r.space_id AND j.role = 'facilitator' AND w.state = 'active' AND w.id <> p.author_id)")?;
    Ok(n)
}

/// The spaces whose queue is a person's: those that the person facilitates and, of one who administers the community, those in
/// which a reported post has nobody else to look at it.
pub(in crate::reports) async fn list_spaces(
    db: &Db,
    person: PersonId,
    is_administrator: bool,
) -> db::Result<Vec<(SpaceId, String)>> {
    sql!(read db, all (SpaceId, String),
        "SELECT s.id, s.name FROM spaces s LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $1
         WHERE m.role = 'facilitator' OR ($2 AND s.reports > 0 AND EXISTS (
           SELECT 1 FROM reports r JOIN posts p ON p.id = r.post_id WHERE r.space_id = s.id AND r.state = 'open'
             AND NOT EXISTS (SELECT 1 FROM memberships j JOIN people w ON w.id = j.person_id WHERE j.space_id = s.id
                             AND j.role = 'facilitator' AND w.state = 'active' AND w.id <> p.author_id)))
         ORDER BY s.name_key, s.id", person, is_administrator)
}
