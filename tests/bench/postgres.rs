//! What a figure on PostgreSQL is made of: what one round trip and one commit cost, and what the writer's connection spends
//! its time on.

use std::time::{Duration, Instant};

use sqlx::{Connection as _, PgConnection};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::load::Spread;

/// Between two looks at the server.
const EVERY: Duration = Duration::from_millis(10);
/// What the writer's transaction is at; no row while there is none. It names itself at once, so it has a number.
const LOOK: &str = "SELECT CASE WHEN state LIKE 'idle%' THEN 'waits' WHEN wait_event_type = 'IO' THEN 'disk' ELSE 'works' END
    FROM pg_stat_activity WHERE application_name = 'prassi' AND datname = current_database() AND backend_xid IS NOT NULL";
const TRIVIAL: &str = "SELECT 1";
/// A row knows the transaction that has written it.
const COUNT: &str = "SELECT COUNT(*), COUNT(DISTINCT xmin::text) FROM posts WHERE id > $1";

/// What a single thing costs while nothing else happens.
pub struct Floor {
    round_trip: Duration,
    commit: Duration,
}

impl Floor {
    /// Measures on the fixture's own schema.
    pub async fn measure(url: &str) -> anyhow::Result<Self> {
        let mut conn = PgConnection::connect(url).await?;
        sqlx::raw_sql("CREATE TABLE floor (n BIGINT NOT NULL); INSERT INTO floor VALUES (0)")
            .execute(&mut conn)
            .await?;
        let round_trip = median(&mut conn, TRIVIAL, 1000).await?;
        let update = median(&mut conn, "UPDATE floor SET n = n + 1", 100).await?;
        Ok(Self { round_trip, commit: update.saturating_sub(round_trip) })
    }
}

async fn median(conn: &mut PgConnection, text: &'static str, times: usize) -> sqlx::Result<Duration> {
    let mut all = Vec::with_capacity(times);
    for _ in 0..times {
        let at = Instant::now();
        sqlx::query(text).execute(&mut *conn).await?;
        all.push(at.elapsed());
    }
    Ok(Spread::of(all).p50)
}

/// Looks at the server from time to time.
pub struct Observer {
    stop: oneshot::Sender<()>,
    task: JoinHandle<sqlx::Result<Seen>>,
}

/// What was seen.
pub struct Seen {
    /// How often the writer's transaction waited for its next statement, worked, was at the disk, or was not there.
    waits: usize,
    works: usize,
    disk: usize,
    absent: usize,
    round_trip: Duration,
    posts: i64,
    commits: i64,
}

impl Observer {
    pub async fn start(url: &str) -> anyhow::Result<Self> {
        let conn = PgConnection::connect(url).await?;
        let (stop, stopped) = oneshot::channel();
        Ok(Self { stop, task: tokio::spawn(observe(conn, stopped)) })
    }

    pub async fn stop(self) -> anyhow::Result<Seen> {
        let _ = self.stop.send(()); // what has ended by itself says why
        Ok(self.task.await??)
    }
}

async fn observe(mut conn: PgConnection, mut stopped: oneshot::Receiver<()>) -> sqlx::Result<Seen> {
    let (from,): (i64,) = sqlx::query_as("SELECT MAX(id) FROM posts").fetch_one(&mut conn).await?;
    let (mut looks, mut trips) = ([0; 4], Vec::new());
    while stopped.try_recv() == Err(oneshot::error::TryRecvError::Empty) {
        tokio::time::sleep(EVERY).await;
        let at = Instant::now();
        sqlx::query(TRIVIAL).execute(&mut conn).await?;
        trips.push(at.elapsed());
        let state: Option<(String,)> = sqlx::query_as(LOOK).fetch_optional(&mut conn).await?;
        looks[match state.as_ref().map(|(state,)| state.as_str()) {
            Some("waits") => 0,
            Some("works") => 1,
            Some(_) => 2,
            None => 3,
        }] += 1;
    }
    let (posts, commits) = sqlx::query_as(COUNT).bind(from).fetch_one(&mut conn).await?;
    let [waits, works, disk, absent] = looks;
    Ok(Seen { waits, works, disk, absent, round_trip: Spread::of(trips).p50, posts, commits })
}

impl Seen {
    pub fn print(&self, floor: &Floor) {
        let Self { waits, works, disk, absent, round_trip, posts, commits } = self;
        let us = |d: &Duration| format!("{} µs", d.as_micros());
        println!(
            "  PostgreSQL: a trivial statement and back {} alone, {} under this load; a commit and its sync {} alone",
            us(&floor.round_trip),
            us(round_trip),
            us(&floor.commit)
        );
        let looks = (waits + works + disk + absent).max(1);
        let share = |n: &usize| format!("{:.0} %", *n as f64 * 100.0 / looks as f64);
        println!(
            "    the writer: {} waiting for prassi's next statement, {} executing, {} at the disk, {} in no transaction; {:.1} posts a commit",
            share(waits),
            share(works),
            share(disk),
            share(absent),
            *posts as f64 / (*commits).max(1) as f64
        );
    }
}
