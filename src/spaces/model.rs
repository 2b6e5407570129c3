//! The words of a space: no I/O.

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::base::{PersonId, Timestamp, name_key, text_enum};
use crate::text;
use crate::web::{TextError, parse_line, parse_optional_lines};

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
const STAY_MAX: Duration = Duration::from_hours(24 * 731);

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

/// Why a day cannot be a guest's last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadDay {
    /// Not a date.
    Unreadable,
    /// Over already.
    Past,
    /// More than two years from now.
    TooFar,
}

impl BadDay {
    /// The key of the sentence beside the field.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "spaces-until-unreadable",
            Self::Past => "spaces-until-past",
            Self::TooFar => "spaces-until-too-far",
        }
    }
}

/// The end of a day, written as `2026-12-31`: until when a guest may stay whose last day it is.
pub fn parse_last_day(raw: &str, zone: &TimeZone, now: Timestamp) -> Result<Timestamp, BadDay> {
    let day: Date = raw.trim().parse().map_err(|_| BadDay::Unreadable)?;
    let next = day.tomorrow().map_err(|_| BadDay::TooFar)?.to_zoned(zone.clone()).map_err(|_| BadDay::TooFar)?;
    let until = Timestamp(next.timestamp().as_microsecond());
    if until <= now {
        Err(BadDay::Past)
    } else if until > now.plus(STAY_MAX) {
        Err(BadDay::TooFar)
    } else {
        Ok(until)
    }
}

/// The last day of a stay that ends at `until`, as forms write it.
pub fn last_day(until: Timestamp, zone: &TimeZone) -> String {
    until.minus(Duration::from_secs(1)).zoned(zone).date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stay_ends_with_its_last_day() {
        let zone = TimeZone::get("Europe/Rome").unwrap();
        // 2026-11-24, 10:30 in Rome.
        let now = Timestamp(1_795_512_600_000_000);
        let until = parse_last_day(" 2026-12-31 ", &zone, now).unwrap();
        assert_eq!(until.rfc3339(), "2026-12-31T23:00:00Z");
        assert_eq!(last_day(until, &zone), "2026-12-31");
        assert!(parse_last_day("2026-11-24", &zone, now).is_ok(), "today is not over");
        for (raw, bad) in [
            ("2026-11-23", BadDay::Past),
            ("2029-01-01", BadDay::TooFar),
            ("9999-12-31", BadDay::TooFar),
            ("31/12/2026", BadDay::Unreadable),
            ("", BadDay::Unreadable),
            ("2026-02-30", BadDay::Unreadable),
        ] {
            assert_eq!(parse_last_day(raw, &zone, now), Err(bad), "{raw}");
        }
    }
}
