//! HTML inside a page: reading it, writing text into it safely, and the list of what a lesson may contain.
//!
//! Nothing here knows Markdown or files of a course. [`tokens`] is the only reader of tags, [`allowed`] the only list
//! of allowed tags, and [`sanitize`] the only place that sanitizes a whole page. [`mark`] defines the placeholder for
//! an address that is not known yet. [`canonical`] decides which HTML counts as the same, [`to_markdown`] writes it as
//! Markdown.

pub(crate) mod admonitions;
pub(crate) mod allowed;
mod already_clean;
pub(crate) mod blocks;
pub(crate) mod canonical;
pub(crate) mod elements;
pub(crate) mod embeds;
pub(crate) mod escape;
pub(crate) mod mark;
pub(crate) mod mathml;
pub(crate) mod quiz;
pub(crate) mod sanitize;
pub(crate) mod slug;
pub(crate) mod style;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod to_markdown;
pub(crate) mod tokens;
