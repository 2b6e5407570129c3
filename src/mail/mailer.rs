//! The job that sends one letter: compose, hand over, mark as sent, in this order.

use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use futures_util::future::BoxFuture;

use super::mailbox::LayDown;
use super::message;
use super::model::{Composed, Composer, Identity, Outgoing, State, Uncomposed};
use super::pace::Pace;
use super::smtp::{Smtp, Undelivered};
use super::store::{self, Mark, SEND, SendLetter};
use crate::base::{Clock, Timestamp};
use crate::db::Db;
use crate::jobs::{Claimed, Failure, Handler};

/// How long a letter waits before it is asked again whether there is a way out.
const HELD: Duration = Duration::from_mins(10);

/// Where letters go.
pub enum Transport {
    Smtp(Box<Smtp>),
    /// Into a table that a page shows: for development and the demo.
    DevMailbox,
    /// Nowhere yet: they wait in the outbox until a server is configured.
    Held,
}

/// Sends letters; the [`Handler`] of their jobs.
pub struct Mailer {
    db: Db,
    clock: Clock,
    identity: Identity,
    transport: Transport,
    composers: Vec<Arc<dyn Composer>>,
    pace: Option<Pace>,
}

impl Mailer {
    pub fn new(
        db: Db,
        clock: Clock,
        identity: Identity,
        transport: Transport,
        composers: Vec<Arc<dyn Composer>>,
    ) -> Self {
        Self { db, clock, identity, transport, composers, pace: None }
    }

    /// Sends no more than so many letters a minute from this node; 0 for no limit.
    #[must_use]
    pub fn at_most_per_minute(mut self, letters: u32) -> Self {
        self.pace = Pace::new(letters);
        self
    }

    async fn send(&self, letter: &Outgoing) -> Result<(), Failure> {
        if matches!(self.transport, Transport::Held) {
            return Err(Failure::Later(HELD));
        }
        let now = self.clock.now();
        if let Some(wait) = self.pace.as_ref().map(|pace| pace.wait(letter.id, now)).filter(|wait| !wait.is_zero()) {
            return Err(Failure::Later(wait));
        }
        let Some(composer) = self.composers.iter().find(|composer| composer.kind() == letter.kind) else {
            return Err(Failure::Retry(anyhow!("nobody here knows how to write a {}", letter.kind)));
        };
        match composer.compose(letter).await {
            Ok(content) => self.deliver(letter, &content, now).await,
            Err(Uncomposed::NotNeeded) => self.mark(letter, State::Dropped).await,
            Err(Uncomposed::Retry(error)) => Err(Failure::Retry(error)),
        }
    }

    async fn deliver(&self, letter: &Outgoing, composed: &Composed, now: Timestamp) -> Result<(), Failure> {
        let delivered = match message::make(&self.identity, letter, composed, now) {
            Err(error) => Err(Undelivered::Refused(error)),
            Ok(message) => match &self.transport {
                Transport::Smtp(smtp) => smtp.send(&message).await,
                Transport::DevMailbox => {
                    self.db.write(LayDown::new(letter, composed, now)).await?;
                    Ok(())
                }
                Transport::Held => return Err(Failure::Later(HELD)),
            },
        };
        match delivered {
            Ok(()) => self.mark(letter, State::Sent).await,
            Err(Undelivered::Retry(error)) => Err(Failure::Retry(error)),
            Err(Undelivered::Refused(error)) => {
                self.mark(letter, State::Failed).await?;
                Err(Failure::Fail(error))
            }
        }
    }

    async fn mark(&self, letter: &Outgoing, state: State) -> Result<(), Failure> {
        Ok(self.db.write(Mark { id: letter.id, state, now: self.clock.now() }).await?)
    }
}

impl Handler for Mailer {
    fn kind(&self) -> &'static str {
        SEND
    }

    fn run<'a>(&'a self, job: &'a Claimed) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let SendLetter { letter } = job.payload()?;
            match store::find(&self.db, letter).await? {
                Some(letter) if matches!(letter.state, State::Waiting | State::Failed) => self.send(&letter).await,
                Some(_) | None => Ok(()), // sent, withdrawn or erased meanwhile
            }
        })
    }
}
