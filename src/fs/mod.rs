//! The disk: files with their path in every error, and paths that stay inside a root.
//!
//! Everything else in the crate reads files through this module, so that "nothing outside the
//! course is read" has to be true in one place only.
