//! `coursedir import` and `coursedir sandbox` as an author runs them: the real binary, against a platform in
//! this process that notes what was *sent*.
//!
//! [`Platform`] is that platform, [`Course`] a folder to import, [`Program`] a run of the binary. Every run is
//! searched for the token: what it printed, and every file that it left beside the course. Where the sandbox is
//! too well-behaved, [`raw`] answers whatever a test wants.

mod again;
mod branches;
mod clean;
mod command_line;
mod faults;
mod files;
mod hostile;
#[cfg(unix)]
mod images;
mod interrupted;
mod killed;
mod lock;
mod lost;
mod older_lock;
mod outside;
mod proxy;
mod question;
mod rate;
mod report;
mod sandbox;
mod strange;
mod tls;

use crate::testkit::{
    Course, Outcome, Platform, Process, Program, TOKEN, contents, program, raw, wait_until,
};
