//! The files of a course by name: which there are, which are excluded, and in which language.
//!
//! [`walk`] lists the folder once into a [`tree`]; everything later looks names up there.

pub(crate) mod by_name;
pub(crate) mod documents;
pub(crate) mod exclude;
pub(crate) mod generators;
pub(crate) mod git_ignored;
mod git_index;
pub(crate) mod git_unsaved;
pub(crate) mod group;
mod ignore_files;
pub(crate) mod knitted;
pub(crate) mod language;
pub(crate) mod language_code;
mod language_pairs;
pub(crate) mod navigation_files;
mod symlink_paths;
mod titled;
pub(crate) mod tools;
pub(crate) mod tree;
mod vault;
pub(crate) mod walk;
