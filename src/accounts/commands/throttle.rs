//! Counting attempts.

use std::time::Duration;

use super::super::store;
use super::super::throttle::{Bucket, Count};
use crate::base::Timestamp;
use crate::db::{self, Command, Tx};

/// Charges an attempt to each of its buckets, unless one of them has to wait: then nothing is charged.
pub struct Charge {
    pub buckets: Vec<Bucket>,
    pub now: Timestamp,
}

impl Command for Charge {
    /// How long to wait; nothing when the attempt may be made.
    type Output = Option<Duration>;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<Option<Duration>> {
        charge_all(tx, &self.buckets, self.now).await
    }
}

/// The same within another command.
pub(super) async fn charge_all(tx: &mut Tx<'_>, buckets: &[Bucket], now: Timestamp) -> db::Result<Option<Duration>> {
    let mut charged = Vec::with_capacity(buckets.len());
    let mut wait = None;
    for bucket in buckets {
        let known = store::find_count(&mut *tx, &bucket.name).await?;
        wait = wait.max(known.and_then(|count| count.wait(now)));
        charged.push((&bucket.name, Count::charged(known, &bucket.policy, now)));
    }
    if wait.is_none() {
        for (name, count) in charged {
            store::save_count(tx, name, count).await?;
        }
    }
    Ok(wait)
}
