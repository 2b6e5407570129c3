//! The words of a space: no I/O.

use std::time::Duration;

use jiff::tz::TimeZone;

use crate::base::{PersonId, Timestamp, name_key, text_enum};
use crate::text;
use crate::web::{Reach, TextError, parse_line, parse_optional_lines};

/// Nobody's id.
pub(super) const NOBODY: PersonId = PersonId(0);
/// Characters a name may have.
const NAME_MAX: usize = 80;
/// Characters a purpose may have.
const PURPOSE_MAX: usize = 300;
/// Characters that a request to come in, and the answer to it, may have.
const WORDS_MAX: usize = 500;

/// Characters that the rules, or the words of welcome, may have.
const LONG_MAX: usize = 5_000;
/// The longest that a guest may be let in for.
pub(super) const STAY: Reach = Reach::TwoYears;

text_enum! {
    /// The colour of a space's mark; white letters on each have a contrast above 5:1.
    pub enum Colour {
        Blue = "blue",
        Teal = "teal",
        Green = "green",
        Violet = "violet",
        Plum = "plum",
        Slate = "slate",
    }
}

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

/// The rules of a space, or its words of welcome: Markdown, may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongText(String);

impl LongText {
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        let words = parse_optional_lines(raw, LONG_MAX)?.trim().to_owned();
        text::check(&words).map_err(TextError::TooMuch)?;
        Ok(Self(words))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The last day of a stay that ends at `until`, as forms write it.
pub fn last_day(until: Timestamp, zone: &TimeZone) -> String {
    until.minus(Duration::from_secs(1)).zoned(zone).date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::parse_last_day;

    #[test]
    fn a_stay_ends_with_its_last_day() {
        let zone = TimeZone::get("Europe/Rome").unwrap();
        // 2026-11-24, 10:30 in Rome.
        let now = Timestamp(1_795_512_600_000_000);
        let until = parse_last_day(" 2026-12-31 ", &zone, now, STAY).unwrap();
        assert_eq!(last_day(until, &zone), "2026-12-31");
    }
}
