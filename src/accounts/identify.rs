//! Who stands behind a session.

use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::tz::TimeZone;

use super::Accounts;
use super::commands::TouchSignIn;
use super::pages::second_factor::OWN;
use super::people::OfficeRole;
use super::second_factor::Demanded;
use super::store;
use crate::authz::Standing;
use crate::base::{OrganisationId, Timestamp};
use crate::db::{self, Db, row};
use crate::i18n::Lang;
use crate::web::{Auth, Identify, Identity};

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
    }
}

impl Seen {
    /// Whether a second factor is demanded of this person, who has none.
    fn lacks_second_factor(&self) -> bool {
        let is_demanded = |of: Demanded| match of {
            Demanded::Administrators => self.is_administrator,
            Demanded::Facilitators => self.is_facilitator,
            Demanded::FocalPoints => self.office_role.is_some(),
            Demanded::Staff => self.standing == Standing::Staff,
        };
        !self.has_second_factor && Demanded::split(&self.demanded).into_iter().any(is_demanded)
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
            let detour = seen.lacks_second_factor().then_some(OWN);
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
}
