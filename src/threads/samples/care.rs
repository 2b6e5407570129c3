//! Closing a discussion.

use askama::Template as _;

use super::super::samples::{difficult_thread, layout, thread};
use super::{ClosePage, State, ThreadState, sign};
use crate::authz::Role;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};
use crate::web::{FieldErrors, assets};

samples! {
    html "threads/_state.html" {
        "open: nothing to see" => |s| sign(s.t(), ThreadState::Open, ""),
        "closed" => |s| sign(s.t(), ThreadState::Closed, "La risposta è nella circolare di ieri."),
        "closed, difficult words" => |s| {
            let reason = format!("{HOSTILE} {}", unbroken(200));
            Ok(State { t: s.t(), is_closed: true, reason: &reason, icons: assets::icons() }.render()?)
        },
    }
    page "threads/close.html" {
        "blank" => page,
        "refused, difficult words" => |s| ClosePage {
            thread: difficult_thread(Some(Role::Facilitator)),
            why: format!("{HOSTILE} {}", long(300)),
            errors: s.missing(&["why"]),
            ..page(s)
        },
    }
}

fn page(stage: &Stage) -> ClosePage {
    let l = layout(stage, Who::Colleague, stage.t().s("threads-close"));
    ClosePage { l, thread: thread(Some(Role::Facilitator)), why: String::new(), errors: FieldErrors::default() }
}
