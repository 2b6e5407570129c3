//! `/profilo`.

use axum::response::IntoResponse as _;

use super::super::people::Person;
use super::super::store;
use crate::i18n::Lang;
use crate::web::{FieldErrors, Layout, Page, Tab, Visit, WebError, WebResult, in_layout};

#[derive(askama::Template)]
#[template(path = "accounts/profile.html")]
pub struct ProfilePage {
    pub l: Layout,
    pub errors: FieldErrors,
    pub person: Person,
    pub form: ProfileForm,
    pub languages: [Lang; 2],
    pub zones: Vec<String>,
}
in_layout!(ProfilePage);

/// What stands in the fields.
#[derive(Clone)]
pub struct ProfileForm {
    pub name: String,
    pub function: String,
    pub about: String,
    pub language: String,
    pub time_zone: String,
}

impl ProfilePage {
    pub async fn new(visit: &Visit, errors: FieldErrors, form: Option<ProfileForm>) -> WebResult<Self> {
        let person = store::find_person(&visit.house.db, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
        let form = form.unwrap_or_else(|| ProfileForm {
            name: person.name.clone(),
            function: person.function.clone(),
            about: person.about.clone(),
            language: person.language.clone(),
            time_zone: person.time_zone.clone(),
        });
        let l = visit.layout(Tab::Profile, visit.t().s("accounts-profile-title")).await?;
        let zones = zones(&form.time_zone);
        Ok(Self { l, errors, person, form, languages: Lang::ALL, zones })
    }
}

pub async fn show(visit: Visit) -> WebResult {
    Ok(Page(ProfilePage::new(&visit, FieldErrors::default(), None).await?).into_response())
}

/// The zones to choose from: Rome first, then the others of Europe, and the one in use wherever it is.
fn zones(current: &str) -> Vec<String> {
    const FIRST: &str = "Europe/Rome";
    let mut zones: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
    zones.retain(|name| name.starts_with("Europe/") && name != FIRST && name != current);
    zones.sort();
    zones.dedup();
    zones.insert(0, FIRST.to_owned());
    if current != FIRST && jiff::tz::TimeZone::get(current).is_ok() {
        zones.insert(1, current.to_owned());
    }
    zones
}
