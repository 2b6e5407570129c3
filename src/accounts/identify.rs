//! Who stands behind a session, or behind a key for programs.

use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::tz::TimeZone;

use super::Accounts;
use super::access_tokens::{self, Scopes};
use super::commands::{TouchAccessToken, TouchSignIn};
use super::pages::{passkeys, second_factor};
use super::people::OfficeRole;
use super::second_factor::Demanded;
use super::store;
use crate::authz::Standing;
use crate::base::{AccessTokenId, OrganisationId, PersonId, Timestamp};
use crate::db::{self, Db, row};
use crate::i18n::Lang;
use crate::web::api::Bearer;
use crate::web::{Auth, Identify, Identity};

/// Where somebody sets up what is demanded: codes, or a passkey instead.
const DETOUR: &[&str] = &[second_factor::OWN, passkeys::OWN];

/// How often the last use of a sign-in is written down at most.
pub(super) const TOUCH_EVERY: Duration = Duration::from_mins(5);

row! {
    /// What one query says of a sign-in and its person.
    pub struct Seen {
        name: String,
        office: String,
        organisation: OrganisationId,
        standing: Standing,
        is_administrator: bool,
        language: String,
        time_zone: String,
        signed_in_at: Timestamp,
        last_used_at: Timestamp,
        picture: i64,
        office_role: Option<OfficeRole>,
        has_second_factor: bool,
        is_facilitator: bool,
        /// Whom a second factor is demanded of.
        demanded: String,
        /// Whether this sign-in has proven a passkey: both factors in one.
        is_by_passkey: bool,
    }
}

/// What somebody is that a second factor may be demanded of.
struct Held<'a> {
    standing: Standing,
    is_administrator: bool,
    is_facilitator: bool,
    has_office_role: bool,
    demanded: &'a str,
}

impl Held<'_> {
    fn is_demanded(&self) -> bool {
        Demanded::split(self.demanded).into_iter().any(|of| match of {
            Demanded::Administrators => self.is_administrator,
            Demanded::Facilitators => self.is_facilitator,
            Demanded::FocalPoints => self.has_office_role,
            Demanded::Staff => self.standing == Standing::Staff,
        })
    }
}

/// What a row says of its person, as [`Held`].
macro_rules! held {
    ($row:ident) => {
        Held {
            standing: $row.standing,
            is_administrator: $row.is_administrator,
            is_facilitator: $row.is_facilitator,
            has_office_role: $row.office_role.is_some(),
            demanded: &$row.demanded,
        }
    };
}

impl Seen {
    /// Whether a second factor is demanded of this person, who has none.
    fn lacks_second_factor(&self) -> bool {
        !self.has_second_factor && !self.is_by_passkey && held!(self).is_demanded()
    }
}

row! {
    /// What stands behind a right password.
    pub struct Door {
        standing: Standing,
        is_administrator: bool,
        office_role: Option<OfficeRole>,
        is_facilitator: bool,
        demanded: String,
        /// Whether codes of an app are asked for.
        pub has_codes: bool,
        pub has_passkeys: bool,
    }
}

impl Door {
    /// Whether the password alone does not open: there are codes, or a second factor is demanded and the passkeys are it.
    pub fn has_second_step(&self) -> bool {
        self.has_codes || (self.has_passkeys && held!(self).is_demanded())
    }
}

row! {
    /// What one query says of a key and its person.
    pub struct Bearing {
        token: AccessTokenId,
        token_name: String,
        scopes: String,
        expires_at: Timestamp,
        last_used_at: Option<Timestamp>,
        person: PersonId,
        name: String,
        office: String,
        organisation: OrganisationId,
        standing: Standing,
        is_administrator: bool,
        language: String,
        time_zone: String,
        picture: i64,
        office_role: Option<OfficeRole>,
        /// Codes of an app, or a passkey.
        has_second_factor: bool,
        is_facilitator: bool,
        /// Whom a second factor is demanded of.
        demanded: String,
    }
}

impl Bearing {
    /// Whether a second factor is demanded of this person, who has none: until then a key opens as little as a password.
    fn lacks_second_factor(&self) -> bool {
        !self.has_second_factor && held!(self).is_demanded()
    }

    fn bearer(self, accounts: &Accounts) -> Bearer {
        let identity = Identity {
            person: self.person,
            name: self.name,
            office: self.office,
            organisation: self.organisation,
            standing: self.standing,
            is_administrator: self.is_administrator,
            lang: Lang::parse(&self.language).unwrap_or(accounts.default_lang()),
            time_zone: TimeZone::get(&self.time_zone).unwrap_or_else(|_| accounts.default_zone()),
            picture: self.picture,
            detour: None,
        };
        let scopes = Scopes::list(&self.scopes);
        Bearer { token: self.token, name: self.token_name, scopes, expires_at: self.expires_at, identity }
    }
}

impl Identify for Accounts {
    fn identify<'a>(
        &'a self,
        db: &'a Db,
        auth: &'a Auth,
        now: Timestamp,
    ) -> BoxFuture<'a, db::Result<Option<Identity>>> {
        Box::pin(async move {
            let seen = store::find_seen(db, auth.sign_in, auth.person).await?;
            let Some(seen) = seen.filter(|seen| now.since(seen.signed_in_at) < self.session_lasts()) else {
                return Ok(None);
            };
            if now.since(seen.last_used_at) >= TOUCH_EVERY {
                let (db, touch) = (db.clone(), TouchSignIn { sign_in: auth.sign_in, person: auth.person, now });
                tokio::spawn(async move {
                    if let Err(error) = db.write_later(touch).await {
                        tracing::warn!(%error, "the use of a sign-in was not noted");
                    }
                });
            }
            let detour = seen.lacks_second_factor().then_some(DETOUR);
            Ok(Some(Identity {
                person: auth.person,
                name: seen.name,
                office: seen.office,
                organisation: seen.organisation,
                standing: seen.standing,
                is_administrator: seen.is_administrator,
                lang: Lang::parse(&seen.language).unwrap_or(self.default_lang()),
                time_zone: TimeZone::get(&seen.time_zone).unwrap_or_else(|_| self.default_zone()),
                picture: seen.picture,
                detour,
            }))
        })
    }

    fn bearer<'a>(&'a self, db: &'a Db, digest: &'a str, now: Timestamp) -> BoxFuture<'a, db::Result<Option<Bearer>>> {
        Box::pin(async move {
            let found = store::find_bearing(db, digest, now).await?;
            let Some(found) = found.filter(|found| !found.lacks_second_factor()) else { return Ok(None) };
            if found.last_used_at.is_none_or(|at| now.since(at) >= access_tokens::TOUCH_EVERY) {
                let (db, touch) = (db.clone(), TouchAccessToken { token: found.token, now });
                tokio::spawn(async move {
                    if let Err(error) = db.write_later(touch).await {
                        tracing::warn!(%error, "the use of a key was not noted");
                    }
                });
            }
            Ok(Some(found.bearer(self)))
        })
    }
}
