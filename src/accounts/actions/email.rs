//! Asking for another address, and what the letters about it are answered with.

use axum::response::IntoResponse as _;

use super::super::commands::{AgreeToEmail, ProveEmail, RequestEmailChange, StopEmailChange, WithdrawEmailChange};
use super::super::model::EmailAddress;
use super::super::pages::email::{AnsweredPage, EmailPage, open};
use super::super::pages::{dead_link, unprocessable};
use super::super::store::{self, Purpose};
use super::super::{Accounts, Refusal};
use super::{minutes, prove, proven};
use crate::mail::MessageId;
use crate::web::{ClientAddress, FieldErrors, Form, OpenForm, OpenVisit, Page, Path, WebError, WebResult, see_other};

const PAGE: &str = "/profilo/email";

pub async fn request(accounts: Accounts, address: ClientAddress, form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let (house, t) = (&visit.house, visit.t());
    let account = store::find_account_of(&house.db, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
    let mut errors = FieldErrors::default();
    let mut email = errors.take("email", EmailAddress::parse(fields.get("email")), |e| e.say(t));
    if email.as_ref().is_some_and(|email| email.key() == account.email_key) {
        errors.add("email", t.s("accounts-error-same-email").to_owned());
        email = None;
    }
    let buckets = match &email {
        Some(_) => prove(&visit, &accounts, address, fields.get("password"), &mut errors).await?,
        None => None,
    };
    if let (Some(email), Some(buckets)) = (email, buckets) {
        let command = RequestEmailChange {
            actor: visit.viewer.actor(),
            person: visit.viewer.person,
            sign_in: visit.viewer.sign_in,
            email,
            buckets: buckets.clone(),
            message_ids: [MessageId::new(&house.rng), MessageId::new(&house.rng)],
            default_lang: visit.viewer.lang,
            now: house.clock.now(),
        };
        match proven(&visit, buckets, command).await {
            Ok(_) => return Ok(see_other(PAGE)),
            Err(Refusal::TooMany(wait)) => {
                errors.add("email", t.f1("accounts-email-too-many", "minutes", minutes(wait)));
            }
            Err(other) => return Err(other.into()),
        }
    }
    let typed = fields.get("email").chars().take(254).collect();
    Ok(unprocessable(Page(EmailPage::new(&visit, errors, typed).await?)))
}

pub async fn withdraw(form: Form) -> WebResult {
    let visit = form.visit;
    let (actor, person, now) = (visit.viewer.actor(), visit.viewer.person, visit.house.clock.now());
    if visit.house.db.write(WithdrawEmailChange { actor, person, now }).await? {
        visit.flash(visit.t().s("accounts-email-withdrawn")).await?;
    }
    Ok(see_other(PAGE))
}

pub async fn prove_new(
    accounts: Accounts,
    address: ClientAddress,
    Path(token): Path<String>,
    form: OpenForm,
) -> WebResult {
    let visit = form.visit;
    let Some((change, digest)) = open(&visit, &accounts, address, (&token, Purpose::NewEmail)).await? else {
        return dead_link(&visit, Purpose::NewEmail).await;
    };
    let (message_id, now) = (MessageId::new(&visit.house.rng), visit.house.clock.now());
    match visit.house.db.write(ProveEmail { digest, message_id, now }).await {
        Ok(true) => answered(&visit, ("accounts-email-done", visit.t().s("accounts-email-done").to_owned())).await,
        Ok(false) => {
            let zone = visit.house.config.time_zone.clone();
            let date = visit.t().date_full(change.silent_at.0, &zone);
            answered(&visit, ("accounts-email-proven", visit.t().f1("accounts-email-proven", "date", date))).await
        }
        Err(Refusal::DeadLink) => dead_link(&visit, Purpose::NewEmail).await,
        Err(other) => Err(other.into()),
    }
}

pub async fn answer(
    accounts: Accounts,
    address: ClientAddress,
    Path(token): Path<String>,
    form: OpenForm,
) -> WebResult {
    let OpenForm { visit, fields } = form;
    let Some((_, digest)) = open(&visit, &accounts, address, (&token, Purpose::OldEmail)).await? else {
        return dead_link(&visit, Purpose::OldEmail).await;
    };
    let (db, t, now) = (&visit.house.db, visit.t(), visit.house.clock.now());
    let written = match fields.get("answer") {
        "agree" => {
            let message_id = MessageId::new(&visit.house.rng);
            let agreed = db.write(AgreeToEmail { digest, message_id, now }).await;
            agreed.map(|is_done| if is_done { "accounts-email-done" } else { "accounts-email-agreed" })
        }
        "stop" => db.write(StopEmailChange { digest, now }).await.map(|()| "accounts-email-stopped"),
        _ => return Err(WebError::Unreadable),
    };
    match written {
        Ok(key) => {
            let sentence = t.s(key).to_owned();
            // Whoever was signed in here no longer is.
            let viewer = visit.viewer.clone().filter(|_| key != "accounts-email-stopped");
            answered(&OpenVisit { viewer, ..visit.clone() }, (key, sentence)).await
        }
        Err(Refusal::DeadLink) => dead_link(&visit, Purpose::OldEmail).await,
        Err(other) => Err(other.into()),
    }
}

async fn answered(visit: &OpenVisit, (key, sentence): (&str, String)) -> WebResult {
    let is_stopped = key == "accounts-email-stopped";
    let title = visit.t().s(if is_stopped { "accounts-email-stopped-title" } else { "accounts-email-answered-title" });
    let l = visit.layout(title).await?;
    Ok(Page(AnsweredPage { l, sentence, is_stopped }).into_response())
}
