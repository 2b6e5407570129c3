//! Every account.

use super::super::super::samples::offices;
use super::{Lookup, OfficeRole, PersonState, RegisterPage, Registered, Role};
use crate::authz::Standing;
use crate::base::{OrganisationId, PersonId};
use crate::web::Tab;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};

samples! {
    page "accounts/register.html" {
        "nobody found" => |s| RegisterPage { lookup: looked_for(), ..page(s, Vec::new()) },
        "one" => |s| page(s, vec![registered(21)]),
        "many, with more on both sides" => |s| RegisterPage {
            older: Some("/amministrazione/persone?dopo=25".to_owned()),
            is_continued: true,
            ..page(s, many())
        },
    }
}

fn page(stage: &Stage, people: Vec<Registered>) -> RegisterPage {
    let (regions, others) = offices();
    let l = stage.layout(Who::Administrator, Tab::Administration, stage.t().s("accounts-register-title"));
    let lookup = Lookup::default();
    RegisterPage { l, lookup, regions, others, people, older: None, is_continued: false, now: Stage::NOW }
}

fn looked_for() -> Lookup {
    let words = HOSTILE.to_owned();
    let (state, office, role) = (Some(PersonState::Closed), Some(OrganisationId(7)), Some(Role::Head));
    Lookup { words, state, office, role, after: None }
}

fn registered(id: i64) -> Registered {
    Registered {
        id: PersonId(id),
        name: "Nives Altopiano".to_owned(),
        email: "nives.altopiano@prefettura.example".to_owned(),
        organisation: OrganisationId(7),
        office: "Prefettura di Rovigo".to_owned(),
        standing: Standing::Staff,
        is_administrator: false,
        office_role: None,
        state: PersonState::Active,
        last_used_at: Some(Stage::ago(20)),
    }
}

fn many() -> Vec<Registered> {
    let (name, email) = (format!("{HOSTILE} {}", unbroken(100)), format!("{}@x.example", unbroken(64)));
    vec![
        registered(21),
        Registered { is_administrator: true, office_role: Some(OfficeRole::Head), ..registered(22) },
        Registered { standing: Standing::Guest, last_used_at: None, ..registered(23) },
        Registered { state: PersonState::Closed, ..registered(24) },
        Registered { name, email, office: long(200), office_role: Some(OfficeRole::FocalPoint), ..registered(25) },
    ]
}
