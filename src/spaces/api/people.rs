//! The people of a space.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::shape::MemberShape;
use super::{of, see};
use crate::authz::{Action, Role};
use crate::base::{PersonId, SpaceId};
use crate::i18n::{Tr, tr};
use crate::spaces::commands::{AddMembers, ChangeRole, ExtendGuest, RemoveMember, WhyNot};
use crate::spaces::model::STAY;
use crate::spaces::store;
use crate::web::api::{
    ApiResult, Asked, Caller, Content, Creation, Errors, Id, Made, Problem, accepted, list as page, no_content,
};
use crate::web::{parse_last_day, parse_line};

/// Characters that an address or a handle can have.
const WHO_MAX: usize = 254;
/// People let in at once.
const AT_ONCE: usize = 50;

/// People about to be let in.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMembers {
    /// E-mail addresses or handles.
    #[schemars(length(min = 1, max = 50))]
    who: Vec<String>,
    role: Role,
    /// The last day of guests; they have one, others have none.
    #[schemars(example = "2026-12-31")]
    until: Option<String>,
}

/// What became of each, in order.
#[derive(Serialize, JsonSchema)]
pub(super) struct Added {
    results: Vec<AddedOne>,
}

/// What became of one.
#[derive(Serialize, JsonSchema)]
struct AddedOne {
    who: String,
    is_in: bool,
    /// Why not.
    detail: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRole {
    role: Role,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LastDay {
    #[schemars(example = "2026-12-31")]
    until: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Begins {
    /// The beginning of a name, of any word of it, or of a handle.
    #[schemars(length(min = 1))]
    q: String,
}

/// Somebody to mention.
#[derive(Serialize, JsonSchema)]
pub(super) struct Reader {
    id: PersonId,
    name: String,
    office: String,
    /// What stands after the `@`.
    handle: String,
}

/// `GET /spaces/{space}/members`.
pub(super) async fn list(caller: Caller, Id(space): Id<SpaceId>) -> ApiResult {
    see(&caller, space, Action::SeeMembers).await?;
    let members = store::list_members(caller.db(), space).await?;
    let items: Vec<MemberShape> = members.into_iter().map(MemberShape::from).collect();
    Ok(page(&caller, items, None))
}

/// `GET /spaces/{space}/readers`.
pub(super) async fn readers(caller: Caller, Id(space): Id<SpaceId>, Asked(begins): Asked<Begins>) -> ApiResult {
    let found = see(&caller, space, Action::SeeMembers).await?;
    if begins.q.is_empty() {
        return Err(Problem::BadParameter { name: "q", cause: "at least one character".to_owned() });
    }
    let readers = store::suggest_readers(caller.db(), space, found.openness, &begins.q).await?;
    let one = |p: crate::accounts::Suggestion| Reader { id: p.id, name: p.name, office: p.office, handle: p.handle };
    let items: Vec<Reader> = readers.into_iter().map(one).collect();
    Ok(page(&caller, items, None))
}

/// The lines that are looked for, or what is wrong with them.
fn lines(t: &Tr, who: &[String], errors: &mut Errors) -> Option<Vec<String>> {
    if who.is_empty() {
        errors.add("/who", t.s("error-required").to_owned());
        return None;
    }
    if who.len() > AT_ONCE {
        errors.add("/who", t.f1("spaces-too-many", "max", AT_ONCE));
        return None;
    }
    let parse =
        |(n, line): (usize, &String)| errors.take(&format!("/who/{n}"), parse_line(line, WHO_MAX), |e| e.sentence(t));
    let parsed: Vec<Option<String>> = who.iter().enumerate().map(parse).collect();
    parsed.into_iter().map(|line| line.map(|line| line.trim_start_matches('@').to_lowercase())).collect()
}

/// `POST /spaces/{space}/members`.
pub(super) async fn add(caller: Caller, Id(space): Id<SpaceId>, body: Creation<NewMembers>) -> ApiResult {
    see(&caller, space, Action::SeeMembers).await?;
    if let Some(made) = body.earlier().await? {
        return Ok(accepted(made));
    }
    see(&caller, space, Action::ManageMembers).await?;
    let (t, mut errors, new) = (caller.t(), Errors::default(), &body.value);
    let who = lines(t, &new.who, &mut errors);
    let until = match (new.role, &new.until) {
        (Role::Guest, day) => {
            let day = day.as_deref().unwrap_or_default();
            let parsed = parse_last_day(day, &caller.house.config.time_zone, caller.now(), STAY);
            errors.take("/until", parsed, |bad| t.s(bad.key()).to_owned()).map(Some)
        }
        (_, None) => Some(None),
        (_, Some(_)) => {
            errors.add("/until", t.s("spaces-no-guest").to_owned());
            None
        }
    };
    let (who, until) = errors.or(who.zip(until))?;
    let (typed, role, lang) = (new.who.clone(), new.role, caller.lang);
    let command = AddMembers { actor: caller.actor(), space, who, role, until, now: caller.now() };
    let tell = move |outcomes: &Vec<Option<WhyNot>>| {
        let one = |(who, outcome): (&String, &Option<WhyNot>)| AddedOne {
            who: who.clone(),
            is_in: matches!(outcome, None | Some(WhyNot::AlreadyIn)),
            detail: outcome.map(|why_not| tr(lang).s(why_not.key()).to_owned()),
        };
        let results = typed.iter().zip(outcomes).map(one).collect();
        Made { location: format!("/spaces/{space}/members"), body: json!(Added { results }) }
    };
    Ok(accepted(body.run(command, tell).await?))
}

/// `PUT /spaces/{space}/members/{person}/role`.
pub(super) async fn set_role(
    caller: Caller,
    Id((space, person)): Id<(SpaceId, PersonId)>,
    Content(new): Content<NewRole>,
) -> ApiResult {
    let (actor, now) = (caller.actor(), caller.now());
    let done = caller.db().write(ChangeRole { actor, space, person, role: new.role, now }).await;
    done.map_err(|error| of(error, caller.t()))?;
    Ok(no_content())
}

/// `PUT /spaces/{space}/members/{person}/last-day`.
pub(super) async fn set_last_day(
    caller: Caller,
    Id((space, person)): Id<(SpaceId, PersonId)>,
    Content(new): Content<LastDay>,
) -> ApiResult {
    see(&caller, space, Action::ManageMembers).await?;
    let (actor, now) = (caller.actor(), caller.now());
    let until = parse_last_day(&new.until, &caller.house.config.time_zone, now, STAY);
    let until = until.map_err(|bad| Problem::field("/until", caller.t().s(bad.key()).to_owned()))?;
    let is_guest = caller.db().write(ExtendGuest { actor, space, person, until, now }).await?;
    if is_guest { Ok(no_content()) } else { Err(Problem::NotFound) }
}

/// `DELETE /spaces/{space}/members/{person}`.
pub(super) async fn remove(caller: Caller, Id((space, person)): Id<(SpaceId, PersonId)>) -> ApiResult {
    caller.db().write(RemoveMember { actor: caller.actor(), space, person, now: caller.now() }).await?;
    Ok(no_content())
}
