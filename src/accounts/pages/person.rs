//! `/persone/…`: somebody, as colleagues see them.

use axum::response::IntoResponse as _;
use jiff::civil::Date;

use super::super::people::{Person, PersonState};
use super::super::register::OfficeSince;
use super::super::{moving, store};
use super::{office_role_word, say_away, today};
use crate::authz::{Action, Facts, Standing, Subject, decide};
use crate::base::{PersonId, TopicId};
use crate::web::{Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout, initials};

#[path = "samples/person.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "accounts/person.html")]
pub struct PersonPage {
    pub l: Layout,
    pub person: Person,
    pub topics: Vec<(PersonId, TopicId, String)>,
    /// Where the person worked before, with the day until which, the newest first.
    pub before: Vec<(OfficeSince, String)>,
    pub is_me: bool,
    pub may_move: bool,
    pub today: Date,
}
in_layout!(PersonPage);

impl PersonPage {
    fn initials(&self) -> String {
        initials(&self.person.name)
    }

    fn away(&self) -> Option<String> {
        self.person.away(self.today).map(|away| say_away(self.l.t, &away, self.today))
    }

    fn role(&self) -> Option<&'static str> {
        self.person.office_role.map(|role| office_role_word(self.l.t, role))
    }

    /// Whether the viewer administers the community.
    fn is_administrator(&self) -> bool {
        self.l.viewer.as_ref().is_some_and(|viewer| viewer.is_administrator)
    }

    fn is_closed(&self) -> bool {
        self.person.state == PersonState::Closed
    }

    fn is_guest(&self) -> bool {
        self.person.standing == Standing::Guest
    }
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> WebResult {
    let id: PersonId = id.parse().map_err(|_| WebError::NotFound)?;
    let is_me = id == visit.viewer.person;
    // Before looking: a guest learns nothing about which numbers are people.
    let facts = Facts { is_own: is_me, ..Facts::about(Subject::Person(id)) };
    decide(&visit.viewer.actor(), Action::SeePerson, &facts)?;
    let db = &visit.house.db;
    let person = store::find_person(db, id).await?.ok_or(WebError::NotFound)?;
    let is_open = person.state == PersonState::Active;
    let topics = if is_open { store::list_topics_of(db, &[id]).await? } else { Vec::new() };
    let may_move = is_open && may_move(&visit, &person).await?;
    let before = before(&visit, store::list_offices(db, id).await?);
    let l = visit.layout(Tab::None, person.name.clone()).await?;
    let today = today(&l, visit.house.clock.now());
    Ok(Page(PersonPage { l, person, topics, before, is_me, may_move, today }).into_response())
}

/// Whether the viewer may say that somebody works for another office.
async fn may_move(visit: &Visit, person: &Person) -> WebResult<bool> {
    let actor = visit.viewer.actor();
    let offices = (person.organisation, visit.viewer.organisation);
    let speaks = store::speaks_for(&visit.house.db, visit.viewer.person, offices).await?;
    Ok(decide(&actor, Action::MovePerson, &moving(&actor, person, speaks)).is_ok())
}

/// The offices before this one, each with its last day.
fn before(visit: &Visit, offices: Vec<OfficeSince>) -> Vec<(OfficeSince, String)> {
    let until: Vec<_> = offices.iter().map(|office| office.since).collect();
    let day = |at: crate::base::Timestamp| visit.t().day(at.0, &visit.viewer.time_zone);
    offices.into_iter().skip(1).zip(until).map(|(office, until)| (office, day(until))).collect()
}
