//! Requests to come into closed spaces.

use crate::base::{PersonId, RequestId, SpaceId, Timestamp};
use crate::db::{self, Db, Source, Tx, row, sql};
use crate::spaces::model::RequestState;
use crate::web::ToDecide;

row! {
    /// Somebody who waits to be let in, for whoever decides.
    #[derive(Clone, Debug)]
    pub struct Waiting {
        pub person: PersonId,
        pub name: String,
        pub office: String,
        pub function: String,
        pub words: String,
        pub created_at: Timestamp,
        /// The version of the picture; 0 when there is none.
        pub picture: i64,
    }
}

row! {
    /// A person's newest request, for the person.
    #[derive(Clone, Debug)]
    pub struct Request {
        pub id: RequestId,
        pub state: RequestState,
        pub words: String,
        /// Why not, once refused.
        pub reason: String,
        pub created_at: Timestamp,
        pub decided_at: Option<Timestamp>,
    }
}

row! {
    /// What a letter about a request says.
    #[derive(Clone, Debug)]
    pub struct Answer {
        pub space: SpaceId,
        pub space_name: String,
        pub name: String,
        pub state: RequestState,
        pub reason: String,
    }
}

impl Waiting {
    /// The number of the tint of a round face.
    pub fn tint(&self) -> i64 {
        self.person.0.rem_euclid(6) + 1
    }

    pub fn initials(&self) -> String {
        crate::web::initials(&self.name)
    }
}

/// The newest request of a person to come into a space.
pub(in crate::spaces) async fn find<'a>(
    source: impl Source<'a>,
    space: SpaceId,
    person: PersonId,
) -> db::Result<Option<Request>> {
    sql!(read source, optional Request,
        "SELECT id, state, words, reason, created_at, decided_at FROM join_requests WHERE space_id = $1 AND person_id = $2",
        space, person)
}

/// Who waits to be let into a space, in the order of asking; at most 100.
pub(in crate::spaces) async fn list_waiting(db: &Db, space: SpaceId) -> db::Result<Vec<Waiting>> {
    sql!(read db, all Waiting,
        "SELECT p.id, p.name, o.name, p.function, r.words, r.created_at, p.picture
         FROM join_requests r JOIN people p ON p.id = r.person_id JOIN organisations o ON o.id = p.organisation_id
         WHERE r.space_id = $1 AND r.state = 'waiting' AND p.state = 'active' ORDER BY r.created_at, r.id LIMIT 100", space)
}

/// Asks, also again: a new request takes the place of the old one.
pub(in crate::spaces) async fn put(
    tx: &mut Tx<'_>,
    (space, person): (SpaceId, PersonId),
    words: &str,
    now: Timestamp,
) -> db::Result<()> {
    sql!(write tx, execute,
        "INSERT INTO join_requests (space_id, person_id, words, state, reason, created_at) VALUES ($1, $2, $3, 'waiting', '', $4)
         ON CONFLICT (space_id, person_id) DO UPDATE SET words = excluded.words, state = 'waiting', reason = '',
           created_at = excluded.created_at, decided_at = NULL, decided_by = NULL", space, person, words, now)?;
    Ok(())
}

/// Ends the wait of somebody; false when nobody waited.
pub(in crate::spaces) async fn settle(
    tx: &mut Tx<'_>,
    (space, person): (SpaceId, PersonId),
    (state, reason): (RequestState, &str),
    (by, now): (Option<PersonId>, Timestamp),
) -> db::Result<bool> {
    let n = sql!(write tx, execute,
        "UPDATE join_requests SET state = $3, reason = $4, decided_by = $5, decided_at = $6
         WHERE space_id = $1 AND person_id = $2 AND state = 'waiting'", space, person, state, reason, by, now)?;
    Ok(n == 1)
}

/// Counts again who waits, after any change.
pub(in crate::spaces) async fn recount(tx: &mut Tx<'_>, space: SpaceId) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE spaces SET requests = (SELECT COUNT(*) FROM join_requests WHERE space_id = $1 AND state = 'waiting')
         WHERE id = $1", space)?;
    Ok(())
}

/// How many people wait to be let in, and how many reported posts to be looked at, in each space that a person facilitates;
/// only where there are any.
pub async fn count_waiting(db: &Db, person: PersonId) -> db::Result<Vec<ToDecide>> {
    sql!(read db, all (SpaceId, i64, i64),
        "SELECT s.id, s.requests, s.reports FROM memberships m JOIN spaces s ON s.id = m.space_id
         WHERE m.person_id = $1 AND m.role = 'facilitator' AND (s.requests > 0 OR s.reports > 0) ORDER BY s.id", person)
}

/// What to write to somebody about a request.
pub(in crate::spaces) async fn find_answer(db: &Db, id: RequestId) -> db::Result<Option<Answer>> {
    sql!(read db, optional Answer,
        "SELECT s.id, s.name, p.name, r.state, r.reason
         FROM join_requests r JOIN people p ON p.id = r.person_id JOIN spaces s ON s.id = r.space_id
         WHERE r.id = $1 AND p.state = 'active'", id)
}

row! {
    /// Somebody to tell of who asks to come into a space.
    #[derive(Clone, Debug)]
    pub struct Decider {
        pub person: PersonId,
        pub email: String,
        pub language: String,
        /// When the newest asked.
        pub newest: Timestamp,
    }
}

/// Who answers to those who wait before a space that is in use: whoever facilitates it; where nobody does, those who administer
/// the community. Nobody when nobody waits.
pub(in crate::spaces) async fn list_deciders(tx: &mut Tx<'_>, space: SpaceId) -> db::Result<Vec<Decider>> {
    sql!(read tx, all Decider,
        "SELECT d.id, d.email, d.language, MAX(r.created_at)
         FROM join_requests r JOIN people p ON p.id = r.person_id AND p.state = 'active'
         JOIN spaces s ON s.id = r.space_id AND s.archived_at IS NULL JOIN people d ON d.state = 'active'
         LEFT JOIN memberships m ON m.space_id = r.space_id AND m.person_id = d.id AND m.role = 'facilitator'
         WHERE r.space_id = $1 AND r.state = 'waiting' AND (m.role IS NOT NULL OR (d.is_administrator AND NOT EXISTS (
           SELECT 1 FROM memberships f JOIN people w ON w.id = f.person_id
           WHERE f.space_id = r.space_id AND f.role = 'facilitator' AND w.state = 'active')))
         GROUP BY d.id, d.email, d.language ORDER BY d.id LIMIT 50", space)
}

row! {
    /// What a letter about those who ask says.
    #[derive(Clone, Debug)]
    pub struct Asking {
        pub name: String,
        pub space: String,
        pub people: i64,
    }
}

/// How many wait before a space for the person with this address, by the same rule; nothing when nobody does any more.
pub(in crate::spaces) async fn find_asking(db: &Db, space: SpaceId, email: &str) -> db::Result<Option<Asking>> {
    sql!(read db, optional Asking,
        "SELECT d.name, s.name, COUNT(*)
         FROM join_requests r JOIN people p ON p.id = r.person_id AND p.state = 'active'
         JOIN spaces s ON s.id = r.space_id AND s.archived_at IS NULL JOIN people d ON d.email = $2 AND d.state = 'active'
         LEFT JOIN memberships m ON m.space_id = r.space_id AND m.person_id = d.id AND m.role = 'facilitator'
         WHERE r.space_id = $1 AND r.state = 'waiting' AND (m.role IS NOT NULL OR (d.is_administrator AND NOT EXISTS (
           SELECT 1 FROM memberships f JOIN people w ON w.id = f.person_id
           WHERE f.space_id = r.space_id AND f.role = 'facilitator' AND w.state = 'active')))
         GROUP BY d.name, s.name", space, email)
}

/// Where to write to a person, and in which language.
pub(in crate::spaces) async fn find_addressee(
    tx: &mut Tx<'_>,
    person: PersonId,
) -> db::Result<Option<super::leaders::Addressee>> {
    sql!(read tx, optional super::leaders::Addressee,
        "SELECT id, email, language FROM people WHERE id = $1 AND state = 'active'", person)
}
