//! All the SQL of spaces.

pub(super) mod belonging;
pub(super) mod guests;
pub(super) mod leaders;
pub(super) mod readers;
pub(super) mod requests;

use crate::accounts::Suggestion;
use crate::authz::{Actor, Facts, Openness, Role, Standing, Subject};
use crate::base::{OrganisationId, PersonId, Seq, SpaceId, Timestamp, escaped, name_key, name_words};
use crate::db::{self, Db, ListOf, Source, Tx, named, row, sql};

use super::model::{Colour, LongText, Purpose, SpaceName};

pub use guests::find_common_end;
pub use requests::count_waiting;

row! {
    /// A space.
    #[derive(Clone, Debug)]
    pub struct Space {
        pub id: SpaceId,
        pub name: String,
        pub purpose: String,
        pub openness: Openness,
        pub version: i64,
        pub members: i64,
        pub offices: i64,
        pub guests: i64,
    }
}

row! {
    /// A space with what the actor is in it.
    #[derive(Clone, Debug)]
    pub struct SpaceForActor {
        pub id: SpaceId,
        pub name: String,
        pub purpose: String,
        pub openness: Openness,
        pub version: i64,
        pub members: i64,
        pub offices: i64,
        pub guests: i64,
        pub role: Option<Role>,
        /// Whose own space it is: an office's, or everybody's.
        pub organisation: Option<OrganisationId>,
        pub office: Option<String>,
        /// Whether the actor works for that office.
        pub is_own_office: bool,
        /// How many people ask to come in.
        pub requests: i64,
        /// How many reported posts wait to be looked at.
        pub reports: i64,
        /// Until when the actor may stay, as a guest.
        pub until: Option<Timestamp>,
        pub colour: Colour,
        pub has_rules: bool,
        /// The words of welcome, as Markdown; empty for who has read them.
        pub welcome: String,
        /// Since when it is only read.
        pub archived_at: Option<Timestamp>,
    }
}

row! {
    /// A person of a space.
    #[derive(Clone, Debug)]
    pub struct Membership {
        pub person: PersonId,
        pub name: String,
        pub office: String,
        pub function: String,
        pub role: Role,
        /// Until when a guest may stay.
        pub until: Option<Timestamp>,
        /// The version of the picture; 0 when there is none.
        pub picture: i64,
    }
}

impl Membership {
    /// The number of the tint of a round face, which means nothing but tells people apart.
    pub fn tint(&self) -> i64 {
        self.person.0.rem_euclid(6) + 1
    }

    pub fn initials(&self) -> String {
        crate::web::initials(&self.name)
    }
}

impl SpaceForActor {
    /// The letters of its mark.
    pub fn initials(&self) -> String {
        crate::web::initials(&self.name)
    }

    pub fn space(&self) -> Space {
        let Self { id, name, purpose, openness, version, members, offices, guests, .. } = self.clone();
        Space { id, name, purpose, openness, version, members, offices, guests }
    }

    /// What decisions about this space need to know.
    pub fn facts(&self) -> Facts {
        let facts = Facts::in_space(Subject::Space(self.id), self.openness, self.role);
        Facts { is_own_office: self.is_own_office, is_archived: self.is_archived(), ..facts }
    }

    /// Whether it is only read.
    pub fn is_archived(&self) -> bool {
        self.archived_at.is_some()
    }
}

/// A space and the actor's role in it; nothing when there is no such space. Deciding is the caller's.
pub async fn get_for<'a>(source: impl Source<'a>, id: SpaceId, actor: &Actor) -> db::Result<Option<SpaceForActor>> {
    sql!(read source, optional SpaceForActor,
        "SELECT s.id, s.name, s.purpose, s.openness, s.version, s.members, s.offices, s.guests, m.role,
                s.organisation_id, o.name, COALESCE(s.organisation_id = me.organisation_id, FALSE), s.requests, s.reports, m.until_at,
                s.colour, s.rules <> '', CASE WHEN m.is_welcomed THEN '' WHEN m.role IS NULL THEN '' ELSE s.welcome END,
                s.archived_at
         FROM spaces s LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $2
         LEFT JOIN organisations o ON o.id = s.organisation_id LEFT JOIN people me ON me.id = $2 WHERE s.id = $1",
        id, actor.person().unwrap_or(PersonId(0)))
}

/// Spaces an actor sees, by name: those it is in, open and closed ones and its office's for colleagues, all for an administrator.
pub async fn list_of(db: &Db, actor: &Actor) -> db::Result<Vec<SpaceForActor>> {
    let Actor::Person { id, standing, is_administrator } = *actor else { return Ok(Vec::new()) };
    sql!(read db, all SpaceForActor,
        "SELECT s.id, s.name, s.purpose, s.openness, s.version, s.members, s.offices, s.guests, m.role,
                s.organisation_id, o.name, COALESCE(s.organisation_id = me.organisation_id, FALSE), s.requests, s.reports, m.until_at,
                s.colour, s.rules <> '', '', s.archived_at
         FROM spaces s LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $1
         LEFT JOIN organisations o ON o.id = s.organisation_id LEFT JOIN people me ON me.id = $1
         WHERE m.role IS NOT NULL OR $2
            OR ($3 AND (s.openness IN ('open', 'closed') OR s.organisation_id = me.organisation_id))
         ORDER BY s.name_key, s.id",
        id, is_administrator, standing == Standing::Staff)
}

/// At most eight people who can read a space, of whose name each typed word begins a word, or whose handle begins so; none for nothing typed.
pub async fn suggest_readers(db: &Db, space: SpaceId, openness: Openness, typed: &str) -> db::Result<Vec<Suggestion>> {
    let typed = name_key(typed.trim_start_matches('@'));
    if typed.is_empty() || typed.contains(char::is_control) {
        return Ok(Vec::new()); // nothing, or what is in no name
    }
    let [first, second, third, fourth] = name_words(&typed);
    sql!(read db, all Suggestion,
        concat!("SELECT p.id, p.name, o.name, p.handle FROM people p JOIN organisations o ON o.id = p.organisation_id
         WHERE p.state = 'active'
           AND (EXISTS (SELECT 1 FROM memberships m WHERE m.space_id = $1 AND m.person_id = p.id) OR ($3 AND p.standing = 'staff'))
           AND (p.handle LIKE $2 ESCAPE '!' OR (", named!("p.name_key", "$4", "$5", "$6", "$7"), "))
         ORDER BY p.name_key, p.id LIMIT 8"),
        space, format!("{}%", escaped(&typed)), openness == Openness::Open, first, second, third, fourth)
}

/// Which of some people are in a space that `person` is in too.
pub async fn list_acquaintances(db: &Db, person: PersonId, people: &[PersonId]) -> db::Result<Vec<PersonId>> {
    let rows = sql!(read db, all (PersonId,), {
        sqlite: "SELECT DISTINCT theirs.person_id FROM memberships mine JOIN memberships theirs ON theirs.space_id = mine.space_id
                 WHERE mine.person_id = $1 AND theirs.person_id IN (SELECT value FROM json_each($2))",
        postgres: "SELECT DISTINCT theirs.person_id FROM memberships mine JOIN memberships theirs ON theirs.space_id = mine.space_id
                 WHERE mine.person_id = $1 AND theirs.person_id IN (SELECT value::bigint FROM json_array_elements_text($2::json))"
    }, person, ListOf::new(people).0)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

row! {
    /// Somebody whom the front page of a space names.
    #[derive(Clone, Debug)]
    pub struct Face {
        pub person: PersonId,
        pub name: String,
        pub office: String,
        pub role: Role,
    }
}

/// How long somebody is new in a space.
const LATELY: std::time::Duration = std::time::Duration::from_hours(24 * 30);

/// Who facilitates a space, and who has come lately as a member, newest first: at most twelve.
pub async fn list_faces(db: &Db, space: SpaceId, now: Timestamp) -> db::Result<Vec<Face>> {
    sql!(read db, all Face,
        "SELECT p.id, p.name, o.name, m.role
         FROM memberships m JOIN people p ON p.id = m.person_id JOIN organisations o ON o.id = p.organisation_id
         WHERE m.space_id = $1 AND p.state = 'active'
           AND (m.role = 'facilitator' OR (m.role = 'member' AND m.joined_at > $2))
         ORDER BY CASE m.role WHEN 'facilitator' THEN 0 ELSE 1 END, m.joined_at DESC, p.name_key, p.id LIMIT 12",
        space, now.minus(LATELY))
}

/// The people of a space: facilitators first, then by name; at most 500.
pub async fn list_members(db: &Db, space: SpaceId) -> db::Result<Vec<Membership>> {
    sql!(read db, all Membership,
        "SELECT p.id, p.name, o.name, p.function, m.role, m.until_at, p.picture
         FROM memberships m JOIN people p ON p.id = m.person_id JOIN organisations o ON o.id = p.organisation_id
         WHERE m.space_id = $1 AND p.state = 'active'
         ORDER BY CASE m.role WHEN 'facilitator' THEN 0 WHEN 'member' THEN 1 ELSE 2 END, p.name_key, p.id LIMIT 500",
        space)
}

pub(super) async fn role_of(tx: &mut Tx<'_>, space: SpaceId, person: PersonId) -> db::Result<Option<Role>> {
    let row = sql!(read tx, optional (Role,),
        "SELECT role FROM memberships WHERE space_id = $1 AND person_id = $2", space, person)?;
    Ok(row.map(|(role,)| role))
}

/// Who answers to an e-mail address or a handle, with the kind of account.
pub(super) async fn find_person(tx: &mut Tx<'_>, who: &str) -> db::Result<Option<(PersonId, Standing)>> {
    sql!(read tx, optional (PersonId, Standing),
        "SELECT id, standing FROM people WHERE (email_key = $1 OR handle = $1) AND state = 'active'", who)
}

pub(super) async fn standing_of(tx: &mut Tx<'_>, person: PersonId) -> db::Result<Option<Standing>> {
    let row = sql!(read tx, optional (Standing,), "SELECT standing FROM people WHERE id = $1", person)?;
    Ok(row.map(|(standing,)| standing))
}

/// A new space; nothing when the name is taken.
pub(super) async fn insert(
    tx: &mut Tx<'_>,
    (name, purpose, openness): (&SpaceName, &Purpose, Openness),
    by: Option<PersonId>,
    now: Timestamp,
) -> db::Result<Option<SpaceId>> {
    let row = sql!(write tx, optional (SpaceId,),
        "INSERT INTO spaces (name, name_key, purpose, openness, version, members, offices, guests, created_at, created_by)
         VALUES ($1, $2, $3, $4, 1, 0, 0, 0, $5, $6) ON CONFLICT (name_key) DO NOTHING RETURNING id",
        name.as_str(), name.key(), purpose.as_str(), openness, now, by)?;
    Ok(row.map(|(id,)| id))
}

/// Makes a space an office's own.
pub(super) async fn give_to_office(tx: &mut Tx<'_>, id: SpaceId, organisation: OrganisationId) -> db::Result<u64> {
    sql!(write tx, execute, "UPDATE spaces SET organisation_id = $2 WHERE id = $1", id, organisation)
}

/// Whether another space has that name.
pub(super) async fn is_name_taken(tx: &mut Tx<'_>, name: &SpaceName, but: SpaceId) -> db::Result<bool> {
    let row =
        sql!(read tx, optional (SpaceId,), "SELECT id FROM spaces WHERE name_key = $1 AND id <> $2", name.key(), but)?;
    Ok(row.is_some())
}

pub(super) async fn update(
    tx: &mut Tx<'_>,
    id: SpaceId,
    (name, purpose, openness): (&SpaceName, &Purpose, Openness),
) -> db::Result<u64> {
    sql!(write tx, execute,
        "UPDATE spaces SET name = $2, name_key = $3, purpose = $4, openness = $5, version = version + 1 WHERE id = $1",
        id, name.as_str(), name.key(), purpose.as_str(), openness)
}

/// Changes what a space looks like and says to who is in it.
pub(super) async fn update_face(
    tx: &mut Tx<'_>,
    id: SpaceId,
    colour: Colour,
    (rules, welcome): (&LongText, &LongText),
) -> db::Result<u64> {
    sql!(write tx, execute, "UPDATE spaces SET colour = $2, rules = $3, welcome = $4 WHERE id = $1",
        id, colour, rules.as_str(), welcome.as_str())
}

/// The rules of a space and its words of welcome, as Markdown.
pub(super) async fn find_words(db: &Db, id: SpaceId) -> db::Result<Option<(String, String)>> {
    sql!(read db, optional (String, String), "SELECT rules, welcome FROM spaces WHERE id = $1", id)
}

/// Puts a space away, or takes it out again; false when it is so already.
pub(super) async fn set_archived(tx: &mut Tx<'_>, id: SpaceId, at: Option<Timestamp>) -> db::Result<bool> {
    let n = sql!(write tx, execute,
        "UPDATE spaces SET archived_at = $2 WHERE id = $1 AND (archived_at IS NULL) = $3", id, at, at.is_some())?;
    Ok(n == 1)
}

/// Notes that somebody has read the words of welcome.
pub(super) async fn mark_welcomed(tx: &mut Tx<'_>, space: SpaceId, person: PersonId) -> db::Result<u64> {
    sql!(write tx, execute,
        "UPDATE memberships SET is_welcomed = TRUE WHERE space_id = $1 AND person_id = $2", space, person)
}

/// Lets a person in; false when it is in already. Nothing written so far counts as unread for it.
pub(super) async fn insert_member(
    tx: &mut Tx<'_>,
    space: SpaceId,
    person: PersonId,
    role: Role,
    (now, head): (Timestamp, Seq),
) -> db::Result<bool> {
    let n = sql!(write tx, execute,
        "INSERT INTO memberships (space_id, person_id, role, joined_at, caught_up_seq, is_welcomed) VALUES ($1, $2, $3, $4, $5, FALSE)
         ON CONFLICT (space_id, person_id) DO NOTHING",
        space, person, role, now, head)?;
    Ok(n == 1)
}

pub(super) async fn update_role(tx: &mut Tx<'_>, space: SpaceId, person: PersonId, role: Role) -> db::Result<bool> {
    let n = sql!(write tx, execute,
        "UPDATE memberships SET role = $3, until_at = NULL WHERE space_id = $1 AND person_id = $2 AND role <> $3", space, person, role)?;
    Ok(n == 1)
}

pub(super) async fn delete_member(tx: &mut Tx<'_>, space: SpaceId, person: PersonId) -> db::Result<bool> {
    let n = sql!(write tx, execute, "DELETE FROM memberships WHERE space_id = $1 AND person_id = $2", space, person)?;
    Ok(n == 1)
}

/// Counts a space's people again, after any change of its memberships. Who has closed the account sleeps, and does not count.
pub(super) async fn recount(tx: &mut Tx<'_>, space: SpaceId) -> db::Result<()> {
    sql!(write tx, execute,
        "UPDATE spaces SET
           members = (SELECT COUNT(*) FROM memberships m JOIN people p ON p.id = m.person_id
                      WHERE m.space_id = $1 AND m.role <> 'guest' AND p.state = 'active'),
           guests = (SELECT COUNT(*) FROM memberships m JOIN people p ON p.id = m.person_id
                     WHERE m.space_id = $1 AND m.role = 'guest' AND p.state = 'active'),
           offices = (SELECT COUNT(DISTINCT p.organisation_id) FROM memberships m JOIN people p ON p.id = m.person_id
                      WHERE m.space_id = $1 AND m.role <> 'guest' AND p.state = 'active')
         WHERE id = $1", space)?;
    Ok(())
}
