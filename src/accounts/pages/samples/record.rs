//! One account, for administrators.

use super::super::super::samples::{bare_person, difficult_person, offices_since, person, places};
use super::{Person, PersonState, Record, RecordPage};
use crate::authz::Standing;
use crate::base::PersonId;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples};
use crate::web::{Crumb, FieldErrors, Tab};

samples! {
    page "accounts/record.html" {
        "open" => |s| page(s, person()),
        "oneself" => |s| RecordPage { is_me: true, ..page(s, Person { is_administrator: true, ..person() }) },
        "a guest who has never been here" => |s| RecordPage {
            record: Record { last_used_at: None, sign_ins: 0, has_password: false, has_second_factor: false, passkeys: 0, ..record() },
            places: Vec::new(),
            ..page(s, Person { standing: Standing::Guest, ..bare_person() })
        },
        "closed by an administrator" => |s| closed(s, PersonId(1)),
        "left" => |s| closed(s, Stage::ME),
        "refused, difficult words" => |s| RecordPage {
            errors: s.missing(&["why"]),
            why: format!("{HOSTILE} {}", long(300)),
            ..page(s, difficult_person())
        },
    }
}

fn page(stage: &Stage, person: Person) -> RecordPage {
    let l = stage.layout(Who::Administrator, Tab::Administration, person.name.clone());
    let l = l.with_crumbs(vec![Crumb::new("/amministrazione/persone", stage.t().s("accounts-register-title"))]);
    let (offices, places) = (offices_since(), places());
    RecordPage {
        l,
        errors: FieldErrors::default(),
        person,
        record: record(),
        offices,
        places,
        why: String::new(),
        is_me: false,
        is_last: false,
    }
}

fn record() -> Record {
    Record {
        created_at: Stage::ago(24 * 400),
        last_used_at: Some(Stage::ago(3)),
        sign_ins: 2,
        has_password: true,
        has_second_factor: true,
        passkeys: 2,
        closed_at: None,
        closed_by: None,
        closed_by_name: None,
        closed_why: String::new(),
    }
}

fn closed(stage: &Stage, by: PersonId) -> RecordPage {
    let record = Record {
        closed_at: Some(Stage::ago(50)),
        closed_by: Some(by),
        closed_by_name: Some("Gaia Terrachiara".to_owned()),
        closed_why: HOSTILE.to_owned(),
        ..record()
    };
    RecordPage { record, ..page(stage, Person { state: PersonState::Closed, ..person() }) }
}
