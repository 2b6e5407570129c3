//! Somebody, as colleagues see them.

use super::super::super::samples::{bare_person, difficult_person, offices_since, person};
use super::{Person, PersonPage, PersonState};
use crate::authz::Standing;
use crate::base::TopicId;
use crate::web::Tab;
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};

samples! {
    page "accounts/person.html" {
        "a colleague, for a colleague" => |s| page(s, Who::Colleague, person()),
        "oneself, hardly anything filled in" => |s| PersonPage { is_me: true, topics: Vec::new(), ..page(s, Who::Colleague, bare_person()) },
        "oneself, a guest" => |s| PersonPage { is_me: true, ..page(s, Who::Guest, Person { standing: Standing::Guest, ..person() }) },
        "closed, for an administrator" => |s| PersonPage {
            topics: Vec::new(),
            ..page(s, Who::Administrator, Person { state: PersonState::Closed, ..person() })
        },
        "difficult words, moved before" => |s| PersonPage {
            before: offices_since().into_iter().map(|office| (office, s.day(Stage::ago(24 * 90)))).collect(),
            may_move: true,
            ..page(s, Who::LongName, difficult_person())
        },
    }
}

fn page(stage: &Stage, who: Who, person: Person) -> PersonPage {
    let names = ["mediazione linguistico-culturale".to_owned(), HOSTILE.to_owned(), unbroken(60)];
    PersonPage {
        l: stage.layout(who, Tab::None, person.name.clone()),
        topics: (1..).map(TopicId).zip(names).map(|(topic, name)| (person.id, topic, name)).collect(),
        person,
        before: Vec::new(),
        is_me: false,
        may_move: false,
        today: Stage::NOW.zoned(&Stage::zone()).date(),
    }
}
