//! The queue of those who facilitate, and what became of the rest.

use super::super::model::Decision;
use super::super::samples::{case_row, difficult_case_row, reporters};
use super::super::store::queue::{CaseRow, Turn};
use super::{AllPage, Case, ClosingRow, Line, Queue, SpacePage, SpaceTab};
use crate::authz::Role;
use crate::base::{PersonId, PostId, ReportClosingId};
use crate::spaces::{SpaceForActor, sample_difficult_space, sample_head, sample_space};
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};
use crate::web::{Crumb, Tab};

samples! {
    page "reports/space.html" {
        "nothing waits" => |s| space(s, &led(0), queue(Vec::new())),
        "one waits" => |s| space(s, &led(1), queue(vec![case(s, case_row(82), 1)])),
        "many wait, difficult words" => |s| space(
            s,
            &SpaceForActor { reports: 60, ..sample_difficult_space(Some(Role::Facilitator)) },
            Queue { next: Some(Turn::START), is_continued: true, ..queue(cases(s)) },
        ),
        "none has been closed" => |s| space(s, &led(0), Queue { is_history: true, ..queue(Vec::new()) }),
        "those that were closed, difficult words" => |s| space(s, &led(0), history(s)),
    }
    page "reports/index.html" {
        "for somebody who facilitates nothing" => |s| all(s, Who::Colleague, None),
        "nothing waits" => |s| all(s, Who::Colleague, Some(queue(Vec::new()))),
        "of every kind, for an administrator" => |s| all(s, Who::Administrator, Some(queue(cases(s)))),
        "those that were closed" => |s| all(s, Who::Colleague, Some(history(s))),
    }
}

/// A space with so many reported posts.
fn led(reports: i64) -> SpaceForActor {
    SpaceForActor { reports, ..sample_space(Some(Role::Facilitator)) }
}

fn queue(cases: Vec<Case>) -> Queue {
    Queue {
        cases,
        lines: Vec::new(),
        is_history: false,
        older: None,
        next: None,
        is_continued: false,
        here: "/spazi/3/segnalazioni".to_owned(),
        has_spaces: false,
    }
}

fn case(stage: &Stage, row: CaseRow, reports: usize) -> Case {
    let may_read = row.role.is_some() || !row.has_judge;
    Case { row, reporters: reporters(stage, reports), is_own: false, may_read }
}

/// Posts of every kind: urgent, deleted meanwhile, the viewer's own, one that only others may read.
fn cases(stage: &Stage) -> Vec<Case> {
    let deleted = CaseRow { is_deleted: true, words: String::new(), ..case_row(84) };
    let own = CaseRow { author: Stage::ME, author_name: "Nives Altopiano".to_owned(), ..case_row(85) };
    vec![
        case(stage, difficult_case_row(82), 4),
        case(stage, case_row(83), 2),
        case(stage, deleted, 1),
        Case { is_own: true, ..case(stage, own, 0) },
        case(stage, CaseRow { role: None, ..case_row(86) }, 1),
    ]
}

fn history(stage: &Stage) -> Queue {
    let row = |id, decision| ClosingRow {
        id: ReportClosingId(id),
        post: PostId(id),
        space: Stage::SPACE,
        space_name: "Mediazione e servizi".to_owned(),
        title: "Turni allo sportello del martedì".to_owned(),
        author: PersonId(22),
        author_name: "Elia Collefiorito".to_owned(),
        office: "Prefettura di Asti".to_owned(),
        decision,
        answer: String::new(),
        decided_by: Some("Ornella Bassavalle".to_owned()),
        decided_at: Stage::ago(50),
    };
    let line = |row: ClosingRow, reports| Line {
        reporters: reporters(stage, reports),
        decision: stage.t().s(row.decision.key()),
        when: stage.short(row.decided_at),
        is_own: row.author == Stage::ME,
        row,
    };
    let difficult = ClosingRow {
        title: format!("{HOSTILE} {}", unbroken(240)),
        author_name: unbroken(100),
        answer: format!("{HOSTILE}\n{}", long(400)),
        decided_by: Some(HOSTILE.to_owned()),
        ..row(43, Decision::Deleted)
    };
    let lines = vec![
        line(difficult, 4),
        line(ClosingRow { decided_by: None, ..row(42, Decision::ThreadClosed) }, 1),
        line(
            ClosingRow { answer: "Grazie, ma qui non c’è niente di male.".to_owned(), ..row(41, Decision::Nothing) },
            2,
        ),
        line(ClosingRow { author: Stage::ME, ..row(40, Decision::Nothing) }, 0),
    ];
    Queue { lines, is_history: true, older: Some(ReportClosingId(40)), ..queue(Vec::new()) }
}

fn space(stage: &Stage, found: &SpaceForActor, queue: Queue) -> SpacePage {
    let t = stage.t();
    let l = stage.layout(Who::Colleague, Tab::Spaces, format!("{} · {}", t.s("reports-title"), found.name));
    let l = l.with_crumbs(vec![Crumb::new("/spazi", t.s("spaces-title"))]);
    SpacePage { l, head: sample_head(stage, found, SpaceTab::Reports), queue }
}

/// Of all spaces; nothing of whoever has none.
fn all(stage: &Stage, who: Who, found: Option<Queue>) -> AllPage {
    let l = stage.layout(who, Tab::Today, stage.t().s("reports-title"));
    let is_judge = found.is_some();
    let found = found.unwrap_or_else(|| queue(Vec::new()));
    AllPage { l, queue: Queue { has_spaces: true, here: "/segnalazioni".to_owned(), ..found }, is_judge }
}
