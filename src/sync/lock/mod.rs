//! The lock, `coursedir.lock`: what is on the platform, target by target. It is committed with the course.
//!
//! One record a line, sorted, so that git merges what two people did without help. What is equal for all targets and the
//! first target are in `coursedir.lock`, each further one in a file of its own: two people who import into different
//! locations never write the same file. No secrets. A file that cannot be read, or is newer than this program, is refused
//! and kept as it is.
//!
//! [`Lock`] is where to start. Read on in this order: `record` (what a line says, with `words`, `stamp` and `node_words`),
//! `of_target` (what a lock holds of one target, and what changed), `disk` (the files), `conflict` (what git left), `version1`.

mod conflict;
mod destination;
mod disk;
mod error;
mod import;
#[allow(clippy::module_inception, reason = "the value that the folder is about")]
mod lock;
mod node_words;
mod of_target;
mod record;
mod shared;
mod stamp;
mod target;
mod text;
mod uploaded_file;
mod version1;
mod words;

#[cfg(test)]
mod git_tests;
#[cfg(test)]
mod tests;

pub use destination::Destination;
pub(in crate::sync) use disk::begun_names;
pub use disk::{FILE_NAME, Unmerged, files, is_lock_file};
pub use error::LockError;
pub(in crate::sync) use error::disk_hint;
pub use import::{Import, State};
pub use lock::Lock;
pub use shared::SharedLock;
pub use target::{Learned, Pending, Target};
pub use text::Text;
pub use uploaded_file::UploadedFile;
