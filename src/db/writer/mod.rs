//! The writer: one transaction at a time, many commands in it.
//!
//! Commands queue while the previous COMMIT is running; the next transaction takes all that wait (at most [`BATCH`]), each
//! in its own savepoint, and each caller hears back only after COMMIT. Nobody waits for a batch to fill.
//! A command is a value that can run again: when the transaction is lost through no fault of its own, it simply does.

mod postgres;
mod sqlite;

use std::future::Future;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use tokio::sync::{mpsc, oneshot, watch};

use super::{Error, Figures, Result, Tx};

/// Commands in one transaction at the most.
const BATCH: usize = 64;
/// Commands that may wait in a lane; beyond it callers wait to get in.
const QUEUE: usize = 1024;
/// Batches of the front lane after which a piece of the background has its turn although others wait: on a busy server it
/// would have none for ever.
const PATIENCE: u32 = 8;

/// A change: load, decide, change, store, record. It may run more than once (its transaction can be lost) and only its
/// last run counts, so it holds all that it needs and changes nothing but the database.
pub trait Command: Send + Sync + 'static {
    type Output: Send + 'static;
    type Error: From<Error> + Send + 'static;
    fn run(&self, tx: &mut Tx<'_>) -> impl Future<Output = std::result::Result<Self::Output, Self::Error>> + Send;
}

/// Which queue a command waits in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lane {
    /// Someone is waiting for the answer.
    Front,
    /// Bulk work, in small pieces: runs alone, when the front lane is empty, and otherwise after 8 batches at the latest.
    Background,
}

/// How a writer works, and where it says what it did.
#[derive(Clone)]
pub(super) struct Terms {
    /// A command that runs longer than this is cut off.
    pub limit: Duration,
    pub figures: Figures,
}

#[derive(Clone)]
pub(super) struct Writer {
    front: mpsc::Sender<Box<dyn Job>>,
    background: mpsc::Sender<Box<dyn Job>>,
}

struct Lanes {
    front: mpsc::Receiver<Box<dyn Job>>,
    background: mpsc::Receiver<Box<dyn Job>>,
    /// Batches of the front lane since the background has had its turn.
    passed: u32,
}

/// A queued command whose types are forgotten.
trait Job: Send {
    /// Runs the command and keeps its result; says whether what it did should stay.
    fn run<'a>(&'a mut self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, bool>;
    /// Replaces the result by a failure of the writer's.
    fn fail(&mut self, error: Error);
    /// When the command was given.
    fn given(&self) -> Instant;
    /// Tells the caller. Nothing to do when the caller is gone.
    fn settle(self: Box<Self>);
}

struct Queued<C: Command> {
    command: C,
    given: Instant,
    result: Option<Result<C::Output, C::Error>>,
    answer: oneshot::Sender<Result<C::Output, C::Error>>,
}

impl<C: Command> Job for Queued<C> {
    fn run<'a>(&'a mut self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, bool> {
        Box::pin(async move {
            let result = self.command.run(tx).await;
            let keep = result.is_ok();
            self.result = Some(result);
            keep
        })
    }

    fn fail(&mut self, error: Error) {
        self.result = Some(Err(error.into()));
    }

    fn given(&self) -> Instant {
        self.given
    }

    fn settle(self: Box<Self>) {
        let result = self.result.unwrap_or_else(|| Err(Error::Stopped.into()));
        let _ = self.answer.send(result); // the request may be gone; what was committed stays
    }
}

impl Writer {
    pub(super) async fn write<C: Command>(&self, command: C, lane: Lane) -> Result<C::Output, C::Error> {
        let (answer, outcome) = oneshot::channel();
        let job: Box<dyn Job> = Box::new(Queued { command, given: Instant::now(), result: None, answer });
        let queue = match lane {
            Lane::Front => &self.front,
            Lane::Background => &self.background,
        };
        queue.send(job).await.map_err(|_| Error::Stopped)?;
        outcome.await.map_err(|_| Error::Stopped)?
    }

    /// How many commands wait in each lane.
    pub(super) fn queued(&self) -> (usize, usize) {
        let waiting = |queue: &mpsc::Sender<Box<dyn Job>>| queue.max_capacity() - queue.capacity();
        (waiting(&self.front), waiting(&self.background))
    }
}

impl Lanes {
    fn new() -> (Writer, Self) {
        let (front, front_queue) = mpsc::channel(QUEUE);
        let (background, background_queue) = mpsc::channel(QUEUE);
        (Writer { front, background }, Self { front: front_queue, background: background_queue, passed: 0 })
    }

    /// Waits for work: all of the front lane that waits, or one piece of the background. Empty when both are closed.
    async fn next(&mut self) -> Vec<Box<dyn Job>> {
        let mut jobs = Vec::new();
        if self.passed >= PATIENCE {
            self.passed = 0;
            if let Ok(job) = self.background.try_recv() {
                return vec![job];
            }
        }
        tokio::select! {
            biased;
            n = self.front.recv_many(&mut jobs, BATCH) => {
                self.passed += 1;
                if n == 0 && let Some(job) = self.background.recv().await { jobs.push(job); }
            }
            Some(job) = self.background.recv() => {
                self.passed = 0;
                jobs.push(job);
            }
        }
        jobs
    }
}

impl Terms {
    /// Notes that a transaction of these begins.
    fn began(&self, jobs: &[Box<dyn Job>]) {
        self.figures.began(jobs.iter().map(|job| job.given().elapsed()));
    }
}

/// Starts the writer of SQLite on a thread of its own, which owns the connection.
pub(super) fn sqlite(conn: rusqlite::Connection, terms: Terms, tell: watch::Sender<u64>) -> Result<Writer> {
    let (writer, lanes) = Lanes::new();
    let runtime = tokio::runtime::Handle::current();
    std::thread::Builder::new()
        .name("prassi-writer".to_owned())
        .spawn(move || sqlite::run(conn, lanes, &terms, &tell, &runtime))
        .map_err(|e| Error::Broken(format!("the writer's thread does not start: {e}")))?;
    Ok(writer)
}

/// Starts the writer of this node on PostgreSQL, on a thread of its own as well: while it holds the clock, what it has to do
/// next must not queue behind pages. Nodes take turns at the journal's clock row. Errors: cannot connect.
pub(super) async fn postgres(url: &str, terms: Terms, tell: watch::Sender<u64>) -> Result<Writer> {
    let (writer, lanes) = Lanes::new();
    let (ready, connected) = oneshot::channel();
    let url = url.to_owned();
    let work = async move {
        match super::postgres::connect(&url, postgres::CONNECTIONS).await {
            Ok(pool) => {
                let _ = ready.send(Ok(())); // nobody hears it when the house is closed already: the lanes are, too
                postgres::run(pool, lanes, terms, tell).await;
            }
            Err(error) => drop(ready.send(Err(error))),
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime
        .and_then(|runtime| {
            std::thread::Builder::new().name("prassi-writer".to_owned()).spawn(move || runtime.block_on(work))
        })
        .map_err(|e| Error::Broken(format!("the writer's thread does not start: {e}")))?;
    connected.await.map_err(|_| Error::Stopped)??;
    Ok(writer)
}
