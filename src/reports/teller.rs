//! Tells those who facilitate that posts have been reported.

use futures_util::future::BoxFuture;

use crate::base::{Clock, SpaceId};
use crate::db::Db;
use crate::jobs::{Claimed, Failure, Handler};

use super::commands::Tell;

/// The job that writes about the reports of a space.
pub(super) const TELL: &str = "reports.tell";

/// Writes letters about reports, never more than one an hour to a person about a space.
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
            self.db.write(Tell { space, now: self.clock.now() }).await?;
            Ok(())
        })
    }
}
