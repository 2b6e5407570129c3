//! What a person has seen. Marks are one person's own and move only when that person says so, or has read: they stand in no
//! journal, and each way back is a way back for an undo.

use std::collections::HashMap;

use crate::base::{PersonId, Seq, SpaceId, ThreadId};
use crate::db::{self, Command, Tx};
use crate::journal;
use crate::threads::store;

/// Marks a space, or all spaces of a person, as seen up to a number of the journal. Gives the marks that were moved, as
/// they were.
#[derive(Debug)]
pub struct See {
    pub person: PersonId,
    pub space: Option<SpaceId>,
    /// The number that the page was rendered as of: what came later stays new.
    pub until: Seq,
}

impl Command for See {
    type Output = Vec<(SpaceId, Seq)>;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<Self::Output> {
        let until = self.until.min(journal::head(&mut *tx).await?);
        let mut before = store::list_marks(tx, self.person).await?;
        before.retain(|(space, mark)| *mark < until && self.space.is_none_or(|only| only == *space));
        if !before.is_empty() {
            store::advance_marks(tx, self.person, self.space, until).await?;
        }
        Ok(before)
    }
}

/// Moves marks back to where they were.
#[derive(Debug)]
pub struct Unsee {
    pub person: PersonId,
    pub marks: Vec<(SpaceId, Seq)>,
}

impl Command for Unsee {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        // What an address says is worth only as much as the person has spaces.
        let wanted: HashMap<SpaceId, Seq> = self.marks.iter().copied().collect();
        for (space, now_at) in store::list_marks(tx, self.person).await? {
            if let Some(mark) = wanted.get(&space).filter(|mark| **mark < now_at) {
                store::retract_mark(tx, (self.person, space), *mark).await?;
            }
        }
        Ok(())
    }
}

/// Moves the read mark of a discussion back to where it was.
#[derive(Debug)]
pub struct Unread {
    pub person: PersonId,
    pub thread: ThreadId,
    pub position: i64,
}

impl Command for Unread {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        store::retract_read(tx, (self.person, self.thread), self.position).await?;
        Ok(())
    }
}
