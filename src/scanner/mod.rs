//! From a folder to a course and everything there is to say about it.
//!
//! walk → pages (each Markdown file read and parsed once, in parallel) → layout → media → course.

pub(crate) mod category_file;
pub(crate) mod front_matter;
pub(crate) mod markdown;
pub(crate) mod page;
pub(crate) mod settings;
