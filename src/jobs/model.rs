//! Jobs, what runs them, and how long a failed one waits.

use std::time::Duration;

use futures_util::future::BoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::base::{JobId, Rng, Timestamp};
use crate::db::row;

/// The longest wait after the first failure; it doubles with each further one.
const BACKOFF_BASE: Duration = Duration::from_secs(5);
/// The longest wait of all.
const BACKOFF_CAP: Duration = Duration::from_hours(1);

/// A job about to be enqueued. The payload holds ids, never text or secrets: parked jobs are shown to administrators.
#[derive(Clone, Debug)]
pub struct NewJob<P> {
    pub(super) kind: &'static str,
    pub(super) payload: P,
    pub(super) run_at: Timestamp,
    pub(super) created_at: Timestamp,
}

impl<P: Serialize + Sync> NewJob<P> {
    /// A job of this kind, due at once.
    pub fn new(kind: &'static str, payload: P, now: Timestamp) -> Self {
        Self { kind, payload, run_at: now, created_at: now }
    }

    /// The same job, due at `run_at`.
    #[must_use]
    pub fn at(mut self, run_at: Timestamp) -> Self {
        self.run_at = run_at;
        self
    }
}

/// A job taken for the length of a lease.
#[derive(Clone, Debug)]
pub struct Claimed {
    pub id: JobId,
    pub kind: String,
    pub payload: String,
    /// 1 the first time it runs.
    pub attempt: u32,
    /// Who took it: proves, when the job is settled, that nobody else has taken it meanwhile.
    pub(super) lease: String,
}

impl Claimed {
    /// The payload as it was enqueued. Errors: [`Failure::Fail`], since reading it again would not help.
    pub fn payload<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_str(&self.payload).map_err(|error| Failure::Fail(error.into()))
    }
}

/// Why a handler did not finish its job. `?` turns any error into [`Failure::Retry`].
#[derive(Debug)]
pub enum Failure {
    /// May go better another time; parked after the last try.
    Retry(anyhow::Error),
    /// Will never go better: parked at once.
    Fail(anyhow::Error),
    /// Nothing is wrong, it is just not the time: runs again after this long, and the attempt does not count.
    Later(Duration),
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Retry(error.into())
    }
}

/// What runs the jobs of one kind.
pub trait Handler: Send + Sync + 'static {
    /// The kind, as it is stored: `room.what_it_does`.
    fn kind(&self) -> &'static str;

    /// For recurring work: how long after one run the next begins. Such a job is made by [`Runner::start`](super::Runner),
    /// runs on exactly one node, and starts over after any failure.
    fn every(&self) -> Option<Duration> {
        None
    }

    /// Does the work; a panic counts as [`Failure::Retry`]. Dropped half way when the lease is lost.
    fn run<'a>(&'a self, job: &'a Claimed) -> BoxFuture<'a, Result<(), Failure>>;
}

/// How a node works.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Jobs that run at the same time.
    pub workers: usize,
    /// How long a job stays taken without a sign of life.
    pub lease: Duration,
    /// Attempts before a job is parked.
    pub max_attempts: u32,
    /// The name of this node, for the eyes of an administrator.
    pub node: String,
}

row! {
    /// A job set aside after its last try, for an administrator to see.
    #[derive(Clone, Debug)]
    pub struct Parked {
        pub id: JobId,
        pub kind: String,
        pub payload: String,
        pub attempts: i64,
        pub last_error: Option<String>,
        pub created_at: Timestamp,
        pub parked_at: Timestamp,
    }
}

/// How long a job waits after its `attempt`th failed attempt: anything from nothing to a bound that doubles from five
/// seconds to an hour ("full jitter": jobs that failed together do not come back together).
pub fn backoff(attempt: u32, rng: &Rng) -> Duration {
    let bound = u64::try_from(bound(attempt).as_micros()).unwrap_or(u64::MAX);
    Duration::from_micros(rng.below(bound.saturating_add(1)))
}

fn bound(attempt: u32) -> Duration {
    let doublings = 1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
    BACKOFF_BASE.saturating_mul(doublings).min(BACKOFF_CAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_doubles_up_to_an_hour() {
        let bounds: Vec<u64> = (0..=12).map(|attempt| bound(attempt).as_secs()).collect();
        assert_eq!(bounds, [5, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
        assert_eq!(bound(33), BACKOFF_CAP);
        assert_eq!(bound(u32::MAX), BACKOFF_CAP);
    }

    #[test]
    fn waits_are_spread_over_the_whole_bound() {
        let rng = Rng::repeatable(3);
        let waits: Vec<Duration> = (0..1000).map(|_| backoff(4, &rng)).collect();
        assert!(waits.iter().all(|wait| *wait <= Duration::from_secs(40)));
        for quarter in 0..4 {
            let within = Duration::from_secs(quarter * 10)..Duration::from_secs(quarter * 10 + 10);
            let count = waits.iter().filter(|wait| within.contains(*wait)).count();
            assert!((200..300).contains(&count), "{count} of 1000 waits in {within:?}");
        }
    }

    #[test]
    fn a_payload_that_cannot_be_read_fails_for_good() {
        let job = Claimed { id: JobId(1), kind: "a.b".into(), payload: "[]".into(), attempt: 1, lease: String::new() };
        assert!(job.payload::<Vec<u8>>().is_ok());
        assert!(matches!(job.payload::<u8>(), Err(Failure::Fail(_))));
    }
}
