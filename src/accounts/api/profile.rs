//! The person whose key it is.

use axum::response::Response;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::commands::{EditProfile, EditProfileOf, Refusal};
use super::super::model::{Invalid, PersonName};
use super::super::people::{ABOUT_CHARS, FUNCTION_CHARS, Person};
use super::super::profile::{Away, Hours, SPEAKS_CHARS, clock, parse_phone, parse_topics};
use super::super::store;
use super::people::{Absence, absence};
use crate::authz::Standing;
use crate::base::{OrganisationId, PersonId};
use crate::i18n::Lang;
use crate::web::api::{ApiResult, Caller, Change, Content, Errors, IfMatch, Instant, Problem, Scope, versioned};
use crate::web::{parse_optional_line, parse_optional_lines};

/// The person whose key it is.
#[derive(Serialize, JsonSchema)]
pub struct Me {
    id: PersonId,
    #[schemars(example = "Nives Altopiano")]
    name: String,
    #[schemars(example = "nives.altopiano")]
    handle: String,
    email: String,
    office: OfficeName,
    standing: Standing,
    is_administrator: bool,
    function: String,
    about: String,
    topics: Vec<String>,
    phone: String,
    speaks: String,
    away: Option<Absence>,
    working_days: Vec<Day>,
    quiet_hours: Option<QuietHours>,
    /// `it` or `en`.
    language: String,
    #[schemars(example = "Europe/Rome")]
    time_zone: String,
    version: i64,
    key: Key,
}

/// An office, by name.
#[derive(Serialize, JsonSchema)]
pub struct OfficeName {
    pub id: OrganisationId,
    #[schemars(example = "Prefettura di Rovigo")]
    pub name: String,
}

/// The key that asks.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "KeyInUse")]
struct Key {
    name: String,
    scopes: Vec<Scope>,
    expires_at: Instant,
}

/// A day of the week.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

const WEEK: [Day; 7] =
    [Day::Monday, Day::Tuesday, Day::Wednesday, Day::Thursday, Day::Friday, Day::Saturday, Day::Sunday];

/// When no letters should come; may go over midnight.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct QuietHours {
    #[schemars(example = "19:00")]
    from: String,
    #[schemars(example = "08:00")]
    until: String,
}

/// What to change of a profile.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileChange {
    #[schemars(example = "Nives Altopiano")]
    name: Option<String>,
    #[schemars(example = "Area IV, sportello")]
    function: Option<String>,
    about: Option<String>,
    topics: Option<Vec<String>>,
    #[schemars(example = "0425 428511")]
    phone: Option<String>,
    speaks: Option<String>,
    #[serde(default, skip_serializing_if = "Change::is_kept")]
    away: Change<Absence>,
    working_days: Option<Vec<Day>>,
    #[serde(default, skip_serializing_if = "Change::is_kept")]
    quiet_hours: Change<QuietHours>,
    language: Option<String>,
    time_zone: Option<String>,
}

async fn load(caller: &Caller) -> ApiResult<(Person, Me)> {
    let person = store::find_person(caller.db(), caller.person).await?.ok_or(Problem::NotFound)?;
    let topics = store::list_topics_of(caller.db(), &[person.id]).await?;
    let (hours, today) = (person.hours(), caller.now().zoned(&caller.time_zone).date());
    let me = Me {
        id: person.id,
        name: person.name.clone(),
        handle: person.handle.clone(),
        email: person.email.clone(),
        office: OfficeName { id: person.organisation, name: person.office.clone() },
        standing: person.standing,
        is_administrator: person.is_administrator,
        function: person.function.clone(),
        about: person.about.clone(),
        topics: topics.into_iter().map(|(_, _, name)| name).collect(),
        phone: person.phone.clone(),
        speaks: person.speaks.clone(),
        away: absence(person.away(today)),
        working_days: WEEK.iter().zip(0..).filter(|(_, n)| hours.works_on(*n)).map(|(day, _)| *day).collect(),
        quiet_hours: hours.quiet.map(|(from, until)| QuietHours { from: clock(from), until: clock(until) }),
        language: person.language.clone(),
        time_zone: person.time_zone.clone(),
        version: person.version,
        key: Key {
            name: caller.bearer.name.clone(),
            scopes: caller.bearer.scopes.clone(),
            expires_at: Instant(caller.bearer.expires_at),
        },
    };
    Ok((person, me))
}

/// `GET /me`.
pub async fn show(caller: Caller) -> ApiResult {
    let (person, me) = load(&caller).await?;
    Ok(versioned(person.version, &me))
}

/// `PATCH /me`.
pub async fn edit(caller: Caller, IfMatch(version): IfMatch, Content(change): Content<ProfileChange>) -> ApiResult {
    let (person, me) = load(&caller).await?;
    let edit = merge(&caller, (&person, &me), &change)?;
    let is_done = match caller.db().write(EditProfileOf { edit, version }).await {
        Err(Refusal::NameTaken) => {
            return Err(Problem::field("/name", caller.t().s("accounts-name-taken").to_owned()));
        }
        outcome => outcome?,
    };
    answer(&caller, is_done, &change).await
}

async fn answer(caller: &Caller, is_done: bool, change: &ProfileChange) -> ApiResult<Response> {
    let (person, me) = load(caller).await?;
    if is_done {
        return Ok(versioned(person.version, &me));
    }
    let value = |value: Result<_, serde_json::Error>| value.map_err(|e| Problem::Internal(e.into()));
    Err(Problem::Changed { current: value(serde_json::to_value(&me))?, sent: value(serde_json::to_value(change))? })
}

/// The profile with the changes in it, or what is wrong with them.
fn merge(caller: &Caller, (person, me): (&Person, &Me), change: &ProfileChange) -> ApiResult<EditProfile> {
    let (t, mut errors) = (caller.t(), Errors::default());
    let say = |e: Invalid| e.say(t);
    let text = |new: &Option<String>, old: &String| new.clone().unwrap_or_else(|| old.clone());
    let name = errors.take("/name", PersonName::parse(&text(&change.name, &person.name)), say);
    let function = parse_optional_line(&text(&change.function, &person.function), FUNCTION_CHARS);
    let function = errors.take("/function", function, |e| e.sentence(t));
    let about = parse_optional_lines(&text(&change.about, &person.about), ABOUT_CHARS);
    let about = errors.take("/about", about, |e| e.sentence(t));
    let topics = change.topics.as_ref().unwrap_or(&me.topics).join(",");
    let topics = errors.take("/topics", parse_topics(&topics), say);
    let phone = errors.take("/phone", parse_phone(&text(&change.phone, &person.phone)), say);
    let speaks = parse_optional_line(&text(&change.speaks, &person.speaks), SPEAKS_CHARS);
    let speaks = errors.take("/speaks", speaks, |e| e.sentence(t));
    let choice = |()| t.s("error-choice").to_owned();
    let wanted = text(&change.language, &person.language);
    let language = Lang::ALL.into_iter().find(|lang| lang.as_str() == wanted).ok_or(());
    let language = errors.take("/language", language, choice);
    let zone = TimeZone::get(&text(&change.time_zone, &person.time_zone)).ok();
    let zone = zone.and_then(|zone| zone.iana_name().map(str::to_owned)).ok_or(());
    let time_zone = errors.take("/time_zone", zone, choice);
    let away = away(caller, change.away.after(me.away.as_ref()), &mut errors);
    let hours = hours(caller, change, me, &mut errors);
    let made = (|| {
        Some(EditProfile {
            actor: caller.actor(),
            person: person.id,
            name: name?,
            function: function?,
            about: about?,
            language: language?,
            time_zone: time_zone?,
            phone: phone?,
            speaks: speaks?,
            topics: topics?,
            away: away.ok()?,
            hours: hours?,
            now: caller.now(),
        })
    })();
    errors.or(made)
}

fn away(caller: &Caller, wanted: Option<&Absence>, errors: &mut Errors) -> Result<Option<Away>, ()> {
    let today = caller.now().zoned(&caller.time_zone).date();
    let (until, why) = wanted.map_or(("", ""), |away| (away.until.as_str(), away.why.as_str()));
    let parsed = match wanted {
        Some(away) if away.until.trim().is_empty() => Err(("away_until", Invalid::Day)),
        _ => Away::parse(until, why, today),
    };
    let pointer = |field: &str| if field == "away_until" { "/away/until" } else { "/away/why" };
    parsed.map_err(|(field, error)| errors.add(pointer(field), error.say(caller.t())))
}

fn hours(caller: &Caller, change: &ProfileChange, me: &Me, errors: &mut Errors) -> Option<Hours> {
    let days = change.working_days.as_ref().unwrap_or(&me.working_days);
    let numbers = WEEK.iter().zip(0..).filter(|(day, _)| days.contains(day)).map(|(_, n)| n);
    let quiet = change.quiet_hours.after(me.quiet_hours.as_ref());
    let (from, until) = quiet.map_or(("", ""), |quiet| (quiet.from.as_str(), quiet.until.as_str()));
    let parsed = match quiet {
        Some(quiet) if quiet.from.trim().is_empty() && quiet.until.trim().is_empty() => {
            Err(("quiet_from", Invalid::Time))
        }
        _ => Hours::parse(numbers, from, until),
    };
    let pointer = |field: &str| if field == "quiet_from" { "/quiet_hours/from" } else { "/quiet_hours/until" };
    parsed.map_err(|(field, error)| errors.add(pointer(field), error.say(caller.t()))).ok()
}
