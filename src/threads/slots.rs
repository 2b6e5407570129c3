//! What stands beside a post for one viewer: the buttons of what this person may do with it. A post that arrives live gets
//! them from templates in the page.

use askama::Template as _;

use crate::authz::{Action, Role, decide};
use crate::i18n::Tr;
use crate::web::{Visit, WebResult};

use super::commands::{facts_of_thread, may_undo};
use super::model::{PostState, Question};
use super::questions::button;
use super::reactions::{Totals, bar};
use super::store::{PostKey, ThreadForActor};

#[path = "samples/slots.rs"]
mod samples;
pub(super) use samples::{rights as rights_samples, templates as template_samples};

/// The mark in templates that the page's script replaces with a post's id.
const ANY: &str = "__POST__";

/// What the viewer may do with a post, beside its fragment. `post` is an id, or [`ANY`].
#[derive(askama::Template)]
#[template(path = "threads/_rights.html")]
struct Rights<'a> {
    t: &'static Tr,
    post: &'a str,
    may_edit: bool,
    /// Whether the post is deleted and the viewer may undo that: nothing else can be done with it.
    may_undo: bool,
}

/// The way to a bookmark of a post.
#[derive(askama::Template)]
#[template(path = "threads/_mark.html")]
struct Mark<'a> {
    t: &'static Tr,
    post: &'a str,
    is_marked: bool,
}

/// What is rarely done with a post of somebody else's.
#[derive(askama::Template)]
#[template(path = "threads/_more.html")]
struct More<'a> {
    t: &'static Tr,
    post: &'a str,
}

/// The templates for posts that arrive live.
#[derive(askama::Template)]
#[template(path = "threads/_slots.html")]
struct Templates {
    /// The buttons of reactions, for whoever may press them.
    reactions: Option<String>,
    /// The buttons that take an answer up and open the question again, for whoever may press them.
    accept: Option<[String; 2]>,
    /// The way to a bookmark, not yet and already made.
    mark: [String; 2],
    undo: String,
    author: String,
    moderator: Option<String>,
    /// The way to report a post of somebody else's.
    report: String,
}

/// The templates of a discussion's page.
pub(super) fn templates(visit: &Visit, thread: &ThreadForActor) -> WebResult<String> {
    let t = visit.t();
    let rights = |may_edit, may_undo| Rights { t, post: ANY, may_edit, may_undo }.render();
    let accept = |is_accepted| button(t, ANY, is_accepted);
    let mark = |is_marked| Mark { t, post: ANY, is_marked }.render();
    let templates = Templates {
        reactions: thread.role.is_some().then(|| bar(t, ANY, Totals::default(), 0)).transpose()?,
        accept: if may_accept(visit, thread) { Some([accept(false)?, accept(true)?]) } else { None },
        mark: [mark(false)?, mark(true)?],
        undo: rights(false, true)?,
        author: rights(true, false)?,
        moderator: (thread.role == Some(Role::Facilitator)).then(|| rights(false, false)).transpose()?,
        report: More { t, post: ANY }.render()?,
    };
    Ok(templates.render()?)
}

/// What the viewer may do with a post, for its slot.
pub(super) fn rights(visit: &Visit, thread: &ThreadForActor, key: &PostKey) -> WebResult<String> {
    let (t, me, role) = (visit.t(), visit.viewer.person, thread.role.filter(|_| !thread.is_archived));
    let is_mine = key.author == me && role.is_some();
    let is_moderator = role == Some(Role::Facilitator);
    let is_deleted = key.state == PostState::Deleted;
    let may_undo = is_deleted
        && (is_mine || is_moderator)
        && may_undo((key.deleted_by, key.deleted_at), me, visit.house.clock.now());
    let post = key.id.to_string();
    let mut html = String::new();
    if !is_deleted {
        Mark { t, post: &post, is_marked: key.is_marked }.render_into(&mut html)?;
    }
    if may_undo || (!is_deleted && (is_mine || is_moderator)) {
        Rights { t, post: &post, may_edit: is_mine, may_undo }.render_into(&mut html)?;
    }
    if !is_deleted && key.author != me {
        More { t, post: &post }.render_into(&mut html)?;
    }
    // Once an answer is accepted, only that one has a button: it opens the question again.
    let is_accepted = thread.accepted == Some(key.id);
    let is_answer = !is_deleted && key.position > 1;
    if is_answer && (is_accepted || thread.question == Question::Waiting) && may_accept(visit, thread) {
        html.push_str(&button(t, &post, is_accepted)?);
    }
    Ok(html)
}

/// Whether the viewer may take up an answer: whoever asked, and facilitators.
fn may_accept(visit: &Visit, thread: &ThreadForActor) -> bool {
    let facts = facts_of_thread(thread, visit.viewer.person);
    thread.question != Question::No && decide(&visit.viewer.actor(), Action::AcceptAnswer, &facts).is_ok()
}
