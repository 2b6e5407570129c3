//! Closing an account, opening it again, changing its office.

use super::super::commands::{AppointAdministrator, CloseAccount, MovePerson, ReopenAccount};
use super::super::pages::change_office::{self, ChangeOfficePage};
use super::super::pages::record::RecordPage;
use super::super::pages::unprocessable;
use super::super::register::WHY_CHARS;
use super::super::{Accounts, Choice, Refusal, looks_after};
use crate::authz::{Action, Facts, Subject, decide};
use crate::base::{OrganisationId, PersonId, SpaceId};
use crate::mail::MessageId;
use crate::web::{
    FieldErrors, Fields, Form, Page, Path, TextError, Visit, WebError, WebResult, parse_optional_lines, see_other,
};

/// The account that a form is about, for whoever may look after it.
pub(super) fn looked_after(visit: &Visit, id: &str) -> WebResult<PersonId> {
    let id: PersonId = id.parse().map_err(|_| WebError::NotFound)?;
    looks_after(&visit.viewer.actor(), id)?;
    Ok(id)
}

fn page(person: PersonId) -> String {
    format!("/amministrazione/persone/{person}")
}

/// Back to the account, with a sentence about what was done, or that it was so already.
async fn done(visit: &Visit, person: PersonId, (outcome, sentence): (Result<(), Refusal>, &str)) -> WebResult {
    match outcome {
        Ok(()) => visit.flash(visit.t().s(sentence)).await?,
        Err(Refusal::AsItWas) => visit.flash(visit.t().s("accounts-as-it-was")).await?,
        Err(other) => return Err(other.into()),
    }
    Ok(see_other(&page(person)))
}

pub async fn close(accounts: Accounts, Path(id): Path<String>, form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let (person, t, typed) = (looked_after(&visit, &id)?, visit.t(), fields.get("why"));
    let parsed = parse_optional_lines(typed, WHY_CHARS).map(|why| why.trim().to_owned());
    let parsed = parsed.and_then(|why| if why.is_empty() { Err(TextError::Empty) } else { Ok(why) });
    let mut errors = FieldErrors::default();
    let Some(why) = errors.take("why", parsed, |e| e.sentence(t)) else {
        let page = RecordPage::new(&visit, &accounts, person, (errors, typed.to_owned())).await?;
        return Ok(unprocessable(Page(page)));
    };
    let (actor, now) = (visit.viewer.actor(), visit.house.clock.now());
    let outcome = visit.house.db.write(CloseAccount { actor, person, why, places: accounts.places(), now }).await;
    done(&visit, person, (outcome, "accounts-closed")).await
}

pub async fn reopen(accounts: Accounts, Path(id): Path<String>, form: Form) -> WebResult {
    let visit = form.visit;
    let person = looked_after(&visit, &id)?;
    let command = ReopenAccount {
        actor: visit.viewer.actor(),
        person,
        places: accounts.places(),
        message_id: MessageId::new(&visit.house.rng),
        default_lang: visit.house.config.default_language.into(),
        now: visit.house.clock.now(),
    };
    let outcome = visit.house.db.write(command).await;
    done(&visit, person, (outcome, "accounts-reopened")).await
}

async fn change_administrator(visit: &Visit, id: &str, (is_made, sentence): (bool, &str)) -> WebResult {
    let person: PersonId = id.parse().map_err(|_| WebError::NotFound)?;
    let actor = visit.viewer.actor();
    decide(&actor, Action::AppointAdministrators, &Facts::about(Subject::Person(person)))?;
    let command = AppointAdministrator {
        actor,
        person,
        is_made,
        message_id: MessageId::new(&visit.house.rng),
        default_lang: visit.house.config.default_language.into(),
        now: visit.house.clock.now(),
    };
    let outcome = visit.house.db.write(command).await;
    if outcome.is_ok() && person == visit.viewer.person {
        visit.flash(visit.t().s("accounts-administrator-laid-down")).await?;
        return Ok(see_other("/profilo"));
    }
    done(visit, person, (outcome, sentence)).await
}

pub async fn appoint(Path(id): Path<String>, form: Form) -> WebResult {
    change_administrator(&form.visit, &id, (true, "accounts-administrator-made")).await
}

pub async fn dismiss(Path(id): Path<String>, form: Form) -> WebResult {
    change_administrator(&form.visit, &id, (false, "accounts-administrator-ended")).await
}

/// What the form says of each place. Error: words that no form of ours has.
fn choices(fields: &Fields) -> WebResult<Vec<(SpaceId, Choice)>> {
    let chosen = fields.pairs().iter().filter_map(|(name, value)| Some((name.strip_prefix("space-")?, value)));
    chosen
        .map(|(space, word)| {
            let space = space.parse().map_err(|_| WebError::Unreadable)?;
            Ok((space, Choice::parse(word).ok_or(WebError::Unreadable)?))
        })
        .collect()
}

pub async fn change_office(accounts: Accounts, Path(id): Path<String>, form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let (t, to) = (visit.t(), fields.get("nuovo").parse::<OrganisationId>().ok());
    let person = change_office::load(&visit, &id, to).await?;
    let (choices, mut errors) = (choices(&fields)?, FieldErrors::default());
    if let Some(to) = to {
        let command = MovePerson {
            actor: visit.viewer.actor(),
            person: person.id,
            from: fields.get("from").parse().unwrap_or(person.organisation),
            to,
            choices: choices.clone(),
            places: accounts.places(),
            now: visit.house.clock.now(),
        };
        match visit.house.db.write(command).await {
            Ok(()) => {
                visit.flash(t.f1("accounts-moved", "name", &person.name)).await?;
                return Ok(see_other(&format!("/persone/{}", person.id)));
            }
            Err(Refusal::AsItWas) => {
                visit.flash(t.s("accounts-as-it-was")).await?;
                return Ok(see_other(&format!("/persone/{}/ufficio", person.id)));
            }
            Err(Refusal::NoHeir) => errors.add("handover", t.s("accounts-move-no-heir").to_owned()),
            Err(Refusal::NoOrganisation) => errors.add("nuovo", t.s("error-choice").to_owned()),
            Err(other) => return Err(other.into()),
        }
    } else {
        errors.add("nuovo", t.s("error-choice").to_owned());
    }
    let page = ChangeOfficePage::new(&visit, &accounts, (person, to), (errors, choices)).await?;
    Ok(unprocessable(Page(page)))
}
