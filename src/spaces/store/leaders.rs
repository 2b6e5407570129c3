//! Who facilitates a space, and who would. Only people whose accounts are open count.

use crate::base::{PersonId, SpaceId};
use crate::db::{self, Db, Tx, row, sql};

row! {
    /// A person about to get a letter.
    #[derive(Clone, Debug)]
    pub struct Addressee {
        pub person: PersonId,
        pub email: String,
        pub language: String,
    }
}

row! {
    /// A space that nobody facilitates.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub struct Unled {
        pub space: SpaceId,
        pub name: String,
        /// Whether somebody in it could.
        pub has_heir: bool,
    }
}

/// How many facilitators a space has beside one person.
pub(in crate::spaces) async fn count_others(tx: &mut Tx<'_>, space: SpaceId, but: PersonId) -> db::Result<i64> {
    let (n,) = sql!(read tx, one (i64,),
        "SELECT COUNT(*) FROM memberships m JOIN people p ON p.id = m.person_id
         WHERE m.space_id = $1 AND m.role = 'facilitator' AND m.person_id <> $2 AND p.state = 'active'", space, but)?;
    Ok(n)
}

/// The member who has been in a space for longest.
pub(in crate::spaces) async fn find_heir(tx: &mut Tx<'_>, space: SpaceId) -> db::Result<Option<Addressee>> {
    sql!(read tx, optional Addressee,
        "SELECT p.id, p.email, p.language FROM memberships m JOIN people p ON p.id = m.person_id
         WHERE m.space_id = $1 AND m.role = 'member' AND p.state = 'active' ORDER BY m.joined_at, p.id LIMIT 1", space)
}

/// The spaces that a person facilitates.
pub(in crate::spaces) async fn list_led_by(tx: &mut Tx<'_>, person: PersonId) -> db::Result<Vec<SpaceId>> {
    let rows = sql!(read tx, all (SpaceId,),
        "SELECT space_id FROM memberships WHERE person_id = $1 AND role = 'facilitator' ORDER BY space_id", person)?;
    Ok(rows.into_iter().map(|(space,)| space).collect())
}

/// The spaces that nobody facilitates, by name.
pub(in crate::spaces) async fn list_unled(db: &Db) -> db::Result<Vec<Unled>> {
    sql!(read db, all Unled,
        "SELECT s.id, s.name, EXISTS (SELECT 1 FROM memberships m JOIN people p ON p.id = m.person_id
                                      WHERE m.space_id = s.id AND m.role = 'member' AND p.state = 'active')
         FROM spaces s
         WHERE NOT EXISTS (SELECT 1 FROM memberships m JOIN people p ON p.id = m.person_id
                           WHERE m.space_id = s.id AND m.role = 'facilitator' AND p.state = 'active')
         ORDER BY s.name_key, s.id")
}

row! {
    /// What a letter to a new facilitator says, or to somebody who was taken out.
    #[derive(Clone, Debug)]
    pub struct Leading {
        pub name: String,
        pub space: String,
    }
}

/// The space and the name of somebody who was taken out of it; nothing when they are in it again.
pub(in crate::spaces) async fn find_removed(db: &Db, space: SpaceId, email: &str) -> db::Result<Option<Leading>> {
    sql!(read db, optional Leading,
        "SELECT p.name, s.name FROM people p JOIN spaces s ON s.id = $1
         WHERE p.email = $2 AND p.state = 'active'
           AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.space_id = s.id AND m.person_id = p.id)", space, email)
}

/// The space and the name of somebody who facilitates it; nothing when that has changed.
pub(in crate::spaces) async fn find_leading(db: &Db, space: SpaceId, email: &str) -> db::Result<Option<Leading>> {
    sql!(read db, optional Leading,
        "SELECT p.name, s.name FROM memberships m JOIN people p ON p.id = m.person_id JOIN spaces s ON s.id = m.space_id
         WHERE m.space_id = $1 AND p.email = $2 AND m.role = 'facilitator' AND p.state = 'active'", space, email)
}
