//! The second factor: on, off, new recovery codes; the second step at the door; whom it is demanded of.

use axum::http::HeaderMap;
use axum::response::IntoResponse as _;

use super::super::commands::{
    BeginSecondFactor, Charge, ConfirmSecondFactor, DemandSecondFactor, EndSecondFactor, ProveSecondFactor,
    RenewRecoveryCodes,
};
use super::super::pages::second_factor::{OWN, Pending, RecoveryCodesPage, SecondFactorPage, SecondStepPage};
use super::super::pages::unprocessable;
use super::super::second_factor::{Demanded, code_digest, new_codes, new_secret};
use super::super::{Accounts, Buckets, Refusal};
use super::accounts::looked_after;
use super::{agent, minutes, prove, proven, start_session};
use crate::mail::MessageId;
use crate::web::{ClientAddress, FieldErrors, Form, OpenForm, Page, Path, Visit, WebError, WebResult, see_other};

pub async fn begin(accounts: Accounts, address: ClientAddress, form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let mut errors = FieldErrors::default();
    let Some(buckets) = prove(&visit, &accounts, address, fields.get("password"), &mut errors).await? else {
        return again(&visit, errors).await;
    };
    let command = BeginSecondFactor {
        actor: visit.viewer.actor(),
        person: visit.viewer.person,
        sign_in: visit.viewer.sign_in,
        secret: new_secret(&visit.house.rng),
        buckets,
        now: visit.house.clock.now(),
    };
    visit.house.db.write(command).await?;
    Ok(see_other(OWN))
}

async fn again(visit: &Visit, errors: FieldErrors) -> WebResult {
    Ok(unprocessable(Page(SecondFactorPage::new(visit, errors).await?)))
}

/// Codes for the page and for the table.
fn codes(visit: &Visit) -> (Vec<String>, Vec<String>) {
    let codes = new_codes(&visit.house.rng);
    let digests = codes.iter().filter_map(|code| code_digest(visit.viewer.person, code)).collect();
    (codes, digests)
}

pub async fn confirm(form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let (t, now, person) = (visit.t(), visit.house.clock.now(), visit.viewer.person);
    let mut errors = FieldErrors::default();
    if let Some(wait) = visit.house.db.write(Charge { buckets: Buckets::second_factor(person), now }).await? {
        errors.add("code", t.f1("accounts-wait", "minutes", minutes(wait)));
        return again(&visit, errors).await;
    }
    let (codes, digests) = codes(&visit);
    let command = ConfirmSecondFactor {
        actor: visit.viewer.actor(),
        person,
        sign_in: visit.viewer.sign_in,
        code: fields.get("code").to_owned(),
        codes: digests,
        message_id: MessageId::new(&visit.house.rng),
        default_lang: visit.viewer.lang,
        now,
    };
    match visit.house.db.write(command).await {
        Ok(()) => Ok(Page(RecoveryCodesPage::new(&visit, codes).await?).into_response()),
        Err(Refusal::WrongCode) => {
            errors.add("code", t.s("accounts-error-code-wrong").to_owned());
            again(&visit, errors).await
        }
        Err(Refusal::AsItWas) => back(&visit, "accounts-as-it-was").await,
        Err(other) => Err(other.into()),
    }
}

async fn back(visit: &Visit, sentence: &str) -> WebResult {
    visit.flash(visit.t().s(sentence)).await?;
    Ok(see_other(OWN))
}

pub async fn renew(accounts: Accounts, address: ClientAddress, form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let mut errors = FieldErrors::default();
    let Some(buckets) = prove(&visit, &accounts, address, fields.get("password"), &mut errors).await? else {
        return again(&visit, errors).await;
    };
    let (codes, digests) = codes(&visit);
    let command = RenewRecoveryCodes {
        actor: visit.viewer.actor(),
        person: visit.viewer.person,
        sign_in: visit.viewer.sign_in,
        codes: digests,
        buckets: buckets.clone(),
        now: visit.house.clock.now(),
    };
    match proven(&visit, buckets, command).await {
        Ok(()) => Ok(Page(RecoveryCodesPage::new(&visit, codes).await?).into_response()),
        Err(Refusal::AsItWas) => back(&visit, "accounts-as-it-was").await,
        Err(other) => Err(other.into()),
    }
}

pub async fn end(accounts: Accounts, address: ClientAddress, form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let mut errors = FieldErrors::default();
    let Some(buckets) = prove(&visit, &accounts, address, fields.get("password"), &mut errors).await? else {
        return again(&visit, errors).await;
    };
    let command = EndSecondFactor {
        actor: visit.viewer.actor(),
        person: visit.viewer.person,
        sign_in: Some(visit.viewer.sign_in),
        buckets: buckets.clone(),
        message_id: MessageId::new(&visit.house.rng),
        default_lang: visit.viewer.lang,
        now: visit.house.clock.now(),
    };
    match proven(&visit, buckets, command).await {
        Ok(()) => back(&visit, "accounts-second-ended").await,
        Err(Refusal::AsItWas) => back(&visit, "accounts-as-it-was").await,
        Err(other) => Err(other.into()),
    }
}

/// An administrator takes away the second factor of somebody who has lost the device.
pub async fn reset(Path(id): Path<String>, form: Form) -> WebResult {
    let visit = form.visit;
    let person = looked_after(&visit, &id)?;
    let command = EndSecondFactor {
        actor: visit.viewer.actor(),
        person,
        sign_in: None,
        buckets: Vec::new(),
        message_id: MessageId::new(&visit.house.rng),
        default_lang: visit.house.config.default_language.into(),
        now: visit.house.clock.now(),
    };
    let sentence = match visit.house.db.write(command).await {
        Ok(()) => "accounts-second-was-reset",
        Err(Refusal::AsItWas) => "accounts-as-it-was",
        Err(other) => return Err(other.into()),
    };
    visit.flash(visit.t().s(sentence)).await?;
    Ok(see_other(&format!("/amministrazione/persone/{person}")))
}

pub async fn demand(form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let of = Demanded::ALL.iter().copied().filter(|one| fields.has(one.as_str())).collect();
    let (actor, now) = (visit.viewer.actor(), visit.house.clock.now());
    visit.house.db.write(DemandSecondFactor { actor, of, now }).await?;
    visit.flash(visit.t().s("web-saved")).await?;
    Ok(see_other("/amministrazione/secondo-fattore"))
}

/// The second step at the door: a code of the app or of recovery, after the password.
pub async fn step(headers: HeaderMap, form: OpenForm) -> WebResult {
    let OpenForm { visit, fields } = form;
    let Some(pending) = Pending::find(&visit).await? else { return Ok(see_other("/accedi")) };
    let (t, now, db) = (visit.t(), visit.house.clock.now(), &visit.house.db);
    let mut errors = FieldErrors::default();
    if let Some(wait) = db.write(Charge { buckets: Buckets::second_factor(pending.person), now }).await? {
        errors.add("code", t.f1("accounts-wait", "minutes", minutes(wait)));
    } else {
        let command = ProveSecondFactor { person: pending.person, code: fields.get("code").to_owned(), now };
        match db.write(command).await {
            Ok(()) => {
                Pending::forget(&visit).await?;
                start_session(&visit, pending.person, agent(&headers), Vec::new()).await?;
                return match pending.kept {
                    Some(kept) => kept.hand_over(&visit.session).await,
                    None => Ok(see_other(&pending.next)),
                };
            }
            Err(Refusal::WrongCode) => errors.add("code", t.s("accounts-error-code-wrong").to_owned()),
            Err(other) => return Err(WebError::from(other)),
        }
    }
    Ok(unprocessable(Page(SecondStepPage::new(&visit, &pending, errors).await?)))
}
