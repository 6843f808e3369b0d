//! `coursedir` turns a folder of Markdown lessons into a course on `HoopAI` / `HighLevel`.
//!
//! Read in this order: [`model`] is a course, [`diagnostic`] a finding about one; [`source`] goes from a folder to both,
//! [`rules`] adds what only the whole course shows; [`platform`] knows `HighLevel`, and [`sync`] gets a course there.
//! `docs/architecture.md` has the map of all rooms.

pub mod auth;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod fix;
pub mod front_matter;
pub mod fs;
mod html;
pub mod links;
pub mod markdown;
pub mod model;
pub mod pages;
pub mod platform;
pub mod preview;
#[cfg(any(test, fuzzing))]
pub mod properties;
pub mod rules;
pub mod sandbox;
pub mod secret;
mod serve;
mod size;
pub mod source;
pub mod sync;
