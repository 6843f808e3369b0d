//! The folder that a course may read from.

use std::path::{Path, PathBuf};

use crate::model::CoursePath;

use super::{Error, Vfs, spelling};

/// A course root, and the folder above it that the author opened for images and materials
/// (`assets_root`), if any. Both are real paths without links, and all that is in them comes from one [`Vfs`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    course: PathBuf,
    assets: PathBuf,
    vfs: Vfs,
}

/// Why a path may not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// Nothing is there.
    Missing,
    /// It is, or ends through a link, outside the folders that may be read.
    Outside,
}

impl Root {
    /// Takes the course's folder; a link to a folder is followed.
    pub fn new(course: &Path) -> Result<Self, Error> {
        Self::within(Vfs::disk(), course)
    }

    /// The same of other files than the disk's.
    pub fn within(vfs: Vfs, course: &Path) -> Result<Self, Error> {
        let course = vfs.real(course)?;
        Ok(Self { assets: course.clone(), course, vfs })
    }

    /// Widens where images and materials may be to `folder`, relative to the course.
    pub fn with_assets(mut self, folder: &str) -> Result<Self, Error> {
        self.assets = self.vfs.real(&self.course.join(folder))?;
        Ok(self)
    }

    /// The course's folder on this machine.
    pub fn course(&self) -> &Path {
        &self.course
    }

    /// Where the files come from.
    pub fn vfs(&self) -> &Vfs {
        &self.vfs
    }

    /// The path of the assets folder relative to the course, when it is above it.
    pub fn assets(&self) -> Option<CoursePath> {
        let ups = self.course.strip_prefix(&self.assets).ok()?.components().count();
        (ups > 0).then(|| CoursePath::root().join(&"../".repeat(ups)).unwrap_or_default())
    }

    /// Whether `path`, links aside, stays inside the course or the folder that the author opened.
    pub fn may_hold(&self, path: &CoursePath) -> bool {
        let ups = |path: &CoursePath| path.segments().take_while(|segment| *segment == "..").count();
        ups(path) <= self.assets().as_ref().map_or(0, ups)
    }

    /// The path on this machine, unchecked: for messages and for files known to be inside.
    pub fn disk(&self, path: &CoursePath) -> PathBuf {
        if !path.as_str().is_ascii() {
            return spelling::on_disk(&self.vfs, &self.course, path.segments());
        }
        let room = self.course.as_os_str().len() + 1 + path.as_str().len();
        let mut disk = PathBuf::with_capacity(room);
        disk.push(&self.course);
        disk.extend(path.as_str().split('/').filter(|segment| !segment.is_empty()));
        disk
    }

    /// Checks that `path` exists and, with links resolved, is inside a readable folder.
    pub fn open(&self, path: &CoursePath) -> Result<PathBuf, Denied> {
        let real = self.vfs.real(&self.disk(path)).map_err(|_| Denied::Missing)?;
        if self.holds(&real) { Ok(real) } else { Err(Denied::Outside) }
    }

    /// The file at `path` on this machine and its size, checked like [`Self::open`].
    ///
    /// A file that was `walked` is known to be in folders inside the course, so that one look at the
    /// file itself is enough.
    pub fn measure(&self, path: &CoursePath, walked: bool) -> Result<(PathBuf, u64), Denied> {
        let disk = self.disk(path);
        if walked {
            let size = self.vfs.own_file_size(&disk).map_err(|_| Denied::Missing)?;
            if let Some(bytes) = size {
                return Ok((disk, bytes));
            }
        }
        let real = self.open(path)?;
        match self.vfs.file_size(&real) {
            Ok(Some(bytes)) => Ok((real, bytes)),
            _ => Err(Denied::Missing),
        }
    }

    /// Whether a real path (without links) is in the course or its assets.
    pub fn holds(&self, real: &Path) -> bool {
        real.starts_with(&self.course) || real.starts_with(&self.assets)
    }

    /// Whether a real path (without links) is in the course itself.
    pub fn course_holds(&self, real: &Path) -> bool {
        real.starts_with(&self.course)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn links_and_dots_out_of_the_course_are_denied() {
        let folder = tempfile::tempdir().unwrap();
        let course = folder.path().join("course");
        std::fs::create_dir(&course).unwrap();
        std::fs::write(folder.path().join("secret.txt"), "x").unwrap();
        std::fs::write(course.join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink("../secret.txt", course.join("link.txt")).unwrap();
        let root = Root::new(&course).unwrap();
        let open = |root: &Root, path: &str| root.open(&CoursePath::root().join(path).unwrap()).map(|_| ());
        assert_eq!(open(&root, "a.txt"), Ok(()));
        assert_eq!(open(&root, "b.txt"), Err(Denied::Missing));
        assert_eq!(open(&root, "link.txt"), Err(Denied::Outside));
        assert_eq!(open(&root, "../secret.txt"), Err(Denied::Outside));
        let wide = root.with_assets("..").unwrap();
        assert_eq!(open(&wide, "../secret.txt"), Ok(()));
        assert_eq!(wide.assets().unwrap().as_str(), "..");
    }
}
