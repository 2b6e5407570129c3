//! What later rooms do for this one: each trait is implemented above and given in `app`.

use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::Invitation;
use crate::authz::{Actor, Denied, Role};
use crate::base::{OrganisationId, PersonId, SpaceId, Timestamp};
use crate::db::{self, Db, Tx};

/// What has to happen when somebody joins by an invitation; runs in the transaction of the command.
pub trait OnJoin: Send + Sync + 'static {
    fn joined<'a>(
        &'a self,
        tx: &'a mut Tx<'_>,
        person: PersonId,
        invitation: &'a Invitation,
        now: Timestamp,
    ) -> BoxFuture<'a, db::Result<()>>;
}

/// The spaces that somebody may be invited to.
pub trait SpaceChoices: Send + Sync + 'static {
    fn choices<'a>(&'a self, db: &'a Db, actor: &'a Actor) -> BoxFuture<'a, db::Result<Vec<(SpaceId, String)>>>;

    /// Whether an actor may let guests into a space.
    fn leads<'a>(&'a self, tx: &'a mut Tx<'_>, actor: &'a Actor, space: SpaceId) -> BoxFuture<'a, db::Result<bool>>;

    /// The name of a space for whoever may let guests into it; why not, for everybody else.
    fn led<'a>(
        &'a self,
        db: &'a Db,
        actor: &'a Actor,
        space: SpaceId,
    ) -> BoxFuture<'a, db::Result<Result<String, Denied>>>;
}

/// Where people belong beside their office, and what becomes of it when they go, come back, or work elsewhere.
pub trait Places: Send + Sync + 'static {
    /// The account has just closed: memberships sleep, what the person led passes on. In the transaction of the command.
    fn closed<'a>(&'a self, tx: &'a mut Tx<'_>, person: PersonId, now: Timestamp) -> BoxFuture<'a, db::Result<()>>;

    /// The account is open again: memberships wake up. In the transaction of the command.
    fn reopened<'a>(&'a self, tx: &'a mut Tx<'_>, person: PersonId) -> BoxFuture<'a, db::Result<()>>;

    /// Every place of a person that the actor may know of, by name.
    fn all<'a>(&'a self, db: &'a Db, actor: &'a Actor, person: PersonId) -> BoxFuture<'a, db::Result<Vec<Place>>>;

    /// What has to be settled when a person leaves an office: what it leads, and where it is in that office's own places.
    fn to_settle<'a>(
        &'a self,
        db: &'a Db,
        actor: &'a Actor,
        who: (PersonId, OrganisationId),
    ) -> BoxFuture<'a, db::Result<ToSettle>>;

    /// The person has just left an office: settles what was chosen, and the rest as [`Choice::usual`] says. False when
    /// somebody chosen to take over cannot. In the transaction of the command.
    fn moved<'a>(
        &'a self,
        tx: &'a mut Tx<'_>,
        actor: &'a Actor,
        moved: Moved<'a>,
        now: Timestamp,
    ) -> BoxFuture<'a, db::Result<bool>>;
}

/// Somebody who has left an office, with what becomes of the places.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'a> {
    pub person: PersonId,
    pub from: OrganisationId,
    pub choices: &'a [(SpaceId, Choice)],
}

/// A space that somebody is in.
#[derive(Clone, Debug)]
pub struct Place {
    pub space: SpaceId,
    pub name: String,
    pub role: Role,
    /// Whether it belongs to the office that is being left.
    pub is_of_office: bool,
    /// Members who could take over, by name; none where the actor may not know who is in it.
    pub heirs: Vec<(PersonId, String)>,
}

/// What has to be settled, and how much more there is that the actor may not know of.
#[derive(Clone, Default, Debug)]
pub struct ToSettle {
    pub places: Vec<Place>,
    pub hidden: usize,
}

/// What becomes of a place when its person changes office.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// Everything stays as it is.
    Stay,
    /// The person goes; what it led passes on to whoever has been there for longest.
    Leave,
    /// Somebody else leads; in a place of the office the person goes, elsewhere it stays as a member.
    PassTo(PersonId),
}

impl Choice {
    /// What happens where nothing is chosen: people leave the places of the office that they leave.
    pub const fn usual(is_of_office: bool) -> Self {
        if is_of_office { Self::Leave } else { Self::Stay }
    }

    /// The words of a form: `stay`, `leave`, or the number of who takes over.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "stay" => Some(Self::Stay),
            "leave" => Some(Self::Leave),
            number => number.parse().ok().map(Self::PassTo),
        }
    }
}

/// The rooms above this one, as far as it needs them.
#[derive(Clone)]
pub struct LaterRooms {
    pub on_join: Arc<dyn OnJoin>,
    pub spaces: Arc<dyn SpaceChoices>,
    pub places: Arc<dyn Places>,
}

impl LaterRooms {
    /// One room that is all of them.
    pub fn of<R: OnJoin + SpaceChoices + Places + Clone>(room: R) -> Self {
        Self { on_join: Arc::new(room.clone()), spaces: Arc::new(room.clone()), places: Arc::new(room) }
    }
}

/// There are no spaces.
#[derive(Clone, Copy, Debug)]
pub struct NoSpaces;

impl OnJoin for NoSpaces {
    fn joined<'a>(
        &'a self,
        _: &'a mut Tx<'_>,
        _: PersonId,
        _: &'a Invitation,
        _: Timestamp,
    ) -> BoxFuture<'a, db::Result<()>> {
        Box::pin(async { Ok(()) })
    }
}

impl SpaceChoices for NoSpaces {
    fn choices<'a>(&'a self, _: &'a Db, _: &'a Actor) -> BoxFuture<'a, db::Result<Vec<(SpaceId, String)>>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn leads<'a>(&'a self, _: &'a mut Tx<'_>, _: &'a Actor, _: SpaceId) -> BoxFuture<'a, db::Result<bool>> {
        Box::pin(async { Ok(false) })
    }

    fn led<'a>(&'a self, _: &'a Db, _: &'a Actor, _: SpaceId) -> BoxFuture<'a, db::Result<Result<String, Denied>>> {
        Box::pin(async { Ok(Err(Denied::Invisible)) })
    }
}

impl Places for NoSpaces {
    fn closed<'a>(&'a self, _: &'a mut Tx<'_>, _: PersonId, _: Timestamp) -> BoxFuture<'a, db::Result<()>> {
        Box::pin(async { Ok(()) })
    }

    fn reopened<'a>(&'a self, _: &'a mut Tx<'_>, _: PersonId) -> BoxFuture<'a, db::Result<()>> {
        Box::pin(async { Ok(()) })
    }

    fn all<'a>(&'a self, _: &'a Db, _: &'a Actor, _: PersonId) -> BoxFuture<'a, db::Result<Vec<Place>>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn to_settle<'a>(
        &'a self,
        _: &'a Db,
        _: &'a Actor,
        _: (PersonId, OrganisationId),
    ) -> BoxFuture<'a, db::Result<ToSettle>> {
        Box::pin(async { Ok(ToSettle::default()) })
    }

    fn moved<'a>(
        &'a self,
        _: &'a mut Tx<'_>,
        _: &'a Actor,
        _: Moved<'a>,
        _: Timestamp,
    ) -> BoxFuture<'a, db::Result<bool>> {
        Box::pin(async { Ok(true) })
    }
}
