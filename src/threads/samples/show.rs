//! A discussion.

use super::super::fragments::post_samples;
use super::super::questions::{accepted_sample, sign_sample};
use super::super::samples::{composer, difficult_thread, layout, post_rows, readers, refused_composer, shown, thread};
use super::super::slots::template_samples;
use super::super::store::PostRow;
use super::{Level, Question, Role, ThreadForActor, ThreadPage, ThreadState, care, jump, levels};
use crate::base::Seq;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples};

samples! {
    page "threads/show.html" {
        "one post, for a member" => |s| ThreadPage { to: 1, ..page(s, Who::Colleague, ThreadForActor { posts: 1, ..thread(Some(Role::Member)) }) },
        "a question that waits, for a facilitator" => |s| question(s, Question::Waiting),
        "a question that was answered" => |s| question(s, Question::Answered),
        "for a guest" => |s| page(s, Who::Guest, thread(Some(Role::Guest))),
        "for a reader who may join" => |s| ThreadPage { may_join: true, composer: None, ..page(s, Who::Colleague, thread(None)) },
        "closed, with a draft" => closed,
        "archived" => |s| ThreadPage { composer: None, ..page(s, Who::Colleague, ThreadForActor { is_archived: true, ..thread(Some(Role::Member)) }) },
        "in the middle of thousands, some unread" => middle,
        "difficult words, refused" => |s| ThreadPage {
            composer: Some(super::Composer {
                title: None,
                is_question: None,
                topics: None,
                errors: s.missing(&["body", "files"]),
                ..refused_composer(s)
            }),
            ..page(s, Who::LongName, ThreadForActor { is_pinned: true, ..difficult_thread(Some(Role::Facilitator)) })
        },
    }
}

fn page(stage: &Stage, who: Who, thread: ThreadForActor) -> ThreadPage {
    let (t, rows, is_led) = (stage.t(), post_rows(), thread.role == Some(Role::Facilitator));
    let shown_rows = if thread.posts == 1 { &rows[..1] } else { &rows[..] };
    let is_in = thread.role.is_some();
    ThreadPage {
        l: layout(stage, who, &thread.title),
        readers: readers(stage),
        posts: shown(post_samples(stage, shown_rows)),
        as_of: Seq(900),
        from: 1,
        to: thread.posts.max(5),
        first_unread: None,
        asked: jump::Asked::default(),
        composer: Some(composer(stage)),
        may_join: false,
        state: shown(care::sign(t, thread.state, &thread.closed_reason)),
        kept_draft: None,
        may_choose_topics: is_led,
        may_rename: is_led,
        may_mark_question: is_led,
        question: shown(sign_sample(stage, thread.question, None)),
        levels: is_in.then(|| shown(levels::control(t, "campione", "discussioni/61", Level::Normal))),
        slots: shown(template_samples(stage, is_led)),
        thread,
    }
}

fn question(stage: &Stage, question: Question) -> ThreadPage {
    let accepted = (question == Question::Answered).then(accepted_sample);
    let thread = ThreadForActor { question, ..thread(Some(Role::Facilitator)) };
    ThreadPage { question: shown(sign_sample(stage, question, accepted)), ..page(stage, Who::Colleague, thread) }
}

fn closed(stage: &Stage) -> ThreadPage {
    let closed_reason = HOSTILE.to_owned();
    let thread = ThreadForActor { state: ThreadState::Closed, closed_reason, ..thread(Some(Role::Facilitator)) };
    ThreadPage { composer: None, kept_draft: Some(long(400)), ..page(stage, Who::Colleague, thread) }
}

fn middle(stage: &Stage) -> ThreadPage {
    let thread = ThreadForActor { posts: 12_345, read: 51, ..thread(Some(Role::Member)) };
    let rows: Vec<_> = post_rows().into_iter().map(|row| PostRow { position: row.position + 50, ..row }).collect();
    let posts = shown(post_samples(stage, &rows));
    ThreadPage { posts, from: 51, to: 100, first_unread: Some(52), ..page(stage, Who::Colleague, thread) }
}
