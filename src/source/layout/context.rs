//! The input of all steps of the layout: the course, the author's table of contents, and the findings so far.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use globset::GlobSet;
use rayon::prelude::*;

use super::category_file::CategoryFile;
use super::item::Folder;
use crate::diagnostic::{Diagnostic, Source};
use crate::model::{CoursePath, OrderFrom};
use crate::source::files::tree::{DirId, Entry, FileId, ROOT, Tree};
use crate::source::hidden::HiddenPages;
use crate::source::navigation::Listed;
use crate::source::page::{Page, Pages};
use crate::source::settings::Settings;

/// What the outline is drawn from.
pub(crate) struct Input<'a> {
    pub tree: &'a Tree,
    /// Every Markdown file of the course, and the root's `SUMMARY.md`.
    pub pages: &'a Pages,
    /// Pages that dates and sections hide.
    pub hidden: &'a HiddenPages,
    pub category_files: &'a BTreeMap<DirId, CategoryFile>,
    /// What the author's navigation lists, where a tool's file has one.
    pub listed: &'a [Listed],
    pub settings: &'a Settings,
    /// `course.yaml`, for places in it.
    pub settings_source: Option<&'a Source>,
    /// `lesson_file:` of the settings.
    pub lesson_file: GlobSet,
    /// Videos that some lesson asks for or owns.
    pub claimed_videos: BTreeSet<FileId>,
    /// Folders with letters as numbers; found when the first lone letter is met.
    pub lettered: OnceLock<BTreeMap<DirId, BTreeSet<DirId>>>,
    /// Files of questions that pages name; found when the first file of questions is met.
    pub named_quizzes: OnceLock<BTreeSet<CoursePath>>,
    /// The course folder's own name.
    pub name: String,
    /// `--draft`.
    pub draft: bool,
}

/// The layout of a course while it is being made.
pub(crate) struct Layout<'a> {
    pub input: &'a Input<'a>,
    pub named: Arc<ContentsList>,
    pub diagnostics: Vec<Diagnostic>,
    /// Folders that are being folded into a sub-category, for one warning.
    pub folded: Vec<FoldedFolder>,
}

/// What is said of a folder that is nested too deep.
#[derive(Debug, Clone)]
pub(crate) struct FoldedFolder {
    /// Its path, or the title of a group.
    pub name: String,
    /// The folder, or the file that has the group.
    pub path: CoursePath,
}

/// What an adapter makes of a course: its groups, and a list that orders them.
pub(crate) struct Navigation {
    /// The folder of the course, with all that is in it.
    pub root: Folder,
    /// Empty when the order is left to names and numbers.
    pub list: ContentsList,
}

/// The author's list of contents (rule 5, step 0): the place of everything that it names, and of
/// the folders that hold it.
#[derive(Debug)]
pub(crate) struct ContentsList {
    pub files: BTreeMap<FileId, usize>,
    pub dirs: BTreeMap<DirId, usize>,
    /// What its places are said to come from.
    pub from: OrderFrom,
}

impl<'a> Layout<'a> {
    /// No findings yet.
    pub fn new(input: &'a Input<'a>, named: Arc<ContentsList>) -> Self {
        Self { input, named, diagnostics: Vec::new(), folded: Vec::new() }
    }

    /// Makes something of each of `all`, on all cores; findings keep their order.
    pub fn each<T: Send, R: Send>(&mut self, all: Vec<T>, make: impl Fn(&mut Self, T) -> R + Sync) -> Vec<R> {
        let (input, named) = (self.input, &self.named);
        let results: Vec<(R, Vec<Diagnostic>)> = all
            .into_par_iter()
            .map(|one| {
                let mut layout = Layout::new(input, Arc::clone(named));
                (make(&mut layout, one), layout.diagnostics)
            })
            .collect();
        let keep = |(result, said)| {
            self.diagnostics.extend(said);
            result
        };
        results.into_iter().map(keep).collect()
    }

    pub fn page(&self, file: FileId) -> Option<&Page> {
        self.input.pages.get(file).map(AsRef::as_ref)
    }

    pub fn has_text(&self, file: FileId) -> bool {
        self.page(file).is_some_and(|page| page.markdown.has_text || page.markdown.has_embed)
    }

    pub fn dir_name(&self, dir: DirId) -> &str {
        self.input.tree.dirs[dir].path.name()
    }

    pub fn file_path(&self, file: FileId) -> &CoursePath {
        &self.input.tree.files[file].path
    }
}

impl ContentsList {
    /// A list that names nothing yet.
    pub fn new(from: OrderFrom) -> Self {
        Self { files: BTreeMap::new(), dirs: BTreeMap::new(), from }
    }

    /// Gives a file or folder its place, unless it has an earlier one.
    pub fn name(&mut self, tree: &Tree, entry: Entry, place: usize) {
        let mut dir = match entry {
            Entry::File(file) => {
                self.files.entry(file).or_insert(place);
                Some(tree.files[file].dir)
            }
            Entry::Dir(dir) => Some(dir),
        };
        while let Some(above) = dir.filter(|&dir| dir != ROOT) {
            self.dirs.entry(above).or_insert(place);
            dir = tree.dirs[above].parent;
        }
    }
}
