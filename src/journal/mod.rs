//! Floor 2: the journal, one log of what happened.
//!
//! [`record`] runs last in a command and demands the permit of that command. Events carry ids, never bodies. What must
//! always hold: numbers follow the order of commits (one clock row, locked by its writer and moved by a trigger), a number once seen by a reader
//! is never followed by a smaller one, and a reader that meets an event it does not know stops and says so.

mod event;
mod permits;

use crate::authz::Permit;
use crate::base::{PersonId, Seq, SpaceId, Timestamp};
use crate::db::{self, Db, Source, Tx, row, sql};

pub use event::{AccountEvent, Event, Reaction, ReportEvent, SpaceEvent, ThreadEvent};

/// What can go wrong while reading or writing the log.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Db(#[from] db::Error),
    #[error("the journal holds at {seq} something this program does not know: {cause}")]
    Unknown { seq: Seq, cause: String },
}

/// An event with its place in the log.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub seq: Seq,
    pub at: Timestamp,
    /// Who did it; nobody when the house did.
    pub actor: Option<PersonId>,
    pub event: Event,
}

row! {
    struct Entry {
        seq: Seq,
        at: Timestamp,
        actor_id: Option<PersonId>,
        data: String,
    }
}

/// Writes an event at the end of the log and returns its number.
///
/// Errors: the permit is for something else (a fault of the house), or the database's.
pub async fn record(tx: &mut Tx<'_>, permit: &Permit, at: Timestamp, event: &Event) -> Result<Seq, db::Error> {
    if !event.is_permitted_by(permit) {
        return Err(db::Error::Broken(format!("{permit:?} does not cover {event:?}")));
    }
    let data = serde_json::to_string(event).map_err(|e| db::Error::Broken(e.to_string()))?;
    let (seq,) = sql!(write tx, one (Seq,),
        "INSERT INTO journal (seq, at, kind, stream, actor_id, space_id, data)
         SELECT seq + 1, $1, $2, $3, $4, $5, $6 FROM journal_clock WHERE id = 1 RETURNING seq",
        at, event.kind(), event.stream(), permit.actor().person(), event.space(), data)?;
    Ok(seq)
}

/// The number of the newest event; 0 when nothing has happened yet.
pub async fn head<'a>(source: impl Source<'a>) -> Result<Seq, db::Error> {
    let (seq,) = sql!(read source, one (Seq,), "SELECT seq FROM journal_clock WHERE id = 1")?;
    Ok(seq)
}

/// At most `limit` events after `after`, in order.
pub async fn list_after(db: &Db, after: Seq, limit: i64) -> Result<Vec<Recorded>, Error> {
    let entries = sql!(read db, all Entry,
        "SELECT seq, at, actor_id, data FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2", after, limit)?;
    entries.into_iter().map(Entry::open).collect()
}

/// At most `limit` events of one stream after `after` and up to `until`, in order.
pub async fn list_stream(db: &Db, stream: &str, after: Seq, until: Seq, limit: i64) -> Result<Vec<Recorded>, Error> {
    let entries = sql!(read db, all Entry,
        "SELECT seq, at, actor_id, data FROM journal WHERE stream = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4",
        stream, after, until, limit)?;
    entries.into_iter().map(Entry::open).collect()
}

/// At most `limit` events of a space that its list of discussions shows, after `after` and up to `until`, in order.
pub async fn list_space(db: &Db, space: SpaceId, after: Seq, until: Seq, limit: i64) -> Result<Vec<Recorded>, Error> {
    let entries = sql!(read db, all Entry,
        "SELECT seq, at, actor_id, data FROM journal
         WHERE space_id = $1 AND seq > $2 AND seq <= $3
           AND kind IN ('threads.thread_started', 'threads.thread_renamed', 'threads.post_written', 'threads.thread_pinned',
                        'threads.thread_unpinned', 'threads.thread_closed', 'threads.thread_reopened', 'threads.topics_chosen',
                        'threads.question_asked', 'threads.question_withdrawn', 'threads.answer_accepted',
                        'threads.acceptance_undone')
         ORDER BY seq LIMIT $4",
        space, after, until, limit)?;
    entries.into_iter().map(Entry::open).collect()
}

impl Entry {
    fn open(self) -> Result<Recorded, Error> {
        let event =
            serde_json::from_str(&self.data).map_err(|e| Error::Unknown { seq: self.seq, cause: e.to_string() })?;
        Ok(Recorded { seq: self.seq, at: self.at, actor: self.actor_id, event })
    }
}

/// The stream of a space's own events.
pub fn space_stream(space: SpaceId) -> String {
    format!("space:{space}")
}
