//! The components that pages are made of, each in every state. What is one element of HTML stands in the templates alone;
//! these are here to be looked at beside each other.

use crate::web::samples::{HOSTILE, RTL, Stage, Who, long, samples, unbroken};
use crate::web::{FieldErrors, FlashAction, Layout, Tab};

#[derive(askama::Template)]
#[template(path = "app/gallery/_fields.html")]
struct Fields {
    l: Layout,
    none: FieldErrors,
    errors: FieldErrors,
    long: String,
    hostile: &'static str,
}

#[derive(askama::Template)]
#[template(path = "app/gallery/_buttons.html")]
struct Buttons {
    l: Layout,
    word: String,
}

#[derive(askama::Template)]
#[template(path = "app/gallery/_marks.html")]
struct Marks {
    l: Layout,
    long: String,
    hostile: &'static str,
    rtl: &'static str,
}

#[derive(askama::Template)]
#[template(path = "app/gallery/_notices.html")]
struct Notices {
    l: Layout,
    unbroken: String,
    long: String,
}

#[derive(askama::Template)]
#[template(path = "app/gallery/_lists.html")]
struct Lists {
    l: Layout,
    unbroken: String,
    long: String,
}

samples! {
    part "app/gallery/_fields.html" {
        "in every state" => |s| Fields {
            l: layout(s),
            none: FieldErrors::default(),
            errors: s.missing(&["name", "email", "body", "organisation", "standing", "file", "until"]),
            long: long(300),
            hostile: HOSTILE,
        },
    }
    part "app/gallery/_buttons.html" {
        "in every state" => |s| Buttons { l: layout(s), word: unbroken(60) },
    }
    part "app/gallery/_marks.html" {
        "in every state" => |s| Marks { l: layout(s), long: unbroken(60), hostile: HOSTILE, rtl: RTL },
    }
    part "app/gallery/_notices.html" {
        "in every state" => notices,
    }
    part "app/gallery/_lists.html" {
        "in every state" => |s| Lists { l: layout(s), unbroken: unbroken(120), long: long(200) },
    }
}

fn layout(stage: &Stage) -> Layout {
    stage.layout(Who::Colleague, Tab::None, "")
}

fn notices(stage: &Stage) -> Notices {
    let mut l = layout(stage);
    l.flash = Some(long(120));
    l.flash_action = Some(FlashAction { action: "/".to_owned(), label: stage.t().s("threads-seen-undo").to_owned() });
    Notices { l, unbroken: unbroken(200), long: long(300) }
}
