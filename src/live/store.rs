//! All the SQL of this room: the facts behind a subscription.

use std::collections::HashMap;

use crate::authz::{Openness, Role};
use crate::base::{PersonId, SpaceId, ThreadId};
use crate::db::{self, Db, row, sql};

row! {
    /// Where a thread stands, for one person.
    #[derive(Clone, Copy, Debug)]
    pub(super) struct ThreadPlace {
        pub space: SpaceId,
        pub openness: Openness,
        pub role: Option<Role>,
        /// How many posts there are: also the position of the newest.
        pub posts: i64,
    }
}

pub(super) async fn find_thread(db: &Db, thread: ThreadId, person: PersonId) -> db::Result<Option<ThreadPlace>> {
    sql!(read db, optional ThreadPlace,
        "SELECT t.space_id, s.openness, m.role, t.posts FROM threads t JOIN spaces s ON s.id = t.space_id
         LEFT JOIN memberships m ON m.space_id = t.space_id AND m.person_id = $2 WHERE t.id = $1", thread, person)
}

/// Who is in a space, and who else may read it.
#[derive(Debug)]
pub(super) struct Circle {
    pub openness: Openness,
    pub roles: HashMap<PersonId, Role>,
}

/// The circle of a space; nothing when there is no such space. The space is read last: what it says is not older than the roles.
pub(super) async fn find_circle(db: &Db, space: SpaceId) -> db::Result<Option<Circle>> {
    let roles =
        sql!(read db, all (PersonId, Role), "SELECT person_id, role FROM memberships WHERE space_id = $1", space)?;
    let found = sql!(read db, optional (Openness,), "SELECT openness FROM spaces WHERE id = $1", space)?;
    Ok(found.map(|(openness,)| Circle { openness, roles: roles.into_iter().collect() }))
}

/// Who facilitates a space.
pub(super) async fn list_facilitators(db: &Db, space: SpaceId) -> db::Result<Vec<PersonId>> {
    let people = sql!(read db, all (PersonId,),
        "SELECT person_id FROM memberships WHERE space_id = $1 AND role = 'facilitator'", space)?;
    Ok(people.into_iter().map(|(person,)| person).collect())
}

/// The people of a space.
pub(super) async fn list_people(db: &Db, space: SpaceId) -> db::Result<Vec<PersonId>> {
    let people = sql!(read db, all (PersonId,), "SELECT person_id FROM memberships WHERE space_id = $1", space)?;
    Ok(people.into_iter().map(|(person,)| person).collect())
}
