//! The components that pages are made of, each in every state. What is one element of HTML stands in the templates alone; a
//! section of a template is a sample of its own, so that each component is found by its name, and can be looked at by itself.

use askama::Template;

use crate::accounts::{Organisation, sample_offices};
use crate::web::samples::{HOSTILE, RTL, Stage, Who, long, samples, unbroken, with_passkeys};
use crate::web::{FieldErrors, FlashAction, Layout, Tab, WebError, WebResult};

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
    regions: Vec<(String, Vec<Organisation>)>,
    others: Vec<Organisation>,
    office: String,
}

samples! {
    html "app/gallery/_buttons.html" {
        "all" => |s| all(&buttons(s)),
        "btn-go" => |s| one(&buttons(s), "btn-go"),
        "btn-line" => |s| one(&buttons(s), "btn-line"),
        "btn-bare" => |s| one(&buttons(s), "btn-bare"),
        "btn-danger" => |s| one(&buttons(s), "btn-danger"),
        "btn-icon" => |s| one(&buttons(s), "btn-icon"),
        "btn-block, btn-link" => |s| one(&buttons(s), "btn-block"),
        "confirm" => |s| one(&buttons(s), "confirm"),
        "passkey_form" => |s| one(&buttons(s), "passkeys"),
    }
    html "app/gallery/_fields.html" {
        "all" => |s| all(&fields(s)),
        "error_summary" => |s| one(&fields(s), "summary-of-errors"),
        "input, field_error" => |s| one(&fields(s), "inputs"),
        "textarea" => |s| one(&fields(s), "texts"),
        "select, choices, check, file" => |s| one(&fields(s), "choices"),
    }
    html "app/gallery/_marks.html" {
        "all" => |s| all(&marks(s)),
        "tag" => |s| one(&marks(s), "tags"),
        "count, dot, kbd, ok, by" => |s| one(&marks(s), "counts"),
        "face, office" => |s| one(&marks(s), "faces"),
        "ic" => |s| one(&marks(s), "icons"),
        "meta, dots, mention" => |s| one(&marks(s), "meta"),
        "readers" => |s| one(&marks(s), "readers"),
    }
    html "app/gallery/_notices.html" {
        "all" => |s| all(&notices(s)),
        "flash" => |s| one(&notices(s), "flash"),
        "notice" => |s| one(&notices(s), "notices"),
        "summary" => |s| one(&notices(s), "summaries"),
        "empty" => |s| one(&notices(s), "empties"),
        "consequence, quote, fold" => |s| one(&notices(s), "consequences"),
    }
    html "app/gallery/_lists.html" {
        "all" => |s| all(&lists(s)),
        "crumbs, seg, tabs" => |s| one(&lists(s), "crumbs"),
        "rows, item" => |s| one(&lists(s), "items"),
        "ledger" => |s| one(&lists(s), "ledgers"),
        "person" => |s| one(&lists(s), "people"),
        "facts-list, side-list, exits" => |s| one(&lists(s), "facts"),
        "seek, office_options, seek_buttons" => |s| one(&lists(s), "seek"),
        "more, to_start" => |s| one(&lists(s), "ways"),
    }
}

fn layout(stage: &Stage) -> Layout {
    stage.layout(Who::Colleague, Tab::None, "")
}

/// A whole template, with forms that scripts show.
fn all(template: &impl Template) -> WebResult<String> {
    Ok(with_passkeys(&template.render()?))
}

/// The section of a template that has this id as its heading's. Errors: the template's, and that there is no such section.
fn one(template: &impl Template, id: &str) -> WebResult<String> {
    let html = all(template)?;
    let mark = format!("aria-labelledby=\"{id}\"");
    let mut sections = html.split("<section").skip(1);
    let found = sections.find(|section| section.split('>').next().is_some_and(|tag| tag.contains(&mark)));
    let found = found.and_then(|section| section.split_once("</section>"));
    let (section, _) = found.ok_or_else(|| WebError::internal("no section has this id"))?;
    Ok(format!("<div class=\"stack gallery-parts\">\n<section{section}</section>\n</div>"))
}

fn buttons(stage: &Stage) -> Buttons {
    Buttons { l: layout(stage), word: unbroken(60) }
}

fn fields(stage: &Stage) -> Fields {
    let errors = stage.missing(&["name", "email", "body", "organisation", "standing", "file", "until"]);
    Fields { l: layout(stage), none: FieldErrors::default(), errors, long: long(300), hostile: HOSTILE }
}

fn marks(stage: &Stage) -> Marks {
    Marks { l: layout(stage), long: unbroken(60), hostile: HOSTILE, rtl: RTL }
}

fn notices(stage: &Stage) -> Notices {
    let mut l = layout(stage);
    l.flash = Some(long(120));
    l.flash_action = Some(FlashAction { action: "/".to_owned(), label: stage.t().s("threads-seen-undo").to_owned() });
    Notices { l, unbroken: unbroken(200), long: long(300) }
}

fn lists(stage: &Stage) -> Lists {
    let [plain, difficult] = sample_offices();
    Lists {
        l: layout(stage),
        unbroken: unbroken(120),
        long: long(200),
        office: difficult.id.to_string(),
        regions: vec![("Veneto".to_owned(), vec![plain.clone(), difficult])],
        others: vec![plain],
    }
}
