//! The static export: the pages as files, for a disk or a web host.
//!
//! Start at [`write()`]. A folder is only written into when it is empty or an earlier export made it, which
//! its [`marker`] says; what that one wrote and this one does not is taken away. Files that others put
//! there stay. Nothing is written or removed through a link in the folder, whatever the marker says, and that is
//! known before the first file is written. The marker says `writing` while it lasts, so that an export that was cut off is known for
//! what it is, and the next run simply does it again.

mod marker;
mod plan;

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::fs::state::StateError;
use crate::fs::{self, Unusable, WriteDir, context};

use super::files;
use super::site::{LocalFile, Site};

use self::marker::Marker;
use self::plan::{Content, Output, Plan};

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// HTML pages.
    pub pages: usize,
    /// Files of the courses.
    pub files: usize,
    /// Whether an earlier export into this folder had been cut off.
    pub was_cut_off: bool,
}

/// Nothing was exported, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds what no export wrote.
    #[error("export folder is not empty: `{}` (not from an earlier export)", .0.display())]
    NotOurs(PathBuf),
    /// A file that no export wrote has the path of an exported file.
    #[error("file already exists: `{}` (not from an earlier export)", .0.display())]
    InTheWay(PathBuf),
    /// A file that a course refers to is another one now.
    #[error("file changed while it was read: `{}`", .0.display())]
    Replaced(PathBuf),
    /// The marker of an earlier export cannot be used.
    #[error(transparent)]
    Marker(#[from] StateError),
    /// A file or folder cannot be read or written.
    #[error(transparent)]
    Disk(#[from] fs::Error),
}

/// Writes all pages of the site, and the files that its courses refer to, into `folder`.
pub fn write(site: &Site, folder: &Path) -> Result<Written, Error> {
    let snapshot = site.snapshot();
    let plan = Plan::of(&snapshot);
    let new: BTreeSet<String> = plan.outputs.iter().map(|output| output.path.clone()).collect();
    let dir = WriteDir::make(folder)?;
    let old = look(&dir, folder)?;
    let known = old.as_ref().map(|marker| marker.files.clone()).unwrap_or_default();
    for path in new.difference(&known) {
        if dir.has_name(Path::new(path))? {
            return Err(Error::InTheWay(folder.join(path)));
        }
    }
    // A marker that came with the folder may name anything: what is no file stops the export before it begins.
    for path in &known {
        dir.has_file(Path::new(path))?;
    }
    // Until all is done, what was there and what will be there is ours.
    Marker::writing(known.union(&new).cloned().collect()).write(&dir)?;
    dir.sweep(known.union(&new).map(Path::new).chain([Path::new(marker::NAME)]));
    write_all(&plan, &dir)?;
    for gone in known.difference(&new) {
        dir.remove(Path::new(gone))?;
        dir.remove_empty_above(Path::new(gone));
    }
    Marker::complete(new).write(&dir)?;
    let pages = plan.outputs.iter().filter(|output| output.content.is_page()).count();
    let files = plan.outputs.iter().filter(|output| matches!(output.content, Content::File(_))).count();
    let was_cut_off = old.is_some_and(|marker| marker.is_writing());
    Ok(Written { pages, files, was_cut_off })
}

/// What an earlier export says of the folder; refuses one that others filled.
fn look(dir: &WriteDir, folder: &Path) -> Result<Option<Marker>, Error> {
    match Marker::read(dir)? {
        Some(marker) => Ok(Some(marker)),
        None if std::fs::read_dir(folder).map_err(context("list", folder))?.next().is_none() => Ok(None),
        None => Err(Error::NotOurs(folder.to_owned())),
    }
}

/// Draws and writes on all cores, and the first page last: whoever finds it finds everything.
fn write_all(plan: &Plan<'_>, dir: &WriteDir) -> Result<(), Error> {
    let Some((first, others)) = plan.outputs.split_first() else { return Ok(()) };
    others.par_iter().try_for_each(|output| write_one(plan, output, dir))?;
    write_one(plan, first, dir)
}

fn write_one(plan: &Plan<'_>, output: &Output<'_>, dir: &WriteDir) -> Result<(), Error> {
    let target = Path::new(&output.path);
    if let Content::File(file) = &output.content {
        return copy(file, dir, target);
    }
    let text = plan.text(&output.content);
    Ok(dir.fill(target, |to| to.write_all(text.as_bytes()))?)
}

/// Copies a file of the course, or the archive that is made of it.
fn copy(file: &LocalFile, dir: &WriteDir, target: &Path) -> Result<(), Error> {
    let opened = if file.packing.is_packed() { files::archive(file) } else { files::open(&file.disk) };
    let mut from = opened.map_err(|error| match Unusable::of(&error.source) {
        Some(Unusable::Link) => Error::Replaced(file.disk.clone()),
        _ => error.into(),
    })?;
    // The bytes alone: a file that nobody may write would stand in the next export's way.
    Ok(dir.fill(target, |to| io::copy(&mut from, to).map(drop))?)
}
