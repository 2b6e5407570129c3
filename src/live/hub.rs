//! The room's engine: the journal's reader, the writer of read marks, and who is connected.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use super::journal_reader;
use super::marks::{self, Mark};
use super::protocol::Farewell;
use super::registry::Registry;
use crate::base::Seq;
use crate::db;
use crate::journal;
use crate::web::House;

/// How long sockets have to say goodbye.
const GRACE: Duration = Duration::from_secs(5);
/// Read marks that may wait to be written.
const MARKS: usize = 4096;

/// The sockets of this node; cheap to clone. The last clone to go stops the reader.
#[derive(Clone)]
pub struct Hub {
    pub(super) inner: Arc<Inner>,
    _tasks: Arc<Tasks>,
}

pub(super) struct Inner {
    pub house: House,
    pub registry: Arc<Registry>,
    pub marks: mpsc::Sender<Mark>,
    follows: AtomicBool,
}

/// Lasts as long as the reader. When that ends, be it by a panic, sockets must not wait for what never comes.
struct Following(Arc<Inner>);

impl Drop for Following {
    fn drop(&mut self) {
        self.0.follows.store(false, Ordering::Relaxed);
        self.0.registry.close(Farewell::Restart);
    }
}

struct Tasks(Vec<JoinHandle<()>>);

impl Drop for Tasks {
    fn drop(&mut self) {
        self.0.iter().for_each(JoinHandle::abort);
    }
}

impl Hub {
    /// Starts to follow the journal from its end. `news` wakes the reader; without it, it looks once a second.
    ///
    /// Errors: the journal cannot be read.
    pub async fn start(house: House, news: watch::Receiver<u64>) -> db::Result<Self> {
        let head = journal::head(&house.db).await?;
        let registry = Arc::new(Registry::new(head, &house.config.live));
        let (marks, queue) = mpsc::channel(MARKS);
        let inner = Arc::new(Inner { house, registry, marks, follows: AtomicBool::new(true) });
        let following = Following(Arc::clone(&inner));
        let reader = tokio::spawn(async move { journal_reader::run(Arc::clone(&following.0), head, news).await });
        let writer = tokio::spawn(marks::run(inner.house.db.clone(), Arc::clone(&inner.registry), queue));
        Ok(Self { inner, _tasks: Arc::new(Tasks(vec![reader, writer])) })
    }

    /// Whether the journal is followed: false once the reader has met an event it does not know.
    pub fn is_following(&self) -> bool {
        self.inner.follows.load(Ordering::Relaxed)
    }

    /// How many sockets are open.
    pub fn sockets(&self) -> usize {
        self.inner.registry.seats()
    }

    /// The newest event that has been told, or is being told.
    pub fn position(&self) -> Seq {
        self.inner.registry.position()
    }

    /// Says goodbye to every socket and waits until they are closed, five seconds at the most. No socket opens afterwards.
    pub async fn stop(&self) {
        self.inner.registry.close(Farewell::Restart);
        let closed = async {
            while self.sockets() > 0 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        if tokio::time::timeout(GRACE, closed).await.is_err() {
            tracing::info!(sockets = self.sockets(), "some sockets did not say goodbye in time");
        }
    }
}
