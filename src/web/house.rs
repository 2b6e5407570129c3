//! What every handler can reach.

use std::ops::Deref;
use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::WebError;
use super::viewer::Identify;
use crate::base::{Clock, PersonId, Rng, SpaceId, Timestamp};
use crate::config::Config;
use crate::db::{self, Db};

/// The house as handlers see it; cheap to clone.
#[derive(Clone)]
pub struct House(Arc<Parts>);

/// What the house is made of. Later rooms put in what earlier places show of them.
pub struct Parts {
    pub db: Db,
    pub config: Config,
    pub clock: Clock,
    pub rng: Rng,
    /// Names this build: pages of another one reload themselves.
    pub build: String,
    /// `accounts` knows who is signed in.
    pub identify: Box<dyn Identify>,
    /// `threads` counts what is unread.
    pub unread: Box<dyn NavCounts>,
    /// What a later room keeps for its own handlers, by type.
    pub rooms: axum::http::Extensions,
}

/// How many discussions a person has not read to the end, and what else waits for that person.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Unread {
    pub total: i64,
    /// Space and count, only where there is something.
    pub spaces: Vec<(SpaceId, i64)>,
    /// What the person is to be reminded of now.
    pub due: i64,
}

/// A space that a person facilitates, how many people ask to come in, and how many reported posts wait there.
pub type ToDecide = (SpaceId, i64, i64);

/// Counters of the navigation, registered by the room that counts.
pub trait NavCounts: Send + Sync {
    fn unread<'a>(&'a self, db: &'a Db, person: PersonId) -> BoxFuture<'a, db::Result<Unread>>;

    /// Until when a guest may stay, when it is the same everywhere.
    fn guest_until<'a>(&'a self, db: &'a Db, person: PersonId) -> BoxFuture<'a, db::Result<Option<Timestamp>>>;

    /// What waits in the spaces that a person facilitates; only where there is something.
    fn requests<'a>(&'a self, db: &'a Db, person: PersonId) -> BoxFuture<'a, db::Result<Vec<ToDecide>>>;
}

impl House {
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// What a room put into [`Parts::rooms`]. Error: `app` forgot it, a fault of the house.
    pub fn room<T: Clone + Send + Sync + 'static>(&self) -> Result<&T, WebError> {
        self.0.rooms.get::<T>().ok_or_else(|| WebError::internal("a room is missing from the house"))
    }
}

impl Deref for House {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
