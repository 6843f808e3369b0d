//! HTML inside a page: reading it, writing text into it safely, and what of it a lesson may hold.
//!
//! Nothing here knows Markdown or files of a course. [`tokens`] is the one reader of tags, [`allowed`]
//! the one list of what is let through, [`sanitize`] the one place that decides about a whole page.
//! What stands in an address's place until the address is known is in [`mark`].

pub(crate) mod admonitions;
pub(crate) mod allowed;
mod already_clean;
pub(crate) mod elements;
pub(crate) mod embeds;
pub(crate) mod escape;
pub(crate) mod mark;
pub(crate) mod sanitize;
pub(crate) mod style;
pub(crate) mod text;
pub(crate) mod tokens;
