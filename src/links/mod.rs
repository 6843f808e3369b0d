//! Whether the addresses on the web that a course refers to are alive: `check --links`.
//!
//! Start at [`find()`], which lists them with the lessons that hold them. [`ask()`] asks each once,
//! politely and without saying who we are, and [`report()`] makes findings of the answers. Nothing here
//! runs unless it is called: a scan stays offline.

mod answer;
mod ask;
mod find;
mod host;
mod report;

pub use ask::{Options, ask};
pub use find::{Addresses, find};
pub use report::report;
