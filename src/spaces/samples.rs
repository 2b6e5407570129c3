//! Spaces for samples, also those of later rooms.

use super::model::Colour;
use super::store::{Face, Membership, SpaceForActor};
use super::{SpaceHead, SpaceTab, readers};
use crate::authz::{Openness, Role};
use crate::base::{OrganisationId, PersonId};
use crate::web::samples::{HOSTILE, RTL, Stage, long, unbroken};

/// Colleagues who read an open space.
const STAFF: i64 = 1234;

/// An open space in which somebody has a role, or none.
pub fn space(role: Option<Role>) -> SpaceForActor {
    SpaceForActor {
        id: Stage::SPACE,
        name: "Mediazione e servizi".to_owned(),
        purpose: "Chi cerca mediatori li trova insieme agli altri uffici.".to_owned(),
        openness: Openness::Open,
        version: 4,
        members: 64,
        offices: 20,
        guests: 2,
        role,
        organisation: None,
        office: None,
        is_own_office: false,
        requests: 0,
        reports: 0,
        until: (role == Some(Role::Guest)).then(|| Stage::in_days(39)),
        colour: Colour::Teal,
        has_rules: true,
        welcome: String::new(),
        archived_at: None,
    }
}

/// A private space of an office, all of whose words are difficult.
pub fn difficult_space(role: Option<Role>) -> SpaceForActor {
    SpaceForActor {
        name: format!("{HOSTILE} {}", unbroken(40)),
        purpose: format!("{RTL} {}", long(270)),
        openness: Openness::Private,
        organisation: Some(OrganisationId(8)),
        office: Some(format!("{HOSTILE} {}", unbroken(120))),
        is_own_office: true,
        requests: 3,
        reports: 12,
        welcome: format!("Benvenuti.\n\n- {HOSTILE}\n- {}", unbroken(120)),
        colour: Colour::Plum,
        ..space(role)
    }
}

/// The head of a space's pages, for a colleague or a guest with that role in it.
pub fn head(stage: &Stage, found: &SpaceForActor, tab: SpaceTab) -> SpaceHead {
    let (is_led, is_in) = (found.role == Some(Role::Facilitator), found.role.is_some());
    let is_archived = found.is_archived();
    SpaceHead {
        space: found.space(),
        role: found.role,
        tab,
        readers: readers(stage.t(), &found.space(), STAFF),
        unread: if is_in { 3 } else { 0 },
        office: found.office.clone(),
        requests: if is_led { found.requests } else { 0 },
        reports: if is_led { found.reports } else { 0 },
        colour: found.colour,
        has_rules: found.has_rules,
        welcome: crate::text::render(&found.welcome, &crate::text::NoLinks).html,
        last_day: found.until.map(|until| stage.day(until)),
        archived: found.archived_at.map(|at| stage.day(at)),
        may_read: is_in || found.openness == Openness::Open,
        may_edit: is_led && !is_archived,
        may_open: is_led && !is_archived,
        may_lead: is_led,
        may_list_people: found.role != Some(Role::Guest),
        may_join: !is_in && found.openness == Openness::Open,
        may_write: is_in && !is_archived,
    }
}

/// People of a space with every role, the last with difficult words.
pub(super) fn people() -> Vec<Membership> {
    let one = |id, name: &str, role| Membership {
        person: PersonId(id),
        name: name.to_owned(),
        office: "Prefettura di Rovigo".to_owned(),
        function: "Area IV".to_owned(),
        role,
        until: None,
        picture: 0,
    };
    vec![
        one(21, "Ornella Bassavalle", Role::Facilitator),
        Membership { function: String::new(), ..one(12, "Nives Altopiano", Role::Member) },
        Membership { until: Some(Stage::in_days(39)), ..one(23, "Livia Acquaviola", Role::Guest) },
        one(24, RTL, Role::Guest),
        Membership {
            office: long(200),
            function: unbroken(100),
            ..one(25, &format!("{HOSTILE} {}", unbroken(80)), Role::Member)
        },
    ]
}

/// Who facilitates, or has come lately.
pub fn faces(role: Role) -> Vec<Face> {
    let face = |id, name: String, office: String| Face { person: PersonId(id), name, office, role };
    vec![
        face(21, "Ornella Bassavalle".to_owned(), "Prefettura di Rovigo".to_owned()),
        face(25, format!("{HOSTILE} {}", unbroken(60)), long(120)),
    ]
}
