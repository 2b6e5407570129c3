//! The words of reports: no I/O.

use std::time::Duration;

use crate::base::text_enum;
use crate::web::{TextError, parse_optional_lines};

/// Characters that somebody may say in a report, and that may be answered.
const WORDS_MAX: usize = 500;
/// How many posts one person may report within [`LATELY`].
pub(super) const MOST: i64 = 20;
/// How long a report counts against [`MOST`].
pub(super) const LATELY: Duration = Duration::from_hours(24);
/// Between two letters to one person about the reports of one space.
pub(super) const QUIET: Duration = Duration::from_hours(1);

text_enum! {
    /// Why a post is brought before those who facilitate; the most urgent first.
    pub enum Reason {
        /// It tells of somebody, a migrant or another person, what others must not read.
        PersonalData = "personal-data",
        Offensive = "offensive",
        OffTopic = "off-topic",
        /// The words of the report say what it is.
        Other = "other",
    }
}

impl Reason {
    /// The key of its name.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::PersonalData => "reports-reason-personal-data",
            Self::Offensive => "reports-reason-offensive",
            Self::OffTopic => "reports-reason-off-topic",
            Self::Other => "reports-reason-other",
        }
    }
}

text_enum! {
    /// What has become of a report.
    pub enum ReportState {
        Open = "open",
        /// Taken back by whoever made it.
        Withdrawn = "withdrawn",
        Closed = "closed",
    }
}

text_enum! {
    /// What those who facilitate have done about a reported post.
    pub enum Decision {
        /// The post is there no more.
        Deleted = "deleted",
        /// The discussion takes no more answers.
        ThreadClosed = "thread-closed",
        /// Nothing had to be done.
        Nothing = "nothing",
    }
}

impl Decision {
    /// The key of the sentence that says it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Deleted => "reports-done-deleted",
            Self::ThreadClosed => "reports-done-thread-closed",
            Self::Nothing => "reports-done-nothing",
        }
    }
}

text_enum! {
    /// How those who facilitate deal with a reported post.
    pub enum Ruling {
        /// It is deleted, with a reason.
        Deleted = "deleted",
        /// It is deleted already.
        Gone = "gone",
        /// Its discussion is closed, with a reason.
        ThreadClosed = "thread-closed",
        /// Nothing has to be done.
        Nothing = "nothing",
    }
}

impl Ruling {
    /// What it comes to.
    pub(super) fn means(self) -> Decision {
        match self {
            Self::Deleted | Self::Gone => Decision::Deleted,
            Self::ThreadClosed => Decision::ThreadClosed,
            Self::Nothing => Decision::Nothing,
        }
    }

    /// The keys of its name, and of what follows from it.
    pub(super) fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Deleted => ("reports-delete", "reports-delete-means"),
            Self::Gone => ("reports-gone", "reports-gone-means"),
            Self::ThreadClosed => ("reports-close-thread", "reports-close-thread-means"),
            Self::Nothing => ("reports-nothing", "reports-nothing-means"),
        }
    }
}

/// What somebody says in a report; may be nothing, unless the reason is none of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportWords(String);

impl ReportWords {
    pub fn parse(raw: &str, reason: Option<Reason>) -> Result<Self, TextError> {
        let words = parse_optional_lines(raw, WORDS_MAX)?.trim().to_owned();
        if words.is_empty() && reason == Some(Reason::Other) { Err(TextError::Empty) } else { Ok(Self(words)) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is answered to those who have reported a post; may be nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportAnswer(String);

impl ReportAnswer {
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        parse_optional_lines(raw, WORDS_MAX).map(|words| Self(words.trim().to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_reason_needs_words() {
        for reason in Reason::ALL {
            assert_eq!(ReportWords::parse(" \n ", Some(*reason)).is_err(), *reason == Reason::Other, "{reason:?}");
        }
        assert_eq!(ReportWords::parse(" Il nome \r\n", Some(Reason::Other)).unwrap().as_str(), "Il nome");
        assert!(ReportWords::parse(&"x".repeat(501), None).is_err());
        assert!(ReportAnswer::parse("").is_ok() && ReportAnswer::parse(&"x".repeat(501)).is_err());
    }
}
