//! `coursedir login`, `logout`, `doctor`, and imports with a login, as an author runs them: the real binary,
//! against a platform in this process that notes what was *sent*.
//!
//! [`Person`] is somebody with a home folder, [`Platform`] the sandbox, [`browser`] what they click. Every run
//! says as much as it can (`--verbose`, with `RUST_LOG=trace`), and is searched for every secret that there is.

mod browser;
mod person;

mod agency;
mod claims;
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
use person::{CLIENT_ID, PIT, Person};

use crate::testkit::program::CLIENT_SECRET;
use crate::testkit::{Course, Outcome, Platform, Process, Program, platform, raw, wait_until};
