//! File access: errors name the path, and paths stay inside a root.
//!
//! Everything else in the crate reads files through this module, so that "nothing outside the
//! course is read" has to be true in one place only. Start at [`Root`]; a [`Vfs`] lets an overlay of other files
//! stand in for the disk. What is written goes through
//! [`WriteDir`], for the same reason; only regular files are opened, up to a size ([`open`], [`Unusable`]); [`LockFile`] keeps two processes apart, and [`mod@state`] is what this program
//! remembers.

mod lock;
mod overlay;
mod regular;
mod root;
mod spelling;
mod stamp;
pub mod state;
mod temporary;
mod vfs;
mod walk;
mod write_dir;

use std::io;
use std::path::{Path, PathBuf};

pub use lock::{Holds, Lock, LockError, LockFile};
pub use overlay::Overlay;
pub use regular::{Unusable, open, open_real, read, read_real};
pub(crate) use root::is_secret_name;
pub use root::{Denied, NotOpened, Root};
pub use stamp::Stamp;
pub use temporary::TemporaryFolder;
pub use vfs::Vfs;
pub use walk::{Entry, Kind};
pub use write_dir::{Access, Refused, Unnamed, WriteDir};

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

/// Makes a folder, and those above it, if they are not there.
pub fn create_folder(path: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(path).map_err(context("make", path))
}

/// Makes a folder that nobody but this user may look into, and those above it, if they are not there.
pub fn create_private_folder(path: &Path) -> Result<(), Error> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(context("make", path))
}

/// The mode of a file, where the system has such a thing and others than its owner may use it.
pub fn open_to_others(path: &Path) -> Result<Option<u32>, Error> {
    let metadata = std::fs::metadata(path).map_err(context("look at", path))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = metadata.permissions().mode() & 0o777;
        Ok((mode & 0o077 != 0).then_some(mode))
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        Ok(None)
    }
}

/// Removes a file; one that is not there is no error.
pub fn remove(path: &Path) -> Result<(), Error> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(context("remove", path)(error)),
        _ => Ok(()),
    }
}

/// Replaces a file that nobody but this user may read, as a whole, whatever it was before.
pub fn replace_private(path: &Path, content: &[u8]) -> Result<(), Error> {
    let name = path.file_name().unwrap_or_default();
    WriteDir::open(path.parent().unwrap_or(Path::new("")))?.replace(Path::new(name), content, Access::Private)
}

/// Reads the first `limit` bytes of what a person named, or all of it if it is shorter. It may be a pipe, which this
/// waits for.
pub fn read_start(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    use std::io::Read as _;
    let mut start = Vec::new();
    let file = std::fs::File::open(path).map_err(context("open", path))?;
    file.take(limit).read_to_end(&mut start).map_err(context("read", path))?;
    Ok(start)
}

/// A name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The name; names that are not Unicode are left out of lists.
    pub name: String,
    /// Whether it is a folder itself (a link to one is not).
    pub is_dir: bool,
}

/// The names in a folder, in order of their bytes.
pub fn list(folder: &Path) -> Result<Vec<Listed>, Error> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(context("list", folder))? {
        let entry = entry.map_err(context("list", folder))?;
        if let Ok(name) = entry.file_name().into_string() {
            let is_dir = entry.file_type().is_ok_and(|kind| kind.is_dir());
            names.push(Listed { name, is_dir });
        }
    }
    names.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(names)
}

/// The user whose file or folder this is, a link's own; `None` where the system has no such thing, or nothing is there.
pub fn owner(path: &Path) -> Option<u32> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        Some(std::fs::symlink_metadata(path).ok()?.uid())
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Resolves a path to the real file or folder, without links.
pub fn canonicalize(path: &Path) -> Result<PathBuf, Error> {
    std::fs::canonicalize(path).map_err(context("find", path))
}

/// The size in bytes of the regular file at `path`; `None` when it is something else.
pub fn file_size(path: &Path) -> Result<Option<u64>, Error> {
    let metadata = std::fs::metadata(path).map_err(context("look at", path))?;
    Ok(metadata.is_file().then_some(metadata.len()))
}
