//! What those who facilitate see: the posts that wait, and what became of others.

use crate::authz::{Openness, Role};
use crate::base::{PersonId, PostId, ReportClosingId, ReportId, SpaceId, ThreadId, Timestamp};
use crate::db::{self, Db, ListOf, listed, row, sql};

use crate::reports::model::{Decision, Reason};

/// Posts on one page of the queue.
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
        /// The report that has waited for longest.
        pub first: ReportId,
        /// The newest report.
        pub last: ReportId,
        /// Whether somebody facilitates the space who has not written the post.
        pub has_judge: bool,
        pub thread: ThreadId,
        /// Whether it is the first of its discussion, which has its title.
        pub is_first: bool,
    }
}

/// Somebody with an open account facilitates the space `s` who has not written the post `p`.
macro_rules! has_judge {
    () => {
        "EXISTS (SELECT 1 FROM memberships j JOIN people w ON w.id = j.person_id WHERE j.space_id = s.id \
         AND j.role = 'facilitator' AND w.state = 'active' AND w.id <> p.author_id)"
    };
}

/// The rows of the posts that wait, of those reports that `which` says, for a viewer (a parameter).
macro_rules! cases {
    ($viewer:literal, $which:expr) => {
        concat!(
            "SELECT p.id, s.id, s.name, s.openness, m.role, s.archived_at IS NOT NULL, t.title, t.state = 'closed', a.id, a.name, \
             o.name, p.state = 'deleted', p.deletion_reason, \
             CASE WHEN p.state = 'deleted' THEN '' ELSE COALESCE((SELECT v.body FROM post_versions v \
               WHERE v.post_id = p.id AND v.version >= c.version ORDER BY v.version LIMIT 1), p.body) END, \
             EXISTS (SELECT 1 FROM post_versions v WHERE v.post_id = p.id AND v.version >= c.version), \
             EXISTS (SELECT 1 FROM files f WHERE f.post_id = p.id AND f.state = 'attached'), \
             c.urgent = 1, c.first, c.last, ",
            has_judge!(),
            ", t.id, p.position = 1 FROM (SELECT post_id, MIN(version) AS version, MIN(id) AS first, MAX(id) AS last, \
                           MAX(CASE reason WHEN 'personal-data' THEN 1 ELSE 0 END) AS urgent \
                    FROM reports WHERE state = 'open' AND ",
            $which,
            " GROUP BY post_id) c \
             JOIN posts p ON p.id = c.post_id JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id \
             JOIN people a ON a.id = p.author_id JOIN organisations o ON o.id = a.organisation_id \
             LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = ",
            $viewer,
            " "
        )
    };
}

/// Where a page of the queue begins: after a post that is urgent or not, first reported with this report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::reports) struct Turn {
    pub is_urgent: bool,
    pub first: ReportId,
}

impl CaseRow {
    /// Its place in the queue.
    pub(in crate::reports) fn turn(&self) -> Turn {
        Turn { is_urgent: self.is_urgent, first: self.first }
    }

    /// Whether the viewer facilitates the space, and something can be done in it.
    pub(in crate::reports) fn may_act(&self) -> bool {
        self.role == Some(Role::Facilitator) && !self.is_archived
    }

    pub(in crate::reports) fn may_delete(&self) -> bool {
        self.may_act() && !self.is_deleted
    }

    pub(in crate::reports) fn may_close_thread(&self) -> bool {
        self.may_act() && !self.is_thread_closed
    }
}

impl Turn {
    /// Before all that waits.
    pub(in crate::reports) const START: Self = Self { is_urgent: true, first: ReportId(0) };
}

impl std::fmt::Display for Turn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", u8::from(!self.is_urgent), self.first)
    }
}

impl std::str::FromStr for Turn {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (is_urgent, first) = match text.split_once('-').ok_or(())? {
            ("0", first) => (true, first),
            ("1", first) => (false, first),
            _ => return Err(()),
        };
        Ok(Self { is_urgent, first: first.parse().map_err(|_| ())? })
    }
}

/// The posts that wait in some spaces, after a turn: personal data first, then the longest waiting. At most `limit`.
pub(in crate::reports) async fn list_cases(
    db: &Db,
    spaces: &[SpaceId],
    viewer: PersonId,
    (after, limit): (Turn, i64),
) -> db::Result<Vec<CaseRow>> {
    macro_rules! page {
        ($engine:ident) => {
            concat!(
                cases!("$2", listed!($engine, "space_id", "$1")),
                "WHERE 1 - c.urgent > $3 OR (1 - c.urgent = $3 AND c.first > $4) ORDER BY c.urgent DESC, c.first LIMIT $5"
            )
        };
    }
    sql!(read db, all CaseRow, { sqlite: page!(sqlite), postgres: page!(postgres) },
        ListOf::new(spaces).0, viewer, i64::from(!after.is_urgent), after.first, limit)
}

/// One post that waits; nothing when it does not.
pub(in crate::reports) async fn find_case(db: &Db, post: PostId, viewer: PersonId) -> db::Result<Option<CaseRow>> {
    sql!(read db, optional CaseRow, cases!("$2", "post_id = $1"), post, viewer)
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

/// The rows of reports `r` that `which` says, in the order of coming; at most a parameter.
macro_rules! reports {
    ($which:expr, $limit:literal) => {
        concat!(
            "SELECT r.post_id, r.closing_id, p.id, p.name, o.name, r.reason, r.words, r.created_at \
             FROM reports r JOIN people p ON p.id = r.person_id JOIN organisations o ON o.id = p.organisation_id WHERE ",
            $which,
            " ORDER BY r.id LIMIT ",
            $limit
        )
    };
}

/// The open reports of some posts, in the order of coming.
pub(in crate::reports) async fn list_open_of(db: &Db, posts: &[PostId]) -> db::Result<Vec<ReportRow>> {
    macro_rules! open {
        ($engine:ident) => {
            reports!(concat!("r.state = 'open' AND ", listed!($engine, "r.post_id", "$1")), "$2")
        };
    }
    sql!(read db, all ReportRow, { sqlite: open!(sqlite), postgres: open!(postgres) }, ListOf::new(posts).0, REPORTS)
}

row! {
    /// What became of the reports of a post.
    #[derive(Clone, Debug)]
    pub(in crate::reports) struct ClosingRow {
        pub id: ReportClosingId,
        pub post: PostId,
        pub space: SpaceId,
        pub space_name: String,
        pub title: String,
        pub author: PersonId,
        pub author_name: String,
        pub office: String,
        pub decision: Decision,
        pub answer: String,
        pub decided_by: Option<String>,
        pub decided_at: Timestamp,
    }
}

/// What became of reports in some spaces, newest first, before `before`; at most `limit`.
pub(in crate::reports) async fn list_closings(
    db: &Db,
    spaces: &[SpaceId],
    (before, limit): (ReportClosingId, i64),
) -> db::Result<Vec<ClosingRow>> {
    macro_rules! page {
        ($engine:ident) => {
            concat!(
                "SELECT c.id, p.id, s.id, s.name, t.title, a.id, a.name, o.name, c.decision, c.answer, d.name, c.decided_at \
                 FROM report_closings c JOIN posts p ON p.id = c.post_id JOIN threads t ON t.id = p.thread_id \
                 JOIN spaces s ON s.id = t.space_id JOIN people a ON a.id = p.author_id \
                 JOIN organisations o ON o.id = a.organisation_id LEFT JOIN people d ON d.id = c.decided_by WHERE ",
                listed!($engine, "c.space_id", "$1"),
                " AND c.id < $2 ORDER BY c.id DESC LIMIT $3"
            )
        };
    }
    sql!(read db, all ClosingRow, { sqlite: page!(sqlite), postgres: page!(postgres) }, ListOf::new(spaces).0, before, limit)
}

/// The reports that some closings dealt with, in the order of coming.
pub(in crate::reports) async fn list_closed_by(db: &Db, closings: &[ReportClosingId]) -> db::Result<Vec<ReportRow>> {
    macro_rules! closed {
        ($engine:ident) => {
            reports!(listed!($engine, "r.closing_id", "$1"), "$2")
        };
    }
    sql!(read db, all ReportRow, { sqlite: closed!(sqlite), postgres: closed!(postgres) },
        ListOf::new(closings).0, REPORTS)
}

/// How many posts wait whose reports nobody who facilitates can look at.
pub(in crate::reports) async fn count_unjudged(db: &Db) -> db::Result<i64> {
    let (n,) = sql!(read db, one (i64,),
        concat!("SELECT COUNT(DISTINCT p.id) FROM reports r JOIN posts p ON p.id = r.post_id \
         JOIN spaces s ON s.id = r.space_id WHERE r.state = 'open' AND NOT ", has_judge!()))?;
    Ok(n)
}

/// The spaces whose queue is a person's: those that the person facilitates and, of one who administers the community, those in
/// which a reported post has nobody else to look at it.
pub(in crate::reports) async fn list_spaces(
    db: &Db,
    person: PersonId,
    is_administrator: bool,
) -> db::Result<Vec<SpaceId>> {
    let rows = sql!(read db, all (SpaceId,),
        concat!("SELECT s.id FROM spaces s LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $1 \
         WHERE m.role = 'facilitator' OR ($2 AND s.reports > 0 AND EXISTS ( \
           SELECT 1 FROM reports r JOIN posts p ON p.id = r.post_id WHERE r.space_id = s.id AND r.state = 'open' \
             AND NOT ", has_judge!(), ")) ORDER BY s.name_key, s.id"), person, is_administrator)?;
    Ok(rows.into_iter().map(|(space,)| space).collect())
}

row! {
    /// Somebody who can judge a reported post.
    #[derive(Clone, Debug)]
    pub(in crate::reports) struct Leader {
        pub person: PersonId,
        pub name: String,
        pub office: String,
    }
}

/// Who facilitates a space and has not written a post, by name; at most 20.
pub(in crate::reports) async fn list_leaders(db: &Db, space: SpaceId, author: PersonId) -> db::Result<Vec<Leader>> {
    sql!(read db, all Leader,
        "SELECT p.id, p.name, o.name FROM memberships m JOIN people p ON p.id = m.person_id
         JOIN organisations o ON o.id = p.organisation_id
         WHERE m.space_id = $1 AND m.role = 'facilitator' AND p.state = 'active' AND p.id <> $2
         ORDER BY p.name_key, p.id LIMIT 20", space, author)
}
