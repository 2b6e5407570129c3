//! Whose program asks.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;

use super::{Problem, Scope};
use crate::authz::Actor;
use crate::base::{AccessTokenId, Timestamp};
use crate::db::Db;
use crate::i18n::{Lang, Tr, tr};
use crate::web::{House, Identity};

/// A key that opens the door, and its person.
#[derive(Clone, Debug)]
pub struct Bearer {
    pub token: AccessTokenId,
    /// What the person calls the key.
    pub name: String,
    pub scopes: Vec<Scope>,
    pub expires_at: Timestamp,
    pub identity: Identity,
}

/// A request with a key that may do what the operation does; as an extractor it is what `guard` has let in.
#[derive(Clone)]
pub struct Caller {
    pub house: House,
    pub bearer: Bearer,
    /// The language of the answer.
    pub lang: Lang,
    pub(super) uri: Uri,
}

impl Caller {
    /// The person, acting through the program: a key never may more.
    pub fn actor(&self) -> Actor {
        let Identity { person, standing, is_administrator, .. } = self.bearer.identity;
        Actor::Person { id: person, standing, is_administrator }
    }

    pub fn t(&self) -> &'static Tr {
        tr(self.lang)
    }

    pub fn db(&self) -> &Db {
        &self.house.db
    }

    pub fn now(&self) -> Timestamp {
        self.house.clock.now()
    }
}

impl Deref for Caller {
    type Target = Identity;

    fn deref(&self) -> &Identity {
        &self.bearer.identity
    }
}

impl FromRequestParts<House> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &House) -> Result<Self, Problem> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| Problem::Internal(anyhow::anyhow!("an operation without its guard")))
    }
}
