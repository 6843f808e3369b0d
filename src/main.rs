//! A result becomes an exit code; everything else is in the library.

use std::process::ExitCode;

/// Pages are read on all cores, and what one of them allocates another frees: the systems' own allocators
/// are slow at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    coursedir::run()
}
