//! The day's page.

use super::super::bookmarks::line_samples;
use super::super::list::row_samples;
use super::super::news::named_samples;
use super::super::samples::{shown, thread_rows};
use super::{Changed, DraftLine, HomePage};
use crate::authz::Role;
use crate::base::{Seq, SpaceId};
use crate::spaces::{SpaceForActor, sample_difficult_space, sample_space};
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};
use crate::web::{FlashAction, Tab, Unread};

samples! {
    page "threads/home.html" {
        "in no space yet" => |s| HomePage { mine: Vec::new(), ..quiet(s, Who::Colleague) },
        "everything seen" => |s| quiet(s, Who::Colleague),
        "a guest" => |s| HomePage { is_guest: true, ..quiet(s, Who::Guest) },
        "one thing" => |s| HomePage { changed: changed(s, 1..2), ..quiet(s, Who::Colleague) },
        "somebody waits for whoever facilitates" => |s| HomePage { mine: led(), ..quiet(s, Who::Colleague) },
        "a full day, difficult words" => full,
    }
}

fn quiet(stage: &Stage, who: Who) -> HomePage {
    let mut l = stage.layout(who, Tab::Today, stage.t().s("web-nav-today"));
    l.unread = Unread::default();
    HomePage {
        l,
        greeting: stage.t().f1("threads-hello", "name", "Nives"),
        today: stage.day(Stage::NOW),
        followed: String::new(),
        due: Vec::new(),
        named: Vec::new(),
        as_of: Seq(900),
        questions: String::new(),
        has_more_questions: false,
        changed: Vec::new(),
        drafts: Vec::new(),
        mine: vec![sample_space(Some(if who == Who::Guest { Role::Guest } else { Role::Member }))],
        is_guest: false,
    }
}

fn changed(stage: &Stage, rows: std::ops::Range<usize>) -> Vec<Changed> {
    let rows = shown(row_samples(stage, &thread_rows()[rows], true));
    vec![Changed { space: Stage::SPACE, name: "Mediazione e servizi".to_owned(), unread: 3, rows }]
}

fn drafts(stage: &Stage) -> Vec<DraftLine> {
    let draft = |n: i64, label: String| DraftLine {
        key: format!("new:{n}"),
        href: Some(format!("/spazi/{n}/discussioni/nuova")),
        words: label.clone(),
        label,
        saved: stage.date(Stage::ago(2)),
        datetime: Stage::ago(2).rfc3339(),
    };
    let orphan =
        DraftLine { href: None, words: format!("{HOSTILE}\n{}", long(300)), ..draft(5, "Rimasta sola".to_owned()) };
    vec![draft(3, "Alloggi di transito".to_owned()), draft(4, format!("{HOSTILE} {}", unbroken(240))), orphan]
}

fn led() -> Vec<SpaceForActor> {
    let led = sample_space(Some(Role::Facilitator));
    vec![SpaceForActor { requests: 1, ..led.clone() }, SpaceForActor { id: SpaceId(4), reports: 2, ..led }]
}

fn full(stage: &Stage) -> HomePage {
    let mut l = stage.layout(Who::LongName, Tab::Today, stage.t().s("web-nav-today"));
    l.flash = Some(stage.t().s("threads-emptied").to_owned());
    let label = stage.t().s("threads-seen-undo").to_owned();
    l.flash_action = Some(FlashAction { action: "/gia-visto/annulla?segni=3-900".to_owned(), label });
    let difficult = SpaceForActor { id: SpaceId(4), ..sample_difficult_space(Some(Role::Facilitator)) };
    HomePage {
        l,
        greeting: stage.t().f1("threads-hello", "name", unbroken(100)),
        followed: shown(row_samples(stage, &thread_rows()[..2], false)),
        due: line_samples(),
        named: named_samples(),
        questions: shown(row_samples(stage, &thread_rows()[3..4], false)),
        has_more_questions: true,
        changed: changed(stage, 4..7),
        drafts: drafts(stage),
        mine: vec![sample_space(Some(Role::Member)), difficult],
        ..quiet(stage, Who::LongName)
    }
}
