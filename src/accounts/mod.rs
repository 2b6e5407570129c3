//! Floor 4: accounts, the first room: organisations, invitations, people, passwords, signing in.
//!
//! Owns the tables `organisations`, `people`, `invitations`, `link_tokens`, `sign_ins`, `throttles`, `email_changes`, `topics`,
//! `person_topics`, `person_pictures`, `person_offices`, `second_factors`,
//! `recovery_codes`, `access_tokens`, `passkeys`, `passkey_challenges`. What must always hold:
//! - nobody enters without an invitation (or the command line of whoever runs the server), and an invitation opens once;
//! - secrets are nowhere: of passwords there are Argon2id hashes, of links, buckets and recovery codes digests; only the keys of
//!   second factors have to be read;
//! - what a stranger gets for an address says nothing about whether somebody has it, in words or in time;
//! - whoever has a second factor comes in with both; each code is taken once; whom it is demanded of does nothing without it;
//! - a passkey is made with the password, opens only for whom its device has recognised, and counts as both factors; its challenge
//!   is for one visitor, for minutes, once;
//! - guessing is slowed by account and address together, so nobody can lock anybody else out for good;
//! - a new password ends every sign-in of its person (but the one that it was changed from) and every key for programs;
//! - a closed account opens nothing, receives nothing and is in no list; what it wrote keeps its name, and what it led passes on;
//! - an address becomes somebody's only after it has proven that it receives, and after the old one could say no.
//!
//! Records [`AccountEvent`](crate::journal::AccountEvent)s: people invited, invitations sent again or withdrawn, people
//! joined, profiles, passwords and addresses changed, sign-ins ended, heads and focal points of offices,
//! accounts closed and opened again, people who work elsewhere, second factors, passkeys and what comes in with them, keys for
//! programs, organisations. Later rooms take part through
//! [`LaterRooms`], given in `app`.

mod access_tokens;
mod actions;
mod api;
mod commands;
mod common_passwords;
mod desk;
mod devices;
mod directory;
mod email_change;
mod identify;
mod invitations;
mod invite_lines;
mod later;
mod letters;
mod model;
mod organisations;
mod pages;
mod passkeys;
mod password;
mod people;
mod picture;
mod profile;
mod register;
mod samples;
mod second_factor;
mod sign_in;
mod store;
mod throttle;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::tz::TimeZone;

use crate::authz::Standing;
use crate::base::{Clock, PersonId, Rng};
use crate::config::Config;
use crate::db::{self, Db};
use crate::i18n::Lang;
use crate::web::{Access, House, Routes, WebError};

pub use access_tokens::{Name as TokenName, Scopes, new_secret};
pub use api::operations;
pub use commands::{
    AcceptInvitation, AddLink, AddOrganisation, AgreeToEmail, AppointAdministrator, ChangeForgottenPassword,
    ChangeOfficeRole, ChangePassword, ChangePicture, Charge, CleanAccounts, CloseAccount, CreatePerson, EditProfile,
    EndOtherSignIns, EndSecondFactor, EndSignIn, FinishEmailChange, InviteMany, InvitePerson, Invited, LeaveCommunity,
    MakeAccessToken, MovePerson, NameSession, OrganisationNews, ProveEmail, RecordSignIn, Refusal, RenewRecoveryCodes,
    ReopenAccount, ReplaceHash, RequestEmailChange, RequestNewPassword, ResendInvitation, RevokeAccessToken,
    SaveOrganisation, SeedOrganisations, SignOut, StopEmailChange, TouchAccessToken, TouchSignIn, WithdrawEmailChange,
    WithdrawInvitation, compare_organisation, still_administers,
};
use commands::{looks_after, moving};
pub use desk::Desk as LetterDesk;
pub use email_change::EmailChanger;
pub use invitations::{
    Invitation, InvitationState, NewInvitation, Outcome as InvitationOutcome, Scope as InvitationScope,
    WhyNot as NotInvited,
};
pub use later::{Choice, LaterRooms, Moved, NoSpaces, OnJoin, Place, Places, SpaceChoices, ToSettle};
pub use letters::{Body as LetterBody, composers};
pub use model::{EmailAddress, Invalid, Password, PersonName, handle_from_name};
pub use organisations::{NewOrganisation, Organisation, OrganisationKind};
pub use password::{Hasher, Verified};
pub use people::{Account, Listed, NewPerson, OfficeRole, Person, PersonState, Suggestion};
pub use picture::{NoPicture, Picture, Studio};
pub use profile::{Away, Hours, Topic, parse_topics};
pub use samples::two_offices as sample_offices;
pub use sign_in::{Attempt, attempt};
pub use store::{
    Purpose as LinkPurpose, find_organisation, find_organisation_by_code, find_person, has_people, list_by_handles,
    list_organisations, list_organisations_by_codes, list_topics_of, staff, suggest_organisations,
};
pub use throttle::{Bucket, Buckets};

/// What the room's handlers share; cheap to clone. `app` makes it, gives it to the routes as an [`axum::Extension`], and to
/// the house as the one who identifies.
#[derive(Clone)]
pub struct Accounts(Arc<Shared>);

struct Shared {
    hasher: Hasher,
    studio: Studio,
    buckets: Buckets,
    later: LaterRooms,
    /// Nothing where no browser makes any.
    passkeys: Option<passkeys::Passkeys>,
    session_lasts: Duration,
    default_lang: Lang,
    default_zone: TimeZone,
}

impl Accounts {
    /// Errors: parameters of password hashes that Argon2 does not take, a public address that is no address.
    pub fn new(config: &Config, rng: &Rng, later: LaterRooms) -> anyhow::Result<Self> {
        Ok(Self(Arc::new(Shared {
            hasher: Hasher::new(&config.passwords, rng)?,
            studio: Studio::default(),
            buckets: Buckets::new(&config.limits),
            later,
            passkeys: passkeys::Passkeys::new(config)?,
            session_lasts: Duration::from_hours(24 * u64::from(config.sessions.absolute_days)),
            default_lang: config.default_language.into(),
            default_zone: config.time_zone.clone(),
        })))
    }

    pub fn hasher(&self) -> &Hasher {
        &self.0.hasher
    }

    /// Where pictures of people are made.
    pub fn studio(&self) -> &Studio {
        &self.0.studio
    }

    pub fn buckets(&self) -> &Buckets {
        &self.0.buckets
    }

    fn passkeys(&self) -> Option<&passkeys::Passkeys> {
        self.0.passkeys.as_ref()
    }

    fn session_lasts(&self) -> Duration {
        self.0.session_lasts
    }

    fn default_lang(&self) -> Lang {
        self.0.default_lang
    }

    fn default_zone(&self) -> TimeZone {
        self.0.default_zone.clone()
    }

    /// The name of the zone of whoever has not chosen one.
    fn default_zone_name(&self) -> String {
        self.0.default_zone.iana_name().unwrap_or("Europe/Rome").to_owned()
    }

    fn on_join(&self) -> Arc<dyn OnJoin> {
        Arc::clone(&self.0.later.on_join)
    }

    fn spaces(&self) -> &dyn SpaceChoices {
        &*self.0.later.spaces
    }

    fn space_choices(&self) -> Arc<dyn SpaceChoices> {
        Arc::clone(&self.0.later.spaces)
    }

    fn places(&self) -> Arc<dyn Places> {
        Arc::clone(&self.0.later.places)
    }
}

impl FromRequestParts<House> for Accounts {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &House) -> Result<Self, WebError> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| WebError::internal("the accounts are not among the extensions"))
    }
}

pub fn routes() -> Routes {
    Routes::default()
        .get("/accedi", Access::PUBLIC, pages::sign_in::show)
        .post("/accedi", Access::PUBLIC, actions::sign_in::sign_in)
        .post("/esci", Access::PUBLIC, actions::sign_in::sign_out)
        .get("/password-dimenticata", Access::PUBLIC, pages::password::show_forgotten)
        .post("/password-dimenticata", Access::PUBLIC, actions::password::forgotten)
        .get("/nuova-password/{token}", Access::PUBLIC, pages::password::show_new)
        .post("/nuova-password/{token}", Access::PUBLIC, actions::password::change)
        .get("/invito/{token}", Access::PUBLIC, pages::invitation::show)
        .post("/invito/{token}", Access::PUBLIC, actions::invitation::accept)
        .get("/conferma-email/{token}", Access::PUBLIC, pages::email::show_new)
        .post("/conferma-email/{token}", Access::PUBLIC, actions::email::prove_new)
        .get("/avviso-email/{token}", Access::PUBLIC, pages::email::show_old)
        .post("/avviso-email/{token}", Access::PUBLIC, actions::email::answer)
        .get("/persone/{id}/foto/{stamp}/{size}", Access::STAFF, pages::picture::bytes)
        .get("/rubrica", Access::STAFF, pages::directory::show)
        .get("/uffici/{id}", Access::STAFF, pages::office::show)
        .post("/uffici/{id}/persone/{person}/ruolo", Access::ADMINISTRATORS, actions::office::change_role)
        .get("/persone/{id}", Access::STAFF, pages::person::show)
        .get("/persone/{id}/ufficio", Access::ADMINISTRATORS, pages::change_office::show)
        .post("/persone/{id}/ufficio", Access::ADMINISTRATORS, actions::accounts::change_office)
        .get("/accedi/codice", Access::PUBLIC, pages::second_factor::show_step)
        .post("/accedi/codice", Access::PUBLIC, actions::second_factor::step)
        .post("/accedi/passkey/inizio", Access::PUBLIC, actions::passkeys::ask)
        .post("/accedi/passkey", Access::PUBLIC, actions::passkeys::enter)
        .get("/uffici/{id}/inviti", Access::ADMINISTRATORS, pages::invite_many::of_office)
        .post("/uffici/{id}/inviti", Access::ADMINISTRATORS, actions::invite_many::of_office)
        .get("/spazi/{space}/inviti", Access::SPACE_LED, pages::invite_many::of_space)
        .post("/spazi/{space}/inviti", Access::SPACE_LED, actions::invite_many::of_space)
        .merge(own_routes())
        .merge(administration_routes())
}

/// What people do with their own account.
fn own_routes() -> Routes {
    Routes::default()
        .get("/profilo", Access::SIGNED_IN, pages::profile::show)
        .post("/profilo", Access::SIGNED_IN, actions::profile::edit)
        .get("/profilo/accessi", Access::SIGNED_IN, pages::sign_ins::show)
        .post("/profilo/accessi/altri", Access::SIGNED_IN, actions::sign_ins::end_others)
        .post("/profilo/accessi/{sign_in}/fine", Access::OWNER, actions::sign_ins::end)
        .get("/profilo/password", Access::SIGNED_IN, pages::own_password::show)
        .post("/profilo/password", Access::SIGNED_IN, actions::own_password::change)
        .get("/profilo/email", Access::SIGNED_IN, pages::email::show)
        .post("/profilo/email", Access::SIGNED_IN, actions::email::request)
        .post("/profilo/email/annulla", Access::SIGNED_IN, actions::email::withdraw)
        .get("/profilo/chiavi", Access::SIGNED_IN, pages::access_tokens::show)
        .post("/profilo/chiavi", Access::SIGNED_IN, actions::access_tokens::make)
        .post("/profilo/chiavi/{access_token}/revoca", Access::OWNER, actions::access_tokens::revoke)
        .get("/profilo/passkey", Access::SIGNED_IN, pages::passkeys::show)
        .post("/profilo/passkey", Access::SIGNED_IN, actions::passkeys::begin)
        .post("/profilo/passkey/conferma", Access::SIGNED_IN, actions::passkeys::confirm)
        .get("/profilo/passkey/{passkey}", Access::OWNER, pages::passkeys::show_one)
        .post("/profilo/passkey/{passkey}", Access::OWNER, actions::passkeys::rename)
        .post("/profilo/passkey/{passkey}/togli", Access::OWNER, actions::passkeys::remove)
        .get("/profilo/foto", Access::SIGNED_IN, pages::picture::show)
        .post("/profilo/foto", Access::SIGNED_IN, actions::picture::upload)
        .post("/profilo/foto/togli", Access::SIGNED_IN, actions::picture::remove)
        .get("/profilo/chiusura", Access::SIGNED_IN, pages::leave::show)
        .post("/profilo/chiusura", Access::SIGNED_IN, actions::leave::leave)
        .get("/profilo/secondo-fattore", Access::SIGNED_IN, pages::second_factor::show)
        .post("/profilo/secondo-fattore", Access::SIGNED_IN, actions::second_factor::begin)
        .post("/profilo/secondo-fattore/conferma", Access::SIGNED_IN, actions::second_factor::confirm)
        .post("/profilo/secondo-fattore/codici", Access::SIGNED_IN, actions::second_factor::renew)
        .post("/profilo/secondo-fattore/spegni", Access::SIGNED_IN, actions::second_factor::end)
}

/// What administrators look after; invitations also whoever may send them.
fn administration_routes() -> Routes {
    Routes::default()
        .get("/amministrazione/secondo-fattore", Access::ADMINISTRATORS, pages::second_factor::show_demanded)
        .post("/amministrazione/secondo-fattore", Access::ADMINISTRATORS, actions::second_factor::demand)
        .post("/amministrazione/persone/{id}/secondo-fattore", Access::ADMINISTRATORS, actions::second_factor::reset)
        .get("/amministrazione/persone", Access::ADMINISTRATORS, pages::register::show)
        .get("/amministrazione/persone/{id}", Access::ADMINISTRATORS, pages::record::show)
        .post("/amministrazione/persone/{id}/chiusura", Access::ADMINISTRATORS, actions::accounts::close)
        .post("/amministrazione/persone/{id}/riapertura", Access::ADMINISTRATORS, actions::accounts::reopen)
        .post("/amministrazione/persone/{id}/amministrazione", Access::ADMINISTRATORS, actions::accounts::appoint)
        .post("/amministrazione/persone/{id}/amministrazione/fine", Access::ADMINISTRATORS, actions::accounts::dismiss)
        .get("/amministrazione/enti", Access::ADMINISTRATORS, pages::organisations::show)
        .post("/amministrazione/enti", Access::ADMINISTRATORS, actions::organisations::add)
        .get("/amministrazione/enti/nuovo", Access::ADMINISTRATORS, pages::organisations::new)
        .get("/amministrazione/enti/{id}", Access::ADMINISTRATORS, pages::organisations::edit)
        .post("/amministrazione/enti/{id}", Access::ADMINISTRATORS, actions::organisations::edit)
        .get("/amministrazione/inviti/elenco", Access::ADMINISTRATORS, pages::invite_many::of_community)
        .post("/amministrazione/inviti/elenco", Access::ADMINISTRATORS, actions::invite_many::of_community)
        .get("/amministrazione/inviti", Access::ADMINISTRATORS, pages::invitations::show)
        .post("/amministrazione/inviti", Access::ADMINISTRATORS, actions::invitations::invite)
        .post("/amministrazione/inviti/{id}/invio", Access::ADMINISTRATORS, actions::invitations::resend)
        .post("/amministrazione/inviti/{id}/ritiro", Access::ADMINISTRATORS, actions::invitations::withdraw)
}

/// Puts in what is missing of the list of organisations; gives how many were. A count when nothing is.
pub async fn seed_organisations(db: &Db) -> db::Result<usize> {
    let known = usize::try_from(store::count_organisations(db).await?).unwrap_or(0);
    if known >= organisations::built_in().len() { Ok(0) } else { db.write(SeedOrganisations).await }
}

/// The first administrator, made at the command line; works for the department until the profile says otherwise.
pub struct NewAdministrator {
    pub name: PersonName,
    pub email: EmailAddress,
    pub password: Password,
}

/// Makes a colleague who is there an administrator, for whoever runs the server. Nothing when nobody has the address.
pub async fn promote_administrator(
    house: &House,
    email: &EmailAddress,
) -> anyhow::Result<Option<Result<PersonId, Refusal>>> {
    let Some(account) = store::find_account(&house.db, email.key()).await? else { return Ok(None) };
    let command = AppointAdministrator {
        actor: crate::authz::Actor::System,
        person: account.id,
        is_made: true,
        message_id: crate::mail::MessageId::new(&house.rng),
        default_lang: house.config.default_language.into(),
        now: house.clock.now(),
    };
    Ok(Some(house.db.write(command).await.map(|()| account.id)))
}

/// Makes an administrator's account.
pub async fn create_administrator(
    db: &Db,
    accounts: &Accounts,
    clock: &Clock,
    new: NewAdministrator,
) -> anyhow::Result<PersonId> {
    seed_organisations(db).await?;
    let password_hash = Some(accounts.hasher().hash(&new.password).await?);
    let person = NewPerson {
        name: new.name,
        email: new.email,
        password_hash,
        function: String::new(),
        about: String::new(),
        standing: Standing::Staff,
        is_administrator: true,
        language: accounts.default_lang(),
        time_zone: accounts.default_zone_name(),
        now: clock.now(),
    };
    Ok(db.write(CreatePerson { new: person, organisation: "DLCI".to_owned(), handle: None }).await?)
}
