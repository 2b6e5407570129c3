//! The way to a place of a long discussion.

use super::super::samples::{difficult_thread, layout, thread};
use super::{Asked, JumpPage, ThreadForActor};
use crate::authz::Role;
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};

samples! {
    page "threads/jump.html" {
        "blank" => |s| page(s, ThreadForActor { posts: 12_345, ..thread(Some(Role::Member)) }),
        "refused, the input kept" => |s| JumpPage { asked: refused(s), ..page(s, difficult_thread(Some(Role::Member))) },
    }
}

fn page(stage: &Stage, thread: ThreadForActor) -> JumpPage {
    let l = layout(stage, Who::Colleague, stage.t().s("threads-jump-title"));
    JumpPage { l, thread, asked: Asked::default() }
}

/// Both fields at once, which no form brings about: each sentence where it stands.
fn refused(stage: &Stage) -> Asked {
    let errors = stage.errors(&["numero", "giorno"], "threads-search-date");
    Asked { number: format!("{HOSTILE} {}", unbroken(40)), day: "ieri".to_owned(), errors }
}
