//! The directory.

use super::super::super::samples::{helps, listed, offices};
use super::{DirectoryPage, Filter, KnownTopic};
use crate::base::{OrganisationId, PersonId, TopicId};
use crate::web::Tab;
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};

samples! {
    page "accounts/directory.html" {
        "nobody found" => |s| DirectoryPage { filter: looked_for(), ..page(s, 0) },
        "one" => |s| page(s, 1),
        "many, with more on both sides" => |s| DirectoryPage {
            filter: looked_for(),
            older: Some("/rubrica?dopo=25".to_owned()),
            is_continued: true,
            ..page(s, 5)
        },
    }
}

fn page(stage: &Stage, people: usize) -> DirectoryPage {
    let (regions, others) = offices();
    let topic = |id, name: &str, people| KnownTopic { id: TopicId(id), name: name.to_owned(), people };
    DirectoryPage {
        l: stage.layout(Who::Colleague, Tab::Directory, stage.t().s("accounts-directory-title")),
        filter: Filter::default(),
        regions,
        others,
        topics: vec![topic(1, "mediazione", 4), topic(2, HOSTILE, 1), topic(3, &unbroken(60), 12)],
        people: listed(people),
        helps: helps(),
        older: None,
        is_continued: false,
        today: Stage::NOW.zoned(&Stage::zone()).date(),
    }
}

fn looked_for() -> Filter {
    Filter {
        name: HOSTILE.to_owned(),
        office: Some(OrganisationId(7)),
        region: "Veneto".to_owned(),
        topic: Some(TopicId(2)),
        after: Some(("nives altopiano".to_owned(), PersonId(21))),
    }
}
