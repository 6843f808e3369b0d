//! A result becomes an exit code; everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    coursedir::cli::main().into()
}
