//! The words of a space: no I/O.

use crate::base::name_key;
use crate::web::{TextError, parse_line};

/// Characters a name may have.
const NAME_MAX: usize = 80;
/// Characters a purpose may have.
const PURPOSE_MAX: usize = 300;

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
