//! The forms of this room.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use crate::accounts;
use crate::authz::{Action, Facts, Openness, Subject, decide};
use crate::base::SpaceId;
use crate::web::{FieldErrors, Fields, Form, Page, Path, Visit, WebError, WebResult, see_other};

use super::commands::{Archive, CreateOfficeSpace, CreateSpace, EditSpace, EditSpaceOf, Error, Join, Leave};
use super::model::{Colour, LongText, Purpose, SpaceName};
use super::pages::{SpaceForm, SpaceFormPage, SpaceHead, SpaceTab, colour_key, inner_layout, new_layout, see};
use super::readers;
use super::store;

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

/// What a space looks like and says to who is in it. A form without these fields leaves the colour blue.
fn parse_face(visit: &Visit, fields: &Fields) -> Result<(Colour, LongText, LongText), FieldErrors> {
    let (t, mut errors) = (visit.t(), FieldErrors::default());
    let colour = match fields.get("colour") {
        "" => Ok(Colour::Blue),
        word => Colour::parse(word).ok_or(()),
    };
    let colour = errors.take("colour", colour, |()| t.s("error-choice").to_owned());
    let rules = errors.take("rules", LongText::parse(fields.get("rules")), |e| e.sentence(t));
    let welcome = errors.take("welcome", LongText::parse(fields.get("welcome")), |e| e.sentence(t));
    match (colour, rules, welcome) {
        (Some(colour), Some(rules), Some(welcome)) => Ok((colour, rules, welcome)),
        _ => Err(errors),
    }
}

async fn form_again(form: &Form, space: Option<SpaceId>, errors: FieldErrors) -> WebResult {
    let page = filled_form(form, space, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// The form as it was filled: with what is to be put right, or with what it asks once.
async fn filled_form(form: &Form, space: Option<SpaceId>, errors: FieldErrors) -> WebResult<SpaceFormPage> {
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
    let form = SpaceForm {
        name: text("name"),
        purpose: text("purpose"),
        openness,
        organisation: text("organisation"),
        colour: Colour::parse(form.fields.get("colour")).unwrap_or(Colour::Blue),
        rules: text("rules"),
        welcome: text("welcome"),
        version: text("version").parse().unwrap_or(0),
        opens: None,
    };
    Ok(SpaceFormPage { l, head, form, organisations, theirs: Vec::new(), errors })
}

/// Asks once whether more people are to read the space, and says what that means.
async fn ask_to_open(form: &Form, space: SpaceId, openness: Openness) -> WebResult {
    let opens = readers::consequence(openness);
    let mut page = filled_form(form, Some(space), FieldErrors::default()).await?;
    page.form.opens = Some(opens);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// Somebody has saved other settings since the form was made: both are shown, and the next press counts.
async fn conflict(form: &Form, space: SpaceId) -> WebResult {
    let t = form.visit.t();
    let mut page = filled_form(form, Some(space), FieldErrors::default()).await?;
    let found = see(&form.visit, space, Action::EditSpace).await?;
    let (rules, welcome) = store::find_words(&form.visit.house.db, space).await?.unwrap_or_default();
    let (mine, word) = (&page.form, |openness| readers::word(t, openness).to_owned());
    let colour = |colour| t.s(colour_key(colour)).to_owned();
    let fields = [
        (t.s("spaces-name"), mine.name.clone(), found.name),
        (t.s("spaces-purpose"), mine.purpose.clone(), found.purpose),
        (t.s("spaces-openness"), word(mine.openness), word(found.openness)),
        (t.s("spaces-colour"), colour(mine.colour), colour(found.colour)),
        (t.s("spaces-welcome-label"), mine.welcome.clone(), welcome),
        (t.s("spaces-rules"), mine.rules.clone(), rules),
    ];
    let differs = |mine: &str, theirs: &str| mine.trim().lines().ne(theirs.trim().lines());
    let theirs = fields.into_iter().filter(|(_, mine, theirs)| differs(mine, theirs));
    page.theirs = theirs.map(|(name, _, theirs)| (name, theirs)).collect();
    page.form.version = found.version;
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
    let found = see(visit, space, Action::EditSpace).await?;
    let ((name, purpose, openness), (colour, rules, welcome)) =
        match (parse(visit, &form.fields), parse_face(visit, &form.fields)) {
            (Ok(words), Ok(face)) => (words, face),
            (Err(mut errors), face) => {
                errors.extend(face.err());
                return form_again(&form, Some(space), errors).await;
            }
            (_, Err(errors)) => return form_again(&form, Some(space), errors).await,
        };
    let version = form.fields.get("version").parse().unwrap_or(found.version);
    if version != found.version {
        return conflict(&form, space).await;
    }
    if openness.is_wider_than(found.openness) {
        if decide(&actor, Action::OpenUp, &found.facts()).is_err() {
            return form_again(&form, Some(space), one_error(&form, "openness", "denied-inside-only")).await;
        }
        if form.fields.get("opens") != openness.as_str() {
            return ask_to_open(&form, space, openness).await;
        }
    }
    let now = visit.house.clock.now();
    let edit = EditSpace { actor, space, name, purpose, openness, colour, rules, welcome, now };
    match visit.house.db.write(EditSpaceOf { edit, version }).await {
        Ok(false) => conflict(&form, space).await,
        Ok(true) => {
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

pub(super) async fn archive(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    put(space, &form, true).await
}

pub(super) async fn restore(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    put(space, &form, false).await
}

async fn put(space: SpaceId, form: &Form, is_archived: bool) -> WebResult {
    let visit = &form.visit;
    let command = Archive { actor: visit.viewer.actor(), space, is_archived, now: visit.house.clock.now() };
    visit.house.db.write(command).await?;
    visit.flash(visit.t().s(if is_archived { "spaces-archived" } else { "spaces-restored" })).await?;
    Ok(see_other(&format!("/spazi/{space}/persone")))
}
