//! Somebody changes office.

use super::super::super::samples::{difficult_person, offices, person, places, two_offices, usual};
use super::{ChangeOfficePage, Choice, Settling};
use crate::base::PersonId;
use crate::web::samples::{Stage, Who, samples};
use crate::web::{Crumb, FieldErrors, Tab};

samples! {
    page "accounts/change_office.html" {
        "the office is still to choose" => page,
        "nothing to settle" => |s| ChangeOfficePage { to: Some(two_offices()[0].clone()), ..page(s) },
        "places to settle" => |s| settling(s, FieldErrors::default()),
        "refused, difficult words" => |s| ChangeOfficePage { person: difficult_person(), ..settling(s, s.missing(&["nuovo", "handover"])) },
    }
}

fn page(stage: &Stage) -> ChangeOfficePage {
    let (t, person, (regions, others)) = (stage.t(), person(), offices());
    let l = stage.layout(Who::Administrator, Tab::Directory, t.s("accounts-move-title"));
    let l = l.with_crumbs(vec![Crumb::new("/rubrica", t.s("accounts-directory-title"))]);
    ChangeOfficePage {
        l,
        errors: FieldErrors::default(),
        person,
        regions,
        others,
        to: None,
        places: Vec::new(),
        hidden: 0,
    }
}

fn settling(stage: &Stage, errors: FieldErrors) -> ChangeOfficePage {
    let chosen = |place: &_| if places().len() > 3 { Choice::PassTo(PersonId(21)) } else { usual(place) };
    let places = places().into_iter().map(|place| Settling { choice: chosen(&place), place }).collect();
    ChangeOfficePage { to: Some(two_offices()[1].clone()), places, hidden: 2, errors, ..page(stage) }
}
