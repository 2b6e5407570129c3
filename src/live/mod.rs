//! Floor 5: the live socket. `docs/live-protocol.md` says what goes over it.
//!
//! Owns no tables: it reads the journal and tells each open page what happened. What must always hold:
//! - the frames of a topic come in the order of the journal, without a gap between what was replayed and what is live;
//! - a fragment is rendered once per event and language, and only when somebody is there to see it; sockets share its bytes;
//! - a subscription is authorised against the database after what it shows was rendered, and again whenever a membership of
//!   its space changes: nothing sequenced after a removal reaches the removed;
//! - a slow reader never grows memory: beyond its queue it is told to catch up from where it is;
//! - a reader that meets an event it does not know stops and says so.
//!
//! Records nothing.

mod connection;
mod handshake;
mod hub;
mod journal_reader;
mod marks;
mod meaning;
mod pace;
mod protocol;
mod registry;
mod render;
mod replay;
mod socket;
mod store;
mod topic;

use crate::web::{Access, Routes};

pub use hub::Hub;

/// The socket's address. The hub comes in as an `Extension`.
pub fn routes() -> Routes {
    Routes::default().get("/live", Access::SIGNED_IN, handshake::open)
}
