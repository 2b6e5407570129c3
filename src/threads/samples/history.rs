//! What a post said before.

use super::super::samples::{difficult_body, layout, post_row, readers};
use super::{Entry, HistoryPage, Piece, PostRow};
use crate::web::samples::{HOSTILE, RTL, Stage, Who, long, samples, unbroken};

samples! {
    page "threads/history.html" {
        "never changed" => |s| page(s, Who::Colleague, vec![entry(s, vec![Piece::Same("Una riga.".to_owned())], (true, true))]),
        "changed once" => |s| page(s, Who::Guest, changed(s)),
        "difficult words, cut" => |s| HistoryPage {
            row: PostRow { author_name: format!("{HOSTILE} {RTL}"), office: long(200), ..post_row(1) },
            is_cut: true,
            ..page(s, Who::Colleague, difficult(s))
        },
    }
}

fn page(stage: &Stage, who: Who, entries: Vec<Entry>) -> HistoryPage {
    let l = layout(stage, who, stage.t().s("threads-history"));
    HistoryPage { l, row: post_row(1), readers: readers(stage), entries, is_cut: false, titles: Vec::new() }
}

fn entry(stage: &Stage, pieces: Vec<Piece>, (is_first, is_now): (bool, bool)) -> Entry {
    let at = Stage::ago(if is_now { 2 } else { 30 });
    Entry { pieces, when: stage.date(at), datetime: at.rfc3339(), is_first, is_now }
}

fn changed(stage: &Stage) -> Vec<Entry> {
    let word = str::to_owned;
    let now = vec![
        Piece::Same(word("Lo sportello apre il ")),
        Piece::Taken(word("lunedì")),
        Piece::Added(word("martedì")),
        Piece::Same(word(".\n")),
        Piece::Left,
        Piece::Same(word("A presto.")),
    ];
    vec![
        entry(stage, now, (false, true)),
        entry(stage, vec![Piece::Same(word("Lo sportello apre il lunedì."))], (true, false)),
    ]
}

fn difficult(stage: &Stage) -> Vec<Entry> {
    let pieces = vec![Piece::Taken(unbroken(300)), Piece::Added(difficult_body()), Piece::Same(HOSTILE.to_owned())];
    vec![entry(stage, pieces, (false, true)), entry(stage, vec![Piece::Same(unbroken(300))], (false, false))]
}
