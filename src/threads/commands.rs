//! The changes of this room: load, decide, change, store, record.

mod bookmarks;
mod care;
mod files;
mod marks;
mod questions;
mod titles;

use crate::authz::{Action, Actor, Denied, Facts, Permit, Standing, Subject, decide};
use crate::base::{OrganisationId, PersonId, PostId, SpaceId, ThreadId, Timestamp};
use crate::db::{self, Command, Tx};
use crate::journal::{self, Event, Reaction, ThreadEvent};
use crate::{accounts, files as attachments, spaces, text};

use super::drafts::Key;
use super::model::{Body, PostState, Submission, ThreadState, Title, UNDO_WITHIN, Why};
use super::resolve::{FACILITATORS, office_codes};
use super::store::{self, PostForActor, ThreadForActor};

pub(super) use bookmarks::{DueReminder, Remind, WriteReminders};
pub use bookmarks::{RemoveBookmark, SetBookmark, SettleReminder, Wish};
pub(super) use care::StartFully;
pub use care::{ChooseTopics, CloseThread, PinThread, ReopenThread};
pub(super) use files::{
    DropUpload, EditWithFiles, ForgetDraft, KeepUpload, WithFiles, WithTheseFiles, drop_draft, permit_for,
};
pub(super) use marks::{See, Unread, Unsee};
pub use questions::{AcceptAnswer, MarkQuestion};

/// Why a change of a discussion did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Somebody changed it meanwhile: what it says now, and its version.
    #[error("changed meanwhile")]
    Conflict { title: String, body: String, version: i64 },
    /// A facilitator deletes another's words and says no reason.
    #[error("a reason is missing")]
    ReasonMissing,
    /// A file that cannot be taken.
    #[error(transparent)]
    File(#[from] attachments::NoFile),
    /// The file at this place of a list is none of the person's that could be in the post.
    #[error("file {0} of the list is not there")]
    NoSuchFile(usize),
    #[error(transparent)]
    Db(#[from] db::Error),
}

type Result<T> = std::result::Result<T, Error>;

/// Where a post has come to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub thread: ThreadId,
    pub post: PostId,
    pub position: i64,
}

fn author_of(actor: &Actor) -> Result<PersonId> {
    Ok(actor.person().ok_or(Denied::SignIn)?)
}

/// The people named in a text, for the event, and those whom it speaks to: not what it quotes, and not its author.
async fn mentions(
    tx: &mut Tx<'_>,
    (actor, space): (&Actor, SpaceId),
    body: &Body,
) -> Result<(Vec<PersonId>, Vec<PersonId>)> {
    let handles = text::mentions(body.as_str());
    if handles.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let named = accounts::list_by_handles(&mut *tx, &handles).await?;
    let addressed = text::addressed(body.as_str());
    let people: Vec<PersonId> = named.iter().filter(|n| addressed.contains(&n.handle)).map(|n| n.id).collect();
    // A guest's text names no office: nobody learns from it who works there.
    let is_guest = matches!(actor, Actor::Person { standing: Standing::Guest, .. });
    let codes = if is_guest { Vec::new() } else { office_codes(&addressed) };
    let offices = accounts::list_organisations_by_codes(&mut *tx, &codes).await?;
    let offices: Vec<OrganisationId> = offices.into_iter().map(|(id, _, _)| id).collect();
    let facilitators = addressed.iter().any(|handle| handle == FACILITATORS);
    let mut reached = if people.is_empty() && offices.is_empty() && !facilitators {
        Vec::new()
    } else {
        store::list_reached(tx, space, (&people, &offices, facilitators)).await?
    };
    reached.retain(|person| Some(*person) != actor.person());
    Ok((named.into_iter().map(|n| n.id).collect(), reached))
}

async fn record(tx: &mut Tx<'_>, permit: &Permit, now: Timestamp, event: ThreadEvent) -> Result<crate::base::Seq> {
    Ok(journal::record(tx, permit, now, &Event::Threads(event)).await?)
}

/// Starts a discussion with its first post.
#[derive(Debug)]
pub struct StartThread {
    pub actor: Actor,
    pub space: SpaceId,
    pub title: Title,
    pub body: Body,
    pub submission: Submission,
    /// Whether it is the author's draft that is published: it goes then. A program's post is none of what its person is writing.
    pub from_draft: bool,
    pub now: Timestamp,
}

impl Command for StartThread {
    type Output = Written;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Written> {
        let found = spaces::get_for(&mut *tx, self.space, &self.actor).await?.ok_or(Denied::Invisible)?;
        let permit = decide(&self.actor, Action::StartThread, &found.facts())?;
        let author = author_of(&self.actor)?;
        if let Some((thread, post, position)) = store::find_submission(tx, author, &self.submission).await? {
            return Ok(Written { thread, post, position });
        }
        let thread = store::insert_thread(tx, self.space, &self.title, author, self.now).await?;
        let words = (self.body.as_str(), &self.submission);
        let post = store::insert_post(tx, (thread, 1), author, words, self.now)
            .await?
            .ok_or_else(|| db::Error::Broken("a submission came to be between two statements".to_owned()))?;
        let (mentions, reached) = mentions(tx, (&self.actor, self.space), &self.body).await?;
        if self.from_draft {
            drop_draft(tx, author, Key::New(self.space), self.now).await?;
        }
        store::mark_read(tx, author, thread, 1).await?;
        store::follow_own(tx, author, thread).await?;
        let event = ThreadEvent::ThreadStarted { space: self.space, thread, post, mentions };
        let seq = record(tx, &permit, self.now, event).await?;
        store::insert_mentions(tx, &reached, (post, seq)).await?;
        store::update_activity(tx, thread, (1, author), (seq, self.now)).await?;
        Ok(Written { thread, post, position: 1 })
    }
}

/// Loads a thread with the actor's role and decides.
async fn thread(tx: &mut Tx<'_>, actor: &Actor, action: Action, id: ThreadId) -> Result<(Permit, ThreadForActor)> {
    let me = actor.person().unwrap_or(PersonId(0));
    let found = store::thread_for(&mut *tx, id, me).await?.ok_or(Denied::Invisible)?;
    Ok((decide(actor, action, &facts_of_thread(&found, me))?, found))
}

/// The facts about a thread for a person.
pub(super) fn facts_of_thread(thread: &ThreadForActor, me: PersonId) -> Facts {
    Facts {
        is_own: thread.author == me,
        is_closed: thread.state == ThreadState::Closed || thread.is_gone,
        ..thread.facts()
    }
}

/// Answers in a discussion.
#[derive(Debug)]
pub struct Answer {
    pub actor: Actor,
    pub thread: ThreadId,
    pub body: Body,
    pub submission: Submission,
    /// Whether it is the author's draft that is published: it goes then. A program's post is none of what its person is writing.
    pub from_draft: bool,
    pub now: Timestamp,
}

impl Command for Answer {
    type Output = Written;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Written> {
        let (permit, found) = thread(tx, &self.actor, Action::Answer, self.thread).await?;
        let author = author_of(&self.actor)?;
        let (thread, position) = (self.thread, found.posts + 1);
        let words = (self.body.as_str(), &self.submission);
        let Some(post) = store::insert_post(tx, (thread, position), author, words, self.now).await? else {
            let earlier = store::find_submission(tx, author, &self.submission).await?.ok_or(Denied::Invisible)?;
            return Ok(Written { thread: earlier.0, post: earlier.1, position: earlier.2 });
        };
        let (mentions, reached) = mentions(tx, (&self.actor, found.space), &self.body).await?;
        if self.from_draft {
            drop_draft(tx, author, Key::Reply(thread), self.now).await?;
        }
        if found.read + 1 >= position {
            store::mark_read(tx, author, thread, position).await?;
        }
        store::follow_own(tx, author, thread).await?;
        let event = ThreadEvent::PostWritten { space: found.space, thread, post, position, mentions };
        let seq = record(tx, &permit, self.now, event).await?;
        store::insert_mentions(tx, &reached, (post, seq)).await?;
        store::update_activity(tx, thread, (position, author), (seq, self.now)).await?;
        Ok(Written { thread, post, position })
    }
}

/// Loads a post with the actor's role and decides.
async fn post(
    tx: &mut Tx<'_>,
    actor: &Actor,
    action: Action,
    (id, now): (PostId, Timestamp),
) -> Result<(Permit, PostForActor)> {
    let me = actor.person().unwrap_or(PersonId(0));
    let found = store::post_for(&mut *tx, id, me).await?.ok_or(Denied::Invisible)?;
    Ok((decide(actor, action, &facts_of(&found, me, now))?, found))
}

/// The facts about a post for a person, at a moment.
pub(super) fn facts_of(post: &PostForActor, me: PersonId, now: Timestamp) -> Facts {
    let facts = Facts::in_space(Subject::Post(post.id), post.openness, post.role);
    Facts {
        is_own: post.author == me,
        is_deleted: post.state == PostState::Deleted,
        is_undoable: may_undo((post.deleted_by, post.deleted_at), me, now),
        is_archived: post.is_archived,
        ..facts
    }
}

/// Whether a person deleted something so lately that it can be undone.
pub(super) fn may_undo((by, at): (Option<PersonId>, Option<Timestamp>), me: PersonId, now: Timestamp) -> bool {
    by == Some(me) && at.is_some_and(|at| now < at.plus(UNDO_WITHIN))
}

/// Changes what a post says; of the first post also the title. Only the version that the author has seen is replaced.
#[derive(Debug)]
pub struct EditPost {
    pub actor: Actor,
    pub post: PostId,
    pub title: Option<Title>,
    pub body: Body,
    /// The edition that the form was made from.
    pub version: i64,
    /// Whether it is the author's draft that is published: it goes then. A program's post is none of what its person is writing.
    pub from_draft: bool,
    pub now: Timestamp,
}

impl Command for EditPost {
    type Output = Written;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Written> {
        let (permit, found) = post(tx, &self.actor, Action::EditPost, (self.post, self.now)).await?;
        let author = author_of(&self.actor)?;
        let written = Written { thread: found.thread, post: found.id, position: found.position };
        let title = self.title.as_ref().filter(|title| found.position == 1 && title.as_str() != found.title);
        let says_so_already = found.body == self.body.as_str() && title.is_none();
        if found.edition() != self.version && !says_so_already {
            let version = found.edition();
            return Err(Error::Conflict { title: found.title, body: found.body, version });
        }
        if self.from_draft {
            drop_draft(tx, author, Key::Edit(self.post), self.now).await?;
        }
        if let Some(title) = title {
            rename(tx, &self.actor, (found.thread, title, None), self.now).await?;
        }
        if found.body != self.body.as_str() {
            store::update_body(tx, self.post, self.body.as_str(), self.now).await?;
            let (space, thread, version) = (found.space, found.thread, found.version + 1);
            let edited = ThreadEvent::PostEdited { space, thread, post: self.post, version };
            let seq = record(tx, &permit, self.now, edited).await?;
            // Whom the new words name; who was named already stays so.
            let (_, reached) = mentions(tx, (&self.actor, space), &self.body).await?;
            store::insert_mentions(tx, &reached, (self.post, seq)).await?;
        }
        Ok(written)
    }
}

async fn rename(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, title, why): (ThreadId, &Title, Option<&Why>),
    now: Timestamp,
) -> Result<()> {
    let (permit, found) = thread(tx, actor, Action::RenameThread, id).await?;
    store::update_title(tx, id, title, (actor.person(), why.map_or("", Why::as_str)), now).await?;
    record(tx, &permit, now, ThreadEvent::ThreadRenamed { space: found.space, thread: id }).await?;
    Ok(())
}

/// Changes the title of a discussion. Only the version that was seen is replaced.
#[derive(Debug)]
pub struct RenameThread {
    pub actor: Actor,
    pub thread: ThreadId,
    pub title: Title,
    /// Whoever reads the history of the first post reads it.
    pub why: Option<Why>,
    pub version: i64,
    pub now: Timestamp,
}

impl Command for RenameThread {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (_, found) = thread(tx, &self.actor, Action::RenameThread, self.thread).await?;
        if found.title == self.title.as_str() {
            return Ok(());
        }
        let version = store::version_of_title(tx, self.thread).await?;
        if version != self.version {
            return Err(Error::Conflict { title: found.title, body: String::new(), version });
        }
        rename(tx, &self.actor, (self.thread, &self.title, self.why.as_ref()), self.now).await
    }
}

/// Takes the words of a post away; its place stays, with the reason when they were another's.
#[derive(Debug)]
pub struct DeletePost {
    pub actor: Actor,
    pub post: PostId,
    pub why: Option<Why>,
    pub now: Timestamp,
}

impl Command for DeletePost {
    type Output = Written;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Written> {
        let (permit, found) = post(tx, &self.actor, Action::DeletePost, (self.post, self.now)).await?;
        let me = self.actor.person();
        let why = match &self.why {
            Some(why) if me != Some(found.author) => why.as_str(),
            None if me.is_some_and(|me| me != found.author) => return Err(Error::ReasonMissing),
            _ => "",
        };
        store::bury(tx, self.post, (me, why), self.now).await?;
        attachments::hide_of_post(tx, self.post, self.now.plus(UNDO_WITHIN)).await?;
        let (space, thread, version) = (found.space, found.thread, found.version + 1);
        record(tx, &permit, self.now, ThreadEvent::PostDeleted { space, thread, post: self.post, version }).await?;
        if found.accepted == Some(self.post) {
            questions::reopen(tx, &permit, (space, thread, self.post), self.now).await?;
        }
        titles::hide(tx, &self.actor, &found, self.now).await?;
        Ok(Written { thread, post: found.id, position: found.position })
    }
}

/// Gives a deleted post its words back: who deleted it thought again. A post that is there stays as it is.
#[derive(Debug)]
pub struct RestorePost {
    pub actor: Actor,
    pub post: PostId,
    pub now: Timestamp,
}

impl Command for RestorePost {
    type Output = Written;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Written> {
        let (_, found) = post(tx, &self.actor, Action::ReadThreads, (self.post, self.now)).await?;
        let written = Written { thread: found.thread, post: found.id, position: found.position };
        if found.state == PostState::Published {
            return Ok(written);
        }
        let (permit, found) = post(tx, &self.actor, Action::RestorePost, (self.post, self.now)).await?;
        store::unbury(tx, self.post).await?;
        attachments::show_of_post(tx, self.post).await?;
        let (space, thread, version) = (found.space, found.thread, found.version + 1);
        record(tx, &permit, self.now, ThreadEvent::PostRestored { space, thread, post: self.post, version }).await?;
        titles::show(tx, &self.actor, &found, self.now).await?;
        Ok(written)
    }
}

/// Gives a reaction to a post, or takes it back. What is so already records nothing.
#[derive(Debug)]
pub struct React {
    pub actor: Actor,
    pub post: PostId,
    pub reaction: Reaction,
    pub is_on: bool,
    pub now: Timestamp,
}

impl Command for React {
    type Output = Written;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Written> {
        let (permit, found) = post(tx, &self.actor, Action::React, (self.post, self.now)).await?;
        let (key, reaction) = ((self.post, author_of(&self.actor)?), self.reaction);
        let has_changed = if self.is_on {
            store::insert_reaction(tx, key, reaction, self.now).await?
        } else {
            store::delete_reaction(tx, key, reaction).await?
        };
        let (space, thread, post) = (found.space, found.thread, self.post);
        if has_changed {
            store::count_reaction(tx, post).await?;
            let event = if self.is_on {
                ThreadEvent::ReactionGiven { space, thread, post, reaction }
            } else {
                ThreadEvent::ReactionTakenBack { space, thread, post, reaction }
            };
            record(tx, &permit, self.now, event).await?;
        }
        Ok(Written { thread, post, position: found.position })
    }
}

/// Moves a person's read mark forward. Records nothing and races harmlessly: it never moves back.
#[derive(Debug)]
pub struct MarkRead {
    pub person: PersonId,
    pub thread: ThreadId,
    pub position: i64,
}

impl Command for MarkRead {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        store::mark_read(tx, self.person, self.thread, self.position).await?;
        Ok(())
    }
}
