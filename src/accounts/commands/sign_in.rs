//! Signing in and out, and what is noted about it.

use std::time::Duration;

use super::super::identify::TOUCH_EVERY;
use super::super::store;
use super::super::throttle::Bucket;
use super::give_back;
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
        give_back(tx, &self.buckets, self.now).await?;
        store::touch_person(tx, self.person, self.now).await?;
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
    pub person: PersonId,
    pub now: Timestamp,
}

impl Command for TouchSignIn {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        store::touch_sign_in(tx, self.sign_in, self.now, TOUCH_EVERY).await?;
        store::touch_person(tx, self.person, self.now).await
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

/// Deletes counts of attempts that nobody counts on any more, sign-ins whose sessions are long gone, and changes of address
/// and keys for programs that have been over for a month, and challenges that nobody answered; gives how many.
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
        let changes = store::delete_old_email_changes(tx, self.now.minus(Duration::from_hours(24 * 30))).await?;
        let tokens = store::delete_old_access_tokens(tx, self.now.minus(Duration::from_hours(24 * 30))).await?;
        let challenges = store::delete_old_challenges(tx, self.now).await?;
        Ok(counts + sign_ins + changes + tokens + challenges)
    }
}
