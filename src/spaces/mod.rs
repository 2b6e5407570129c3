//! Floor 4: spaces, the groups that everything else happens in.
//!
//! Owns spaces, memberships and requests to come in. What must always hold: a private space is unknown to who is not in it
//! (and does not work for the office that it belongs to); the words of a closed one are its members'; an archived one is only read; a space with members has
//! a facilitator; the counts on a space are those of its memberships; each page says in words who can read it.
//! Records: `SpaceEvent`.

mod actions;
mod api;
mod belonging;
mod commands;
mod door;
mod invited;
mod keeper;
mod letters;
mod model;
mod pages;
mod people;
mod readers;
mod requests;
mod samples;
mod store;
mod welcome;

use crate::web::{Access, Outcome, Routes};

pub use api::operations;
pub use commands::{
    AcceptRequest, AddMember, AddMembers, Archive, AskToJoin, ChangeRole, CreateOfficeSpace, CreateSpace, EndGuests,
    Error, ExtendGuest, Join, KeepLed, Leave, RefuseRequest, RemoveMember, WhyNot, WithdrawRequest, pass_on,
};
pub use door::door;
pub use invited::Invited;
pub use keeper::{Keeper, Teller, tellers};
pub use letters::composers;
pub use model::{Purpose, RefusalReason, RequestWords, SpaceName};
pub use pages::{SpaceHead, SpaceTab, readers, readers_short};
pub use samples::{
    difficult_space as sample_difficult_space, faces as sample_faces, head as sample_head, space as sample_space,
};
pub use store::{
    Face, Membership, Space, SpaceForActor, count_waiting, find_common_end, get_for, list_acquaintances, list_faces,
    list_members, list_of, suggest_readers,
};

/// The routes of this room; the front page of a space belongs to `threads`.
pub fn routes() -> Routes {
    let members = Access { guest: Outcome::Refused, ..Access::SPACE_SEEN };
    // In the fixture: who is in is refused as a member already, the administrator because a private space is by invitation.
    let joining = Access {
        guest: Outcome::Refused,
        member: Outcome::Refused,
        facilitator: Outcome::Refused,
        administrator: Outcome::Refused,
        ..Access::SPACE_SEEN
    };
    Routes::default()
        .get("/spazi", Access::SIGNED_IN, pages::index)
        .get("/spazi/nuovo", Access::ADMINISTRATORS, pages::new)
        .get("/spazi/archiviati", Access::SIGNED_IN, pages::archive)
        .post("/spazi/{space}/archivio", Access::SPACE_LED, actions::archive)
        .post("/spazi/{space}/archivio/ripristina", Access::SPACE_LED, actions::restore)
        .post("/spazi", Access::ADMINISTRATORS, actions::create)
        .get("/spazi/{space}/persone", members, people::show)
        .get("/spazi/{space}/impostazioni", Access::SPACE_LED, pages::settings)
        .post("/spazi/{space}/impostazioni", Access::SPACE_LED, actions::edit)
        .get("/spazi/{space}/come-si-sta-qui", Access::SPACE_SEEN, welcome::rules)
        .post("/spazi/{space}/benvenuto", Access::READERS, welcome::dismiss)
        .post("/spazi/{space}/persone/{person}/scadenza", Access::SPACE_LED, people::extend)
        .post("/spazi/{space}/entra", joining, actions::join)
        .post("/spazi/{space}/richiesta", joining, door::ask)
        .post("/spazi/{space}/richiesta/ritira", joining, door::withdraw)
        .post("/spazi/{space}/richieste/{person}/accogli", Access::SPACE_LED, requests::accept)
        .get("/spazi/{space}/richieste/{person}/rifiuto", Access::SPACE_LED, requests::ask_why)
        .post("/spazi/{space}/richieste/{person}/rifiuto", Access::SPACE_LED, requests::refuse)
        .post("/spazi/{space}/esci", Access { administrator: Outcome::Refused, ..Access::SPACE_SEEN }, actions::leave)
        .post("/spazi/{space}/persone", Access::SPACE_LED, people::add)
        .post("/spazi/{space}/persone/{person}/ruolo", Access::SPACE_LED, people::change_role)
        .post("/spazi/{space}/persone/{person}/togli", Access::SPACE_LED, people::remove)
}
