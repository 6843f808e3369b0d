//! Writes regular files below one folder. All writes use it.
//!
//! A course, an export or a repository may come from somebody else, with links and named pipes where this program is
//! about to write. [`WriteDir`] holds the folder open and goes to a file one name at a time from there. It follows no
//! link below the folder, not even one that stays inside, and it opens nothing but regular files: what else it meets
//! is [`Refused`]. The folder itself may be reached through links.
//!
//! A file is replaced as a whole or not at all: the new content is written beside it and takes its name.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use cap_fs_ext::{DirExt as _, FollowSymlinks, OpenOptionsFollowExt as _, OpenOptionsSyncExt as _};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, OpenOptions};

use super::regular::read_file;
use super::{Error, context, create_folder};

/// A folder that is written into.
#[derive(Debug)]
pub struct WriteDir {
    path: PathBuf,
    dir: Dir,
}

/// A path that is not written to, whoever asks for it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is a link, or there is one on the way.
    #[error("cannot write `{}`: it is a symbolic link", .0.display())]
    Link(PathBuf),
    /// It is a device, a socket or a named pipe.
    #[error("cannot write `{}`: it is not a regular file", .0.display())]
    Special(PathBuf),
    /// It leads out of the folder.
    #[error("cannot write `{}`: it is outside the target folder", .0.display())]
    Outside(PathBuf),
}

impl Refused {
    /// Why an operation of a [`WriteDir`] failed, if it was this.
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

impl From<Refused> for io::Error {
    fn from(refused: Refused) -> Self {
        Self::other(refused)
    }
}

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Whoever could read the file that it replaces; for a new one, whoever the user's settings say.
    Usual,
    /// Nobody but this user, whatever was there before.
    Private,
}

/// A name in an open folder.
struct Spot<'a> {
    root: &'a Dir,
    above: Option<Dir>,
    name: &'a OsStr,
}

impl Spot<'_> {
    /// The same place, for another name.
    fn share(&self) -> Spot<'_> {
        Spot { root: self.dir(), above: None, name: self.name }
    }

    fn dir(&self) -> &Dir {
        self.above.as_ref().unwrap_or(self.root)
    }
}

/// A file that is being written and has no name of its own yet; it is gone when it is dropped.
#[derive(Debug)]
pub struct Unnamed {
    dir: Dir,
    name: OsString,
    file: Option<File>,
}

impl WriteDir {
    /// Opens a folder that is there; links to it are followed.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let here = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let dir = Dir::open_ambient_dir(here, ambient_authority()).map_err(context("open", path))?;
        Ok(Self { path: path.to_owned(), dir })
    }

    /// Opens a folder, and makes it and those above it if they are not there.
    pub fn make(path: &Path) -> Result<Self, Error> {
        create_folder(path)?;
        Self::open(path)
    }

    /// Where a path below the folder is on this machine, for people.
    pub fn disk(&self, path: &Path) -> PathBuf {
        self.path.join(path)
    }

    /// Whether there is a file at `path`; an error if that is something that would not be written to.
    pub fn has_file(&self, path: &Path) -> Result<bool, Error> {
        let look = || match self.find(path)? {
            Some(spot) => Ok(self.regular(&spot, path)?.is_some()),
            None => Ok(false),
        };
        look().map_err(context("write", &self.disk(path)))
    }

    /// Whether anything at all has the name `path`, were it a link to nothing; an error if a link is on the way there.
    pub fn has_name(&self, path: &Path) -> Result<bool, Error> {
        let look = || match self.find(path)? {
            Some(spot) => Ok(self.metadata(&spot)?.is_some()),
            None => Ok(false),
        };
        look().map_err(context("write", &self.disk(path)))
    }

    /// Reads a whole file that this program writes, of at most `limit` bytes; `None` if there is none.
    pub fn read(&self, path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Error> {
        let read = || -> io::Result<Option<Vec<u8>>> {
            let file = self.open_file(path).map_err(|error| error.source)?;
            file.map(|file| read_file(file, limit)).transpose()
        };
        read().map_err(context("read", &self.disk(path)))
    }

    /// Opens a file to be read; `None` if there is none.
    pub fn open_file(&self, path: &Path) -> Result<Option<File>, Error> {
        let open = || -> io::Result<Option<File>> {
            let Some(spot) = self.find(path)? else { return Ok(None) };
            if self.regular(&spot, path)?.is_none() {
                return Ok(None);
            }
            self.open_regular(&spot, path, OpenOptions::new().read(true)).map(Some)
        };
        open().map_err(context("open", &self.disk(path)))
    }

    /// The names in a folder, in no order; none of a folder that is not there.
    pub fn names(&self, folder: &Path) -> Result<Vec<OsString>, Error> {
        let any = folder.join("x");
        let list = || -> io::Result<Vec<OsString>> {
            let Some(spot) = self.find(&any)? else { return Ok(Vec::new()) };
            spot.dir().entries()?.map(|entry| Ok(entry?.file_name())).collect()
        };
        list().map_err(context("list", &self.disk(folder)))
    }

    /// Makes a file, and the folders above it; never over something that is there.
    pub fn create(&self, path: &Path, content: &[u8]) -> Result<(), Error> {
        let disk = self.disk(path);
        let create = || {
            let spot = self.find_or_make(path)?;
            self.open_regular(&spot, path, OpenOptions::new().write(true).create_new(true))
        };
        create().map_err(context("create", &disk))?.write_all(content).map_err(context("write", &disk))
    }

    /// Replaces a file as a whole and brings it to disk: it outlives a loss of power.
    pub fn replace(&self, path: &Path, content: &[u8], access: Access) -> Result<(), Error> {
        let replace = || {
            self.put(path, access, |file| {
                file.write_all(content)?;
                file.sync_all()
            })?;
            keep_names(self.find(path)?.as_ref().map_or(&self.dir, Spot::dir));
            Ok(())
        };
        replace().map_err(context("write", &self.disk(path)))
    }

    /// Replaces a file, and makes the folders above it. What `fill` writes takes its name once it is complete.
    pub fn fill(&self, path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Error> {
        self.put(path, Access::Usual, fill).map_err(context("write", &self.disk(path)))
    }

    fn put(
        &self,
        path: &Path,
        access: Access,
        fill: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<()> {
        let spot = self.find_or_make(path)?;
        let replaced = self.regular(&spot, path)?.filter(|_| access == Access::Usual);
        let begins = if replaced.is_some() { Access::Private } else { access };
        let mut new = Unnamed::beside(spot.dir().try_clone()?, spot.name, begins)?;
        let opened = new.file_mut()?;
        fill(opened)?;
        if let Some(replaced) = replaced {
            opened.set_permissions(replaced.permissions().into_std(opened)?)?;
        }
        new.name_it(spot.dir(), spot.name)
    }

    /// Begins a file in the folder `folder`, which is made if it is not there; [`Self::keep`] gives it its name.
    pub fn begin(&self, folder: &Path) -> Result<Unnamed, Error> {
        let name = folder.join("new");
        let begin = || {
            let spot = self.find_or_make(&name)?;
            Unnamed::beside(spot.dir().try_clone()?, spot.name, Access::Private)
        };
        begin().map_err(context("write in", &self.disk(folder)))
    }

    /// Gives a file that was begun the name `path`, in place of a file that has it.
    pub fn keep(&self, new: Unnamed, path: &Path) -> Result<(), Error> {
        let keep = || {
            let spot = self.find_or_make(path)?;
            self.regular(&spot, path)?;
            new.name_it(spot.dir(), spot.name)
        };
        keep().map_err(context("write", &self.disk(path)))
    }

    /// Makes a folder and those above it, below this one.
    pub fn make_folder(&self, path: &Path) -> Result<(), Error> {
        self.find_or_make(&path.join("x")).map(drop).map_err(context("make", &self.disk(path)))
    }

    /// Removes a file; one that is not there is no error.
    pub fn remove(&self, path: &Path) -> Result<(), Error> {
        let remove = || -> io::Result<()> {
            let Some(spot) = self.find(path)? else { return Ok(()) };
            if self.regular(&spot, path)?.is_none() {
                return Ok(());
            }
            match spot.dir().remove_file(spot.name) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            }
        };
        remove().map_err(context("remove", &self.disk(path)))
    }

    /// Removes what processes left that were killed while they replaced one of these files. What a process is still
    /// writing stays.
    pub fn sweep<'p>(&self, paths: impl IntoIterator<Item = &'p Path>) {
        let mut folders: BTreeMap<&Path, BTreeSet<String>> = BTreeMap::new();
        for path in paths {
            let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { continue };
            folders.entry(folder).or_default().insert(stem(name));
        }
        for (folder, stems) in folders {
            self.sweep_folder(folder, |stem| stems.contains(stem));
        }
    }

    /// The same of all files in a folder that nobody but this program writes into.
    pub fn sweep_all(&self, folder: &Path) {
        self.sweep_folder(folder, |_| true);
    }

    fn sweep_folder(&self, folder: &Path, is_ours: impl Fn(&str) -> bool) {
        let any = folder.join("x");
        let Ok(Some(spot)) = self.find(&any) else { return };
        let entries = spot.dir().entries().into_iter().flatten().flatten();
        for name in entries.map(|entry| entry.file_name()) {
            if name.to_str().and_then(stem_of_unnamed).is_some_and(&is_ours) {
                self.remove_if_left(&Spot { name: &name, ..spot.share() }, folder);
            }
        }
    }

    fn remove_if_left(&self, spot: &Spot<'_>, folder: &Path) {
        let opened =
            self.open_regular(spot, &folder.join(spot.name), OpenOptions::new().read(true).write(true));
        // Whoever writes it has it locked.
        if opened.is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = spot.dir().remove_file(spot.name);
        }
    }

    /// Removes the folders above `path` that are empty.
    pub fn remove_empty_above(&self, path: &Path) {
        for folder in path.ancestors().skip(1) {
            // The first that is not empty ends it; so does a link.
            match self.find(folder) {
                Ok(Some(spot)) if spot.dir().remove_dir(spot.name).is_ok() => {}
                _ => break,
            }
        }
    }

    /// Opens a file to be locked, and makes it if it is not there.
    pub fn open_lock(&self, path: &Path, access: Access) -> Result<File, Error> {
        let open = || {
            let spot = self.find_or_make(path)?;
            self.regular(&spot, path)?;
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true);
            set_access(&mut options, access);
            self.open_regular(&spot, path, &mut options)
        };
        open().map_err(context("write", &self.disk(path)))
    }

    /// Whether `path` is still this file.
    pub fn is_at(&self, path: &Path, file: &File) -> bool {
        let there = || {
            let spot = self.find(path)?.ok_or(ErrorKind::NotFound)?;
            same_file::Handle::from_file(self.open_regular(&spot, path, OpenOptions::new().read(true))?)
        };
        let ours = file.try_clone().and_then(same_file::Handle::from_file);
        matches!((ours, there()), (Ok(ours), Ok(there)) if ours == there)
    }

    /// Goes to a name; `None` when a folder above it is not there.
    fn find<'a>(&'a self, path: &'a Path) -> io::Result<Option<Spot<'a>>> {
        self.walk(path, false)
    }

    fn find_or_make<'a>(&'a self, path: &'a Path) -> io::Result<Spot<'a>> {
        self.walk(path, true)?.ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn walk<'a>(&'a self, path: &'a Path, makes: bool) -> io::Result<Option<Spot<'a>>> {
        let outside = || Refused::Outside(self.disk(path));
        let names = path.components().map(|part| match part {
            Component::Normal(name) => Ok(name),
            _ => Err(outside()),
        });
        let names: Vec<&OsStr> = names.collect::<Result<_, _>>()?;
        let (name, folders) = names.split_last().ok_or_else(outside)?;
        let mut spot = Spot { root: &self.dir, above: None, name };
        let mut way = PathBuf::new();
        for folder in folders {
            way.push(folder);
            spot.name = folder;
            match self.metadata(&spot)? {
                Some(there) if there.is_symlink() => return Err(Refused::Link(self.disk(&way)).into()),
                Some(there) if !there.is_dir() => return Err(ErrorKind::NotADirectory.into()),
                None if !makes => return Ok(None),
                None => match spot.dir().create_dir(folder) {
                    Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                    _ => {}
                },
                Some(_) => {}
            }
            // Whatever is there by now, a link is not followed.
            spot.above = Some(spot.dir().open_dir_nofollow(folder)?);
        }
        spot.name = name;
        Ok(Some(spot))
    }

    #[allow(clippy::unused_self, reason = "reads as the others do")]
    fn metadata(&self, spot: &Spot<'_>) -> io::Result<Option<Metadata>> {
        match spot.dir().symlink_metadata(spot.name) {
            Ok(metadata) => Ok(Some(metadata)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The regular file there, if anything is.
    fn regular(&self, spot: &Spot<'_>, path: &Path) -> io::Result<Option<Metadata>> {
        match self.metadata(spot)? {
            Some(there) if there.is_symlink() => Err(Refused::Link(self.disk(path)).into()),
            Some(there) if there.is_dir() => Err(ErrorKind::IsADirectory.into()),
            Some(there) if !there.is_file() => Err(Refused::Special(self.disk(path)).into()),
            there => Ok(there),
        }
    }

    /// Opens what may have become something else since it was looked at: a pipe must not make this wait.
    fn open_regular(&self, spot: &Spot<'_>, path: &Path, options: &mut OpenOptions) -> io::Result<File> {
        options.follow(FollowSymlinks::No).nonblock(true);
        let file = spot.dir().open_with(spot.name, options)?.into_std();
        if file.metadata()?.is_file() { Ok(file) } else { Err(Refused::Special(self.disk(path)).into()) }
    }
}

impl Unnamed {
    /// A hidden name that tells whose it is, should the process be killed before it is gone.
    fn beside(dir: Dir, name: &OsStr, access: Access) -> io::Result<Self> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let stem = stem(name);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true).follow(FollowSymlinks::No);
        set_access(&mut options, access);
        loop {
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let name = OsString::from(format!(".{stem}.{}-{count}", std::process::id()));
            match dir.open_with(&name, &options) {
                Ok(file) => {
                    let file = file.into_std();
                    // So that nobody takes it for what a killed process left. Not every disk has locks.
                    let is_taken = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
                    if !is_taken && dir.symlink_metadata(&name).is_ok() {
                        return Ok(Self { dir, name, file: Some(file) });
                    }
                }
                // Another machine, or one that was killed, had the same number.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The file, to be written.
    pub fn file_mut(&mut self) -> io::Result<&mut File> {
        self.file.as_mut().ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn name_it(mut self, dir: &Dir, name: &OsStr) -> io::Result<()> {
        // Some systems rename only what is closed. Elsewhere it stays locked until it has its name.
        let open = if cfg!(unix) { self.file.take() } else { None };
        drop(self.file.take());
        self.dir.rename(&self.name, dir, name)?;
        drop(open);
        self.name.clear();
        Ok(())
    }
}

impl Drop for Unnamed {
    fn drop(&mut self) {
        drop(self.file.take());
        if !self.name.is_empty() {
            let _ = self.dir.remove_file(&self.name);
        }
    }
}

/// What the name of a file that has none yet begins with. Names have a longest length, and the whole of a long one is
/// not needed.
fn stem(name: &OsStr) -> String {
    name.to_string_lossy().chars().take(LONGEST_STEM).collect()
}

/// The stem of such a name: `.STEM.PROCESS-NUMBER`.
fn stem_of_unnamed(name: &str) -> Option<&str> {
    let (stem, end) = name.strip_prefix('.')?.rsplit_once('.')?;
    let (process, number) = end.split_once('-')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(process) && is_number(number)).then_some(stem)
}

/// In characters; a file's name has at most 255 bytes on most disks.
const LONGEST_STEM: usize = 48;

fn set_access(options: &mut OpenOptions, access: Access) {
    #[cfg(unix)]
    if access == Access::Private {
        cap_std::fs::OpenOptionsExt::mode(options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = (options, access);
}

/// Brings a folder's new names to disk, where the system can.
fn keep_names(folder: &Dir) {
    #[cfg(unix)]
    {
        // Not every disk can; the file itself is there already.
        let _ = folder.open(".").and_then(|folder| folder.sync_all());
    }
    #[cfg(not(unix))]
    let _ = folder;
}

#[cfg(test)]
mod tests;
