//! `coursedir import` and `coursedir sandbox` as an author runs them: the real binary, against a platform in
//! this process that notes what was *sent*.
//!
//! [`Platform`] is that platform, [`Course`] a folder to import, [`Program`] a run of the binary. Every run is
//! searched for the token: what it printed, and every file that it left beside the course. Where the sandbox is
//! too well-behaved, [`raw`] answers whatever a test wants.

#![cfg(all(feature = "sandbox", unix))]
#![allow(clippy::print_stderr, reason = "a skipped test says why")]

mod course;
#[path = "../support/outcome.rs"]
mod outcome;
mod platform;
mod program;
mod raw;
#[path = "../support/schema.rs"]
mod schema;

mod again;
mod clean;
mod command_line;
mod faults;
mod files;
mod hostile;
mod interrupted;
mod lock;
mod lost;
mod question;
mod rate;
mod report;
mod sandbox;
mod strange;

use course::Course;
use outcome::wait_until;
use platform::Platform;
use program::Program;
