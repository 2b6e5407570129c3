//! `/persone/…/ufficio`: somebody works for another office from now on. First the office, then what passes to whom.

use axum::response::IntoResponse as _;

use super::super::organisations::Organisation;
use super::super::people::{Person, PersonState};
use super::super::{Accounts, Choice, Place, moving, store};
use super::{by_region, office_role_word};
use crate::authz::{Action, Facts, Role, Subject, decide};
use crate::base::{OrganisationId, PersonId, SpaceId};
use crate::web::{Crumb, FieldErrors, Fields, Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout};

#[path = "samples/change_office.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "accounts/change_office.html")]
pub struct ChangeOfficePage {
    l: Layout,
    errors: FieldErrors,
    person: Person,
    regions: Vec<(String, Vec<Organisation>)>,
    others: Vec<Organisation>,
    /// The new office, once it is chosen.
    to: Option<Organisation>,
    places: Vec<Settling>,
    /// Spaces that whoever looks may not know of.
    hidden: usize,
}
in_layout!(ChangeOfficePage);

/// A place with what is to become of it.
struct Settling {
    place: Place,
    choice: Choice,
}

impl Settling {
    fn leads(&self) -> bool {
        self.place.role == Role::Facilitator
    }

    fn stays(&self) -> bool {
        self.choice == Choice::Stay
    }

    fn passes_to(&self, heir: PersonId) -> bool {
        self.choice == Choice::PassTo(heir)
    }
}

impl ChangeOfficePage {
    pub async fn new(
        visit: &Visit,
        accounts: &Accounts,
        (person, to): (Person, Option<OrganisationId>),
        (errors, choices): (FieldErrors, Vec<(SpaceId, Choice)>),
    ) -> WebResult<Self> {
        let (t, db, actor) = (visit.t(), &visit.house.db, visit.viewer.actor());
        let mut all = store::list_organisations(db).await?;
        all.retain(|o| o.id != person.organisation);
        // Whoever does not speak for the old office can only take people into their own.
        if !visit.viewer.is_administrator && visit.viewer.organisation != person.organisation {
            all.retain(|o| o.id == visit.viewer.organisation);
        }
        let to = to.and_then(|to| all.iter().find(|o| o.id == to).cloned());
        let settle = match &to {
            Some(_) => accounts.places().to_settle(db, &actor, (person.id, person.organisation)).await?,
            None => super::super::ToSettle::default(),
        };
        let chosen = |place: &Place| choices.iter().find(|(space, _)| *space == place.space).map(|(_, choice)| *choice);
        let places = settle.places.into_iter().map(|place| {
            let choice = chosen(&place).unwrap_or(Choice::usual(place.is_of_office));
            Settling { place, choice }
        });
        let places = places.collect();
        let l = visit.layout(Tab::Directory, t.s("accounts-move-title")).await?;
        let l = l.with_crumbs(vec![
            Crumb::new("/rubrica", t.s("accounts-directory-title")),
            Crumb::new(format!("/persone/{}", person.id), person.name.clone()),
        ]);
        let (regions, others) = by_region(all);
        Ok(Self { l, errors, person, regions, others, to, places, hidden: settle.hidden })
    }

    fn office_role(&self) -> Option<&'static str> {
        self.person.office_role.map(|role| office_role_word(self.l.t, role))
    }

    fn is_chosen(&self, organisation: &Organisation) -> bool {
        self.to.as_ref().is_some_and(|to| to.id == organisation.id)
    }
}

/// The person, for whoever may move them: into some office, or into the one in question.
pub async fn load(visit: &Visit, id: &str, to: Option<OrganisationId>) -> WebResult<Person> {
    let (actor, db) = (visit.viewer.actor(), &visit.house.db);
    let id: PersonId = id.parse().map_err(|_| WebError::NotFound)?;
    // Before looking: a guest learns nothing about which numbers are people.
    let facts = Facts { is_own: id == visit.viewer.person, ..Facts::about(Subject::Person(id)) };
    decide(&actor, Action::SeePerson, &facts)?;
    let person = store::find_person(db, id).await?.filter(|person| person.state == PersonState::Active);
    let person = person.ok_or(WebError::NotFound)?;
    let offices = (person.organisation, to.unwrap_or(visit.viewer.organisation));
    let speaks = store::speaks_for(db, visit.viewer.person, offices).await?;
    decide(&actor, Action::MovePerson, &moving(&actor, &person, speaks))?;
    Ok(person)
}

pub async fn show(
    accounts: Accounts,
    visit: Visit,
    Path(id): Path<String>,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
) -> WebResult {
    let query = Fields::parse(query.unwrap_or_default().as_bytes())?;
    let to = query.get("nuovo").parse().ok();
    let person = load(&visit, &id, to).await?;
    let blank = (FieldErrors::default(), Vec::new());
    Ok(Page(ChangeOfficePage::new(&visit, &accounts, (person, to), blank).await?).into_response())
}
