//! The changes of this room: load, decide, change, store, record.

use std::time::Duration;

use crate::accounts::still_administers;
use crate::authz::{Action, Actor, Denied, Facts, Permit, decide};
use crate::base::{PersonId, PostId, ReportId, SpaceId, Timestamp};
use crate::db::{self, Command, Tx};
use crate::jobs::{self, NewJob};
use crate::journal::{self, Event, ReportEvent};
use crate::mail::{self, Letter, MessageId};
use crate::threads::{self, CloseThread, DeletePost, Why};

use super::letters::{ANSWERED, ARRIVED};
use super::model::{Decision, LATELY, MOST, QUIET, Reason, ReportAnswer, ReportState, ReportWords};
use super::store::letters::{Judge, list_judges, list_reporters};
use super::store::{self, Reported};

/// The job that writes about the reports of a space.
pub(super) const TELL: &str = "reports.tell";

/// Why a change of reports did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The person has reported very many posts lately; again after this long.
    #[error("too many reports")]
    TooMany(Duration),
    /// What was to be done with the post, or with its discussion, could not be done.
    #[error(transparent)]
    Thread(#[from] threads::Error),
    #[error(transparent)]
    Db(#[from] db::Error),
}

type Result<T> = std::result::Result<T, Error>;

async fn reported(tx: &mut Tx<'_>, actor: &Actor, post: PostId) -> Result<(PersonId, Reported)> {
    let me = actor.person().unwrap_or(PersonId(0));
    let found = store::find_reported(&mut *tx, post, me).await?.ok_or(Denied::Invisible)?;
    Ok((me, found))
}

async fn record(tx: &mut Tx<'_>, permit: &Permit, now: Timestamp, event: ReportEvent) -> Result<()> {
    journal::record(tx, permit, now, &Event::Reports(event)).await?;
    Ok(())
}

/// Brings a post before those who facilitate. Who has an open report of it already keeps that one.
#[derive(Debug)]
pub struct ReportPost {
    pub actor: Actor,
    pub post: PostId,
    pub reason: Reason,
    pub words: ReportWords,
    pub now: Timestamp,
}

impl Command for ReportPost {
    type Output = Option<ReportId>;
    type Error = Error;

    /// The new report; nothing when one stands, which stays as it is.
    async fn run(&self, tx: &mut Tx<'_>) -> Result<Option<ReportId>> {
        let (me, found) = reported(tx, &self.actor, self.post).await?;
        let permit = decide(&self.actor, Action::ReportPost, &found.facts(me))?;
        let known = store::find_own(&mut *tx, self.post, me).await?;
        if known.is_some_and(|known| known.state == ReportState::Open) {
            return Ok(None);
        }
        if let Some(oldest) = store::find_nth_since(tx, me, (self.now.minus(LATELY), MOST)).await? {
            return Err(Error::TooMany(oldest.plus(LATELY).since(self.now)));
        }
        let is_first = store::list_open(tx, self.post).await?.is_empty();
        let (space, post, said) = (found.space, self.post, (self.reason, self.words.as_str()));
        let report = store::insert(tx, &found, me, said, self.now).await?;
        store::recount(tx, space).await?;
        record(tx, &permit, self.now, ReportEvent::PostReported { space, post, report }).await?;
        if is_first {
            jobs::enqueue(tx, &NewJob::new(TELL, space, self.now)).await?;
        }
        Ok(Some(report))
    }
}

/// Takes the own report back, while nobody has dealt with it.
#[derive(Debug)]
pub struct WithdrawReport {
    pub actor: Actor,
    pub post: PostId,
    pub now: Timestamp,
}

impl Command for WithdrawReport {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (me, found) = reported(tx, &self.actor, self.post).await?;
        let own = store::find_own(&mut *tx, self.post, me).await?.filter(|own| own.state == ReportState::Open);
        let facts = Facts { has_asked: own.is_some(), ..found.facts(me) };
        let permit = decide(&self.actor, Action::WithdrawReport, &facts)?;
        let Some(own) = own else { return Ok(()) };
        store::withdraw(tx, own.id).await?;
        store::recount(tx, found.space).await?;
        let (space, post, report) = (found.space, self.post, own.id);
        record(tx, &permit, self.now, ReportEvent::ReportWithdrawn { space, post, report }).await
    }
}

/// What has come of trying to close the reports of a post.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closed {
    Done,
    /// None is open any more: somebody else was quicker, or they were taken back.
    Before,
    /// Something has changed that whoever decides has not seen: a report has come, or the post is back.
    Changed,
}

/// What is done about a reported post.
#[derive(Debug, Clone)]
pub enum Judgement {
    /// Delete it, with a reason that everybody reads. One that is deleted already stays so.
    Delete(Why),
    /// It is deleted already.
    IsDeleted,
    /// End its discussion, with a reason that everybody reads.
    CloseThread(Why),
    Nothing,
}

/// Deals with all open reports of a post, and writes to those who made them.
#[derive(Debug)]
pub struct CloseReports {
    pub actor: Actor,
    pub post: PostId,
    pub judgement: Judgement,
    pub answer: ReportAnswer,
    /// The newest report that whoever decides has seen.
    pub seen: ReportId,
    pub now: Timestamp,
}

impl Command for CloseReports {
    type Output = Closed;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Closed> {
        let (me, found) = reported(tx, &self.actor, self.post).await?;
        let permit = decide(&self.actor, Action::JudgeReports, &found.facts(me))?;
        still_administers::<Error>(tx, &self.actor).await?;
        match store::list_open(tx, self.post).await?.last() {
            None => return Ok(Closed::Before),
            Some(newest) if *newest > self.seen => return Ok(Closed::Changed),
            Some(_) => {}
        }
        let Some(decision) = self.act(tx, &found).await? else { return Ok(Closed::Changed) };
        let (space, post, by) = (found.space, self.post, self.actor.person());
        let closing = store::close(tx, (space, post), (decision, self.answer.as_str()), by, self.now).await?;
        store::recount(tx, space).await?;
        record(tx, &permit, self.now, ReportEvent::ReportsClosed { space, post, closing }).await?;
        for reporter in list_reporters(tx, closing, by).await? {
            let message = MessageId::derived(&format!("{ANSWERED} {} {closing}", reporter.report));
            let (recipient, language) = (reporter.email.as_str(), reporter.language.as_str());
            let letter = Letter { kind: ANSWERED, recipient, language, subject_id: reporter.report.0 };
            mail::post(tx, &letter, &message, self.now).await?;
        }
        Ok(Closed::Done)
    }
}

impl CloseReports {
    /// Does with the post what was decided; nothing when that is no longer as it was.
    async fn act(&self, tx: &mut Tx<'_>, found: &Reported) -> Result<Option<Decision>> {
        let (actor, now) = (self.actor, self.now);
        match &self.judgement {
            Judgement::Delete(why) if !found.is_deleted => {
                DeletePost { actor, post: self.post, why: Some(why.clone()), now }.run(tx).await?;
                Ok(Some(Decision::Deleted))
            }
            Judgement::Delete(_) => Ok(Some(Decision::Deleted)),
            // Whoever deleted it may have thought again meanwhile.
            Judgement::IsDeleted => Ok(found.is_deleted.then_some(Decision::Deleted)),
            Judgement::CloseThread(why) => {
                CloseThread { actor, thread: found.thread, why: why.clone(), now }.run(tx).await?;
                Ok(Some(Decision::ThreadClosed))
            }
            Judgement::Nothing => Ok(Some(Decision::Nothing)),
        }
    }
}

/// Writes to those who have to look at the reported posts of a space: once for what is new, and at most once in [`QUIET`].
pub(super) struct Tell {
    pub space: SpaceId,
    pub now: Timestamp,
}

impl Command for Tell {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let mut later: Option<Timestamp> = None;
        for judge in list_judges(tx, self.space).await? {
            later = later.max(self.tell(tx, &judge).await?);
        }
        if let Some(later) = later {
            jobs::enqueue(tx, &NewJob::new(TELL, self.space, self.now).at(later)).await?;
        }
        Ok(())
    }
}

impl Tell {
    /// Until when news have to wait, when the last letter is not long ago.
    async fn tell(&self, tx: &mut Tx<'_>, judge: &Judge) -> Result<Option<Timestamp>> {
        let (recipient, language) = (judge.email.as_str(), judge.language.as_str());
        let letter = Letter { kind: ARRIVED, recipient, language, subject_id: self.space.0 };
        let message = MessageId::derived(&format!("{ARRIVED} {} {} {}", self.space, judge.person, self.now.0));
        Ok(mail::post_in_time(tx, &letter, &message, (judge.newest, QUIET), self.now).await?)
    }
}
