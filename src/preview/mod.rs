//! The course as a learner will see it: live while its author writes, or as files.
//!
//! Start at [`serve`], which shows courses until it is stopped, and [`export::write`], which makes the
//! same pages as files. A [`site`] reads the courses, builds their import bodies and keeps the last good
//! version of each lesson; the [`crate::pages`] are drawn from those bodies, one at a time, when somebody asks;
//! `watch` says when something changed on disk, and `live` tells the browser.
//!
//! The author at this machine can open files in an editor (`editor`) and write fixes (`fixing`); nobody else can.
//!
//! Nothing here goes to the network: the server listens on this machine, answers only to its own name,
//! and gives out no file but those that a course refers to. What the pages need is in the binary.

mod author;
mod editor;
pub mod export;
mod files;
mod fixing;
mod live;
mod middleware;
mod routes;
mod server;
pub mod site;
mod watch;

pub use editor::Editor;
pub use server::{Error, Listen, serve};
