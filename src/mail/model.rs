//! Letters, who writes them, and who they come from.

use futures_util::future::BoxFuture;
use lettre::message::Mailbox;

use crate::base::{LetterId, Rng, Timestamp, digest, text_enum};
use crate::db::row;

text_enum! {
    /// What has become of a letter.
    pub enum State {
        /// Not sent yet, perhaps after some attempts.
        Waiting = "waiting",
        /// Accepted by the mail server. It stays so.
        Sent = "sent",
        /// Withdrawn before it was sent.
        Dropped = "dropped",
        /// Refused for good by the recipient's server; an administrator may have it tried again.
        Failed = "failed",
    }
}

/// A letter about to be posted.
#[derive(Clone, Debug)]
pub struct Letter<'a> {
    /// Names the composer: `room.what_it_says`.
    pub kind: &'static str,
    /// A bare address.
    pub recipient: &'a str,
    /// A language tag (BCP 47).
    pub language: &'a str,
    /// What it is about, as its composer understands it.
    pub subject_id: i64,
}

/// What makes a letter the same letter when it is sent again: the part of the Message-ID before the `@`. Made once, outside
/// the command that posts the letter, because a command may run again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MessageId(pub(super) String);

impl MessageId {
    pub fn new(rng: &Rng) -> Self {
        Self(format!("{:032x}", rng.u128()))
    }

    /// The same for the same words: for a letter that only the command itself knows it has to write. `what` names the letter
    /// and the event it tells of.
    pub fn derived(what: &str) -> Self {
        Self(digest(what).chars().take(32).collect())
    }
}

row! {
    /// A letter in the outbox.
    #[derive(Clone, Debug)]
    pub struct Outgoing {
        pub id: LetterId,
        pub kind: String,
        pub recipient: String,
        pub language: String,
        pub subject_id: i64,
        pub message_id: String,
        pub state: State,
        pub created_at: Timestamp,
        pub sent_at: Option<Timestamp>,
    }
}

/// What a letter says. Any text is safe here.
#[derive(Clone, Debug)]
pub struct Composed {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Why there is nothing to send now. `?` turns any error into [`Uncomposed::Retry`].
#[derive(Debug)]
pub enum Uncomposed {
    /// What it was about is gone, or has been dealt with: nobody needs it any more.
    NotNeeded,
    Retry(anyhow::Error),
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for Uncomposed {
    fn from(error: E) -> Self {
        Self::Retry(error.into())
    }
}

/// Writes the letters of one kind, at the moment of sending. Runs again when sending failed.
pub trait Composer: Send + Sync + 'static {
    /// The kind, as in [`Letter::kind`].
    fn kind(&self) -> &'static str;

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>>;
}

/// Who this server is to the world of mail.
#[derive(Clone, Debug)]
pub struct Identity {
    pub(super) from: Mailbox,
    pub(super) host: String,
}

impl Identity {
    /// `from` is the sender of every letter, `host` the server's public name, used in Message-IDs and in greeting.
    pub fn new(from: Mailbox, host: &str) -> Self {
        let allowed = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '-' };
        let host: String = host.chars().map(allowed).collect();
        let host = if host.is_empty() { "localhost".to_owned() } else { host };
        let name = from.name.map(|name| super::message::one_line(&name)).filter(|name| !name.is_empty());
        Self { from: Mailbox::new(name, from.email), host }
    }
}
