//! All of the queue's SQL. States: `queued` (also while taken: then `leased_by` says by whom) and `parked`.

use serde::Serialize;

use super::model::{Claimed, NewJob, Parked};
use crate::base::{JobId, Timestamp};
use crate::db::{Command, Db, Error, ListOf, Result, Tx, row, sql};

/// Puts a job in the queue, as part of a command.
pub async fn enqueue<P: Serialize + Sync>(tx: &mut Tx<'_>, job: &NewJob<P>) -> Result<JobId> {
    let payload = serde_json::to_string(&job.payload).map_err(|error| Error::Broken(error.to_string()))?;
    let (id,) = sql!(write tx, one (JobId,),
        "INSERT INTO jobs (kind, payload, state, run_at, attempts, created_at) VALUES ($1, $2, 'queued', $3, 0, $4) RETURNING id",
        job.kind, &payload, job.run_at, job.created_at)?;
    Ok(id)
}

/// The kinds of jobs that are due at `now`, and how many of each. Jobs a running node has taken are not among them.
pub async fn pending(db: &Db, now: Timestamp) -> Result<Vec<(String, i64)>> {
    sql!(read db, all (String, i64),
        "SELECT kind, COUNT(*) FROM jobs WHERE state = 'queued' AND run_at <= $1 GROUP BY kind ORDER BY kind", now)
}

/// At most `limit` parked jobs after `after`, in order.
pub async fn list_parked(db: &Db, after: JobId, limit: i64) -> Result<Vec<Parked>> {
    sql!(read db, all Parked,
        "SELECT id, kind, payload, attempts, last_error, created_at, run_at FROM jobs \
         WHERE state = 'parked' AND id > $1 ORDER BY id LIMIT $2",
        after, limit)
}

/// How many jobs there are of each kind in each state: (kind, state, how many).
pub async fn count(db: &Db) -> Result<Vec<(String, String, i64)>> {
    sql!(read db, all (String, String, i64),
        "SELECT kind, state, COUNT(*) FROM jobs GROUP BY kind, state ORDER BY kind, state")
}

/// Puts a parked job back in the queue with all its attempts before it; `false` when it is not parked.
pub async fn retry_parked(tx: &mut Tx<'_>, id: JobId, now: Timestamp) -> Result<bool> {
    let rows = sql!(write tx, execute,
        "UPDATE jobs SET state = 'queued', run_at = $1, attempts = 0 WHERE id = $2 AND state = 'parked'", now, id)?;
    Ok(rows > 0)
}

/// Takes a parked job out of the table for good; gives its kind and payload, nothing when it is not parked.
pub async fn drop_parked(tx: &mut Tx<'_>, id: JobId) -> Result<Option<(String, String)>> {
    sql!(write tx, optional (String, String),
        "DELETE FROM jobs WHERE id = $1 AND state = 'parked' RETURNING kind, payload", id)
}

/// When the next job of these kinds is due, or the lease of one ends.
pub(super) async fn next_due(db: &Db, kinds: &ListOf) -> Result<Option<Timestamp>> {
    let next = sql!(read db, optional (Timestamp,), {
        sqlite: "SELECT run_at FROM jobs WHERE state = 'queued' AND kind IN (SELECT value FROM json_each($1)) \
                 ORDER BY run_at, id LIMIT 1",
        postgres: "SELECT run_at FROM jobs WHERE state = 'queued' AND kind IN (SELECT json_array_elements_text($1::text::json)) \
                   ORDER BY run_at, id LIMIT 1"
    }, &kinds.0)?;
    Ok(next.map(|(at,)| at))
}

row! {
    struct ClaimedRow {
        id: JobId,
        kind: String,
        payload: String,
        attempts: i64,
    }
}

/// Takes at most `limit` due jobs until `until`, oldest first.
pub(super) struct Claim {
    pub now: Timestamp,
    pub until: Timestamp,
    pub kinds: ListOf,
    pub lease: String,
    pub limit: i64,
}

impl Command for Claim {
    type Output = Vec<Claimed>;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Vec<Claimed>> {
        let mut rows = sql!(write tx, all ClaimedRow, {
            sqlite: "UPDATE jobs SET run_at = $1, leased_by = $2, attempts = attempts + 1 WHERE id IN (\
                     SELECT id FROM jobs WHERE state = 'queued' AND run_at <= $3 AND kind IN (SELECT value FROM json_each($4)) \
                     ORDER BY run_at, id LIMIT $5) RETURNING id, kind, payload, attempts",
            postgres: "UPDATE jobs SET run_at = $1, leased_by = $2, attempts = attempts + 1 WHERE id IN (\
                       SELECT id FROM jobs WHERE state = 'queued' AND run_at <= $3 \
                       AND kind IN (SELECT json_array_elements_text($4::text::json)) \
                       ORDER BY run_at, id LIMIT $5) RETURNING id, kind, payload, attempts"
        }, self.until, &self.lease, self.now, &self.kinds.0, self.limit)?;
        rows.sort_by_key(|row| row.id);
        Ok(rows.into_iter().map(|row| row.open(&self.lease)).collect())
    }
}

impl ClaimedRow {
    fn open(self, lease: &str) -> Claimed {
        let attempt = u32::try_from(self.attempts).unwrap_or(u32::MAX);
        Claimed { id: self.id, kind: self.kind, payload: self.payload, attempt, lease: lease.to_owned() }
    }
}

/// Keeps a taken job until `until`; `false` when it is no longer this lease's.
pub(super) struct Renew {
    pub id: JobId,
    pub lease: String,
    pub until: Timestamp,
}

impl Command for Renew {
    type Output = bool;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool> {
        let rows = sql!(write tx, execute,
            "UPDATE jobs SET run_at = $1 WHERE id = $2 AND leased_by = $3", self.until, self.id, &self.lease)?;
        Ok(rows > 0)
    }
}

/// Gives a taken job back with its outcome; `false` when it is no longer this lease's.
pub(super) struct Settle {
    pub id: JobId,
    pub lease: String,
    pub outcome: Outcome,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    Done,
    Queued { run_at: Timestamp, attempts: u32, error: Option<String> },
    Parked { at: Timestamp, attempts: u32, error: String },
}

impl Command for Settle {
    type Output = bool;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool> {
        let (state, run_at, attempts, error) = match &self.outcome {
            Outcome::Done => {
                let rows =
                    sql!(write tx, execute, "DELETE FROM jobs WHERE id = $1 AND leased_by = $2", self.id, &self.lease)?;
                return Ok(rows > 0);
            }
            Outcome::Queued { run_at, attempts, error } => ("queued", *run_at, *attempts, error.as_deref()),
            Outcome::Parked { at, attempts, error } => ("parked", *at, *attempts, Some(error.as_str())),
        };
        let rows = sql!(write tx, execute,
            "UPDATE jobs SET state = $1, run_at = $2, attempts = $3, last_error = $4, leased_by = NULL \
             WHERE id = $5 AND leased_by = $6",
            state, run_at, i64::from(attempts), error, self.id, &self.lease)?;
        Ok(rows > 0)
    }
}

/// Makes the job of a recurring kind, when it is missing.
pub(super) struct EnsureRecurring {
    pub kind: &'static str,
    pub now: Timestamp,
}

impl Command for EnsureRecurring {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let there =
            sql!(write tx, optional (JobId,), "SELECT id FROM jobs WHERE kind = $1 ORDER BY id LIMIT 1", self.kind)?;
        if there.is_none() {
            enqueue(tx, &NewJob::new(self.kind, (), self.now)).await?;
        }
        Ok(())
    }
}
