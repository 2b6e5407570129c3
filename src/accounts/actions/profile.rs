//! Changing one's profile.

use axum::response::IntoResponse as _;
use jiff::tz::TimeZone;

use super::super::commands::EditProfile;
use super::super::model::PersonName;
use super::super::pages::profile::{ProfileForm, ProfilePage};
use super::super::pages::unprocessable;
use super::super::people::{ABOUT_CHARS, FUNCTION_CHARS};
use crate::i18n::{Lang, tr};
use crate::web::{FieldErrors, Form, Page, WebResult, parse_optional_line, parse_optional_lines, see_other};

pub async fn edit(form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let t = visit.t();
    let mut errors = FieldErrors::default();
    let name = errors.take("name", PersonName::parse(fields.get("name")), |e| e.say(t));
    let function =
        errors.take("function", parse_optional_line(fields.get("function"), FUNCTION_CHARS), |e| e.sentence(t));
    let about = errors.take("about", parse_optional_lines(fields.get("about"), ABOUT_CHARS), |e| e.sentence(t));
    let choice = |()| t.s("error-choice").to_owned();
    let language = Lang::ALL.into_iter().find(|lang| lang.as_str() == fields.get("language")).ok_or(());
    let language = errors.take("language", language, choice);
    let zone =
        TimeZone::get(fields.get("time_zone")).ok().and_then(|zone| zone.iana_name().map(str::to_owned)).ok_or(());
    let time_zone = errors.take("time_zone", zone, choice);
    let (Some(name), Some(function), Some(about), Some(language), Some(time_zone)) =
        (name, function, about, language, time_zone)
    else {
        let field = |name: &str| fields.get(name).to_owned();
        let form = ProfileForm {
            name: field("name"),
            function: field("function"),
            about: field("about"),
            language: field("language"),
            time_zone: field("time_zone"),
        };
        return Ok(unprocessable(Page(ProfilePage::new(&visit, errors, Some(form)).await?).into_response()));
    };
    let (actor, person, now) = (visit.viewer.actor(), visit.viewer.person, visit.house.clock.now());
    visit.house.db.write(EditProfile { actor, person, name, function, about, language, time_zone, now }).await?;
    visit.flash(tr(language).s("web-saved")).await?;
    Ok(see_other("/profilo"))
}
