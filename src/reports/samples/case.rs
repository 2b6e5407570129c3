//! One reported post.

use super::super::samples::{case_row, difficult_case_row, reporters};
use super::{Case, CasePage, CaseRow, Filled, NoLinks, text};
use crate::web::samples::{HOSTILE, Stage, Who, long, samples};
use crate::web::{Crumb, FieldErrors, Tab};

samples! {
    page "reports/case.html" {
        "one report" => |s| page(s, Who::Colleague, case_row(82), 1),
        "every reason, difficult words" => |s| page(s, Who::LongName, difficult_case_row(82), 4),
        "refused, the input kept" => |s| CasePage {
            filled: Filled { decision: "deleted".to_owned(), why: HOSTILE.to_owned(), answer: long(600) },
            errors: s.missing(&["decision", "why", "answer"]),
            ..page(s, Who::Colleague, case_row(82), 2)
        },
        "something has changed meanwhile" => |s| CasePage { has_changed: true, ..page(s, Who::Colleague, case_row(82), 3) },
        "deleted already" => |s| page(s, Who::Colleague, deleted(), 1),
        "in an archived space" => |s| page(s, Who::Colleague, CaseRow { is_archived: true, ..case_row(82) }, 1),
        "for an administrator, who may not read it" => |s| page(s, Who::Administrator, CaseRow { role: None, ..case_row(82) }, 1),
        "for an administrator, where nobody else judges" => |s| {
            page(s, Who::Administrator, CaseRow { role: None, has_judge: false, ..case_row(82) }, 1)
        },
    }
}

fn deleted() -> CaseRow {
    CaseRow { is_deleted: true, deletion_reason: HOSTILE.to_owned(), words: String::new(), ..case_row(82) }
}

fn page(stage: &Stage, who: Who, row: CaseRow, reports: usize) -> CasePage {
    let (t, may_read) = (stage.t(), row.role.is_some() || !row.has_judge);
    let crumbs = vec![
        Crumb::new("/spazi", t.s("spaces-title")),
        Crumb::new("/spazi/3", &row.space_name),
        Crumb::new("/spazi/3/segnalazioni", t.s("reports-title")),
    ];
    CasePage {
        l: stage.layout(who, Tab::Spaces, t.s("reports-case")).with_crumbs(crumbs),
        words: if may_read { text::render(&row.words, &NoLinks).html } else { String::new() },
        case: Case { row, reporters: reporters(stage, reports), is_own: false, may_read },
        leaders: Vec::new(),
        filled: Filled::default(),
        has_changed: false,
        errors: FieldErrors::default(),
    }
}
