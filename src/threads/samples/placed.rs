//! What the writer of a text with pictures is shown before it is published.

use askama::Template as _;

use super::Preview;
use crate::text::{NoLinks, render};
use crate::web::WebResult;
use crate::web::samples::{HOSTILE, Stage, long, samples};

samples! {
    html "threads/_preview.html" {
        "nothing to say of it" => |s| preview(s, Vec::new()),
        "what is not shown, and why" => |s| preview(s, vec![HOSTILE.to_owned(), long(300)]),
    }
}

fn preview(stage: &Stage, notes: Vec<String>) -> WebResult<String> {
    let html = render("Ecco lo **sportello** del martedì.", &NoLinks).html;
    Ok(Preview { t: stage.t(), html, notes }.render()?)
}
