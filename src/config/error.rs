//! What can be wrong with a configuration. Every problem names the setting and where it was set; none shows a secret.

use std::fmt;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The file that was asked for is missing or cannot be read.
    #[error("{path}: the configuration file cannot be read: {reason}")]
    Unreadable { path: String, reason: String },
    /// The file is not TOML. The line is named, never quoted: it may hold a password.
    #[error("{path}: not valid TOML at line {line}, column {column}: {reason}")]
    NotToml { path: String, line: usize, column: usize, reason: String },
    /// A key or a variable that means nothing.
    #[error("{name}: not a known setting{}{}", did_you_mean(.nearest.as_deref()), in_file(.file.as_deref()))]
    Unknown { name: String, nearest: Option<String>, file: Option<String> },
    /// A value of the wrong kind, or out of bounds.
    #[error("{key}: expected {expected}, found {found} (from {origin})")]
    Value { key: String, expected: String, found: String, origin: String },
    /// Two settings that do not go together.
    #[error("{key}: {reason} (from {origin})")]
    Rule { key: String, reason: String, origin: String },
}

fn did_you_mean(name: Option<&str>) -> String {
    name.map(|name| format!("; did you mean {name}?")).unwrap_or_default()
}

fn in_file(file: Option<&str>) -> String {
    file.map(|file| format!(" (in {file})")).unwrap_or_default()
}

/// Everything that is wrong with a configuration; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    pub problems: Vec<Problem>,
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problems.as_slice() {
            [only] => write!(f, "the configuration has a problem: {only}"),
            many => {
                write!(f, "the configuration has {} problems:", many.len())?;
                many.iter().try_for_each(|problem| write!(f, "\n- {problem}"))
            }
        }
    }
}
