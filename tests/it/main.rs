//! The integration tests: one binary, which links once.
//!
//! Each module is about one command or one promise. What they share is in `tests/testkit/`; the tests that need a
//! browser are a binary of their own, `tests/browser/`.

#![allow(clippy::print_stderr, reason = "a skipped test says why")]

#[path = "../testkit/mod.rs"]
#[allow(dead_code, reason = "the tests in a browser use more of it")]
mod testkit;

mod api_log;
mod check;
mod conventions;
mod courses;
mod dialects;
mod docs;
mod generated_course;
// For pipes, links and other users.
#[cfg(target_os = "linux")]
mod hostile_repository;
mod house;
#[cfg(unix)]
mod import;
mod import_body_schema;
mod leftovers;
#[cfg(unix)]
mod login;
mod lsp;
mod mcp;
mod navigation;
mod planted;
mod preview;
// For symlinks, and for names that only Linux allows.
#[cfg(unix)]
mod property;
#[cfg(unix)]
mod pull;
mod quiz;
mod sandbox_platform;
mod scaffold;
// For links.
#[cfg(unix)]
mod swapped;
#[cfg(unix)]
mod targets;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod unreadable;
#[cfg(unix)]
mod update;
#[cfg(unix)]
mod update_model;
mod words;
#[cfg(unix)]
mod workflow;

#[path = "../../benches/support/generate.rs"]
mod generate;
