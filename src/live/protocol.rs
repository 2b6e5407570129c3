//! The frames, as JSON text. The page's side is `static/js/protocol.ts`.

use std::collections::BTreeMap;

use axum::extract::ws::Utf8Bytes;
use serde::{Deserialize, Serialize};

use super::topic::Topic;
use crate::base::{PersonId, PostId, Seq, SpaceId, ThreadId};

/// The version of the protocol; it changes only when an old client would misunderstand.
pub(super) const PROTOCOL: u32 = 1;

/// Bytes in a client's message, and in a frame of it, at the most.
pub(super) const MAX_MESSAGE: usize = 16 * 1024;

#[derive(Deserialize, PartialEq, Eq, Debug)]
#[serde(tag = "op", rename_all = "snake_case")]
pub(super) enum Incoming {
    Subscribe { topic: String, after: i64 },
    Unsubscribe { topic: String },
    Read { thread: ThreadId, position: i64 },
}

impl Incoming {
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        serde_json::from_str(text).map_err(|e| if e.is_data() { Fault::UnknownFrame } else { Fault::NotJson })
    }
}

/// What is wrong with a client's frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fault {
    NotText,
    NotJson,
    UnknownFrame,
    UnknownTopic,
    TooManyTopics,
    TooFast,
}

/// Why the server takes its leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Farewell {
    SignedOut,
    Restart,
}

#[derive(Serialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub(super) enum Outgoing<'a> {
    Hello {
        protocol: u32,
        seq: Seq,
        person: PersonId,
        build: &'a str,
    },
    Subscribed {
        topic: Topic,
        seq: Seq,
    },
    Event(Event<'a>),
    Unread {
        total: i64,
        spaces: BTreeMap<SpaceId, i64>,
        /// People who ask to come into spaces that this person facilitates.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        requests: BTreeMap<SpaceId, i64>,
        /// Reported posts that wait in the spaces that this person facilitates.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        reports: BTreeMap<SpaceId, i64>,
        /// What this person is to be reminded of now.
        #[serde(skip_serializing_if = "Option::is_none")]
        due: Option<i64>,
    },
    Reload {
        topic: Topic,
    },
    CatchUp,
    Refused {
        topic: Topic,
    },
    Removed {
        topic: Topic,
    },
    Goodbye {
        reason: Farewell,
    },
    Error {
        reason: Fault,
    },
}

/// Something that happened in a topic.
#[derive(Serialize)]
pub(super) struct Event<'a> {
    pub topic: Topic,
    pub seq: Seq,
    pub kind: &'static str,
    pub thread: ThreadId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    /// The sign of the question, where it changes together with a post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<&'a str>,
}

impl Outgoing<'_> {
    /// The frame's text. Numbers and strings always serialise.
    pub(super) fn text(&self) -> Utf8Bytes {
        serde_json::to_string(self).unwrap_or_default().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_what_the_page_expects() {
        let topic = Topic::Thread(ThreadId(12));
        assert_eq!(Outgoing::CatchUp.text().as_str(), r#"{"op":"catch_up"}"#);
        assert_eq!(Outgoing::Reload { topic }.text().as_str(), r#"{"op":"reload","topic":"thread:12"}"#);
        assert_eq!(
            Outgoing::Goodbye { reason: Farewell::SignedOut }.text().as_str(),
            r#"{"op":"goodbye","reason":"signed_out"}"#
        );
        let spaces = BTreeMap::from([(SpaceId(3), 2)]);
        assert_eq!(
            Outgoing::Unread { total: 2, spaces, requests: BTreeMap::new(), reports: BTreeMap::new(), due: None }
                .text()
                .as_str(),
            r#"{"op":"unread","total":2,"spaces":{"3":2}}"#
        );
    }

    #[test]
    fn what_a_client_sends_is_parsed_once() {
        let read = Incoming::parse(r#"{"op":"read","thread":12,"position":57}"#);
        assert_eq!(read, Ok(Incoming::Read { thread: ThreadId(12), position: 57 }));
        assert_eq!(Incoming::parse("{"), Err(Fault::NotJson));
        for text in [
            r#"{"op":"dance"}"#,
            r#"{"op":"subscribe","topic":"me"}"#,
            "[]",
            "7",
            r#"{"op":"read","thread":1e9,"position":1}"#,
        ] {
            assert_eq!(Incoming::parse(text), Err(Fault::UnknownFrame), "{text}");
        }
    }
}
