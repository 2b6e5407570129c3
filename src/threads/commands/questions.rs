//! Questions, and the answer that whoever asked takes up. What is so already stays so, and records nothing.

use crate::authz::{Action, Actor, Denied, Facts, Permit, decide};
use crate::base::{PersonId, PostId, SpaceId, ThreadId, Timestamp};
use crate::db::{Command, Tx};
use crate::journal::ThreadEvent;

use super::{Error, Result, Written, author_of, facts_of, record, thread};
use crate::threads::model::Question;
use crate::threads::store::{self, PostForActor};

/// Makes a discussion a question, or no question any more.
#[derive(Debug)]
pub struct MarkQuestion {
    pub actor: Actor,
    pub thread: ThreadId,
    pub is_on: bool,
    pub now: Timestamp,
}

impl Command for MarkQuestion {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (permit, found) = thread(tx, &self.actor, Action::MarkQuestion, self.thread).await?;
        let (space, thread) = (found.space, self.thread);
        if self.is_on == (found.question != Question::No) {
            return Ok(());
        }
        if let Some(post) = found.accepted {
            let (permit, _) = answer(tx, &self.actor, post, self.now).await?;
            reopen(tx, &permit, (space, thread, post), self.now).await?;
        }
        let (question, event) = if self.is_on {
            (Question::Waiting, ThreadEvent::QuestionAsked { space, thread })
        } else {
            (Question::No, ThreadEvent::QuestionWithdrawn { space, thread })
        };
        store::set_question(tx, thread, question).await?;
        record(tx, &permit, self.now, event).await?;
        Ok(())
    }
}

/// Takes up an answer as the one that helped, in place of any other; or opens the question again.
#[derive(Debug)]
pub struct AcceptAnswer {
    pub actor: Actor,
    pub post: PostId,
    pub is_on: bool,
    pub now: Timestamp,
}

impl Command for AcceptAnswer {
    type Output = Written;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Written> {
        let (permit, found) = answer(tx, &self.actor, self.post, self.now).await?;
        let (space, thread, post) = (found.space, found.thread, self.post);
        let written = Written { thread, post, position: found.position };
        if self.is_on == (found.accepted == Some(post)) {
            return Ok(written);
        }
        if let Some(earlier) = found.accepted {
            let (permit, _) = answer(tx, &self.actor, earlier, self.now).await?;
            reopen(tx, &permit, (space, thread, earlier), self.now).await?;
        }
        if self.is_on {
            store::accept(tx, thread, post, Some(author_of(&self.actor)?)).await?;
            record(tx, &permit, self.now, ThreadEvent::AnswerAccepted { space, thread, post }).await?;
        }
        Ok(written)
    }
}

/// The question of an answer waits again.
pub(super) async fn reopen(
    tx: &mut Tx<'_>,
    permit: &Permit,
    (space, thread, post): (SpaceId, ThreadId, PostId),
    now: Timestamp,
) -> Result<()> {
    store::accept(tx, thread, post, None).await?;
    record(tx, permit, now, ThreadEvent::AcceptanceUndone { space, thread, post }).await?;
    Ok(())
}

/// Loads an answer and decides whether the actor may take it up: the question itself is none.
async fn answer(tx: &mut Tx<'_>, actor: &Actor, id: PostId, now: Timestamp) -> Result<(Permit, PostForActor)> {
    let me = actor.person().unwrap_or(PersonId(0));
    let found = store::post_for(&mut *tx, id, me).await?.ok_or(Denied::Invisible)?;
    let facts = Facts { is_own: found.thread_author == me, ..facts_of(&found, me, now) };
    let permit = decide(actor, Action::AcceptAnswer, &facts)?;
    if found.position == 1 || found.question == Question::No {
        return Err(Denied::Invisible.into());
    }
    Ok((permit, found))
}
