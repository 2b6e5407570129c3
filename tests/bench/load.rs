//! Load: as fast as it goes (closed), or at a fixed rate whatever the answers do (open).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::http::Connection;

/// What a load came to.
pub struct Outcome {
    pub per_second: f64,
    pub p50: Duration,
    pub p99: Duration,
    pub max: Duration,
    pub wrong: u64,
}

impl Outcome {
    fn of(mut times: Vec<Duration>, took: Duration, wrong: u64) -> Self {
        times.sort_unstable();
        let at = |q: f64| {
            times
                .get(((times.len() as f64 * q) as usize).min(times.len().saturating_sub(1)))
                .copied()
                .unwrap_or_default()
        };
        Self { per_second: times.len() as f64 / took.as_secs_f64(), p50: at(0.5), p99: at(0.99), max: at(1.0), wrong }
    }
}

/// Makes the bytes of the next request.
pub type Requests = Arc<dyn Fn(u64) -> Vec<u8> + Send + Sync>;

/// As fast as `clients` connections get answers.
pub async fn closed(
    port: u16,
    clients: usize,
    length: Duration,
    expected: u16,
    requests: Requests,
) -> anyhow::Result<Outcome> {
    let (number, begun) = (Arc::new(AtomicU64::new(0)), Instant::now());
    let mut tasks = Vec::new();
    for _ in 0..clients {
        let (number, requests) = (Arc::clone(&number), Arc::clone(&requests));
        tasks.push(tokio::spawn(async move {
            let mut connection = Connection::open(port).await?;
            let (mut times, mut wrong) = (Vec::with_capacity(100_000), 0);
            while begun.elapsed() < length {
                let request = requests(number.fetch_add(1, Ordering::Relaxed));
                let at = Instant::now();
                let status = connection.status(&request).await?;
                times.push(at.elapsed());
                wrong += u64::from(status != expected);
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
    Ok(Outcome::of(all, begun.elapsed(), wrong))
}
