//! What a socket can follow.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::base::{SpaceId, ThreadId};

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Topic {
    /// The person's own counters.
    Me,
    /// The list of discussions of a space.
    Space(SpaceId),
    /// The posts of a discussion.
    Thread(ThreadId),
}

impl Topic {
    /// The topic of that name; each topic has exactly one.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let topic = match name.split_once(':') {
            None => Self::Me,
            Some(("space", id)) => Self::Space(id.parse().ok()?),
            Some(("thread", id)) => Self::Thread(id.parse().ok()?),
            Some(_) => return None,
        };
        (topic.to_string() == name).then_some(topic)
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Me => f.write_str("me"),
            Self::Space(id) => write!(f, "space:{id}"),
            Self::Thread(id) => write!(f, "thread:{id}"),
        }
    }
}

impl Serialize for Topic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_has_one_name() {
        for topic in [Topic::Me, Topic::Space(SpaceId(3)), Topic::Thread(ThreadId(12))] {
            assert_eq!(Topic::parse(&topic.to_string()), Some(topic));
        }
        for name in ["", "you", "thread", "thread:", "thread:+1", "thread:01", "space:x", "post:1", "thread:1:2", "me:"]
        {
            assert_eq!(Topic::parse(name), None, "{name}");
        }
    }
}
