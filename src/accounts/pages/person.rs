//! `/persone/…`: somebody, as colleagues see them.

use axum::response::IntoResponse as _;

use super::super::people::{Person, PersonState};
use super::super::store;
use crate::authz::{Action, Facts, Standing, Subject, decide};
use crate::base::PersonId;
use crate::web::{Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout, initials};

#[derive(askama::Template)]
#[template(path = "accounts/person.html")]
pub struct PersonPage {
    pub l: Layout,
    pub person: Person,
    pub is_me: bool,
}
in_layout!(PersonPage);

impl PersonPage {
    fn initials(&self) -> String {
        initials(&self.person.name)
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
    let l = visit.layout(Tab::None, person.name.clone()).await?;
    Ok(Page(PersonPage { l, person, is_me }).into_response())
}
