//! Changes: load, decide, change, store, record.

mod access_tokens;
mod accounts;
mod administrators;
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
pub use accounts::{CloseAccount, LeaveCommunity, MovePerson, ReopenAccount, looks_after, moving, still_administers};
pub use administrators::AppointAdministrator;
pub use email::{
    AgreeToEmail, FinishEmailChange, ProveEmail, RequestEmailChange, StopEmailChange, WithdrawEmailChange,
};
pub use invite::{InviteOne, InvitePerson, Invited, ResendInvitation, WithdrawInvitation};
pub use invite_many::InviteMany;
pub use join::{AcceptInvitation, CreatePerson};
pub use organisations::{AddOrganisation, OrganisationNews, SaveOrganisation, SeedOrganisations, compare_organisation};
pub use passkeys::{
    AddPasskey, AskForPasskey, BeginPasskey, EnterWithPasskey, NoteCopiedPasskey, RemovePasskey, RenamePasskey,
    TakeChallenge,
};
pub use passwords::{AddLink, ChangeForgottenPassword, RequestNewPassword};
pub use picture::ChangePicture;
pub use profile::{ChangeOfficeRole, EditProfile, EditProfileOf, EditProfileSeen};
pub use second_factor::{
    BeginSecondFactor, ConfirmSecondFactor, DemandSecondFactor, EndSecondFactor, GiveBack, ProveSecondFactor,
    RenewRecoveryCodes,
};
pub use sessions::{ChangePassword, EndOtherSignIns, EndSignIn};
pub use sign_in::{CleanAccounts, NameSession, RecordSignIn, ReplaceHash, SignOut, TouchSignIn};
pub use throttle::Charge;

use std::time::Duration;

use super::people::Account;
use super::store;
use super::throttle::{Bucket, Count};
use crate::authz::Denied;
use crate::base::{PersonId, SignInId, Timestamp};
use crate::db::{self, Tx};
use crate::i18n::Lang;

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
    /// Whoever sent the invitation may not invite there any more.
    #[error("whoever invited may no longer")]
    InviterGone,
    /// Somebody else in the community is called that.
    #[error("the name belongs to somebody")]
    NameTaken,
    /// The last day of the guest who was invited is over.
    #[error("the stay is over")]
    StayOver,
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

/// Charges an attempt to each of some buckets, unless one of them has to wait: then nothing is charged. How long to wait;
/// nothing when the attempt may be made.
async fn try_charge(tx: &mut Tx<'_>, buckets: &[Bucket], now: Timestamp) -> db::Result<Option<Duration>> {
    let mut charged = Vec::with_capacity(buckets.len());
    let mut wait = None;
    for bucket in buckets {
        let known = store::find_count(&mut *tx, &bucket.name).await?;
        wait = wait.max(known.and_then(|count| count.wait(now)));
        charged.push((&bucket.name, Count::charged(known, &bucket.policy, now)));
    }
    if wait.is_none() {
        for (name, count) in charged {
            store::save_count(tx, name, count).await?;
        }
    }
    Ok(wait)
}

/// The same, for what is refused when it has to wait.
async fn charge(tx: &mut Tx<'_>, buckets: &[Bucket], now: Timestamp) -> Result<(), Refusal> {
    try_charge(tx, buckets, now).await?.map_or(Ok(()), |wait| Err(Refusal::TooMany(wait)))
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

/// Another change may have ended this sign-in since the password was proven: that one counts.
async fn signed_in(tx: &mut Tx<'_>, person: PersonId, sign_in: SignInId) -> Result<(), Refusal> {
    if store::is_signed_in(tx, person, sign_in).await? { Ok(()) } else { Err(Denied::SignIn.into()) }
}

/// The language of somebody's letters.
fn lang(account: &Account, default: Lang) -> Lang {
    Lang::parse(&account.language).unwrap_or(default)
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
            | Refusal::InviterGone
            | Refusal::NameTaken
            | Refusal::StayOver
            | Refusal::AsItWas
            | Refusal::WrongCode
            | Refusal::NoHeir
            | Refusal::TooManyTokens
            | Refusal::TooManyPasskeys) => Self::Internal(other.into()),
        }
    }
}
