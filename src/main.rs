//! The binary: see `prassi --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    prassi::cli::run()
}
