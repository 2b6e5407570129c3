//! What this room does by itself.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;

use crate::base::{Clock, PersonId, Seq, SpaceId, Timestamp};
use crate::db::{Command, Db};
use crate::jobs::{Claimed, Failure, Handler};

use super::commands::{EndGuests, KeepLed, TellOfOpening, TellOfRequests};
use super::store::leaders;

/// The job that writes about those who ask to come into a space.
pub(super) const TELL: &str = "spaces.tell";
/// The job that tells those who are in a space that more people read it.
pub(super) const TELL_OPENED: &str = "spaces.tell_opened";
/// How often.
const EVERY: Duration = Duration::from_mins(1);

/// Keeps the room's laws where time, or another room, breaks them: guests go when their time is over, and a space with
/// members has a facilitator.
pub struct Keeper {
    pub db: Db,
    pub clock: Clock,
}

impl Handler for Keeper {
    fn kind(&self) -> &'static str {
        "spaces.keep"
    }

    fn every(&self) -> Option<Duration> {
        Some(EVERY)
    }

    fn run<'a>(&'a self, _: &'a Claimed) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let now = self.clock.now();
            while self.db.write_later(EndGuests { now }).await? > 0 {}
            for unled in leaders::list_unled(&self.db).await?.into_iter().filter(|unled| unled.has_heir) {
                self.db.write_later(KeepLed { space: unled.space, now }).await?;
            }
            Ok(())
        })
    }
}

/// Runs a command about a space whenever a job of its kind says so: one that writes to those who look after the space, never
/// more than once an hour.
pub struct Teller<C> {
    db: Db,
    clock: Clock,
    kind: &'static str,
    tell: fn(SpaceId, Timestamp) -> C,
}

impl<C> Teller<C> {
    pub fn new((db, clock): (&Db, &Clock), kind: &'static str, tell: fn(SpaceId, Timestamp) -> C) -> Self {
        Self { db: db.clone(), clock: clock.clone(), kind, tell }
    }
}

impl<C> Handler for Teller<C>
where
    C: Command<Output = ()>,
    C::Error: std::error::Error + Sync,
{
    fn kind(&self) -> &'static str {
        self.kind
    }

    fn run<'a>(&'a self, job: &'a Claimed) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let space: SpaceId = job.payload()?;
            self.db.write((self.tell)(space, self.clock.now())).await?;
            Ok(())
        })
    }
}

/// Tells whoever is in a space that more people read it, a few hundred at a time.
struct OpeningTeller {
    db: Db,
    clock: Clock,
}

impl Handler for OpeningTeller {
    fn kind(&self) -> &'static str {
        TELL_OPENED
    }

    fn run<'a>(&'a self, job: &'a Claimed) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let (seq, now): (Seq, _) = (job.payload()?, self.clock.now());
            let mut told = Some(PersonId(0));
            while let Some(after) = told {
                told = self.db.write_later(TellOfOpening { seq, after, now }).await?;
            }
            Ok(())
        })
    }
}

/// What tells those who facilitate that somebody asks to come in, and everybody that a space has been opened.
pub fn tellers(db: &Db, clock: &Clock) -> [Arc<dyn Handler>; 2] {
    let requests = Teller::new((db, clock), TELL, |space, now| TellOfRequests { space, now });
    [Arc::new(requests), Arc::new(OpeningTeller { db: db.clone(), clock: clock.clone() })]
}
