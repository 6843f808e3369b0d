//! Folders for files that are needed for a while, which also go when their process is killed.
//!
//! Each has a lock on a file in it for as long as its process lives. Whoever makes another one removes those whose
//! lock nobody holds.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::{Error, context};

/// What their names begin with, in the system's folder for such files.
const PREFIX: &str = "coursedir-";

/// The file with the lock. It has the lock before it has this name.
const LOCK: &str = ".lock";

/// Its name until then.
const UNNAMED: &str = ".new";

/// After this time a folder without the file is one of a process that was killed at once.
const LONG_AGO: Duration = Duration::from_hours(1);

/// A folder for temporary files of this process. It goes when it is dropped.
#[derive(Debug)]
pub struct TemporaryFolder {
    // Dropped first: Windows removes no file that is open.
    lock: Option<File>,
    folder: TempDir,
}

impl TemporaryFolder {
    /// Makes one, and removes what processes that were killed have left.
    pub fn new() -> Result<Self, Error> {
        Self::make(&std::env::temp_dir())
    }

    fn make(above: &Path) -> Result<Self, Error> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(above);
        let folder = folder.map_err(context("create a temporary folder in", above))?;
        // Without locks on this disk it is as every other temporary folder.
        let lock = lock(folder.path());
        sweep(above, folder.path());
        Ok(Self { lock, folder })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        self.lock = None;
    }
}

fn lock(folder: &Path) -> Option<File> {
    let unnamed = folder.join(UNNAMED);
    let file = File::create_new(&unnamed).ok()?;
    file.try_lock().ok()?;
    fs::rename(unnamed, folder.join(LOCK)).ok()?;
    Some(file)
}

/// Removes the folders of processes that are gone, but none of another user: who else may write there could put
/// anything into one.
fn sweep(above: &Path, own: &Path) {
    let (Ok(entries), Ok(own)) = (fs::read_dir(above), fs::symlink_metadata(own)) else { return };
    for entry in entries.flatten() {
        let has_name = entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes());
        let is_ours = |metadata: &Metadata| metadata.is_dir() && is_of_same_user(metadata, &own);
        if has_name && let Some(metadata) = entry.metadata().ok().filter(is_ours) {
            // What cannot be removed now is looked at again the next time.
            let _ = sweep_one(&entry.path(), &metadata);
        }
    }
}

#[cfg(unix)]
fn is_of_same_user(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    one.uid() == other.uid()
}

/// The folder for temporary files is each user's own.
#[cfg(not(unix))]
fn is_of_same_user(_: &Metadata, _: &Metadata) -> bool {
    true
}

fn sweep_one(folder: &Path, metadata: &Metadata) -> io::Result<()> {
    if let Ok(file) = File::open(folder.join(LOCK)) {
        if file.try_lock().is_ok() {
            drop(file);
            fs::remove_dir_all(folder)?;
        }
        return Ok(());
    }
    if SystemTime::now().duration_since(metadata.modified()?).is_ok_and(|age| age > LONG_AGO) {
        // Its process was killed before there was anything but the file without its name.
        let _ = fs::remove_file(folder.join(UNNAMED));
        fs::remove_dir(folder)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_process_that_is_gone_is_removed_and_that_of_a_living_one_is_not() {
        let above = tempfile::tempdir().unwrap();
        let living = TemporaryFolder::make(above.path()).unwrap();
        fs::write(living.path().join("0"), "an archive").unwrap();
        let mut dead = TemporaryFolder::make(above.path()).unwrap();
        fs::write(dead.path().join("0"), "an archive").unwrap();
        let left = dead.path().to_owned();
        // The system takes the lock back when a process ends, and leaves the folder.
        dead.lock = None;
        dead.folder.disable_cleanup(true);
        drop(dead);
        let begun = above.path().join("coursedir-begun");
        fs::create_dir(&begun).unwrap();
        let other = above.path().join("coursedir.txt");
        fs::write(&other, "").unwrap();

        let next = TemporaryFolder::make(above.path()).unwrap();
        assert!(!left.exists());
        assert!(living.path().join("0").exists() && begun.exists() && other.exists());
        let path = next.path().to_owned();
        drop(next);
        assert!(!path.exists());
    }
}
