//! The forms of this room.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use crate::accounts;
use crate::authz::{Action, Facts, Openness, Role, Subject, decide};
use crate::base::{PersonId, SpaceId};
use crate::web::{FieldErrors, Fields, Form, Page, Path, Visit, WebError, WebResult, parse_line, see_other};

use super::commands::{
    AddMember, ChangeRole, CreateOfficeSpace, CreateSpace, EditSpace, Error, Join, Leave, RemoveMember,
};
use super::model::{Purpose, SpaceName};
use super::pages::{SpaceForm, SpaceFormPage, SpaceHead, SpaceTab, inner_layout, new_layout, people_page, see};

/// Characters that an address or a handle can have.
const WHO_MAX: usize = 254;

impl From<Error> for WebError {
    fn from(error: Error) -> Self {
        match error {
            Error::Denied(denied) => denied.into(),
            Error::Db(error) => error.into(),
            Error::NameTaken | Error::NoSuchPerson | Error::GuestAccount | Error::NoOffice => {
                Self::Internal(error.into())
            }
        }
    }
}

/// The words of the form of a space, or what is wrong with them.
fn parse(visit: &Visit, fields: &Fields) -> Result<(SpaceName, Purpose, Openness), FieldErrors> {
    let (t, mut errors) = (visit.t(), FieldErrors::default());
    let name = errors.take("name", SpaceName::parse(fields.get("name")), |e| e.sentence(t));
    let purpose = errors.take("purpose", Purpose::parse(fields.get("purpose")), |e| e.sentence(t));
    let openness = Openness::parse(fields.get("openness")).ok_or(());
    let openness = errors.take("openness", openness, |()| t.s("error-choice").to_owned());
    match (name, purpose, openness) {
        (Some(name), Some(purpose), Some(openness)) => Ok((name, purpose, openness)),
        _ => Err(errors),
    }
}

async fn form_again(form: &Form, space: Option<SpaceId>, errors: FieldErrors) -> WebResult {
    let (l, head) = match space {
        None => (new_layout(&form.visit).await?, None),
        Some(space) => {
            let found = see(&form.visit, space, Action::EditSpace).await?;
            let l = inner_layout(&form.visit, &found, form.visit.t().s("spaces-settings")).await?;
            let head = SpaceHead::load(&form.visit, &l, &found, SpaceTab::Settings).await?;
            (l, Some(head))
        }
    };
    let text = |name| form.fields.get(name).to_owned();
    let openness = Openness::parse(form.fields.get("openness")).unwrap_or(Openness::Open);
    let organisations =
        if head.is_none() { accounts::list_organisations(&form.visit.house.db).await? } else { Vec::new() };
    let form = SpaceForm { name: text("name"), purpose: text("purpose"), openness, organisation: text("organisation") };
    let page = SpaceFormPage { l, head, form, organisations, errors };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

fn one_error(form: &Form, field: &'static str, sentence: &str) -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add(field, form.visit.t().s(sentence).to_owned());
    errors
}

pub(super) async fn create(form: Form) -> WebResult {
    let (visit, actor) = (&form.visit, form.visit.viewer.actor());
    decide(&actor, Action::CreateSpace, &Facts::about(Subject::Community))?;
    let (name, purpose, openness) = match parse(visit, &form.fields) {
        Ok(words) => words,
        Err(errors) => return form_again(&form, None, errors).await,
    };
    let space = CreateSpace { actor, name, purpose, openness, now: visit.house.clock.now() };
    let made = match form.fields.get("organisation") {
        "" => visit.house.db.write(space).await,
        office => match office.parse() {
            Ok(office) => visit.house.db.write(CreateOfficeSpace { space, office }).await,
            Err(_) => Err(Error::NoOffice),
        },
    };
    match made {
        Ok(space) => Ok(see_other(&format!("/spazi/{space}"))),
        Err(Error::NameTaken) => form_again(&form, None, one_error(&form, "name", "spaces-name-taken")).await,
        Err(Error::NoOffice) => form_again(&form, None, one_error(&form, "organisation", "error-choice")).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn edit(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    let (visit, actor) = (&form.visit, form.visit.viewer.actor());
    see(visit, space, Action::EditSpace).await?;
    let (name, purpose, openness) = match parse(visit, &form.fields) {
        Ok(words) => words,
        Err(errors) => return form_again(&form, Some(space), errors).await,
    };
    match visit.house.db.write(EditSpace { actor, space, name, purpose, openness, now: visit.house.clock.now() }).await
    {
        Ok(()) => {
            visit.flash(visit.t().s("web-saved")).await?;
            Ok(see_other(&format!("/spazi/{space}/impostazioni")))
        }
        Err(Error::NameTaken) => form_again(&form, Some(space), one_error(&form, "name", "spaces-name-taken")).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn join(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    let visit = &form.visit;
    visit.house.db.write(Join { actor: visit.viewer.actor(), space, now: visit.house.clock.now() }).await?;
    visit.flash(visit.t().s("spaces-joined")).await?;
    Ok(see_other(&format!("/spazi/{space}")))
}

pub(super) async fn leave(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    let visit = &form.visit;
    visit.house.db.write(Leave { actor: visit.viewer.actor(), space, now: visit.house.clock.now() }).await?;
    visit.flash(visit.t().s("spaces-left")).await?;
    Ok(see_other("/spazi"))
}

/// The form that lets somebody in, with what is wrong with one of its fields.
async fn people_again(form: &Form, space: SpaceId, (field, sentence): (&'static str, &str)) -> WebResult {
    let found = see(&form.visit, space, Action::ManageMembers).await?;
    let mut errors = FieldErrors::default();
    errors.add(field, sentence.to_owned());
    let typed = (form.fields.get("who").to_owned(), Role::parse(form.fields.get("role")).unwrap_or(Role::Member));
    let page = people_page(&form.visit, &found, typed, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// Back to the people of the space, with a sentence about what was done.
pub(super) async fn people_done(visit: &Visit, space: SpaceId, sentence: &str) -> WebResult {
    visit.flash(visit.t().s(sentence)).await?;
    Ok(see_other(&format!("/spazi/{space}/persone")))
}

async fn people_outcome(form: &Form, space: SpaceId, outcome: Result<(), Error>) -> WebResult {
    let t = form.visit.t();
    match outcome {
        Ok(()) => people_done(&form.visit, space, "web-saved").await,
        Err(Error::NoSuchPerson) => people_again(form, space, ("who", t.s("spaces-no-such-person"))).await,
        Err(Error::GuestAccount) => people_again(form, space, ("who", t.s("spaces-guest-account"))).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn add(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    let (visit, t) = (&form.visit, form.visit.t());
    let who = parse_line(form.fields.get("who"), WHO_MAX).map(|who| who.trim_start_matches('@').to_lowercase());
    let who = match who {
        Ok(who) => who,
        Err(error) => return people_again(&form, space, ("who", &error.sentence(t))).await,
    };
    let Some(role) = Role::parse(form.fields.get("role")) else {
        return people_again(&form, space, ("role", t.s("error-choice"))).await;
    };
    let command = AddMember { actor: visit.viewer.actor(), space, who, role, now: visit.house.clock.now() };
    people_outcome(&form, space, visit.house.db.write(command).await).await
}

pub(super) async fn change_role(Path((space, person)): Path<(SpaceId, PersonId)>, form: Form) -> WebResult {
    let visit = &form.visit;
    see(visit, space, Action::ManageMembers).await?;
    // The form has one button and no choice: a role nobody knows is no slip of whoever pressed it.
    let role = Role::parse(form.fields.get("role")).ok_or(WebError::Unreadable)?;
    let command = ChangeRole { actor: visit.viewer.actor(), space, person, role, now: visit.house.clock.now() };
    people_outcome(&form, space, visit.house.db.write(command).await).await
}

pub(super) async fn remove(Path((space, person)): Path<(SpaceId, PersonId)>, form: Form) -> WebResult {
    let visit = &form.visit;
    let command = RemoveMember { actor: visit.viewer.actor(), space, person, now: visit.house.clock.now() };
    people_outcome(&form, space, visit.house.db.write(command).await).await
}
