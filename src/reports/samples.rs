//! Reported posts, and who reported them, for samples.

use super::model::Reason;
use super::queue::Reporter;
use super::store::Reported;
use super::store::queue::{CaseRow, ReportRow};
use crate::authz::{Openness, Role};
use crate::base::{PersonId, PostId, ReportId, ThreadId};
use crate::web::samples::{HOSTILE, RTL, Stage, long, unbroken};

/// A post that waits, as whoever facilitates its space finds it.
pub(super) fn case_row(post: i64) -> CaseRow {
    CaseRow {
        post: PostId(post),
        space: Stage::SPACE,
        space_name: "Mediazione e servizi".to_owned(),
        openness: Openness::Open,
        role: Some(Role::Facilitator),
        is_archived: false,
        title: "Turni allo sportello del martedì".to_owned(),
        is_thread_closed: false,
        author: PersonId(22),
        author_name: "Elia Collefiorito".to_owned(),
        office: "Prefettura di Asti".to_owned(),
        is_deleted: false,
        deletion_reason: String::new(),
        words: "Da noi se ne occupa la signora del **terzo piano**, quella che abita in via Larga.".to_owned(),
        is_edited: false,
        has_files: false,
        is_urgent: false,
        thread: ThreadId(61),
        is_first: false,
        first: ReportId(3),
        last: ReportId(7),
        has_judge: true,
    }
}

/// The most urgent one, all of whose words are difficult.
pub(super) fn difficult_case_row(post: i64) -> CaseRow {
    CaseRow {
        space_name: format!("{HOSTILE} {}", unbroken(40)),
        title: format!("{HOSTILE} {}", unbroken(240)),
        author_name: format!("{HOSTILE} {RTL}"),
        office: long(200),
        words: format!("{HOSTILE}\n\n{}\n\n{RTL}", unbroken(300)),
        is_edited: true,
        has_files: true,
        is_urgent: true,
        ..case_row(post)
    }
}

/// Who reported a post: one, or several for every reason, the last with difficult words.
pub(super) fn reporters(stage: &Stage, n: usize) -> Vec<Reporter> {
    let one = |id, reason: Reason, words: String| ReportRow {
        post: PostId(82),
        closing: None,
        person: PersonId(id),
        name: "Nives Altopiano".to_owned(),
        office: "Prefettura di Rovigo".to_owned(),
        reason,
        words,
        created_at: Stage::ago(5),
    };
    let difficult = ReportRow {
        name: format!("{HOSTILE} {}", unbroken(80)),
        office: long(200),
        ..one(26, Reason::Other, format!("{HOSTILE}\n{}", unbroken(300)))
    };
    let rows = [
        one(21, Reason::PersonalData, "Si capisce di chi si parla.".to_owned()),
        one(23, Reason::Offensive, String::new()),
        one(24, Reason::OffTopic, "Non c’entra con lo sportello.".to_owned()),
        difficult,
    ];
    let shown =
        |row: ReportRow| Reporter { reason: stage.t().s(row.reason.key()), when: stage.short(row.created_at), row };
    rows.into_iter().take(n).map(shown).collect()
}

/// A post that somebody is about to report.
pub(super) fn reported() -> Reported {
    Reported {
        post: PostId(82),
        thread: ThreadId(61),
        space: Stage::SPACE,
        space_name: "Mediazione e servizi".to_owned(),
        author: PersonId(22),
        author_name: "Elia Collefiorito".to_owned(),
        office: "Prefettura di Asti".to_owned(),
        body: case_row(82).words,
        version: 1,
        is_deleted: false,
        openness: Openness::Open,
        role: Some(Role::Member),
        is_archived: false,
    }
}
