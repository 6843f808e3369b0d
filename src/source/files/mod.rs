//! The files of a course by name: which there are, which are excluded, and in which language.
//!
//! [`walk`] lists the folder once into a [`tree`]; everything later looks names up there.

pub(crate) mod by_name;
pub(crate) mod exclude;
mod ignore_files;
pub(crate) mod language;
pub(crate) mod language_code;
mod symlink_paths;
pub(crate) mod tools;
pub(crate) mod tree;
pub(crate) mod walk;
