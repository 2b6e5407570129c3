//! A post is deleted.

use super::super::samples::{difficult_body, layout, post};
use super::{DeletePage, PostForActor, text};
use crate::web::FieldErrors;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples};

samples! {
    page "threads/delete.html" {
        "one’s own" => |s| page(s, post(2), true),
        "somebody else’s, refused, difficult words" => |s| DeletePage {
            why: format!("{HOSTILE} {}", long(300)),
            errors: s.missing(&["why"]),
            ..page(s, PostForActor { body: difficult_body(), ..post(2) }, false)
        },
    }
}

fn page(stage: &Stage, post: PostForActor, is_own: bool) -> DeletePage {
    let l = layout(stage, Who::Colleague, stage.t().s("threads-delete"));
    let excerpt = text::excerpt(&post.body, 300);
    DeletePage { l, post, excerpt, is_own, why: String::new(), errors: FieldErrors::default() }
}
