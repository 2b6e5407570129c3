//! Reads that may take long, where they hold nobody up.

use std::num::NonZero;
use std::sync::Arc;

use tokio::sync::{Semaphore, SemaphorePermit};

use super::{Db, Engine, Reads, Source};

/// The turns of long reads of SQLite.
pub(super) type Turns = Arc<Semaphore>;

/// As many as leave half of the machine to others; one at least.
pub(super) fn turns() -> Turns {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    Arc::new(Semaphore::new((cores / 2).max(1)))
}

/// A way to read that may take long: on SQLite the thread at hand gives its other tasks away first, and only a few do so at the
/// same time. PostgreSQL works elsewhere anyway.
pub struct Aside<'d> {
    db: &'d Db,
    _turn: Option<SemaphorePermit<'d>>,
}

impl Db {
    /// Waits for a turn to read what may take longer than a millisecond: `sql!(read &db.aside().await, …)`.
    pub async fn aside(&self) -> Aside<'_> {
        let turn = match &self.engine {
            Reads::Sqlite(_) => self.aside.acquire().await.ok(), // it is never closed
            Reads::Postgres(_) => None,
        };
        Aside { db: self, _turn: turn }
    }
}

impl<'a> Source<'a> for &'a Aside<'_> {
    fn engine(self) -> Engine<'a> {
        match self.db.engine() {
            Engine::Sqlite(handle) => Engine::Sqlite(handle.aside()),
            other @ Engine::Postgres(_) => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::{Duration, Instant};

    use super::*;
    use crate::db::{Location, Options, Result, sql};

    /// A read of some tenths of a second.
    async fn count<'a>(source: impl Source<'a>) -> Result<i64> {
        let (n,) = sql!(read source, one (i64,),
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT COUNT(*) FROM n")?;
        Ok(n)
    }

    /// How long such a read takes, and how long another task of the only thread was held up meanwhile at most.
    async fn held_up(db: &Db, is_aside: bool) -> (Duration, Duration) {
        let is_over = Arc::new(AtomicBool::new(false));
        let (over, begun) = (Arc::clone(&is_over), Instant::now());
        let ticking = tokio::spawn(async move {
            let (mut longest, mut last) = (Duration::ZERO, Instant::now());
            while !over.load(Ordering::Relaxed) {
                tokio::time::sleep(Duration::from_millis(1)).await;
                longest = longest.max(last.elapsed());
                last = Instant::now();
            }
            longest
        });
        let db = db.clone();
        let reading = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            if is_aside { count(&db.aside().await).await } else { count(&db).await }
        });
        assert_eq!(reading.await.unwrap().unwrap(), 1_000_000);
        let took = begun.elapsed();
        is_over.store(true, Ordering::Relaxed);
        (took, ticking.await.unwrap())
    }

    #[test]
    fn a_long_read_holds_nobody_up() {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Sqlite(folder.path().join("a.db"));
        runtime.block_on(async {
            let options = Options { location, write_timeout: Duration::from_secs(5), pg_connections: 1 };
            let db = Db::open(&options).await.unwrap();
            let (took, held) = held_up(&db, false).await;
            assert!(held > took / 2, "in the thread at hand it does: {held:?} of {took:?}");
            let (took, held) = held_up(&db, true).await;
            assert!(held < took / 4, "{held:?} of {took:?}");
        });
    }
}
