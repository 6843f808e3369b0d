//! From a folder to a course and everything there is to say about it.
//!
//! [`find`] says which courses a path holds, [`scan()`] reads one. The steps, one module each:
//! [`settings`] (`course.yaml`) → [`walk`] (names) → [`language`] (one of several) → [`read`] (each
//! Markdown file read and parsed once, in parallel) → [`layout`] (the outline) → [`media`] (videos,
//! materials, images, links) → the course.
//!
//! Nothing stops at the first mistake: a broken lesson is listed, and its findings with it.

mod allow;
mod assemble;
pub(crate) mod category_file;
mod discover;
pub(crate) mod front_matter;
mod kept;
pub(crate) mod language;
pub(crate) mod language_code;
pub(crate) mod layout;
pub(crate) mod left_out;
pub(crate) mod maps;
pub(crate) mod markdown;
pub(crate) mod media;
pub(crate) mod names;
mod outside;
pub(crate) mod page;
pub(crate) mod plan;
mod read;
pub mod schema;
pub(crate) mod settings;
#[cfg(test)]
pub(crate) mod small_course;
pub(crate) mod tree;
pub(crate) mod walk;
pub(crate) mod whole;

pub use assemble::{Options, Scan, scan};
pub(crate) use assemble::{scan_kept, scan_with};
pub(crate) use discover::course_above;
pub use discover::find;
pub use kept::Kept;
pub(crate) use left_out::{is_for_other_files, is_left_out};
pub(crate) use names::readable_name;
pub(crate) use settings::SETTINGS_FILES;
pub(crate) use tree::{is_markdown, is_video};
