//! Text fields at the edge: parsed once, refused with a sentence.

use crate::i18n::Tr;
use crate::text::{self, Reason, TooMuch};

/// Why a text field cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("empty")]
    Empty,
    #[error("{current} characters, at most {max}")]
    TooLong { max: usize, current: usize },
    #[error(transparent)]
    Unclean(#[from] Reason),
    #[error("too much Markdown")]
    TooMuch(TooMuch),
}

impl TextError {
    /// What to tell the visitor, beside the field.
    pub fn sentence(self, t: &Tr) -> String {
        match self {
            Self::Empty => t.s("error-required").to_owned(),
            Self::TooLong { max, current } => t.f2("error-too-long", "max", max, "current", current),
            Self::Unclean(_) => t.s("error-control-characters").to_owned(),
            Self::TooMuch(_) => t.s("error-too-complicated").to_owned(),
        }
    }
}

/// One line of 1 to `max` characters, cleaned.
pub fn parse_line(raw: &str, max: usize) -> Result<String, TextError> {
    let line = parse_optional_line(raw, max)?;
    if line.is_empty() { Err(TextError::Empty) } else { Ok(line) }
}

/// One line of up to `max` characters, cleaned; may be empty.
pub fn parse_optional_line(raw: &str, max: usize) -> Result<String, TextError> {
    at_most(max, text::clean_line(raw)?)
}

/// Several lines of plain text, up to `max` characters, cleaned; may be empty.
pub fn parse_optional_lines(raw: &str, max: usize) -> Result<String, TextError> {
    at_most(max, text::clean_body(raw)?)
}

fn at_most(max: usize, text: String) -> Result<String, TextError> {
    let current = text.chars().count();
    if current > max { Err(TextError::TooLong { max, current }) } else { Ok(text) }
}

/// A Markdown body of 1 to `max` characters, cleaned, that renders within the house's limits.
pub fn parse_body(raw: &str, max: usize) -> Result<String, TextError> {
    let body = parse_optional_lines(raw, max)?;
    if body.trim().is_empty() {
        return Err(TextError::Empty);
    }
    text::check(&body).map_err(TextError::TooMuch)?;
    Ok(body)
}
