//! Questions of quizzes: the files that hold them, and what is wrong with them.
//!
//! Every reader of a format gives [`Draft`]s: questions as somebody wrote them, with their places. [`check()`] turns
//! these into the questions of a quiz, and reports what the platform could not show. The grammar in Markdown is read
//! in `markdown::questions`, which gives drafts as well.

mod check;
mod draft;
pub(crate) mod text;
mod write;

pub(crate) use check::{Checked, check};
pub(crate) use draft::{Draft, Dropped, Item, Located, Open};
pub(crate) use write::markdown;
