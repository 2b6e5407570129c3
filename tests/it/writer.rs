//! The writer: what a command may do to itself and never to the others, what is acknowledged is there, and the order of it all.
//!
//! The commands here speak SQL of their own on the writer's very connection, since the rooms' commands neither fail half way,
//! nor panic, nor run for seconds.

mod trial;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, join_all};
use prassi::base::Rng;
use prassi::db::{self, Command, Db, Tx};

use crate::house::{Engine, Place, on_both_engines};
use trial::{Bench, Gate, Refused, Step, Stranger, insert_of, text, trial};

on_both_engines!(
    a_command_that_fails_leaves_nothing,
    a_command_that_panics_fails_alone,
    a_slow_command_is_cut_off_and_the_others_run_again,
    a_command_waits_for_nothing_but_the_database,
    an_error_that_a_command_swallows_is_no_success,
    a_caller_that_goes_away_leaves_no_open_transaction,
    numbers_are_gapless_and_in_the_order_of_commits,
    the_background_lane_lets_the_front_lane_go_first,
    the_background_lane_gets_on_under_load,
    a_slow_command_is_cut_off_in_the_background,
    a_short_lock_of_somebody_else_is_waited_for,
    what_is_acknowledged_is_synced,
);

/// How long a command may run on an impatient bench.
const LIMIT: Duration = Duration::from_secs(3);
/// A transaction that was forgotten open stands in the way for longer (PostgreSQL ends it after 30 seconds).
const IDLE: Duration = Duration::from_secs(20);
/// Nothing here takes longer, on a busy machine either.
const DEADLINE: Duration = Duration::from_mins(1);

async fn a_command_that_fails_leaves_nothing(engine: Engine) {
    let bench = Bench::new(engine).await;
    let commits = *bench.db.commits().borrow();
    let answers = bench
        .batch(vec![
            insert_of("a"),
            trial("b", [Step::Insert, Step::Fail]),
            trial("c", [Step::Insert, Step::Run("INSERT INTO trial (name) VALUES ('a')"), Step::Insert]),
            insert_of("d"),
        ])
        .await;
    assert_eq!(*bench.db.commits().borrow() - commits, 2, "the holder's commit and one for all of these");
    assert!(matches!(answers[..], [Ok(1), Err(Refused::Own), Err(Refused::Db(_)), Ok(2)]), "{answers:?}");
    let Err(Refused::Db(error)) = &answers[2] else { unreachable!() };
    assert!(error.is_unique_violation(), "{error}");
    assert_eq!(bench.names().await, ["a", "d"]);

    let alone = bench.write(trial("e", [Step::Insert, Step::Fail])).await;
    assert!(matches!(alone, Err(Refused::Own)), "{alone:?}");
    assert_eq!(bench.names().await, ["a", "d"]);
    bench.goes_on().await;
}

async fn a_command_that_panics_fails_alone(engine: Engine) {
    let bench = Bench::new(engine).await;
    let answers = bench
        .batch(vec![
            insert_of("a"),
            trial("b", [Step::Insert, Step::Panic]),
            insert_of("c"),
            trial("d", [Step::Panic]),
            trial("e", [Step::Insert, Step::Fail]),
        ])
        .await;
    let [Ok(1), Err(Refused::Db(db::Error::Panicked)), Ok(2), Err(Refused::Db(db::Error::Panicked)), Err(Refused::Own)] =
        &answers[..]
    else {
        panic!("{answers:?}")
    };
    assert_eq!(bench.names().await, ["a", "c"]);
    let alone = bench.write(trial("f", [Step::Insert, Step::Panic])).await;
    assert!(matches!(alone, Err(Refused::Db(db::Error::Panicked))), "{alone:?}");
    assert_eq!(bench.names().await, ["a", "c"]);
    bench.goes_on().await;
}

async fn a_slow_command_is_cut_off_and_the_others_run_again(engine: Engine) {
    let bench = Bench::impatient(engine).await;
    let began = Instant::now();
    let answers = bench
        .batch(vec![
            insert_of("a"),
            trial("b", [Step::Insert, Step::Slow]),
            insert_of("c"),
            trial("d", [Step::Insert, Step::Fail]),
        ])
        .await;
    assert!(
        matches!(answers[..], [Ok(1), Err(Refused::Db(db::Error::TooSlow(LIMIT))), Ok(2), Err(Refused::Own)]),
        "{answers:?}"
    );
    assert!(began.elapsed() < 4 * LIMIT, "the others waited {:?}", began.elapsed());
    assert_eq!(bench.names().await, ["a", "c"]);
    bench.goes_on().await;

    // What was cut off is not swallowed either: the command says all is well, and nothing of it is.
    let alone = bench.write(trial("e", [Step::Insert, Step::Slow])).await;
    assert!(matches!(alone, Err(Refused::Db(db::Error::TooSlow(_)))), "{alone:?}");
    assert_eq!(bench.names().await, ["a", "c"]);
    bench.goes_on().await;
}

async fn a_command_waits_for_nothing_but_the_database(engine: Engine) {
    let bench = Bench::impatient(engine).await;
    let answers = bench.batch(vec![insert_of("a"), trial("b", [Step::Insert, Step::Wait]), insert_of("c")]).await;
    let [Ok(1), Err(Refused::Db(error)), Ok(2)] = &answers[..] else { panic!("{answers:?}") };
    match engine {
        Engine::Sqlite => assert!(matches!(error, db::Error::Waited), "{error}"),
        Engine::Postgres => assert!(matches!(error, db::Error::TooSlow(LIMIT)), "{error}"),
    }
    assert_eq!(bench.names().await, ["a", "c"]);
    bench.goes_on().await;
}

/// PostgreSQL takes nothing more in a transaction after an error, and answers COMMIT with ROLLBACK and without a word;
/// SQLite rolls everything back when its disk is full. Neither may be told as a success.
async fn an_error_that_a_command_swallows_is_no_success(engine: Engine) {
    let bench = Bench::new(engine).await;
    let twice = "INSERT INTO trial (name) VALUES ('a')";
    let full = "PRAGMA max_page_count = 1; INSERT INTO trial (name) VALUES (hex(zeroblob(4000000)))";
    let swallowed = match engine {
        Engine::Sqlite => full,
        Engine::Postgres => twice,
    };
    let space = match engine {
        Engine::Sqlite => "PRAGMA max_page_count = 1073741823",
        Engine::Postgres => "SELECT 1",
    };
    bench.write(insert_of("a")).await.unwrap();
    let forgetful = |name| trial(name, [Step::Insert, Step::Swallow(swallowed), Step::Swallow(space)]);
    let alone = bench.write(forgetful("b")).await;
    assert_eq!(alone.is_ok(), bench.names().await.contains(&"b".to_owned()), "{alone:?}");

    let answers = bench.batch(vec![insert_of("c"), forgetful("d"), insert_of("e"), insert_of("f")]).await;
    let names = bench.names().await;
    for (name, answer) in ["c", "d", "e", "f"].into_iter().zip(&answers) {
        assert_eq!(answer.is_ok(), names.contains(&name.to_owned()), "{name}: {answer:?}, and there are {names:?}");
    }
    assert!([0, 2, 3].into_iter().all(|n| answers[n].is_ok()), "the others have done nothing wrong: {answers:?}");

    // What comes after the error would stay, were it let through: there is no transaction any more that could be rolled back.
    let late =
        bench.write(trial("g", [Step::Insert, Step::Swallow(swallowed), Step::Swallow(space), Step::Found])).await;
    assert!(matches!(late, Err(Refused::Db(_))), "{late:?}");
    let organisations = bench.stranger().await.rows("SELECT name, id FROM organisations WHERE code = 'TRIAL'").await;
    assert!(organisations.is_empty(), "{organisations:?}");
    bench.goes_on().await;
}

/// A command that closes its own savepoint breaks the batch between two commands; the writer must come out of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_that_breaks_leaves_no_open_transaction() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let bench = Bench::new(engine).await;
        let answers = bench
            .batch(vec![insert_of("a"), trial("b", [Step::Insert, Step::Run("RELEASE SAVEPOINT job")]), insert_of("c")])
            .await;
        let names = bench.names().await;
        for (name, answer) in ["a", "b", "c"].into_iter().zip(&answers) {
            assert_eq!(
                answer.is_ok(),
                names.contains(&name.to_owned()),
                "{engine:?}, {name}: {answer:?}, and there are {names:?}"
            );
        }
        bench.goes_on().await;
    }
}

async fn a_caller_that_goes_away_leaves_no_open_transaction(engine: Engine) {
    let bench = Bench::new(engine).await;
    // One that has not begun to run.
    let (held, mut waiting) = bench.hold(vec![insert_of("a")]).await;
    assert!((&mut waiting).now_or_never().is_none());
    drop(waiting);
    held.open.add_permits(1);
    bench.goes_on().await;
    assert_eq!(bench.names().await, ["a"], "what was queued is done, though nobody hears of it");

    // One in the middle of its work.
    let gate = Gate::new();
    let mut running: BoxFuture<'_, _> =
        Box::pin(bench.db.write(trial("b", [Step::Insert, Step::Pass(Arc::clone(&gate)), Step::Insert])));
    assert!((&mut running).now_or_never().is_none());
    gate.reached().await;
    drop(running);
    gate.open.add_permits(1);
    bench.goes_on().await;
    assert_eq!(bench.names().await, ["a"], "its second insert has failed, and with it the first");
}

/// 64 writers, of whom every third fails after it has taken a number and some panic; on PostgreSQL on two nodes.
async fn numbers_are_gapless_and_in_the_order_of_commits(engine: Engine) {
    const WRITERS: usize = 64;
    const EACH: usize = 30;
    let bench = Bench::new(engine).await;
    let other = match engine {
        Engine::Sqlite => bench.db.clone(),
        Engine::Postgres => Db::open(&bench.place.options()).await.unwrap(),
    };
    let done = Arc::new(AtomicBool::new(false));
    let reader = tokio::spawn(read_along(bench.stranger().await, Arc::clone(&done)));
    let rng = Rng::repeatable(7);
    let writers = (0..WRITERS).map(|w| {
        let db = if w % 2 == 0 { bench.db.clone() } else { other.clone() };
        let chances: Vec<u64> = (0..EACH).map(|_| rng.below(100)).collect();
        tokio::spawn(async move {
            let mut taken = Vec::new();
            for (n, chance) in chances.into_iter().enumerate() {
                let steps = match chance {
                    0..60 => vec![Step::Insert],
                    60..99 => vec![Step::Insert, Step::Fail],
                    _ => vec![Step::Insert, Step::Panic],
                };
                let is_meant = chance < 60;
                let answer = db.write(trial(&format!("{w}/{n}"), steps)).await;
                assert_eq!(answer.is_ok(), is_meant, "{answer:?}");
                taken.extend(answer.ok());
            }
            taken
        })
    });
    let taken = tokio::time::timeout(DEADLINE, join_all(writers)).await.expect("the writers are stuck");
    done.store(true, Ordering::SeqCst);
    let mut taken: Vec<i64> = taken.into_iter().flat_map(Result::unwrap).collect();
    taken.sort_unstable();
    let all: Vec<i64> = (1..).take(taken.len()).collect();
    assert_eq!(taken, all, "every number was told to exactly one writer");
    assert!(taken.len() > WRITERS * EACH / 2);
    let (seen, polls) = reader.await.unwrap();
    assert_eq!(seen, i64::try_from(taken.len()).unwrap());
    assert!(polls > 5, "the reader has looked {polls} times only");
}

/// Reads the log with a cursor, as the journal's readers do: at every look it continues without a gap.
async fn read_along(mut stranger: Stranger, done: Arc<AtomicBool>) -> (i64, usize) {
    let (mut cursor, mut polls) = (0, 0);
    loop {
        let is_last = done.load(Ordering::SeqCst);
        let before = cursor;
        for (_, seq) in stranger
            .rows("SELECT kind, seq FROM journal WHERE kind = 'trial' ORDER BY seq")
            .await
            .into_iter()
            .skip(usize::try_from(cursor).unwrap())
        {
            assert_eq!(seq, cursor + 1, "a number appeared behind the reader's back");
            cursor = seq;
        }
        polls += usize::from(cursor > before);
        if is_last {
            return (cursor, polls);
        }
        tokio::task::yield_now().await;
    }
}

async fn the_background_lane_lets_the_front_lane_go_first(engine: Engine) {
    let bench = Bench::new(engine).await;
    let (held, front) = bench.hold((0..10).map(|n| insert_of(&format!("front {n}"))).collect()).await;
    let background = join_all((0..20).map(|n| bench.db.write_later(insert_of(&format!("later {n}")))));
    let (mut background, mut front) = (Box::pin(background), front);
    assert!((&mut background).now_or_never().is_none());
    assert!((&mut front).now_or_never().is_none(), "the front lane queues after the background");
    held.open.add_permits(1);
    let (front, background) = tokio::time::timeout(DEADLINE, async { tokio::join!(front, background) }).await.unwrap();
    let front: Vec<i64> = front.into_iter().map(Result::unwrap).collect();
    let background: Vec<i64> = background.into_iter().map(Result::unwrap).collect();
    assert_eq!(front, (1..=10).collect::<Vec<_>>());
    assert_eq!(background, (11..=30).collect::<Vec<_>>());

    bench.goes_on().await;
}

/// Each piece of the background is a transaction of its own.
async fn a_slow_command_is_cut_off_in_the_background(engine: Engine) {
    let bench = Bench::impatient(engine).await;
    let slow = bench.db.write_later(trial("slow", [Step::Insert, Step::Slow])).await;
    assert!(matches!(slow, Err(Refused::Db(db::Error::TooSlow(_)))), "{slow:?}");
    bench.goes_on().await;
}

/// More writers than a batch takes, without a pause: the background still gets its turn, as /readyz must.
async fn the_background_lane_gets_on_under_load(engine: Engine) {
    let bench = Bench::new(engine).await;
    let done = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..256)
        .map(|w| {
            let (db, done) = (bench.db.clone(), Arc::clone(&done));
            tokio::spawn(async move {
                let mut n = 0_u32;
                while !done.load(Ordering::SeqCst) {
                    db.write(insert_of(&format!("{w}/{n}"))).await.unwrap();
                    n += 1;
                }
                n
            })
        })
        .collect();
    let began = Instant::now();
    let mut longest = Duration::ZERO;
    for n in 0..10 {
        let asked = Instant::now();
        let answer = tokio::time::timeout(DEADLINE, bench.db.write_later(insert_of(&format!("later {n}")))).await;
        assert!(answer.is_ok(), "the background waited for more than {:?}", asked.elapsed());
        longest = longest.max(asked.elapsed());
    }
    done.store(true, Ordering::SeqCst);
    let front: u32 = join_all(writers).await.into_iter().map(Result::unwrap).sum();
    println!(
        "{engine:?}: {front} commands in front in {:?}, and the background waited {longest:?} at most",
        began.elapsed()
    );
    assert!(front > 256);
}

async fn a_short_lock_of_somebody_else_is_waited_for(engine: Engine) {
    let bench = Bench::new(engine).await;
    let mut stranger = bench.stranger().await;
    for round in 0..20 {
        stranger.lock().await;
        let writes = join_all((0..32).map(|n| bench.db.write(insert_of(&format!("{round}/{n}")))));
        let mut writes: BoxFuture<'_, _> = Box::pin(writes);
        assert!((&mut writes).now_or_never().is_none());
        stranger.run("UPDATE journal_clock SET seq = seq WHERE id = 1").await;
        let seen = stranger.rows("SELECT name, seq FROM trial").await.len();
        assert_eq!(seen, round * 32, "nothing is written while somebody else holds the lock");
        stranger.run("COMMIT").await;
        for answer in tokio::time::timeout(DEADLINE, writes).await.unwrap() {
            answer.unwrap();
        }
    }
    bench.goes_on().await;
}

/// A lock that outlasts the writer's patience on PostgreSQL (`lock_timeout`): the batch is tried again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_lock_is_waited_for_again_on_postgresql() {
    const BLOCKED: &str = "SELECT query_start::text, pid::bigint FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))";
    let bench = Bench::new(Engine::Postgres).await;
    let mut stranger = bench.stranger().await;
    stranger.lock().await;
    let mut writes: BoxFuture<'_, _> = Box::pin(join_all((0..3).map(|n| bench.db.write(insert_of(&format!("{n}"))))));
    assert!((&mut writes).now_or_never().is_none());
    let began = Instant::now();
    let mut first = Vec::new();
    while first.is_empty() || stranger.rows(BLOCKED).await.first() == first.first() {
        assert!(began.elapsed() < DEADLINE, "the writer waits for ever");
        first = if first.is_empty() { stranger.rows(BLOCKED).await } else { first };
        stranger.run("SELECT pg_stat_clear_snapshot(), pg_sleep(0.05)").await;
    }
    stranger.run("COMMIT").await;
    let answers = tokio::time::timeout(DEADLINE, writes).await.unwrap();
    assert!(matches!(answers[..], [Ok(1), Ok(2), Ok(3)]), "{answers:?}");
    assert_eq!(bench.names().await, ["0", "1", "2"]);
    bench.goes_on().await;
}

/// A connection that breaks under a batch, or between two: what was not committed runs again, once in effect.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_connection_is_survived_on_postgresql() {
    const KILL: &str = "SELECT 'killed', count(pg_terminate_backend(pid))::bigint FROM
        (SELECT DISTINCT pid FROM pg_locks WHERE relation = 'journal_clock'::regclass AND pid <> pg_backend_pid()) writers";
    let bench = Bench::new(Engine::Postgres).await;
    for round in ["alone", "in company"] {
        let gate = Gate::new();
        let mut commands = vec![trial(round, [Step::Insert, Step::Pass(Arc::clone(&gate)), Step::Run("SELECT 1")])];
        if round == "in company" {
            commands.extend([insert_of("a"), insert_of("b")]);
        }
        let count = commands.len();
        let (held, mut waiting) = bench.hold(commands).await;
        assert!((&mut waiting).now_or_never().is_none());
        held.open.add_permits(1);
        let kill = async {
            gate.reached().await;
            assert_eq!(bench.stranger().await.rows(KILL).await, [("killed".to_owned(), 1)]);
            gate.open.add_permits(2); // one for each of its runs
        };
        let (answers, ()) = tokio::time::timeout(DEADLINE, async { tokio::join!(waiting, kill) }).await.unwrap();
        assert!(answers.len() == count && answers.iter().all(Result::is_ok), "{answers:?}");
    }
    assert_eq!(bench.names().await, ["a", "alone", "b", "in company"]);
    bench.goes_on().await;
}

/// What a transaction of the writer finds on its own connection.
struct Ask(&'static [&'static str]);

impl Command for Ask {
    type Output = Vec<String>;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Vec<String>, db::Error> {
        let mut said = Vec::new();
        for query in self.0 {
            said.push(text(tx, query).await?);
        }
        Ok(said)
    }
}

async fn what_is_acknowledged_is_synced(engine: Engine) {
    let db = Place::new(engine).await.open().await;
    match engine {
        Engine::Sqlite => {
            let ask = Ask(&[
                "SELECT journal_mode FROM pragma_journal_mode",
                "SELECT synchronous FROM pragma_synchronous",
                "SELECT foreign_keys FROM pragma_foreign_keys",
                "SELECT timeout FROM pragma_busy_timeout",
            ]);
            assert_eq!(db.write(ask).await.unwrap(), ["wal", "2", "1", "30000"], "2 is FULL: a sync at every commit");
        }
        Engine::Postgres => {
            let ask = Ask(&["SELECT current_setting('synchronous_commit')", "SELECT current_setting('fsync')"]);
            assert_eq!(db.write(ask).await.unwrap(), ["on", "on"]);
        }
    }
}
