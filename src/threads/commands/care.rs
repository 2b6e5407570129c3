//! What facilitators, and of its topics the author too, do with a whole discussion. What is so already stays so, and records nothing.

use crate::authz::{Action, Actor};
use crate::base::{ThreadId, Timestamp};
use crate::db::{Command, Tx};
use crate::journal::ThreadEvent;

use super::{Error, MarkQuestion, Result, StartThread, WithFiles, Written, author_of, record, thread};
use crate::threads::model::{ThreadState, Why};
use crate::threads::store;
use crate::threads::topic::Topics;

/// Puts a discussion at the head of its space, or back among the others.
#[derive(Debug)]
pub struct PinThread {
    pub actor: Actor,
    pub thread: ThreadId,
    pub is_on: bool,
    pub now: Timestamp,
}

impl Command for PinThread {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, found) = thread(tx, &self.actor, Action::PinThread, self.thread).await?;
        if found.is_pinned == self.is_on {
            return Ok(());
        }
        store::set_pinned(tx, self.thread, self.is_on).await?;
        let (space, thread) = (found.space, self.thread);
        let event = if self.is_on {
            ThreadEvent::ThreadPinned { space, thread }
        } else {
            ThreadEvent::ThreadUnpinned { space, thread }
        };
        record(tx, &permit, self.now, event).await?;
        Ok(())
    }
}

/// Ends a discussion: it is read and takes no more answers.
#[derive(Debug)]
pub struct CloseThread {
    pub actor: Actor,
    pub thread: ThreadId,
    pub why: Why,
    pub now: Timestamp,
}

impl Command for CloseThread {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, found) = thread(tx, &self.actor, Action::CloseThread, self.thread).await?;
        if found.state == ThreadState::Closed {
            return Ok(());
        }
        store::close(tx, self.thread, self.why.as_str()).await?;
        let event = ThreadEvent::ThreadClosed { space: found.space, thread: self.thread };
        record(tx, &permit, self.now, event).await?;
        Ok(())
    }
}

/// Lets a closed discussion take answers again.
#[derive(Debug)]
pub struct ReopenThread {
    pub actor: Actor,
    pub thread: ThreadId,
    pub now: Timestamp,
}

impl Command for ReopenThread {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, found) = thread(tx, &self.actor, Action::CloseThread, self.thread).await?;
        if found.state == ThreadState::Open {
            return Ok(());
        }
        store::reopen(tx, self.thread).await?;
        let event = ThreadEvent::ThreadReopened { space: found.space, thread: self.thread };
        record(tx, &permit, self.now, event).await?;
        Ok(())
    }
}

/// Starts a discussion with all that its form says.
#[derive(Debug)]
pub(in crate::threads) struct StartFully {
    pub start: WithFiles<StartThread>,
    pub topics: Topics,
    pub is_question: bool,
}

impl Command for StartFully {
    type Output = Written;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Written> {
        let (author, submission) = (author_of(&self.start.command.actor)?, &self.start.command.submission);
        let is_known = store::find_submission(tx, author, submission).await?.is_some();
        let written = self.start.run(tx).await?;
        if is_known {
            // What has been changed since stays.
            return Ok(written);
        }
        let (actor, thread, now) = (self.start.command.actor, written.thread, self.start.command.now);
        if !self.topics.all().is_empty() {
            ChooseTopics { actor, thread, topics: self.topics.clone(), now }.run(tx).await?;
        }
        if self.is_question {
            MarkQuestion { actor, thread, is_on: true, now }.run(tx).await?;
        }
        Ok(written)
    }
}

/// Says what a discussion is about.
#[derive(Debug)]
pub struct ChooseTopics {
    pub actor: Actor,
    pub thread: ThreadId,
    pub topics: Topics,
    pub now: Timestamp,
}

impl Command for ChooseTopics {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, found) = thread(tx, &self.actor, Action::ChooseTopics, self.thread).await?;
        if found.topics == self.topics.lines() {
            return Ok(());
        }
        store::put_topics(tx, self.thread, &self.topics).await?;
        let event = ThreadEvent::TopicsChosen { space: found.space, thread: self.thread };
        record(tx, &permit, self.now, event).await?;
        Ok(())
    }
}
