//! Group commit on PostgreSQL: each batch first locks the journal's clock row, so commands are serial across all nodes.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;
use sqlx::pool::PoolConnection;
use sqlx::{Connection as _, Executor as _, PgConnection, PgPool, Postgres};
use tokio::sync::watch;

use super::super::{Error, Result, Tx, TxConn};
use super::{Job, Lanes};

/// How often a batch is tried again after a deadlock or a lost connection.
const TRIES: u32 = 5;
/// Locks the clock and names the transaction, so that its fate can be asked for when the connection breaks at COMMIT.
const LOCK: &str = "SELECT pg_current_xact_id()::text FROM journal_clock FOR UPDATE";
const BEGIN: &str = "BEGIN; SET LOCAL lock_timeout = '5s'";

pub(super) async fn run(pool: PgPool, mut lanes: Lanes, limit: Duration, tell: watch::Sender<u64>) {
    loop {
        let mut jobs = lanes.next().await;
        if jobs.is_empty() {
            break;
        }
        let mut failed = vec![false; jobs.len()];
        let mut tries = 0;
        let outcome = loop {
            tries += 1;
            match batch(&pool, &mut jobs, &mut failed, limit).await {
                Err(error) if error.is_transient() && tries < TRIES => {
                    tracing::warn!(%error, tries, "a batch is tried again");
                    tokio::time::sleep(Duration::from_millis(20 << tries)).await;
                }
                Ok(Done::Again) => {}
                Ok(Done::Committed) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        match outcome {
            Ok(()) => tell.send_modify(|n| *n += 1),
            Err(error) => {
                tracing::error!(%error, commands = jobs.len(), "a transaction was not committed");
                for (job, _) in jobs.iter_mut().zip(&failed).filter(|(_, failed)| !**failed) {
                    job.fail(Error::NotCommitted(error.to_string()));
                }
            }
        }
        jobs.into_iter().for_each(Job::settle);
    }
}

enum Done {
    Committed,
    /// One job broke the connection (cut off, panicked half way): the others must run again.
    Again,
}

async fn batch(pool: &PgPool, jobs: &mut [Box<dyn Job>], failed: &mut [bool], limit: Duration) -> Result<Done> {
    let mut conn = pool.acquire().await?;
    let many = failed.iter().filter(|f| !**f).count() > 1;
    conn.execute(BEGIN).await?;
    let (xact,): (String,) = sqlx::query_as(LOCK).fetch_one(&mut *conn).await?;
    let mut keep_any = false;
    for (job, failed) in jobs.iter_mut().zip(failed.iter_mut()).filter(|(_, failed)| !**failed) {
        if many {
            conn.execute("SAVEPOINT job").await?;
        }
        match one(&mut conn, job.as_mut(), limit).await {
            Ok(keep) => {
                keep_any |= keep;
                if many {
                    conn.execute(if keep { "RELEASE SAVEPOINT job" } else { "ROLLBACK TO SAVEPOINT job" }).await?;
                }
            }
            Err(error) => {
                tracing::error!(%error, "a command failed");
                job.fail(error);
                *failed = true;
                conn.close_on_drop();
                return Ok(Done::Again);
            }
        }
    }
    let end = if keep_any { "COMMIT" } else { "ROLLBACK" };
    match conn.execute(end).await {
        Ok(_) => Ok(Done::Committed),
        Err(error) if keep_any => settle_fate(pool, conn, &xact, error.into()).await,
        Err(error) => Err(error.into()),
    }
}

/// The connection broke at COMMIT: the server knows whether it took place.
async fn settle_fate(pool: &PgPool, broken: PoolConnection<Postgres>, xact: &str, error: Error) -> Result<Done> {
    broken.detach().close_hard().await.ok();
    for wait in [10, 50, 250, 1000] {
        tokio::time::sleep(Duration::from_millis(wait)).await;
        let fate = sqlx::query_as::<_, (Option<String>,)>("SELECT pg_xact_status($1::xid8)").bind(xact).fetch_one(pool).await;
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
