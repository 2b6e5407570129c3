//! Floor 4: reports, what readers bring before those who facilitate.
//!
//! Owns reports of posts and what became of them. What must always hold: a person has at most one open report of a post; whoever
//! wrote the post never learns who reported it, not even when facilitating the space, and does not judge it; all open reports of a
//! post are closed together, with one decision, and nobody closes what they have not seen; no letter and no event repeats what was
//! written or reported; the count on a space is that of its posts with open reports. Records: `ReportEvent`.

mod case;
mod commands;
mod letters;
mod model;
mod queue;
mod report;
mod samples;
mod store;
mod teller;

use crate::db::{self, Db};
use crate::web::{Access, Outcome, Routes, WebError};

pub use commands::{CloseReports, Closed, Error, Judgement, ReportPost, WithdrawReport};
pub use letters::composers;
pub use model::{Reason, ReportAnswer, ReportWords};
pub use teller::Teller;

/// How many reported posts only those who administer the community can judge.
pub async fn count_unjudged(db: &Db) -> db::Result<i64> {
    store::queue::count_unjudged(db).await
}

/// The routes of this room.
pub fn routes() -> Routes {
    // In the fixture the post is the member's own, and nobody has reported it.
    let reporting = Access { member: Outcome::Refused, ..Access::READERS };
    let withdrawing = Access { guest: Outcome::Refused, facilitator: Outcome::Refused, ..reporting };
    Routes::default()
        .get("/messaggi/{post}/segnala", reporting, report::show)
        .post("/messaggi/{post}/segnala", reporting, report::report)
        .post("/messaggi/{post}/segnala/ritira", withdrawing, report::withdraw)
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
            Error::TooMany => Self::internal("a report too many that no form answered"),
        }
    }
}
