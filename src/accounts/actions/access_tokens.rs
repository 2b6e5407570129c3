//! Making and revoking keys for programs.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use super::super::access_tokens::{LONGEST, MOST, Name, Scopes, new_secret};
use super::super::commands::{MakeAccessToken, Refusal, RevokeAccessToken};
use super::super::pages::access_tokens::{AccessTokensPage, TokenForm, chosen};
use super::super::pages::unprocessable;
use super::super::{Accounts, Bucket};
use super::{minutes, prove, proven};
use crate::base::{AccessTokenId, Timestamp, digest};
use crate::mail::MessageId;
use crate::web::{ClientAddress, FieldErrors, Form, Page, Path, WebError, WebResult, parse_last_day, see_other};

/// What the form asks for, once nothing is wrong with it.
type Wanted = (Name, Scopes, Timestamp);

fn read(form: &Form, errors: &mut FieldErrors) -> Option<Wanted> {
    let (visit, fields, t) = (&form.visit, &form.fields, form.visit.t());
    let name = errors.take("token_name", Name::parse(fields.get("token_name")), |e| e.sentence(t));
    let scopes = Scopes::new(chosen(fields)).ok_or(());
    let scopes = errors.take("scopes", scopes, |()| t.s("accounts-error-scopes").to_owned());
    let until = parse_last_day(fields.get("expires"), &visit.viewer.time_zone, visit.house.clock.now(), LONGEST);
    let until = errors.take("expires", until, |e| t.s(e.key()).to_owned());
    Some((name?, scopes?, until?))
}

/// `POST /profilo/chiavi`: 201 with the secret, which no other answer will show.
pub async fn make(accounts: Accounts, address: ClientAddress, form: Form) -> WebResult {
    let visit = &form.visit;
    let mut errors = FieldErrors::default();
    // What is wrong with the key is said before the password is tried: a slip costs no attempt.
    let wanted = read(&form, &mut errors);
    let buckets = match &wanted {
        Some(_) => prove(visit, &accounts, address, form.fields.get("password"), &mut errors).await?,
        None => None,
    };
    let (Some(wanted), Some(buckets)) = (wanted, buckets) else { return again(&form, errors).await };
    let secret = new_secret(&visit.house.rng);
    let command = command(&form, &accounts, wanted, (digest(&secret.0), buckets.clone()));
    match proven(visit, buckets, command).await {
        Ok(_) => {
            let page = AccessTokensPage::new(visit, (None, FieldErrors::default()), Some(secret.0)).await?;
            Ok((StatusCode::CREATED, Page(page)).into_response())
        }
        Err(Refusal::TooManyTokens) => {
            errors.add("token_name", visit.t().f1("accounts-error-tokens-full", "max", MOST));
            again(&form, errors).await
        }
        Err(Refusal::TooMany(wait)) => {
            errors.add("token_name", visit.t().f1("accounts-error-tokens-wait", "minutes", minutes(wait)));
            again(&form, errors).await
        }
        Err(other) => Err(other.into()),
    }
}

fn command(
    form: &Form,
    accounts: &Accounts,
    (name, scopes, expires_at): Wanted,
    (digest, buckets): (String, Vec<Bucket>),
) -> MakeAccessToken {
    let (viewer, house) = (&form.visit.viewer, &form.visit.house);
    MakeAccessToken {
        actor: viewer.actor(),
        person: viewer.person,
        sign_in: viewer.sign_in,
        name,
        scopes,
        expires_at,
        digest,
        buckets,
        message_id: MessageId::new(&house.rng),
        default_lang: accounts.default_lang(),
        now: house.clock.now(),
    }
}

async fn again(form: &Form, errors: FieldErrors) -> WebResult {
    let typed = TokenForm::typed(&form.fields);
    Ok(unprocessable(Page(AccessTokensPage::new(&form.visit, (Some(typed), errors), None).await?)))
}

/// `POST /profilo/chiavi/{access_token}/revoca`.
pub async fn revoke(Path(id): Path<String>, form: Form) -> WebResult {
    let visit = form.visit;
    let token: AccessTokenId = id.parse().map_err(|_| WebError::NotFound)?;
    let (actor, person, now) = (visit.viewer.actor(), visit.viewer.person, visit.house.clock.now());
    visit.house.db.write(RevokeAccessToken { actor, person, token, now }).await?;
    visit.flash(visit.t().s("accounts-token-revoked")).await?;
    Ok(see_other("/profilo/chiavi"))
}
