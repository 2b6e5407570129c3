//! Counting attempts.

use std::time::Duration;

use super::super::throttle::Bucket;
use super::try_charge;
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
        try_charge(tx, &self.buckets, self.now).await
    }
}
