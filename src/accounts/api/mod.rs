//! This room for programs: the own profile and devices, the directory, the offices, invitations, accounts. Passwords, addresses
//! and keys are for people.

mod invitations;
mod offices;
mod people;
mod profile;
mod register;
mod sign_ins;

use crate::web::Access;
use crate::web::api::{List, Operation, Operations, Problem, Scope};

use super::commands::Refusal;
use people::{OfficeWithPeople, PersonInFull, PersonListed};
use profile::Me;

/// What programs can ask of this room.
pub fn operations() -> Operations {
    use Scope::{PeopleRead, ProfileRead, ProfileWrite};
    let me = Operation::get("/me", "getMe", ProfileRead, Access::SIGNED_IN)
        .about("The person whose key it is, and what the key may do")
        .gives_versioned::<Me>();
    let edit = Operation::patch("/me", "editMe", ProfileWrite, Access::SIGNED_IN)
        .about("Changes the profile")
        .notes("What is absent stays as it is; `away` and `quiet_hours` go with null.")
        .takes::<profile::ProfileChange>()
        .edits::<Me>();
    let list = Operation::get("/people", "listPeople", PeopleRead, Access::STAFF)
        .about("Colleagues by name, office, region and topic")
        .query::<people::Wanted>()
        .gives::<List<PersonListed>>();
    let topics = Operation::get("/people/topics", "listPeopleTopics", PeopleRead, Access::STAFF)
        .about("What colleagues can help with, the most common first; at most 100")
        .gives::<List<people::HelpTopic>>();
    let person = Operation::get("/people/{person}", "getPerson", PeopleRead, Access::STAFF)
        .about("Somebody, as colleagues see them")
        .gives::<PersonInFull>();
    let offices = Operation::get("/offices", "listOffices", PeopleRead, Access::STAFF)
        .about("Every office and body of the community, by name")
        .gives::<List<people::Office>>();
    let office = Operation::get("/offices/{office}", "getOffice", PeopleRead, Access::STAFF)
        .about("An office with its people: head, focal points, the others; at most 200")
        .gives::<OfficeWithPeople>();
    let role = Operation::put(
        "/offices/{office}/people/{person}/role",
        "setOfficeRole",
        Scope::PeopleWrite,
        Access::ADMINISTRATORS,
    )
    .about("Makes somebody head or focal point of their office, or neither (null)")
    .takes::<people::RoleWanted>();
    Operations::default()
        .add(me, profile::show)
        .add(edit, profile::edit)
        .add(list, people::list)
        .add(topics, people::topics)
        .add(person, people::show)
        .add(offices, people::offices)
        .add(office, people::office)
        .add(role, people::set_role)
        .merge(offices::operations())
        .merge(sign_ins::operations())
        .merge(invitations::operations())
        .merge(register::operations())
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        crate::web::WebError::from(refusal).into()
    }
}
