//! Signing in and out.

use std::time::Duration;

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::IntoResponse as _;

use super::super::commands::GiveBack;
use super::super::pages::second_factor::{DOOR, Pending};
use super::super::pages::sign_in::{SignInPage, next_path};
use super::super::sign_in::{Attempt, attempt};
use super::super::{Accounts, Bucket, SignOut, store};
use super::{agent, minutes, start_session};
use crate::base::PersonId;
use crate::web::{self, ClientAddress, Fields, Kept, OpenForm, OpenVisit, Page, WebResult, see_other};

pub async fn sign_in(accounts: Accounts, address: ClientAddress, headers: HeaderMap, form: OpenForm) -> WebResult {
    let OpenForm { visit, fields } = form;
    let (house, t) = (&visit.house, visit.t());
    let typed = (fields.get("email"), fields.get("password"));
    let (status, wait, error) = match attempt(&house.db, &accounts, address, typed, house.clock.now()).await? {
        Attempt::Right { person, buckets } => {
            if store::find_door(&house.db, person).await?.is_some_and(|door| door.has_second_step()) {
                return second_step(&visit, &fields, (person, buckets)).await;
            }
            start_session(&visit, person, agent(&headers), buckets).await?;
            return match Kept::from_fields(&fields) {
                Some(kept) => kept.hand_over(&visit.session).await,
                None => Ok(see_other(&next_path(fields.get("next")))),
            };
        }
        Attempt::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, None, t.s("accounts-sign-in-wrong").to_owned()),
        Attempt::Wait(wait) => {
            (StatusCode::TOO_MANY_REQUESTS, Some(wait), t.f1("accounts-sign-in-wait", "minutes", minutes(wait)))
        }
    };
    not_in(&visit, &fields, (status, wait, error)).await
}

/// The page again, with what was typed, what is wrong, and how long to wait.
pub(super) async fn not_in(
    visit: &OpenVisit,
    fields: &Fields,
    (status, wait, error): (StatusCode, Option<Duration>, String),
) -> WebResult {
    let page = SignInPage {
        l: visit.layout(visit.t().s("accounts-sign-in-title")).await?,
        kept: Kept::from_fields(fields),
        next: next_path(fields.get("next")),
        email: fields.get("email").chars().take(254).collect(),
        error: Some(error),
        notice: None,
    };
    let mut response = (status, Page(page)).into_response();
    if let Some(wait) = wait {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
    }
    Ok(response)
}

/// The password was right; the code comes next, and what was meant to follow waits with it.
async fn second_step(visit: &OpenVisit, fields: &Fields, (person, buckets): (PersonId, Vec<Bucket>)) -> WebResult {
    let (at, next) = (visit.house.clock.now(), next_path(fields.get("next")));
    visit.house.db.write(GiveBack { buckets, now: at }).await?;
    Pending { person, at, next, kept: Kept::from_fields(fields) }.keep(visit).await?;
    Ok(see_other(DOOR))
}

pub async fn sign_out(form: OpenForm) -> WebResult {
    if let Some(viewer) = &form.visit.viewer {
        form.visit.house.db.write(SignOut { sign_in: viewer.sign_in }).await?;
        web::sign_out(&form.visit.session).await?;
    }
    Ok(see_other("/accedi"))
}
