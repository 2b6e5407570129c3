//! Where words are written.

use super::super::samples::{
    body, composer, difficult_body, file, layout, new_composer, post, readers, refused_composer,
};
use super::{Attachment, ComposePage, Composer, ConflictPage, PostForActor};
use crate::text;
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};

samples! {
    page "threads/compose.html" {
        "a new discussion" => |s| page(s, Who::Colleague, "threads-start", new_composer(s)),
        "by a guest" => |s| page(s, Who::Guest, "threads-start", new_composer(s)),
        "a draft with a file and a preview" => |s| page(s, Who::Colleague, "threads-start", draft(s)),
        "refused, the input kept" => |s| page(s, Who::Colleague, "threads-start", refused_composer(s)),
        "an answer is changed" => |s| page(s, Who::Colleague, "threads-edit", edited(s)),
    }
    page "threads/conflict.html" {
        "an answer" => |s| conflict(s, post(2), edited(s)),
        "a whole discussion, difficult words" => |s| conflict(s, difficult_post(), refused_composer(s)),
    }
}

fn page(stage: &Stage, who: Who, heading: &str, composer: Composer) -> ComposePage {
    let heading = stage.t().s(heading);
    ComposePage { l: layout(stage, who, heading), heading, space_readers: readers(stage), composer }
}

fn draft(stage: &Stage) -> Composer {
    Composer {
        title: Some("Turni allo sportello del martedì".to_owned()),
        body: body().to_owned(),
        preview: Some(text::render(body(), &text::NoLinks).html),
        saved: Some(("10:12".to_owned(), Stage::ago(1).rfc3339())),
        known: Stage::ago(1).0,
        begun_from: 0,
        files: vec![Attachment::new(stage.t(), file(1, "verbale.pdf", false))],
        ..new_composer(stage)
    }
}

fn edited(stage: &Stage) -> Composer {
    Composer {
        action: "/messaggi/82/modifica".to_owned(),
        key: "edit-82".to_owned(),
        body: body().to_owned(),
        version: Some(2),
        submit: stage.t().s("threads-save-edit"),
        cancel: Some("/messaggi/82".to_owned()),
        ..composer(stage)
    }
}

fn difficult_post() -> PostForActor {
    PostForActor { title: format!("{HOSTILE} {}", unbroken(240)), body: difficult_body(), ..post(1) }
}

fn conflict(stage: &Stage, post: PostForActor, composer: Composer) -> ConflictPage {
    let theirs = text::render(&post.body, &text::NoLinks).html;
    ConflictPage { l: layout(stage, Who::Colleague, stage.t().s("threads-conflict")), post, theirs, composer }
}
