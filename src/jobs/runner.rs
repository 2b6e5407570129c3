//! Drives a worker: looks when there may be news or something falls due, and runs as many jobs at once as it may.

use std::time::Duration;

use tokio::sync::{oneshot, watch};
use tokio::task::{JoinHandle, JoinSet};

use super::worker::Worker;
use crate::db::Result;

/// How long the queue goes unlooked at when nothing calls.
const IDLE: Duration = Duration::from_secs(5);
/// News that come within this time are one: on a busy server commits come by the thousand.
const PAUSE: Duration = Duration::from_millis(20);
/// The wait after the database has failed.
const TROUBLE: Duration = Duration::from_secs(1);

/// Runs jobs on this node. Dropped, it stops at once and half-done jobs come back when their lease ends, as after a crash.
pub struct Runner {
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Runner {
    /// Makes the recurring jobs that are missing and starts to work. `news` changes when jobs may have been enqueued.
    ///
    /// Errors: the database's.
    pub async fn start(worker: Worker, news: watch::Receiver<u64>) -> Result<Self> {
        worker.prepare().await?;
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(work(worker, news, stopped));
        Ok(Self { stop: Some(stop), task })
    }

    /// Takes no more jobs, waits for those that run, and returns.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        if let Err(error) = (&mut self.task).await {
            tracing::error!(%error, "the job runner had ended before it was stopped");
        }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn work(worker: Worker, mut news: watch::Receiver<u64>, mut stopped: oneshot::Receiver<()>) {
    let mut running = JoinSet::new();
    loop {
        let wait = look(&worker, &mut running).await;
        tokio::select! {
            biased;
            _ = &mut stopped => break,
            Some(ended) = running.join_next() => report(ended),
            () = tokio::time::sleep(wait) => {}
            () = heard(&mut news) => {}
        }
    }
    while let Some(ended) = running.join_next().await {
        report(ended);
    }
}

/// Starts what is due, as far as there are hands; returns how long it is until something else falls due.
async fn look(worker: &Worker, running: &mut JoinSet<()>) -> Duration {
    let free = worker.settings.workers.max(1).saturating_sub(running.len());
    if free == 0 {
        return IDLE;
    }
    let due = match worker.next_due().await {
        Ok(due) => due.map(|at| at.since(worker.now())),
        Err(error) => {
            tracing::warn!(%error, "the job queue cannot be read; trying again");
            return TROUBLE;
        }
    };
    if due != Some(Duration::ZERO) {
        return due.map_or(IDLE, |wait| wait.min(IDLE));
    }
    match worker.claim(free).await {
        Ok(jobs) => {
            for job in jobs {
                let worker = worker.clone();
                running.spawn(async move { worker.perform(job).await });
            }
            PAUSE
        }
        Err(error) => {
            tracing::warn!(%error, "jobs cannot be taken; trying again");
            TROUBLE
        }
    }
}

async fn heard(news: &mut watch::Receiver<u64>) {
    tokio::time::sleep(PAUSE).await;
    if news.changed().await.is_err() {
        std::future::pending::<()>().await; // whoever told is gone: looking every few seconds must do
    }
}

fn report(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a job's task ended badly; the job comes back when its lease ends");
    }
}
