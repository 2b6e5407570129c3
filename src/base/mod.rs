//! Floor 0: ids, instants, the clock and randomness. Everything above stands on it; it imports no other room.
//!
//! Invariant: nothing else in the house reads the machine's clock or its random source (clippy enforces it).

mod clock;
mod ids;
mod name_key;
mod rng;
mod text_enum;

pub use clock::{Clock, Timestamp};
pub use ids::*;
pub use name_key::{escaped, name_key, name_words};
pub use rng::{Rng, Token, digest};
pub(crate) use text_enum::text_enum;
