//! Bookmarks.

use super::super::samples::{difficult_body, layout, post};
use super::{
    Bookmark, BookmarkPage, BookmarksPage, Filled, LetterState, Line, PostForActor, ReminderState, Soon, text,
};
use crate::base::{BookmarkId, PostId};
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};
use crate::web::{FieldErrors, Tab};

samples! {
    page "threads/bookmarks.html" {
        "none" => |s| page(s, Vec::new()),
        "no reminders" => |s| BookmarksPage { is_reminders_only: true, ..page(s, Vec::new()) },
        "of every kind" => |s| BookmarksPage { older: Some(BookmarkId(4)), ..page(s, lines()) },
    }
    page "threads/bookmark.html" {
        "new" => |s| one(s, None, post(2)),
        "with a reminder" => |s| BookmarkPage { set: Some("martedì 24, 8:30".to_owned()), ..one(s, Some(known()), post(2)) },
        "refused, difficult words" => |s| BookmarkPage {
            errors: s.missing(&["note", "day", "when"]),
            filled: Filled { note: format!("{HOSTILE} {}", long(300)), when: "chosen".to_owned(), ..filled() },
            ..one(s, None, PostForActor { body: difficult_body(), title: unbroken(300), ..post(1) })
        },
    }
}

/// Lines of every kind: due, with a note, gone, with difficult words.
pub(in crate::threads) fn lines() -> Vec<Line> {
    let shown = |title: &str, words: &str| Some((title.to_owned(), "Ornella, Mediazione".to_owned(), words.to_owned()));
    let line = |post, shown| Line { post: PostId(post), note: String::new(), shown, remind: None, is_due: false };
    vec![
        Line { is_due: true, ..line(81, shown("Turni allo sportello", "Da noi funziona così.")) },
        Line { note: HOSTILE.to_owned(), remind: Some("domani, 8:30".to_owned()), ..line(82, shown("Alloggi", "")) },
        Line { note: "Da rileggere".to_owned(), ..line(83, None) },
        Line {
            is_due: true,
            note: unbroken(300),
            ..line(84, shown(&format!("{HOSTILE} {}", unbroken(240)), &unbroken(180)))
        },
    ]
}

fn page(stage: &Stage, lines: Vec<Line>) -> BookmarksPage {
    let l = stage.layout(Who::Colleague, Tab::Today, stage.t().s("threads-bookmarks"));
    BookmarksPage { l, lines, is_reminders_only: false, older: None }
}

fn one(stage: &Stage, known: Option<Bookmark>, post: PostForActor) -> BookmarkPage {
    let t = stage.t();
    let choice = |soon: Soon, key, when: &str| (soon.word(), t.s(key), when.to_owned());
    let choices = vec![
        choice(Soon::Afternoon, "threads-remind-afternoon", "oggi, 15:00"),
        choice(Soon::Morning, "threads-remind-morning", "domani, 8:30"),
        choice(Soon::NextWeek, "threads-remind-week", "lunedì 30, 8:30"),
    ];
    let title = if known.is_some() { "threads-bookmark-change" } else { "threads-bookmark-new" };
    BookmarkPage {
        l: layout(stage, Who::Colleague, t.s(title)),
        excerpt: text::excerpt(&post.body, 300),
        post,
        filled: Filled { when: if known.is_some() { "before" } else { "never" }.to_owned(), ..filled() },
        known,
        set: None,
        choices,
        errors: FieldErrors::default(),
    }
}

fn known() -> Bookmark {
    let (reminder, remind_at) = (ReminderState::Set, Some(Stage::in_days(2)));
    Bookmark { note: "Da rileggere".to_owned(), reminder, remind_at, letter: LetterState::Wanted }
}

fn filled() -> Filled {
    let (day, time) = ("2026-11-23".to_owned(), "08:30".to_owned());
    Filled { note: String::new(), when: "never".to_owned(), day, time, by_letter: true }
}
