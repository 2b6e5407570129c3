//! A change of e-mail address: asked for, proven by the new one, agreed to or stopped by the old one.
//!
//! The whole life cycle is in `docs/decisions/0006-changing-an-address.md`.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

use super::commands::FinishEmailChange;
use crate::base::{Clock, EmailChangeId, PersonId, Rng, Timestamp, text_enum};
use crate::db::{Db, row};
use crate::jobs::{Claimed, Failure, Handler};
use crate::mail::MessageId;

/// How long the old address has to say something, before its silence is enough.
pub const SILENCE: Duration = Duration::from_hours(72);
/// How long the new address has to prove that it receives.
pub const EXPIRES: Duration = Duration::from_hours(24 * 7);
/// The kind of the job that ends the wait.
pub(super) const FINISH: &str = "accounts.email_change";

text_enum! {
    /// What has become of a change.
    pub enum EmailChangeState {
        Open = "open",
        /// The person has the new address.
        Done = "done",
        /// Stopped by the person, by the old address, or by a newer wish.
        Stopped = "stopped",
    }
}

row! {
    /// A wish to be reached at another address.
    #[derive(Clone, Debug)]
    pub struct EmailChange {
        pub id: EmailChangeId,
        pub person: PersonId,
        pub old_email: String,
        pub email: String,
        pub email_key: String,
        pub state: EmailChangeState,
        /// Whether the new address has proven that it receives.
        pub is_proven: bool,
        /// Whether the old one has agreed.
        pub is_agreed: bool,
        pub silent_at: Timestamp,
        pub expires_at: Timestamp,
    }
}

impl EmailChange {
    /// Whether anything can still become of it.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.state == EmailChangeState::Open && self.expires_at > now
    }

    /// Whether nothing is missing: the new address is proven, the old one agrees, or has been silent for long enough.
    pub fn is_ready(&self, now: Timestamp) -> bool {
        self.is_open(now) && self.is_proven && (self.is_agreed || self.silent_at <= now)
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct Finish {
    pub change: EmailChangeId,
}

/// Ends the wait for an old address that says nothing; registered in `app`.
pub struct EmailChanger {
    db: Db,
    clock: Clock,
    rng: Rng,
}

impl EmailChanger {
    pub fn handler(db: &Db, clock: &Clock, rng: &Rng) -> Arc<dyn Handler> {
        Arc::new(Self { db: db.clone(), clock: clock.clone(), rng: rng.clone() })
    }
}

impl Handler for EmailChanger {
    fn kind(&self) -> &'static str {
        FINISH
    }

    fn run<'a>(&'a self, job: &'a Claimed) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let Finish { change } = job.payload()?;
            let (message_id, now) = (MessageId::new(&self.rng), self.clock.now());
            self.db.write_later(FinishEmailChange { change, message_id, now }).await?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(is_proven: bool, is_agreed: bool) -> EmailChange {
        EmailChange {
            id: EmailChangeId(1),
            person: PersonId(1),
            old_email: "a@x.example".to_owned(),
            email: "b@x.example".to_owned(),
            email_key: "b@x.example".to_owned(),
            state: EmailChangeState::Open,
            is_proven,
            is_agreed,
            silent_at: Timestamp(10),
            expires_at: Timestamp(20),
        }
    }

    #[test]
    fn the_new_address_must_prove_itself_and_the_old_one_may_be_silent() {
        for (is_proven, is_agreed, at, ready) in [
            (false, false, 15, false),
            (false, true, 5, false),
            (false, true, 15, false),
            (true, false, 9, false),
            (true, false, 10, true),
            (true, true, 0, true),
            (true, true, 20, false),
        ] {
            assert_eq!(change(is_proven, is_agreed).is_ready(Timestamp(at)), ready, "{is_proven} {is_agreed} {at}");
        }
        assert!(!EmailChange { state: EmailChangeState::Stopped, ..change(true, true) }.is_ready(Timestamp(0)));
    }
}
