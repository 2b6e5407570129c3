//! The devices on which the person is signed in.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::commands::{EndOtherSignIns, EndSignIn};
use super::super::{Accounts, devices, store};
use crate::base::SignInId;
use crate::web::Access;
use crate::web::api::{ApiResult, Caller, Id, Instant, List, Operation, Operations, Scope, list as page, no_content};

/// A device.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SignIn")]
pub(super) struct SignInShape {
    id: SignInId,
    /// Which browser on which system, in the language of the answer.
    #[schemars(example = "Firefox su Windows")]
    device: String,
    since: Instant,
    /// To a few minutes.
    last_used_at: Instant,
    /// Whether it was begun with a passkey.
    is_by_passkey: bool,
    /// What that passkey is called, while it is there.
    passkey: Option<String>,
}

pub(super) fn operations() -> Operations {
    use Scope::{ProfileRead, ProfileWrite};
    let all = Operation::get("/me/sign-ins", "listSignIns", ProfileRead, Access::SIGNED_IN)
        .about("The devices on which the person is signed in, the one used last first; at most 100")
        .gives::<List<SignInShape>>();
    let end_one = Operation::delete("/me/sign-ins/{sign_in}", "endSignIn", ProfileWrite, Access::OWNER)
        .about("Signs the person out on a device");
    let end_all = Operation::delete("/me/sign-ins", "endSignIns", ProfileWrite, Access::SIGNED_IN)
        .about("Signs the person out everywhere; keys go on working");
    Operations::default().add(all, list).add(end_one, end).add(end_all, end_every)
}

/// `GET /me/sign-ins`.
async fn list(caller: Caller) -> ApiResult {
    let now = caller.now();
    let since = now.minus(caller.house.room::<Accounts>()?.session_lasts());
    let found = store::list_sign_ins(caller.db(), caller.person, since, now).await?;
    let one = |sign_in: super::super::people::SignIn| SignInShape {
        id: sign_in.id,
        device: devices::words(&sign_in.agent, caller.t()),
        since: Instant(sign_in.created_at),
        last_used_at: Instant(sign_in.last_used_at),
        is_by_passkey: sign_in.is_by_passkey,
        passkey: sign_in.passkey,
    };
    let items: Vec<SignInShape> = found.into_iter().map(one).collect();
    Ok(page(&caller, items, None))
}

/// `DELETE /me/sign-ins/{sign_in}`.
async fn end(caller: Caller, Id(sign_in): Id<SignInId>) -> ApiResult {
    let (actor, person, now) = (caller.actor(), caller.person, caller.now());
    caller.db().write(EndSignIn { actor, person, sign_in, now }).await?;
    Ok(no_content())
}

/// `DELETE /me/sign-ins`. A program is no sign-in: none of them stays.
async fn end_every(caller: Caller) -> ApiResult {
    let (actor, person, now) = (caller.actor(), caller.person, caller.now());
    caller.db().write(EndOtherSignIns { actor, person, sign_in: SignInId(0), now }).await?;
    Ok(no_content())
}
