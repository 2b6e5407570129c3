//! `make bench`: figures of the real binary, each as a ratio against the floor measured in the same run.
//!
//! The load generator stands on the same machine and takes its share of the two cores, for the floor as for the page.
//! Nothing here passes or fails: it prints. `--quick` shortens every measurement to a few seconds.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "figures for people's eyes"
)]
#![allow(clippy::disallowed_methods, reason = "a bench reads the clock")]

mod community;
mod delay;
mod files;
mod fixture;
mod http;
mod load;
mod measures;
mod postgres;
mod server;
mod sockets;

use std::time::Duration;

/// How long things are measured.
#[derive(Clone, Copy)]
pub struct Lengths {
    /// A sustained load.
    pub long: Duration,
    /// A comparison.
    pub short: Duration,
    /// Posts in the large database.
    pub large: i64,
}

fn main() -> anyhow::Result<()> {
    let is_quick = std::env::args().any(|a| a == "--quick");
    let lengths = if is_quick {
        Lengths { long: Duration::from_secs(5), short: Duration::from_secs(3), large: 100_000 }
    } else {
        Lengths { long: Duration::from_mins(1), short: Duration::from_secs(10), large: 1_000_000 }
    };
    let only: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(measures::all(lengths, &only))
}
