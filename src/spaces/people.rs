//! The people of a space: who is in it, letting in, roles, guests and until when they stay.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use jiff::tz::TimeZone;

use crate::authz::{Action, Role};
use crate::base::{PersonId, SpaceId, Timestamp};
use crate::i18n::Tr;
use crate::web::{
    FieldErrors, Form, Layout, Page, Path, Visit, WebError, WebResult, in_layout, parse_last_day, parse_line, see_other,
};

use super::commands::{AddMembers, ChangeRole, ExtendGuest, RemoveMember, WhyNot};
use super::model::{self, last_day};
use super::pages::{self, SpaceHead, SpaceTab, inner_layout, see};
use super::readers::{self, ReadersChange};
use super::store::readers::list_changes;
use super::store::requests::{self, Waiting};
use super::store::{self, Membership, SpaceForActor};

#[path = "samples/people.rs"]
mod samples;

/// Characters that an address or a handle can have.
const WHO_MAX: usize = 254;
/// People let in at once.
const AT_ONCE: usize = 50;
/// How long guests stay unless another day is chosen.
const STAY: std::time::Duration = std::time::Duration::from_hours(24 * 90);

/// The form that lets people in, as it was filled, and what became of it.
#[derive(Clone)]
pub(super) struct PeopleForm {
    /// One e-mail address or handle on each line.
    pub who: String,
    pub chosen: Role,
    /// The last day of guests, as a date.
    pub until: String,
    /// How many were let in.
    pub added: usize,
    /// The lines that were refused, each with its reason.
    pub refused: Vec<(String, &'static str)>,
    pub errors: FieldErrors,
}

/// A guest's new last day that could not be taken: who, what was typed, what is wrong.
struct BadExtension {
    person: PersonId,
    typed: String,
    sentence: &'static str,
}

#[derive(askama::Template)]
#[template(path = "spaces/people.html")]
struct PeoplePage {
    l: Layout,
    head: SpaceHead,
    waiting: Vec<Waiting>,
    people: Vec<Membership>,
    form: PeopleForm,
    extension: Option<BadExtension>,
    /// Who has changed who can read, newest first.
    changes: Vec<ReadersChange>,
    zone: TimeZone,
}
in_layout!(PeoplePage);

impl PeopleForm {
    fn blank(visit: &Visit) -> Self {
        let until = last_day(visit.house.clock.now().plus(STAY), &visit.house.config.time_zone);
        let (who, refused, errors) = (String::new(), Vec::new(), FieldErrors::default());
        Self { who, chosen: Role::Member, until, added: 0, refused, errors }
    }
}

impl PeoplePage {
    async fn load(visit: &Visit, found: &SpaceForActor, form: PeopleForm) -> WebResult<Self> {
        let l = inner_layout(visit, found, visit.t().s("spaces-people")).await?;
        let head = SpaceHead::load(visit, &l, found, SpaceTab::People).await?;
        let people = store::list_members(&visit.house.db, found.id).await?;
        let waiting =
            if head.requests > 0 { requests::list_waiting(&visit.house.db, found.id).await? } else { Vec::new() };
        let changes = readers::told(visit, &list_changes(&visit.house.db, found.id).await?);
        let zone = visit.house.config.time_zone.clone();
        Ok(Self { l, head, waiting, people, form, extension: None, changes, zone })
    }

    fn role_word(&self, person: &Membership) -> String {
        let t: &Tr = self.l.t;
        match (person.role, person.until) {
            (Role::Facilitator, _) => t.s("spaces-role-facilitator").to_owned(),
            (Role::Member, _) => t.s("spaces-role-member").to_owned(),
            (Role::Guest, None) => t.s("spaces-role-guest").to_owned(),
            (Role::Guest, Some(until)) => {
                let day = t.day(until.minus(std::time::Duration::from_secs(1)).0, &self.zone);
                t.f1("spaces-guest-until", "day", day)
            }
        }
    }

    /// The last day of a guest, as a date; what was typed when it could not be taken.
    fn day_of(&self, person: &Membership) -> String {
        match self.bad(person) {
            Some(bad) => bad.typed.clone(),
            None => person.until.map_or_else(|| self.form.until.clone(), |until| last_day(until, &self.zone)),
        }
    }

    fn bad(&self, person: &Membership) -> Option<&BadExtension> {
        self.extension.as_ref().filter(|bad| bad.person == person.person)
    }

    /// When somebody asked to come in.
    fn when(&self, at: Timestamp) -> String {
        self.l.t.date_full(at.0, &self.zone)
    }
}

pub(super) async fn show(visit: Visit, Path(space): Path<SpaceId>) -> WebResult {
    let found = see(&visit, space, Action::SeeMembers).await?;
    Ok(Page(PeoplePage::load(&visit, &found, PeopleForm::blank(&visit)).await?).into_response())
}

/// Back to the people of the space, with a sentence about what was done.
pub(super) async fn people_done(visit: &Visit, space: SpaceId, sentence: &str) -> WebResult {
    visit.flash(visit.t().s(sentence)).await?;
    Ok(see_other(&format!("/spazi/{space}/persone")))
}

/// What the form asks for: the lines, the role, the last day; or what is wrong with them.
fn parse(visit: &Visit, form: &mut PeopleForm, role: &str) -> Option<(Vec<String>, Role, Option<Timestamp>)> {
    let t = visit.t();
    let lines: Vec<&str> = form.who.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut who = Vec::with_capacity(lines.len());
    let mut wrong = None;
    for line in &lines {
        match parse_line(line, WHO_MAX) {
            Ok(line) => who.push(line.trim_start_matches('@').to_lowercase()),
            Err(error) => wrong = Some(error.sentence(t)),
        }
    }
    match wrong {
        Some(sentence) => form.errors.add("who", sentence),
        None if lines.is_empty() => form.errors.add("who", t.s("error-required").to_owned()),
        None if lines.len() > AT_ONCE => form.errors.add("who", t.f1("spaces-too-many", "max", AT_ONCE)),
        None => {}
    }
    let role = Role::parse(role).ok_or(());
    let role = form.errors.take("role", role, |()| t.s("error-choice").to_owned());
    let until = match role {
        Some(Role::Guest) => {
            let day = parse_last_day(&form.until, &visit.house.config.time_zone, visit.house.clock.now(), model::STAY);
            form.errors.take("until", day, |bad| t.s(bad.key()).to_owned())
        }
        _ => None,
    };
    let role = role.filter(|_| form.errors.is_empty())?;
    Some((who, role, until))
}

pub(super) async fn add(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    let (visit, fields) = (&form.visit, &form.fields);
    let found = see(visit, space, Action::ManageMembers).await?;
    let blank = PeopleForm::blank(visit);
    let until = if fields.has("until") { fields.get("until").to_owned() } else { blank.until.clone() };
    let chosen = Role::parse(fields.get("role")).unwrap_or(Role::Member);
    let mut filled = PeopleForm { who: fields.get("who").to_owned(), chosen, until, ..blank };
    if let Some((who, role, until)) = parse(visit, &mut filled, fields.get("role")) {
        let (actor, now) = (visit.viewer.actor(), visit.house.clock.now());
        let command = AddMembers { actor, space, who: who.clone(), role, until, now };
        let outcomes = visit.house.db.write(command).await?;
        if outcomes.iter().all(Option::is_none) {
            visit.flash(visit.t().f1("spaces-added", "n", outcomes.len())).await?;
            return Ok(see_other(&format!("/spazi/{space}/persone")));
        }
        refuse(visit.t(), &mut filled, &who, &outcomes);
    }
    let page = PeoplePage::load(visit, &found, filled).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// Leaves in the form the lines that were refused, and says why.
fn refuse(t: &'static Tr, form: &mut PeopleForm, who: &[String], outcomes: &[Option<WhyNot>]) {
    form.added = outcomes.iter().filter(|outcome| outcome.is_none()).count();
    let refused = who.iter().zip(outcomes).filter_map(|(line, why_not)| Some((line.clone(), t.s((*why_not)?.key()))));
    form.refused = refused.collect();
    form.who = form.refused.iter().map(|(line, _)| line.as_str()).collect::<Vec<_>>().join("\n");
    let sentence = match form.refused.as_slice() {
        [(_, why)] => (*why).to_owned(),
        several => t.f1("spaces-some-refused", "n", several.len()),
    };
    form.errors.add("who", sentence);
}

pub(super) async fn change_role(Path((space, person)): Path<(SpaceId, PersonId)>, form: Form) -> WebResult {
    let visit = &form.visit;
    see(visit, space, Action::ManageMembers).await?;
    // The form has one button and no choice: a role nobody knows is no slip of whoever pressed it.
    let role = Role::parse(form.fields.get("role")).ok_or(WebError::Unreadable)?;
    let command = ChangeRole { actor: visit.viewer.actor(), space, person, role, now: visit.house.clock.now() };
    visit.house.db.write(command).await?;
    people_done(visit, space, "web-saved").await
}

pub(super) async fn extend(Path((space, person)): Path<(SpaceId, PersonId)>, form: Form) -> WebResult {
    let visit = &form.visit;
    let found = see(visit, space, Action::ManageMembers).await?;
    let (typed, now) = (form.fields.get("until"), visit.house.clock.now());
    let until = match parse_last_day(typed, &visit.house.config.time_zone, now, model::STAY) {
        Ok(until) => until,
        Err(bad) => {
            let mut page = PeoplePage::load(visit, &found, PeopleForm::blank(visit)).await?;
            page.extension = Some(BadExtension { person, typed: typed.to_owned(), sentence: visit.t().s(bad.key()) });
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response());
        }
    };
    let command = ExtendGuest { actor: visit.viewer.actor(), space, person, until, now };
    if !visit.house.db.write(command).await? {
        return people_done(visit, space, "spaces-no-guest").await;
    }
    visit.flash(visit.t().f1("spaces-guest-extended", "day", pages::last_day(visit, until))).await?;
    Ok(see_other(&format!("/spazi/{space}/persone")))
}

pub(super) async fn remove(Path((space, person)): Path<(SpaceId, PersonId)>, form: Form) -> WebResult {
    let visit = &form.visit;
    let command = RemoveMember { actor: visit.viewer.actor(), space, person, now: visit.house.clock.now() };
    visit.house.db.write(command).await?;
    people_done(visit, space, "web-saved").await
}
