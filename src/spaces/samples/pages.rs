//! All spaces, and the form of one.

use super::super::samples::{difficult_space, head, space};
use super::{Colour, Group, SpaceForActor, SpaceForm, SpaceFormPage, SpaceTab, SpacesPage, Unled};
use crate::accounts::sample_offices;
use crate::authz::{Openness, Role};
use crate::base::SpaceId;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};
use crate::web::{FieldErrors, Tab};

samples! {
    page "spaces/index.html" {
        "in none" => |s| page(s, Who::Colleague, Vec::new()),
        "in none, a guest" => |s| SpacesPage { is_guest: true, others: Vec::new(), ..page(s, Who::Guest, Vec::new()) },
        "a guest in one" => |s| SpacesPage { is_guest: true, others: Vec::new(), ..page(s, Who::Guest, vec![space(Some(Role::Guest))]) },
        "for an administrator, difficult words" => |s| SpacesPage {
            unled: unled(),
            may_create: true,
            has_archive: true,
            ..page(s, Who::Administrator, vec![space(Some(Role::Facilitator)), difficult_space(Some(Role::Member))])
        },
        "what was put away" => |s| SpacesPage {
            is_archive: true,
            others: Vec::new(),
            ..page(s, Who::Colleague, vec![SpaceForActor { archived_at: Some(Stage::ago(900)), ..space(Some(Role::Member)) }])
        },
        "nothing was put away" => |s| SpacesPage { is_archive: true, others: Vec::new(), ..page(s, Who::Colleague, Vec::new()) },
    }
    page "spaces/form.html" {
        "new" => |s| form(s, None),
        "new, refused, the input kept" => |s| SpaceFormPage {
            errors: s.missing(&["name", "purpose", "openness", "organisation"]),
            form: difficult(),
            ..form(s, None)
        },
        "settings" => |s| form(s, Some(&space(Some(Role::Facilitator)))),
        "settings, refused, difficult words" => |s| SpaceFormPage {
            errors: s.missing(&["name", "purpose", "openness", "colour", "welcome", "rules"]),
            form: difficult(),
            ..form(s, Some(&difficult_space(Some(Role::Facilitator))))
        },
    }
}

fn page(stage: &Stage, who: Who, mine: Vec<SpaceForActor>) -> SpacesPage {
    let t = stage.t();
    let group =
        |id: &str, heading: String, is_own_office, spaces| Group { id: id.to_owned(), heading, is_own_office, spaces };
    let other = |id, found: SpaceForActor| SpaceForActor { id: SpaceId(id), ..found };
    let others = vec![
        group("ufficio-0", t.s("spaces-others").to_owned(), false, vec![other(40, space(None))]),
        group("ufficio-8", format!("{HOSTILE} {}", unbroken(120)), true, vec![other(41, difficult_space(None))]),
    ];
    SpacesPage {
        l: stage.layout(who, Tab::Spaces, t.s("spaces-title")),
        mine,
        others,
        unled: Vec::new(),
        may_create: false,
        is_guest: false,
        is_archive: false,
        has_archive: false,
    }
}

fn unled() -> Vec<Unled> {
    let unled = |id, name: &str, has_heir| Unled { space: SpaceId(id), name: name.to_owned(), has_heir };
    vec![unled(50, "Alloggi di transito", true), unled(51, HOSTILE, false)]
}

fn form(stage: &Stage, found: Option<&SpaceForActor>) -> SpaceFormPage {
    let title = if found.is_some() { "spaces-settings" } else { "spaces-new" };
    let empty = String::new;
    let (name, purpose) = found.map_or((empty(), empty()), |found| (found.name.clone(), found.purpose.clone()));
    let form = SpaceForm {
        name,
        purpose,
        openness: Openness::Open,
        organisation: empty(),
        colour: Colour::Teal,
        rules: if found.is_some() { "Ci diamo del tu.".to_owned() } else { empty() },
        welcome: empty(),
        version: 1,
        opens: None,
    };
    SpaceFormPage {
        l: stage.layout(
            if found.is_some() { Who::Colleague } else { Who::Administrator },
            Tab::Spaces,
            stage.t().s(title),
        ),
        head: found.map(|found| head(stage, found, SpaceTab::Settings)),
        form,
        organisations: sample_offices().to_vec(),
        theirs: Vec::new(),
        errors: FieldErrors::default(),
    }
}

fn difficult() -> SpaceForm {
    SpaceForm {
        name: HOSTILE.to_owned(),
        purpose: unbroken(300),
        openness: Openness::Private,
        organisation: "8".to_owned(),
        colour: Colour::Slate,
        rules: long(900),
        welcome: format!("{HOSTILE}\n{}", unbroken(200)),
        version: 1,
        opens: None,
    }
}
