//! The folder that a course may read from.

use std::fs::File;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::model::CoursePath;

use super::regular::{self, Unusable};
use super::vfs;
use super::{Error, Kind, Vfs, context, spelling};

/// A course root, and the folder above it that the author opened for images and materials
/// (`assets_root`), if any. Both are real paths without links, and all that is in them comes from one [`Vfs`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    course: PathBuf,
    assets: PathBuf,
    /// How many levels above the course its repository is: nothing further up can be opened.
    levels: usize,
    vfs: Vfs,
}

/// Why a folder is not opened for images and materials.
#[derive(Debug)]
pub enum NotOpened {
    /// It is outside of the repository.
    Outside,
    /// It or a folder above it is hidden: what programs keep for themselves.
    Hidden,
    /// There is no such folder; why.
    NoFolder(io::Error),
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
        Ok(Self { assets: course.clone(), course, levels: 0, vfs })
    }

    /// Says how many levels above the course its repository is.
    #[must_use]
    pub fn in_repository(mut self, levels: usize) -> Self {
        self.levels = levels;
        self
    }

    /// See [`Self::in_repository`]; 0 is the course itself.
    pub fn levels(&self) -> usize {
        self.levels
    }

    /// Widens where images and materials may be to `folder`, relative to the course.
    pub fn with_assets(mut self, folder: &str) -> Result<Self, NotOpened> {
        let missing = |error: Error| NotOpened::NoFolder(error.source);
        self.assets = self.vfs.real(&self.course.join(folder)).map_err(missing)?;
        let repository = self.course.ancestors().nth(self.levels).unwrap_or(&self.course);
        let below = self.assets.strip_prefix(repository).map_err(|_| NotOpened::Outside)?;
        if self.vfs.kind(&self.assets) != Some(Kind::Folder) {
            return Err(NotOpened::NoFolder(io::ErrorKind::NotADirectory.into()));
        }
        let is_around = self.course.starts_with(&self.assets) || self.assets.starts_with(&self.course);
        if !is_around && is_hidden(below) {
            return Err(NotOpened::Hidden);
        }
        Ok(self)
    }

    /// Whether something is at `path`, which leaves the course, and can be opened: it is below the folder that the path
    /// climbs to, links resolved, and that one is in the repository.
    pub fn can_open(&self, path: &CoursePath) -> bool {
        let ups = ups(path);
        let holds = |real: &Path| {
            let folder = self.course.ancestors().nth(ups).unwrap_or(&self.course);
            real.strip_prefix(folder).is_ok_and(|below| !is_hidden(below))
        };
        (1..=self.levels).contains(&ups) && self.vfs.real(&self.disk(path)).is_ok_and(|real| holds(&real))
    }

    /// Whether a file that is put at `path`, which leaves the course, can be opened, and is not yet.
    pub fn could_open(&self, path: &CoursePath) -> bool {
        let is_in_reach = (1..=self.levels).contains(&ups(path)) && !self.may_hold(path);
        is_in_reach && self.vfs.kind(&self.disk(path)).is_none()
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
    /// file itself is enough, if no link leads to it.
    pub fn measure(&self, path: &CoursePath, walked: bool) -> Result<(PathBuf, u64), Denied> {
        let disk = self.disk(path);
        if walked && let Some(bytes) = self.vfs.real_file_size(&disk) {
            return Ok((disk, bytes));
        }
        let real = self.open(path)?;
        match self.vfs.file_size(&real) {
            Ok(Some(bytes)) => Ok((real, bytes)),
            _ => Err(Denied::Missing),
        }
    }

    /// Reads a whole file of at most `limit` bytes, checked like [`Self::open`].
    pub fn read(&self, path: &CoursePath, limit: u64) -> Result<Vec<u8>, Error> {
        self.read_disk(&self.disk(path), limit)
    }

    /// The same of a path on this machine, as a walk gives it.
    pub fn read_disk(&self, disk: &Path, limit: u64) -> Result<Vec<u8>, Error> {
        match self.vfs.content(disk) {
            Some(content) => vfs::within(content, limit).map(<[u8]>::to_vec),
            None => self.file(disk).and_then(|file| regular::read_file(file, limit)),
        }
        .map_err(context("read", disk))
    }

    /// The same of a file that was walked, into `buffer`, see [`regular::read_file_into`]. Who reads one small file
    /// after the other saves asking the system for the size of each, and memory that no cache has seen.
    pub fn read_walked_into<'b>(
        &'b self,
        path: &CoursePath,
        buffer: &'b mut Vec<u8>,
        limit: u64,
    ) -> Result<&'b [u8], Error> {
        let disk = self.disk(path);
        match self.vfs.content(&disk) {
            Some(content) => vfs::within(content, limit),
            None => {
                self.walked_file(&disk).and_then(|mut file| regular::read_file_into(&mut file, buffer, limit))
            }
        }
        .map_err(context("read", &disk))
    }

    /// The first `limit` bytes of a file, or all of it if it is shorter, checked like [`Self::open`].
    pub fn read_start(&self, path: &CoursePath, limit: u64) -> Result<Vec<u8>, Error> {
        let disk = self.disk(path);
        match self.vfs.content(&disk) {
            Some(content) => Ok(vfs::start(content, limit).to_vec()),
            None => self.file(&disk).and_then(|file| vfs::start_of(file, limit)),
        }
        .map_err(context("read", &disk))
    }

    /// Opens what may be anything: to open a device may do something, so it is looked at before.
    fn file(&self, disk: &Path) -> io::Result<File> {
        match self.vfs.kind(disk) {
            Some(Kind::Other) => Err(Unusable::Special.into()),
            _ => self.walked_file(disk),
        }
    }

    /// Opens a file of the course, and no other that has its name by now.
    fn walked_file(&self, disk: &Path) -> io::Result<File> {
        let climbs = disk.components().any(|part| part == Component::ParentDir);
        if !climbs {
            match regular::real(disk) {
                Err(error) if Unusable::of(&error) == Some(Unusable::Link) => {}
                opened => return opened,
            }
        }
        let real = std::fs::canonicalize(disk)?;
        if !self.holds(&real) {
            return Err(Unusable::Outside.into());
        }
        regular::real(&real)
    }

    /// Whether a real path (without links) is in the course or its assets. What is hidden there is in neither.
    pub fn holds(&self, real: &Path) -> bool {
        self.course_holds(real) || real.strip_prefix(&self.assets).is_ok_and(|below| !is_hidden(below))
    }

    /// Whether a real path (without links) is in the course itself. Keys, and what git keeps, are in no course.
    pub fn course_holds(&self, real: &Path) -> bool {
        real.strip_prefix(&self.course).is_ok_and(|below| !holds_secrets(below))
    }
}

/// How many levels above the course a path climbs.
fn ups(path: &CoursePath) -> usize {
    path.segments().take_while(|segment| *segment == "..").count()
}

/// Whether a file or folder of this name holds keys, or what git keeps: nobody wants to publish it. Other hidden files may be
/// meant: pictures are kept in `.gitbook`, for example.
pub(crate) fn is_secret_name(name: &str) -> bool {
    const FOLDERS: &[&str] = &[".git", ".hg", ".svn", ".ssh", ".gnupg", ".aws", ".azure", ".kube", ".docker"];
    const FILES: &[&str] =
        &[".npmrc", ".netrc", ".pypirc", ".htpasswd", ".git-credentials", ".pgpass", ".vault-token", ".env"];
    if !name.starts_with('.') {
        return false;
    }
    let name = name.to_ascii_lowercase();
    FOLDERS.contains(&&*name) || FILES.contains(&&*name) || name.starts_with(".env.")
}

fn holds_secrets(below: &Path) -> bool {
    below.components().any(|part| part.as_os_str().to_str().is_some_and(is_secret_name))
}

/// Whether a part of a path begins with a dot: what programs keep for themselves, keys and passwords among it.
fn is_hidden(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."))
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
        assert!(matches!(root.clone().with_assets(".."), Err(NotOpened::Outside)));
        let wide = root.in_repository(1).with_assets("..").unwrap();
        assert_eq!(open(&wide, "../secret.txt"), Ok(()));
        assert_eq!(wide.assets().unwrap().as_str(), "..");
        assert!(matches!(wide.clone().with_assets("../.."), Err(NotOpened::Outside)));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_hidden_above_the_course_is_denied() {
        let folder = tempfile::tempdir().unwrap();
        let course = folder.path().join("course");
        std::fs::create_dir_all(folder.path().join(".keys")).unwrap();
        std::fs::create_dir(&course).unwrap();
        for file in [".env", ".keys/id", "course/.own"] {
            std::fs::write(folder.path().join(file), "x").unwrap();
        }
        std::os::unix::fs::symlink(".env", folder.path().join("link.txt")).unwrap();
        let root = Root::new(&course).unwrap().in_repository(1).with_assets("..").unwrap();
        let open = |path: &str| root.open(&CoursePath::root().join(path).unwrap()).map(|_| ());
        for path in ["../.env", "../.keys/id", "../link.txt"] {
            assert_eq!(open(path), Err(Denied::Outside), "{path}");
        }
        assert_eq!(open(".own"), Ok(()));
    }
}
