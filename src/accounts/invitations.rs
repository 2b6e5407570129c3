//! Invitations and what becomes of them.

use std::time::Duration;

use jiff::tz::TimeZone;

use super::model::{EmailAddress, PersonName};
use crate::authz::{Actor, Role, Standing};
use crate::base::{InvitationId, OrganisationId, PersonId, SpaceId, Timestamp, text_enum};
use crate::db::row;

/// Where people are invited to, several at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Colleagues, into any office.
    Community,
    /// Colleagues, into one office.
    Office(OrganisationId),
    /// Guests, into one space, until an instant.
    Guests { space: SpaceId, until: Timestamp },
}

/// Why somebody was not invited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhyNot {
    Unreadable,
    Repeated,
    Taken,
    /// Somebody with a closed account has the address.
    Closed,
    Waiting,
    NoOffice,
    /// Too many letters in too short a time.
    TooMany,
}

impl WhyNot {
    /// The key of the sentence that says so.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "accounts-line-unreadable",
            Self::Repeated => "accounts-line-repeated",
            Self::Taken => "accounts-line-taken",
            Self::Closed => "accounts-line-closed",
            Self::Waiting => "accounts-line-waiting",
            Self::NoOffice => "accounts-line-no-office",
            Self::TooMany => "accounts-line-too-many",
        }
    }
}

/// Which invitations a list shows; all when nothing is said.
#[derive(Clone, Copy, Default, Debug)]
pub struct Shown {
    /// Colleagues invited into this office.
    pub office: Option<OrganisationId>,
    /// Guests invited into this space.
    pub space: Option<SpaceId>,
    pub outcome: Option<Outcome>,
}

/// How long guests stay unless another day is chosen.
const STAY: Duration = Duration::from_hours(24 * 90);

/// The last day that a form for guests begins with, as a date.
pub fn usual_last_day(zone: &TimeZone, now: Timestamp) -> String {
    now.plus(STAY).zoned(zone).date().to_string()
}

text_enum! {
    /// What was done about an invitation. That it has expired is for the clock to say.
    pub enum InvitationState {
        Open = "open",
        Accepted = "accepted",
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// What an invitation is at an instant.
    pub enum Outcome {
        Waiting = "waiting",
        Accepted = "accepted",
        Expired = "expired",
        Withdrawn = "withdrawn",
    }
}

impl Outcome {
    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Waiting => "accounts-invitation-waiting",
            Self::Accepted => "accounts-invitation-accepted",
            Self::Expired => "accounts-invitation-expired",
            Self::Withdrawn => "accounts-invitation-withdrawn",
        }
    }
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
        /// Until when a guest may stay.
        pub until: Option<Timestamp>,
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

    /// The office or the space whose people may send it; neither, when only administrators may.
    pub fn place(&self) -> (Option<OrganisationId>, Option<SpaceId>) {
        match (self.standing, self.space) {
            (Standing::Guest, Some(space)) => (None, Some(space)),
            (Standing::Staff, None) if !self.is_administrator => (Some(self.organisation), None),
            _ => (None, None),
        }
    }

    /// Whether nobody has answered it nor taken it back; an expired one can be revived.
    pub fn is_open(&self) -> bool {
        self.state == InvitationState::Open
    }

    /// Whether it would let anybody in, sent again: not after the last day of a guest.
    pub fn may_be_resent(&self, now: Timestamp) -> bool {
        self.is_open() && self.until.is_none_or(|until| until > now)
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
    /// Until when a guest may stay.
    pub until: Option<Timestamp>,
    pub now: Timestamp,
}
