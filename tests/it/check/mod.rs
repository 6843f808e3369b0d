//! `coursedir check` from outside: the real binary, a folder, and what it says.
//!
//! [`formats`] are the ways to say findings, [`explain`] the explanations and their examples,
//! [`fix`] what `--fix` writes, [`includes`] how much a page includes, [`links`] what `--links` asks, [`many`] more
//! findings than anybody reads, [`parts`] what is said of a folder inside a course, [`portal`] what settings of updates
//! change, [`weighing`] what may be allowed and denied, [`widths`] what the drawings look like.

mod explain;
mod fix;
mod formats;
mod includes;
mod links;
mod many;
mod parts;
mod portal;
mod weighing;
mod widths;

use crate::testkit::{Course, Outcome};
