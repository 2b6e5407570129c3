//! The people of a space.

use super::super::requests::waiting_samples;
use super::super::samples::{difficult_space, head, people, space};
use super::{BadExtension, PeopleForm, PeoplePage, SpaceForActor, SpaceTab};
use crate::authz::Role;
use crate::base::PersonId;
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};
use crate::web::{Crumb, FieldErrors, Tab};

samples! {
    page "spaces/people.html" {
        "for a member" => |s| page(s, &space(Some(Role::Member))),
        "for a facilitator, two ask to come in" => |s| PeoplePage {
            waiting: waiting_samples(),
            ..page(s, &SpaceForActor { requests: 2, ..space(Some(Role::Facilitator)) })
        },
        "some let in, some refused" => |s| PeoplePage {
            form: PeopleForm { added: 2, refused: refused(s), who: HOSTILE.to_owned(), ..form() },
            ..page(s, &space(Some(Role::Facilitator)))
        },
        "everything refused, difficult words" => wrong,
    }
}

fn page(stage: &Stage, found: &SpaceForActor) -> PeoplePage {
    let l = stage.layout(Who::Colleague, Tab::Spaces, stage.t().s("spaces-people"));
    let l = l.with_crumbs(vec![Crumb::new("/spazi", stage.t().s("spaces-title"))]);
    PeoplePage {
        l,
        head: head(stage, found, SpaceTab::People),
        waiting: Vec::new(),
        people: people(),
        form: form(),
        extension: None,
        changes: Vec::new(),
        zone: Stage::zone(),
    }
}

fn form() -> PeopleForm {
    let (until, errors) = ("2027-02-20".to_owned(), FieldErrors::default());
    PeopleForm { who: String::new(), chosen: Role::Member, until, added: 0, refused: Vec::new(), errors }
}

fn refused(stage: &Stage) -> Vec<(String, &'static str)> {
    let why = stage.t().s("error-required");
    vec![("orso.montelago".to_owned(), why), (HOSTILE.to_owned(), why), (unbroken(200), why)]
}

fn wrong(stage: &Stage) -> PeoplePage {
    let errors = stage.missing(&["who", "role", "until"]);
    let who = format!("{HOSTILE}\n{}", unbroken(300));
    let form = PeopleForm { who, chosen: Role::Guest, until: "ieri".to_owned(), errors, ..form() };
    let sentence = stage.t().s("accounts-error-day");
    let extension = Some(BadExtension { person: PersonId(23), typed: "2020-01-01".to_owned(), sentence });
    PeoplePage { form, extension, ..page(stage, &difficult_space(Some(Role::Facilitator))) }
}
