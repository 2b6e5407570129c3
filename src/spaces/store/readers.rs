//! Who has changed who can read a space: the journal says it, with the names of today.

use crate::base::{PersonId, Seq, SpaceId, Timestamp};
use crate::db::{self, Db, Tx, row, sql};
use crate::journal;

use super::leaders::Addressee;

/// People written to in one piece.
pub(in crate::spaces) const AT_ONCE: i64 = 200;

row! {
    /// An entry of the journal about the readers of a space.
    #[derive(Clone, Debug)]
    pub(in crate::spaces) struct ReadersEntry {
        pub at: Timestamp,
        /// Who did it, by name.
        pub who: Option<String>,
        /// The event, as it is stored.
        pub data: String,
    }
}

/// The newest changes of who can read a space, at most twenty.
pub(in crate::spaces) async fn list_changes(db: &Db, space: SpaceId) -> db::Result<Vec<ReadersEntry>> {
    sql!(read db, all ReadersEntry,
        "SELECT j.at, p.name, j.data FROM journal j LEFT JOIN people p ON p.id = j.actor_id
         WHERE j.stream = $1 AND j.kind = 'spaces.readers_changed' ORDER BY j.seq DESC LIMIT 20",
        journal::space_stream(space))
}

/// Whom to tell of a change: who is in the space, but for who made it. In the order of their numbers, after one.
pub(in crate::spaces) async fn list_to_tell(tx: &mut Tx<'_>, seq: Seq, after: PersonId) -> db::Result<Vec<Addressee>> {
    sql!(read tx, all Addressee,
        "SELECT p.id, p.email, p.language
         FROM journal j JOIN memberships m ON m.space_id = j.space_id JOIN people p ON p.id = m.person_id
         WHERE j.seq = $1 AND p.id > $2 AND p.id <> COALESCE(j.actor_id, 0) AND p.state = 'active'
         ORDER BY p.id LIMIT $3", seq, after, AT_ONCE)
}

row! {
    /// What a letter about such a change says.
    #[derive(Clone, Debug)]
    pub(in crate::spaces) struct Opened {
        pub name: String,
        pub space: SpaceId,
        pub space_name: String,
        pub who: Option<String>,
        pub data: String,
    }
}

/// A change that somebody who is in the space is to read of; nothing when they are in it no more.
pub(in crate::spaces) async fn find_opened(db: &Db, seq: Seq, email: &str) -> db::Result<Option<Opened>> {
    sql!(read db, optional Opened,
        "SELECT p.name, s.id, s.name, a.name, j.data
         FROM journal j JOIN spaces s ON s.id = j.space_id JOIN people p ON p.email = $2 AND p.state = 'active'
         JOIN memberships m ON m.space_id = s.id AND m.person_id = p.id LEFT JOIN people a ON a.id = j.actor_id
         WHERE j.seq = $1 AND j.kind = 'spaces.readers_changed'", seq, email)
}
