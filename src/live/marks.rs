//! Writes read marks that come over the sockets, in the background, one for each person and thread that wait together.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::mpsc;

use super::registry::Registry;
use crate::base::{PersonId, ThreadId};
use crate::db::Db;
use crate::threads::MarkRead;

const CHUNK: usize = 256;

/// How far a person has read a thread.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub person: PersonId,
    pub thread: ThreadId,
    pub position: i64,
}

pub(super) async fn run(db: Db, registry: Arc<Registry>, mut queue: mpsc::Receiver<Mark>) {
    let mut marks = Vec::with_capacity(CHUNK);
    while queue.recv_many(&mut marks, CHUNK).await > 0 {
        let mut furthest: HashMap<(PersonId, ThreadId), i64> = HashMap::new();
        for Mark { person, thread, position } in marks.drain(..) {
            let known = furthest.entry((person, thread)).or_insert(position);
            *known = position.max(*known);
        }
        for ((person, thread), position) in furthest {
            match db.write_later(MarkRead { person, thread, position }).await {
                Ok(()) => registry.recount([person]),
                Err(error) => tracing::warn!(%error, "a read mark was lost"),
            }
        }
    }
}
