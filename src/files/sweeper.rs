//! Removes what has expired, and what nobody knows.

use std::time::Duration;

use futures_util::future::BoxFuture;

use crate::base::{Clock, Timestamp};
use crate::blobs::{Blobs, Key};
use crate::db::{self, Command, Db, Tx};
use crate::jobs::{Claimed, Failure, Handler};

use super::inspect::{YOUNG, kept, orphans};
use super::sizes::{LARGE, SMALL};
use super::store;

/// How often.
const EVERY: Duration = Duration::from_hours(1);
/// Rows forgotten in one transaction.
const PIECE: i64 = 100;

/// Forgets files whose time is over; gives the names of their bytes.
struct Expire {
    now: Timestamp,
}

impl Command for Expire {
    type Output = Vec<(String,)>;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<Vec<(String,)>> {
        store::take_expired(tx, self.now, PIECE).await
    }
}

/// Rows go first, then their bytes; bytes without a row go when they are a day old, and so does what was never finished.
/// While a backup copies, nothing goes.
pub(super) struct Sweeper {
    pub db: Db,
    pub clock: Clock,
    pub blobs: Blobs,
}

impl Sweeper {
    async fn sweep(&self) -> anyhow::Result<()> {
        let Some(_right) = self.blobs.removing()? else {
            tracing::info!("files are swept later: a backup is being made");
            return Ok(());
        };
        let now = self.clock.now();
        loop {
            let gone = self.db.write_later(Expire { now }).await?;
            for (name,) in &gone {
                let key = Key::named(name.as_str());
                for key in [key.made(LARGE), key.made(SMALL), key] {
                    self.blobs.delete(&key).await?;
                }
            }
            if gone.is_empty() {
                break;
            }
        }
        for shelf in 0..=u8::MAX {
            let found = self.blobs.list(shelf).await?;
            if !found.is_empty() {
                let kept = kept(&self.db, shelf).await?;
                for orphan in orphans(&found, &kept, now) {
                    self.blobs.delete(&orphan.key).await?;
                }
            }
            self.blobs.clean(shelf, now.minus(YOUNG)).await?;
        }
        Ok(())
    }
}

impl Handler for Sweeper {
    fn kind(&self) -> &'static str {
        "files.sweep"
    }

    fn every(&self) -> Option<Duration> {
        Some(EVERY)
    }

    fn run<'a>(&'a self, _: &'a Claimed) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move { self.sweep().await.map_err(Failure::Retry) })
    }
}
