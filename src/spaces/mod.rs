//! Floor 4: spaces, the groups that everything else happens in.
//!
//! Owns spaces and memberships. What must always hold: a private space is unknown to who is not in it; a space with people in
//! it has a facilitator; the counts on a space are those of its memberships; each page says in words who can read it.
//! Records: `SpaceEvent`.

mod actions;
mod commands;
mod invited;
mod model;
mod pages;
mod store;

use crate::web::{Access, Outcome, Routes};

pub use commands::{AddMember, CreateSpace, Error, Join};
pub use invited::Invited;
pub use model::{Purpose, SpaceName};
pub use pages::{SpaceHead, SpaceTab, readers, readers_short};
pub use store::{Space, SpaceForActor, get_for, list_acquaintances, list_of, suggest_readers};

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
        .post("/spazi", Access::ADMINISTRATORS, actions::create)
        .get("/spazi/{space}/persone", members, pages::people)
        .get("/spazi/{space}/impostazioni", Access::SPACE_LED, pages::settings)
        .post("/spazi/{space}/impostazioni", Access::SPACE_LED, actions::edit)
        .post("/spazi/{space}/entra", joining, actions::join)
        .post("/spazi/{space}/esci", Access { administrator: Outcome::Refused, ..Access::SPACE_SEEN }, actions::leave)
        .post("/spazi/{space}/persone", Access::SPACE_LED, actions::add)
        .post("/spazi/{space}/persone/{person}/ruolo", Access::SPACE_LED, actions::change_role)
        .post("/spazi/{space}/persone/{person}/togli", Access::SPACE_LED, actions::remove)
}
