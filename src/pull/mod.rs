//! From the platform into files: a course that is there becomes a folder, or brings its changes into the folder that has it.
//!
//! Pure: objects of the platform go in, files come out. `cli` reads the former and writes the latter.
//!
//! - A new folder: [`outline`] (objects in their order) → [`files`] (each with its name, [`lesson`] for a page, [`quiz`] for
//!   questions, [`locks`] for what no front matter has) → the author's disk → [`bind`] (which file is which object).
//! - A folder that has the course: [`page_blocks`] (which part of a page is which block) → [`page_merge`] (the parts that
//!   the platform changed, by [`merge`]).

pub(crate) mod bind;
pub(crate) mod edits;
pub(crate) mod files;
pub(crate) mod inert;
mod lesson;
mod locks;
mod merge;
pub(crate) mod order;
pub(crate) mod outline;
pub(crate) mod page_blocks;
pub(crate) mod page_merge;
mod quiz;
pub(crate) mod text;
pub(crate) mod there;
