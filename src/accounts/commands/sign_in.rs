//! Signing in and out, and what is noted about it.

use std::time::Duration;

use super::super::identify::TOUCH_EVERY;
use super::super::store;
use super::super::throttle::Bucket;
use crate::base::{PersonId, SignInId, Timestamp};
use crate::db::{self, Command, Tx};

/// Notes a sign-in and gives back what its attempt was charged.
pub struct RecordSignIn {
    pub person: PersonId,
    /// A random word until [`NameSession`] puts the session's own in.
    pub session: String,
    /// What the browser calls itself.
    pub agent: String,
    pub buckets: Vec<Bucket>,
    pub now: Timestamp,
}

impl Command for RecordSignIn {
    type Output = SignInId;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<SignInId> {
        for bucket in &self.buckets {
            if bucket.is_cleared {
                store::delete_count(tx, &bucket.name).await?;
            } else if let Some(count) = store::find_count(&mut *tx, &bucket.name).await? {
                store::save_count(tx, &bucket.name, count.given_back(self.now)).await?;
            }
        }
        store::insert_sign_in(tx, self.person, &self.session, &self.agent, self.now).await
    }
}

/// Notes under which name the sessions' table keeps the session of a sign-in, so that it can be ended from elsewhere.
pub struct NameSession {
    pub sign_in: SignInId,
    /// The digest of the session's id.
    pub session: String,
}

impl Command for NameSession {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        store::name_session(tx, self.sign_in, &self.session).await
    }
}

/// Notes that a sign-in is in use.
pub struct TouchSignIn {
    pub sign_in: SignInId,
    pub now: Timestamp,
}

impl Command for TouchSignIn {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        store::touch_sign_in(tx, self.sign_in, self.now, TOUCH_EVERY).await
    }
}

/// Ends one sign-in.
pub struct SignOut {
    pub sign_in: SignInId,
}

impl Command for SignOut {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        store::delete_sign_in(tx, self.sign_in).await
    }
}

/// Replaces the hash of a password by a stronger one of the same password; says whether the old one was still there.
pub struct ReplaceHash {
    pub person: PersonId,
    pub old: String,
    pub new: String,
}

impl Command for ReplaceHash {
    type Output = bool;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<bool> {
        store::replace_hash(tx, self.person, &self.old, &self.new).await
    }
}

/// Deletes counts of attempts that nobody counts on any more, and sign-ins whose sessions are long gone; gives how many.
pub struct CleanAccounts {
    pub now: Timestamp,
    /// The longest that a session can stay unused.
    pub idle: Duration,
}

impl Command for CleanAccounts {
    type Output = u64;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<u64> {
        // No window is longer than a day (`limits.sign_in_window_minutes`).
        let counts = store::delete_old_counts(tx, self.now.minus(Duration::from_hours(25))).await?;
        let sign_ins = store::delete_old_sign_ins(tx, self.now.minus(self.idle + Duration::from_hours(25))).await?;
        Ok(counts + sign_ins)
    }
}
