//! The memberships of one person.

use crate::authz::{Actor, Facts, Openness, Role, Subject};
use crate::base::{OrganisationId, PersonId, SpaceId};
use crate::db::{self, Db, ListOf, Source, Tx, listed, row, sql};

row! {
    /// A space that somebody is in, with what an actor is in it.
    #[derive(Clone, Debug)]
    pub struct Belonging {
        pub space: SpaceId,
        pub name: String,
        pub role: Role,
        /// Whether it belongs to the office in question.
        pub is_of_office: bool,
        pub openness: Openness,
        pub is_archived: bool,
        /// What the actor is in it.
        pub actor_role: Option<Role>,
        /// Whether the actor works for the office whose own it is.
        pub is_own_office: bool,
    }
}

impl Belonging {
    /// Whether somebody has to decide about it when its person leaves the office.
    pub fn is_to_settle(&self) -> bool {
        self.is_of_office || self.role == Role::Facilitator
    }

    /// What decisions of the actor about the space need to know.
    pub fn facts(&self) -> Facts {
        let facts = Facts::in_space(Subject::Space(self.space), self.openness, self.actor_role);
        Facts { is_own_office: self.is_own_office, is_archived: self.is_archived, ..facts }
    }
}

/// The spaces of a person, by name, for an actor; each says whether it belongs to an office.
pub(in crate::spaces) async fn list_of<'a>(
    source: impl Source<'a>,
    actor: &Actor,
    (person, office): (PersonId, OrganisationId),
) -> db::Result<Vec<Belonging>> {
    sql!(read source, all Belonging,
        "SELECT s.id, s.name, m.role, COALESCE(s.organisation_id = $2, FALSE), s.openness, s.archived_at IS NOT NULL, mine.role,
                COALESCE(s.organisation_id = me.organisation_id, FALSE)
         FROM memberships m JOIN spaces s ON s.id = m.space_id
         LEFT JOIN memberships mine ON mine.space_id = s.id AND mine.person_id = $3 LEFT JOIN people me ON me.id = $3
         WHERE m.person_id = $1 ORDER BY s.name_key, s.id", person, office, actor.person().unwrap_or(PersonId(0)))
}

/// Who could lead some spaces instead of a person: their other members, by name; at most 100 of each.
pub(in crate::spaces) async fn list_heirs(
    db: &Db,
    spaces: &[SpaceId],
    but: PersonId,
) -> db::Result<Vec<(SpaceId, PersonId, String)>> {
    if spaces.is_empty() {
        return Ok(Vec::new());
    }
    macro_rules! heirs {
        ($engine:ident) => {
            concat!(
                "SELECT h.space_id, h.id, h.name FROM (
                   SELECT m.space_id, p.id, p.name, p.name_key,
                          ROW_NUMBER() OVER (PARTITION BY m.space_id ORDER BY p.name_key, p.id) AS place
                   FROM memberships m JOIN people p ON p.id = m.person_id WHERE ",
                listed!($engine, "m.space_id", "$1"),
                " AND m.person_id <> $2 AND m.role <> 'guest' AND p.state = 'active' AND p.standing = 'staff') h
                 WHERE h.place <= 100 ORDER BY h.space_id, h.name_key, h.id"
            )
        };
    }
    sql!(read db, all (SpaceId, PersonId, String), { sqlite: heirs!(sqlite), postgres: heirs!(postgres) },
        ListOf::new(spaces).0, but)
}

/// Counts the people of a person's spaces again.
pub(in crate::spaces) async fn recount_of(tx: &mut Tx<'_>, person: PersonId) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE spaces SET
           members = (SELECT COUNT(*) FROM memberships m JOIN people p ON p.id = m.person_id
                      WHERE m.space_id = spaces.id AND m.role <> 'guest' AND p.state = 'active'),
           guests = (SELECT COUNT(*) FROM memberships m JOIN people p ON p.id = m.person_id
                     WHERE m.space_id = spaces.id AND m.role = 'guest' AND p.state = 'active'),
           offices = (SELECT COUNT(DISTINCT p.organisation_id) FROM memberships m JOIN people p ON p.id = m.person_id
                      WHERE m.space_id = spaces.id AND m.role <> 'guest' AND p.state = 'active')
         WHERE id IN (SELECT space_id FROM memberships WHERE person_id = $1)", person)?;
    Ok(())
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
