//! Load: as fast as it goes (closed), or at a fixed rate whatever the answers do (open).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::http::Connection;

/// How times are spread.
pub struct Spread {
    pub p50: Duration,
    pub p99: Duration,
    pub max: Duration,
}

impl Spread {
    /// All zero when there are no times.
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |q: f64| times.get((times.len() as f64 * q) as usize).or(times.last()).copied().unwrap_or_default();
        Self { p50: at(0.5), p99: at(0.99), max: at(1.0) }
    }
}

/// What a load came to.
pub struct Outcome {
    pub answers: usize,
    pub per_second: f64,
    pub spread: Spread,
    pub wrong: u64,
}

/// Makes the bytes of the next request.
pub type Requests = Arc<dyn Fn(u64) -> Vec<u8> + Send + Sync>;

/// Looks at an answer as it was expected, which its connection still holds, and at when it had come.
pub type Look = Arc<dyn Fn(&Connection, Instant) + Send + Sync>;

/// As fast as `clients` connections get answers.
pub async fn closed(
    port: u16,
    clients: usize,
    length: Duration,
    expected: u16,
    requests: Requests,
) -> anyhow::Result<Outcome> {
    closed_watched(port, clients, length, (expected, Arc::new(|_, _| ())), requests).await
}

/// The same, with a look at each answer.
pub async fn closed_watched(
    port: u16,
    clients: usize,
    length: Duration,
    (expected, look): (u16, Look),
    requests: Requests,
) -> anyhow::Result<Outcome> {
    let (number, begun) = (Arc::new(AtomicU64::new(0)), Instant::now());
    let mut tasks = Vec::new();
    for _ in 0..clients {
        let (number, requests, look) = (Arc::clone(&number), Arc::clone(&requests), Arc::clone(&look));
        tasks.push(tokio::spawn(async move {
            let mut connection = Connection::open(port).await?;
            let (mut times, mut wrong) = (Vec::with_capacity(100_000), 0);
            while begun.elapsed() < length {
                let request = requests(number.fetch_add(1, Ordering::Relaxed));
                let at = Instant::now();
                let status = connection.status(&request).await?;
                let answered = Instant::now();
                times.push(answered.duration_since(at));
                if status == expected {
                    look(&connection, answered);
                } else {
                    wrong += 1;
                }
            }
            anyhow::Ok((times, wrong))
        }));
    }
    gather(tasks, begun).await
}

/// At `rate` requests a second spread over `clients` connections; a request's time counts from when it was due.
pub async fn open(
    port: u16,
    clients: usize,
    rate: f64,
    length: Duration,
    expected: u16,
    requests: Requests,
) -> anyhow::Result<Outcome> {
    let begun = Instant::now();
    let every = Duration::from_secs_f64(clients as f64 / rate);
    let mut tasks = Vec::new();
    for client in 0..clients {
        let requests = Arc::clone(&requests);
        let first = begun + every.mul_f64(client as f64 / clients as f64);
        tasks.push(tokio::spawn(async move {
            let mut connection = Connection::open(port).await?;
            let (mut times, mut wrong, mut due, mut n) = (Vec::new(), 0, first, client as u64);
            while due.duration_since(begun) < length {
                tokio::time::sleep_until(due.into()).await;
                let status = connection.status(&requests(n)).await?;
                times.push(due.elapsed());
                wrong += u64::from(status != expected);
                due += every;
                n += clients as u64;
            }
            anyhow::Ok((times, wrong))
        }));
    }
    gather(tasks, begun).await
}

type Task = tokio::task::JoinHandle<anyhow::Result<(Vec<Duration>, u64)>>;

async fn gather(tasks: Vec<Task>, begun: Instant) -> anyhow::Result<Outcome> {
    let (mut all, mut wrong) = (Vec::new(), 0);
    for task in tasks {
        let (times, w) = task.await??;
        all.extend(times);
        wrong += w;
    }
    let (answers, took) = (all.len(), begun.elapsed());
    Ok(Outcome { answers, per_second: answers as f64 / took.as_secs_f64(), spread: Spread::of(all), wrong })
}
