//! Joining, leaving, asking to come in, and what is answered.

use schemars::JsonSchema;
use serde::Deserialize;

use super::see;
use super::shape::{RequestShape, WaitingShape};
use crate::authz::Action;
use crate::base::{PersonId, SpaceId};
use crate::spaces::commands::{AcceptRequest, AskToJoin, Join, Leave, RefuseRequest, WithdrawRequest};
use crate::spaces::model::{RefusalReason, RequestWords};
use crate::spaces::store::requests;
use crate::web::TextError;
use crate::web::api::{ApiResult, Caller, Content, Id, Problem, list as page, no_content, ok};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "JoinWords")]
pub(super) struct Words {
    /// A few words for who decides; may be empty.
    #[serde(default)]
    #[schemars(length(max = 500), example = "Lavoro sullo stesso tema")]
    words: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RefusalReason")]
pub(super) struct Reason {
    #[schemars(length(min = 1, max = 500), example = "È riservato a chi segue il progetto")]
    reason: String,
}

fn unfit<'a>(caller: &'a Caller, pointer: &'a str) -> impl FnOnce(TextError) -> Problem + 'a {
    move |error| Problem::field(pointer, error.sentence(caller.t()))
}

/// `PUT /spaces/{space}/membership`.
pub(super) async fn join(caller: Caller, Id(space): Id<SpaceId>) -> ApiResult {
    caller.db().write(Join { actor: caller.actor(), space, now: caller.now() }).await?;
    Ok(no_content())
}

/// `DELETE /spaces/{space}/membership`.
pub(super) async fn leave(caller: Caller, Id(space): Id<SpaceId>) -> ApiResult {
    caller.db().write(Leave { actor: caller.actor(), space, now: caller.now() }).await?;
    Ok(no_content())
}

/// `GET /spaces/{space}/request`.
pub(super) async fn own(caller: Caller, Id(space): Id<SpaceId>) -> ApiResult {
    see(&caller, space, Action::SeeSpace).await?;
    let found = requests::find(caller.db(), space, caller.person).await?.ok_or(Problem::NotFound)?;
    Ok(ok(&RequestShape::from(found)))
}

/// `PUT /spaces/{space}/request`.
pub(super) async fn ask(caller: Caller, Id(space): Id<SpaceId>, Content(body): Content<Words>) -> ApiResult {
    see(&caller, space, Action::AskToJoin).await?;
    let words = RequestWords::parse(&body.words).map_err(unfit(&caller, "/words"))?;
    caller.db().write(AskToJoin { actor: caller.actor(), space, words, now: caller.now() }).await?;
    Ok(no_content())
}

/// `DELETE /spaces/{space}/request`.
pub(super) async fn withdraw(caller: Caller, Id(space): Id<SpaceId>) -> ApiResult {
    caller.db().write(WithdrawRequest { actor: caller.actor(), space, now: caller.now() }).await?;
    Ok(no_content())
}

/// `GET /spaces/{space}/requests`.
pub(super) async fn waiting(caller: Caller, Id(space): Id<SpaceId>) -> ApiResult {
    see(&caller, space, Action::ManageMembers).await?;
    let waiting = requests::list_waiting(caller.db(), space).await?;
    let items: Vec<WaitingShape> = waiting.into_iter().map(WaitingShape::from).collect();
    Ok(page(&caller, items, None))
}

/// `PUT /spaces/{space}/requests/{person}/approval`.
pub(super) async fn accept(caller: Caller, Id((space, person)): Id<(SpaceId, PersonId)>) -> ApiResult {
    let is_in = caller.db().write(AcceptRequest { actor: caller.actor(), space, person, now: caller.now() }).await?;
    if is_in { Ok(no_content()) } else { Err(Problem::NotFound) }
}

/// `PUT /spaces/{space}/requests/{person}/refusal`.
pub(super) async fn refuse(
    caller: Caller,
    Id((space, person)): Id<(SpaceId, PersonId)>,
    Content(body): Content<Reason>,
) -> ApiResult {
    see(&caller, space, Action::ManageMembers).await?;
    let reason = RefusalReason::parse(&body.reason).map_err(unfit(&caller, "/reason"))?;
    let (actor, now) = (caller.actor(), caller.now());
    let is_refused = caller.db().write(RefuseRequest { actor, space, person, reason, now }).await?;
    if is_refused { Ok(no_content()) } else { Err(Problem::NotFound) }
}
