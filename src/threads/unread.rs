//! Counters of what is unread, for the navigation.

use futures_util::future::BoxFuture;

use crate::base::{PersonId, Timestamp};
use crate::db::{self, Db};
use crate::spaces;
use crate::web::{NavCounts, ToDecide, Unread};

use super::store;

/// Counts discussions that a person has not read to the end, and reminders that have come.
#[derive(Clone, Copy, Debug)]
pub struct UnreadThreads;

impl NavCounts for UnreadThreads {
    fn unread<'a>(&'a self, db: &'a Db, person: PersonId) -> BoxFuture<'a, db::Result<Unread>> {
        Box::pin(async move {
            let counted = store::count_unread(db, person).await?;
            let due = counted.iter().filter(|(space, _)| space.is_none()).map(|(_, n)| n).sum();
            let spaces: Vec<_> = counted.into_iter().filter_map(|(space, n)| Some((space?, n))).collect();
            Ok(Unread { total: spaces.iter().map(|(_, n)| n).sum(), spaces, due })
        })
    }

    fn guest_until<'a>(&'a self, db: &'a Db, person: PersonId) -> BoxFuture<'a, db::Result<Option<Timestamp>>> {
        Box::pin(spaces::find_common_end(db, person))
    }

    fn requests<'a>(&'a self, db: &'a Db, person: PersonId) -> BoxFuture<'a, db::Result<Vec<ToDecide>>> {
        Box::pin(spaces::count_waiting(db, person))
    }
}
