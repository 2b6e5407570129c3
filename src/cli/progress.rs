//! Says how far long work has come, on standard error: one line that is written over on a terminal, a line now and then
//! elsewhere.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// Between two words on a terminal.
const OFTEN: Duration = Duration::from_millis(200);
/// Between two words in a log.
const SELDOM: Duration = Duration::from_secs(10);

/// The progress of one piece of work.
pub(super) struct Progress {
    what: String,
    done: u64,
    /// 0 when nobody knows.
    total: u64,
    said: Instant,
    is_terminal: bool,
}

impl Progress {
    /// Begins: `what` is being done, `total` times; 0 when nobody knows how often.
    pub(super) fn new(what: impl Into<String>, total: u64) -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        Self { what: what.into(), done: 0, total, said: Instant::now(), is_terminal }
    }

    /// So much more is done.
    pub(super) fn add(&mut self, more: u64) {
        self.done += more;
        if self.said.elapsed() >= if self.is_terminal { OFTEN } else { SELDOM } {
            self.said = Instant::now();
            self.say(if self.is_terminal { "" } else { "\n" });
        }
    }

    /// It is over; the last word stays.
    pub(super) fn finish(mut self) {
        self.total = self.total.max(self.done);
        self.say("\n");
    }

    fn say(&self, end: &str) {
        let share = self.done.saturating_mul(100).checked_div(self.total);
        let share = share.map(|share| format!(" of {} ({}%)", self.total, share.min(100))).unwrap_or_default();
        let start = if self.is_terminal { "\r\u{1b}[K" } else { "" };
        let mut out = std::io::stderr().lock();
        // Nobody may be listening any more; the work goes on.
        let _ = write!(out, "{start}{}: {}{share}{end}", self.what, self.done).and_then(|()| out.flush());
    }
}
