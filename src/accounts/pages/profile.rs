//! `/profilo`.

use axum::response::IntoResponse as _;

use super::super::people::Person;
use super::super::profile::{Hours, clock};
use super::super::store;
use crate::i18n::{Lang, Tr};
use crate::web::{FieldErrors, Fields, Layout, Page, Tab, Visit, WebError, WebResult, in_layout};

#[path = "samples/profile.rs"]
mod samples;

/// The words for the days of the week, Monday first.
const DAYS: [&str; 7] = [
    "accounts-monday",
    "accounts-tuesday",
    "accounts-wednesday",
    "accounts-thursday",
    "accounts-friday",
    "accounts-saturday",
    "accounts-sunday",
];

#[derive(askama::Template)]
#[template(path = "accounts/profile.html")]
pub struct ProfilePage {
    pub l: Layout,
    pub errors: FieldErrors,
    pub person: Person,
    pub form: ProfileForm,
    pub languages: [Lang; 2],
    pub zones: Vec<String>,
    /// What the form was made of.
    pub seen: String,
    /// What another form has saved meanwhile where this one says otherwise: the field's label, and what stands there.
    pub theirs: Vec<(&'static str, String)>,
}
in_layout!(ProfilePage);

/// What stands in the fields.
#[derive(Clone)]
pub struct ProfileForm {
    pub name: String,
    pub function: String,
    pub about: String,
    pub topics: String,
    pub phone: String,
    pub speaks: String,
    pub away_until: String,
    pub away_why: String,
    /// Monday first.
    pub days: Vec<bool>,
    pub quiet_from: String,
    pub quiet_until: String,
    pub language: String,
    pub time_zone: String,
}

impl ProfileForm {
    /// What was typed.
    pub fn typed(fields: &Fields) -> Self {
        let field = |name: &str| fields.get(name).to_owned();
        Self {
            name: field("name"),
            function: field("function"),
            about: field("about"),
            topics: field("topics"),
            phone: field("phone"),
            speaks: field("speaks"),
            away_until: field("away_until"),
            away_why: field("away_why"),
            days: Hours::DAYS.map(|day| fields.has(&format!("day_{day}"))).collect(),
            quiet_from: field("quiet_from"),
            quiet_until: field("quiet_until"),
            language: field("language"),
            time_zone: field("time_zone"),
        }
    }

    fn stored(person: &Person, topics: String) -> Self {
        let hours = person.hours();
        let (from, until) = hours.quiet.unzip();
        let time = |minutes: Option<i64>| minutes.map(clock).unwrap_or_default();
        Self {
            name: person.name.clone(),
            function: person.function.clone(),
            about: person.about.clone(),
            topics,
            phone: person.phone.clone(),
            speaks: person.speaks.clone(),
            away_until: person.away_until.clone().unwrap_or_default(),
            away_why: person.away_why.clone(),
            days: Hours::DAYS.map(|day| hours.works_on(day)).collect(),
            quiet_from: time(from),
            quiet_until: time(until),
            language: person.language.clone(),
            time_zone: person.time_zone.clone(),
        }
    }
}

impl ProfileForm {
    /// Where another form says something else: the labels, with what stands in this one.
    fn differs(&self, other: &Self, t: &Tr) -> Vec<(&'static str, String)> {
        let days = |form: &Self| {
            let chosen = DAYS.iter().zip(&form.days).filter(|(_, is_chosen)| **is_chosen);
            chosen.map(|(key, _)| t.s(key)).collect::<Vec<_>>().join(", ")
        };
        let language = |form: &Self| {
            let known = Lang::ALL.into_iter().find(|lang| lang.as_str() == form.language);
            known.map_or_else(String::new, |lang| lang.name().to_owned())
        };
        let fields = [
            ("field-name", self.name.clone(), &other.name),
            ("field-function", self.function.clone(), &other.function),
            ("field-about", self.about.clone(), &other.about),
            ("accounts-topics", self.topics.clone(), &other.topics),
            ("accounts-phone", self.phone.clone(), &other.phone),
            ("accounts-speaks", self.speaks.clone(), &other.speaks),
            ("accounts-away-until", self.away_until.clone(), &other.away_until),
            ("accounts-away-reason", self.away_why.clone(), &other.away_why),
            ("accounts-working-days", days(self), &days(other)),
            ("accounts-quiet-from", self.quiet_from.clone(), &other.quiet_from),
            ("accounts-quiet-until", self.quiet_until.clone(), &other.quiet_until),
            ("accounts-language", language(self), &language(other)),
            ("accounts-time-zone", self.time_zone.clone(), &other.time_zone),
        ];
        let same = |a: &str, b: &str| a.replace('\r', "").trim() == b.replace('\r', "").trim();
        let other = fields.into_iter().filter(|(_, own, theirs)| !same(own, theirs));
        other.map(|(key, own, _)| (t.s(key), own)).collect()
    }
}

impl ProfilePage {
    pub async fn new(visit: &Visit, errors: FieldErrors, form: Option<ProfileForm>) -> WebResult<Self> {
        let (stored, person, seen) = Self::stored(visit).await?;
        let form = form.unwrap_or(stored);
        let l = visit.layout(Tab::Profile, visit.t().s("accounts-profile-title")).await?;
        let zones = zones(&form.time_zone);
        Ok(Self { l, errors, person, form, languages: Lang::ALL, zones, seen, theirs: Vec::new() })
    }

    async fn stored(visit: &Visit) -> WebResult<(ProfileForm, Person, String)> {
        let db = &visit.house.db;
        let person = store::find_person(db, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
        let topics = store::list_topics_of(db, &[person.id]).await?;
        let topics = topics.into_iter().map(|(_, _, name)| name).collect::<Vec<_>>().join(", ");
        let seen = person.says(&topics);
        Ok((ProfileForm::stored(&person, topics), person, seen))
    }

    /// The form as it was typed, after another one was saved: with what stands there now, to be taken over or replaced.
    pub async fn overtaken(visit: &Visit, form: ProfileForm) -> WebResult<Self> {
        let (stored, ..) = Self::stored(visit).await?;
        let theirs = stored.differs(&form, visit.t());
        Ok(Self { theirs, ..Self::new(visit, FieldErrors::default(), Some(form)).await? })
    }

    /// The days of the week: number, word, whether it is chosen.
    fn days(&self) -> Vec<(usize, &'static str, bool)> {
        let chosen = |n: usize| self.form.days.get(n).copied().unwrap_or_default();
        DAYS.iter().enumerate().map(|(n, key)| (n, self.l.t.s(key), chosen(n))).collect()
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
