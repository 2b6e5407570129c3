//! What the writer does, in figures: for those who look after the server.

use std::sync::Arc;
use std::time::Duration;

use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

/// How large the writer's transactions are, and how long they take; cheap to clone.
#[derive(Clone, Debug)]
pub struct Figures(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// Commands in one transaction.
    commands: Histogram,
    /// From when a command was given until its transaction begins.
    wait: Histogram,
    /// A whole transaction, COMMIT included.
    transaction: Histogram,
    /// The COMMIT alone: the disk.
    commit: Histogram,
}

impl Figures {
    pub(super) fn new() -> Self {
        // 0.1 ms to 1.6 s
        let seconds = || Histogram::new(exponential_buckets(0.000_1, 4.0, 8));
        let commands = Histogram::new(exponential_buckets(1.0, 2.0, 7));
        Self(Arc::new(Inner { commands, wait: seconds(), transaction: seconds(), commit: seconds() }))
    }

    /// Gives them to whoever shows them.
    pub fn register(&self, registry: &mut Registry) {
        let Inner { commands, wait, transaction, commit } = &*self.0;
        registry.register("write_commands", "Commands in one transaction", commands.clone());
        registry.register("write_wait_seconds", "From a command until its transaction begins", wait.clone());
        registry.register("write_transaction_seconds", "A transaction with its COMMIT", transaction.clone());
        registry.register("write_commit_seconds", "COMMIT alone", commit.clone());
    }

    /// A transaction of so many commands begins; they have waited for so long.
    pub(super) fn began(&self, waits: impl ExactSizeIterator<Item = Duration>) {
        self.0.commands.observe(f64::from(u32::try_from(waits.len()).unwrap_or(u32::MAX)));
        waits.for_each(|wait| self.0.wait.observe(wait.as_secs_f64()));
    }

    pub(super) fn ended(&self, took: Duration) {
        self.0.transaction.observe(took.as_secs_f64());
    }

    pub(super) fn committed(&self, took: Duration) {
        self.0.commit.observe(took.as_secs_f64());
    }
}
