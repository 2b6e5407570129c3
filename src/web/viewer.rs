//! Who is looking.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use futures_util::future::BoxFuture;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::api::Bearer;
use super::{House, WebError};
use crate::authz::{Actor, Standing};
use crate::base::{OrganisationId, PersonId, Rng, SignInId, Timestamp};
use crate::db::{self, Db};
use crate::i18n::{Lang, Tr, tr};

const KEY: &str = "auth";

/// What the session remembers of a signed-in person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Auth {
    pub person: PersonId,
    pub sign_in: SignInId,
    /// The secret that forms of this session carry.
    pub csrf: String,
    /// When the cookie was last given a new life.
    pub rolled: Timestamp,
}

/// A person as pages need it.
#[derive(Clone, Debug)]
pub struct Identity {
    pub person: PersonId,
    pub name: String,
    pub office: String,
    pub organisation: OrganisationId,
    pub standing: Standing,
    pub is_administrator: bool,
    pub lang: Lang,
    pub time_zone: TimeZone,
    /// The version of the picture; 0 when there is none.
    pub picture: i64,
    /// The only pages this person may use before anything else, with those below them; every way leads to the first.
    pub detour: Option<&'static [&'static str]>,
}

/// Knows who stands behind a session, or a key for programs: `accounts`, registered in `app`.
pub trait Identify: Send + Sync {
    /// The person, unless the account is gone or the sign-in was revoked. Notes the use of the sign-in, now and then.
    fn identify<'a>(
        &'a self,
        db: &'a Db,
        auth: &'a Auth,
        now: Timestamp,
    ) -> BoxFuture<'a, db::Result<Option<Identity>>>;

    /// The person behind a key for programs, by the digest of its secret, unless it is revoked or too old. Notes its use,
    /// now and then.
    fn bearer<'a>(&'a self, db: &'a Db, digest: &'a str, now: Timestamp) -> BoxFuture<'a, db::Result<Option<Bearer>>>;
}

/// A signed-in person; as an extractor it sends everyone else to the sign-in page.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub identity: Identity,
    pub sign_in: SignInId,
    pub csrf: String,
}

impl std::ops::Deref for Viewer {
    type Target = Identity;

    fn deref(&self) -> &Identity {
        &self.identity
    }
}

impl Identity {
    /// Up to two letters for the round face.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }
}

/// The first letters of the first and the last word of a name.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let (first, last) = (words.next(), words.next_back());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

impl Viewer {
    pub fn actor(&self) -> Actor {
        Actor::Person { id: self.person, standing: self.standing, is_administrator: self.is_administrator }
    }

    pub fn t(&self) -> &'static Tr {
        tr(self.lang)
    }
}

pub(super) async fn load(parts: &mut Parts, house: &House) -> Result<Option<Viewer>, WebError> {
    if let Some(known) = parts.extensions.get::<Option<Viewer>>() {
        return Ok(known.clone());
    }
    let viewer = find(parts, house).await?;
    parts.extensions.insert(viewer.clone());
    Ok(viewer)
}

async fn find(parts: &Parts, house: &House) -> Result<Option<Viewer>, WebError> {
    let Some(session) = parts.extensions.get::<Session>() else { return Ok(None) };
    let Some(mut auth) = session.get::<Auth>(KEY).await? else { return Ok(None) };
    let now = house.clock.now();
    let Some(identity) = house.identify.identify(&house.db, &auth, now).await? else { return Ok(None) };
    if now.since(auth.rolled) > std::time::Duration::from_hours(24) {
        auth.rolled = now;
        session.insert(KEY, &auth).await?; // saving renews the cookie
    }
    Ok(Some(Viewer { identity, sign_in: auth.sign_in, csrf: auth.csrf }))
}

/// Whoever has to do something first does nothing else: every other page and form leads there. Signing out stays possible,
/// since it asks for nobody in particular.
pub(super) fn keep_to_detour(parts: &Parts, viewer: Viewer) -> Result<Viewer, WebError> {
    let path = parts.uri.path();
    let is_at = |to: &&str| path.strip_prefix(to).is_some_and(|below| below.is_empty() || below.starts_with('/'));
    match viewer.detour {
        Some([to, others @ ..]) if !is_at(to) && !others.iter().any(is_at) => Err(WebError::Detour(to)),
        _ => Ok(viewer),
    }
}

impl FromRequestParts<House> for Viewer {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, WebError> {
        let viewer = load(parts, house).await?.ok_or_else(|| WebError::sign_in(parts))?;
        keep_to_detour(parts, viewer)
    }
}

/// The language a stranger asks for, among those the house speaks.
pub(super) fn language(parts: &Parts, house: &House) -> Lang {
    let wanted = parts.headers.get(axum::http::header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
    let default = house.config.default_language.into();
    wanted.map_or(default, |header| Lang::negotiate(header, default))
}

/// Signs a person in on this session, under a new id (a session fixed by someone else before is worth nothing).
pub async fn sign_in(
    session: &Session,
    rng: &Rng,
    person: PersonId,
    sign_in: SignInId,
    now: Timestamp,
) -> Result<(), WebError> {
    session.cycle_id().await?;
    session.insert(KEY, Auth { person, sign_in, csrf: rng.token().0, rolled: now }).await?;
    session.save().await?;
    Ok(())
}

/// Ends the session, wherever its cookie may still be.
pub async fn sign_out(session: &Session) -> Result<(), WebError> {
    Ok(session.flush().await?)
}
