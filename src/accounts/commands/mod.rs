//! Changes: load, decide, change, store, record.

mod invite;
mod join;
mod organisations;
mod passwords;
mod profile;
mod sign_in;
mod throttle;

pub use invite::{InvitePerson, Invited, ResendInvitation, WithdrawInvitation};
pub use join::{AcceptInvitation, CreatePerson};
pub use organisations::{AddOrganisation, SeedOrganisations};
pub use passwords::{AddLink, ChangeForgottenPassword, RequestNewPassword};
pub use profile::EditProfile;
pub use sign_in::{CleanAccounts, NameSession, RecordSignIn, ReplaceHash, SignOut, TouchSignIn};
pub use throttle::Charge;

use crate::authz::Denied;
use crate::db;

/// Why a command of this room changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error(transparent)]
    Db(#[from] db::Error),
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Somebody with this address is in the community already.
    #[error("the address belongs to somebody")]
    EmailTaken,
    /// An invitation for this address waits for an answer.
    #[error("an invitation to the address is open")]
    AlreadyInvited,
    #[error("the handle belongs to somebody")]
    HandleTaken,
    #[error("no such organisation")]
    NoOrganisation,
    /// The invitation or the link is unknown, used, withdrawn or too old.
    #[error("the invitation or the link opens nothing")]
    DeadLink,
}

impl From<Refusal> for crate::web::WebError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Db(error) => error.into(),
            Refusal::Denied(denied) => denied.into(),
            Refusal::DeadLink => Self::NotFound,
            // Handlers say these beside a field; whatever forgets to has a fault.
            other
            @ (Refusal::EmailTaken | Refusal::AlreadyInvited | Refusal::HandleTaken | Refusal::NoOrganisation) => {
                Self::Internal(other.into())
            }
        }
    }
}
