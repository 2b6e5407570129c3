//! All the SQL of reports: one report.

pub(super) mod letters;
pub(super) mod queue;

use crate::authz::{Facts, Openness, Role, Subject};
use crate::base::{PersonId, PostId, ReportClosingId, ReportId, SpaceId, ThreadId, Timestamp};
use crate::db::{self, Db, Source, Tx, row, sql};

use super::model::{Decision, Reason, ReportState};

row! {
    /// A post as somebody finds it who reports it, or judges its reports.
    #[derive(Clone, Debug)]
    pub(super) struct Reported {
        pub post: PostId,
        pub thread: ThreadId,
        pub space: SpaceId,
        pub space_name: String,
        pub author: PersonId,
        pub author_name: String,
        pub office: String,
        pub body: String,
        pub version: i64,
        pub is_deleted: bool,
        pub openness: Openness,
        /// What the person is in its space.
        pub role: Option<Role>,
        pub is_archived: bool,
    }
}

impl Reported {
    /// What decisions about its reports need to know.
    pub fn facts(&self, me: PersonId) -> Facts {
        let facts = Facts::in_space(Subject::Post(self.post), self.openness, self.role);
        let (is_deleted, is_archived) = (self.is_deleted, self.is_archived);
        Facts { is_own: self.author == me, is_deleted, is_archived, ..facts }
    }
}

pub(super) async fn find_reported<'a>(
    source: impl Source<'a>,
    post: PostId,
    me: PersonId,
) -> db::Result<Option<Reported>> {
    sql!(read source, optional Reported,
        "SELECT p.id, p.thread_id, s.id, s.name, a.id, a.name, o.name, p.body, p.version, p.state = 'deleted', s.openness,
                m.role, s.archived_at IS NOT NULL
         FROM posts p JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
         JOIN people a ON a.id = p.author_id JOIN organisations o ON o.id = a.organisation_id
         LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $2 WHERE p.id = $1", post, me)
}

row! {
    /// The newest report of a post by one person, for that person.
    #[derive(Clone, Debug)]
    pub(super) struct OwnReport {
        pub id: ReportId,
        pub reason: Reason,
        pub words: String,
        pub state: ReportState,
        pub created_at: Timestamp,
        pub decision: Option<Decision>,
        /// What was answered; empty for nothing.
        pub answer: String,
    }
}

pub(super) async fn find_own<'a>(source: impl Source<'a>, post: PostId, me: PersonId) -> db::Result<Option<OwnReport>> {
    sql!(read source, optional OwnReport,
        "SELECT r.id, r.reason, r.words, r.state, r.created_at, c.decision, COALESCE(c.answer, '')
         FROM reports r LEFT JOIN report_closings c ON c.id = r.closing_id
         WHERE r.post_id = $1 AND r.person_id = $2 ORDER BY r.id DESC LIMIT 1", post, me)
}

row! {
    /// A report of a person's, with where its post stands. Whether the person may still read that is the caller's to decide.
    #[derive(Clone, Debug)]
    pub(super) struct OwnRow {
        pub id: ReportId,
        pub post: PostId,
        pub reason: Reason,
        pub words: String,
        pub state: ReportState,
        pub created_at: Timestamp,
        decision: Option<Decision>,
        answer: Option<String>,
        decided_at: Option<Timestamp>,
        pub space: SpaceId,
        pub space_name: String,
        pub openness: Openness,
        pub role: Option<Role>,
        pub title: String,
    }
}

/// What came of a report.
pub(super) struct OwnOutcome {
    pub decision: Decision,
    pub answer: String,
    pub decided_at: Timestamp,
}

impl OwnRow {
    pub fn outcome(&self) -> Option<OwnOutcome> {
        let (decision, decided_at) = self.decision.zip(self.decided_at)?;
        Some(OwnOutcome { decision, answer: self.answer.clone().unwrap_or_default(), decided_at })
    }
}

/// The rows of the reports `r` of a person (`$1`).
macro_rules! own_rows {
    () => {
        "SELECT r.id, r.post_id, r.reason, r.words, r.state, r.created_at, c.decision, c.answer, c.decided_at, s.id, s.name, \
         s.openness, m.role, t.title \
         FROM reports r JOIN posts p ON p.id = r.post_id JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id \
         LEFT JOIN report_closings c ON c.id = r.closing_id \
         LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = r.person_id WHERE r.person_id = $1 AND "
    };
}

/// What a person has reported, newest first, before `before`; at most `limit`.
pub(super) async fn list_own(db: &Db, person: PersonId, (before, limit): (ReportId, i64)) -> db::Result<Vec<OwnRow>> {
    sql!(read db, all OwnRow, concat!(own_rows!(), "r.id < $2 ORDER BY r.id DESC LIMIT $3"), person, before, limit)
}

/// The newest report of a post by a person, with what came of it.
pub(super) async fn find_own_row(db: &Db, person: PersonId, post: PostId) -> db::Result<Option<OwnRow>> {
    sql!(read db, optional OwnRow, concat!(own_rows!(), "r.post_id = $2 ORDER BY r.id DESC LIMIT 1"), person, post)
}

/// When a person made the `n`th report counted back from the newest, of those since an instant; nothing when there are fewer.
pub(super) async fn find_nth_since(
    tx: &mut Tx<'_>,
    person: PersonId,
    (since, n): (Timestamp, i64),
) -> db::Result<Option<Timestamp>> {
    let row = sql!(read tx, optional (Timestamp,),
        "SELECT MIN(lately.created_at) FROM (SELECT created_at FROM reports WHERE person_id = $1 AND created_at > $2
           ORDER BY created_at DESC LIMIT $3) lately HAVING COUNT(*) >= $3", person, since, n)?;
    Ok(row.map(|(at,)| at))
}

/// The open reports of a post, in the order of coming.
pub(super) async fn list_open(tx: &mut Tx<'_>, post: PostId) -> db::Result<Vec<ReportId>> {
    let rows = sql!(read tx, all (ReportId,),
        "SELECT id FROM reports WHERE post_id = $1 AND state = 'open' ORDER BY id", post)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Brings a post, as it is now, before those who facilitate its space.
pub(super) async fn insert(
    tx: &mut Tx<'_>,
    post: &Reported,
    person: PersonId,
    (reason, words): (Reason, &str),
    now: Timestamp,
) -> db::Result<ReportId> {
    let (id,) = sql!(write tx, one (ReportId,),
        "INSERT INTO reports (space_id, post_id, person_id, reason, words, version, state, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'open', $7) RETURNING id",
        post.space, post.post, person, reason, words, post.version, now)?;
    Ok(id)
}

pub(super) async fn withdraw(tx: &mut Tx<'_>, id: ReportId) -> db::Result<u64> {
    sql!(write tx, execute, "UPDATE reports SET state = 'withdrawn' WHERE id = $1 AND state = 'open'", id)
}

/// Closes all open reports of a post, with what became of them.
pub(super) async fn close(
    tx: &mut Tx<'_>,
    (space, post): (SpaceId, PostId),
    (decision, answer): (Decision, &str),
    by: Option<PersonId>,
    now: Timestamp,
) -> db::Result<ReportClosingId> {
    let (id,) = sql!(write tx, one (ReportClosingId,),
        "INSERT INTO report_closings (space_id, post_id, decision, answer, decided_by, decided_at)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id", space, post, decision, answer, by, now)?;
    sql!(write tx, execute,
        "UPDATE reports SET state = 'closed', closing_id = $2 WHERE post_id = $1 AND state = 'open'", post, id)?;
    Ok(id)
}

/// Counts again the posts of a space that wait, after any change.
pub(super) async fn recount(tx: &mut Tx<'_>, space: SpaceId) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE spaces SET reports = (SELECT COUNT(DISTINCT post_id) FROM reports WHERE space_id = $1 AND state = 'open')
         WHERE id = $1", space)?;
    Ok(())
}
