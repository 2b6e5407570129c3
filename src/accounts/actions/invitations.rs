//! Inviting, sending again, taking back.

use std::time::Duration;

use super::super::commands::{InviteOne, InvitePerson, ResendInvitation, WithdrawInvitation};
use super::super::invitations::NewInvitation;
use super::super::model::{EmailAddress, PersonName};
use super::super::pages::invitations::{InvitationsPage, InviteForm};
use super::super::pages::unprocessable;
use super::super::{Accounts, Refusal};
use crate::authz::{Action, Facts, Role, Standing, Subject, decide};
use crate::base::{InvitationId, OrganisationId, SpaceId};
use crate::mail::MessageId;
use crate::web::{
    FieldErrors, Fields, Form, Page, Path, Reach, Visit, WebError, WebResult, is_local_path, parse_last_day, see_other,
};

const LIST: &str = "/amministrazione/inviti";

pub async fn invite(accounts: Accounts, form: Form) -> WebResult {
    let Form { visit, fields } = form;
    decide(&visit.viewer.actor(), Action::InvitePeople, &Facts::about(Subject::Community))?;
    let t = visit.t();
    let mut errors = FieldErrors::default();
    if let Some(new) = read(&visit, &accounts, &fields, &mut errors).await? {
        let name = new.name.as_str().to_owned();
        let message_id = MessageId::new(&visit.house.rng);
        let language = visit.house.config.default_language.into();
        let invite = InvitePerson { new, valid_for: valid_for(&visit), language, message_id };
        match visit.house.db.write(InviteOne { invite, is_counted: false }).await {
            Ok(_) => {
                visit.flash(t.f1("accounts-invitation-sent", "name", name)).await?;
                return Ok(see_other(LIST));
            }
            Err(Refusal::EmailTaken) => errors.add("email", t.s("accounts-error-email-taken").to_owned()),
            Err(Refusal::AlreadyInvited) => errors.add("email", t.s("accounts-error-already-invited").to_owned()),
            Err(Refusal::NoOrganisation) => errors.add("organisation", t.s("error-choice").to_owned()),
            Err(other) => return Err(other.into()),
        }
    }
    let page = InvitationsPage::new(&visit, &accounts, errors, typed(&fields)).await?;
    Ok(unprocessable(Page(page)))
}

pub async fn resend(accounts: Accounts, Path(id): Path<String>, form: Form) -> WebResult {
    let (visit, back) = (form.visit, back(&form.fields));
    let invitation: InvitationId = id.parse().map_err(|_| WebError::NotFound)?;
    let command = ResendInvitation {
        actor: visit.viewer.actor(),
        invitation,
        valid_for: valid_for(&visit),
        language: visit.house.config.default_language.into(),
        message_id: MessageId::new(&visit.house.rng),
        spaces: accounts.space_choices(),
        now: visit.house.clock.now(),
    };
    match visit.house.db.write(command).await {
        Ok(invited) => visit.flash(visit.t().f1("accounts-invitation-resent", "name", invited.name)).await?,
        Err(Refusal::StayOver) => visit.flash(visit.t().s("accounts-invitation-over")).await?,
        Err(other) => return Err(other.into()),
    }
    Ok(see_other(&back))
}

/// The list that the form stands in.
fn back(fields: &Fields) -> String {
    let back = fields.get("back");
    if is_local_path(back) { back.to_owned() } else { LIST.to_owned() }
}

pub async fn withdraw(accounts: Accounts, Path(id): Path<String>, form: Form) -> WebResult {
    let (visit, back) = (form.visit, back(&form.fields));
    let invitation: InvitationId = id.parse().map_err(|_| WebError::NotFound)?;
    let (actor, now) = (visit.viewer.actor(), visit.house.clock.now());
    let invited =
        visit.house.db.write(WithdrawInvitation { actor, invitation, spaces: accounts.space_choices(), now }).await?;
    visit.flash(visit.t().f1("accounts-invitation-taken-back", "name", invited.name)).await?;
    Ok(see_other(&back))
}

pub(super) fn valid_for(visit: &Visit) -> Duration {
    visit.house.config.invitations.valid_for()
}

/// The fields as domain types; nothing when one of them cannot be.
async fn read(
    visit: &Visit,
    accounts: &Accounts,
    fields: &Fields,
    errors: &mut FieldErrors,
) -> WebResult<Option<NewInvitation>> {
    let (t, actor) = (visit.t(), visit.viewer.actor());
    let choice = |()| t.s("error-choice").to_owned();
    let name = errors.take("name", PersonName::parse(fields.get("name")), |e| e.say(t));
    let email = errors.take("email", EmailAddress::parse(fields.get("email")), |e| e.say(t));
    let organisation = fields.get("organisation").parse::<OrganisationId>().map_err(|_| ());
    let organisation = errors.take("organisation", organisation, choice);
    let standing = errors.take("standing", Standing::parse(fields.get("standing")).ok_or(()), choice);
    let spaces = accounts.spaces().choices(&visit.house.db, &actor).await?;
    let space = match fields.get("space") {
        "" if standing == Some(Standing::Guest) => {
            errors.add("space", t.s("accounts-error-guest-space").to_owned());
            None
        }
        "" => Some(None),
        asked => {
            let known =
                asked.parse::<SpaceId>().ok().filter(|id| spaces.iter().any(|(known, _)| known == id)).ok_or(());
            errors.take("space", known, choice).map(Some)
        }
    };
    // Of a guest also the last day; to colleagues it says nothing.
    let until = match standing {
        Some(Standing::Guest) => {
            let (zone, now) = (&visit.house.config.time_zone, visit.house.clock.now());
            let last = parse_last_day(fields.get("until"), zone, now, Reach::TwoYears);
            errors.take("until", last, |e| t.s(e.key()).to_owned()).map(Some)
        }
        _ => Some(None),
    };
    let (Some(name), Some(email), Some(organisation), Some(standing), Some(space), Some(until)) =
        (name, email, organisation, standing, space, until)
    else {
        return Ok(None);
    };
    let role = match (standing, fields.get("role")) {
        (Standing::Guest, _) => Role::Guest,
        (Standing::Staff, "facilitator") => Role::Facilitator,
        (Standing::Staff, _) => Role::Member,
    };
    let is_administrator = standing == Standing::Staff && fields.has("administrator");
    let (space, now) = (space.map(|id| (id, role)), visit.house.clock.now());
    Ok(Some(NewInvitation { actor, name, email, organisation, standing, is_administrator, space, until, now }))
}

fn typed(fields: &Fields) -> InviteForm {
    let field = |name: &str| fields.get(name).to_owned();
    InviteForm {
        name: field("name"),
        email: field("email"),
        organisation: field("organisation"),
        standing: field("standing"),
        is_administrator: fields.has("administrator"),
        space: field("space"),
        role: field("role"),
        until: field("until"),
    }
}
