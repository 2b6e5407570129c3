//! Several people at once: look at each line first, then send; what cannot be sent stays in the box.

use std::collections::{HashMap, HashSet};

use super::super::commands::InviteMany;
use super::super::invitations::{Scope, WhyNot};
use super::super::invite_lines::{self, AT_ONCE, Wanted};
use super::super::pages::invite_many::{self, Checked, Destination, InviteManyPage, ManyForm};
use super::super::pages::unprocessable;
use super::super::people::PersonState;
use super::super::{Accounts, store};
use super::invitations::valid_for;
use crate::base::{InvitationId, OrganisationId, Timestamp, digest};
use crate::mail::MessageId;
use crate::web::{FieldErrors, Page, Path, Reach, UploadForm, Visit, WebResult, parse_last_day, see_other};

/// Letters in one command: nobody else waits for two hundred.
const PIECE: usize = 25;

pub async fn of_community(accounts: Accounts, form: UploadForm) -> WebResult {
    let place = invite_many::community(&form.visit)?;
    invite(&accounts, form, place).await
}

pub async fn of_office(accounts: Accounts, Path(id): Path<String>, form: UploadForm) -> WebResult {
    let place = invite_many::office(&form.visit, &id).await?;
    invite(&accounts, form, place).await
}

pub async fn of_space(accounts: Accounts, Path(id): Path<String>, form: UploadForm) -> WebResult {
    let place = invite_many::space(&form.visit, &accounts, &id).await?;
    invite(&accounts, form, place).await
}

/// A line, and whom it is for; or why nobody.
type Line = (String, Result<(Wanted, OrganisationId), WhyNot>);

async fn invite(accounts: &Accounts, form: UploadForm, place: Destination) -> WebResult {
    let UploadForm { visit, fields, file } = form;
    let (t, mut errors) = (visit.t(), FieldErrors::default());
    let from_file = file.as_ref().map(|file| invite_lines::from_table(file).join("\n"));
    let body = [fields.get("body").replace('\r', ""), from_file.unwrap_or_default()];
    let body = body.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    let lines = invite_lines::lines(&body);
    if lines.is_empty() {
        errors.add("body", t.s("error-required").to_owned());
    } else if lines.len() > AT_ONCE {
        errors.add("body", t.f2("error-too-many", "max", AT_ONCE, "current", lines.len()));
    }
    let until = match &place {
        Destination::Space { .. } => {
            let (zone, now) = (&visit.house.config.time_zone, visit.house.clock.now());
            let last = parse_last_day(fields.get("until"), zone, now, Reach::TwoYears);
            errors.take("until", last, |e| t.s(e.key()).to_owned())
        }
        _ => Some(Timestamp(0)),
    };
    let field = |name: &str| fields.get(name).to_owned();
    let mut filled = ManyForm { body, organisation: field("organisation"), until: field("until") };
    let (Some(until), true) = (until, errors.is_empty()) else {
        return again(&visit, place, (filled, Checked::default(), errors)).await;
    };
    let mut checked = check(&visit, &place, (lines, &filled.organisation)).await?;
    let scope = match &place {
        Destination::Community => Scope::Community,
        Destination::Office(office) => Scope::Office(office.id),
        Destination::Space { id, .. } => Scope::Guests { space: *id, until },
    };
    // What has been changed since it was looked at is looked at again.
    let is_seen = file.is_none() && fields.has("send") && fields.get("seen") == digest(&filled.body);
    let sent = if is_seen { send(&visit, accounts, scope, &mut checked).await? } else { 0 };
    if is_seen && checked.is_empty() {
        visit.flash(t.f1("accounts-many-sent", "n", sent)).await?;
        return Ok(see_other(&place.page()));
    }
    filled.body = checked.iter().map(|(line, _)| line.as_str()).collect::<Vec<_>>().join("\n");
    let lines = checked.into_iter().map(|(line, wanted)| (line, wanted.err())).collect();
    again(&visit, place, (filled, Checked { lines, sent }, errors)).await
}

async fn again(visit: &Visit, place: Destination, filled: (ManyForm, Checked, FieldErrors)) -> WebResult {
    Ok(unprocessable(Page(InviteManyPage::new(visit, place, filled, InvitationId(i64::MAX)).await?)))
}

/// What each line says, and what stands in its way.
async fn check(visit: &Visit, place: &Destination, (lines, chosen): (Vec<String>, &str)) -> WebResult<Vec<Line>> {
    let (db, now) = (&visit.house.db, visit.house.clock.now());
    let organisations = store::list_organisations(db).await?;
    // Lines have capitals. Of two codes that differ in nothing else, the one that is written like this counts.
    let in_capitals = organisations.iter().map(|o| (o.code.to_uppercase(), o.id));
    let as_written = organisations.iter().map(|o| (o.code.clone(), o.id));
    let codes: HashMap<String, OrganisationId> = in_capitals.chain(as_written).collect();
    let chosen = chosen.parse().ok().filter(|id| organisations.iter().any(|o| o.id == *id));
    let office = |code: Option<&str>| match (place, code) {
        (Destination::Office(own), None) => Some(own.id),
        (Destination::Office(own), Some(code)) => own.code.eq_ignore_ascii_case(code).then_some(own.id),
        (_, None) => chosen,
        (_, Some(code)) => codes.get(code).copied(),
    };
    let read: Vec<(String, Option<Wanted>)> =
        lines.into_iter().map(|line| (line.clone(), invite_lines::read(&line))).collect();
    let keys: Vec<&str> = read.iter().filter_map(|(_, wanted)| Some(wanted.as_ref()?.email.key())).collect();
    let states: HashMap<String, PersonState> = store::list_states(db, &keys).await?.into_iter().collect();
    let invited: HashSet<String> = store::list_invited(db, &keys, now).await?.into_iter().collect();
    let mut seen = HashSet::new();
    let verdict = |wanted: Option<Wanted>| {
        let wanted = wanted.ok_or(WhyNot::Unreadable)?;
        let key = wanted.email.key();
        match states.get(key) {
            _ if !seen.insert(key.to_owned()) => Err(WhyNot::Repeated),
            Some(PersonState::Active) => Err(WhyNot::Taken),
            Some(PersonState::Closed) => Err(WhyNot::Closed),
            None if invited.contains(key) => Err(WhyNot::Waiting),
            None => office(wanted.code.as_deref()).map(|office| (wanted, office)).ok_or(WhyNot::NoOffice),
        }
    };
    let mut verdict = verdict;
    Ok(read.into_iter().map(|(line, wanted)| (line, verdict(wanted))).collect())
}

/// Sends what can be sent, and leaves the rest with its reasons; gives how many.
async fn send(visit: &Visit, accounts: &Accounts, scope: Scope, lines: &mut Vec<Line>) -> WebResult<usize> {
    let (good, mut left): (Vec<Line>, Vec<Line>) = std::mem::take(lines).into_iter().partition(|(_, w)| w.is_ok());
    let mut sent = 0;
    for piece in good.chunks(PIECE) {
        let people = piece.iter().filter_map(|(_, wanted)| wanted.as_ref().ok());
        let people: Vec<_> = people.map(|(w, office)| (w.name.clone(), w.email.clone(), *office)).collect();
        let command = InviteMany {
            actor: visit.viewer.actor(),
            scope,
            message_ids: people.iter().map(|_| MessageId::new(&visit.house.rng)).collect(),
            people,
            valid_for: valid_for(visit),
            language: visit.house.config.default_language.into(),
            spaces: accounts.space_choices(),
            now: visit.house.clock.now(),
        };
        let outcomes = visit.house.db.write(command).await?;
        sent += outcomes.iter().filter(|outcome| outcome.is_none()).count();
        let refused = piece.iter().zip(outcomes).filter_map(|((line, _), why)| Some((line.clone(), Err(why?))));
        left.extend(refused);
    }
    *lines = left;
    Ok(sent)
}
