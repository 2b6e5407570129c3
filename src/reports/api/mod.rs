//! This room for programs: reporting a post and what came of it, the queue of those who facilitate, and what they decide.

mod judge;
mod own;
mod shape;

use crate::authz::{Action, decide};
use crate::base::PostId;
use crate::db;
use crate::web::api::{ApiResult, Caller, Operations, Problem};

use super::commands::Error;
use super::store::{self, Reported};

/// What programs can ask of this room.
pub fn operations() -> Operations {
    own::operations().merge(judge::operations())
}

/// A post the caller may do `action` to, or the right refusal.
async fn see(caller: &Caller, post: PostId, action: Action) -> ApiResult<Reported> {
    let found = store::find_reported(caller.db(), post, caller.person).await?.ok_or(Problem::NotFound)?;
    decide(&caller.actor(), action, &found.facts(caller.person))?;
    Ok(found)
}

/// Why something that happens once did not.
#[derive(Debug)]
enum NotDone {
    /// It is so already: the key of the sentence.
    Conflict(&'static str),
    Other(Error),
}

impl From<Error> for NotDone {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl From<db::Error> for NotDone {
    fn from(error: db::Error) -> Self {
        Self::Other(error.into())
    }
}

impl From<NotDone> for Problem {
    fn from(why_not: NotDone) -> Self {
        match why_not {
            NotDone::Conflict(key) => Self::Conflict(key),
            NotDone::Other(error) => error.into(),
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        crate::web::WebError::from(error).into()
    }
}
