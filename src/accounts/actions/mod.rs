//! POST.

pub mod access_tokens;
pub mod accounts;
pub mod email;
pub mod invitation;
pub mod invitations;
pub mod invite_many;
pub mod leave;
pub mod office;
pub mod organisations;
pub mod own_password;
pub mod passkeys;
pub mod password;
pub mod picture;
pub mod profile;
pub mod second_factor;
pub mod sign_in;
pub mod sign_ins;

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

use super::commands::{GiveBack, NameSession, RecordSignIn, SignOut};
use super::sign_in::{Attempt, attempt};
use super::{Accounts, Bucket, Refusal, store};
use crate::base::{PersonId, SignInId, digest};
use crate::db::Command;
use crate::web::{self, ClientAddress, FieldErrors, OpenVisit, Visit, WebError, WebResult};

/// What a browser calls itself, cut to what a list of devices can show.
pub(super) fn agent(headers: &HeaderMap) -> String {
    let name = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// Signs somebody in on this browser, instead of whoever was.
async fn start_session(visit: &OpenVisit, person: PersonId, agent: String, buckets: Vec<Bucket>) -> WebResult<()> {
    let (house, now) = (&visit.house, visit.house.clock.now());
    let sign_in = house.db.write(RecordSignIn { person, session: house.rng.token().0, agent, buckets, now }).await?;
    open_session(visit, person, sign_in).await
}

/// Makes this browser's session that of a sign-in, instead of whoever's it was.
async fn open_session(visit: &OpenVisit, person: PersonId, sign_in: SignInId) -> WebResult<()> {
    let (house, now) = (&visit.house, visit.house.clock.now());
    if let Some(before) = &visit.viewer {
        house.db.write(SignOut { sign_in: before.sign_in }).await?;
    }
    web::sign_in(&visit.session, &house.rng, person, sign_in, now).await?;
    if let Some(id) = visit.session.id() {
        house.db.write(NameSession { sign_in, session: digest(&id.to_string()) }).await?;
    }
    Ok(())
}

/// Lets a signed-in person prove to know the own password: what the try was charged, to be given back by what it is for; or
/// what is wrong, beside the field. Guesses are counted with those at the door.
async fn prove(
    visit: &Visit,
    accounts: &Accounts,
    address: ClientAddress,
    typed: &str,
    errors: &mut FieldErrors,
) -> WebResult<Option<Vec<Bucket>>> {
    let (house, t) = (&visit.house, visit.t());
    if typed.is_empty() {
        errors.add("password", t.s("error-required").to_owned());
        return Ok(None);
    }
    let account = store::find_account_of(&house.db, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
    match attempt(&house.db, accounts, address, (&account.email, typed), house.clock.now()).await? {
        Attempt::Right { buckets, .. } => return Ok(Some(buckets)),
        Attempt::Wrong => errors.add("password", t.s("accounts-error-present-password").to_owned()),
        Attempt::Wait(wait) => errors.add("password", t.f1("accounts-wait", "minutes", minutes(wait))),
    }
    Ok(None)
}

/// Carries out what a right password was asked for. When that is refused, what the proof was charged is given back all the
/// same: the command that would have done so was undone as a whole.
async fn proven<C>(visit: &Visit, buckets: Vec<Bucket>, command: C) -> Result<C::Output, Refusal>
where
    C: Command<Error = Refusal>,
{
    let (db, now) = (&visit.house.db, visit.house.clock.now());
    let outcome = db.write(command).await;
    if !matches!(outcome, Ok(_) | Err(Refusal::Db(_))) {
        db.write(GiveBack { buckets, now }).await?;
    }
    outcome
}

/// Whole minutes, at least one.
fn minutes(wait: std::time::Duration) -> u64 {
    wait.as_secs().div_ceil(60).max(1)
}
