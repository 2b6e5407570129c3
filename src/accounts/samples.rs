//! People, offices and invitations for samples.

use std::collections::HashMap;

use super::invitations::{Invitation, InvitationState};
use super::organisations::{Organisation, OrganisationKind};
use super::people::{Listed, OfficeRole, Person, PersonState};
use super::register::OfficeSince;
use super::{Choice, Place};
use crate::authz::{Role, Standing};
use crate::base::{InvitationId, OrganisationId, PersonId, SpaceId, TopicId};
use crate::web::samples::{HOSTILE, RTL, Stage, long, unbroken};

/// A colleague with everything filled in.
pub(super) fn person() -> Person {
    Person {
        id: Stage::ME,
        handle: "nives.altopiano".to_owned(),
        name: "Nives Altopiano".to_owned(),
        email: "nives.altopiano@prefettura.example".to_owned(),
        organisation: OrganisationId(7),
        office: "Prefettura di Rovigo".to_owned(),
        office_code: "RO".to_owned(),
        denomination: "Prefettura – Ufficio territoriale del Governo di Rovigo".to_owned(),
        function: "Area IV, sportello".to_owned(),
        about: "Seguo lo sportello dal 2019.\nIl martedì sono in sede.".to_owned(),
        standing: Standing::Staff,
        is_administrator: false,
        language: "it".to_owned(),
        time_zone: "Europe/Rome".to_owned(),
        state: PersonState::Active,
        version: 3,
        phone: "0425 000000".to_owned(),
        speaks: "italiano, inglese, un po’ di arabo".to_owned(),
        away_until: Some("2026-12-08".to_owned()),
        away_why: "in ferie".to_owned(),
        working_days: 31,
        quiet_from: Some(19 * 60),
        quiet_until: Some(8 * 60),
        office_role: Some(OfficeRole::FocalPoint),
        picture: 0,
    }
}

/// A person of whom only what must be there is known.
pub(super) fn bare_person() -> Person {
    let empty = String::new;
    Person {
        function: empty(),
        about: empty(),
        phone: empty(),
        speaks: empty(),
        away_until: None,
        away_why: empty(),
        quiet_from: None,
        quiet_until: None,
        office_role: None,
        ..person()
    }
}

/// A person whose every word is difficult.
pub(super) fn difficult_person() -> Person {
    Person {
        handle: unbroken(60),
        name: format!("{HOSTILE} {RTL}"),
        email: format!("{}@{}.example", unbroken(64), unbroken(60)),
        office: long(200),
        denomination: long(300),
        function: unbroken(100),
        about: format!("{HOSTILE}\n\n{}\n{RTL}", unbroken(300)),
        speaks: long(200),
        away_why: unbroken(100),
        ..person()
    }
}

/// Offices under their regions, and other bodies.
pub(super) fn offices() -> (Vec<(String, Vec<Organisation>)>, Vec<Organisation>) {
    let office = |id, code: &str, name: &str, region: &str| Organisation {
        id: OrganisationId(id),
        code: code.to_owned(),
        name: name.to_owned(),
        denomination: format!("{name} – Ufficio territoriale del Governo"),
        kind: OrganisationKind::Prefecture,
        region: Some(region.to_owned()),
    };
    let regions = vec![
        ("Piemonte".to_owned(), vec![office(4, "AT", "Prefettura di Asti", "Piemonte")]),
        (
            "Veneto".to_owned(),
            vec![
                office(7, "RO", "Prefettura di Rovigo", "Veneto"),
                office(8, "XX", &format!("{HOSTILE} {}", unbroken(120)), "Veneto"),
            ],
        ),
    ];
    let body = Organisation {
        kind: OrganisationKind::Stakeholder,
        region: None,
        ..office(90, "PONTELUNGO", "Cooperativa Pontelungo", "")
    };
    (regions, vec![body])
}

/// The office in which samples work, and one with difficult words.
pub fn two_offices() -> [Organisation; 2] {
    let plain = Organisation {
        id: OrganisationId(7),
        code: "RO".to_owned(),
        name: "Prefettura di Rovigo".to_owned(),
        denomination: "Prefettura – Ufficio territoriale del Governo di Rovigo".to_owned(),
        kind: OrganisationKind::Prefecture,
        region: Some("Veneto".to_owned()),
    };
    let difficult = Organisation {
        id: OrganisationId(8),
        code: "XX".to_owned(),
        name: format!("{HOSTILE} {}", unbroken(120)),
        denomination: long(300),
        ..plain.clone()
    };
    [plain, difficult]
}

/// One colleague in a list, or several whose words become more difficult.
pub(super) fn listed(n: usize) -> Vec<Listed> {
    let one = |id: i64| Listed {
        id: PersonId(id),
        name: "Nives Altopiano".to_owned(),
        name_key: "nives altopiano".to_owned(),
        organisation: OrganisationId(7),
        office: "Prefettura di Rovigo".to_owned(),
        function: "Area IV, sportello".to_owned(),
        phone: "0425 000000".to_owned(),
        away_until: None,
        away_why: String::new(),
        office_role: None,
        picture: 0,
    };
    let away = || (Some("2026-12-08".to_owned()), "in ferie".to_owned());
    let (away_until, away_why) = away();
    let mut all = vec![
        one(21),
        Listed {
            name: "Elia Collefiorito".to_owned(),
            office_role: Some(OfficeRole::Head),
            away_until,
            away_why,
            ..one(22)
        },
        Listed {
            name: HOSTILE.to_owned(),
            office_role: Some(OfficeRole::FocalPoint),
            function: String::new(),
            ..one(23)
        },
        Listed { name: unbroken(100), office: long(200), function: unbroken(100), phone: String::new(), ..one(24) },
        Listed { name: RTL.to_owned(), away_until: away().0, away_why: long(100), ..one(25) },
    ];
    all.truncate(n);
    all
}

/// What the people of [`listed`] can help with.
pub(super) fn helps() -> HashMap<PersonId, Vec<(TopicId, String)>> {
    let topics = |names: &[String]| (1..).map(TopicId).zip(names.iter().cloned()).collect();
    HashMap::from([
        (PersonId(21), topics(&["mediazione linguistico-culturale".to_owned()])),
        (PersonId(24), topics(&[unbroken(60), HOSTILE.to_owned(), "FAMI".to_owned(), RTL.to_owned(), long(60)])),
    ])
}

/// An invitation that waits.
pub(super) fn invitation() -> Invitation {
    Invitation {
        id: InvitationId(31),
        name: "Orso Montelago".to_owned(),
        email: "orso.montelago@prefettura.example".to_owned(),
        organisation: OrganisationId(4),
        office: "Prefettura di Asti".to_owned(),
        standing: Standing::Staff,
        is_administrator: false,
        space: None,
        role: None,
        state: InvitationState::Open,
        invited_by: Some(Stage::ME),
        inviter: Some("Gaia Terrachiara".to_owned()),
        inviter_office: Some("Dipartimento".to_owned()),
        created_at: Stage::ago(30),
        expires_at: Stage::in_days(6),
        until: None,
    }
}

/// Invitations of every outcome, the last with difficult words.
pub(super) fn invitations() -> Vec<Invitation> {
    let (name, email) = (format!("{HOSTILE} {}", unbroken(80)), format!("{}@x.example", unbroken(64)));
    vec![
        invitation(),
        Invitation { id: InvitationId(32), expires_at: Stage::ago(2), ..invitation() },
        Invitation { id: InvitationId(33), state: InvitationState::Accepted, ..invitation() },
        Invitation { id: InvitationId(34), state: InvitationState::Withdrawn, ..invitation() },
        Invitation { id: InvitationId(35), name, email, office: long(200), standing: Standing::Guest, ..invitation() },
    ]
}

/// Spaces that somebody is in: led, of the office, with difficult words.
pub(super) fn places() -> Vec<Place> {
    let heirs = vec![(PersonId(21), "Elia Collefiorito".to_owned()), (PersonId(23), HOSTILE.to_owned())];
    let place =
        |id, name: String, role| Place { space: SpaceId(id), name, role, is_of_office: false, heirs: Vec::new() };
    vec![
        Place { heirs: heirs.clone(), ..place(3, "Mediazione e servizi".to_owned(), Role::Facilitator) },
        Place {
            is_of_office: true,
            heirs,
            ..place(4, "Prefettura di Rovigo: organizzazione".to_owned(), Role::Facilitator)
        },
        place(5, format!("{HOSTILE} {}", unbroken(80)), Role::Member),
    ]
}

/// What is usually chosen for places.
pub(super) fn usual(place: &Place) -> Choice {
    Choice::usual(place.is_of_office)
}

/// Where somebody has worked, the newest first.
pub(super) fn offices_since() -> Vec<OfficeSince> {
    let office =
        |id, office: String, hours| OfficeSince { organisation: OrganisationId(id), office, since: Stage::ago(hours) };
    vec![
        office(7, "Prefettura di Rovigo".to_owned(), 24 * 90),
        office(8, format!("{HOSTILE} {}", unbroken(120)), 24 * 900),
    ]
}
