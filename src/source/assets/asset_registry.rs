//! The local files that the course refers to. Each is checked once: whether it exists, its size, and whether its
//! content is what the name promises.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::fs::{Denied, Kind, Vfs};
use crate::images::{Converted, Format};
use crate::model::{CoursePath, Fit, Limits, LocalFile, Packing};
use crate::size::{self, grouped};
use crate::source::files::tree::{FileId, FileKind};
use crate::source::maps::{HashMap, HashSet};

use super::kinds;
use super::lazy_place::LazyPlace;
use super::resolve::Located;
use super::sources::Sources;

/// How a Git LFS pointer begins, and how long one is: from its three lines, with a hash of 64 digits,
/// to the specification's own limit. Other files are not opened for this.
const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";
const LFS_POINTER_BYTES: std::ops::RangeInclusive<u64> = 100..=1024;

/// What a lesson needs of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// To show or attach it.
    Content,
    /// To link to it: a program's empty file may be meant to be empty.
    Name,
}

/// What became of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// A browser shows it, as far as its name tells.
    Shown,
    /// Something else is sent in its place.
    Converted { format: Format, program: Option<&'static str> },
    /// It is sent as it is, and no browser shows it; the reason, if it was to be converted.
    Unshown { format: Format, reason: Option<String> },
}

/// The files that lessons claimed.
pub(super) struct AssetRegistry<'a> {
    sources: Sources<'a>,
    limits: Limits,
    claimed: HashMap<CoursePath, LocalFile>,
    /// Files that were reported as impossible to use.
    refused: HashSet<CoursePath>,
    /// Files that are empty and that lessons only link to.
    empty_links: HashSet<CoursePath>,
    /// By [`FileId`].
    used: Vec<bool>,
    /// What is wrong with a file that was claimed or refused.
    faults: Vec<(CoursePath, Diagnostic)>,
}

impl<'a> AssetRegistry<'a> {
    pub fn new(sources: Sources<'a>, limits: Limits) -> Self {
        Self {
            sources,
            limits,
            claimed: HashMap::default(),
            refused: HashSet::default(),
            empty_links: HashSet::default(),
            used: vec![false; sources.tree.files.len()],
            faults: Vec::new(),
        }
    }

    /// Takes a file into the course, to be sent as it is. Gives its key in the course's files; `None`,
    /// with a finding the first time, when it cannot be used.
    pub fn show(&mut self, found: &Located, place: LazyPlace<'_>) -> Option<CoursePath> {
        self.claim(found, Packing::AsIs, Need::Content, place)
    }

    /// Takes an image into the course, converted if it has to be and can be. Says what became of it.
    pub fn show_image(&mut self, found: &Located, place: LazyPlace<'_>) -> (Option<CoursePath>, Fate) {
        let images = self.sources.images;
        let format = match found {
            Located::File { path, .. } => Format::of(&path.extension()),
            Located::Dir { .. } => None,
        };
        let Some(format) = format else { return (self.show(found, place), Fate::Shown) };
        if !images.converts() {
            return (self.show(found, place), Fate::Unshown { format, reason: None });
        }
        match self.measure(found, Packing::AsIs).map(|file| images.convert(format, &file.disk)) {
            Ok(Ok(converted)) => {
                let fate = Fate::Converted { format, program: converted.program };
                (Some(self.claim_converted(found, converted, place)), fate)
            }
            Ok(Err(reason)) => (self.show(found, place), Fate::Unshown { format, reason: Some(reason) }),
            Err(_) => (self.show(found, place), Fate::Shown),
        }
    }

    fn claim_converted(&mut self, found: &Located, converted: Converted, place: LazyPlace<'_>) -> CoursePath {
        let (Located::File { path, .. } | Located::Dir { path, .. }) = found;
        let Converted { disk, bytes, extension, program: _ } = converted;
        let file = LocalFile { disk, bytes, packing: Packing::Converted(extension) };
        let is_known = self.claimed.get(path).is_some_and(|known| known.packing == file.packing);
        if !is_known && let Some(diagnostic) = objection(path, &file, self.limits, self.sources.root.vfs()) {
            self.faults.push((path.clone(), diagnostic.at(place.place())));
        }
        self.claimed.insert(path.clone(), file);
        path.clone()
    }

    /// Takes a file that was made for the course, and lies elsewhere on this machine, under a path of the course.
    pub fn show_made(&mut self, path: &CoursePath, disk: PathBuf, bytes: u64, place: LazyPlace<'_>) {
        if self.claimed.contains_key(path) {
            return;
        }
        let file = LocalFile { disk, bytes, packing: Packing::OfText };
        if let Some(diagnostic) = objection(path, &file, self.limits, self.sources.root.vfs()) {
            self.faults.push((path.clone(), diagnostic.at(place.place())));
        }
        self.claimed.insert(path.clone(), file);
    }

    /// Takes a file or folder into the course as a material; gives its key and the platform's type.
    pub fn attach(&mut self, found: &Located, place: LazyPlace<'_>) -> Option<(CoursePath, &'static str)> {
        let (kind, packing) = self.kind(found);
        Some((self.claim(found, packing, Need::Content, place)?, kind))
    }

    /// The same for a link in running text.
    pub fn link(&mut self, found: &Located, place: LazyPlace<'_>) -> Option<(CoursePath, &'static str)> {
        let (kind, packing) = self.kind(found);
        Some((self.claim(found, packing, Need::Name, place)?, kind))
    }

    fn kind(&self, found: &Located) -> (&'static str, Packing) {
        match found {
            Located::Dir { .. } => ("zip", Packing::ZippedFolder),
            Located::File { path, .. } => kinds::of(path.name(), || self.start(path)),
        }
    }

    fn claim(
        &mut self,
        found: &Located,
        packing: Packing,
        need: Need,
        place: LazyPlace<'_>,
    ) -> Option<CoursePath> {
        let (Located::File { path, .. } | Located::Dir { path, .. }) = found;
        if let Some(file) = self.claimed.get_mut(path) {
            claim_again(file, packing);
            if need == Need::Content && self.empty_links.remove(path) {
                self.faults.push((path.clone(), empty(path).at(place.place())));
            }
            return Some(path.clone());
        }
        if self.refused.contains(path) {
            return None;
        }
        let Ok(file) = self.measure(found, packing) else {
            self.refuse(path, place);
            return None;
        };
        if let Some(mut diagnostic) = objection(path, &file, self.limits, self.sources.root.vfs()) {
            if diagnostic.code == Code::EmptyFile && need == Need::Name {
                diagnostic.severity = Severity::Warning;
                self.empty_links.insert(path.clone());
            }
            self.faults.push((path.clone(), diagnostic.at(place.place())));
        }
        self.claimed.insert(path.clone(), file);
        Some(path.clone())
    }

    fn measure(&mut self, found: &Located, packing: Packing) -> Result<LocalFile, Denied> {
        let root = self.sources.root;
        let (disk, bytes) = match found {
            Located::File { path, id } => {
                if let Some(id) = id {
                    self.used[*id] = true;
                }
                root.measure(path, id.is_some())?
            }
            Located::Dir { path, id } => {
                if let Some(id) = id {
                    self.sources.tree.files_below(*id).into_iter().for_each(|file| self.used[file] = true);
                }
                let disk = root.open(path)?;
                let files = root.vfs().archive_files(&disk).map_err(|_| Denied::Missing)?;
                (disk, files.iter().map(|(_, bytes)| bytes).sum())
            }
        };
        Ok(LocalFile { disk, bytes, packing })
    }

    fn refuse(&mut self, path: &CoursePath, place: LazyPlace<'_>) {
        let root = self.sources.root;
        let opened = root.open(path);
        let outside = opened == Err(Denied::Outside);
        let is_special = opened.is_ok_and(|real| root.vfs().kind(&real) == Some(Kind::Other));
        let diagnostic = if outside {
            Diagnostic::new(
                Code::OutsideCourse,
                format!("`{path}` is a symbolic link to a target outside the course"),
            )
            .help("copy the file itself into the course")
        } else if is_special {
            Diagnostic::new(Code::UnreadableFile, format!("`{path}` is not a regular file"))
        } else {
            Diagnostic::new(Code::UnreadableFile, format!("`{path}` cannot be read"))
        };
        self.faults.push((path.clone(), diagnostic.at(place.place())));
        self.refused.insert(path.clone());
    }

    fn start(&self, path: &CoursePath) -> Option<Vec<u8>> {
        let root = self.sources.root;
        root.read_start(path, kinds::START).ok()
    }

    /// Takes note that a lesson seems to mean this file, though it names another.
    pub fn expect(&mut self, file: FileId) {
        self.used[file] = true;
    }

    /// Whether a lesson claimed this file.
    pub fn is_used(&self, file: FileId) -> bool {
        self.used[file]
    }

    /// Adds what later lessons claimed. What is wrong with a file was said by the first of all.
    pub fn join(&mut self, later: Self) {
        let is_needed =
            |path: &CoursePath| later.claimed.contains_key(path) && !later.empty_links.contains(path);
        let is_known = |path: &CoursePath| {
            let is_claimed = self.claimed.contains_key(path) || self.refused.contains(path);
            is_claimed && !(self.empty_links.contains(path) && is_needed(path))
        };
        let empty_links: HashSet<CoursePath> = {
            let (own, others) = (self.empty_links.iter(), later.empty_links.iter());
            let own = own.filter(|path| !is_needed(path));
            own.chain(others.filter(|path| !self.claimed.contains_key(*path))).cloned().collect()
        };
        self.faults.extend(later.faults.into_iter().filter(|(path, _)| !is_known(path)));
        let (again, new): (Vec<_>, Vec<_>) =
            later.claimed.into_iter().partition(|(path, _)| self.claimed.contains_key(path));
        for (path, file) in again {
            self.claimed.entry(path).and_modify(|claimed| match file.packing {
                Packing::Converted(_) => *claimed = file,
                packing => claim_again(claimed, packing),
            });
        }
        self.claimed.extend(new);
        self.refused.extend(later.refused);
        self.empty_links = empty_links;
        self.used.iter_mut().zip(later.used).for_each(|(used, later)| *used |= later);
    }

    /// Hands over the files and what was found wrong with them.
    pub fn finish(self) -> (BTreeMap<CoursePath, LocalFile>, Vec<Diagnostic>) {
        let counts = |(path, fault): &(CoursePath, Diagnostic)| {
            let is_of_link = fault.code == Code::EmptyFile && fault.severity == Severity::Warning;
            !is_of_link || self.empty_links.contains(path)
        };
        let faults = self.faults.into_iter().filter(counts).map(|(_, fault)| fault).collect();
        (self.claimed.into_iter().collect(), faults)
    }
}

/// A file that is shown on one page and attached to another goes as it is: packed it could not be shown. One that was
/// converted to be shown stays that.
fn claim_again(file: &mut LocalFile, packing: Packing) {
    if packing == Packing::AsIs && file.packing.is_packed() {
        file.packing = packing;
    }
}

/// What speaks against sending a file.
fn objection(path: &CoursePath, file: &LocalFile, limits: Limits, vfs: &Vfs) -> Option<Diagnostic> {
    if file.bytes == 0 {
        return Some(empty(path));
    }
    too_large(path, file.bytes, limits).or_else(|| {
        let pointer = || {
            Diagnostic::new(Code::LfsPointer, format!("`{path}` is a Git LFS pointer, not the file itself"))
                .help("run `git lfs pull` to fetch the file")
        };
        is_lfs_pointer(file, vfs).then(pointer)
    })
}

fn empty(path: &CoursePath) -> Diagnostic {
    Diagnostic::new(Code::EmptyFile, format!("`{path}` is empty"))
        .help("run `git lfs pull` if Git LFS stores it; otherwise replace it with the real file")
}

/// An error where a file is too large however megabytes are counted, else a warning.
fn too_large(path: &CoursePath, bytes: u64, limits: Limits) -> Option<Diagnostic> {
    let is_video = FileKind::of(&path.extension()) == FileKind::Video;
    let (limit, what) = if is_video { (limits.video?, "videos") } else { (limits.file?, "files") };
    let (size, megabytes) = (size::rounded_up(bytes), limit.megabytes);
    match limit.fit(bytes) {
        Fit::Fits => None,
        Fit::Unsure => {
            let message = format!(
                "`{path}` is {size}; the platform accepts {what} of up to {megabytes} MB, and may refuse it"
            );
            let mut diagnostic = Diagnostic::new(Code::FileTooLarge, message).help(format!(
                "make it smaller than {} bytes to be safe: the limit may be lower than {} bytes",
                grouped(limit.sure()),
                grouped(limit.most())
            ));
            diagnostic.severity = Severity::Warning;
            Some(diagnostic)
        }
        Fit::TooLarge => {
            let message = format!("`{path}` is {size}; the platform accepts {what} of up to {megabytes} MB");
            Some(Diagnostic::new(Code::FileTooLarge, message).help(match limits.media_library {
                Some(library) if is_video => {
                    format!("upload it manually to the {library}, and write its address in `video:`")
                }
                Some(library) => {
                    format!("make it smaller, or upload it manually to the {library} and use its address")
                }
                None => "make it smaller".to_owned(),
            }))
        }
    }
}

fn is_lfs_pointer(file: &LocalFile, vfs: &Vfs) -> bool {
    file.packing != Packing::ZippedFolder
        && LFS_POINTER_BYTES.contains(&file.bytes)
        && vfs.read_start(&file.disk, LFS_POINTER.len() as u64).is_ok_and(|start| start == LFS_POINTER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::limits;

    #[test]
    fn a_size_that_one_of_two_megabytes_allows_is_a_warning() {
        let severity = |name: &str, bytes| {
            let file = LocalFile { disk: name.into(), bytes, packing: Packing::AsIs };
            let found = objection(&CoursePath::root().child(name), &file, limits(), &Vfs::disk())?;
            assert_eq!(found.code, Code::FileTooLarge);
            Some(found.severity)
        };
        for (name, megabytes) in [("a.pdf", 25), ("a.mp4", 500)] {
            let (sure, most) = (megabytes * 1_000_000, megabytes * 1024 * 1024);
            assert_eq!(severity(name, sure), None);
            assert_eq!(severity(name, sure + 1), Some(Severity::Warning));
            assert_eq!(severity(name, most), Some(Severity::Warning));
            assert_eq!(severity(name, most + 1), Some(Severity::Error));
        }
    }

    #[test]
    fn without_a_limit_any_size_is_taken() {
        let file = LocalFile { disk: "a.pdf".into(), bytes: u64::MAX, packing: Packing::AsIs };
        assert_eq!(
            objection(&CoursePath::root().child("a.pdf"), &file, Limits::default(), &Vfs::disk()),
            None
        );
    }
}
