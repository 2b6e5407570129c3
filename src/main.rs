//! The binary: see `prassi --help`.

use std::process::ExitCode;

/// Pages are strings of 60 KB and more: the system's allocator gives each back to the kernel and takes it anew.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    prassi::cli::run()
}
