//! Floor 2: letters out, through the table `outbox`.
//!
//! [`post`] puts a letter in the outbox, and the job that sends it in the queue, in the transaction of the command that wants
//! it. What must always hold:
//! - a row holds kind, recipient, language and ids; subject, text and secrets are made by the kind's [`Composer`] at the
//!   moment of sending and kept nowhere (except by the development mailbox, which is there to be read);
//! - a letter that is marked sent is never sent again. One that left just before a crash may leave twice, with the same
//!   Message-ID, so that the recipient's server can tell;
//! - nothing that came from a person can end a header, begin another, or speak to the SMTP server: `message` makes
//!   the only text that reaches the wire, and its tests say what that text never contains.
//!
//! It records nothing in the journal.

mod mailbox;
mod mailer;
mod message;
mod model;
mod pace;
mod smtp;
mod store;

pub use mailbox::{DevLetter, find_in_mailbox, list_mailbox};
pub use mailer::{Mailer, Transport};
pub use model::{Composed, Composer, Identity, Letter, MessageId, Outgoing, State, Uncomposed};
pub use smtp::{Credentials, Security, Smtp, SmtpSettings};
pub use store::{CleanLetters, SEND, Stuck, count, find, give_up, list_stuck, post, post_in_time, was_posted};
