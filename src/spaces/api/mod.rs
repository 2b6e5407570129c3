//! This room for programs: spaces, who is in them, the ways in and out.

mod people;
mod shape;
mod space;
mod way_in;

use crate::authz::{Action, decide};
use crate::base::SpaceId;
use crate::i18n::Tr;
use crate::web::api::{ApiResult, Caller, List, Operation, Operations, Problem, Scope};
use crate::web::{Access, Outcome};

use super::commands::Error;
use super::store::{self, SpaceForActor};
use shape::{MemberShape, RequestShape, SpaceInFull, SpaceMade, SpaceShape, WaitingShape};

/// What programs can ask of this room.
pub fn operations() -> Operations {
    the_space(Operations::default()).merge(the_people(Operations::default())).merge(the_way_in(Operations::default()))
}

fn the_space(to: Operations) -> Operations {
    use Scope::{SpacesRead, SpacesWrite};
    let list = Operation::get("/spaces", "listSpaces", SpacesRead, Access::SIGNED_IN)
        .about("The spaces that the person sees, by name")
        .query::<space::Wanted>()
        .gives::<List<SpaceShape>>();
    let create = Operation::post("/spaces", "createSpace", SpacesWrite, Access::ADMINISTRATORS)
        .about("Makes a space; its maker becomes its first facilitator")
        .takes::<space::NewSpace>()
        .creates::<SpaceMade>();
    let show = Operation::get("/spaces/{space}", "getSpace", SpacesRead, Access::SPACE_SEEN)
        .about("A space, with its rules")
        .gives_versioned::<SpaceInFull>();
    let edit = Operation::patch("/spaces/{space}", "editSpace", SpacesWrite, Access::SPACE_LED)
        .about("Changes what a space says of itself and who may find it")
        .notes("What is absent stays as it is.")
        .takes::<space::SpaceChange>()
        .edits::<SpaceInFull>();
    let archive = Operation::put("/spaces/{space}/archive", "archiveSpace", SpacesWrite, Access::SPACE_LED)
        .about("Puts a space away, to be read only");
    let restore = Operation::delete("/spaces/{space}/archive", "restoreSpace", SpacesWrite, Access::SPACE_LED)
        .about("Takes a space out of the archive");
    let welcome = Operation::put("/spaces/{space}/welcome-read", "readWelcome", SpacesWrite, Access::READERS)
        .about("The words of welcome have been read");
    to.add(list, space::list)
        .add(create, space::create)
        .add(show, space::show)
        .add(edit, space::edit)
        .add(archive, space::archive)
        .add(restore, space::restore)
        .add(welcome, space::dismiss)
}

fn the_people(to: Operations) -> Operations {
    use Scope::{SpacesRead, SpacesWrite};
    let members = Access { guest: Outcome::Refused, ..Access::SPACE_SEEN };
    let list = Operation::get("/spaces/{space}/members", "listMembers", SpacesRead, members)
        .about("The people of a space: facilitators first, then by name; at most 500")
        .gives::<List<MemberShape>>();
    let readers = Operation::get("/spaces/{space}/readers", "suggestReaders", SpacesRead, members)
        .about("At most eight people who can read a space and whose name or handle begins so, to mention them")
        .query::<people::Begins>()
        .gives::<List<people::Reader>>();
    let add = Operation::post("/spaces/{space}/members", "addMembers", SpacesWrite, Access::SPACE_LED)
        .about("Lets people in, each found by e-mail address or handle, and writes to them")
        .takes::<people::NewMembers>()
        .does_once::<people::Added>();
    let role = Operation::put("/spaces/{space}/members/{person}/role", "setRole", SpacesWrite, Access::SPACE_LED)
        .about("Makes somebody of the space member, facilitator or guest")
        .takes::<people::NewRole>();
    let until = Operation::put("/spaces/{space}/members/{person}/last-day", "setLastDay", SpacesWrite, LED_GUEST)
        .about("Lets a guest stay until another day")
        .takes::<people::LastDay>();
    let remove = Operation::delete("/spaces/{space}/members/{person}", "removeMember", SpacesWrite, Access::SPACE_LED)
        .about("Takes somebody out of the space");
    to.add(list, people::list)
        .add(readers, people::readers)
        .add(add, people::add)
        .add(role, people::set_role)
        .add(until, people::set_last_day)
        .add(remove, people::remove)
}

/// In the fixture the person asked about is a member, not a guest, and does not wait to be let in.
const LED_GUEST: Access =
    Access { facilitator: Outcome::NotFound, administrator: Outcome::NotFound, ..Access::SPACE_LED };

fn the_way_in(to: Operations) -> Operations {
    use Scope::{SpacesRead, SpacesWrite};
    // In the fixture: who is in is refused as a member already, the administrator because a private space is by invitation.
    let joining = Access {
        guest: Outcome::Refused,
        member: Outcome::Refused,
        facilitator: Outcome::Refused,
        administrator: Outcome::Refused,
        ..Access::SPACE_SEEN
    };
    let leaving = Access { administrator: Outcome::Refused, ..Access::SPACE_SEEN };
    let join = Operation::put("/spaces/{space}/membership", "joinSpace", SpacesWrite, joining)
        .about("Joins an open space, or one of the own office");
    let leave = Operation::delete("/spaces/{space}/membership", "leaveSpace", SpacesWrite, leaving)
        .about("Leaves a space")
        .notes("When nobody else leads it, whoever has been in it for longest does from then on.");
    let own = Operation::get("/spaces/{space}/request", "getRequest", SpacesRead, Access::OWNER)
        .about("The own newest request to come in, and what became of it")
        .gives::<RequestShape>();
    let ask = Operation::put("/spaces/{space}/request", "askToJoin", SpacesWrite, joining)
        .about("Asks to come into a closed space, or changes the words of the request that waits")
        .takes::<way_in::Words>();
    let withdraw = Operation::delete("/spaces/{space}/request", "withdrawRequest", SpacesWrite, joining)
        .about("Takes the own request back");
    let waiting = Operation::get("/spaces/{space}/requests", "listRequests", SpacesRead, Access::SPACE_LED)
        .about("Who waits to be let in, in the order of asking; at most 100")
        .gives::<List<WaitingShape>>();
    let accept = Operation::put("/spaces/{space}/requests/{person}/approval", "approveRequest", SpacesWrite, LED_GUEST)
        .about("Lets in who asked, and writes to them");
    let refuse = Operation::put("/spaces/{space}/requests/{person}/refusal", "refuseRequest", SpacesWrite, LED_GUEST)
        .about("Does not let in who asked; they read why")
        .takes::<way_in::Reason>();
    to.add(join, way_in::join)
        .add(leave, way_in::leave)
        .add(own, way_in::own)
        .add(ask, way_in::ask)
        .add(withdraw, way_in::withdraw)
        .add(waiting, way_in::waiting)
        .add(accept, way_in::accept)
        .add(refuse, way_in::refuse)
}

/// A space the caller may do `action` in, or the right refusal.
async fn see(caller: &Caller, space: SpaceId, action: Action) -> ApiResult<SpaceForActor> {
    let found = store::get_for(caller.db(), space, &caller.actor()).await?.ok_or(Problem::NotFound)?;
    decide(&caller.actor(), action, &found.facts())?;
    Ok(found)
}

/// A refusal with the field that it is about.
fn of(error: Error, t: &Tr) -> Problem {
    match error {
        Error::NameTaken => Problem::field("/name", t.s("spaces-name-taken").to_owned()),
        Error::NoOffice => Problem::field("/office", t.s("error-choice").to_owned()),
        Error::NoSuchPerson => Problem::field("/who", t.s("spaces-no-such-person").to_owned()),
        Error::GuestAccount => Problem::field("/role", t.s("spaces-guest-account").to_owned()),
        Error::Denied(denied) => denied.into(),
        Error::Db(error) => error.into(),
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        crate::web::WebError::from(error).into()
    }
}
