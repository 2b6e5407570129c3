//! A request that is not granted.

use super::super::samples::{difficult_space, head, space};
use super::{RefusePage, SpaceForActor, SpaceTab, Waiting};
use crate::authz::Role;
use crate::base::PersonId;
use crate::web::samples::{HOSTILE, RTL, Stage, Who, long, samples, unbroken};
use crate::web::{FieldErrors, Tab};

samples! {
    page "spaces/refuse.html" {
        "blank" => |s| page(s, &space(Some(Role::Facilitator))),
        "refused, difficult words" => |s| RefusePage {
            errors: s.missing(&["reason"]),
            reason: format!("{HOSTILE} {}", long(600)),
            ..page(s, &difficult_space(Some(Role::Facilitator)))
        },
    }
}

/// Two who ask to come in, the second with difficult words.
pub(in crate::spaces) fn waiting() -> Vec<Waiting> {
    let one = Waiting {
        person: PersonId(31),
        name: "Orso Montelago".to_owned(),
        office: "Prefettura di Asti".to_owned(),
        function: "Area I".to_owned(),
        words: "Lavoro sullo stesso tema.".to_owned(),
        created_at: Stage::ago(30),
        picture: 0,
    };
    let difficult = Waiting {
        person: PersonId(32),
        name: format!("{HOSTILE} {RTL}"),
        office: long(200),
        function: String::new(),
        words: format!("{}\n{}", unbroken(300), long(200)),
        ..one.clone()
    };
    vec![one, difficult]
}

fn page(stage: &Stage, found: &SpaceForActor) -> RefusePage {
    let l = stage.layout(Who::Colleague, Tab::Spaces, stage.t().s("spaces-refuse-title"));
    let head = head(stage, found, SpaceTab::People);
    let waiting = waiting().swap_remove(1);
    RefusePage { l, head, waiting, reason: String::new(), errors: FieldErrors::default() }
}
