//! Questions.

use askama::Template as _;

use super::super::list::row_samples;
use super::super::samples::{difficult_body, shown, thread_rows};
use super::{Accepted, Question, QuestionsPage, Sign, button};
use crate::base::ThreadId;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples};
use crate::web::{Tab, WebResult, assets};

samples! {
    html "threads/_question.html" {
        "none: nothing to see" => |s| sign(s, Question::No, None),
        "waiting" => |s| sign(s, Question::Waiting, None),
        "answered, difficult words" => |s| sign(s, Question::Answered, Some(accepted())),
    }
    html "threads/_accept.html" {
        "to take up" => |s| button(s.t(), "82", false),
        "taken up" => |s| button(s.t(), "82", true),
    }
    page "threads/questions.html" {
        "none" => |s| page(s, 0..0, 0..0),
        "none, and no topics of one’s own" => |s| QuestionsPage { has_topics: false, ..page(s, 0..0, 0..0) },
        "some" => |s| QuestionsPage { next: Some("1-64".to_owned()), ..page(s, 3..4, 6..7) },
        "a later page" => |s| QuestionsPage { is_first_page: false, ..page(s, 0..0, 2..4) },
    }
}

/// The sign at the head of a discussion. Error: the template's.
pub(in crate::threads) fn sign(stage: &Stage, question: Question, accepted: Option<Accepted>) -> WebResult<String> {
    Ok(Sign { t: stage.t(), thread: ThreadId(61), question, accepted, icons: assets::icons() }.render()?)
}

/// An answer that was taken up.
pub(in crate::threads) fn accepted() -> Accepted {
    let (author_name, by_name) = (HOSTILE.to_owned(), "Elia Collefiorito".to_owned());
    Accepted { position: 2, body: difficult_body(), author_name, office: long(200), by_name }
}

fn page(stage: &Stage, mine: std::ops::Range<usize>, others: std::ops::Range<usize>) -> QuestionsPage {
    let rows = |range| shown(row_samples(stage, &thread_rows()[range], false));
    let l = stage.layout(Who::Colleague, Tab::Today, stage.t().s("threads-questions"));
    QuestionsPage { l, mine: rows(mine), others: rows(others), has_topics: true, is_first_page: true, next: None }
}
