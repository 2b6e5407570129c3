//! The job queue: durable, taken by one node at a time, tried again, parked.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::anyhow;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use prassi::base::{Clock, JobId, Rng, Timestamp};
use prassi::bus::Bus;
use prassi::db::{Command, Db, Error, Location, Options, Tx};
use prassi::jobs::{self, Claimed, Failure, Handler, NewJob, Runner, Settings, Worker};
use sqlx::ConnectOptions as _;
use tokio::sync::{Notify, watch};

/// Makes two tests of one async function that takes an open, empty [`Db`].
macro_rules! with_db_on_both_engines {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use crate::house::{Engine, Place};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let place = Place::new(Engine::Sqlite).await;
                super::$name(place.open().await).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgresql() {
                let place = Place::new(Engine::Postgres).await;
                super::$name(place.open().await).await;
            }
        }
    )+};
}
pub(crate) use with_db_on_both_engines;

with_db_on_both_engines! {
    a_job_exists_only_when_its_command_took_place,
    due_jobs_run_in_order_and_are_gone,
    a_job_is_not_run_before_its_time,
    a_failing_job_is_tried_again_and_then_parked,
    a_job_that_fails_for_good_is_parked_at_once,
    a_panic_is_a_failure_like_any_other,
    later_does_not_count_as_an_attempt,
    a_job_survives_a_runner_dropped_mid_work,
    a_job_that_kills_its_runner_is_parked_in_the_end,
    a_lease_is_kept_while_the_job_runs,
    work_whose_lease_is_lost_is_dropped,
    who_has_lost_the_lease_settles_nothing,
    two_runners_never_run_the_same_job,
    a_runner_wakes_for_news_and_for_the_next_due_job,
    an_idle_runner_writes_nothing,
    a_stopping_runner_finishes_what_runs,
    recurring_work_is_one_job_for_all_nodes,
    recurring_work_starts_over_after_any_failure,
    jobs_nobody_knows_stay_in_the_queue,
}

const START: Timestamp = Timestamp(1_780_000_000_000_000);
const PATIENCE: Duration = Duration::from_secs(20);

/// Enqueues jobs of one kind, and fails afterwards if told to.
struct Enqueue {
    kind: &'static str,
    payloads: Vec<i64>,
    now: Timestamp,
    run_at: Timestamp,
    then_fail: bool,
}

impl Enqueue {
    fn new(kind: &'static str, payloads: impl IntoIterator<Item = i64>, now: Timestamp) -> Self {
        Self { kind, payloads: payloads.into_iter().collect(), now, run_at: now, then_fail: false }
    }
}

impl Command for Enqueue {
    type Output = Vec<JobId>;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Vec<JobId>, Error> {
        let mut ids = Vec::new();
        for payload in &self.payloads {
            ids.push(jobs::enqueue(tx, &NewJob::new(self.kind, payload, self.now).at(self.run_at)).await?);
        }
        if self.then_fail { Err(Error::Broken("the command refuses".into())) } else { Ok(ids) }
    }
}

struct RetryParked(JobId, Timestamp);

impl Command for RetryParked {
    type Output = bool;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, Error> {
        jobs::retry_parked(tx, self.0, self.1).await
    }
}

/// A handler whose work is a function.
struct Does<F> {
    kind: &'static str,
    every: Option<Duration>,
    work: F,
}

impl<F> Handler for Does<F>
where
    F: for<'a> Fn(&'a Claimed) -> BoxFuture<'a, Result<(), Failure>> + Send + Sync + 'static,
{
    fn kind(&self) -> &'static str {
        self.kind
    }
    fn every(&self) -> Option<Duration> {
        self.every
    }
    fn run<'a>(&'a self, job: &'a Claimed) -> BoxFuture<'a, Result<(), Failure>> {
        (self.work)(job)
    }
}

fn does<F>(kind: &'static str, work: F) -> Arc<dyn Handler>
where
    F: for<'a> Fn(&'a Claimed) -> BoxFuture<'a, Result<(), Failure>> + Send + Sync + 'static,
{
    Arc::new(Does { kind, every: None, work })
}

fn recurs<F>(kind: &'static str, every: Duration, work: F) -> Arc<dyn Handler>
where
    F: for<'a> Fn(&'a Claimed) -> BoxFuture<'a, Result<(), Failure>> + Send + Sync + 'static,
{
    Arc::new(Does { kind, every: Some(every), work })
}

fn settings() -> Settings {
    Settings { workers: 4, lease: Duration::from_mins(1), max_attempts: 3, node: "test".into() }
}

fn worker(db: &Db, clock: &Clock, handlers: Vec<Arc<dyn Handler>>) -> Worker {
    Worker::new(db.clone(), clock.clone(), Rng::System, handlers, settings())
}

/// A second node on the same database: on `PostgreSQL` with a writer and connections of its own.
async fn another_node(db: &Db) -> Db {
    let Some(pool) = db.postgres() else { return db.clone() };
    let (schema,): (String,) = sqlx::query_as("SELECT current_schema()::text").fetch_one(pool).await.unwrap();
    let mut url = pool.connect_options().to_url_lossy();
    url.query_pairs_mut().append_pair("options[search_path]", &schema);
    let location = Location::Postgres(url.to_string());
    Db::open(&Options { location, write_timeout: Duration::from_secs(5), pg_connections: 4 }).await.unwrap()
}

async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, what).await.expect("this takes too long")
}

/// A handler that tells when it has begun and then waits to be let go.
fn waits(kind: &'static str, begun: &Arc<Notify>, go: &Arc<Notify>) -> Arc<dyn Handler> {
    let (begun, go) = (Arc::clone(begun), Arc::clone(go));
    does(kind, move |_| {
        let (begun, go) = (Arc::clone(&begun), Arc::clone(&go));
        Box::pin(async move {
            begun.notify_one();
            go.notified().await;
            Ok(())
        })
    })
}

fn counts(kind: &'static str, ran: &Arc<AtomicUsize>) -> Arc<dyn Handler> {
    let ran = Arc::clone(ran);
    does(kind, move |_| {
        ran.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Ok(()) })
    })
}

fn fails(kind: &'static str, failure: impl Fn() -> Failure + Send + Sync + 'static) -> Arc<dyn Handler> {
    let failure = Arc::new(failure);
    does(kind, move |_| {
        let failure = Arc::clone(&failure);
        Box::pin(async move { Err(failure()) })
    })
}

/// What the house writes in its log on this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn listen(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        tracing::subscriber::set_default(
            tracing_subscriber::fmt().with_ansi(false).with_writer(move || log.clone()).finish(),
        )
    }
    fn lines(&self) -> Vec<String> {
        String::from_utf8_lossy(&self.0.lock().unwrap()).lines().map(str::to_owned).collect()
    }
}

async fn a_job_exists_only_when_its_command_took_place(db: Db) {
    let refused = Enqueue { then_fail: true, ..Enqueue::new("test.job", [1, 2], START) };
    assert!(db.write(refused).await.is_err());
    assert_eq!(jobs::pending(&db, START).await.unwrap(), []);

    db.write(Enqueue::new("test.job", [1, 2], START)).await.unwrap();
    assert_eq!(jobs::pending(&db, START).await.unwrap(), [("test.job".to_owned(), 2)]);
}

async fn due_jobs_run_in_order_and_are_gone(db: Db) {
    let clock = Clock::fixed(START);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let notes = Arc::clone(&seen);
    let worker = worker(
        &db,
        &clock,
        vec![does("test.job", move |job| {
            notes.lock().unwrap().push((job.payload::<i64>().unwrap(), job.attempt));
            Box::pin(async { Ok(()) })
        })],
    );
    db.write(Enqueue::new("test.job", [3, 1, 2], START)).await.unwrap();

    assert_eq!(worker.drain().await.unwrap(), 3);
    assert_eq!(*seen.lock().unwrap(), [(3, 1), (1, 1), (2, 1)]);
    assert_eq!(jobs::pending(&db, Timestamp(i64::MAX)).await.unwrap(), []);
    assert_eq!(worker.drain().await.unwrap(), 0);
}

async fn a_job_is_not_run_before_its_time(db: Db) {
    let clock = Clock::fixed(START);
    let ran = Arc::default();
    let worker = worker(&db, &clock, vec![counts("test.job", &ran)]);
    let at = START.plus(Duration::from_secs(10));
    db.write(Enqueue { run_at: at, ..Enqueue::new("test.job", [1], START) }).await.unwrap();

    clock.advance(Duration::from_secs(9));
    assert_eq!(worker.drain().await.unwrap(), 0);
    assert_eq!(jobs::pending(&db, clock.now()).await.unwrap(), []);
    clock.advance(Duration::from_secs(1));
    assert_eq!(worker.drain().await.unwrap(), 1);
    assert_eq!(ran.load(Ordering::SeqCst), 1);
}

async fn a_failing_job_is_tried_again_and_then_parked(db: Db) {
    let clock = Clock::fixed(START);
    let well = Arc::new(AtomicBool::new(false));
    let state = Arc::clone(&well);
    let worker = worker(
        &db,
        &clock,
        vec![does("test.job", move |_| {
            let well = state.load(Ordering::SeqCst);
            Box::pin(
                async move { if well { Ok(()) } else { Err(Failure::Retry(anyhow!("no\0 luck").context("today"))) } },
            )
        })],
    );
    let ids = db.write(Enqueue::new("test.job", [7], START)).await.unwrap();

    for bound in [5, 10] {
        assert_eq!(worker.drain().await.unwrap(), 1);
        assert_eq!(jobs::pending(&db, clock.now()).await.unwrap(), [], "it waits a little");
        assert_eq!(jobs::list_parked(&db, JobId(0), 10).await.unwrap().len(), 0);
        clock.advance(Duration::from_secs(bound));
    }
    assert_eq!(worker.drain().await.unwrap(), 1);
    let parked = jobs::list_parked(&db, JobId(0), 10).await.unwrap();
    assert_eq!(parked.len(), 1);
    assert_eq!(parked[0].id, ids[0]);
    assert_eq!((parked[0].kind.as_str(), parked[0].payload.as_str(), parked[0].attempts), ("test.job", "7", 3));
    assert_eq!(parked[0].last_error.as_deref(), Some("today: no luck"));
    assert_eq!((parked[0].created_at, parked[0].parked_at), (START, clock.now()));
    assert_eq!(jobs::list_parked(&db, ids[0], 10).await.unwrap().len(), 0);

    clock.advance(Duration::from_hours(24));
    assert_eq!(worker.drain().await.unwrap(), 0, "parked is parked");

    well.store(true, Ordering::SeqCst);
    assert!(db.write(RetryParked(ids[0], clock.now())).await.unwrap());
    assert!(!db.write(RetryParked(ids[0], clock.now())).await.unwrap(), "it is parked no more");
    assert_eq!(worker.drain().await.unwrap(), 1);
    assert_eq!(jobs::list_parked(&db, JobId(0), 10).await.unwrap().len(), 0);
    assert_eq!(jobs::pending(&db, Timestamp(i64::MAX)).await.unwrap(), []);
}

async fn a_job_that_fails_for_good_is_parked_at_once(db: Db) {
    let log = Log::default();
    let _guard = log.listen();
    let clock = Clock::fixed(START);
    let worker = worker(&db, &clock, vec![fails("test.job", || Failure::Fail(anyhow!("never")))]);
    db.write(Enqueue::new("test.job", [1], START)).await.unwrap();

    assert_eq!(worker.drain().await.unwrap(), 1);
    let parked = jobs::list_parked(&db, JobId(0), 10).await.unwrap();
    assert_eq!((parked.len(), parked[0].attempts), (1, 1));
    let alert = log.lines().into_iter().find(|line| line.contains("ERROR")).unwrap();
    assert!(alert.contains("a job is parked") && alert.contains("test.job") && alert.contains("never"), "{alert}");
}

async fn a_panic_is_a_failure_like_any_other(db: Db) {
    let clock = Clock::fixed(START);
    let worker = worker(
        &db,
        &clock,
        vec![
            does("test.early", |_| panic!("before the future")),
            does("test.late", |_| Box::pin(async { panic!("number {}", 7) })),
        ],
    );
    db.write(Enqueue::new("test.early", [1], START)).await.unwrap();
    db.write(Enqueue::new("test.late", [1], START)).await.unwrap();

    for _ in 0..3 {
        assert_eq!(worker.drain().await.unwrap(), 2);
        clock.advance(Duration::from_hours(1));
    }
    let parked = jobs::list_parked(&db, JobId(0), 10).await.unwrap();
    let errors: Vec<_> = parked.iter().map(|job| job.last_error.as_deref().unwrap()).collect();
    assert_eq!(errors, ["the handler panicked: before the future", "the handler panicked: number 7"]);
}

async fn later_does_not_count_as_an_attempt(db: Db) {
    let clock = Clock::fixed(START);
    let worker = worker(&db, &clock, vec![fails("test.job", || Failure::Later(Duration::from_mins(10)))]);
    db.write(Enqueue::new("test.job", [1], START)).await.unwrap();

    for _ in 0..10 {
        assert_eq!(worker.drain().await.unwrap(), 1);
        clock.advance(Duration::from_secs(599));
        assert_eq!(worker.drain().await.unwrap(), 0);
        clock.advance(Duration::from_secs(1));
    }
    assert_eq!(jobs::list_parked(&db, JobId(0), 10).await.unwrap().len(), 0);
    assert_eq!(jobs::pending(&db, clock.now()).await.unwrap().len(), 1);
}

async fn a_job_survives_a_runner_dropped_mid_work(db: Db) {
    let clock = Clock::fixed(START);
    let (begun, never) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    db.write(Enqueue::new("test.job", [1], START)).await.unwrap();
    let runner =
        Runner::start(worker(&db, &clock, vec![waits("test.job", &begun, &never)]), db.commits()).await.unwrap();
    soon(begun.notified()).await;
    drop(runner);

    let ran = Arc::default();
    let other = worker(&another_node(&db).await, &clock, vec![counts("test.job", &ran)]);
    clock.advance(Duration::from_secs(59));
    assert_eq!(other.drain().await.unwrap(), 0, "the lease stands");
    clock.advance(Duration::from_secs(1));
    assert_eq!(other.drain().await.unwrap(), 1);
    assert_eq!(ran.load(Ordering::SeqCst), 1);
    assert_eq!(jobs::pending(&db, Timestamp(i64::MAX)).await.unwrap(), []);
}

async fn a_job_that_kills_its_runner_is_parked_in_the_end(db: Db) {
    let clock = Clock::fixed(START);
    let (begun, never) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    db.write(Enqueue::new("test.job", [1], START)).await.unwrap();
    for _ in 0..3 {
        let runner =
            Runner::start(worker(&db, &clock, vec![waits("test.job", &begun, &never)]), db.commits()).await.unwrap();
        soon(begun.notified()).await;
        drop(runner);
        clock.advance(Duration::from_mins(1));
    }
    let ran = Arc::default();
    assert_eq!(worker(&db, &clock, vec![counts("test.job", &ran)]).drain().await.unwrap(), 1);
    assert_eq!(ran.load(Ordering::SeqCst), 0, "it is not run a fourth time");
    let parked = jobs::list_parked(&db, JobId(0), 10).await.unwrap();
    assert_eq!(parked[0].last_error.as_deref(), Some("taken up 3 times, never finished"));
}

async fn a_lease_is_kept_while_the_job_runs(db: Db) {
    let clock = Clock::fixed(START);
    let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let quick = Settings { lease: Duration::from_millis(300), ..settings() };
    let holder = Worker::new(db.clone(), clock.clone(), Rng::System, vec![waits("test.job", &begun, &go)], quick);
    let ran = Arc::default();
    let other = worker(&another_node(&db).await, &clock, vec![counts("test.job", &ran)]);
    db.write(Enqueue::new("test.job", [1], START)).await.unwrap();
    let mut commits = db.commits();
    let runner = Runner::start(holder, db.commits()).await.unwrap();
    soon(begun.notified()).await;

    for _ in 0..4 {
        commits.borrow_and_update();
        clock.advance(Duration::from_millis(200));
        soon(commits.changed()).await.unwrap(); // nothing else commits: the lease was renewed
        assert_eq!(other.drain().await.unwrap(), 0);
    }
    assert!(begun.notified().now_or_never().is_none(), "it was begun only once");
    go.notify_one();
    soon(runner.stop()).await;
    assert_eq!(jobs::pending(&db, Timestamp(i64::MAX)).await.unwrap(), []);
    assert_eq!(ran.load(Ordering::SeqCst), 0);
}

async fn work_whose_lease_is_lost_is_dropped(db: Db) {
    struct Tell(watch::Sender<bool>);
    impl Drop for Tell {
        fn drop(&mut self) {
            self.0.send_replace(true);
        }
    }
    let clock = Clock::fixed(START);
    let begun = Arc::new(Notify::new());
    let (tell, mut dropped) = watch::channel(false);
    let told = Arc::clone(&begun);
    let holder = does("test.job", move |_| {
        let (guard, begun) = (Tell(tell.clone()), Arc::clone(&told));
        Box::pin(async move {
            let _guard = guard;
            begun.notify_one();
            std::future::pending().await
        })
    });
    let quick = Settings { lease: Duration::from_millis(300), ..settings() };
    db.write(Enqueue::new("test.job", [1], START)).await.unwrap();
    let _runner = Runner::start(Worker::new(db.clone(), clock.clone(), Rng::System, vec![holder], quick), db.commits())
        .await
        .unwrap();
    soon(begun.notified()).await;

    let later = Clock::fixed(START.plus(Duration::from_mins(1))); // the holder has been asleep, or its clock is wrong
    let (taken, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let other = another_node(&db).await;
    let other =
        Runner::start(worker(&other, &later, vec![waits("test.job", &taken, &go)]), other.commits()).await.unwrap();
    soon(taken.notified()).await;
    soon(dropped.wait_for(|dropped| *dropped)).await.unwrap();
    go.notify_one();
    soon(other.stop()).await;
    assert_eq!(jobs::pending(&db, Timestamp(i64::MAX)).await.unwrap(), []);
}

async fn who_has_lost_the_lease_settles_nothing(db: Db) {
    let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    db.write(Enqueue::new("test.job", [1], START)).await.unwrap();
    let first = worker(&db, &Clock::fixed(START), vec![waits("test.job", &begun, &go)]);
    let first = Runner::start(first, db.commits()).await.unwrap();
    soon(begun.notified()).await;
    let later = Clock::fixed(START.plus(Duration::from_mins(1)));
    let (taken, finish) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let second = another_node(&db).await;
    let second = Runner::start(worker(&second, &later, vec![waits("test.job", &taken, &finish)]), second.commits())
        .await
        .unwrap();
    soon(taken.notified()).await;

    go.notify_one();
    soon(first.stop()).await;
    assert_eq!(
        jobs::pending(&db, Timestamp(i64::MAX)).await.unwrap(),
        [("test.job".to_owned(), 1)],
        "it is the second's job"
    );
    finish.notify_one();
    soon(second.stop()).await;
    assert_eq!(jobs::pending(&db, Timestamp(i64::MAX)).await.unwrap(), []);
}

async fn two_runners_never_run_the_same_job(db: Db) {
    const JOBS: i64 = 100;
    #[derive(Default)]
    struct Seen {
        now: HashSet<JobId>,
        ever: HashMap<JobId, usize>,
    }
    let (joined, _) = watch::channel(HashSet::new());
    let seen = Arc::new(Mutex::new(Seen::default()));
    let (tell, mut done) = watch::channel(0_i64);
    let handler = |node: usize| {
        let (seen, tell, joined) = (Arc::clone(&seen), tell.clone(), joined.clone());
        does("test.job", move |job| {
            let (seen, tell, joined) = (Arc::clone(&seen), tell.clone(), joined.clone());
            Box::pin(async move {
                assert!(seen.lock().unwrap().now.insert(job.id), "it runs twice at the same time");
                joined.send_modify(|nodes| _ = nodes.insert(node));
                joined.subscribe().wait_for(|nodes| nodes.len() == 2).await?; // nobody does it all alone
                for _ in 0..20 {
                    tokio::task::yield_now().await;
                }
                let mut seen = seen.lock().unwrap();
                seen.now.remove(&job.id);
                *seen.ever.entry(job.id).or_default() += 1;
                drop(seen);
                tell.send_modify(|n| *n += 1);
                Ok(())
            })
        })
    };
    let mut runners = Vec::new();
    let mut buses = Vec::new();
    for (node, db) in [db.clone(), another_node(&db).await].into_iter().enumerate() {
        let bus = Bus::start(&db);
        let worker = Worker::new(db, Clock::System, Rng::System, vec![handler(node)], settings());
        runners.push(Runner::start(worker, bus.news()).await.unwrap());
        buses.push(bus);
    }
    for _ in 0..JOBS / 10 {
        db.write(Enqueue::new("test.job", 0..10, Clock::System.now())).await.unwrap();
    }
    soon(done.wait_for(|n| *n >= JOBS)).await.unwrap();
    for runner in runners {
        soon(runner.stop()).await;
    }

    assert_eq!(jobs::pending(&db, Timestamp(i64::MAX)).await.unwrap(), []);
    let seen = seen.lock().unwrap();
    assert_eq!(seen.ever.len(), 100);
    assert!(seen.ever.values().all(|times| *times == 1), "{:?}", seen.ever);
}

async fn a_runner_wakes_for_news_and_for_the_next_due_job(db: Db) {
    let ran = Arc::default();
    let (tell, mut done) = watch::channel(0);
    let tells = {
        let ran: Arc<AtomicUsize> = Arc::clone(&ran);
        does("test.job", move |_| {
            tell.send_replace(ran.fetch_add(1, Ordering::SeqCst) + 1);
            Box::pin(async { Ok(()) })
        })
    };
    let worker = Worker::new(db.clone(), Clock::System, Rng::System, vec![tells], settings());
    let runner = Runner::start(worker, db.commits()).await.unwrap();

    let started = std::time::Instant::now();
    let now = Clock::System.now();
    let at = now.plus(Duration::from_millis(300));
    db.write(Enqueue::new("test.job", [1], now)).await.unwrap();
    db.write(Enqueue { run_at: at, ..Enqueue::new("test.job", [2], now) }).await.unwrap();
    soon(done.wait_for(|n| *n == 1)).await.unwrap();
    soon(done.wait_for(|n| *n == 2)).await.unwrap();
    assert!(Clock::System.now() >= at);
    assert!(started.elapsed() < Duration::from_secs(4), "that was the five-second look, not the waking");
    soon(runner.stop()).await;
}

async fn an_idle_runner_writes_nothing(db: Db) {
    let ran = Arc::default();
    let (tell, news) = watch::channel(0_u64);
    let runner = Runner::start(worker(&db, &Clock::System, vec![counts("test.job", &ran)]), news).await.unwrap();
    let before = *db.commits().borrow();
    for _ in 0..10 {
        tell.send_modify(|n| *n += 1);
        tokio::time::sleep(Duration::from_millis(25)).await; // a look happens in here; there is nothing to wait for
    }
    soon(runner.stop()).await;
    assert_eq!(*db.commits().borrow(), before);
}

async fn a_stopping_runner_finishes_what_runs(db: Db) {
    let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let mut one_hand = settings();
    one_hand.workers = 1;
    let worker = Worker::new(db.clone(), Clock::System, Rng::System, vec![waits("test.job", &begun, &go)], one_hand);
    db.write(Enqueue::new("test.job", [1, 2], Clock::System.now())).await.unwrap();
    let runner = Runner::start(worker, db.commits()).await.unwrap();
    soon(begun.notified()).await;

    let stopping = tokio::spawn(runner.stop());
    tokio::task::yield_now().await;
    assert!(!stopping.is_finished());
    go.notify_one();
    soon(stopping).await.unwrap();
    assert_eq!(
        jobs::pending(&db, Clock::System.now()).await.unwrap(),
        [("test.job".to_owned(), 1)],
        "the second was not begun"
    );
}

async fn recurring_work_is_one_job_for_all_nodes(db: Db) {
    let clock = Clock::fixed(START);
    let ran: Arc<AtomicUsize> = Arc::default();
    let handler = || {
        let ran = Arc::clone(&ran);
        recurs("test.tidy", Duration::from_mins(10), move |_| {
            ran.fetch_add(1, Ordering::SeqCst);
            Box::pin(async { Ok(()) })
        })
    };
    let other = another_node(&db).await;
    for db in [&db, &other, &db] {
        soon(Runner::start(worker(db, &clock, vec![handler()]), db.commits()).await.unwrap().stop()).await;
    }
    let all = jobs::pending(&db, Timestamp(i64::MAX)).await.unwrap();
    assert_eq!(all, [("test.tidy".to_owned(), 1)]);

    let worker = worker(&db, &clock, vec![handler()]);
    worker.drain().await.unwrap();
    assert_eq!(ran.load(Ordering::SeqCst), 1, "at once the first time");
    for turn in 2..5 {
        clock.advance(Duration::from_secs(599));
        assert_eq!(worker.drain().await.unwrap(), 0);
        clock.advance(Duration::from_secs(1));
        assert_eq!(worker.drain().await.unwrap(), 1);
        assert_eq!(ran.load(Ordering::SeqCst), turn);
    }
}

async fn recurring_work_starts_over_after_any_failure(db: Db) {
    let clock = Clock::fixed(START);
    let work =
        || recurs("test.tidy", Duration::from_mins(10), |_| Box::pin(async { Err(Failure::Fail(anyhow!("never"))) }));
    soon(Runner::start(worker(&db, &clock, vec![work()]), db.commits()).await.unwrap().stop()).await;
    let worker = worker(&db, &clock, vec![work()]);
    worker.drain().await.unwrap();
    for _ in 0..5 {
        clock.advance(Duration::from_mins(10));
        assert_eq!(worker.drain().await.unwrap(), 1);
    }
    assert_eq!(jobs::list_parked(&db, JobId(0), 10).await.unwrap().len(), 0);
}

async fn jobs_nobody_knows_stay_in_the_queue(db: Db) {
    let clock = Clock::fixed(START);
    let ran = Arc::default();
    db.write(Enqueue::new("test.of_a_newer_program", [1], START)).await.unwrap();
    db.write(Enqueue::new("test.job", [1], START)).await.unwrap();

    assert_eq!(worker(&db, &clock, vec![counts("test.job", &ran)]).drain().await.unwrap(), 1);
    assert_eq!(jobs::pending(&db, START).await.unwrap(), [("test.of_a_newer_program".to_owned(), 1)]);
    assert_eq!(worker(&db, &clock, vec![]).drain().await.unwrap(), 0);
}
