//! Keys for programs: what a person lets a program do in the person's name, and until when. No I/O.

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::model::Invalid;
use crate::base::{AccessTokenId, Rng, Timestamp, Token};
use crate::db::row;
use crate::web::{Scope, TextError, parse_line};

/// Characters of a key's name.
const NAME_CHARS: usize = 60;
/// The longest that a key opens the door, in days.
pub const LONGEST_DAYS: i64 = 365;
/// How long it does unless another day is chosen, in days.
pub const USUAL_DAYS: i64 = 90;
/// Keys in use at the same time: more nobody can look after.
pub const MOST: i64 = 20;
/// What each secret begins with, so that people and programs that look for lost secrets know one when they see it.
pub const PREFIX: &str = "prassi_";
/// How often the last use is written down at most.
pub const TOUCH_EVERY: Duration = Duration::from_mins(5);

/// What the owner calls a key: "Bollettino settimanale".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name(String);

impl Name {
    pub fn parse(typed: &str) -> Result<Self, TextError> {
        parse_line(typed, NAME_CHARS).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a key may do; at least one thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// Nothing for none.
    pub fn new(chosen: impl Iterator<Item = Scope>) -> Option<Self> {
        let mut scopes: Vec<Scope> = chosen.collect();
        scopes.sort_unstable();
        scopes.dedup();
        (!scopes.is_empty()).then_some(Self(scopes))
    }

    /// Words with spaces between, as the database keeps them.
    pub fn words(&self) -> String {
        self.0.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// What [`Self::words`] wrote; a word that this program does not know opens nothing.
    pub fn list(words: &str) -> Vec<Scope> {
        words.split(' ').filter_map(Scope::parse).collect()
    }
}

/// The instant after somebody's last day. Errors: no day, one that is over, one that is more than a year away.
pub fn parse_last_day(typed: &str, zone: &TimeZone, now: Timestamp) -> Result<Timestamp, Invalid> {
    if typed.trim().is_empty() {
        return Err(TextError::Empty.into());
    }
    let (day, today) = (typed.trim().parse::<Date>().map_err(|_| Invalid::Day)?, now.zoned(zone).date());
    let ahead = day.since((jiff::Unit::Day, today)).map_or(-1, |span| i64::from(span.get_days()));
    if !(0..=LONGEST_DAYS).contains(&ahead) {
        return Err(Invalid::Day);
    }
    let next = day.tomorrow().and_then(|next| next.to_zoned(zone.clone())).map_err(|_| Invalid::Day)?;
    Ok(Timestamp(next.timestamp().as_microsecond()))
}

/// A new secret for a key.
pub fn new_secret(rng: &Rng) -> Token {
    Token(format!("{PREFIX}{}", rng.token().0))
}

row! {
    /// A key as its owner sees it: never the secret.
    #[derive(Clone, Debug)]
    pub struct AccessToken {
        pub id: AccessTokenId,
        pub name: String,
        pub scopes: String,
        pub expires_at: Timestamp,
        /// To a few minutes.
        pub last_used_at: Option<Timestamp>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-24, 10:30 in Rome.
    const NOW: Timestamp = Timestamp(1_795_512_600_000_000);

    #[test]
    fn a_key_ends_with_its_last_day_within_a_year() {
        let zone = TimeZone::get("Europe/Rome").unwrap();
        let parse = |day: &str| parse_last_day(day, &zone, NOW).map(Timestamp::rfc3339);
        assert_eq!(parse(" 2026-12-31 ").as_deref(), Ok("2026-12-31T23:00:00Z"));
        assert_eq!(parse("2026-11-24").as_deref(), Ok("2026-11-24T23:00:00Z"), "today is not over");
        assert!(parse("2027-11-24").is_ok());
        for day in ["2026-11-23", "2027-11-25", "9999-12-31", "31/12/2026", "2026-02-30"] {
            assert_eq!(parse(day), Err(Invalid::Day), "{day}");
        }
        assert_eq!(parse(" "), Err(TextError::Empty.into()));
    }

    #[test]
    fn scopes_are_written_and_read() {
        let scopes = Scopes::new([Scope::ThreadsWrite, Scope::ThreadsRead, Scope::ThreadsWrite].into_iter()).unwrap();
        assert_eq!(scopes.words(), "threads:read threads:write");
        assert_eq!(Scopes::list("threads:read nothing threads:write"), [Scope::ThreadsRead, Scope::ThreadsWrite]);
        assert!(Scopes::new(std::iter::empty()).is_none() && Scopes::list("").is_empty());
    }
}
