//! The directory and the offices. Guests see neither.

use std::collections::HashMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::commands::ChangeOfficeRole;
use super::super::directory::Filter;
use super::super::organisations::{NewOrganisation, Organisation, OrganisationKind};
use super::super::people::{Listed, OfficeRole, PersonState};
use super::super::profile::Away;
use super::super::store;
use super::profile::OfficeName;
use crate::authz::{Action, Facts, Standing, Subject, decide};
use crate::base::{OrganisationId, PersonId, TopicId};
use crate::web::Fields;
use crate::web::api::{ApiResult, Asked, Caller, Content, Id, Problem, cursor, list as page, no_content, ok, rows};

/// People of an office in one answer; the directory has the others.
const OF_OFFICE: i64 = 200;

/// An absence.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// The last day.
    #[schemars(example = "2026-12-31")]
    pub until: String,
    /// Why, when the person says so; may be empty.
    #[serde(default)]
    #[schemars(example = "in ferie")]
    pub why: String,
}

pub(super) fn absence(away: Option<Away>) -> Option<Absence> {
    away.map(|away| Absence { until: away.until.to_string(), why: away.why })
}

/// Somebody in the directory.
#[derive(Serialize, JsonSchema)]
pub struct PersonListed {
    id: PersonId,
    #[schemars(example = "Nives Altopiano")]
    name: String,
    office: OfficeName,
    function: String,
    phone: String,
    away: Option<Absence>,
    office_role: Option<OfficeRole>,
    /// What the person can help with.
    topics: Vec<String>,
}

/// Somebody, as colleagues see them: address, hours, language and time zone are for the person alone (`/me`).
#[derive(Serialize, JsonSchema)]
pub struct PersonInFull {
    id: PersonId,
    name: String,
    handle: String,
    office: OfficeName,
    standing: Standing,
    function: String,
    about: String,
    phone: String,
    speaks: String,
    away: Option<Absence>,
    office_role: Option<OfficeRole>,
    topics: Vec<String>,
}

/// A topic that somebody can help with.
#[derive(Serialize, JsonSchema)]
pub struct HelpTopic {
    id: TopicId,
    name: String,
    /// How many colleagues.
    people: i64,
}

/// An office or body.
#[derive(Serialize, JsonSchema)]
pub struct Office {
    id: OrganisationId,
    /// The province's sigla for an office, a word for others.
    #[schemars(example = &"RO")]
    code: String,
    #[schemars(example = "Prefettura di Rovigo")]
    name: String,
    denomination: String,
    kind: OrganisationKind,
    region: Option<String>,
}

/// An office with its people.
#[derive(Serialize, JsonSchema)]
pub struct OfficeWithPeople {
    office: Office,
    people: Vec<PersonListed>,
    /// Whether there are others, in the directory.
    has_more: bool,
}

impl From<Organisation> for Office {
    fn from(office: Organisation) -> Self {
        let Organisation { id, code, name, denomination, kind, region } = office;
        Self { id, code, name, denomination, kind, region }
    }
}

impl Office {
    /// One that has just been added.
    pub(super) fn new(id: OrganisationId, new: NewOrganisation) -> Self {
        let NewOrganisation { code, name, denomination, kind, region, .. } = new;
        Self { id, code, name, denomination, kind, region }
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Beginnings of words of the name, in any order.
    #[schemars(length(max = 100))]
    name: Option<String>,
    /// The id of an office.
    office: Option<OrganisationId>,
    /// A region, as offices name it.
    #[schemars(length(max = 100))]
    region: Option<String>,
    /// The id of a topic.
    topic: Option<TopicId>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<i64>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleWanted {
    role: Option<OfficeRole>,
}

fn may_look(caller: &Caller) -> ApiResult<()> {
    decide(&caller.actor(), Action::SeeDirectory, &Facts::about(Subject::Community))?;
    Ok(())
}

fn short(name: &'static str, text: Option<&String>) -> ApiResult<String> {
    let text = text.map_or("", String::as_str);
    if text.chars().count() > 100 {
        return Err(Problem::BadParameter { name, cause: "at most 100 characters".to_owned() });
    }
    Ok(text.to_owned())
}

/// `GET /people`.
pub async fn list(caller: Caller, Asked(wanted): Asked<Wanted>) -> ApiResult {
    may_look(&caller)?;
    let (db, limit) = (caller.db(), rows(wanted.limit)?);
    let (name, region) = (short("name", wanted.name.as_ref())?, short("region", wanted.region.as_ref())?);
    // The page's own reading of what is looked for: it leaves out what no name can hold.
    let typed = Fields::from_pairs(vec![("nome".to_owned(), name), ("regione".to_owned(), region)]);
    let mut filter = Filter { office: wanted.office, topic: wanted.topic, ..Filter::parse(&typed) };
    if let Some(after) = cursor::<PersonId>(wanted.cursor.as_deref())? {
        let bad = || Problem::BadParameter { name: "cursor", cause: "not a cursor of this list".to_owned() };
        filter.after = Some((store::find_name_key(db, after).await?.ok_or_else(bad)?, after));
    }
    let mut people = store::list_directory(db, &filter, limit + 1).await?;
    let has_more = i64::try_from(people.len()).is_ok_and(|n| n > limit);
    people.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = people.last().filter(|_| has_more).map(|last| last.id.to_string());
    let items = listed(&caller, people).await?;
    Ok(page(&caller, items, next.as_deref()))
}

async fn listed(caller: &Caller, people: Vec<Listed>) -> ApiResult<Vec<PersonListed>> {
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let mut topics = HashMap::<PersonId, Vec<String>>::new();
    for (person, _, name) in store::list_topics_of(caller.db(), &ids).await? {
        topics.entry(person).or_default().push(name);
    }
    let today: Date = caller.now().zoned(&caller.time_zone).date();
    let one = |person: Listed| PersonListed {
        id: person.id,
        away: absence(person.away(today)),
        topics: topics.remove(&person.id).unwrap_or_default(),
        office: OfficeName { id: person.organisation, name: person.office },
        name: person.name,
        function: person.function,
        phone: person.phone,
        office_role: person.office_role,
    };
    Ok(people.into_iter().map(one).collect())
}

/// `GET /people/topics`.
pub async fn topics(caller: Caller) -> ApiResult {
    may_look(&caller)?;
    let found = store::list_topics(caller.db()).await?;
    let items = found.into_iter().map(|topic| HelpTopic { id: topic.id, name: topic.name, people: topic.people });
    Ok(page(&caller, items.collect(), None))
}

/// `GET /people/{person}`.
pub async fn show(caller: Caller, Id(id): Id<PersonId>) -> ApiResult {
    // Before looking: a guest learns nothing about which numbers are people.
    let facts = Facts { is_own: id == caller.person, ..Facts::about(Subject::Person(id)) };
    decide(&caller.actor(), Action::SeePerson, &facts)?;
    let person = store::find_person(caller.db(), id).await?.filter(|person| person.state == PersonState::Active);
    let person = person.ok_or(Problem::NotFound)?;
    let topics = store::list_topics_of(caller.db(), &[id]).await?;
    let today = caller.now().zoned(&caller.time_zone).date();
    Ok(ok(&PersonInFull {
        away: absence(person.away(today)),
        id: person.id,
        office: OfficeName { id: person.organisation, name: person.office },
        topics: topics.into_iter().map(|(_, _, name)| name).collect(),
        name: person.name,
        handle: person.handle,
        standing: person.standing,
        function: person.function,
        about: person.about,
        phone: person.phone,
        speaks: person.speaks,
        office_role: person.office_role,
    }))
}

/// `GET /offices`.
pub async fn offices(caller: Caller) -> ApiResult {
    may_look(&caller)?;
    let items: Vec<Office> = store::list_organisations(caller.db()).await?.into_iter().map(Office::from).collect();
    Ok(page(&caller, items, None))
}

/// `GET /offices/{office}`.
pub async fn office(caller: Caller, Id(id): Id<OrganisationId>) -> ApiResult {
    decide(&caller.actor(), Action::SeeDirectory, &Facts::about(Subject::Organisation(id)))?;
    let office = store::find_organisation(caller.db(), id).await?.ok_or(Problem::NotFound)?;
    let mut people = store::list_office(caller.db(), id, OF_OFFICE + 1).await?;
    let has_more = i64::try_from(people.len()).is_ok_and(|n| n > OF_OFFICE);
    people.truncate(usize::try_from(OF_OFFICE).unwrap_or(usize::MAX));
    Ok(ok(&OfficeWithPeople { office: office.into(), people: listed(&caller, people).await?, has_more }))
}

/// `PUT /offices/{office}/people/{person}/role`.
pub async fn set_role(
    caller: Caller,
    Id((organisation, person)): Id<(OrganisationId, PersonId)>,
    Content(wanted): Content<RoleWanted>,
) -> ApiResult {
    let (actor, now) = (caller.actor(), caller.now());
    caller.db().write(ChangeOfficeRole { actor, organisation, person, role: wanted.role, now }).await?;
    Ok(no_content())
}
