//! Floor 4: files that people upload, what each is and whose; their bytes are in `blobs`.
//!
//! Owns the table `files`. What must always hold: a row stands only for bytes that are on the disk, whole; what a file is is
//! read from its bytes, never from what it says of itself; a picture is shown only as written anew; everything else comes as
//! a download that runs nothing; each person's files stay within a quota, and bodies on their way in are few at a time. A file
//! that waits in a draft belongs to its owner; one in a post is read by who reads the post (the room of the post decides, at
//! each download). What expires goes, its row first. Records nothing: what is published is recorded by the room that publishes.

mod incoming;
mod inspect;
mod media;
mod model;
mod name;
mod serve;
mod sizes;
mod store;
mod sweeper;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::base::{Clock, PersonId};
use crate::blobs::Blobs;
use crate::config;
use crate::db::Db;
use crate::jobs::Handler;
use crate::pictures::Studio;
use crate::web::WebError;

pub use incoming::{NoFile, Uploaded};
pub use inspect::{Inspection, inspect};
pub use media::Media;
pub use model::{Chosen, FileState, size_words};
pub use name::clean_name;
pub use serve::{Part, respond};
pub use sizes::{LARGE, SMALL};
pub use store::{
    PostFile, StoredFile, attach, bytes_of, delete_waiting, find, hide_of_post, insert, let_go, let_go_of,
    list_of_post, list_of_posts, list_own, list_waiting, set_alt, show_of_post, take_out,
};

/// How many of one person's forms with files are read at a time.
const EACH: usize = 4;

/// Where files are received and given; cheap to clone.
#[derive(Clone)]
pub struct Files(Arc<Shared>);

struct Shared {
    blobs: Blobs,
    studio: Studio,
    limits: config::Files,
    turns: Arc<Semaphore>,
    busy: Mutex<HashMap<PersonId, usize>>,
}

/// A turn to send files; the next one's when it is dropped.
pub struct Turn {
    _place: Place,
    _permit: OwnedSemaphorePermit,
}

/// A person who sends, or waits to.
struct Place {
    files: Files,
    person: PersonId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut busy = self.files.0.busy.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mine) = busy.get_mut(&self.person) {
            *mine = mine.saturating_sub(1);
        }
        busy.retain(|_, mine| *mine > 0);
    }
}

impl Files {
    pub fn new(blobs: Blobs, studio: Studio, limits: config::Files) -> Self {
        let turns = Arc::new(Semaphore::new(limits.uploads_at_once));
        Self(Arc::new(Shared { blobs, studio, limits, turns, busy: Mutex::default() }))
    }

    pub fn blobs(&self) -> &Blobs {
        &self.0.blobs
    }

    pub fn limits(&self) -> &config::Files {
        &self.0.limits
    }

    /// A turn to send files: those who come when too many are being read wait, their bodies unread. Error: this person is
    /// sending several already.
    pub async fn turn(&self, person: PersonId) -> Result<Turn, WebError> {
        let place = self.place(person)?;
        let permit = Arc::clone(&self.0.turns).acquire_owned().await.map_err(|e| WebError::Internal(e.into()))?;
        Ok(Turn { _place: place, _permit: permit })
    }

    fn place(&self, person: PersonId) -> Result<Place, WebError> {
        let mut busy = self.0.busy.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = busy.entry(person).or_default();
        if *mine >= EACH {
            return Err(WebError::TooMany { wait: std::time::Duration::from_secs(5) });
        }
        *mine += 1;
        Ok(Place { files: self.clone(), person })
    }

    /// The job that removes what has expired.
    pub fn sweeper(db: &Db, clock: &Clock, blobs: &Blobs) -> Arc<dyn Handler> {
        Arc::new(sweeper::Sweeper { db: db.clone(), clock: clock.clone(), blobs: blobs.clone() })
    }
}
