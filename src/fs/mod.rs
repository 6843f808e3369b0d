//! The disk: files with their path in every error, and paths that stay inside a root.
//!
//! Everything else in the crate reads files through this module, so that "nothing outside the
//! course is read" has to be true in one place only. Start at [`Root`].

mod root;

use std::io;
use std::path::{Path, PathBuf};

pub use root::{Denied, Root};

/// A file or folder could not be used.
#[derive(Debug, thiserror::Error)]
#[error("could not {doing} `{}`", path.display())]
pub struct Error {
    /// What was being done: `read`, `open`, `list`.
    pub doing: &'static str,
    /// With what.
    pub path: PathBuf,
    /// Why not.
    pub source: io::Error,
}

/// Adds the path and the deed to an I/O error.
pub(crate) fn context(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    move |source| Error { doing, path: path.to_owned(), source }
}

/// Reads a whole file.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(context("read", path))
}

/// Reads the first `limit` bytes of a file, or all of it if it is shorter.
pub fn read_start(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    use std::io::Read as _;
    let mut start = Vec::new();
    let file = std::fs::File::open(path).map_err(context("open", path))?;
    file.take(limit).read_to_end(&mut start).map_err(context("read", path))?;
    Ok(start)
}

/// Resolves a path to the real file or folder, without links.
pub fn canonicalize(path: &Path) -> Result<PathBuf, Error> {
    std::fs::canonicalize(path).map_err(context("find", path))
}

/// The size in bytes of the regular file at `path`; `None` when it is something else.
pub fn file_size(path: &Path) -> Result<Option<u64>, Error> {
    let metadata = std::fs::metadata(path).map_err(context("look at", path))?;
    Ok(metadata.is_file().then(|| metadata.len()))
}

/// The entries of a folder, in no particular order.
pub fn list(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = std::fs::read_dir(path).map_err(context("list", path))?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(context("list", path))).collect()
}
