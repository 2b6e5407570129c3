//! Another title for a discussion.

use super::super::samples::layout;
use super::{Filled, RenamePage};
use crate::base::ThreadId;
use crate::web::FieldErrors;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};

samples! {
    page "threads/rename.html" {
        "as it is" => page,
        "refused, the input kept" => |s| RenamePage {
            now: format!("{HOSTILE} {}", unbroken(200)),
            filled: Filled { title: unbroken(240), why: format!("{HOSTILE} {}", long(300)) },
            errors: s.missing(&["title", "why"]),
            ..page(s)
        },
    }
}

fn page(stage: &Stage) -> RenamePage {
    let title = "Turni allo sportello del martedì".to_owned();
    RenamePage {
        l: layout(stage, Who::Colleague, stage.t().s("threads-rename")),
        thread: ThreadId(61),
        now: title.clone(),
        version: 1,
        filled: Filled { title, why: String::new() },
        errors: FieldErrors::default(),
    }
}
