//! Everything since one was last here.

use super::super::samples::{layout, thread_row, thread_rows};
use super::{Gist, Item, MentionRow, Named, NewsPage, SpaceForActor, ThreadRow};
use crate::authz::Role;
use crate::base::{PostId, Seq};
use crate::spaces::{sample_difficult_space, sample_space};
use crate::web::samples::{HOSTILE, RTL, Stage, Who, long, samples, unbroken};

samples! {
    page "threads/news.html" {
        "nothing" => |s| page(s, sample_space(Some(Role::Member))),
        "one new discussion" => |s| NewsPage { fresh: vec![item(ThreadRow { read: 0, posts: 1, ..thread_row(62) })], ..page(s, sample_space(Some(Role::Member))) },
        "a lot, difficult words" => |s| NewsPage {
            named: named(),
            fresh: vec![item(ThreadRow { read: 0, ..thread_row(62) }), item(difficult(0))],
            changed: vec![item(thread_row(68)), item(difficult(3))],
            older: Some(Seq(10)),
            ..page(s, sample_difficult_space(Some(Role::Member)))
        },
    }
}

/// Posts that name somebody, the second in difficult words.
pub(in crate::threads) fn named() -> Vec<Named> {
    let row = |post, title: String, author_name: String, office: String| MentionRow {
        post: PostId(post),
        title,
        space: "Mediazione e servizi".to_owned(),
        author_name,
        office,
        body: String::new(),
    };
    let plain =
        row(90, "Turni allo sportello".to_owned(), "Ornella Bassavalle".to_owned(), "Prefettura di Rovigo".to_owned());
    let difficult = row(91, format!("{HOSTILE} {}", unbroken(240)), format!("{HOSTILE} {RTL}"), long(200));
    vec![Named { row: plain, words: "Ne sai qualcosa?".to_owned() }, Named { row: difficult, words: unbroken(220) }]
}

fn difficult(read: i64) -> ThreadRow {
    ThreadRow { read, ..thread_rows().pop().unwrap_or_else(|| thread_row(67)) }
}

fn item(thread: ThreadRow) -> Item {
    let gist = |position, author: &str, body: String| Gist {
        thread: thread.id,
        position,
        author_name: author.to_owned(),
        body,
    };
    let gists = [
        gist(1, "Elia Collefiorito", long(300)),
        gist(11, "Ornella", "Sì.".to_owned()),
        gist(12, HOSTILE, unbroken(300)),
    ];
    Item::new(thread, &gists)
}

fn page(stage: &Stage, space: SpaceForActor) -> NewsPage {
    let l = layout(stage, Who::Colleague, &stage.t().f1("threads-news-of", "space", &space.name));
    let (named, fresh, changed) = (Vec::new(), Vec::new(), Vec::new());
    NewsPage { l, space, named, fresh, changed, as_of: Seq(900), older: None }
}
