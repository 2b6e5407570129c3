//! The list of offices and bodies.

use super::super::super::samples::two_offices;
use super::{Counted, OrganisationForm, OrganisationFormPage, OrganisationKind, OrganisationsPage};
use crate::base::OrganisationId;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};
use crate::web::{FieldErrors, Tab};

samples! {
    page "accounts/organisations.html" {
        "none found" => |s| OrganisationsPage { words: HOSTILE.to_owned(), kind: Some(OrganisationKind::Department), ..page(s, Vec::new()) },
        "one" => |s| page(s, vec![counted(7)]),
        "many, with more on both sides" => |s| OrganisationsPage {
            older: Some("/amministrazione/enti?dopo=9".to_owned()),
            is_continued: true,
            ..page(s, vec![counted(7), Counted { focal_points: 0, ..counted(8) }, difficult()])
        },
    }
    page "accounts/organisation_form.html" {
        "new" => |s| form(s, None, OrganisationForm::default()),
        "changed" => |s| form(s, Some(OrganisationId(7)), two_offices()[0].clone().into()),
        "refused, the input kept" => |s| OrganisationFormPage {
            errors: s.missing(&["code", "name", "denomination", "kind", "region"]),
            ..form(s, None, typed())
        },
    }
}

fn page(stage: &Stage, organisations: Vec<Counted>) -> OrganisationsPage {
    let l = stage.layout(Who::Administrator, Tab::Administration, stage.t().s("accounts-bodies-title"));
    OrganisationsPage { l, words: String::new(), kind: None, organisations, older: None, is_continued: false }
}

fn counted(id: i64) -> Counted {
    Counted {
        id: OrganisationId(id),
        code: "RO".to_owned(),
        name: "Prefettura di Rovigo".to_owned(),
        kind: OrganisationKind::Prefecture,
        region: Some("Veneto".to_owned()),
        people: 12,
        focal_points: 1,
    }
}

fn difficult() -> Counted {
    let (code, name) = (unbroken(20), format!("{HOSTILE} {}", unbroken(120)));
    Counted { code, name, kind: OrganisationKind::Stakeholder, region: None, people: 0, ..counted(9) }
}

fn form(stage: &Stage, id: Option<OrganisationId>, form: OrganisationForm) -> OrganisationFormPage {
    let title = stage.t().s(if id.is_some() { "accounts-body-edit" } else { "accounts-body-new" });
    let l = stage.layout(Who::Administrator, Tab::Administration, title);
    OrganisationFormPage { l, errors: FieldErrors::default(), id, form }
}

fn typed() -> OrganisationForm {
    let kind = OrganisationKind::Prefecture.as_str().to_owned();
    OrganisationForm {
        code: HOSTILE.to_owned(),
        name: unbroken(300),
        denomination: long(300),
        kind,
        region: String::new(),
    }
}
