//! The navigation of other tools: files in which authors list their pages, in order, in groups, with titles.
//!
//! An adapter ([`super::adapters`]) reads its tool's file with [`Look`] into a [`Written`]. [`resolve()`] makes a
//! [`Listed`] of it: each page once, pages that nobody lists left out, and the findings. [`super::layout`] draws the
//! outline of that. Nothing is executed: of a script, [`script`] reads the literals.

mod entry;
mod listed;
mod look;
mod names;
mod pages;
mod resolve;
pub(crate) mod script;
mod text;
pub(crate) mod yaml;

pub(crate) use entry::{Entry, Named, Written};
pub(crate) use listed::{Listed, ListedEntry};
pub(crate) use look::Look;
pub(crate) use names::Names;
pub(crate) use resolve::resolve;
pub(crate) use text::is_web_address;
