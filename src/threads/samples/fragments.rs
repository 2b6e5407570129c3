//! Posts, as everybody gets them.

use super::super::reactions::{Totals, bar};
use super::super::samples::{post_row, post_rows};
use super::super::slots::rights_samples;
use super::{Fragments, Names, PostRow, PostState, ReactionRow};
use crate::authz::Standing;
use crate::base::{FileId, PersonId};
use crate::files::{Media, PostFile};
use crate::journal::Reaction;
use crate::web::WebResult;
use crate::web::samples::{HOSTILE, Stage, long, samples, unbroken};

samples! {
    html "threads/_post.html" {
        "plain" => |s| list(s, &[post_row(1)]),
        "accepted, edited, by a guest" => |s| list(s, &[PostRow {
            is_accepted: true,
            edited_at: Some(Stage::ago(3)),
            author_standing: Standing::Guest,
            ..post_row(2)
        }]),
        "with reactions, pictures and files" => |s| list(s, &[PostRow { reactions: 4, has_files: true, ..post_row(1) }]),
        "tombstones" => |s| list(s, &post_rows()[2..4]),
        "difficult words" => |s| list(s, &post_rows()[4..]),
    }
}

fn list(stage: &Stage, rows: &[PostRow]) -> WebResult<String> {
    Ok(format!("<ol class=\"thread\">{}</ol>", posts(stage, rows)?))
}

/// Posts with what their author may do with them, and with reactions where the rows count some. Error: the template's.
pub(in crate::threads) fn posts(stage: &Stage, rows: &[PostRow]) -> WebResult<String> {
    let (fragments, names, mut html) =
        (Fragments::of(64, Stage::zone(), "https://prassi.example"), Names::default(), String::new());
    for row in rows {
        let given = if row.reactions > 0 { reactions(row) } else { Vec::new() };
        let files = if row.has_files { files(row) } else { Vec::new() };
        let given: Vec<&ReactionRow> = given.iter().collect();
        let made = fragments.render_one(row, &names, (&given, &files), stage.lang)?;
        let totals: Totals = made.totals;
        let is_there = row.state == PostState::Published;
        let bar = if is_there { bar(stage.t(), &row.id.to_string(), totals, 1)? } else { String::new() };
        made.push(&mut html, [&bar, &rights_samples(stage, row)?]);
    }
    Ok(html)
}

fn reactions(row: &PostRow) -> Vec<ReactionRow> {
    let given = |kind, person, name: &str, office: String, total| ReactionRow {
        post: row.id,
        kind,
        person: PersonId(person),
        name: name.to_owned(),
        office,
        total,
    };
    vec![
        given(Reaction::Useful, 12, "Nives Altopiano", "Prefettura di Rovigo".to_owned(), 14),
        given(Reaction::UsToo, 25, HOSTILE, long(120), 1),
    ]
}

fn files(row: &PostRow) -> Vec<PostFile> {
    let file = |id, name: String, width, height| PostFile {
        id: FileId(id),
        post: row.id,
        name,
        size: 1_540_000,
        media: if width > 0 { Media::Png } else { Media::Pdf },
        width,
        height,
        alt: String::new(),
    };
    vec![
        PostFile { alt: HOSTILE.to_owned(), ..file(1, "sportello.png".to_owned(), 1600, 900) },
        file(2, "alta.png".to_owned(), 300, 2000),
        file(3, "verbale.pdf".to_owned(), 0, 0),
        file(4, format!("{HOSTILE} {}.pdf", unbroken(250)), 0, 0),
    ]
}
