//! Regular files, opened to be read: what is a pipe, a device or a socket is an error at once, and a file is read up to
//! a limit.
//!
//! Whether a file is regular is asked of the open file, because a name may mean something else a moment later. So does
//! [`open_real`] with links: it opens a path that had none when somebody looked at it, or nothing.

use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use super::{Error, context};

/// A file that is there, and is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// A device, a socket or a named pipe.
    #[error("not a regular file")]
    Special,
    /// It has more bytes than its reader takes.
    #[error("larger than {} MB", .0 >> 20)]
    TooLarge(u64),
    /// A link is on the way to what was a real path.
    #[error("a symbolic link leads there")]
    Link,
    /// A link on the way leads out of the course.
    #[error("a symbolic link leads out of the course")]
    Outside,
}

impl Unusable {
    /// Why a file could not be read, if it was this.
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl From<Unusable> for io::Error {
    fn from(unusable: Unusable) -> Self {
        Self::other(unusable)
    }
}

/// Opens the regular file at `path`; links are followed.
pub fn open(path: &Path) -> Result<File, Error> {
    let open = || {
        // To open a device may do something: it is looked at before.
        must_be_regular(&std::fs::metadata(path)?)?;
        regular(open_at_once(path)?)
    };
    open().map_err(context("open", path))
}

/// Opens the regular file at a real path, as [`super::canonicalize`] gives it. A link that took the place of the file or
/// of a folder above it since then is [`Unusable::Link`].
pub fn open_real(path: &Path) -> Result<File, Error> {
    real(path).map_err(context("open", path))
}

/// Reads a whole file, a regular one of at most `limit` bytes.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    read_file(open(path)?, limit).map_err(context("read", path))
}

/// The same of a real path, see [`open_real`].
pub fn read_real(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    read_file(open_real(path)?, limit).map_err(context("read", path))
}

/// The size of the regular file at a real path, without opening it to be read; `None` of anything else, were it a link
/// on the way.
pub(super) fn size_of_real(path: &Path) -> Option<u64> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat2};
        use rustix::io::Errno;
        let flags = OFlags::PATH | OFlags::CLOEXEC | OFlags::NOFOLLOW;
        match openat2(CWD, path, flags, Mode::empty(), ResolveFlags::NO_SYMLINKS) {
            Ok(file) => {
                let metadata = File::from(file).metadata().ok()?;
                return metadata.is_file().then_some(metadata.len());
            }
            Err(Errno::NOSYS | Errno::PERM | Errno::INVAL) => {}
            Err(_) => return None,
        }
    }
    let metadata = std::fs::symlink_metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    (std::fs::canonicalize(path).ok()? == path).then_some(metadata.len())
}

/// As [`open_real`], for callers that say what they did.
pub(super) fn real(path: &Path) -> io::Result<File> {
    regular(without_links(path)?)
}

/// Reads a whole file of at most `limit` bytes.
pub(super) fn read_file(mut file: File, limit: u64) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let length = read_file_into(&mut file, &mut content, limit)?.len();
    content.truncate(length);
    Ok(content)
}

/// The same, in place of what is in `buffer`; gives what was read. The buffer is only ever grown, so that it is made
/// ready once for many files.
pub(super) fn read_file_into<'b>(
    file: &mut File,
    buffer: &'b mut Vec<u8>,
    limit: u64,
) -> io::Result<&'b [u8]> {
    let mut end = 0;
    loop {
        if end as u64 > limit {
            return Err(Unusable::TooLarge(limit).into());
        }
        if end == buffer.len() {
            // The first piece of a large file: as much room as it needs, if it is as long as it says.
            let length = if end == 0 { 0 } else { file.metadata()?.len().min(limit) };
            let length = usize::try_from(length).unwrap_or_default() + 1;
            buffer.resize(length.max(end + SMALL_FILE).max(buffer.len() + buffer.len() / 8), 0);
        }
        match file.read(&mut buffer[end..]) {
            Ok(0) => return Ok(&buffer[..end]),
            Ok(read) => end += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// In bytes: most texts are smaller.
pub(super) const SMALL_FILE: usize = 32 * 1024;

/// The file, if it is regular.
fn regular(file: File) -> io::Result<File> {
    must_be_regular(&file.metadata()?)?;
    Ok(file)
}

fn must_be_regular(metadata: &std::fs::Metadata) -> io::Result<()> {
    match metadata.file_type() {
        kind if kind.is_file() => Ok(()),
        kind if kind.is_dir() => Err(ErrorKind::IsADirectory.into()),
        _ => Err(Unusable::Special.into()),
    }
}

/// Opens without waiting for whoever is at the other end of a pipe.
#[cfg(unix)]
fn open_at_once(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = (rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY).bits().cast_signed();
    File::options().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn open_at_once(path: &Path) -> io::Result<File> {
    File::open(path)
}

#[cfg(unix)]
fn without_links(path: &Path) -> io::Result<File> {
    use rustix::io::Errno;
    let opened = match in_one_call(path) {
        // An old kernel does not know the call, and a sandbox may not allow it.
        Err(Errno::NOSYS | Errno::PERM | Errno::INVAL) => step_by_step(path),
        opened => opened,
    };
    opened.map(File::from).map_err(|error| match error {
        Errno::LOOP => Unusable::Link.into(),
        // What a socket says.
        Errno::NXIO => Unusable::Special.into(),
        error => error.into(),
    })
}

#[cfg(unix)]
fn flags() -> rustix::fs::OFlags {
    use rustix::fs::OFlags;
    OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn in_one_call(path: &Path) -> rustix::io::Result<rustix::fd::OwnedFd> {
    use rustix::fs::{CWD, Mode, ResolveFlags, openat2};
    openat2(CWD, path, flags(), Mode::empty(), ResolveFlags::NO_SYMLINKS)
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn in_one_call(_: &Path) -> rustix::io::Result<rustix::fd::OwnedFd> {
    Err(rustix::io::Errno::NOSYS)
}

/// Opens folder after folder, none through a link.
#[cfg(unix)]
fn step_by_step(path: &Path) -> rustix::io::Result<rustix::fd::OwnedFd> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    use rustix::io::Errno;
    let folder = OFlags::DIRECTORY | OFlags::CLOEXEC | OFlags::NOFOLLOW | SEARCH;
    let mut parts = path.components();
    let name = parts.next_back().ok_or(Errno::NOENT)?;
    let mut above = None;
    for part in parts {
        let next = match &above {
            None => openat(CWD, part.as_os_str(), folder, Mode::empty()),
            Some(above) => openat(above, part.as_os_str(), folder, Mode::empty()),
        };
        // A link that is not followed is no folder.
        above = Some(next.map_err(|error| if error == Errno::NOTDIR { Errno::LOOP } else { error })?);
    }
    let flags = flags() | OFlags::NOFOLLOW;
    match &above {
        None => openat(CWD, name.as_os_str(), flags, Mode::empty()),
        Some(above) => openat(above, name.as_os_str(), flags, Mode::empty()),
    }
}

/// Lets a folder be entered that this user may not list.
#[cfg(any(target_os = "linux", target_os = "android"))]
const SEARCH: rustix::fs::OFlags = rustix::fs::OFlags::PATH;
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
const SEARCH: rustix::fs::OFlags = rustix::fs::OFlags::RDONLY;

/// Opens, and looks whether the path is still the file's own.
#[cfg(not(unix))]
fn without_links(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    let is_real = std::fs::canonicalize(path)? == path;
    let opened = same_file::Handle::from_file(file.try_clone()?)?;
    let is_there = is_real && same_file::Handle::from_path(path)? == opened;
    if is_there { Ok(file) } else { Err(Unusable::Link.into()) }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;
    use std::path::PathBuf;

    use super::*;

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let real = std::fs::canonicalize(folder.path()).unwrap();
        std::fs::create_dir(real.join("deep")).unwrap();
        std::fs::write(real.join("deep/a.txt"), "here").unwrap();
        (folder, real)
    }

    fn unusable<T: std::fmt::Debug>(result: io::Result<T>) -> Option<Unusable> {
        Unusable::of(&result.unwrap_err())
    }

    #[test]
    fn pipes_sockets_and_devices_are_no_files() {
        let (_folder, real_path) = folder();
        let pipe = real_path.join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
        let socket = real_path.join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for path in [pipe.as_path(), &socket, Path::new("/dev/null")] {
            assert_eq!(unusable(real(path)), Some(Unusable::Special), "{path:?}");
            assert_eq!(Unusable::of(&open(path).unwrap_err().source), Some(Unusable::Special), "{path:?}");
        }
        assert_eq!(real(&real_path.join("deep")).unwrap_err().kind(), ErrorKind::IsADirectory);
    }

    #[test]
    fn a_link_anywhere_on_the_way_is_refused() {
        let (_folder, real_path) = folder();
        symlink("deep", real_path.join("way")).unwrap();
        symlink("a.txt", real_path.join("deep/link.txt")).unwrap();
        assert_eq!(read_file(real(&real_path.join("deep/a.txt")).unwrap(), 4).unwrap(), b"here");
        for path in ["way/a.txt", "deep/link.txt"] {
            let path = real_path.join(path);
            assert_eq!(unusable(real(&path)), Some(Unusable::Link));
            assert_eq!(step_by_step(&path).unwrap_err(), rustix::io::Errno::LOOP);
            open(&path).unwrap();
        }
        step_by_step(&real_path.join("deep/a.txt")).unwrap();
        assert_eq!(step_by_step(&real_path.join("no/a.txt")).unwrap_err(), rustix::io::Errno::NOENT);
    }

    #[test]
    fn what_is_swapped_for_a_link_meanwhile_is_never_read() {
        let (_folder, real_path) = folder();
        let (deep, path, new) = (real_path.join("deep"), real_path.join("deep/a.txt"), real_path.join("new"));
        std::fs::create_dir(real_path.join("other")).unwrap();
        std::fs::write(real_path.join("other/a.txt"), "secret").unwrap();
        let done = std::sync::atomic::AtomicBool::new(false);
        let swap = || {
            symlink(real_path.join("other/a.txt"), &new).unwrap();
            std::fs::rename(&new, &path).unwrap();
            std::fs::write(&new, "here").unwrap();
            std::fs::rename(&new, &path).unwrap();
            std::fs::rename(&deep, &new).unwrap();
            symlink("other", &deep).unwrap();
            std::fs::remove_file(&deep).unwrap();
            std::fs::rename(&new, &deep).unwrap();
        };
        let read = std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(std::sync::atomic::Ordering::Relaxed) {
                    swap();
                }
            });
            let step_by_step = |path: &Path| step_by_step(path).map(File::from).map_err(io::Error::from);
            let opened = (0..10_000).flat_map(|_| [real(&path), step_by_step(&path)]).flatten();
            let read: Vec<_> = opened.map(|file| read_file(file, 10).unwrap()).collect();
            done.store(true, std::sync::atomic::Ordering::Relaxed);
            read
        });
        assert!(!read.iter().any(|content| content == b"secret"));
    }

    #[test]
    fn a_file_is_read_in_the_place_of_the_last_one() {
        let (_folder, real_path) = folder();
        let path = real_path.join("a.md");
        let mut buffer = Vec::new();
        for length in [3 * SMALL_FILE + 1, SMALL_FILE, 3, 0] {
            let content = vec![b'x'; length];
            std::fs::write(&path, &content).unwrap();
            assert_eq!(read_file_into(&mut real(&path).unwrap(), &mut buffer, 1 << 20).unwrap(), content);
            assert_eq!(read_file(real(&path).unwrap(), length as u64).unwrap(), content);
        }
    }

    #[test]
    fn a_file_beyond_the_limit_is_not_read_to_its_end() {
        let (_folder, real_path) = folder();
        let path = real_path.join("sparse");
        File::create(&path).unwrap().set_len(10 << 30).unwrap();
        let mut buffer = Vec::new();
        let read = read_file_into(&mut real(&path).unwrap(), &mut buffer, 1 << 20);
        assert_eq!(unusable(read), Some(Unusable::TooLarge(1 << 20)));
        assert!(buffer.len() <= 4 << 20, "{}", buffer.len());
        let exact = real_path.join("deep/a.txt");
        assert_eq!(unusable(read_file(real(&exact).unwrap(), 3)), Some(Unusable::TooLarge(3)));
    }
}
