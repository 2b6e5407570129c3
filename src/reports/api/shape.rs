//! What programs see of reports.

use schemars::JsonSchema;
use serde::Serialize;

use crate::authz::{Action, Actor, Facts, Subject, decide};
use crate::base::{PersonId, PostId, ReportClosingId, ReportId, SpaceId};
use crate::reports::case::Sight;
use crate::reports::model::{Decision, Reason, ReportState};
use crate::reports::store::queue::{CaseRow, ClosingRow, ReportRow};
use crate::reports::store::{OwnOutcome, OwnRow};
use crate::web::api::{Author, Instant};

/// A report of the person's, and what came of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Report")]
pub(super) struct OwnShape {
    pub id: ReportId,
    pub post: PostId,
    pub reason: Reason,
    pub words: String,
    pub state: ReportState,
    pub reported_at: Instant,
    /// What came of it; null while it waits, when it was withdrawn, and where the person does not read any more.
    pub outcome: Option<OutcomeShape>,
    /// Where the post stands; null where the person does not read any more.
    pub about: Option<PlaceShape>,
}

/// What those who facilitate have decided about a report.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReportOutcome")]
pub(super) struct OutcomeShape {
    pub decision: Decision,
    /// A few words; may be empty.
    pub answer: String,
    pub decided_at: Instant,
}

/// Where a reported post stands.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReportPlace")]
pub(super) struct PlaceShape {
    pub space: SpaceId,
    pub space_name: String,
    /// Of the discussion.
    pub title: String,
}

/// A report, for those who decide.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReportReceived")]
pub(super) struct ReceivedShape {
    pub reporter: Author,
    pub reason: Reason,
    pub words: String,
    pub reported_at: Instant,
}

/// A reported post that waits.
#[derive(Serialize, JsonSchema)]
#[allow(clippy::struct_excessive_bools, reason = "facts: each holds or not, whatever the others do")]
pub(super) struct ReportedPost {
    pub post: PostId,
    pub place: PlaceShape,
    pub author: Author,
    /// Whether the person wrote it: then nothing is said of its reports, and somebody else decides.
    pub is_own: bool,
    /// What it said when it was first reported, in Markdown; null when it is deleted, and where others read and decide.
    pub words: Option<String>,
    /// Whether it says something else since.
    pub is_edited: bool,
    pub has_files: bool,
    pub is_deleted: bool,
    /// Whether somebody's personal data are among the reasons.
    pub is_urgent: bool,
    /// Whether the person may decide that it is deleted.
    pub may_delete: bool,
    /// Whether the person may decide that its discussion is closed.
    pub may_close_thread: bool,
    /// Sent back with the decision: the newest report of these.
    pub seen: Option<ReportId>,
    /// In the order of coming.
    pub reports: Vec<ReceivedShape>,
}

/// What became of the reports of a post.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReportDecision")]
pub(super) struct ClosingShape {
    pub id: ReportClosingId,
    pub post: PostId,
    pub place: PlaceShape,
    pub author: Author,
    pub decision: Decision,
    /// What was answered to those who reported; may be empty, and is of the person's own post.
    pub answer: String,
    /// The name of whoever decided.
    pub decided_by: Option<String>,
    pub decided_at: Instant,
    pub is_own: bool,
    /// Empty of the person's own post.
    pub reports: Vec<ReceivedShape>,
}

impl OwnShape {
    pub(super) fn new(row: OwnRow, actor: &Actor) -> Self {
        let facts = Facts::in_space(Subject::Post(row.post), row.openness, row.role);
        let may_read = decide(actor, Action::ReadThreads, &facts).is_ok();
        let outcome = row.outcome().filter(|_| may_read);
        let said = |OwnOutcome { decision, answer, decided_at }| OutcomeShape {
            decision,
            answer,
            decided_at: Instant(decided_at),
        };
        let place = PlaceShape { space: row.space, space_name: row.space_name, title: row.title };
        Self {
            id: row.id,
            post: row.post,
            reason: row.reason,
            words: row.words,
            state: row.state,
            reported_at: Instant(row.created_at),
            outcome: outcome.map(said),
            about: may_read.then_some(place),
        }
    }
}

impl From<ReportRow> for ReceivedShape {
    fn from(row: ReportRow) -> Self {
        let reporter = Author { id: row.person, name: row.name, office: row.office };
        Self { reporter, reason: row.reason, words: row.words, reported_at: Instant(row.created_at) }
    }
}

fn received(rows: Vec<ReportRow>, is_own: bool) -> Vec<ReceivedShape> {
    if is_own { Vec::new() } else { rows.into_iter().map(ReceivedShape::from).collect() }
}

impl ReportedPost {
    pub(super) fn new(row: CaseRow, reports: Vec<ReportRow>, who: (PersonId, &Actor)) -> Self {
        let Sight { is_own, may_read } = Sight::of(&row, who);
        let (may_delete, may_close_thread) = (!is_own && row.may_delete(), !is_own && row.may_close_thread());
        let (is_urgent, seen) = (!is_own && row.is_urgent, (!is_own).then_some(row.last));
        Self {
            post: row.post,
            place: PlaceShape { space: row.space, space_name: row.space_name, title: row.title },
            author: Author { id: row.author, name: row.author_name, office: row.office },
            is_own,
            words: (may_read && !row.is_deleted).then_some(row.words),
            is_edited: may_read && row.is_edited,
            has_files: may_read && row.has_files,
            is_deleted: row.is_deleted,
            is_urgent,
            may_delete,
            may_close_thread,
            seen,
            reports: received(reports, is_own),
        }
    }
}

impl ClosingShape {
    pub(super) fn new(row: ClosingRow, reports: Vec<ReportRow>, me: PersonId) -> Self {
        let is_own = row.author == me;
        Self {
            id: row.id,
            post: row.post,
            place: PlaceShape { space: row.space, space_name: row.space_name, title: row.title },
            author: Author { id: row.author, name: row.author_name, office: row.office },
            decision: row.decision,
            answer: if is_own { String::new() } else { row.answer },
            decided_by: row.decided_by,
            decided_at: Instant(row.decided_at),
            is_own,
            reports: received(reports, is_own),
        }
    }
}
