//! Checks the web addresses that a course refers to: `check --links`.
//!
//! Start at [`find()`], which lists them with the lessons that contain them. [`ask()`] checks each once, politely and
//! anonymously, and [`report()`] makes findings of the answers. Nothing here runs unless it is called: a scan stays
//! offline.

mod answer;
mod ask;
mod find;
mod host;
mod report;

pub use ask::{Options, ask};
pub use find::{Addresses, find};
pub use report::report;
