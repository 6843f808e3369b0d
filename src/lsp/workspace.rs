//! The folders that the client has open, their courses, and the texts that are not saved yet.
//!
//! Start at [`Workspace::refresh`]. Open texts are an overlay on the disk. A course is read again after a change in it,
//! and then only its changed pages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::address;
use super::course::Course;
use super::document::Document;
use super::positions::Encoding;
use crate::fs::{Overlay, Vfs};
use crate::model::CoursePath;
use crate::source::{self, Scan};
use crate::sync::lock;

/// Adds to a scan what only the caller knows: its severities, and findings about the lock file.
pub type Finish = Arc<dyn Fn(&mut Scan) + Send + Sync>;

/// How courses are read.
pub struct Options {
    /// Folders that are courses even without `course.yaml`.
    pub paths: Vec<PathBuf>,
    /// How each is scanned.
    pub scan: source::Options,
    /// What is done with each scan.
    pub finish: Finish,
    /// The user's home folder, which is no course.
    pub home: Option<PathBuf>,
}

/// What is open.
pub(super) struct Workspace {
    options: Options,
    /// Folders that the client has open, without links.
    roots: Vec<PathBuf>,
    /// By the client's names.
    documents: BTreeMap<String, Document>,
    overlay: Overlay,
    /// By their folders.
    courses: BTreeMap<PathBuf, Course>,
    /// Whether courses may have come or gone.
    is_stale: bool,
    pub encoding: Encoding,
}

/// A file that the client asks about.
pub(super) struct Asked<'w> {
    pub course: &'w Course,
    /// In the course.
    pub path: CoursePath,
    pub document: &'w Document,
}

impl Workspace {
    /// Nothing read yet.
    pub fn new(options: Options, roots: Vec<PathBuf>, encoding: Encoding) -> Self {
        let roots = roots.into_iter().map(|root| real(&root)).collect();
        Self {
            options,
            roots,
            documents: BTreeMap::new(),
            overlay: Overlay::default(),
            courses: BTreeMap::new(),
            is_stale: true,
            encoding,
        }
    }

    /// Takes a text that the client has open.
    pub fn open(&mut self, uri: Uri, text: String, version: i32) {
        let Some(path) = address::path(&uri).map(|path| real(&path)) else { return };
        self.overlay.put(&path, text.as_bytes());
        self.touch(&path);
        self.is_stale = true;
        self.documents.insert(uri.as_str().to_owned(), Document { uri, path, text, version });
    }

    /// Makes the client's changes of an open text.
    pub fn change(&mut self, uri: &Uri, changes: Vec<TextDocumentContentChangeEvent>, version: i32) {
        let Some(document) = self.documents.get_mut(uri.as_str()) else { return };
        document.change(changes, version, self.encoding);
        self.overlay.put(&document.path, document.text.as_bytes());
        let path = document.path.clone();
        self.touch(&path);
    }

    /// Forgets an open text: what the disk has counts again.
    pub fn close(&mut self, uri: &Uri) {
        let Some(document) = self.documents.remove(uri.as_str()) else { return };
        self.overlay.remove(&document.path);
        self.touch(&document.path);
        self.is_stale = true;
    }

    /// Adds and removes open folders.
    pub fn change_roots(&mut self, added: &[PathBuf], removed: &[PathBuf]) {
        let removed: Vec<PathBuf> = removed.iter().map(|root| real(root)).collect();
        self.roots.retain(|root| !removed.contains(root));
        self.roots.extend(added.iter().map(|root| real(root)));
        self.is_stale = true;
    }

    /// A text changed.
    fn touch(&mut self, path: &Path) {
        for course in self.courses.values_mut() {
            course.is_stale |= path.starts_with(&course.folder);
        }
    }

    /// A file changed on the disk. One that is in no course may be an image that several show.
    pub fn touch_disk(&mut self, path: &Path) {
        let path = real(path);
        let is_inside = self.courses.keys().any(|folder| path.starts_with(folder));
        for course in self.courses.values_mut() {
            course.is_stale |= !is_inside || path.starts_with(&course.folder);
        }
        self.is_stale = true;
    }

    /// Whether courses may have come or gone since the last refresh.
    pub fn may_have_other_courses(&self) -> bool {
        self.is_stale
    }

    /// Whether something changed since the last refresh.
    pub fn is_stale(&self) -> bool {
        self.is_stale || self.courses.values().any(|course| course.is_stale)
    }

    /// Reads what changed.
    pub fn refresh(&mut self) {
        if self.is_stale {
            let folders = self.folders();
            self.courses.retain(|folder, _| folders.contains(folder));
            for folder in folders {
                self.courses.entry(folder.clone()).or_insert_with(|| Course::new(folder));
            }
            self.is_stale = false;
        }
        let vfs = self.vfs();
        for course in self.courses.values_mut().filter(|course| course.is_stale) {
            course.read(&self.options.scan, &vfs, &*self.options.finish);
        }
    }

    /// The files as the client has them.
    pub fn vfs(&self) -> Vfs {
        Vfs::from(self.overlay.clone())
    }

    /// The folders of all courses, each once: those that were named, those of the open folders, and those that open texts
    /// are in.
    fn folders(&self) -> Vec<PathBuf> {
        let named = self.options.paths.iter().flat_map(|path| source::find(path).unwrap_or_default());
        let mut folders: Vec<PathBuf> = named.map(|folder| real(&folder)).collect();
        let is_home = |folder: &Path| self.options.home.as_deref().is_some_and(|home| real(home) == folder);
        for root in self.roots.iter().filter(|root| !is_home(root)) {
            let found = source::find(root).unwrap_or_default();
            folders.extend(found.iter().map(|folder| real(folder)).filter(|folder| is_course(folder)));
        }
        for document in self.documents.values() {
            if !folders.iter().any(|folder| document.path.starts_with(folder)) {
                let above = document.path.ancestors().skip(1);
                let in_reach = above.take_while(|folder| !is_home(folder));
                let mut found = in_reach.scan(false, |is_past, folder| {
                    let here = (!*is_past).then_some(folder);
                    *is_past |= folder.join(".git").exists();
                    here
                });
                folders.extend(found.find(|folder| is_course(folder)).map(Path::to_owned));
            }
        }
        folders.sort();
        folders.dedup();
        folders
    }

    /// All courses, by their folders.
    pub fn courses(&self) -> impl Iterator<Item = &Course> {
        self.courses.values()
    }

    /// All open texts.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.values()
    }

    /// The open text of a file.
    pub fn document_at(&self, path: &Path) -> Option<&Document> {
        self.documents.values().find(|document| document.path == path)
    }

    /// The course of a file: the nearest above it.
    pub fn course_of(&self, path: &Path) -> Option<&Course> {
        path.ancestors().find_map(|folder| self.courses.get(folder))
    }

    /// An open text, and its course.
    pub fn asked(&self, uri: &Uri) -> Option<Asked<'_>> {
        let document = self.documents.get(uri.as_str())?;
        let course = self.course_of(&document.path)?;
        let path = course.path_of(&document.path)?;
        Some(Asked { course, path, document })
    }

    /// The address of a file, as the client names it where it has the file open.
    pub fn uri(&self, path: &Path) -> Option<Uri> {
        self.document_at(path).map(|document| document.uri.clone()).or_else(|| address::uri(path))
    }
}

/// Whether a folder is a course without anybody saying so.
fn is_course(folder: &Path) -> bool {
    source::has_settings(folder) || folder.join(lock::FILE_NAME).is_file()
}

/// A path without links; of a file that is not there yet, its folder's.
pub(super) fn real(path: &Path) -> PathBuf {
    let of_folder = || Some(std::fs::canonicalize(path.parent()?).ok()?.join(path.file_name()?));
    std::fs::canonicalize(path).ok().or_else(of_folder).unwrap_or_else(|| path.to_owned())
}
