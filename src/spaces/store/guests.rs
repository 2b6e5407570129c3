//! Guests, and until when they may stay.

use crate::authz::Role;
use crate::base::{PersonId, SpaceId, Timestamp};
use crate::db::{self, Db, Tx, row, sql};

/// Sets until when a guest may stay; false for who is no guest.
pub(in crate::spaces) async fn set_until(
    tx: &mut Tx<'_>,
    space: SpaceId,
    person: PersonId,
    until: Timestamp,
) -> db::Result<bool> {
    let n = sql!(write tx, execute,
        "UPDATE memberships SET until_at = $3 WHERE space_id = $1 AND person_id = $2 AND role = 'guest'", space, person, until)?;
    Ok(n == 1)
}

/// Guests whose time is over; at most 50.
pub(in crate::spaces) async fn list_ended(tx: &mut Tx<'_>, now: Timestamp) -> db::Result<Vec<(SpaceId, PersonId)>> {
    sql!(read tx, all (SpaceId, PersonId),
        "SELECT space_id, person_id FROM memberships WHERE until_at <= $1 AND role = 'guest'
         ORDER BY until_at, space_id, person_id LIMIT 50", now)
}

/// Until when a person may stay, when it is the same in all spaces.
pub async fn find_common_end(db: &Db, person: PersonId) -> db::Result<Option<Timestamp>> {
    let (first, last, open) = sql!(read db, one (Option<Timestamp>, Option<Timestamp>, i64),
        "SELECT MIN(until_at), MAX(until_at), COUNT(*) - COUNT(until_at) FROM memberships WHERE person_id = $1", person)?;
    Ok(first.filter(|_| first == last && open == 0))
}

row! {
    /// What a letter to somebody who was let in says.
    #[derive(Clone, Debug)]
    pub struct Admitted {
        pub name: String,
        pub space: String,
        pub role: Role,
        pub until: Option<Timestamp>,
    }
}

/// How somebody is in a space; nothing when they are not.
pub(in crate::spaces) async fn find_admitted(db: &Db, space: SpaceId, email: &str) -> db::Result<Option<Admitted>> {
    sql!(read db, optional Admitted,
        "SELECT p.name, s.name, m.role, m.until_at
         FROM memberships m JOIN people p ON p.id = m.person_id JOIN spaces s ON s.id = m.space_id
         WHERE m.space_id = $1 AND p.email = $2 AND p.state = 'active'", space, email)
}
