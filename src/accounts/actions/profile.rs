//! Changing one's profile.

use axum::response::IntoResponse as _;
use jiff::tz::TimeZone;

use super::super::commands::{EditProfile, EditProfileSeen, Refusal};
use super::super::model::{Invalid, PersonName};
use super::super::pages::profile::{ProfileForm, ProfilePage};
use super::super::pages::unprocessable;
use super::super::people::{ABOUT_CHARS, FUNCTION_CHARS};
use super::super::profile::{Away, Hours, SPEAKS_CHARS, Topic, parse_phone, parse_topics};
use crate::i18n::{Lang, Tr, tr};
use crate::web::{
    FieldErrors, Fields, Form, Page, Visit, WebResult, parse_optional_line, parse_optional_lines, see_other,
};

pub async fn edit(form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let mut errors = FieldErrors::default();
    let reach = reach(&visit, &fields, &mut errors);
    let Some(command) = read(&visit, &fields, reach, &mut errors).filter(|_| errors.is_empty()) else {
        let form = ProfileForm::typed(&fields);
        return Ok(unprocessable(Page(ProfilePage::new(&visit, errors, Some(form)).await?).into_response()));
    };
    let language = command.language;
    let seen = Some(fields.get("version").to_owned()).filter(|seen| !seen.is_empty());
    match visit.house.db.write(EditProfileSeen { edit: command, seen }).await {
        Ok(true) => {
            visit.flash(tr(language).s("web-saved")).await?;
            Ok(see_other("/profilo"))
        }
        Ok(false) => {
            let page = ProfilePage::overtaken(&visit, ProfileForm::typed(&fields)).await?;
            Ok(unprocessable(Page(page).into_response()))
        }
        Err(Refusal::NameTaken) => {
            errors.add("name", visit.t().s("accounts-name-taken").to_owned());
            let page = ProfilePage::new(&visit, errors, Some(ProfileForm::typed(&fields))).await?;
            Ok(unprocessable(Page(page).into_response()))
        }
        Err(other) => Err(other.into()),
    }
}

/// The fields as a command; nothing when one of them cannot be.
fn read(visit: &Visit, fields: &Fields, reach: Option<Reach>, errors: &mut FieldErrors) -> Option<EditProfile> {
    let t = visit.t();
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
    let reach = reach?;
    Some(EditProfile {
        actor: visit.viewer.actor(),
        person: visit.viewer.person,
        name: name?,
        function: function?,
        about: about?,
        language: language?,
        time_zone: time_zone?,
        phone: reach.phone,
        speaks: reach.speaks,
        topics: reach.topics,
        away: reach.away,
        hours: reach.hours,
        now: visit.house.clock.now(),
    })
}

/// How somebody can be reached, when, and on what.
struct Reach {
    topics: Vec<Topic>,
    phone: String,
    speaks: String,
    away: Option<Away>,
    hours: Hours,
}

fn reach(visit: &Visit, fields: &Fields, errors: &mut FieldErrors) -> Option<Reach> {
    let t = visit.t();
    let say = |e: Invalid| e.say(t);
    let topics = errors.take("topics", parse_topics(fields.get("topics")), say);
    let phone = errors.take("phone", parse_phone(fields.get("phone")), say);
    let speaks = errors.take("speaks", parse_optional_line(fields.get("speaks"), SPEAKS_CHARS), |e| e.sentence(t));
    let today = visit.house.clock.now().zoned(&visit.viewer.time_zone).date();
    let away = note(t, errors, Away::parse(fields.get("away_until"), fields.get("away_why"), today));
    let days = Hours::DAYS.filter(|day| fields.has(&format!("day_{day}")));
    let hours = note(t, errors, Hours::parse(days, fields.get("quiet_from"), fields.get("quiet_until")));
    Some(Reach { topics: topics?, phone: phone?, speaks: speaks?, away: away?, hours: hours? })
}

/// Notes the error of whichever field it is of.
fn note<T>(t: &Tr, errors: &mut FieldErrors, parsed: Result<T, (&'static str, Invalid)>) -> Option<T> {
    parsed.map_err(|(field, error)| errors.add(field, error.say(t))).ok()
}
