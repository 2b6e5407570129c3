//! At most so many letters a minute: each letter that comes too early is given a moment of its own.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::base::{LetterId, Timestamp};

/// Spaces the letters of this node evenly.
pub(super) struct Pace {
    interval: Duration,
    slots: Mutex<Slots>,
}

struct Slots {
    next: Timestamp,
    given: HashMap<LetterId, Timestamp>,
}

/// A moment that nobody came for (the letter left from another node, or was withdrawn) is forgotten after this long.
const FORGET: Duration = Duration::from_mins(10);

impl Pace {
    /// No more than `per_minute`; any number when that is 0.
    pub(super) fn new(per_minute: u32) -> Option<Self> {
        let interval = Duration::from_mins(1).checked_div(per_minute)?;
        Some(Self { interval, slots: Mutex::new(Slots { next: Timestamp(i64::MIN), given: HashMap::new() }) })
    }

    /// How long this letter must wait for its moment; zero when it may go.
    pub(super) fn wait(&self, letter: LetterId, now: Timestamp) -> Duration {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let given = slots.given.remove(&letter);
        let at = given.unwrap_or_else(|| slots.next.max(now));
        if given.is_none() {
            slots.next = at.plus(self.interval);
        }
        if at > now {
            slots.given.retain(|_, given| given.plus(FORGET) > now);
            slots.given.insert(letter, at);
        }
        at.since(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * 1_000_000)
    }

    #[test]
    fn letters_leave_one_interval_apart() {
        let pace = Pace::new(30).unwrap();
        assert_eq!(pace.wait(LetterId(1), at(100)), Duration::ZERO);
        assert_eq!(pace.wait(LetterId(2), at(100)), Duration::from_secs(2));
        assert_eq!(pace.wait(LetterId(3), at(100)), Duration::from_secs(4));
        assert_eq!(pace.wait(LetterId(3), at(101)), Duration::from_secs(3), "its moment stays");
        assert_eq!(pace.wait(LetterId(2), at(102)), Duration::ZERO);
        assert_eq!(pace.wait(LetterId(3), at(105)), Duration::ZERO, "late is fine");
        assert_eq!(pace.wait(LetterId(4), at(105)), Duration::from_secs(1));
        assert_eq!(pace.wait(LetterId(5), at(200)), Duration::ZERO);
        assert!(Pace::new(0).is_none());
    }

    #[test]
    fn moments_nobody_came_for_are_forgotten() {
        let pace = Pace::new(60).unwrap();
        for id in 0..100 {
            pace.wait(LetterId(id), at(0));
        }
        pace.wait(LetterId(100), at(1000));
        pace.wait(LetterId(101), at(1000));
        assert_eq!(pace.slots.lock().unwrap().given.len(), 1);
    }
}
