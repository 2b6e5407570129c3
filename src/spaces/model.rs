//! The words of a space: no I/O.

use crate::base::{PersonId, name_key, text_enum};
use crate::web::{TextError, parse_line, parse_optional_lines};

/// Nobody's id.
pub(super) const NOBODY: PersonId = PersonId(0);
/// Characters a name may have.
const NAME_MAX: usize = 80;
/// Characters a purpose may have.
const PURPOSE_MAX: usize = 300;
/// Characters that a request to come in, and the answer to it, may have.
const WORDS_MAX: usize = 500;

text_enum! {
    /// What has become of a request to come in.
    pub enum RequestState {
        Waiting = "waiting",
        Approved = "approved",
        Refused = "refused",
        Withdrawn = "withdrawn",
    }
}

/// The name of a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpaceName(String);

impl SpaceName {
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        parse_line(raw, NAME_MAX).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn key(&self) -> String {
        name_key(&self.0)
    }
}

/// What a space is for, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purpose(String);

impl Purpose {
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        parse_line(raw, PURPOSE_MAX).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A few words of somebody who asks to come in; may be none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestWords(String);

impl RequestWords {
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        parse_optional_lines(raw, WORDS_MAX).map(|words| Self(words.trim().to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why somebody is not let in; the person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalReason(String);

impl RefusalReason {
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        let reason = parse_optional_lines(raw, WORDS_MAX)?.trim().to_owned();
        if reason.is_empty() { Err(TextError::Empty) } else { Ok(Self(reason)) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
