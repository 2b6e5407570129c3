//! What an administrator does with a job that has failed for good. It is no event of the community: what the job then does is.

use crate::accounts::still_administers;
use crate::authz::{Action, Actor, Denied, Facts, Subject, decide};
use crate::base::{JobId, Timestamp};
use crate::db::{self, Command, Tx};
use crate::web::WebError;
use crate::{jobs, mail};

#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Db(#[from] db::Error),
    /// It is done, dropped or in the queue again.
    #[error("it no longer waits")]
    Settled,
}

impl From<Refusal> for WebError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Denied(denied) => denied.into(),
            Refusal::Db(error) => error.into(),
            Refusal::Settled => Self::NotFound,
        }
    }
}

/// Puts a job that was set aside back in the queue.
pub(super) struct Retry {
    pub actor: Actor,
    pub job: JobId,
    pub now: Timestamp,
}

impl Command for Retry {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        decide(&self.actor, Action::LookAfterServer, &Facts::about(Subject::Community))?;
        still_administers::<Refusal>(tx, &self.actor).await?;
        if jobs::retry_parked(tx, self.job, self.now).await? { Ok(()) } else { Err(Refusal::Settled) }
    }
}

/// Takes a job that was set aside away for good; when it was to send a letter, that is given up.
pub(super) struct Drop {
    pub actor: Actor,
    pub job: JobId,
}

impl Command for Drop {
    type Output = ();
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        decide(&self.actor, Action::LookAfterServer, &Facts::about(Subject::Community))?;
        still_administers::<Refusal>(tx, &self.actor).await?;
        let (kind, payload) = jobs::drop_parked(tx, self.job).await?.ok_or(Refusal::Settled)?;
        Ok(mail::give_up(tx, &kind, &payload).await?)
    }
}
