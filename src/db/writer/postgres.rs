//! Group commit on PostgreSQL: each batch first locks the journal's clock row, so commands are serial across all nodes.
//!
//! What a post costs here is round trips, so a batch does without savepoints as long as all goes well: when a command must
//! be undone, all are, and run again each in a savepoint of its own.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use sqlx::{Connection as _, Executor as _, PgConnection, PgPool};
use tokio::sync::watch;

use super::super::{Error, Result, Tx, TxConn};
use super::{Job, Lanes, Terms};

/// One to work with, and one to end it from when it is broken.
pub(super) const CONNECTIONS: u32 = 2;
/// How often a batch is tried again after a deadlock or a lost connection.
const TRIES: u32 = 5;
/// Locks the clock and names the transaction, so that its fate can be asked for when the connection breaks at COMMIT.
const LOCK: &str = "SELECT pg_current_xact_id()::text, pg_backend_pid() FROM journal_clock FOR UPDATE";
const BEGIN: &str = "BEGIN; SET LOCAL lock_timeout = '5s'";
/// The server answers COMMIT after an error with ROLLBACK and calls it a success; any other statement fails then.
const COMMIT: &str = "SELECT 1; COMMIT";
/// Ends a connection that may be at work still: as long as it is, it holds the clock. Waits a second for it at most.
const TERMINATE: &str = "SELECT pg_terminate_backend($1, 1000)";

pub(super) async fn run(pool: PgPool, mut lanes: Lanes, terms: Terms, tell: watch::Sender<u64>) {
    loop {
        let jobs = lanes.next().await;
        if jobs.is_empty() {
            break;
        }
        terms.began(&jobs);
        let began = Instant::now();
        let mut batch = Batch { failed: vec![false; jobs.len()], jobs, is_apart: false };
        let mut tries = 1;
        let outcome = loop {
            match batch.run(&pool, &terms).await {
                Err(error) if error.is_transient() && tries < TRIES => {
                    tracing::warn!(%error, tries, "a batch is tried again");
                    tokio::time::sleep(Duration::from_millis(20 << tries)).await;
                    tries += 1;
                }
                Ok(Done::Broken) => {}
                Ok(Done::Undone) => batch.is_apart = true,
                Ok(Done::Committed) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        terms.figures.ended(began.elapsed());
        match outcome {
            Ok(()) => tell.send_modify(|n| *n += 1),
            Err(error) => {
                tracing::error!(%error, commands = batch.jobs.len(), "a transaction was not committed");
                for (job, _) in batch.waiting() {
                    job.fail(Error::NotCommitted(error.to_string()));
                }
            }
        }
        batch.jobs.into_iter().for_each(Job::settle);
    }
}

/// What stands in one transaction.
struct Batch {
    jobs: Vec<Box<dyn Job>>,
    /// Which of them have failed for good and do not run again.
    failed: Vec<bool>,
    /// Whether each job has a savepoint of its own, so that one can be undone and the others stay.
    is_apart: bool,
}

enum Done {
    Committed,
    /// One job must be undone, and could not be without the others: all must run again.
    Undone,
    /// One job broke the connection (cut off, panicked half way): the others must run again.
    Broken,
}

/// A transaction that was not committed, or perhaps was.
struct Broken {
    error: Error,
    /// The name of the transaction, when the answer to its COMMIT did not come.
    in_doubt: Option<String>,
}

impl<E: Into<Error>> From<E> for Broken {
    fn from(error: E) -> Self {
        Self { error: error.into(), in_doubt: None }
    }
}

impl Batch {
    /// The jobs that have not failed, each with the place to note that it has.
    fn waiting(&mut self) -> impl Iterator<Item = (&mut Box<dyn Job>, &mut bool)> {
        self.jobs.iter_mut().zip(&mut self.failed).filter(|(_, failed)| !**failed)
    }

    /// Runs all jobs in one transaction. A connection on which it did not end well never goes back to the pool: it may be
    /// inside that transaction still, and hold the clock.
    async fn run(&mut self, pool: &PgPool, terms: &Terms) -> Result<Done> {
        let mut conn = pool.acquire().await?;
        let mut pid = None;
        let broken = match self.transaction(&mut conn, &mut pid, terms).await {
            Ok(Done::Broken) => None,
            Ok(done) => return Ok(done),
            Err(broken) => Some(broken),
        };
        conn.detach().close_hard().await.ok(); // it is over either way
        if let Some(pid) = pid
            && let Err(error) = sqlx::query(TERMINATE).bind(pid).execute(pool).await
        {
            tracing::warn!(%error, "a broken connection could not be ended");
        }
        match broken {
            None => Ok(Done::Broken),
            Some(Broken { error, in_doubt: None }) => Err(error),
            Some(Broken { error, in_doubt: Some(xact) }) => settle_fate(pool, &xact, error).await,
        }
    }

    async fn transaction(
        &mut self,
        conn: &mut PgConnection,
        pid: &mut Option<i32>,
        terms: &Terms,
    ) -> Result<Done, Broken> {
        let is_alone = self.waiting().count() == 1;
        let is_apart = self.is_apart && !is_alone;
        conn.execute(BEGIN).await?;
        let (xact, backend): (String, i32) = sqlx::query_as(LOCK).fetch_one(&mut *conn).await?;
        *pid = Some(backend);
        let mut keep_any = false;
        for (job, failed) in self.waiting() {
            if is_apart {
                conn.execute("SAVEPOINT job").await?;
            }
            let keep = match one(conn, job.as_mut(), terms.limit).await {
                Ok(keep) => keep,
                Err(error) => {
                    tracing::error!(%error, "a command failed");
                    job.fail(error);
                    *failed = true;
                    return Ok(Done::Broken);
                }
            };
            if is_apart && !(keep && release(conn, job.as_mut()).await?) {
                conn.execute("ROLLBACK TO SAVEPOINT job").await?;
            } else if keep || is_alone {
                keep_any |= keep;
            } else {
                conn.execute("ROLLBACK").await?;
                return Ok(Done::Undone);
            }
        }
        let began = Instant::now();
        match conn.execute(if keep_any { COMMIT } else { "ROLLBACK" }).await {
            Ok(_) => {
                terms.figures.committed(began.elapsed());
                Ok(Done::Committed)
            }
            Err(error) if is_aborted(&error) && !is_apart && !is_alone => {
                conn.execute("ROLLBACK").await?;
                Ok(Done::Undone)
            }
            Err(error) if keep_any && !is_aborted(&error) => Err(Broken { error: error.into(), in_doubt: Some(xact) }),
            Err(error) => Err(error.into()),
        }
    }
}

/// Keeps what a job did. `false` when it cannot be kept: an error came in the middle and the job said nothing of it.
async fn release(conn: &mut PgConnection, job: &mut dyn Job) -> sqlx::Result<bool> {
    match conn.execute("RELEASE SAVEPOINT job").await {
        Ok(_) => Ok(true),
        Err(error) if is_aborted(&error) => {
            job.fail(Error::lost());
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Whether the server refuses all statements because one has failed before.
fn is_aborted(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(sqlx::error::DatabaseError::code).is_some_and(|code| code == "25P02")
}

/// The connection broke at COMMIT: the server knows whether it took place.
async fn settle_fate(pool: &PgPool, xact: &str, error: Error) -> Result<Done> {
    for wait in [10, 50, 250, 1000] {
        tokio::time::sleep(Duration::from_millis(wait)).await;
        let fate =
            sqlx::query_as::<_, (Option<String>,)>("SELECT pg_xact_status($1::xid8)").bind(xact).fetch_one(pool).await;
        match fate.as_ref().map(|(fate,)| fate.as_deref()) {
            Ok(Some("committed")) => return Ok(Done::Committed),
            Ok(Some("aborted")) => return Err(error),
            Ok(_) | Err(_) => {}
        }
    }
    Err(Error::NotCommitted(format!("its fate is unknown: {error}")))
}

async fn one(conn: &mut PgConnection, job: &mut dyn Job, limit: Duration) -> Result<bool> {
    let mut tx = Tx { conn: TxConn::Postgres(conn) };
    match tokio::time::timeout(limit, AssertUnwindSafe(job.run(&mut tx)).catch_unwind()).await {
        Ok(Ok(keep)) => Ok(keep),
        Ok(Err(_)) => Err(Error::Panicked),
        Err(_) => Err(Error::TooSlow(limit)),
    }
}
