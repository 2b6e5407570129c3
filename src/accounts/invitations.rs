//! Invitations and what becomes of them.

use super::model::{EmailAddress, PersonName};
use crate::authz::{Actor, Role, Standing};
use crate::base::{InvitationId, OrganisationId, PersonId, SpaceId, Timestamp, text_enum};
use crate::db::row;

text_enum! {
    /// What was done about an invitation. That it has expired is for the clock to say.
    pub enum InvitationState {
        Open = "open",
        Accepted = "accepted",
        Withdrawn = "withdrawn",
    }
}

/// What an invitation is at an instant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Waiting,
    Accepted,
    Expired,
    Withdrawn,
}

row! {
    /// An invitation to join the community.
    #[derive(Clone, Debug)]
    pub struct Invitation {
        pub id: InvitationId,
        pub name: String,
        pub email: String,
        pub organisation: OrganisationId,
        pub office: String,
        pub standing: Standing,
        pub is_administrator: bool,
        /// The space that the person enters on accepting, in that role.
        pub space: Option<SpaceId>,
        pub role: Option<Role>,
        pub state: InvitationState,
        pub invited_by: Option<PersonId>,
        pub inviter: Option<String>,
        pub inviter_office: Option<String>,
        pub created_at: Timestamp,
        pub expires_at: Timestamp,
    }
}

impl Invitation {
    pub fn outcome(&self, now: Timestamp) -> Outcome {
        match self.state {
            InvitationState::Accepted => Outcome::Accepted,
            InvitationState::Withdrawn => Outcome::Withdrawn,
            InvitationState::Open if self.expires_at <= now => Outcome::Expired,
            InvitationState::Open => Outcome::Waiting,
        }
    }

    /// Whether it can be sent again or withdrawn: an expired one can be revived.
    pub fn is_open(&self) -> bool {
        self.state == InvitationState::Open
    }
}

/// An invitation about to be sent.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    pub actor: Actor,
    pub name: PersonName,
    pub email: EmailAddress,
    pub organisation: OrganisationId,
    pub standing: Standing,
    pub is_administrator: bool,
    pub space: Option<(SpaceId, Role)>,
    pub now: Timestamp,
}
