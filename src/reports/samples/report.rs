//! Somebody reports a post.

use super::super::model::Decision;
use super::super::samples::reported;
use super::{EXCERPT, OwnReport, Reason, ReportPage, ReportState, Reported, text};
use crate::base::ReportId;
use crate::web::samples::{HOSTILE, RTL, Stage, Who, long, samples, unbroken};
use crate::web::{Crumb, FieldErrors, Tab};

samples! {
    page "reports/report.html" {
        "blank" => |s| page(s, Who::Colleague, reported()),
        "by a guest, refused, difficult words" => |s| ReportPage {
            reason: Reason::Other.as_str().to_owned(),
            words: format!("{HOSTILE} {}", long(600)),
            errors: s.missing(&["reason", "words"]),
            ..page(s, Who::Guest, difficult())
        },
        "it stands" => |s| ReportPage { own: Some(own(ReportState::Open)), ..page(s, Who::Colleague, reported()) },
        "it stands, and the post is gone" => |s| ReportPage {
            own: Some(own(ReportState::Open)),
            ..page(s, Who::Colleague, Reported { is_deleted: true, ..reported() })
        },
        "it was closed, and the post can be reported again" => |s| {
            ReportPage { own: Some(own(ReportState::Closed)), ..page(s, Who::Colleague, reported()) }
        },
    }
}

fn difficult() -> Reported {
    let body = format!("{HOSTILE} {} {RTL}", unbroken(200));
    Reported { author_name: format!("{HOSTILE} {}", unbroken(80)), office: long(200), body, ..reported() }
}

fn own(state: ReportState) -> OwnReport {
    OwnReport {
        id: ReportId(7),
        reason: Reason::PersonalData,
        words: format!("{HOSTILE}\n{}", unbroken(120)),
        state,
        created_at: Stage::ago(50),
        decision: (state == ReportState::Closed).then_some(Decision::Nothing),
        answer: "Grazie, ma il nome è inventato.".to_owned(),
    }
}

fn page(stage: &Stage, who: Who, found: Reported) -> ReportPage {
    let t = stage.t();
    let crumbs = vec![Crumb::new("/spazi", t.s("spaces-title")), Crumb::new("/spazi/3", &found.space_name)];
    ReportPage {
        l: stage.layout(who, Tab::Spaces, t.s("reports-report")).with_crumbs(crumbs),
        excerpt: text::excerpt(&found.body, EXCERPT),
        found,
        own: None,
        when: stage.day(Stage::ago(50)),
        reason: String::new(),
        words: String::new(),
        errors: FieldErrors::default(),
    }
}
