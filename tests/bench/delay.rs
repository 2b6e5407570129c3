//! How far readers of the journal are behind: from a post's acknowledgement at its author to its arrival at somebody who has
//! its discussion open.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::mpsc;

use crate::load::{Look, Spread};
use crate::sockets::Sockets;

/// How far behind a reader may be.
const ALLOWED: Duration = Duration::from_secs(1);
/// The silence after which what has not arrived never will.
const SILENCE: Duration = Duration::from_secs(5);

/// A thread and a position in it.
type Place = (i64, i64);

/// The acknowledgements of posts, as they come.
pub struct Acknowledged(mpsc::UnboundedReceiver<(Place, Instant)>);

/// A look at the answers of those who post, and what it sees.
pub fn acknowledgements() -> (Look, Acknowledged) {
    let (tell, acknowledged) = mpsc::unbounded_channel();
    let look: Look = Arc::new(move |connection, at| {
        if let Some(place) = connection.location().and_then(place) {
            let _ = tell.send((place, at)); // heard until the end of the measure
        }
    });
    (look, Acknowledged(acknowledged))
}

/// `/discussioni/12?da=51#m57` is thread 12, position 57.
fn place(location: &str) -> Option<Place> {
    let (path, position) = location.split_once("#m")?;
    let thread = path.strip_prefix("/discussioni/")?.split('?').next()?;
    Some((thread.parse().ok()?, position.parse().ok()?))
}

/// What became of the acknowledged posts at a reader.
pub struct Delays {
    acknowledged: usize,
    arrived: usize,
    spread: Spread,
}

impl Delays {
    /// Waits until all `posts` have arrived, or nothing comes any more.
    pub async fn gather(mut acknowledged: Acknowledged, sockets: &mut Sockets) -> Self {
        acknowledged.0.close();
        let mut due = HashMap::new();
        while let Some((place, at)) = acknowledged.0.recv().await {
            due.insert(place, at);
        }
        let (count, mut times) = (due.len(), Vec::with_capacity(due.len()));
        while !due.is_empty()
            && let Ok(Some(arrival)) = tokio::time::timeout(SILENCE, sockets.arrivals.recv()).await
        {
            if let Some(at) = due.remove(&(arrival.thread, arrival.position)) {
                times.push(arrival.at.saturating_duration_since(at)); // it may arrive before its author hears of it
            }
        }
        Self { acknowledged: count, arrived: times.len(), spread: Spread::of(times) }
    }

    pub fn print(&self, posts: usize, sockets: &Sockets) {
        let Self { acknowledged, arrived, spread } = self;
        let within = if spread.max <= ALLOWED { "never more than 1 s behind" } else { "MORE THAN 1 S BEHIND" };
        let ms = crate::measures::ms;
        println!(
            "  acknowledged → with a reader:          {within:<26} p50 {:>9}  p99 {:>9}  max {:>9}",
            ms(spread.p50),
            ms(spread.p99),
            ms(spread.max)
        );
        let whole = if (posts, posts) == (*acknowledged, *arrived) { "all" } else { "NOT ALL" };
        println!(
            "    {whole} of {posts} acknowledged posts have arrived: {arrived}, over one socket with all threads open"
        );
        let (caught_up, lost) = (sockets.caught_up(), sockets.lost());
        if (caught_up, lost) != (0, 0) {
            println!("    it was too slow and asked again {caught_up} times; {lost} subscriptions were lost");
        }
    }
}
