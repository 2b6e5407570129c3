//! The search.

use super::super::list::row_samples;
use super::super::samples::{shown, thread_rows};
use super::{Asked, SearchPage, Shown};
use crate::authz::Role;
use crate::spaces::{sample_difficult_space, sample_space};
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};
use crate::web::{FieldErrors, Tab};

samples! {
    page "threads/search.html" {
        "nothing looked for" => |s| SearchPage { has_words: false, ..page(s, "") },
        "nothing found" => |s| page(s, HOSTILE),
        "found, narrowed down, difficult words" => found,
        "later" => |s| SearchPage { is_first_page: false, posts: vec![plain(s)], ..page(s, "sportello") },
        "refused, the input kept" => |s| SearchPage {
            errors: s.errors(&["dal", "al"], "accounts-error-day"),
            asked: Asked { since: "2020-99-01".to_owned(), until: "ieri".to_owned(), ..asked(HOSTILE) },
            has_words: false,
            ..page(s, "")
        },
    }
}

fn asked(q: &str) -> Asked {
    let empty = String::new;
    Asked { q: q.to_owned(), space: None, author: empty(), since: empty(), until: empty() }
}

fn page(stage: &Stage, q: &str) -> SearchPage {
    SearchPage {
        l: stage.layout(Who::Colleague, Tab::Today, stage.t().s("threads-search-title")),
        asked: asked(q),
        has_words: true,
        errors: FieldErrors::default(),
        spaces: vec![sample_space(Some(Role::Member))],
        titles: String::new(),
        posts: Vec::new(),
        older: None,
        is_first_page: true,
    }
}

fn plain(stage: &Stage) -> Shown {
    let piece = |text: &str, is_found| (text.to_owned(), is_found);
    Shown {
        href: "/messaggi/82".to_owned(),
        title: "Turni allo sportello del martedì".to_owned(),
        space: "Mediazione e servizi".to_owned(),
        by: "Ornella Bassavalle".to_owned(),
        when: stage.date(Stage::ago(30)),
        datetime: Stage::ago(30).rfc3339(),
        piece: vec![piece("Lo ", false), piece("sportello", true), piece(" apre il martedì.", false)],
    }
}

fn found(stage: &Stage) -> SearchPage {
    let difficult = Shown {
        title: format!("{HOSTILE} {}", unbroken(240)),
        space: long(80),
        by: unbroken(100),
        piece: vec![(HOSTILE.to_owned(), false), (unbroken(280), true)],
        ..plain(stage)
    };
    SearchPage {
        asked: Asked { space: Some(Stage::SPACE), author: HOSTILE.to_owned(), ..asked("sportello") },
        spaces: vec![sample_space(Some(Role::Member)), sample_difficult_space(Some(Role::Member))],
        titles: shown(row_samples(stage, &thread_rows()[..2], false)),
        posts: vec![plain(stage), difficult],
        older: Some("/cerca?q=sportello&prima=80".to_owned()),
        ..page(stage, "sportello")
    }
}
