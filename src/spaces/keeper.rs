//! What this room does by itself.

use std::time::Duration;

use futures_util::future::BoxFuture;

use crate::base::{Clock, SpaceId};
use crate::db::Db;
use crate::jobs::{Claimed, Failure, Handler};

use super::commands::{EndGuests, KeepLed, TellOfRequests};
use super::store::leaders;

/// The job that writes about those who ask to come into a space.
pub(super) const TELL: &str = "spaces.tell";
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

/// Tells those who facilitate that somebody asks to come in, never more than once an hour for a space.
pub struct Teller {
    pub db: Db,
    pub clock: Clock,
}

impl Handler for Teller {
    fn kind(&self) -> &'static str {
        TELL
    }

    fn run<'a>(&'a self, job: &'a Claimed) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let space: SpaceId = job.payload()?;
            self.db.write(TellOfRequests { space, now: self.clock.now() }).await?;
            Ok(())
        })
    }
}
