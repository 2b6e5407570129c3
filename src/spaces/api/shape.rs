//! What programs see of spaces.

use schemars::JsonSchema;
use serde::Serialize;

use crate::authz::{Openness, Role};
use crate::base::{OrganisationId, PersonId, SpaceId};
use crate::spaces::model::{Colour, RequestState};
use crate::spaces::store::requests::{Request, Waiting};
use crate::spaces::store::{Membership, SpaceForActor};
use crate::web::api::Instant;

/// A space, as the person sees it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Space")]
pub(super) struct SpaceShape {
    pub id: SpaceId,
    #[schemars(example = "Mediazione linguistico-culturale")]
    pub name: String,
    pub purpose: String,
    pub openness: Openness,
    pub colour: Colour,
    pub version: i64,
    /// How many people, guests apart.
    pub members: i64,
    /// From how many offices.
    pub offices: i64,
    pub guests: i64,
    /// What the person is in it; null for who is not.
    pub my_role: Option<Role>,
    /// Until when the person may stay, as a guest.
    pub my_stay_ends_at: Option<Instant>,
    /// The office whose own space it is.
    pub office: Option<SpaceOffice>,
    /// Since when it is only read.
    pub archived_at: Option<Instant>,
}

/// The office whose own space it is.
#[derive(Serialize, JsonSchema)]
pub(super) struct SpaceOffice {
    pub id: OrganisationId,
    pub name: String,
}

/// A space with its words.
#[derive(Serialize, JsonSchema)]
pub(super) struct SpaceInFull {
    #[serde(flatten)]
    pub space: SpaceShape,
    /// How one behaves here, in Markdown; may be empty.
    pub rules: String,
    /// The words of welcome, in Markdown, for who may change them; otherwise null.
    pub welcome: Option<String>,
    /// How many people ask to come in, for who decides; otherwise null.
    pub requests: Option<i64>,
}

/// A space that has been made.
#[derive(Serialize, JsonSchema)]
pub(super) struct SpaceMade {
    pub space: SpaceId,
    /// The address of its page.
    #[schemars(example = "/spazi/3")]
    pub page: String,
}

/// A person of a space.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Member")]
pub(super) struct MemberShape {
    pub person: PersonId,
    pub name: String,
    pub office: String,
    pub function: String,
    pub role: Role,
    /// Until when a guest may stay.
    pub until: Option<Instant>,
}

/// The own request to come in.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "JoinRequest")]
pub(super) struct RequestShape {
    pub state: RequestState,
    pub words: String,
    /// Why not, once refused.
    pub reason: String,
    pub asked_at: Instant,
    pub decided_at: Option<Instant>,
}

/// Somebody who waits to be let in.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WaitingRequest")]
pub(super) struct WaitingShape {
    pub person: PersonId,
    pub name: String,
    pub office: String,
    pub function: String,
    pub words: String,
    pub asked_at: Instant,
}

impl From<SpaceForActor> for SpaceShape {
    fn from(found: SpaceForActor) -> Self {
        let office = found.organisation.zip(found.office).map(|(id, name)| SpaceOffice { id, name });
        Self {
            id: found.id,
            name: found.name,
            purpose: found.purpose,
            openness: found.openness,
            colour: found.colour,
            version: found.version,
            members: found.members,
            offices: found.offices,
            guests: found.guests,
            my_role: found.role,
            my_stay_ends_at: found.until.map(Instant),
            office,
            archived_at: found.archived_at.map(Instant),
        }
    }
}

impl From<Membership> for MemberShape {
    fn from(found: Membership) -> Self {
        let Membership { person, name, office, function, role, until, picture: _ } = found;
        Self { person, name, office, function, role, until: until.map(Instant) }
    }
}

impl From<Request> for RequestShape {
    fn from(found: Request) -> Self {
        let Request { state, words, reason, created_at, decided_at, .. } = found;
        Self { state, words, reason, asked_at: Instant(created_at), decided_at: decided_at.map(Instant) }
    }
}

impl From<Waiting> for WaitingShape {
    fn from(found: Waiting) -> Self {
        let Waiting { person, name, office, function, words, created_at, picture: _ } = found;
        Self { person, name, office, function, words, asked_at: Instant(created_at) }
    }
}
