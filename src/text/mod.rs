//! Text that people write: Markdown into safe HTML, excerpts, quotations, and the cleaning of what comes in.
//!
//! *Owns* the dialect (`CommonMark` with tables, task lists, strikethrough and bare links; every line end is a line
//! break; no footnotes, no emoji codes, no HTML), the limits of a body, `@handle` and `#123`.
//!
//! *Invariants.*
//! 1. HTML leaves this room only through two walls: a writer that knows no way to emit what people typed as markup,
//!    and an allow-list (`wall`) over what it wrote. Typed HTML is shown as text, never run and never dropped.
//! 2. Nothing in the output makes a browser fetch anything but pictures of this server's own files that the caller has
//!    answered for, one by one (`Resolve::image`); every other image becomes a link, or words.
//! 3. Every function here is total: any input gives an answer, in time and memory bounded by `MAX_BODY`, `MAX_DEPTH`,
//!    `MAX_LINKS` and `MAX_NODES`, on a stack of 256 KiB. `check` accepts exactly what `render` does not truncate.
//! 4. `mentions` and `render` agree: a handle that is not in the first never becomes a link in the second.
//! 5. The output speaks no language of its own (a table is named by its headings, a task by its text): what is said
//!    instead of an image comes from the caller, who caches renderings by id, version and language.
//!
//! Records nothing and reads nothing: pure functions.

mod blocks;
mod clean;
mod excerpt;
mod image;
mod marks;
mod mentions;
mod parse;
mod quote;
mod render;
mod wall;
mod writer;

#[cfg(test)]
mod tests;

pub use clean::{Reason, clean_body, clean_line};
pub use excerpt::excerpt;
pub use image::{Image, Picture, PlacedImage};
pub use mentions::{addressed, mentions};
pub use parse::{TooMuch, check};
pub use quote::quote;
pub use render::{Rendered, render};

/// The longest body, in characters (Unicode scalar values).
pub const MAX_BODY: usize = 100_000;
/// The deepest nesting, in nodes of the document: about 60 quotations or 30 lists inside each other.
pub const MAX_DEPTH: usize = 64;
/// The most links and images in a body; as many mentions and thread references become links besides.
pub const MAX_LINKS: usize = 1_000;
/// The most pieces (paragraphs, words in emphasis, cells, …) a body may fall into.
pub const MAX_NODES: usize = 30_000;
/// The most distinct handles that are looked up in a body.
pub const MAX_MENTIONS: usize = 50;

/// A person found by a handle, or several together: an office, whoever facilitates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The person's id, for callers that record who was named; 0 of several people.
    pub person: i64,
    /// The name to show, without `@`.
    pub name: String,
    /// The path of the page of whom it names, such as `/persone/7`; empty when there is none to go to.
    pub href: String,
}

/// What the caller knows about handles and threads, for one reader-independent rendering.
///
/// Load everything first (`mentions` tells which handles matter): nothing here may wait.
pub trait Resolve {
    /// The person behind a lower-case handle without `@`, if any.
    fn mention(&self, handle: &str) -> Option<Mention>;
    /// Whether `#id` may become a link; the link carries no title, so it tells nobody what the thread says.
    fn thread(&self, id: i64) -> bool;
    /// What stands where a text places an image: at an address, with words for what is seen. Without an answer, a link.
    fn image(&self, _address: &str, _words: &str) -> Image {
        Image::Link
    }
}

/// Resolves nothing: handles and thread numbers stay text, images are links.
#[derive(Debug, Clone, Copy)]
pub struct NoLinks;

impl Resolve for NoLinks {
    fn mention(&self, _: &str) -> Option<Mention> {
        None
    }

    fn thread(&self, _: i64) -> bool {
        false
    }
}
