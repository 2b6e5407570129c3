//! Floor 2: work to do, durable, in the table `jobs`.
//!
//! A job is enqueued in the transaction of the command that needs it, so it exists exactly when the command took place. A
//! [`Runner`] on each node takes due jobs and hands them to the [`Handler`] of their kind. What must always hold:
//! - a job is taken by one node at a time: taking is a command, and commands are serial across nodes. It is taken for the
//!   length of a lease, renewed while the handler runs; the job of a killed node comes back when its lease ends. While a
//!   job is taken, `run_at` is the end of its lease, so that one index answers "what is due";
//! - a handler runs at least once for each job, so it does what is harmless when done again;
//! - a job leaves the table only when it is done. After the last try it is parked, with an alert in the log;
//! - work that recurs is one row per kind for ever, which is never parked.
//!
//! It records nothing in the journal: what a job does is recorded by the commands it calls.

mod model;
mod runner;
mod store;
mod worker;

pub use model::{Claimed, Failure, Handler, NewJob, Parked, Settings, backoff};
pub use runner::Runner;
pub use store::{count, drop_parked, enqueue, list_parked, pending, retry_parked};
pub use worker::Worker;
