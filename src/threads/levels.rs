//! How closely somebody follows a discussion or a space: the control, and what it does. Nobody else learns of it, so it
//! stands in no journal.

use askama::Template as _;

use crate::authz::{Action, Facts, Subject, decide};
use crate::base::{PersonId, SpaceId, ThreadId};
use crate::db::{self, Command, Tx};
use crate::i18n::Tr;
use crate::spaces;
use crate::web::{Form, Path, WebError, WebResult, see_other};

use super::commands::facts_of_thread;
use super::model::Level;
use super::store;

#[path = "samples/levels.rs"]
mod samples;

/// Says how closely a person follows a discussion. Plain: the newest wins.
#[derive(Debug)]
pub struct FollowThread {
    pub person: PersonId,
    pub thread: ThreadId,
    pub level: Level,
}

impl Command for FollowThread {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        store::put_thread_level(tx, self.person, self.thread, self.level).await
    }
}

/// Says how closely a person follows a space, where nothing is said of a discussion. Plain: the newest wins.
#[derive(Debug)]
pub struct FollowSpace {
    pub person: PersonId,
    pub space: SpaceId,
    pub level: Level,
}

impl Command for FollowSpace {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        store::put_space_level(tx, self.person, self.space, self.level).await
    }
}

/// Three buttons, one of them pressed, and what that means.
#[derive(askama::Template)]
#[template(path = "threads/_levels.html")]
struct Control<'a> {
    csrf: &'a str,
    action: String,
    label: &'static str,
    choices: Vec<(&'static str, &'static str, bool)>,
    meaning: &'static str,
}

/// The control of a discussion or a space (`what` is `discussioni/12` or `spazi/3`) for a person's own level.
pub(super) fn control(t: &'static Tr, csrf: &str, what: &str, level: Level) -> WebResult<String> {
    let name = |level| match level {
        Level::Follow => t.s("threads-level-follow"),
        Level::Normal => t.s("threads-level-normal"),
        Level::Mute => t.s("threads-level-mute"),
    };
    let is_space = what.starts_with("spazi/");
    let meaning = match level {
        Level::Follow if is_space => t.s("threads-level-follow-space-means"),
        Level::Follow => t.s("threads-level-follow-means"),
        Level::Normal => t.s("threads-level-normal-means"),
        Level::Mute => t.s("threads-level-mute-means"),
    };
    let label = if is_space { t.s("threads-level-space") } else { t.s("threads-level-thread") };
    let choices = Level::ALL.iter().map(|one| (one.as_str(), name(*one), *one == level)).collect();
    Ok(Control { csrf, action: format!("/{what}/seguire"), label, choices, meaning }.render()?)
}

fn level(form: &Form) -> Result<Level, WebError> {
    Level::parse(form.fields.get("level")).ok_or(WebError::Unreadable)
}

/// `POST /discussioni/{thread}/seguire`.
pub(super) async fn follow_thread(Path(thread): Path<ThreadId>, form: Form) -> WebResult {
    let (visit, person) = (&form.visit, form.visit.viewer.person);
    let found = store::thread_for(&visit.house.db, thread, person).await?.ok_or(WebError::NotFound)?;
    decide(&visit.viewer.actor(), Action::ReadThreads, &facts_of_thread(&found, person))?;
    visit.house.db.write(FollowThread { person, thread, level: level(&form)? }).await?;
    visit.flash(visit.t().s("threads-level-done")).await?;
    Ok(see_other(&format!("/discussioni/{thread}")))
}

/// `POST /spazi/{space}/seguire`.
pub(super) async fn follow_space(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    let (visit, actor) = (&form.visit, form.visit.viewer.actor());
    let found = spaces::get_for(&visit.house.db, space, &actor).await?.ok_or(WebError::NotFound)?;
    decide(&actor, Action::ReadThreads, &Facts::in_space(Subject::Space(space), found.openness, found.role))?;
    visit.house.db.write(FollowSpace { person: visit.viewer.person, space, level: level(&form)? }).await?;
    visit.flash(visit.t().s("threads-level-done")).await?;
    Ok(see_other(&format!("/spazi/{space}")))
}
