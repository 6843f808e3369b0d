//! The files that a scan sees: those of the disk, or of the disk below an [`Overlay`].
//!
//! Whatever a scan lists, looks at or reads goes through a [`Vfs`], so that a text which an editor has not saved,
//! or a course in an archive, is scanned as if it were on the disk. Without an overlay each of these is the
//! disk's own call and nothing more.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::overlay::{self, Overlay, OverlayFile};
use super::regular::{self, Unusable};
use super::stamp::Stamp;
use super::walk::{Kind, Walk};
use super::{Error, Listed, context};

/// Where files come from; by default the disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vfs {
    overlay: Option<Arc<Overlay>>,
}

impl From<Overlay> for Vfs {
    /// The disk, with the files of an overlay in place of its own.
    fn from(overlay: Overlay) -> Self {
        Self { overlay: Some(Arc::new(overlay)) }
    }
}

impl Vfs {
    /// The disk and nothing else.
    pub fn disk() -> Self {
        Self::default()
    }

    fn over(&self, path: &Path) -> Option<&OverlayFile> {
        self.overlay.as_ref()?.file(path)
    }

    /// The content of the file at a path, if it is one of the overlay.
    pub(super) fn content(&self, path: &Path) -> Option<&[u8]> {
        self.over(path).map(|file| file.content.as_slice())
    }

    /// Reads a whole file of at most `limit` bytes; links are followed.
    pub fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
        match self.content(path) {
            Some(content) => within(content, limit).map(<[u8]>::to_vec).map_err(context("read", path)),
            None => super::read(path, limit),
        }
    }

    /// Reads the first `limit` bytes of a file, or all of it if it is shorter; links are followed.
    pub fn read_start(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
        match self.content(path) {
            Some(content) => Ok(start(content, limit).to_vec()),
            None => start_of(super::open(path)?, limit).map_err(context("read", path)),
        }
    }

    /// The names in a folder, in order of their bytes.
    pub fn list(&self, folder: &Path) -> Result<Vec<Listed>, Error> {
        let listed = super::list(folder);
        let Some(overlay) = &self.overlay else { return listed };
        let names = overlay.names(folder);
        let mut listed = match listed {
            Err(_) if !names.is_empty() => Vec::new(),
            listed => listed?,
        };
        for (name, is_dir) in names {
            let Some(name) = name.to_str() else { continue };
            match listed.binary_search_by(|known| known.name.as_str().cmp(name)) {
                Ok(at) => listed[at].is_dir = is_dir,
                Err(at) => listed.insert(at, Listed { name: name.to_owned(), is_dir }),
            }
        }
        Ok(listed)
    }

    /// Everything below a folder, the entries of each folder in an `order` of their paths.
    pub fn walk_in_order(
        &self,
        folder: &Path,
        order: impl Fn(&Path, &Path) -> Ordering + Send + Sync + 'static,
    ) -> Walk {
        match &self.overlay {
            None => Walk::disk(folder, Some(order)),
            Some(overlay) => Walk::overlaid(overlay, folder, order),
        }
    }

    /// Everything below a folder, in any order.
    pub fn walk(&self, folder: &Path) -> Walk {
        match &self.overlay {
            None => Walk::disk(folder, None::<fn(&Path, &Path) -> Ordering>),
            Some(overlay) => Walk::overlaid(overlay, folder, Path::cmp),
        }
    }

    /// What is at a path, links followed; `None` when nothing is.
    pub fn kind(&self, path: &Path) -> Option<Kind> {
        if self.over(path).is_some() {
            return Some(Kind::File);
        }
        let on_disk = || Some(Kind::of(std::fs::metadata(path).ok()?.file_type()));
        match &self.overlay {
            Some(overlay) if overlay.holds(&overlay::real(path)) => Some(Kind::Folder),
            _ => on_disk(),
        }
    }

    /// The real path of what is there, without links.
    pub fn real(&self, path: &Path) -> Result<PathBuf, Error> {
        let real = std::fs::canonicalize(path);
        let real = match (&self.overlay, real) {
            (Some(overlay), Err(error)) => {
                Some(overlay::real(path)).filter(|real| overlay.holds(real)).ok_or(error)
            }
            (_, real) => real,
        };
        real.map_err(context("find", path))
    }

    /// The size in bytes of the regular file at a path, links followed; `None` when it is something else.
    pub fn file_size(&self, path: &Path) -> Result<Option<u64>, Error> {
        match self.over(path) {
            Some(file) => Ok(Some(file.content.len() as u64)),
            None => super::file_size(path),
        }
    }

    /// The same for the path itself: a link is something else.
    pub fn own_file_size(&self, path: &Path) -> io::Result<Option<u64>> {
        if let Some(file) = self.over(path) {
            return Ok(Some(file.content.len() as u64));
        }
        let metadata = std::fs::symlink_metadata(path)?;
        Ok(metadata.is_file().then_some(metadata.len()))
    }

    /// The same for a path that has no links at all: `None` if it has.
    pub(super) fn real_file_size(&self, path: &Path) -> Option<u64> {
        match self.content(path) {
            Some(content) => Some(content.len() as u64),
            None => regular::size_of_real(path),
        }
    }

    /// What is known of a file without reading it. To be taken before it is read.
    pub fn stamp(&self, path: &Path) -> Option<Stamp> {
        match self.over(path) {
            Some(file) => Some(Stamp::of_overlay(file.revision)),
            None => Stamp::of_disk(&std::fs::metadata(path).ok()?),
        }
    }

    /// The files that a folder's archive holds, in order of their names' bytes, with their sizes: all of
    /// them but links and what begins with a dot.
    pub fn archive_files(&self, folder: &Path) -> Result<Vec<(PathBuf, u64)>, Error> {
        let mut files = Vec::new();
        let mut entries = self.walk_in_order(folder, |a, b| a.file_name().cmp(&b.file_name()));
        while let Some(entry) = entries.next().transpose()? {
            let is_hidden = entry.name().as_encoded_bytes().starts_with(b".");
            if is_hidden && entry.kind == Kind::Folder {
                entries.skip_current_dir();
            } else if !is_hidden && entry.kind == Kind::File {
                let size = self.own_file_size(&entry.path).map_err(context("look at", &entry.path))?;
                files.push((entry.path, size.unwrap_or_default()));
            }
        }
        Ok(files)
    }
}

/// The content, if it is not longer.
pub(super) fn within(content: &[u8], limit: u64) -> io::Result<&[u8]> {
    if content.len() as u64 <= limit { Ok(content) } else { Err(Unusable::TooLarge(limit).into()) }
}

pub(super) fn start(content: &[u8], limit: u64) -> &[u8] {
    &content[..usize::try_from(limit).unwrap_or(usize::MAX).min(content.len())]
}

pub(super) fn start_of(file: File, limit: u64) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    file.take(limit).read_to_end(&mut start)?;
    Ok(start)
}

#[cfg(test)]
mod tests;
