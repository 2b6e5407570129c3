//! Changes: load, decide, change, store, record.

mod access_tokens;
mod accounts;
mod email;
mod invite;
mod invite_many;
mod join;
mod organisations;
mod passkeys;
mod passwords;
mod picture;
mod profile;
mod second_factor;
mod sessions;
mod sign_in;
mod throttle;

pub use access_tokens::{MakeAccessToken, RevokeAccessToken, TouchAccessToken};
pub use accounts::{CloseAccount, LeaveCommunity, MovePerson, ReopenAccount, looks_after, moving};
pub use email::{
    AgreeToEmail, FinishEmailChange, ProveEmail, RequestEmailChange, StopEmailChange, WithdrawEmailChange,
};
pub use invite::{InvitePerson, Invited, ResendInvitation, WithdrawInvitation};
pub use invite_many::InviteMany;
pub use join::{AcceptInvitation, CreatePerson};
pub use organisations::{AddOrganisation, SaveOrganisation, SeedOrganisations};
pub use passkeys::{
    AddPasskey, AskForPasskey, BeginPasskey, EnterWithPasskey, NoteCopiedPasskey, RemovePasskey, RenamePasskey,
    TakeChallenge,
};
pub use passwords::{AddLink, ChangeForgottenPassword, RequestNewPassword};
pub use picture::ChangePicture;
pub use profile::{ChangeOfficeRole, EditProfile, EditProfileOf};
pub use second_factor::{
    BeginSecondFactor, ConfirmSecondFactor, DemandSecondFactor, EndSecondFactor, GiveBack, ProveSecondFactor,
    RenewRecoveryCodes,
};
pub use sessions::{ChangePassword, EndOtherSignIns, EndSignIn};
pub use sign_in::{CleanAccounts, NameSession, RecordSignIn, ReplaceHash, SignOut, TouchSignIn};
pub use throttle::Charge;

use std::time::Duration;

use super::store;
use super::throttle::Bucket;
use crate::authz::Denied;
use crate::base::Timestamp;
use crate::db::{self, Tx};

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
    #[error("the code belongs to an organisation")]
    CodeTaken,
    /// The invitation or the link is unknown, used, withdrawn or too old.
    #[error("the invitation or the link opens nothing")]
    DeadLink,
    /// The account is closed already, or open already, or its person works elsewhere by now.
    #[error("it has changed meanwhile")]
    AsItWas,
    /// A code that is wrong, too old, or taken before.
    #[error("the code is wrong")]
    WrongCode,
    /// Whoever was chosen to take over is no member, or no longer.
    #[error("nobody there can take over")]
    NoHeir,
    /// More keys for programs than anybody can look after.
    #[error("too many keys")]
    TooManyTokens,
    /// What is kept of a passkey cannot be read.
    #[error("a passkey cannot be read")]
    Unreadable(#[source] anyhow::Error),
    /// More passkeys than anybody can look after.
    #[error("too many passkeys")]
    TooManyPasskeys,
    /// Too much has been asked for; again after this long.
    #[error("too much has been asked for")]
    TooMany(Duration),
}

/// Gives back what a try that came out right was charged.
async fn give_back(tx: &mut Tx<'_>, buckets: &[Bucket], now: Timestamp) -> db::Result<()> {
    for bucket in buckets {
        if bucket.is_cleared {
            store::delete_count(tx, &bucket.name).await?;
        } else if let Some(count) = store::find_count(&mut *tx, &bucket.name).await? {
            store::save_count(tx, &bucket.name, count.given_back(now)).await?;
        }
    }
    Ok(())
}

impl From<Refusal> for crate::web::WebError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Db(error) => error.into(),
            Refusal::Denied(denied) => denied.into(),
            Refusal::DeadLink => Self::NotFound,
            Refusal::TooMany(wait) => Self::TooMany { wait },
            Refusal::Unreadable(error) => Self::Internal(error),
            // Handlers say these beside a field; whatever forgets to has a fault.
            other @ (Refusal::EmailTaken
            | Refusal::AlreadyInvited
            | Refusal::HandleTaken
            | Refusal::NoOrganisation
            | Refusal::CodeTaken
            | Refusal::AsItWas
            | Refusal::WrongCode
            | Refusal::NoHeir
            | Refusal::TooManyTokens
            | Refusal::TooManyPasskeys) => Self::Internal(other.into()),
        }
    }
}
