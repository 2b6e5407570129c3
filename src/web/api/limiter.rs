//! How much one key may ask for: requests in a minute, counted in memory on each node.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::base::{AccessTokenId, Timestamp};

/// How long a count goes on.
const WINDOW: Duration = Duration::from_mins(1);
/// Counts kept before those that are over are thrown away.
const MANY: usize = 10_000;

/// Counts the requests of keys; cheap to clone.
#[derive(Clone)]
pub struct Limiter {
    allowed: u32,
    counts: Arc<Mutex<HashMap<AccessTokenId, Count>>>,
}

#[derive(Clone, Copy)]
struct Count {
    since: Timestamp,
    asked: u32,
}

/// What is left of a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Left {
    pub allowed: u32,
    pub requests: u32,
    pub until: Duration,
    pub is_over: bool,
}

impl Limiter {
    pub fn new(allowed: u32) -> Self {
        Self { allowed, counts: Arc::default() }
    }

    /// Counts one more request of a key.
    pub(super) fn charge(&self, token: AccessTokenId, now: Timestamp) -> Left {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= MANY {
            counts.retain(|_, count| now.since(count.since) < WINDOW);
        }
        let count = counts.entry(token).or_insert(Count { since: now, asked: 0 });
        if now.since(count.since) >= WINDOW {
            *count = Count { since: now, asked: 0 };
        }
        count.asked = count.asked.saturating_add(1);
        Left {
            allowed: self.allowed,
            requests: self.allowed.saturating_sub(count.asked),
            until: WINDOW.saturating_sub(now.since(count.since)),
            is_over: count.asked > self.allowed,
        }
    }
}

impl Left {
    /// Says so in the headers of draft-ietf-httpapi-ratelimit-headers.
    pub(super) fn tell(self, headers: &mut HeaderMap) {
        let seconds = self.until.as_secs().max(1);
        let policy = format!("\"key\";q={};w={}", self.allowed, WINDOW.as_secs());
        let left = format!("\"key\";r={};t={seconds}", self.requests);
        for (name, value) in [("ratelimit-policy", policy), ("ratelimit", left)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_has_so_many_requests_for_each_key() {
        let (limiter, now) = (Limiter::new(2), Timestamp(1_000_000_000));
        let charge = |key, after| limiter.charge(AccessTokenId(key), now.plus(Duration::from_secs(after)));
        assert_eq!((charge(1, 0).requests, charge(1, 10).requests), (1, 0));
        let third = charge(1, 20);
        assert_eq!((third.is_over, third.until), (true, Duration::from_secs(40)));
        assert!(!charge(2, 20).is_over, "another key has a count of its own");
        assert!(!charge(1, 60).is_over, "and the next minute is another");
        let mut headers = HeaderMap::new();
        third.tell(&mut headers);
        assert_eq!(headers.get("ratelimit").unwrap(), "\"key\";r=0;t=40");
        assert_eq!(headers.get("ratelimit-policy").unwrap(), "\"key\";q=2;w=60");
    }
}
