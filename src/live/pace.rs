//! How fast a client may talk.

use tokio::time::Instant;

const PER_SECOND: f32 = 50.0;
const BURST: f32 = 100.0;

/// A bucket of tokens, one for each frame.
pub(super) struct Pace {
    tokens: f32,
    filled: Instant,
}

impl Pace {
    pub(super) fn new(now: Instant) -> Self {
        Self { tokens: BURST, filled: now }
    }

    /// Takes a token; false when there is none.
    pub(super) fn take(&mut self, now: Instant) -> bool {
        let grown = now.duration_since(self.filled).as_secs_f32() * PER_SECOND;
        self.tokens = (self.tokens + grown).min(BURST);
        self.filled = now;
        let is_in_time = self.tokens >= 1.0;
        if is_in_time {
            self.tokens -= 1.0;
        }
        is_in_time
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_burst_then_a_steady_pace() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        assert_eq!((0..150).filter(|_| pace.take(start)).count(), 100);
        let later = start + Duration::from_secs(1);
        assert_eq!((0..150).filter(|_| pace.take(later)).count(), 50);
    }
}
