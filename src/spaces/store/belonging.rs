//! The memberships of one person.

use crate::authz::Role;
use crate::base::{OrganisationId, PersonId, SpaceId};
use crate::db::{self, Db, Source, Tx, row, sql};

row! {
    /// A space that somebody is in.
    #[derive(Clone, Debug)]
    pub struct Belonging {
        pub space: SpaceId,
        pub name: String,
        pub role: Role,
        /// Whether it belongs to the office in question.
        pub is_of_office: bool,
    }
}

impl Belonging {
    /// Whether somebody has to decide about it when its person leaves the office.
    pub fn is_to_settle(&self) -> bool {
        self.is_of_office || self.role == Role::Facilitator
    }
}

/// The spaces of a person, by name; each says whether it belongs to an office.
pub(in crate::spaces) async fn list_of<'a>(
    source: impl Source<'a>,
    person: PersonId,
    office: OrganisationId,
) -> db::Result<Vec<Belonging>> {
    sql!(read source, all Belonging,
        "SELECT s.id, s.name, m.role, COALESCE(s.organisation_id = $2, FALSE)
         FROM memberships m JOIN spaces s ON s.id = m.space_id WHERE m.person_id = $1 ORDER BY s.name_key, s.id", person, office)
}

/// Who could lead a space instead of a person: its other members, by name; at most 100.
pub(in crate::spaces) async fn list_heirs(
    db: &Db,
    space: SpaceId,
    but: PersonId,
) -> db::Result<Vec<(PersonId, String)>> {
    sql!(read db, all (PersonId, String),
        "SELECT p.id, p.name FROM memberships m JOIN people p ON p.id = m.person_id
         WHERE m.space_id = $1 AND m.person_id <> $2 AND m.role <> 'guest' AND p.state = 'active' AND p.standing = 'staff'
         ORDER BY p.name_key, p.id LIMIT 100", space, but)
}

/// Whether somebody could lead a space.
pub(in crate::spaces) async fn is_heir(tx: &mut Tx<'_>, space: SpaceId, person: PersonId) -> db::Result<bool> {
    let row = sql!(read tx, optional (PersonId,),
        "SELECT p.id FROM memberships m JOIN people p ON p.id = m.person_id
         WHERE m.space_id = $1 AND m.person_id = $2 AND m.role <> 'guest' AND p.state = 'active' AND p.standing = 'staff'",
        space, person)?;
    Ok(row.is_some())
}

/// The spaces in which a person waits to be let in.
pub(in crate::spaces) async fn list_asked(tx: &mut Tx<'_>, person: PersonId) -> db::Result<Vec<SpaceId>> {
    let rows = sql!(read tx, all (SpaceId,),
        "SELECT space_id FROM join_requests WHERE person_id = $1 AND state = 'waiting' ORDER BY space_id", person)?;
    Ok(rows.into_iter().map(|(space,)| space).collect())
}
