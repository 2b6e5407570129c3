//! Floor 4: reports, what readers bring before those who facilitate.
//!
//! Owns reports of posts and what became of them. What must always hold: a person has at most one open report of a post; whoever
//! wrote the post never learns who reported it, not even when facilitating the space, and does not judge it; all open reports of a
//! post are closed together, with one decision, and nobody closes what they have not seen; no letter and no event repeats what was
//! written or reported; the count on a space is that of its posts with open reports. Records: `ReportEvent`.

mod api;
mod case;
mod commands;
mod letters;
mod model;
mod queue;
mod report;
mod store;

use std::sync::Arc;

use crate::base::Clock;
use crate::db::{self, Db};
use crate::jobs::Handler;
use crate::spaces::Teller;
use crate::web::{Access, Outcome, Routes, WebError};

pub use api::operations;
pub use commands::{CloseReports, Closed, Error, Judgement, ReportPost, WithdrawReport};
use commands::{TELL, Tell};
pub use letters::composers;
pub use model::{Reason, ReportAnswer, ReportWords};

/// What tells those who facilitate that posts have been reported.
pub fn teller(db: &Db, clock: &Clock) -> Arc<dyn Handler> {
    Arc::new(Teller::new((db, clock), TELL, |space, now| Tell { space, now }))
}

/// How many reported posts only those who administer the community can judge.
pub async fn count_unjudged(db: &Db) -> db::Result<i64> {
    store::queue::count_unjudged(db).await
}

// In the fixture the post is the member's own, and nobody has reported it.
const REPORTING: Access = Access { member: Outcome::Refused, ..Access::READERS };
const WITHDRAWING: Access = Access { guest: Outcome::Refused, facilitator: Outcome::Refused, ..REPORTING };

/// The routes of this room.
pub fn routes() -> Routes {
    Routes::default()
        .get("/messaggi/{post}/segnala", REPORTING, report::show)
        .post("/messaggi/{post}/segnala", REPORTING, report::report)
        .post("/messaggi/{post}/segnala/ritira", WITHDRAWING, report::withdraw)
        .get("/messaggi/{post}/segnalazioni", Access::SPACE_LED, case::show)
        .post("/messaggi/{post}/segnalazioni", Access::SPACE_LED, case::close)
        .get("/spazi/{space}/segnalazioni", Access::SPACE_LED, queue::of_space)
        .get("/segnalazioni", Access::SIGNED_IN, queue::of_all)
}

impl From<Error> for WebError {
    fn from(error: Error) -> Self {
        match error {
            Error::Denied(denied) => denied.into(),
            Error::Thread(error) => error.into(),
            Error::Db(error) => error.into(),
            Error::TooMany(wait) => Self::TooMany { wait },
        }
    }
}
