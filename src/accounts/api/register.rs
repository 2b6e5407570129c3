//! The register of accounts, for administrators; and who works where.

use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::commands::{
    AppointAdministrator, CloseAccount, MovePerson, Refusal, ReopenAccount, looks_after, moving,
};
use super::super::people::{OfficeRole, Person, PersonState};
use super::super::register::{Lookup, OfficeSince, Record, Registered, Role as Kind, WHY_CHARS};
use super::super::{Accounts, Choice, Place, store};
use super::profile::OfficeName;
use crate::authz::{Action, Facts, Role, Standing, Subject, decide};
use crate::base::{OrganisationId, PersonId, SpaceId};
use crate::mail::MessageId;
use crate::web::api::{
    ApiResult, Asked, Caller, Content, Id, Instant, List, Operation, Operations, Problem, Scope, cursor, list as page,
    no_content, ok, rows,
};
use crate::web::{Access, Fields, TextError, parse_optional_lines};

/// An account in the register.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Account")]
pub(super) struct AccountListed {
    id: PersonId,
    name: String,
    email: String,
    office: OfficeName,
    standing: Standing,
    is_administrator: bool,
    office_role: Option<OfficeRole>,
    state: PersonState,
    /// To a few minutes; null before the first sign-in.
    last_used_at: Option<Instant>,
}

/// An account with all that administrators know of it.
#[derive(Serialize, JsonSchema)]
struct AccountInFull {
    id: PersonId,
    name: String,
    handle: String,
    email: String,
    office: OfficeName,
    standing: Standing,
    is_administrator: bool,
    office_role: Option<OfficeRole>,
    state: PersonState,
    created_at: Instant,
    last_used_at: Option<Instant>,
    /// On how many devices it is signed in.
    sign_ins: i64,
    has_password: bool,
    has_second_factor: bool,
    closed_at: Option<Instant>,
    /// The name of whoever closed it; the person's own when they left.
    closed_by: Option<String>,
    /// Why, for administrators only; may be empty.
    closed_why: String,
    /// Where the person works and has worked, the newest first.
    offices: Vec<OfficeHeld>,
    spaces: Vec<SpaceHeld>,
}

/// An office in which somebody works or has worked.
#[derive(Serialize, JsonSchema)]
struct OfficeHeld {
    office: OfficeName,
    since: Instant,
}

/// A space that somebody is in.
#[derive(Serialize, JsonSchema)]
struct SpaceHeld {
    space: SpaceId,
    name: String,
    role: Role,
}

/// What has to be settled when somebody changes office.
#[derive(Serialize, JsonSchema)]
struct Handover {
    /// Where the person works now.
    office: OfficeName,
    spaces: Vec<SpaceToSettle>,
    /// How many more there are that whoever asks may not know of.
    hidden: usize,
}

/// A space that somebody leads, or that belongs to the office that is left.
#[derive(Serialize, JsonSchema)]
struct SpaceToSettle {
    space: SpaceId,
    name: String,
    role: Role,
    /// Whether it belongs to the office that is left: unless something else is chosen, the person leaves it.
    is_of_office: bool,
    /// Who could take over.
    heirs: Vec<Heir>,
}

/// Somebody who could take over.
#[derive(Serialize, JsonSchema)]
struct Heir {
    id: PersonId,
    name: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// Beginnings of words of the name, in any order; or the beginning of the address.
    #[schemars(length(max = 100))]
    q: Option<String>,
    state: Option<PersonState>,
    /// The id of an office.
    office: Option<OrganisationId>,
    role: Option<AccountRole>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<i64>,
}

/// What somebody is, as far as the register tells people apart.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum AccountRole {
    Administrator,
    Head,
    FocalPoint,
    Guest,
}

impl From<AccountRole> for Kind {
    fn from(role: AccountRole) -> Self {
        match role {
            AccountRole::Administrator => Self::Administrator,
            AccountRole::Head => Self::Head,
            AccountRole::FocalPoint => Self::FocalPoint,
            AccountRole::Guest => Self::Guest,
        }
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Closure {
    /// Why, for administrators only.
    #[schemars(length(min = 1, max = 500), example = "Ha cambiato amministrazione")]
    reason: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewOffice {
    /// Where the person works from now on.
    office: OrganisationId,
    /// What becomes of the spaces that `getHandover` names; nothing has to be said of them.
    #[serde(default)]
    #[schemars(length(max = 500))]
    spaces: Vec<SettledSpace>,
}

/// What becomes of a space.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SettledSpace {
    space: SpaceId,
    then: Then,
    /// Who leads it from now on, when it passes on.
    heir: Option<PersonId>,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Then {
    /// Everything stays as it is.
    Stay,
    /// The person goes; what it led passes on to whoever has been there for longest.
    Leave,
    /// Somebody else leads.
    Pass,
}

fn named(id: OrganisationId, name: String) -> OfficeName {
    OfficeName { id, name }
}

impl From<Registered> for AccountListed {
    fn from(row: Registered) -> Self {
        let Registered { id, name, email, standing, is_administrator, office_role, state, .. } = row;
        let (office, last_used_at) = (named(row.organisation, row.office), row.last_used_at.map(Instant));
        Self { id, name, email, office, standing, is_administrator, office_role, state, last_used_at }
    }
}

impl AccountInFull {
    fn new(person: Person, record: Record, (offices, spaces): (Vec<OfficeSince>, Vec<Place>)) -> Self {
        let office = |held: OfficeSince| OfficeHeld {
            office: named(held.organisation, held.office),
            since: Instant(held.since),
        };
        let space = |place: Place| SpaceHeld { space: place.space, name: place.name, role: place.role };
        Self {
            id: person.id,
            name: person.name,
            handle: person.handle,
            email: person.email,
            office: named(person.organisation, person.office),
            standing: person.standing,
            is_administrator: person.is_administrator,
            office_role: person.office_role,
            state: person.state,
            created_at: Instant(record.created_at),
            last_used_at: record.last_used_at.map(Instant),
            sign_ins: record.sign_ins,
            has_password: record.has_password,
            has_second_factor: record.has_second_factor,
            closed_at: record.closed_at.map(Instant),
            closed_by: record.closed_by_name,
            closed_why: record.closed_why,
            offices: offices.into_iter().map(office).collect(),
            spaces: spaces.into_iter().map(space).collect(),
        }
    }
}

pub(super) fn operations() -> Operations {
    use Scope::{PeopleRead, PeopleWrite};
    let all = Operation::get("/accounts", "listAccounts", PeopleRead, Access::ADMINISTRATORS)
        .about("Every account, open or closed, by name")
        .query::<Wanted>()
        .gives::<List<AccountListed>>();
    let one = Operation::get("/accounts/{person}", "getAccount", PeopleRead, Access::ADMINISTRATORS)
        .about("An account, with what only administrators know of it")
        .gives::<AccountInFull>();
    let close = Operation::put("/accounts/{person}/closure", "closeAccount", PeopleWrite, Access::ADMINISTRATORS)
        .about("Closes somebody else's account: no way in, no letters, in no list; what they wrote keeps their name")
        .takes::<Closure>()
        .may_conflict();
    let reopen = Operation::delete("/accounts/{person}/closure", "reopenAccount", PeopleWrite, Access::ADMINISTRATORS)
        .about("Opens a closed account again, and writes to the person")
        .may_conflict();
    let appoint =
        Operation::put("/accounts/{person}/administration", "makeAdministrator", PeopleWrite, Access::ADMINISTRATORS)
            .about("A colleague administers the community from now on, and is told by letter")
            .may_conflict();
    let dismiss =
        Operation::delete("/accounts/{person}/administration", "endAdministrator", PeopleWrite, Access::ADMINISTRATORS)
            .about("Somebody no longer administers the community, and is told by letter; never the last one")
            .may_conflict();
    let handover = Operation::get("/people/{person}/office", "getHandover", PeopleRead, Access::ADMINISTRATORS)
        .about("Where somebody works, and what has to be settled before that changes")
        .notes("For administrators, and for whoever speaks for the office.")
        .gives::<Handover>();
    let change = Operation::put("/people/{person}/office", "changeOffice", PeopleWrite, Access::ADMINISTRATORS)
        .about("Somebody works for another office from now on")
        .notes("For administrators, and for whoever speaks for the office that is left or for the new one.")
        .takes::<NewOffice>()
        .may_conflict();
    Operations::default()
        .add(all, list)
        .add(one, show)
        .add(close, close_account)
        .add(reopen, reopen_account)
        .add(appoint, make_administrator)
        .add(dismiss, end_administrator)
        .add(handover, hand_over)
        .add(change, change_office)
}

fn may_look(caller: &Caller) -> ApiResult<()> {
    decide(&caller.actor(), Action::ManagePeople, &Facts::about(Subject::Community))?;
    Ok(())
}

/// `GET /accounts`.
async fn list(caller: Caller, Asked(wanted): Asked<Wanted>) -> ApiResult<Response> {
    may_look(&caller)?;
    let (db, limit) = (caller.db(), rows(wanted.limit)?);
    let words = wanted.q.unwrap_or_default();
    if words.chars().count() > 100 {
        return Err(Problem::BadParameter { name: "q", cause: "at most 100 characters".to_owned() });
    }
    // The page's own reading of what is looked for: it leaves out what no name can hold.
    let typed = Lookup::parse(&Fields::from_pairs(vec![("cerca".to_owned(), words)]));
    let mut lookup = Lookup { state: wanted.state, office: wanted.office, role: wanted.role.map(Kind::from), ..typed };
    if let Some(after) = cursor::<PersonId>(wanted.cursor.as_deref())? {
        let bad = || Problem::BadParameter { name: "cursor", cause: "not a cursor of this list".to_owned() };
        lookup.after = Some((store::find_name_key(db, after).await?.ok_or_else(bad)?, after));
    }
    let mut people = store::list_accounts(db, &lookup, limit + 1).await?;
    let has_more = i64::try_from(people.len()).is_ok_and(|n| n > limit);
    people.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = people.last().filter(|_| has_more).map(|last| last.id.to_string());
    let items: Vec<AccountListed> = people.into_iter().map(AccountListed::from).collect();
    Ok(page(&caller, items, next.as_deref()))
}

/// `GET /accounts/{person}`.
async fn show(caller: Caller, Id(id): Id<PersonId>) -> ApiResult {
    may_look(&caller)?;
    let db = caller.db();
    let person = store::find_person(db, id).await?.ok_or(Problem::NotFound)?;
    let record = store::find_record(db, id).await?.ok_or(Problem::NotFound)?;
    let places = caller.house.room::<Accounts>()?.places().all(db, &caller.actor(), id).await?;
    let offices = store::list_offices(db, id).await?;
    Ok(ok(&AccountInFull::new(person, record, (offices, places))))
}

/// Whether there is such an account, for whoever may look after it.
async fn looked_after(caller: &Caller, person: PersonId) -> ApiResult<()> {
    looks_after(&caller.actor(), person)?;
    store::find_person(caller.db(), person).await?.ok_or(Problem::NotFound)?;
    Ok(())
}

fn settled(outcome: Result<(), Refusal>) -> ApiResult {
    match outcome {
        Ok(()) => Ok(no_content()),
        Err(Refusal::AsItWas) => Err(Problem::Conflict("accounts-as-it-was")),
        Err(other) => Err(other.into()),
    }
}

/// `PUT /accounts/{person}/closure`.
async fn close_account(caller: Caller, Id(person): Id<PersonId>, Content(body): Content<Closure>) -> ApiResult {
    looked_after(&caller, person).await?;
    let why = parse_optional_lines(&body.reason, WHY_CHARS).map(|why| why.trim().to_owned());
    let why = why.and_then(|why| if why.is_empty() { Err(TextError::Empty) } else { Ok(why) });
    let why = why.map_err(|error| Problem::field("/reason", error.sentence(caller.t())))?;
    let places = caller.house.room::<Accounts>()?.places();
    let command = CloseAccount { actor: caller.actor(), person, why, places, now: caller.now() };
    settled(caller.db().write(command).await)
}

/// `DELETE /accounts/{person}/closure`.
async fn reopen_account(caller: Caller, Id(person): Id<PersonId>) -> ApiResult {
    looked_after(&caller, person).await?;
    let command = ReopenAccount {
        actor: caller.actor(),
        person,
        places: caller.house.room::<Accounts>()?.places(),
        message_id: MessageId::new(&caller.house.rng),
        default_lang: caller.house.config.default_language.into(),
        now: caller.now(),
    };
    settled(caller.db().write(command).await)
}

async fn change_administrator(caller: &Caller, person: PersonId, is_made: bool) -> ApiResult {
    let actor = caller.actor();
    decide(&actor, Action::AppointAdministrators, &Facts::about(Subject::Person(person)))?;
    store::find_person(caller.db(), person).await?.ok_or(Problem::NotFound)?;
    let command = AppointAdministrator {
        actor,
        person,
        is_made,
        message_id: MessageId::new(&caller.house.rng),
        default_lang: caller.house.config.default_language.into(),
        now: caller.now(),
    };
    settled(caller.db().write(command).await)
}

/// `PUT /accounts/{person}/administration`.
async fn make_administrator(caller: Caller, Id(person): Id<PersonId>) -> ApiResult {
    change_administrator(&caller, person, true).await
}

/// `DELETE /accounts/{person}/administration`.
async fn end_administrator(caller: Caller, Id(person): Id<PersonId>) -> ApiResult {
    change_administrator(&caller, person, false).await
}

/// Somebody whom the caller may move: into some office, or into the one in question.
async fn movable(caller: &Caller, id: PersonId, to: Option<OrganisationId>) -> ApiResult<Person> {
    // Before looking: a guest learns nothing about which numbers are people.
    let facts = Facts { is_own: id == caller.person, ..Facts::about(Subject::Person(id)) };
    decide(&caller.actor(), Action::SeePerson, &facts)?;
    let person = store::find_person(caller.db(), id).await?.filter(|person| person.state == PersonState::Active);
    let person = person.ok_or(Problem::NotFound)?;
    let own = store::find_person(caller.db(), caller.person).await?.ok_or(Problem::NotFound)?.organisation;
    let offices = (person.organisation, to.unwrap_or(own));
    let speaks = store::speaks_for(caller.db(), caller.person, offices).await?;
    decide(&caller.actor(), Action::MovePerson, &moving(&caller.actor(), &person, speaks))?;
    Ok(person)
}

/// `GET /people/{person}/office`.
async fn hand_over(caller: Caller, Id(id): Id<PersonId>) -> ApiResult {
    let person = movable(&caller, id, None).await?;
    let places = caller.house.room::<Accounts>()?.places();
    let found = places.to_settle(caller.db(), &caller.actor(), (id, person.organisation)).await?;
    let heirs = |heirs: Vec<(PersonId, String)>| heirs.into_iter().map(|(id, name)| Heir { id, name }).collect();
    let one = |place: Place| SpaceToSettle {
        space: place.space,
        name: place.name,
        role: place.role,
        is_of_office: place.is_of_office,
        heirs: heirs(place.heirs),
    };
    let spaces = found.places.into_iter().map(one).collect();
    Ok(ok(&Handover { office: named(person.organisation, person.office), spaces, hidden: found.hidden }))
}

/// What the body says of each space. Error: what passes on has no heir, or what does not has one.
fn choices(caller: &Caller, spaces: &[SettledSpace]) -> ApiResult<Vec<(SpaceId, Choice)>> {
    let unfit = |n| Problem::field(&format!("/spaces/{n}/heir"), caller.t().s("error-choice").to_owned());
    let one = |(n, settled): (usize, &SettledSpace)| {
        let choice = match (settled.then, settled.heir) {
            (Then::Stay, None) => Choice::Stay,
            (Then::Leave, None) => Choice::Leave,
            (Then::Pass, Some(heir)) => Choice::PassTo(heir),
            _ => return Err(unfit(n)),
        };
        Ok((settled.space, choice))
    };
    spaces.iter().enumerate().map(one).collect()
}

/// `PUT /people/{person}/office`.
async fn change_office(caller: Caller, Id(id): Id<PersonId>, Content(body): Content<NewOffice>) -> ApiResult {
    let person = movable(&caller, id, Some(body.office)).await?;
    let command = MovePerson {
        actor: caller.actor(),
        person: id,
        from: person.organisation,
        to: body.office,
        choices: choices(&caller, &body.spaces)?,
        places: caller.house.room::<Accounts>()?.places(),
        now: caller.now(),
    };
    let field = |pointer, key: &str| Problem::field(pointer, caller.t().s(key).to_owned());
    match caller.db().write(command).await {
        Err(Refusal::NoHeir) => Err(field("/spaces", "accounts-move-no-heir")),
        Err(Refusal::NoOrganisation) => Err(field("/office", "error-choice")),
        outcome => settled(outcome),
    }
}
