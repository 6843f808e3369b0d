//! `coursedir login`, `logout`, `doctor`, and imports with a login, as an author runs them: the real binary,
//! against a platform in this process that notes what was *sent*.
//!
//! [`Person`] is somebody with a home folder, [`Platform`] the sandbox, [`browser`] what they click. Every run
//! says as much as it can (`--verbose`, with `RUST_LOG=trace`), and is searched for every secret that there is.

#![cfg(all(feature = "sandbox", feature = "login", unix))]
#![allow(clippy::print_stderr, reason = "a skipped test says why")]

mod browser;
#[path = "../import/course.rs"]
#[allow(dead_code, reason = "the tests of the import use more of it")]
mod course;
#[path = "../support/outcome.rs"]
mod outcome;
mod person;
mod platform;
#[path = "../import/raw.rs"]
#[allow(dead_code, reason = "the tests of the import use more of it")]
mod raw;

mod agency;
mod doctor;
#[cfg(feature = "keyring")]
mod keyring;
mod killed;
mod oauth;
mod precedence;
mod private;
mod renewal;
mod secrets;
mod store;
mod terminal;

use browser::Decision;
use course::Course;
use outcome::wait_until;
use person::{CLIENT_ID, CLIENT_SECRET, PIT, Person};
use platform::Platform;
