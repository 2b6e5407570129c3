//! Floor 2: the bus, hints between readers and between nodes. Everything on it may be lost; the journal is the guarantee.
//!
//! On PostgreSQL a node's commits are told to the others by NOTIFY, on a connection of its own and outside the commands'
//! transactions (a NOTIFY takes a global lock at commit), at most ten times a second.

use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::db::Db;

const CHANNEL: &str = "prassi_journal";
const NOTIFY: &str = "SELECT pg_notify('prassi_journal', '')";
const PAUSE: Duration = Duration::from_millis(100);
const RECONNECT: Duration = Duration::from_secs(2);

/// Wakes readers of the journal and of the job queue when there may be news, from this node or another.
pub struct Bus {
    news: watch::Receiver<u64>,
    tasks: Vec<JoinHandle<()>>,
}

impl Bus {
    /// Starts passing hints on. Ends when dropped.
    pub fn start(db: &Db) -> Self {
        let Some(pool) = db.postgres() else {
            return Self { news: db.commits(), tasks: Vec::new() };
        };
        let (tell, news) = watch::channel(0);
        let here = tokio::spawn(tell_others(pool.clone(), db.commits(), tell.clone()));
        let there = tokio::spawn(hear_others(pool.clone(), tell));
        Self { news, tasks: vec![here, there] }
    }

    /// Changes whenever there may be news.
    pub fn news(&self) -> watch::Receiver<u64> {
        self.news.clone()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

async fn tell_others(pool: sqlx::PgPool, mut commits: watch::Receiver<u64>, tell: watch::Sender<u64>) {
    while commits.changed().await.is_ok() {
        tell.send_modify(|n| *n += 1);
        if let Err(error) = sqlx::query(NOTIFY).execute(&pool).await {
            tracing::warn!(%error, "other nodes were not told of a commit; they will find it by themselves");
        }
        tokio::time::sleep(PAUSE).await;
        if commits.has_changed().unwrap_or(false) {
            tell.send_modify(|n| *n += 1);
        }
    }
}

async fn hear_others(pool: sqlx::PgPool, tell: watch::Sender<u64>) {
    loop {
        if let Err(error) = listen(&pool, &tell).await {
            tracing::warn!(%error, "the ear for other nodes is closed; opening it again");
        }
        tokio::time::sleep(RECONNECT).await;
    }
}

async fn listen(pool: &sqlx::PgPool, tell: &watch::Sender<u64>) -> sqlx::Result<()> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    loop {
        listener.recv().await?;
        tell.send_modify(|n| *n += 1);
    }
}
