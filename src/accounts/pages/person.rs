//! `/persone/…`: somebody, as colleagues see them.

use axum::response::IntoResponse as _;
use jiff::civil::Date;

use super::super::people::{Person, PersonState};
use super::super::store;
use super::{office_role_word, say_away, today};
use crate::authz::{Action, Facts, Standing, Subject, decide};
use crate::base::{PersonId, TopicId};
use crate::web::{Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout, initials};

#[derive(askama::Template)]
#[template(path = "accounts/person.html")]
pub struct PersonPage {
    pub l: Layout,
    pub person: Person,
    pub topics: Vec<(PersonId, TopicId, String)>,
    pub is_me: bool,
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
    let person = store::find_person(&visit.house.db, id).await?.filter(|person| person.state == PersonState::Active);
    let person = person.ok_or(WebError::NotFound)?;
    let topics = store::list_topics_of(&visit.house.db, &[id]).await?;
    let l = visit.layout(Tab::None, person.name.clone()).await?;
    let today = today(&l, visit.house.clock.now());
    Ok(Page(PersonPage { l, person, topics, is_me, today }).into_response())
}
