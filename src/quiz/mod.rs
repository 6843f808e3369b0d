//! Questions of quizzes: the files that hold them, and what is wrong with them.
//!
//! Every reader of a format gives [`Draft`]s: questions as somebody wrote them, with their places. [`check()`] turns
//! these into the questions of a quiz, and reports what the platform could not show. The grammar in Markdown is read
//! in `markdown::questions`, which gives drafts as well.
//!
//! [`mod@file`] knows the formats of files, [`mod@package`] finds them in archives, and [`mod@write`] writes questions in the grammar.

mod aiken;
mod check;
mod data;
mod draft;
pub(crate) mod file;
mod flatten;
mod gift;
pub(crate) mod lia_script;
mod moodle_xml;
pub(crate) mod package;
mod plain;
mod qti1;
mod qti2;
#[cfg(test)]
mod tests;
pub(crate) mod text;
mod text2qti;
mod write;
mod xml;

pub(crate) use check::{Checked, check};
pub(crate) use draft::{Draft, Dropped, Item, Located, Open};
pub(crate) use plain::Plain;
pub(crate) use write::markdown;
