//! The same pages as files, which open from a disk or any server of files.
//!
//! Start at [`write()`]. A folder is only written into when it is empty or an earlier export made it, which
//! its [`marker`] says; what that one wrote and this one does not is taken away. Files that others put
//! there stay. The marker says `writing` while it lasts, so that an export that was cut off is known for
//! what it is, and the next run simply does it again.

mod marker;
mod plan;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::course::Packing;
use crate::fs::{self, context};

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
    #[error("`{}` is not empty, and no earlier export made it", .0.display())]
    NotOurs(PathBuf),
    /// A file that no export wrote lies where one of ours belongs.
    #[error("`{}` is in the way, and no earlier export wrote it", .0.display())]
    InTheWay(PathBuf),
    /// A file that a course refers to is another one now.
    #[error("`{}` was replaced while it was read", .0.display())]
    Replaced(PathBuf),
    /// A file or folder cannot be read or written.
    #[error(transparent)]
    Disk(#[from] fs::Error),
}

/// Writes all pages of the site, and the files that its courses refer to, into `folder`.
pub fn write(site: &Site, folder: &Path) -> Result<Written, Error> {
    let old = look(folder)?;
    let snapshot = site.snapshot();
    let plan = Plan::of(&snapshot);
    let new: BTreeSet<String> = plan.outputs.iter().map(|output| output.path.clone()).collect();
    let known = old.as_ref().map(|marker| marker.files.clone()).unwrap_or_default();
    if let Some(foreign) = new.difference(&known).map(|path| folder.join(path)).find(|path| is_there(path)) {
        return Err(Error::InTheWay(foreign));
    }
    fs::create_folder(folder)?;
    // Until all is done, what was there and what will be there is ours.
    Marker::writing(known.union(&new).cloned().collect()).write(folder)?;
    write_all(&plan, folder)?;
    for gone in known.difference(&new) {
        remove(folder, gone)?;
    }
    Marker::complete(new).write(folder)?;
    let pages = plan.outputs.iter().filter(|output| output.content.is_page()).count();
    let files = plan.outputs.iter().filter(|output| matches!(output.content, Content::File(_))).count();
    let was_cut_off = old.is_some_and(|marker| marker.is_writing());
    Ok(Written { pages, files, was_cut_off })
}

/// What an earlier export says of the folder; refuses one that others filled.
fn look(folder: &Path) -> Result<Option<Marker>, Error> {
    let mut listed = match std::fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(context("list", folder)(error).into()),
    };
    match Marker::read(folder)? {
        Some(marker) => Ok(Some(marker)),
        None if listed.next().is_none() => Ok(None),
        None => Err(Error::NotOurs(folder.to_owned())),
    }
}

fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Draws and writes on all cores, and the first page last: whoever finds it finds everything.
fn write_all(plan: &Plan<'_>, folder: &Path) -> Result<(), Error> {
    let Some((first, others)) = plan.outputs.split_first() else { return Ok(()) };
    others.par_iter().try_for_each(|output| write_one(plan, output, folder))?;
    write_one(plan, first, folder)
}

fn write_one(plan: &Plan<'_>, output: &Output<'_>, folder: &Path) -> Result<(), Error> {
    let target = folder.join(&output.path);
    if let Some(parent) = target.parent() {
        fs::create_folder(parent)?;
    }
    // Not through a link that somebody laid where an older export had a file.
    if target.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink()) {
        std::fs::remove_file(&target).map_err(context("replace", &target))?;
    }
    if let Content::File(file) = &output.content {
        return copy(file, &target);
    }
    std::fs::write(&target, plan.text(&output.content)).map_err(context("write", &target))?;
    Ok(())
}

/// Copies a file of the course, or the archive that is made of it.
fn copy(file: &LocalFile, target: &Path) -> Result<(), Error> {
    if file.packing != Packing::AsIs {
        let archive = files::archive(file)?;
        std::fs::copy(archive.path(), target).map_err(context("write", target))?;
        return Ok(());
    }
    if !files::is_where_it_was(&file.disk) {
        return Err(Error::Replaced(file.disk.clone()));
    }
    let mut from = std::fs::File::open(&file.disk).map_err(context("open", &file.disk))?;
    let mut to = std::fs::File::create(target).map_err(context("write", target))?;
    // A copy of the bytes alone: a file that nobody may write would stand in the next export's way.
    io::copy(&mut from, &mut to).map_err(context("write", target))?;
    Ok(())
}

/// Takes away a file of an earlier export, and the folders that are empty without it.
fn remove(folder: &Path, path: &str) -> Result<(), Error> {
    let target = folder.join(path);
    match std::fs::remove_file(&target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(context("remove", &target)(error).into());
        }
        _ => {}
    }
    let above = target.ancestors().skip(1).take_while(|above| *above != folder);
    for above in above {
        // The first that is not empty ends it.
        if std::fs::remove_dir(above).is_err() {
            break;
        }
    }
    Ok(())
}
