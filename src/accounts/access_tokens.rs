//! Keys for programs: what a person lets a program do in the person's name, and until when. No I/O.

use std::time::Duration;

use crate::base::{AccessTokenId, Rng, Timestamp, Token};
use crate::db::row;
use crate::web::{Reach, Scope, TextError, parse_line};

/// Characters of a key's name.
const NAME_CHARS: usize = 60;
/// The longest that a key opens the door.
pub const LONGEST: Reach = Reach::Year;
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

    #[test]
    fn scopes_are_written_and_read() {
        let scopes = Scopes::new([Scope::ThreadsWrite, Scope::ThreadsRead, Scope::ThreadsWrite].into_iter()).unwrap();
        assert_eq!(scopes.words(), "threads:read threads:write");
        assert_eq!(Scopes::list("threads:read nothing threads:write"), [Scope::ThreadsRead, Scope::ThreadsWrite]);
        assert!(Scopes::new(std::iter::empty()).is_none() && Scopes::list("").is_empty());
    }
}
