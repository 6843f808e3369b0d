//! A course of the workspace: its last scan, and the pages that the next scan need not read again.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Place, Source};
use crate::front_matter;
use crate::fs::{Root, Vfs};
use crate::markdown::{Include, NotIncluded, Tools};
use crate::model::{self, CoursePath, MARKDOWN_EXTENSIONS};
use crate::rules;
use crate::source::page::{Opened, Page};
use crate::source::{Clock, Options, PageCache, SETTINGS_FILES, Scan};

/// A folder with a course.
#[derive(Debug)]
pub(super) struct Course {
    /// Without links.
    pub folder: PathBuf,
    /// The last scan; `None` before the first, and where the folder cannot be used.
    pub scan: Option<Scan>,
    cache: PageCache,
    /// Why the folder cannot be used.
    unusable: Option<Diagnostic>,
    pub is_stale: bool,
}

/// The most bytes of a file that are read for an answer: no page has more.
const MAX_BYTES: u64 = 64 << 20;

impl Course {
    /// A course that was not read yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, scan: None, cache: PageCache::default(), unusable: None, is_stale: true }
    }

    /// Reads what changed. `finish` adds what a scan does not find.
    pub fn read(&mut self, options: &Options, vfs: &Vfs, finish: &dyn Fn(&mut Scan)) {
        let options =
            Options { vfs: vfs.clone(), clock: Clock::default(), keep_links: true, ..options.clone() };
        match rules::scan_kept(&self.folder, &options, &mut self.cache) {
            Ok(mut scan) => {
                finish(&mut scan);
                self.scan = Some(scan);
                self.unusable = None;
            }
            Err(error) => {
                let message = format!("cannot read the folder: {}", error.source);
                let place = Place::whole(CoursePath::root());
                self.scan = None;
                self.unusable = Some(Diagnostic::new(Code::UnreadableFile, message).at(place));
            }
        }
        self.is_stale = false;
    }

    /// What was found.
    pub fn findings(&self) -> &[Diagnostic] {
        match &self.scan {
            Some(scan) => &scan.diagnostics,
            None => self.unusable.as_slice(),
        }
    }

    /// The path of a file in the course; `None` for one that is not below its folder.
    pub fn path_of(&self, disk: &Path) -> Option<CoursePath> {
        let below = disk.strip_prefix(&self.folder).ok()?;
        below.components().try_fold(CoursePath::root(), |path, part| {
            Some(path.child(&model::nfc(part.as_os_str().to_str()?)))
        })
    }

    /// The root that all reads go through.
    pub fn root(&self, vfs: &Vfs) -> Option<Root> {
        Root::within(vfs.clone(), &self.folder).ok()
    }

    /// The text of a file in the course.
    pub fn text(&self, vfs: &Vfs, path: &CoursePath) -> Option<String> {
        let root = self.root(vfs)?;
        root.open(path).ok()?;
        let bytes = root.read(path, MAX_BYTES).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// What a file of a course is for an editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileRole {
    Page,
    Settings,
    Other,
}

impl FileRole {
    /// By the name.
    pub fn of(path: &CoursePath) -> Self {
        if SETTINGS_FILES.contains(&path.as_str()) {
            Self::Settings
        } else if MARKDOWN_EXTENSIONS.contains(&path.extension().as_ref()) {
            Self::Page
        } else {
            Self::Other
        }
    }
}

/// A page by itself: its front matter, headings and references. Files that it includes are left out.
pub(super) fn page(path: &CoursePath, text: &str) -> Page {
    Opened::new(Source::new(path.clone(), text)).parse(Tools::default(), &Nothing)
}

/// Where the keys of a file are, in bytes.
pub(super) fn keys_of(path: &CoursePath, text: &str) -> Option<std::ops::Range<usize>> {
    match FileRole::of(path) {
        FileRole::Page => front_matter::extent(&Source::new(path.clone(), text)),
        FileRole::Settings => Some(0..text.len()),
        FileRole::Other => None,
    }
}

/// Includes no file.
struct Nothing;

impl Include for Nothing {
    fn text(&self, _: &str) -> Result<String, NotIncluded> {
        Err(NotIncluded::Missing)
    }
}
