//! Italian and English, and later the other languages of the territory.
//!
//! Owns the messages (`templates/locales/<language>/<room>.ftl`, Fluent), the languages, and how dates and numbers are written. Must always
//! hold: every language has the same messages with the same arguments; every message a page asks for exists and every message is asked for
//! (tests read the sources); names of months and the like are complete because the compiler demands it. Records nothing in the journal.
//!
//! In a page: `{{ t.s("web-sign-out") }}`, `{{ t.f1("web-draft-saved", "time", time) }}`; in Rust the same, or `f` with a list.

mod arg;
mod dates;
mod lang;
mod messages;
#[cfg(test)]
mod tests;

pub use arg::{Arg, AsArg};
pub use lang::Lang;
pub use messages::{Tr, tr};
