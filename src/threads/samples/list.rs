//! The front page of a space, and the rows of lists.

use askama::Template as _;

use super::super::samples::{shown, thread_rows};
use super::super::store::ThreadRow;
use super::{Level, Now, SpaceForActor, SpaceTab, Talk, ThreadsPage, View, is_unread, levels};
use crate::authz::{Openness, Role};
use crate::base::{Seq, ThreadId};
use crate::spaces::{sample_difficult_space, sample_faces, sample_head, sample_space};
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};
use crate::web::{Crumb, Tab, WebResult, assets};

samples! {
    html "threads/_talk.html" {
        "of every kind" => |s| Ok(format!("<div class=\"sheet\"><ul class=\"rows\">{}</ul></div>", rows(s, &thread_rows(), false)?)),
        "to be seen off" => |s| Ok(format!("<div class=\"sheet\"><ul class=\"rows\">{}</ul></div>", rows(s, &thread_rows()[1..3], true)?)),
    }
    page "threads/index.html" {
        "none yet, for a member" => |s| page(s, Who::Colleague, &sample_space(Some(Role::Member)), &[]),
        "one, for a guest" => |s| page(s, Who::Guest, &sample_space(Some(Role::Guest)), &thread_rows()[1..2]),
        "many, for a facilitator, difficult words" => |s| ThreadsPage {
            older: Some(Seq(10)),
            ..page(s, Who::LongName, &sample_difficult_space(Some(Role::Facilitator)), &thread_rows())
        },
        "for a reader who is not in it" => |s| page(s, Who::Colleague, &sample_space(None), &thread_rows()[1..4]),
        "nothing unread" => |s| ThreadsPage { view: View::Unread, now: None, ..page(s, Who::Colleague, &sample_space(Some(Role::Member)), &[]) },
        "no question waits" => |s| ThreadsPage { view: View::Questions, now: None, ..page(s, Who::Colleague, &sample_space(Some(Role::Member)), &[]) },
        "archived" => |s| page(s, Who::Colleague, &archived(), &thread_rows()[4..6]),
    }
}

/// The rows of a list, each to be seen off or with the name of its space. Error: the template's.
pub(in crate::threads) fn rows(stage: &Stage, threads: &[ThreadRow], has_seen: bool) -> WebResult<String> {
    let mut html = String::new();
    for thread in threads {
        let (when, is_mine) = (stage.date(thread.last_at), thread.author == Stage::ME);
        let (space, seen) = if has_seen { (None, Some("campione")) } else { (Some("Mediazione e servizi"), None) };
        let is_unread = is_unread(thread);
        Talk { t: stage.t(), thread, is_unread, is_mine, when, space, seen, icons: assets::icons() }
            .render_into(&mut html)?;
    }
    Ok(html)
}

fn archived() -> SpaceForActor {
    SpaceForActor { archived_at: Some(Stage::ago(900)), openness: Openness::Closed, ..sample_space(Some(Role::Member)) }
}

fn page(stage: &Stage, who: Who, found: &SpaceForActor, threads: &[ThreadRow]) -> ThreadsPage {
    let l = stage.layout(who, Tab::Spaces, found.name.clone());
    let level = || shown(levels::control(stage.t(), "campione", "spazi/3", Level::Normal));
    ThreadsPage {
        l: l.with_crumbs(vec![Crumb::new("/spazi", stage.t().s("spaces-title"))]),
        head: sample_head(stage, found, SpaceTab::Threads),
        rows: shown(rows(stage, threads, false)),
        is_empty: threads.is_empty(),
        view: View::All,
        is_first_page: true,
        as_of: Seq(900),
        older: None,
        levels: found.role.is_some().then(level),
        now: Some(now(found.role, threads.is_empty())),
    }
}

fn now(role: Option<Role>, is_quiet: bool) -> Now {
    let questions = vec![
        (ThreadId(70), "Chi traduce dal pashto?".to_owned()),
        (ThreadId(71), format!("{HOSTILE} {}", unbroken(200))),
    ];
    let faces = |of| if role == Some(Role::Guest) || is_quiet { Vec::new() } else { sample_faces(of) };
    Now {
        questions: if is_quiet { Vec::new() } else { questions },
        has_more_questions: !is_quiet,
        facilitators: faces(Role::Facilitator),
        newcomers: faces(Role::Member),
    }
}
