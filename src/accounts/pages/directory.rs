//! `/rubrica`: colleagues by name, office, region and topic.

use std::collections::HashMap;

use axum::extract::RawQuery;
use axum::response::IntoResponse as _;
use jiff::civil::Date;

use super::super::directory::Filter;
use super::super::organisations::Organisation;
use super::super::people::{Listed, OfficeRole};
use super::super::store::{self, KnownTopic};
use super::{by_region, office_role_word, say_away, today};
use crate::authz::{Action, Facts, Subject, decide};
use crate::base::{PersonId, TopicId};
use crate::web::{Fields, Layout, Page, Tab, Visit, WebError, WebResult, in_layout};

#[path = "samples/directory.rs"]
mod samples;

/// People on one page.
const PAGE: i64 = 50;

#[derive(askama::Template)]
#[template(path = "accounts/directory.html")]
struct DirectoryPage {
    l: Layout,
    filter: Filter,
    regions: Vec<(String, Vec<Organisation>)>,
    others: Vec<Organisation>,
    topics: Vec<KnownTopic>,
    people: Vec<Listed>,
    helps: HashMap<PersonId, Vec<(TopicId, String)>>,
    /// The address of the next page.
    older: Option<String>,
    /// Whether this is not the first page.
    is_continued: bool,
    today: Date,
}
in_layout!(DirectoryPage);

impl DirectoryPage {
    fn away(&self, person: &Listed) -> Option<String> {
        person.away(self.today).map(|away| say_away(self.l.t, &away, self.today))
    }

    fn role(&self, role: OfficeRole) -> &'static str {
        office_role_word(self.l.t, role)
    }

    fn helps(&self, person: PersonId) -> &[(TopicId, String)] {
        self.helps.get(&person).map_or(&[], Vec::as_slice)
    }

    /// The office that is looked for, as its option names it.
    fn office(&self) -> String {
        self.filter.office.map(|id| id.to_string()).unwrap_or_default()
    }

    fn is_topic(&self, topic: TopicId) -> bool {
        self.filter.topic == Some(topic)
    }
}

pub async fn show(visit: Visit, RawQuery(query): RawQuery) -> WebResult {
    decide(&visit.viewer.actor(), Action::SeeDirectory, &Facts::about(Subject::Community))?;
    let (db, query) = (&visit.house.db, Fields::parse(query.unwrap_or_default().as_bytes())?);
    let mut filter = Filter::parse(&query);
    let after = query.get("dopo");
    if !after.is_empty() {
        let id: PersonId = after.parse().map_err(|_| WebError::NotFound)?;
        filter.after = Some((store::find_name_key(db, id).await?.ok_or(WebError::NotFound)?, id));
    }
    let mut people = store::list_directory(db, &filter, PAGE + 1).await?;
    let has_older = i64::try_from(people.len()).is_ok_and(|n| n > PAGE);
    people.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let older = people.last().filter(|_| has_older).map(|last| filter.older(last.id));
    let helps = helps(&visit, &people).await?;
    let (regions, others) = by_region(store::list_organisations(db).await?);
    let topics = store::list_topics(db).await?;
    let l = visit.layout(Tab::Directory, visit.t().s("accounts-directory-title")).await?;
    let (is_continued, today) = (filter.after.is_some(), today(&l, visit.house.clock.now()));
    let page = DirectoryPage { l, filter, regions, others, topics, people, helps, older, is_continued, today };
    Ok(Page(page).into_response())
}

/// What these people can help with, by person.
pub(super) async fn helps(visit: &Visit, people: &[Listed]) -> WebResult<HashMap<PersonId, Vec<(TopicId, String)>>> {
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let mut helps = HashMap::<PersonId, Vec<(TopicId, String)>>::new();
    for (person, topic, name) in store::list_topics_of(&visit.house.db, &ids).await? {
        helps.entry(person).or_default().push((topic, name));
    }
    Ok(helps)
}
