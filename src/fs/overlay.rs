//! Files that stand in for those of the disk: texts that an editor has not saved, files of an archive.
//!
//! A file here hides the one of the same path on the disk. The folders above it are there as well, even if the
//! disk has none of them, so that an archive is an overlay below a path where the disk has nothing.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::ops::Bound;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Files by their real paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    files: BTreeMap<PathBuf, OverlayFile>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OverlayFile {
    pub content: Vec<u8>,
    /// Differs from that of every other content.
    pub revision: u64,
}

impl Overlay {
    /// Puts a file at `path`, in place of what is there.
    pub fn put(&mut self, path: &Path, content: impl Into<Vec<u8>>) {
        static REVISION: AtomicU64 = AtomicU64::new(0);
        let revision = REVISION.fetch_add(1, Ordering::Relaxed);
        self.files.insert(real(path), OverlayFile { content: content.into(), revision });
    }

    /// Takes the file at `path` away; what the disk has there is seen again.
    pub fn remove(&mut self, path: &Path) {
        self.files.remove(&real(path));
    }

    /// The file at a path, links followed.
    pub(super) fn file(&self, path: &Path) -> Option<&OverlayFile> {
        self.files.get(path).or_else(|| self.files.get(&real(path)))
    }

    /// Whether a file, or one below it, is at a real path.
    pub(super) fn holds(&self, real: &Path) -> bool {
        self.from(real).next().is_some()
    }

    /// The names in a folder, each once, in order of their bytes, and whether it is a folder itself.
    pub(super) fn names(&self, folder: &Path) -> Vec<(&OsStr, bool)> {
        let folder = real(folder);
        let mut names: Vec<(&OsStr, bool)> = Vec::new();
        for path in self.from(&folder) {
            let mut below = path.components().skip(folder.components().count());
            let Some(Component::Normal(name)) = below.next() else { continue };
            if names.last().is_none_or(|(last, _)| *last != name) {
                names.push((name, below.next().is_some()));
            }
        }
        names
    }

    /// The file at a real path, and those below it.
    fn from(&self, real: &Path) -> impl Iterator<Item = &Path> {
        self.files
            .range::<Path, _>((Bound::Included(real), Bound::Unbounded))
            .map(|(path, _)| path.as_path())
            .take_while(move |path| path.starts_with(real))
    }
}

/// The real path of what need not be on the disk: as far as it is there its links are followed.
pub(super) fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|above| Some((above, std::fs::canonicalize(above).ok()?)));
    let Some((above, mut real)) = there else { return path };
    for part in path.strip_prefix(above).unwrap_or(Path::new("")).components() {
        if part == Component::ParentDir {
            real.pop();
        } else {
            real.push(part);
        }
    }
    real
}
