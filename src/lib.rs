//! `coursedir` turns a folder of Markdown lessons into a course on `HoopAI` / `HighLevel`.
//!
//! Read in this order: [`model`] is a course, [`diagnostic`] a finding about one; [`source`] goes from a folder to both,
//! [`rules`] adds what only the whole course shows; [`platform`] knows `HighLevel`, and [`sync`] gets a course there.
//! `docs/architecture.md` has the map of all rooms.
//!
//! The library is there for the program, its tests and its benchmarks: [`run`] is the program, [`internals`] what the
//! others call. Neither promises to stay as it is.

mod auth;
mod changes;
mod cli;
mod commonmark;
mod config;
mod diagnostic;
mod dialect;
mod documents;
mod fix;
mod front_matter;
mod fs;
mod html;
mod images;
pub mod internals;
mod links;
mod lsp;
mod markdown;
mod mcp;
mod model;
mod pages;
mod platform;
mod preview;
#[cfg(any(test, fuzzing))]
pub mod properties;
mod pull;
mod quiz;
mod rules;
mod sandbox;
mod secret;
mod serve;
mod shown;
mod size;
mod source;
mod sync;
mod write;

/// Runs the command that the process was started with.
pub fn run() -> std::process::ExitCode {
    cli::main().into()
}
