//! Bookmarks and reminders: one person's own, so they stand in no journal.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::authz::{Action, Actor};
use crate::base::{BookmarkId, PersonId, PostId, Timestamp};
use crate::db::{Command, Tx};
use crate::jobs::{self, NewJob};
use crate::mail::{self, Letter, MessageId};

use super::{Error, Result, author_of, post};
use crate::threads::letters::REMINDERS;
use crate::threads::model::{LetterState, Note};
use crate::threads::reminder::{REMIND, WRITE};
use crate::threads::store;

/// Between two letters about reminders to one person: what falls due meanwhile stands in the next one.
const QUIET: Duration = Duration::from_mins(30);

/// When to be reminded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wish {
    Never,
    /// As was chosen before.
    AsBefore,
    At {
        at: Timestamp,
        by_letter: bool,
    },
}

/// Sets a post aside, with a note of one's own, and a reminder.
#[derive(Debug)]
pub struct SetBookmark {
    pub actor: Actor,
    pub post: PostId,
    pub note: Note,
    pub wish: Wish,
    pub now: Timestamp,
}

/// A reminder that falls due, unless another time was chosen meanwhile.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(in crate::threads) struct DueReminder {
    pub bookmark: BookmarkId,
    pub at: Timestamp,
}

impl Command for SetBookmark {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (_, found) = post(tx, &self.actor, Action::ReadThreads, (self.post, self.now)).await?;
        let key = (author_of(&self.actor)?, found.id);
        let bookmark = store::put_bookmark(tx, key, self.note.as_str(), self.now).await?;
        match self.wish {
            Wish::AsBefore => {}
            Wish::Never => store::set_reminder(tx, bookmark, None, LetterState::No).await?,
            Wish::At { at, by_letter } => remind(tx, bookmark, (at, by_letter), self.now).await?,
        }
        Ok(())
    }
}

async fn remind(
    tx: &mut Tx<'_>,
    bookmark: BookmarkId,
    (at, by_letter): (Timestamp, bool),
    now: Timestamp,
) -> Result<()> {
    let letter = if by_letter { LetterState::Wanted } else { LetterState::No };
    store::set_reminder(tx, bookmark, Some(at), letter).await?;
    jobs::enqueue(tx, &NewJob::new(REMIND, DueReminder { bookmark, at }, now).at(at)).await?;
    Ok(())
}

/// Deals with a reminder: it is done, or put off. The bookmark stays.
#[derive(Debug)]
pub struct SettleReminder {
    pub person: PersonId,
    pub post: PostId,
    /// When to be reminded again.
    pub again: Option<Timestamp>,
    pub now: Timestamp,
}

impl Command for SettleReminder {
    type Output = bool;
    type Error = Error;

    /// Whether there is such a bookmark.
    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool> {
        let Some(bookmark) = store::id_of_bookmark(tx, self.person, self.post).await? else { return Ok(false) };
        match self.again {
            Some(at) => remind(tx, bookmark, (at, false), self.now).await?,
            None => store::set_reminder(tx, bookmark, None, LetterState::No).await?,
        }
        Ok(true)
    }
}

/// Takes a bookmark away, with its note.
#[derive(Debug)]
pub struct RemoveBookmark {
    pub person: PersonId,
    pub post: PostId,
}

impl Command for RemoveBookmark {
    type Output = bool;
    type Error = Error;

    /// Whether there was one.
    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool> {
        Ok(store::delete_bookmark(tx, self.person, self.post).await? > 0)
    }
}

/// The time of a reminder has come.
pub(in crate::threads) struct Remind {
    pub due: DueReminder,
    pub now: Timestamp,
}

impl Command for Remind {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let found = store::fall_due(tx, self.due.bookmark, self.due.at).await?;
        if let Some((person, LetterState::Wanted)) = found {
            WriteReminders { person, now: self.now }.run(tx).await?;
        }
        Ok(())
    }
}

/// Posts one letter about all that a person wanted to be written about; later, when the last one is not long ago.
pub(in crate::threads) struct WriteReminders {
    pub person: PersonId,
    pub now: Timestamp,
}

impl Command for WriteReminders {
    type Output = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        // Whoever has left gets no letter; the reminders are due in the page, should they come back.
        let Some((recipient, language)) = store::find_addressee(tx, self.person).await? else { return Ok(()) };
        let letter = Letter { kind: REMINDERS, recipient: &recipient, language: &language, subject_id: self.person.0 };
        let next = NewJob::new(WRITE, self.person, self.now).at(self.now.plus(QUIET));
        if mail::was_posted(tx, &letter, self.now.minus(QUIET)).await? {
            jobs::enqueue(tx, &next).await?;
            return Ok(());
        }
        let told = store::put_into_letter(tx, self.person, self.now).await?;
        if told > 0 {
            let message = MessageId::derived(&format!("{REMINDERS} {} {}", self.person, self.now.0));
            mail::post(tx, &letter, &message, self.now).await?;
        }
        if told >= store::REMINDERS_AT_ONCE {
            jobs::enqueue(tx, &next).await?;
        }
        Ok(())
    }
}
