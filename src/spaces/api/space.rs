//! Spaces themselves.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::shape::{SpaceInFull, SpaceMade, SpaceShape};
use super::{of, see};
use crate::authz::{Action, Facts, Openness, Subject, decide};
use crate::base::{OrganisationId, SpaceId};
use crate::spaces::commands::{Archive, CreateOfficeSpace, CreateSpace, DismissWelcome, EditSpace, EditSpaceOf, Error};
use crate::spaces::model::{Colour, LongText, Purpose, SpaceName};
use crate::spaces::store::{self, SpaceForActor};
use crate::web::api::{
    ApiResult, Asked, Caller, Content, Creation, Errors, Id, IfMatch, Made, Problem, created, list as page, no_content,
    versioned,
};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// Only those the person is in.
    mine: Option<bool>,
    /// Those that are only read, instead of those in use.
    archived: Option<bool>,
}

/// A space about to be made.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSpace {
    #[schemars(length(min = 1, max = 80), example = "Accoglienza e alloggio")]
    name: String,
    #[schemars(length(min = 1, max = 300), example = "Chi cerca posti li trova insieme agli altri uffici.")]
    purpose: String,
    openness: Openness,
    /// The office whose own space it is to be.
    office: Option<OrganisationId>,
}

/// What to change of a space.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SpaceChange {
    #[schemars(length(min = 1, max = 80))]
    name: Option<String>,
    #[schemars(length(min = 1, max = 300))]
    purpose: Option<String>,
    openness: Option<Openness>,
    colour: Option<Colour>,
    /// How one behaves here, in Markdown.
    #[schemars(length(max = 5000))]
    rules: Option<String>,
    /// What newcomers read first, in Markdown.
    #[schemars(length(max = 5000))]
    welcome: Option<String>,
}

/// `GET /spaces`.
pub(super) async fn list(caller: Caller, Asked(wanted): Asked<Wanted>) -> ApiResult {
    decide(&caller.actor(), Action::ListSpaces, &Facts::about(Subject::Community))?;
    let mut found = store::list_of(caller.db(), &caller.actor()).await?;
    found.retain(|space| space.is_archived() == wanted.archived.unwrap_or(false));
    found.retain(|space| space.role.is_some() || !wanted.mine.unwrap_or(false));
    let items: Vec<SpaceShape> = found.into_iter().map(SpaceShape::from).collect();
    Ok(page(&caller, items, None))
}

/// `POST /spaces`.
pub(super) async fn create(caller: Caller, body: Creation<NewSpace>) -> ApiResult {
    let (t, actor, mut errors) = (caller.t(), caller.actor(), Errors::default());
    // It says no more than the number of a space, to who has it already.
    if let Some(made) = body.earlier().await? {
        return Ok(created(made));
    }
    decide(&actor, Action::CreateSpace, &Facts::about(Subject::Community))?;
    let new = &body.value;
    let name = errors.take("/name", SpaceName::parse(&new.name), |e| e.sentence(t));
    let purpose = errors.take("/purpose", Purpose::parse(&new.purpose), |e| e.sentence(t));
    let (name, purpose) = errors.or(name.zip(purpose))?;
    let (openness, office) = (new.openness, new.office);
    let space = CreateSpace { actor, name, purpose, openness, now: caller.now() };
    let tell = |space: &SpaceId| {
        let shape = SpaceMade { space: *space, page: format!("/spazi/{space}") };
        Made { location: format!("/spaces/{space}"), body: json!(shape) }
    };
    let made = match office {
        None => body.run(Told(space, caller.clone()), tell).await,
        Some(office) => body.run(Told(CreateOfficeSpace { space, office }, caller.clone()), tell).await,
    };
    Ok(created(made?))
}

/// A command whose refusals name the field that they are about.
pub(super) struct Told<C>(pub C, pub Caller);

/// Such a refusal.
pub(super) struct Refusal(Problem);

impl From<crate::db::Error> for Refusal {
    fn from(error: crate::db::Error) -> Self {
        Self(error.into())
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        refusal.0
    }
}

impl<C: crate::db::Command<Error = Error>> crate::db::Command for Told<C> {
    type Output = C::Output;
    type Error = Refusal;

    async fn run(&self, tx: &mut crate::db::Tx<'_>) -> Result<C::Output, Refusal> {
        self.0.run(tx).await.map_err(|error| Refusal(of(error, self.1.t())))
    }
}

async fn in_full(caller: &Caller, found: SpaceForActor) -> ApiResult<SpaceInFull> {
    let may = |action| decide(&caller.actor(), action, &found.facts()).is_ok();
    let (may_edit, may_lead) = (may(Action::EditSpace), may(Action::ManageMembers));
    let (rules, welcome) = store::find_words(caller.db(), found.id).await?.unwrap_or_default();
    let requests = may_lead.then_some(found.requests);
    Ok(SpaceInFull { space: found.into(), rules, welcome: may_edit.then_some(welcome), requests })
}

/// `GET /spaces/{space}`.
pub(super) async fn show(caller: Caller, Id(space): Id<SpaceId>) -> ApiResult {
    let found = see(&caller, space, Action::SeeSpace).await?;
    Ok(versioned(found.version, &in_full(&caller, found).await?))
}

/// `PATCH /spaces/{space}`.
pub(super) async fn edit(
    caller: Caller,
    Id(space): Id<SpaceId>,
    IfMatch(version): IfMatch,
    Content(change): Content<SpaceChange>,
) -> ApiResult {
    let found = see(&caller, space, Action::EditSpace).await?;
    let edit = merge(&caller, &found, &change).await?;
    let is_done = caller.db().write(EditSpaceOf { edit, version }).await.map_err(|error| of(error, caller.t()))?;
    let found = see(&caller, space, Action::SeeSpace).await?;
    let (version, now) = (found.version, in_full(&caller, found).await?);
    if is_done {
        Ok(versioned(version, &now))
    } else {
        Err(Problem::Changed { current: json!(now), sent: json!(change) })
    }
}

/// The space with the changes in it, or what is wrong with them.
async fn merge(caller: &Caller, found: &SpaceForActor, change: &SpaceChange) -> ApiResult<EditSpace> {
    let (t, mut errors) = (caller.t(), Errors::default());
    let (rules, welcome) = store::find_words(caller.db(), found.id).await?.unwrap_or_default();
    let name = SpaceName::parse(change.name.as_ref().unwrap_or(&found.name));
    let name = errors.take("/name", name, |e| e.sentence(t));
    let purpose = Purpose::parse(change.purpose.as_ref().unwrap_or(&found.purpose));
    let purpose = errors.take("/purpose", purpose, |e| e.sentence(t));
    let rules = errors.take("/rules", LongText::parse(change.rules.as_ref().unwrap_or(&rules)), |e| e.sentence(t));
    let welcome = LongText::parse(change.welcome.as_ref().unwrap_or(&welcome));
    let welcome = errors.take("/welcome", welcome, |e| e.sentence(t));
    let made = name.zip(purpose).zip(rules.zip(welcome)).map(|((name, purpose), (rules, welcome))| EditSpace {
        actor: caller.actor(),
        space: found.id,
        name,
        purpose,
        openness: change.openness.unwrap_or(found.openness),
        colour: change.colour.unwrap_or(found.colour),
        rules,
        welcome,
        now: caller.now(),
    });
    errors.or(made)
}

/// `PUT /spaces/{space}/archive`.
pub(super) async fn archive(caller: Caller, Id(space): Id<SpaceId>) -> ApiResult {
    put(&caller, space, true).await
}

/// `DELETE /spaces/{space}/archive`.
pub(super) async fn restore(caller: Caller, Id(space): Id<SpaceId>) -> ApiResult {
    put(&caller, space, false).await
}

async fn put(caller: &Caller, space: SpaceId, is_archived: bool) -> ApiResult {
    caller.db().write(Archive { actor: caller.actor(), space, is_archived, now: caller.now() }).await?;
    Ok(no_content())
}

/// `PUT /spaces/{space}/welcome-read`.
pub(super) async fn dismiss(caller: Caller, Id(space): Id<SpaceId>) -> ApiResult {
    see(&caller, space, Action::ReadThreads).await?;
    caller.db().write(DismissWelcome { space, person: caller.person }).await?;
    Ok(no_content())
}
