//! `MkDocs` and its Material theme: what Python-Markdown and its extensions add to Markdown.
//!
//! Blocks with an indented body are in [`indented`], those between slashes in [`slashes`], files that a page includes
//! in [`snippets`]. Inside of lines there are [`abbreviations`] and [`icons`]. Attributes in braces belong to several
//! tools: [`super::attributes`].

pub(super) mod abbreviations;
pub(super) mod code;
pub(super) mod icons;
pub(super) mod indented;
pub(super) mod slashes;
pub(super) mod snippets;
mod title;
pub(super) mod toc;
