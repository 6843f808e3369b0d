//! `coursedir` turns a folder of Markdown lessons into a course on `HoopAI` / `HighLevel`.
//!
//! Read in this order: [`course`] is the model, [`diagnostic`] a finding about it, [`scanner`]
//! goes from a folder to both, [`check`] adds what only the whole course shows, [`builder`] from the model to the import body in [`api`].
//! [`secret`] keeps tokens from being seen, `auth` from expiring; `serve` is the server under what listens on this machine. The command line is in [`cli`].
//! `docs/architecture.md` has the map.

pub mod api;
#[cfg(feature = "login")]
pub mod auth;
pub mod builder;
pub mod check;
pub mod cli;
pub mod config;
pub mod course;
pub mod diagnostic;
pub mod fixer;
pub mod fs;
mod html;
pub mod links;
#[cfg(feature = "pages")]
pub mod preview;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod scanner;
pub mod secret;
#[cfg(any(feature = "preview", feature = "sandbox", feature = "login"))]
// Each of its users needs a part.
#[cfg_attr(not(all(feature = "preview", feature = "login")), allow(dead_code))]
mod serve;
mod size;
pub mod uploader;
