//! Who is written to about reports, and what letters say. Only people whose accounts are open count.

use crate::base::{PersonId, PostId, ReportClosingId, ReportId, SpaceId, Timestamp};
use crate::db::{self, Db, Tx, row, sql};

use crate::reports::model::Decision;

row! {
    /// Somebody to tell of the reports of a space, and when the newest post came that this person has to look at.
    #[derive(Clone, Debug)]
    pub(in crate::reports) struct Judge {
        pub person: PersonId,
        pub email: String,
        pub language: String,
        pub newest: Timestamp,
    }
}

/// Who has to look at the reported posts of a space: whoever facilitates it; where nobody does but the author of a post, those
/// who administer the community. Never the author, and not about what one has reported oneself.
pub(in crate::reports) async fn list_judges(tx: &mut Tx<'_>, space: SpaceId) -> db::Result<Vec<Judge>> {
    sql!(read tx, all Judge,
        "SELECT j.id, j.email, j.language, MAX(r.created_at)
         FROM reports r JOIN posts p ON p.id = r.post_id
         JOIN people j ON j.state = 'active' AND j.id <> p.author_id AND j.id <> r.person_id
         LEFT JOIN memberships m ON m.space_id = r.space_id AND m.person_id = j.id AND m.role = 'facilitator'
         WHERE r.space_id = $1 AND r.state = 'open'
           AND NOT EXISTS (SELECT 1 FROM reports e WHERE e.post_id = r.post_id AND e.state = 'open' AND e.id < r.id)
           AND (m.role IS NOT NULL OR (j.is_administrator AND NOT EXISTS (
             SELECT 1 FROM memberships f JOIN people w ON w.id = f.person_id WHERE f.space_id = r.space_id
               AND f.role = 'facilitator' AND w.state = 'active' AND w.id <> p.author_id)))
         GROUP BY j.id, j.email, j.language ORDER BY j.id LIMIT 50", space)
}

row! {
    /// What a letter about the reports of a space says.
    #[derive(Clone, Debug)]
    pub(in crate::reports) struct Waiting {
        pub name: String,
        pub space: String,
        pub posts: i64,
        /// How many of them with somebody's personal data as a reason.
        pub urgent: i64,
    }
}

/// What waits in a space for the person with this address, by the same rule; nothing when there is nothing any more.
pub(in crate::reports) async fn find_waiting(db: &Db, space: SpaceId, email: &str) -> db::Result<Option<Waiting>> {
    sql!(read db, optional Waiting,
        "SELECT j.name, s.name, COUNT(DISTINCT r.post_id),
                COUNT(DISTINCT CASE r.reason WHEN 'personal-data' THEN r.post_id ELSE NULL END)
         FROM reports r JOIN posts p ON p.id = r.post_id JOIN spaces s ON s.id = r.space_id
         JOIN people j ON j.email = $2 AND j.state = 'active' AND j.id <> p.author_id AND j.id <> r.person_id
         LEFT JOIN memberships m ON m.space_id = r.space_id AND m.person_id = j.id AND m.role = 'facilitator'
         WHERE r.space_id = $1 AND r.state = 'open'
           AND (m.role IS NOT NULL OR (j.is_administrator AND NOT EXISTS (
             SELECT 1 FROM memberships f JOIN people w ON w.id = f.person_id WHERE f.space_id = r.space_id
               AND f.role = 'facilitator' AND w.state = 'active' AND w.id <> p.author_id)))
         GROUP BY j.name, s.name", space, email)
}

row! {
    /// Somebody who reported a post, to be told what became of it.
    #[derive(Clone, Debug)]
    pub(in crate::reports) struct Reporter {
        pub report: ReportId,
        pub email: String,
        pub language: String,
    }
}

/// Who is to hear what became of reports: not whoever decided.
pub(in crate::reports) async fn list_reporters(
    tx: &mut Tx<'_>,
    closing: ReportClosingId,
    decided_by: Option<PersonId>,
) -> db::Result<Vec<Reporter>> {
    sql!(read tx, all Reporter,
        "SELECT r.id, p.email, p.language FROM reports r JOIN people p ON p.id = r.person_id
         WHERE r.closing_id = $1 AND p.state = 'active' AND p.id <> COALESCE($2, 0) ORDER BY r.id", closing, decided_by)
}

row! {
    /// What the letter to somebody who reported a post says.
    #[derive(Clone, Debug)]
    pub(in crate::reports) struct Told {
        pub name: String,
        pub space: String,
        pub post: PostId,
        pub reported_at: Timestamp,
        pub decision: Decision,
        pub answer: String,
    }
}

/// What became of a report, for whoever made it and may still read where the post stands.
pub(in crate::reports) async fn find_told(db: &Db, report: ReportId) -> db::Result<Option<Told>> {
    sql!(read db, optional Told,
        "SELECT w.name, s.name, r.post_id, r.created_at, c.decision, c.answer
         FROM reports r JOIN report_closings c ON c.id = r.closing_id JOIN people w ON w.id = r.person_id
         JOIN posts p ON p.id = r.post_id JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
         LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = w.id
         WHERE r.id = $1 AND w.state = 'active' AND (m.role IS NOT NULL OR (s.openness = 'open' AND w.standing = 'staff'))",
        report)
}
