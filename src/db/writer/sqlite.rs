//! Group commit on SQLite.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use rusqlite::Connection;
use tokio::sync::watch;

use super::super::{Error, Figures, Result, Tx, TxConn};
use super::{Job, Lanes, Terms};

/// How many steps of SQLite's machine go by between two looks at the clock.
const STEPS: i32 = 10_000;

pub(super) fn run(
    mut conn: Connection,
    mut lanes: Lanes,
    terms: &Terms,
    tell: &watch::Sender<u64>,
    runtime: &tokio::runtime::Handle,
) {
    let watch = Watch::install(&conn, terms);
    loop {
        let mut jobs = runtime.block_on(lanes.next());
        if jobs.is_empty() {
            break;
        }
        terms.began(&jobs);
        let began = Instant::now();
        let done = batch(&mut conn, &mut jobs, &watch);
        terms.figures.ended(began.elapsed());
        match done {
            Ok(()) => tell.send_modify(|n| *n += 1),
            Err(error) => {
                tracing::error!(%error, commands = jobs.len(), "a transaction was not committed");
                for job in &mut jobs {
                    job.fail(Error::NotCommitted(error.to_string()));
                }
            }
        }
        jobs.into_iter().for_each(Job::settle);
    }
}

/// Runs all jobs in one transaction, and leaves none open whatever happens.
fn batch(conn: &mut Connection, jobs: &mut [Box<dyn Job>], watch: &Watch) -> Result<()> {
    let done = transaction(conn, jobs, watch);
    if !conn.is_autocommit()
        && let Err(error) = conn.execute_batch("ROLLBACK")
    {
        tracing::error!(%error, "a transaction could not be rolled back");
    }
    done
}

/// When a job takes the whole transaction down with it (SQLite rolls back what an interrupted INSERT stands in, or one for
/// which the disk is full), that one has failed, whatever it says, and the others run again.
fn transaction(conn: &mut Connection, jobs: &mut [Box<dyn Job>], watch: &Watch) -> Result<()> {
    let mut failed = vec![false; jobs.len()];
    'again: loop {
        let many = failed.iter().filter(|f| !**f).count() > 1;
        conn.execute_batch("BEGIN IMMEDIATE")?;
        let mut keep_any = false;
        for (job, failed) in jobs.iter_mut().zip(&mut failed).filter(|(_, failed)| !**failed) {
            if many {
                conn.prepare_cached("SAVEPOINT job")?.execute([])?;
            }
            let keep = one(conn, job.as_mut(), watch);
            if conn.is_autocommit() {
                if keep {
                    job.fail(Error::lost());
                }
                *failed = true;
                continue 'again;
            }
            keep_any |= keep;
            if many {
                if !keep {
                    conn.prepare_cached("ROLLBACK TO job")?.execute([])?;
                }
                conn.prepare_cached("RELEASE job")?.execute([])?;
            }
        }
        let began = Instant::now();
        conn.execute_batch(if keep_any { "COMMIT" } else { "ROLLBACK" })?;
        watch.figures.committed(began.elapsed());
        return Ok(());
    }
}

fn one(conn: &mut Connection, job: &mut dyn Job, watch: &Watch) -> bool {
    watch.start();
    let outcome = std::panic::catch_unwind(AssertUnwindSafe(|| {
        let mut tx = Tx { conn: TxConn::Sqlite(conn) };
        // A statement on SQLite is never pending: a command that is waits for something it must not wait for.
        job.run(&mut tx).now_or_never()
    }));
    let late = watch.stop();
    let error = match outcome {
        _ if late => Error::TooSlow(watch.limit),
        Ok(Some(keep)) => return keep,
        Ok(None) => Error::Waited,
        Err(_) => Error::Panicked,
    };
    tracing::error!(%error, "a command failed");
    job.fail(error);
    false
}

/// Cuts off a command that runs too long, and keeps the figures of a transaction.
struct Watch {
    limit: Duration,
    figures: Figures,
    epoch: Instant,
    /// Microseconds after `epoch`; 0 while no command runs; `u64::MAX` once one was cut off.
    deadline: Arc<AtomicU64>,
}

impl Watch {
    fn install(conn: &Connection, terms: &Terms) -> Self {
        let Terms { limit, figures } = terms.clone();
        let (epoch, deadline) = (Instant::now(), Arc::new(AtomicU64::new(0)));
        let seen = Arc::clone(&deadline);
        let installed = conn.progress_handler(
            STEPS,
            Some(move || {
                let at = seen.load(Ordering::Relaxed);
                let late = at != 0 && u64::try_from(epoch.elapsed().as_micros()).unwrap_or(u64::MAX) > at;
                if late {
                    seen.store(u64::MAX, Ordering::Relaxed);
                }
                late || at == u64::MAX
            }),
        );
        if let Err(error) = installed {
            tracing::error!(%error, "slow commands will not be cut off");
        }
        Self { limit, figures, epoch, deadline }
    }

    fn start(&self) {
        let at = self.epoch.elapsed() + self.limit;
        self.deadline.store(u64::try_from(at.as_micros()).unwrap_or(u64::MAX - 1), Ordering::Relaxed);
    }

    /// Whether the command was cut off.
    fn stop(&self) -> bool {
        self.deadline.swap(0, Ordering::Relaxed) == u64::MAX
    }
}
