//! The gallery itself.

use super::{Crumb, GalleryPage, HOME, PartPage, SamplePage, states};
use crate::web::samples::{self, HOSTILE, Stage, Who, unbroken};
use crate::web::{Tab, WebResult};

samples::samples! {
    page "app/gallery/index.html" {
        "two rooms" => |s| GalleryPage::new(s.layout(Who::Nobody, Tab::None, s.t().s("gallery-title")), "blank", s.lang),
        "nothing found" => |s| GalleryPage::new(s.layout(Who::Nobody, Tab::None, s.t().s("gallery-title")), HOSTILE, s.lang),
    }
    page "app/gallery/sample.html" {
        "in the middle" => sample,
    }
    whole "app/gallery/part.html" {
        "a part" => part,
    }
}

fn sample(stage: &Stage) -> SamplePage {
    // A letter: a frame in which the gallery itself stands would never end.
    let sample = samples::all().into_iter().find(|sample| sample.form == samples::SampleForm::Letter);
    let sample = sample.unwrap_or(&NOTHING);
    let near = |name: String| Some((HOME.to_owned(), name));
    SamplePage {
        l: stage
            .layout(Who::Nobody, Tab::None, sample.template)
            .with_crumbs(vec![Crumb::new(HOME, stage.t().s("gallery-title"))]),
        sample,
        lang: stage.lang,
        address: format!("{HOME}/{}", sample.name()),
        states: states(sample),
        before: near(unbroken(120)),
        after: near(HOSTILE.to_owned()),
    }
}

/// In a program that has no samples of letters.
static NOTHING: samples::Sample =
    samples::Sample::new("app/gallery/index.html", "two rooms", samples::SampleForm::Page, |_| Ok(String::new()));

fn part(stage: &Stage) -> WebResult<String> {
    let l = stage.layout(Who::Colleague, Tab::None, "app/gallery/part.html");
    let html = "<p class=\"empty\">…</p>";
    Ok(askama::Template::render(&PartPage { l, template: "app/gallery/part.html", state: HOSTILE, html })?)
}
