//! `/amministrazione/persone/…`: one account, and what an administrator can do about it.

use axum::response::IntoResponse as _;

use super::super::people::{Person, PersonState};
use super::super::register::{OfficeSince, Record};
use super::super::{Accounts, Place, store};
use super::office_role_word;
use super::register::{crumbs, may_look};
use crate::authz::{Role, Standing};
use crate::base::{PersonId, Timestamp};
use crate::web::{Crumb, FieldErrors, Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout};

#[path = "samples/record.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "accounts/record.html")]
pub struct RecordPage {
    pub l: Layout,
    pub errors: FieldErrors,
    pub person: Person,
    pub record: Record,
    pub offices: Vec<OfficeSince>,
    pub places: Vec<Place>,
    /// The reason for closing, as it was typed.
    pub why: String,
    pub is_me: bool,
    /// Whether nobody else administers.
    pub is_last: bool,
}
in_layout!(RecordPage);

impl RecordPage {
    pub async fn new(
        visit: &Visit,
        accounts: &Accounts,
        id: PersonId,
        (errors, why): (FieldErrors, String),
    ) -> WebResult<Self> {
        may_look(visit)?;
        let db = &visit.house.db;
        let person = store::find_person(db, id).await?.ok_or(WebError::NotFound)?;
        let record = store::find_record(db, id).await?.ok_or(WebError::NotFound)?;
        let offices = store::list_offices(db, id).await?;
        let places = accounts.places().all(db, &visit.viewer.actor(), id).await?;
        let l = visit.layout(Tab::Administration, person.name.clone()).await?;
        let mut way = crumbs(visit);
        way.push(Crumb::new("/amministrazione/persone", visit.t().s("accounts-register-title")));
        let is_me = id == visit.viewer.person;
        let is_last = !store::has_other_administrators(db, id).await?;
        Ok(Self { l: l.with_crumbs(way), errors, person, record, offices, places, why, is_me, is_last })
    }

    fn is_closed(&self) -> bool {
        self.person.state == PersonState::Closed
    }

    fn is_guest(&self) -> bool {
        self.person.standing == Standing::Guest
    }

    fn has_left(&self) -> bool {
        self.record.closed_by == Some(self.person.id)
    }

    fn office_role(&self) -> Option<&'static str> {
        self.person.office_role.map(|role| office_role_word(self.l.t, role))
    }

    fn day(&self, at: Timestamp) -> String {
        self.l.viewer.as_ref().map_or_else(String::new, |viewer| self.l.t.day(at.0, &viewer.time_zone))
    }

    fn space_role(&self, place: &Place) -> &'static str {
        self.l.t.s(match place.role {
            Role::Facilitator => "accounts-role-facilitator",
            Role::Member => "accounts-role-member",
            Role::Guest => "accounts-guest",
        })
    }
}

pub async fn show(accounts: Accounts, visit: Visit, Path(id): Path<String>) -> WebResult {
    may_look(&visit)?;
    let id: PersonId = id.parse().map_err(|_| WebError::NotFound)?;
    let blank = (FieldErrors::default(), String::new());
    Ok(Page(RecordPage::new(&visit, &accounts, id, blank).await?).into_response())
}
