//! The words of a discussion: no I/O.

use std::time::Duration;

use crate::base::{Rng, digest, text_enum};
use crate::web::{TextError, parse_body, parse_line, parse_optional_line};

text_enum! {
    /// What has become of a post.
    pub enum PostState {
        Published = "published",
        /// A tombstone: the place stays, the words are gone.
        Deleted = "deleted",
    }
}

text_enum! {
    /// Whether a discussion takes answers.
    pub enum ThreadState {
        Open = "open",
        /// Read, and no longer answered.
        Closed = "closed",
    }
}

text_enum! {
    /// Whether a discussion is a question, and how that stands.
    pub enum Question {
        No = "no",
        /// No answer has been taken up yet.
        Waiting = "waiting",
        Answered = "answered",
    }
}

text_enum! {
    /// How closely a person follows a discussion, or a space.
    pub enum Level {
        /// It is named on the day's page when there is something new.
        Follow = "follow",
        Normal = "normal",
        /// It never counts as unread.
        Mute = "mute",
    }
}

text_enum! {
    /// Which discussions of a space a list shows.
    pub enum View {
        /// All but those that are pinned, which stand above.
        All = "all",
        Unread = "unread",
        /// Questions that wait.
        Questions = "questions",
    }
}

/// The title of a discussion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title(String);

impl Title {
    pub fn parse(raw: &str, max: usize) -> Result<Self, TextError> {
        parse_line(raw, max).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The Markdown of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body(String);

impl Body {
    pub fn parse(raw: &str, max: usize) -> Result<Self, TextError> {
        parse_body(raw, max).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a facilitator did something that others must be able to understand: one line, shown to everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why(String);

impl Why {
    pub const MAX: usize = 300;

    pub fn parse(raw: &str) -> Result<Self, TextError> {
        parse_line(raw, Self::MAX).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How long a deletion can be undone by whoever did it.
pub const UNDO_WITHIN: Duration = Duration::from_hours(24);

text_enum! {
    /// Whether somebody wants to be reminded of something.
    pub enum ReminderState {
        No = "no",
        /// At a time that has not come.
        Set = "set",
        /// Now, until it is dealt with.
        Due = "due",
    }
}

text_enum! {
    /// Whether a reminder comes as a letter too.
    pub enum LetterState {
        No = "no",
        Wanted = "wanted",
        Sent = "sent",
    }
}

/// What somebody notes beside a bookmark: one line, which nobody else reads; may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note(String);

impl Note {
    pub const MAX: usize = 300;

    pub fn parse(raw: &str) -> Result<Self, TextError> {
        parse_optional_line(raw, Self::MAX).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What tells one sending of a form from another: the same form sent twice makes one post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission(String);

impl Submission {
    /// The one in a form; a new one when the form brings none that could be.
    pub fn from_form(raw: &str, rng: &Rng) -> Self {
        let is_one = raw.len() == 32 && raw.bytes().all(|b| b.is_ascii_hexdigit());
        if is_one { Self(raw.to_owned()) } else { Self::new(rng) }
    }

    pub fn new(rng: &Rng) -> Self {
        Self(format!("{:032x}", rng.u128()))
    }

    /// The form with what was written in it: the same form sent again with other words is a post of its own, so that
    /// they are not lost.
    #[must_use]
    pub fn with_words(&self, words: &str) -> Self {
        Self(digest(&format!("{}\n{words}", self.0)).chars().take(32).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Posts on one page.
pub const PAGE: i64 = 50;

/// The first position of the page that `position` stands on: 1, 51, 101…
pub fn page_start(position: i64) -> i64 {
    (position.max(1) - 1) / PAGE * PAGE + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_start_at_fixed_places() {
        assert_eq!([0, 1, 50, 51, 100, 101].map(page_start), [1, 1, 1, 51, 51, 101]);
        assert_eq!(page_start(i64::MIN), 1);
    }

    #[test]
    fn a_submission_is_what_the_form_says_or_new() {
        let rng = Rng::repeatable(1);
        let one = Submission::new(&rng);
        assert_eq!(Submission::from_form(one.as_str(), &rng), one);
        assert_ne!(Submission::from_form("'; DROP", &rng).as_str(), "'; DROP");
    }
}
