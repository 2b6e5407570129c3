//! Takes jobs, runs them and settles what became of them.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use anyhow::anyhow;
use futures_util::FutureExt as _;

use super::model::{Claimed, Failure, Handler, Settings, backoff};
use super::store::{self, Claim, EnsureRecurring, Outcome, Renew, Settle};
use crate::base::{Clock, Rng, Timestamp};
use crate::db::{Db, ListOf, Result};

/// Characters of an error that are kept with the job.
const ERROR_CHARS: usize = 2000;

/// All that is needed to run jobs; cheap to clone. In a server a [`Runner`](super::Runner) drives it, in a test [`Worker::drain`].
#[derive(Clone)]
pub struct Worker {
    db: Db,
    clock: Clock,
    rng: Rng,
    handlers: Arc<[Arc<dyn Handler>]>,
    pub(super) settings: Settings,
}

impl Worker {
    pub fn new(db: Db, clock: Clock, rng: Rng, handlers: Vec<Arc<dyn Handler>>, settings: Settings) -> Self {
        Self { db, clock, rng, handlers: handlers.into(), settings }
    }

    /// Runs everything that is due now, one job after the other, until nothing is left; returns how many ran.
    /// A job that failed counts, and is due again only later.
    pub async fn drain(&self) -> Result<usize> {
        let mut ran = 0;
        while self.next_due().await?.is_some_and(|at| at <= self.now()) {
            for job in self.claim(1).await? {
                self.perform(job).await;
                ran += 1;
            }
        }
        Ok(ran)
    }

    /// Makes recurring jobs that are missing, and warns of jobs that nobody here can run.
    pub(super) async fn prepare(&self) -> Result<()> {
        for handler in self.handlers.iter().filter(|handler| handler.every().is_some()) {
            self.db.write(EnsureRecurring { kind: handler.kind(), now: self.now() }).await?;
        }
        for (kind, jobs) in store::pending(&self.db, Timestamp(i64::MAX)).await? {
            if self.handler(&kind).is_none() {
                tracing::warn!(%kind, jobs, "there are jobs that this program does not know how to run; they wait");
            }
        }
        Ok(())
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(super) async fn next_due(&self) -> Result<Option<Timestamp>> {
        store::next_due(&self.db, &self.kinds()).await
    }

    pub(super) async fn claim(&self, limit: usize) -> Result<Vec<Claimed>> {
        let now = self.now();
        let claim = Claim {
            now,
            until: now.plus(self.settings.lease),
            kinds: self.kinds(),
            lease: format!("{}/{:032x}", self.settings.node, self.rng.u128()),
            limit: i64::try_from(limit).unwrap_or(i64::MAX),
        };
        self.db.write(claim).await
    }

    /// Runs one taken job, keeping its lease, and settles it. When the lease is lost the work is dropped: someone else has it.
    pub(super) async fn perform(&self, job: Claimed) {
        let Some(handler) = self.handler(&job.kind) else { return };
        let result = if job.attempt > self.settings.max_attempts {
            // Each earlier attempt ended without a word: perhaps this very job kills the process.
            Err(Failure::Fail(anyhow!("taken up {} times, never finished", job.attempt - 1)))
        } else {
            tokio::select! {
                result = run(handler, &job) => result,
                () = self.keep(&job) => {
                    tracing::warn!(kind = %job.kind, job = %job.id, "the lease of a job was lost while it ran");
                    return;
                }
            }
        };
        let outcome = self.judge(handler, &job, result);
        let settle = Settle { id: job.id, lease: job.lease.clone(), outcome };
        match self.db.write(settle).await {
            Ok(true) => {}
            Ok(false) => {
                tracing::warn!(kind = %job.kind, job = %job.id, "the lease of a job ended before it was settled; it may run twice");
            }
            Err(error) => {
                tracing::error!(%error, kind = %job.kind, job = %job.id, "a job could not be settled; it will run again");
            }
        }
    }

    /// Renews the lease for as long as it is ours.
    async fn keep(&self, job: &Claimed) {
        loop {
            tokio::time::sleep(self.settings.lease / 3).await;
            let renew = Renew { id: job.id, lease: job.lease.clone(), until: self.now().plus(self.settings.lease) };
            match self.db.write(renew).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => tracing::warn!(%error, job = %job.id, "a lease could not be renewed; trying again"),
            }
        }
    }

    fn judge(&self, handler: &dyn Handler, job: &Claimed, result: Result<(), Failure>) -> Outcome {
        let now = self.now();
        let (attempts, kind, id) = (job.attempt, &job.kind, job.id);
        let error = match result {
            Ok(()) => {
                return handler.every().map_or(Outcome::Done, |every| Outcome::Queued {
                    run_at: now.plus(every),
                    attempts: 0,
                    error: None,
                });
            }
            Err(Failure::Later(wait)) => {
                return Outcome::Queued { run_at: now.plus(wait), attempts: attempts.saturating_sub(1), error: None };
            }
            Err(Failure::Retry(error)) if attempts < self.settings.max_attempts => {
                let wait = backoff(attempts, &self.rng);
                let error = words(&error);
                tracing::warn!(%kind, job = %id, attempts, %error, ?wait, "a job failed and will be tried again");
                return Outcome::Queued { run_at: now.plus(wait), attempts, error: Some(error) };
            }
            Err(Failure::Retry(error) | Failure::Fail(error)) => words(&error),
        };
        if let Some(every) = handler.every() {
            tracing::error!(%kind, job = %id, attempts, %error, "recurring work failed; it starts over at its next turn");
            return Outcome::Queued { run_at: now.plus(every), attempts: 0, error: Some(error) };
        }
        tracing::error!(%kind, job = %id, attempts, %error, "a job is parked: it failed for good and waits for an administrator");
        Outcome::Parked { at: now, attempts, error }
    }

    fn handler(&self, kind: &str) -> Option<&dyn Handler> {
        self.handlers.iter().find(|handler| handler.kind() == kind).map(AsRef::as_ref)
    }

    fn kinds(&self) -> ListOf {
        ListOf::new(&self.handlers.iter().map(|handler| handler.kind()).collect::<Vec<_>>())
    }
}

async fn run(handler: &dyn Handler, job: &Claimed) -> Result<(), Failure> {
    match AssertUnwindSafe(async { handler.run(job).await }).catch_unwind().await {
        Ok(result) => result,
        Err(panic) => {
            let words =
                panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
            Err(Failure::Retry(anyhow!("the handler panicked: {}", words.unwrap_or("without a word"))))
        }
    }
}

/// The error and its causes as either engine can store them: without NUL.
fn words(error: &anyhow::Error) -> String {
    format!("{error:#}").chars().filter(|c| *c != '\0').take(ERROR_CHARS).collect()
}
