//! A whole discussion on paper.

use askama::Template as _;

use super::super::samples::{layout, post_rows, readers};
use super::{PostRow, PrintPage, PrintPost, Shown};
use crate::base::{FileId, ThreadId};
use crate::text;
use crate::web::WebResult;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};

samples! {
    page "threads/print.html" {
        "without its posts" => |s| page(s, "Turni allo sportello del martedì"),
        "difficult words" => |s| PrintPage { topics: unbroken(120), space: long(80), ..page(s, &format!("{HOSTILE} {}", unbroken(240))) },
    }
    html "threads/_print_post.html" {
        "of every kind" => posts,
    }
}

fn page(stage: &Stage, title: &str) -> PrintPage {
    let t = stage.t();
    let (name, address) = ("Nives Altopiano", "https://prassi.example/discussioni/61");
    let when = stage.date(Stage::NOW);
    PrintPage {
        l: layout(stage, Who::Colleague, title),
        thread: ThreadId(61),
        topics: "mediazione".to_owned(),
        space: "Mediazione e servizi".to_owned(),
        posts: 5,
        readers: readers(stage),
        provenance: t.f(
            "threads-print-provenance",
            &[("name", name.into()), ("when", when.into()), ("address", address.into())],
        ),
    }
}

fn posts(stage: &Stage) -> WebResult<String> {
    let mut html = String::from("<ol class=\"paper\">");
    for row in &post_rows() {
        html.push_str(&one(stage, row)?);
    }
    Ok(html + "</ol>")
}

fn one(stage: &Stage, row: &PostRow) -> WebResult<String> {
    let file = |id, name: &str, picture| {
        let (name, size, alt) = (name.to_owned(), "1,5 MB".to_owned(), HOSTILE.to_owned());
        Shown { id: FileId(id), name, size, alt, is_described: true, picture }
    };
    let files = if row.has_files {
        vec![file(1, "foto.png", Some((480, 1280, 720))), file(2, HOSTILE, None)]
    } else {
        Vec::new()
    };
    let post = PrintPost {
        t: stage.t(),
        row,
        when: stage.date(row.created_at),
        edited: row.edited_at.map(|at| stage.date(at)),
        body: text::render(&row.body, &text::NoLinks).html,
        files,
    };
    Ok(post.render()?)
}
