//! Everything below a folder, each folder before what is in it, and no link followed.
//!
//! The disk is walked by [`walkdir`]. With an [`Overlay`] the folders are listed here, and both lists become one.

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::fs::FileType;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec;

use walkdir::WalkDir;

use super::overlay::Overlay;
use super::{Error, context};

/// What stands in a folder.
#[derive(Debug)]
pub struct Entry {
    /// The path of the folder that is walked, and below it.
    pub path: PathBuf,
    /// 1 for what is directly in that folder.
    pub depth: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A folder.
    Folder,
    /// A regular file.
    File,
    /// A link, where links are not followed.
    Link,
    /// A device, a pipe, a socket.
    Other,
}

impl Kind {
    pub(super) fn of(kind: FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_dir() {
            Self::Folder
        } else if kind.is_symlink() {
            Self::Link
        } else {
            Self::Other
        }
    }
}

impl Entry {
    /// Its own name.
    pub fn name(&self) -> &OsStr {
        self.path.file_name().unwrap_or(self.path.as_os_str())
    }
}

/// Compares the paths of two entries of one folder.
type Order = dyn Fn(&Path, &Path) -> Ordering + Send + Sync;

/// Entries, as they are found. What cannot be listed is an error in its place.
pub struct Walk(Source);

enum Source {
    Disk(Box<walkdir::IntoIter>),
    Overlaid { overlay: Arc<Overlay>, order: Box<Order>, open: Vec<vec::IntoIter<Result<Entry, Error>>> },
}

impl Walk {
    /// Walks a folder of the disk; without an order as the disk has it.
    pub(super) fn disk(
        folder: &Path,
        order: Option<impl Fn(&Path, &Path) -> Ordering + Send + Sync + 'static>,
    ) -> Self {
        let mut walk = WalkDir::new(folder).min_depth(1).follow_root_links(true);
        if let Some(order) = order {
            walk = walk.sort_by(move |a, b| order(a.path(), b.path()));
        }
        Self(Source::Disk(Box::new(walk.into_iter())))
    }

    /// Walks what the disk and `overlay` have in a folder.
    pub(super) fn overlaid(
        overlay: &Arc<Overlay>,
        folder: &Path,
        order: impl Fn(&Path, &Path) -> Ordering + Send + Sync + 'static,
    ) -> Self {
        let first = entries(overlay, folder, 1, &order);
        let open = vec![first.into_iter()];
        Self(Source::Overlaid { overlay: Arc::clone(overlay), order: Box::new(order), open })
    }

    /// Skips what is left of the folder that the last entry is, or is in.
    pub fn skip_current_dir(&mut self) {
        match &mut self.0 {
            Source::Disk(walk) => walk.skip_current_dir(),
            Source::Overlaid { open, .. } => drop(open.pop()),
        }
    }
}

impl Iterator for Walk {
    type Item = Result<Entry, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Source::Disk(walk) => Some(walk.next()?.map_err(of_walkdir).map(|entry| Entry {
                depth: entry.depth(),
                kind: Kind::of(entry.file_type()),
                path: entry.into_path(),
            })),
            Source::Overlaid { overlay, order, open } => loop {
                match open.last_mut()?.next() {
                    None => drop(open.pop()),
                    Some(Ok(entry)) if entry.kind == Kind::Folder => {
                        open.push(entries(overlay, &entry.path, entry.depth + 1, &**order).into_iter());
                        return Some(Ok(entry));
                    }
                    Some(entry) => return Some(entry),
                }
            },
        }
    }
}

fn of_walkdir(error: walkdir::Error) -> Error {
    let path = error.path().map(Path::to_owned).unwrap_or_default();
    let source = error.into_io_error().unwrap_or_else(|| ErrorKind::Other.into());
    Error { doing: "list", path, source }
}

/// What the disk and `overlay` have in a folder. What is in both is the overlay's.
fn entries(overlay: &Overlay, folder: &Path, depth: usize, order: &Order) -> Vec<Result<Entry, Error>> {
    let names = overlay.names(folder);
    let entry = |name: &OsStr, kind| Entry { path: folder.join(name), depth, kind };
    let of_overlay =
        |&(name, is_dir): &(&OsStr, bool)| entry(name, if is_dir { Kind::Folder } else { Kind::File });
    let mut found: Vec<Entry> = names.iter().map(of_overlay).collect();
    let mut errors = Vec::new();
    match std::fs::read_dir(folder) {
        Err(_) if !names.is_empty() => {}
        Err(error) => errors.push(Err(context("list", folder)(error))),
        Ok(listed) => {
            for listed in listed {
                match listed.and_then(|listed| Ok((listed.file_name(), listed.file_type()?))) {
                    Ok((name, _)) if names.binary_search_by(|(known, _)| (*known).cmp(&name)).is_ok() => {}
                    Ok((name, kind)) => found.push(entry(&name, Kind::of(kind))),
                    Err(error) => errors.push(Err(context("list", folder)(error))),
                }
            }
        }
    }
    found.sort_by(|a, b| order(&a.path, &b.path));
    errors.into_iter().chain(found.into_iter().map(Ok)).collect()
}
