//! Making, renaming and taking away passkeys; coming in with one.

use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;

use super::super::access_tokens::Name;
use super::super::commands::{
    AddPasskey, AskForPasskey, BeginPasskey, EnterWithPasskey, NoteCopiedPasskey, RemovePasskey, RenamePasskey,
    TakeChallenge,
};
use super::super::pages::passkeys::{NewPasskeyPage, OWN, PasskeyPage, PasskeysPage};
use super::super::pages::second_factor::{Pending, SecondStepPage};
use super::super::pages::sign_in::next_path;
use super::super::pages::unprocessable;
use super::super::passkeys::{
    self, Begun, Challenge, LASTS, MOST, Passkeys, Proof, Purpose, Sent, Waiting, challenge_digest, visitor_digest,
};
use super::super::store;
use super::super::{Accounts, Refusal};
use super::sign_in::not_in;
use super::{agent, minutes, open_session, prove};
use crate::base::{PasskeyId, PersonId, SignInId, digest};
use crate::mail::MessageId;
use crate::web::{
    ClientAddress, FieldErrors, Fields, Form, House, Kept, OpenForm, OpenVisit, Page, Path, Visit, WebError, WebResult,
    see_other,
};

/// A challenge to be kept, and the secret by which the visitor will name it.
fn challenge(
    house: &House,
    (csrf, address): (&str, ClientAddress),
    purpose: Purpose,
    (name, handle, state): (String, String, String),
) -> (Challenge, String) {
    let token = house.rng.token().0;
    let challenge = Challenge {
        digest: challenge_digest(purpose, &token),
        visitor: visitor_digest(csrf),
        place: digest(&format!("passkey place {}", address.bucket())),
        waiting: Waiting { name, handle, state, expires_at: house.clock.now().plus(LASTS) },
    };
    (challenge, token)
}

/// `POST /profilo/passkey`: the name and the password; the browser's turn comes next.
pub async fn begin(accounts: Accounts, address: ClientAddress, form: Form) -> WebResult {
    let passkeys = accounts.passkeys().ok_or(WebError::NotFound)?;
    let Form { visit, fields } = form;
    let (house, t) = (&visit.house, visit.t());
    let mut errors = FieldErrors::default();
    // What is wrong with the name is said before the password is tried: a slip costs no attempt.
    let name = errors.take("passkey_name", Name::parse(fields.get("passkey_name")), |e| e.sentence(t));
    let buckets = match &name {
        Some(_) => prove(&visit, &accounts, address, fields.get("password"), &mut errors).await?,
        None => None,
    };
    let (Some(name), Some(buckets)) = (name, buckets) else { return again(&visit, &fields, errors).await };
    let (begun, handle) = begun(&visit, passkeys).await?;
    let kept = (name.as_str().to_owned(), handle, begun.state);
    let (challenge, token) = challenge(house, (&visit.viewer.csrf, address), Purpose::Make, kept);
    let (actor, person, sign_in) = (visit.viewer.actor(), visit.viewer.person, visit.viewer.sign_in);
    let command = BeginPasskey { actor, person, sign_in, challenge, buckets, now: house.clock.now() };
    match house.db.write(command).await {
        Ok(()) => {
            let page = NewPasskeyPage::new(&visit, name.as_str().to_owned(), (begun.options, token)).await?;
            Ok(Page(page).into_response())
        }
        Err(Refusal::TooManyPasskeys) => full(&visit, &fields, errors).await,
        Err(other) => Err(other.into()),
    }
}

/// What the browser is asked for the viewer, and under which name devices know the account.
async fn begun(visit: &Visit, passkeys: &Passkeys) -> WebResult<(Begun, String)> {
    let (db, person) = (&visit.house.db, visit.viewer.person);
    let account = store::find_account_of(db, person).await?.ok_or(WebError::NotFound)?;
    let (handles, known): (Vec<_>, Vec<_>) = store::list_credentials(db, person).await?.into_iter().unzip();
    let handle = handles.into_iter().next().unwrap_or_else(|| passkeys::new_handle(&visit.house.rng));
    let whose = passkeys::Account { handle: &handle, email: &account.email, name: &account.name };
    Ok((passkeys.begin_to_make(&whose, &known)?, handle))
}

async fn again(visit: &Visit, fields: &Fields, errors: FieldErrors) -> WebResult {
    let typed = fields.get("passkey_name").to_owned();
    Ok(unprocessable(Page(PasskeysPage::new(visit, (typed, errors)).await?)))
}

async fn full(visit: &Visit, fields: &Fields, mut errors: FieldErrors) -> WebResult {
    errors.add("passkey_name", visit.t().f1("accounts-error-passkeys-full", "max", MOST));
    again(visit, fields, errors).await
}

/// `POST /profilo/passkey/conferma`: what the browser has made.
pub async fn confirm(accounts: Accounts, form: Form) -> WebResult {
    let passkeys = accounts.passkeys().ok_or(WebError::NotFound)?;
    let Form { visit, fields } = form;
    let (house, t) = (&visit.house, visit.t());
    let mut errors = FieldErrors::default();
    let Some((made, waiting)) = made(&visit, passkeys, &fields).await? else {
        errors.add("passkey_name", t.s("accounts-error-passkey-not-made").to_owned());
        return again(&visit, &fields, errors).await;
    };
    let name = waiting.name;
    let command = AddPasskey {
        actor: visit.viewer.actor(),
        person: visit.viewer.person,
        sign_in: visit.viewer.sign_in,
        made,
        name: name.clone(),
        handle: waiting.handle,
        message_id: MessageId::new(&house.rng),
        default_lang: visit.viewer.lang,
        now: house.clock.now(),
    };
    match house.db.write(command).await {
        Ok(_) => {
            visit.flash(t.f1("accounts-passkey-made", "name", &name)).await?;
            Ok(see_other(OWN))
        }
        Err(Refusal::TooManyPasskeys) => full(&visit, &fields, errors).await,
        Err(Refusal::TooMany(wait)) => {
            errors.add("passkey_name", t.f1("accounts-error-passkeys-wait", "minutes", minutes(wait)));
            again(&visit, &fields, errors).await
        }
        // Somebody has this very passkey already.
        Err(Refusal::AsItWas) => {
            errors.add("passkey_name", t.s("accounts-error-passkey-not-made").to_owned());
            again(&visit, &fields, errors).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The passkey that answers the viewer's own challenge, with what was kept beside it.
async fn made(visit: &Visit, passkeys: &Passkeys, fields: &Fields) -> WebResult<Option<(passkeys::Made, Waiting)>> {
    let command = TakeChallenge {
        digest: challenge_digest(Purpose::Make, fields.get("passkey_token")),
        visitor: visitor_digest(&visit.viewer.csrf),
        buckets: Vec::new(),
        now: visit.house.clock.now(),
    };
    let Some(waiting) = visit.house.db.write(command).await? else { return Ok(None) };
    let made = passkeys.finish_making(fields.get("credential"), &waiting.state)?;
    Ok(made.map(|made| (made, waiting)))
}

/// `POST /profilo/passkey/{passkey}`: another name.
pub async fn rename(Path(id): Path<String>, form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let passkey: PasskeyId = id.parse().map_err(|_| WebError::NotFound)?;
    let (t, typed) = (visit.t(), fields.get("passkey_name"));
    let mut errors = FieldErrors::default();
    let Some(name) = errors.take("passkey_name", Name::parse(typed), |e| e.sentence(t)) else {
        return Ok(unprocessable(Page(PasskeyPage::new(&visit, passkey, (Some(typed), errors)).await?)));
    };
    let (actor, person) = (visit.viewer.actor(), visit.viewer.person);
    visit.house.db.write(RenamePasskey { actor, person, passkey, name }).await?;
    visit.flash(t.s("web-saved")).await?;
    Ok(see_other(OWN))
}

/// `POST /profilo/passkey/{passkey}/togli`.
pub async fn remove(Path(id): Path<String>, form: Form) -> WebResult {
    let visit = form.visit;
    let command = RemovePasskey {
        actor: visit.viewer.actor(),
        person: visit.viewer.person,
        sign_in: visit.viewer.sign_in,
        passkey: id.parse().map_err(|_| WebError::NotFound)?,
        message_id: MessageId::new(&visit.house.rng),
        default_lang: visit.viewer.lang,
        now: visit.house.clock.now(),
    };
    visit.house.db.write(command).await?;
    visit.flash(visit.t().s("accounts-passkey-removed")).await?;
    Ok(see_other(OWN))
}

/// `POST /accedi/passkey/inizio`: a challenge for whoever wants to come in, as JSON for the script.
pub async fn ask(accounts: Accounts, address: ClientAddress, form: OpenForm) -> WebResult {
    let begun = accounts.passkeys().ok_or(WebError::NotFound)?.begin_to_enter()?;
    let (house, kept) = (&form.visit.house, (String::new(), String::new(), begun.state));
    let (challenge, token) = challenge(house, (&form.visit.csrf, address), Purpose::Enter, kept);
    house.db.write(AskForPasskey { challenge, now: house.clock.now() }).await?;
    let body = format!(r#"{{"token":"{token}","options":{}}}"#, begun.options);
    Ok(([(CONTENT_TYPE, "application/json")], body).into_response())
}

/// `POST /accedi/passkey`: comes in. One answer for everything that is wrong with a passkey.
pub async fn enter(accounts: Accounts, address: ClientAddress, headers: HeaderMap, form: OpenForm) -> WebResult {
    let passkeys = accounts.passkeys().ok_or(WebError::NotFound)?;
    let OpenForm { visit, fields } = form;
    match sign_in(&visit, (&accounts, passkeys, address), &fields, agent(&headers)).await {
        Ok((person, sign_in)) => {
            open_session(&visit, person, sign_in).await?;
            let_in(&visit, &fields, person).await
        }
        Err(Refusal::WrongCode) => refused(&visit, &fields).await,
        Err(Refusal::TooMany(wait)) => {
            let sentence = visit.t().f1("accounts-wait", "minutes", minutes(wait));
            not_in(&visit, &fields, (StatusCode::TOO_MANY_REQUESTS, Some(wait), sentence)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Notes the sign-in of whoever the passkey belongs to.
///
/// Errors: [`Refusal::WrongCode`] for all that does not prove it, [`Refusal::TooMany`].
async fn sign_in(
    visit: &OpenVisit,
    (accounts, passkeys, address): (&Accounts, &Passkeys, ClientAddress),
    fields: &Fields,
    agent: String,
) -> Result<(PersonId, SignInId), Refusal> {
    let (house, now, buckets) = (&visit.house, visit.house.clock.now(), accounts.buckets().passkey(address));
    let digest = challenge_digest(Purpose::Enter, fields.get("passkey_token"));
    let command = TakeChallenge { digest, visitor: visitor_digest(&visit.csrf), buckets: buckets.clone(), now };
    let waiting = house.db.write(command).await?.ok_or(Refusal::WrongCode)?;
    let sent = Sent::parse(fields.get("credential")).ok_or(Refusal::WrongCode)?;
    let known = store::find_known(&house.db, &sent.credential_id).await?;
    let proof = passkeys.prove(&sent, &waiting.state, known.as_ref()).map_err(Refusal::Unreadable)?;
    let known = known.ok_or(Refusal::WrongCode)?;
    let (person, passkey) = (known.person, known.id);
    match proof {
        Proof::Right(credential) => {
            let session = house.rng.token().0;
            let command = EnterWithPasskey { known, credential, session, agent, buckets, now };
            Ok((person, house.db.write(command).await?))
        }
        Proof::Copied => {
            house.db.write(NoteCopiedPasskey { person, passkey, now }).await?;
            Err(Refusal::WrongCode)
        }
        Proof::Wrong => Err(Refusal::WrongCode),
    }
}

/// On to what was meant to follow; what waited for a second step of the same person, if that is how they got here.
async fn let_in(visit: &OpenVisit, fields: &Fields, person: PersonId) -> WebResult {
    let pending = Pending::find(visit).await?;
    Pending::forget(visit).await?;
    let (kept, next) = match pending.filter(|pending| pending.person == person) {
        Some(pending) => (pending.kept, pending.next),
        None => (Kept::from_fields(fields), next_path(fields.get("next"))),
    };
    match kept {
        Some(kept) => kept.hand_over(&visit.session).await,
        None => Ok(see_other(&next)),
    }
}

/// Back to the page that asked, with what to do instead.
async fn refused(visit: &OpenVisit, fields: &Fields) -> WebResult {
    let sentence = visit.t().s("accounts-passkey-wrong").to_owned();
    match Pending::find(visit).await? {
        Some(pending) => {
            let mut errors = FieldErrors::default();
            errors.add("passkey", sentence);
            Ok(unprocessable(Page(SecondStepPage::new(visit, &pending, errors).await?)))
        }
        None => not_in(visit, fields, (StatusCode::UNPROCESSABLE_ENTITY, None, sentence)).await,
    }
}
