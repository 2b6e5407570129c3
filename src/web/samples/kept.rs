//! A form that is given back.

use super::super::samples::{HOSTILE, Stage, Who, long, samples};
use super::super::{Kept, Tab};
use super::KeptPage;

samples! {
    page "web/kept.html" {
        "after signing in again" => |s| page(s, &[("title", HOSTILE), ("body", &long(900)), ("submission", "0123")], true),
        "of a stale page" => |s| page(s, &[("name", HOSTILE), ("email", "mara@x.example"), ("about", "a\n\nb")], false),
        "nothing left" => |s| page(s, &[("submission", "0123")], false),
    }
}

fn page(stage: &Stage, fields: &[(&str, &str)], has_signed_in: bool) -> KeptPage {
    let mut l = stage.layout(Who::Colleague, Tab::None, stage.t().s("web-kept-title"));
    l.flash = has_signed_in.then(|| stage.t().s("threads-level-done").to_owned());
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    KeptPage { l, kept: Kept { action: "/discussioni/12/messaggi".to_owned(), fields }, has_signed_in }
}
