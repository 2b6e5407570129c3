//! `/uffici/…`: an office with its people.

use std::collections::HashMap;

use axum::response::IntoResponse as _;
use jiff::civil::Date;

use super::super::organisations::Organisation;
use super::super::people::{Listed, OfficeRole};
use super::super::store;
use super::directory::helps;
use super::{office_role_word, say_away, today};
use crate::authz::{Action, Facts, Subject, decide};
use crate::base::{OrganisationId, PersonId, TopicId};
use crate::web::{Crumb, Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout};

#[path = "samples/office.rs"]
mod samples;

/// People on the page; the directory has the others.
const PEOPLE: i64 = 200;

#[derive(askama::Template)]
#[template(path = "accounts/office.html")]
struct OfficePage {
    l: Layout,
    office: Organisation,
    people: Vec<Listed>,
    has_more: bool,
    helps: HashMap<PersonId, Vec<(TopicId, String)>>,
    may_manage: bool,
    may_invite: bool,
    today: Date,
}
in_layout!(OfficePage);

impl OfficePage {
    fn away(&self, person: &Listed) -> Option<String> {
        person.away(self.today).map(|away| say_away(self.l.t, &away, self.today))
    }

    fn role(&self, role: OfficeRole) -> &'static str {
        office_role_word(self.l.t, role)
    }

    fn helps(&self, person: PersonId) -> &[(TopicId, String)] {
        self.helps.get(&person).map_or(&[], Vec::as_slice)
    }

    fn has(&self, role: OfficeRole) -> bool {
        self.people.iter().any(|person| person.office_role == Some(role))
    }
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> WebResult {
    let id: OrganisationId = id.parse().map_err(|_| WebError::NotFound)?;
    let (actor, db) = (visit.viewer.actor(), &visit.house.db);
    decide(&actor, Action::SeeDirectory, &Facts::about(Subject::Organisation(id)))?;
    let office = store::find_organisation(db, id).await?.ok_or(WebError::NotFound)?;
    let mut people = store::list_office(db, id, PEOPLE + 1).await?;
    let has_more = i64::try_from(people.len()).is_ok_and(|n| n > PEOPLE);
    people.truncate(usize::try_from(PEOPLE).unwrap_or(usize::MAX));
    let helps = helps(&visit, &people).await?;
    let may_manage = decide(&actor, Action::ManageOffice, &Facts::about(Subject::Organisation(id))).is_ok();
    let speaks_for_office = store::speaks_for(db, visit.viewer.person, (id, id)).await?;
    let facts = Facts { speaks_for_office, ..Facts::about(Subject::Community) };
    let may_invite = decide(&actor, Action::InvitePeople, &facts).is_ok();
    let l = visit.layout(Tab::Directory, office.name.clone()).await?;
    let l = l.with_crumbs(vec![Crumb::new("/rubrica", visit.t().s("accounts-directory-title"))]);
    let today = today(&l, visit.house.clock.now());
    Ok(Page(OfficePage { l, office, people, has_more, helps, may_manage, may_invite, today }).into_response())
}
