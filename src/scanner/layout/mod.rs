//! From names and pages to an outline: categories, sub-categories, lessons, in order, with titles
//! (rules 4 to 6 and 8).
//!
//! Three steps, one file each: [`folders`] decides bottom up what each folder is, [`levels`] fits
//! the result into the platform's two levels, and on the way [`order`] sorts and [`titles`] names
//! the entries of each folder. Folders beside each other are looked at on all cores ([`Layout::each`]).
//! Start at [`plan`].

mod folders;
mod levels;
mod order;
#[cfg(test)]
mod tests;
mod titles;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use globset::GlobSet;
use rayon::prelude::*;

use crate::course::CoursePath;
use crate::diagnostic::{Code, Diagnostic, Place};

use super::category_file::CategoryFile;
use super::names::Number;
use super::page::{Page, Pages};
use super::plan::{LessonSource, Plan};
use super::settings::Settings;
use super::tree::{DirId, Entry, FileId, ROOT, Tree};

/// What the outline is drawn from.
pub(crate) struct Input<'a> {
    pub tree: &'a Tree,
    /// Every Markdown file of the course, and the root's `SUMMARY.md`.
    pub pages: &'a Pages,
    pub category_files: &'a BTreeMap<DirId, CategoryFile>,
    pub settings: &'a Settings,
    /// `course.yaml`, for places in it.
    pub settings_source: Option<&'a crate::diagnostic::Source>,
    /// `lesson_file:` of the settings.
    pub lesson_file: GlobSet,
    /// Videos that some lesson asks for or owns.
    pub claimed_videos: BTreeSet<FileId>,
    /// The course folder's own name.
    pub name: String,
    /// `--draft`.
    pub draft: bool,
}

/// Draws the outline. `None` when there is no lesson, which is then among the findings.
pub(crate) fn plan(input: &Input<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Plan> {
    let mut layout = Layout::new(input, Arc::default());
    let root = layout.root_folder();
    layout.named = Arc::new(layout.read_contents(&root));
    let plan = layout.fit(root);
    diagnostics.append(&mut layout.diagnostics);
    if plan.categories.is_empty() {
        diagnostics.push(no_lessons());
        return None;
    }
    diagnostics.extend(plan.lessons().filter_map(|lesson| match lesson.of {
        LessonSource::Video(video) => Some(video_lesson(&input.tree.files[video].path)),
        _ => None,
    }));
    Some(plan)
}

struct Layout<'a> {
    input: &'a Input<'a>,
    named: Arc<Named>,
    diagnostics: Vec<Diagnostic>,
    /// Folders that are being folded into a sub-category, for one warning.
    folded: Vec<DirId>,
}

/// A folder as a category or as a wrapper that was dissolved into its parent.
#[derive(Debug)]
struct Folder {
    dir: DirId,
    /// Its index file. For the root see `root_indexes`.
    index: Option<FileId>,
    /// The root's index files in the order in which they give the course's title: its own, then
    /// those of dissolved wrappers.
    root_indexes: Vec<FileId>,
    /// Folders that were dissolved into this one.
    dissolved: Vec<DirId>,
    items: Vec<Item>,
}

/// An entry of a folder.
#[derive(Debug)]
enum Item {
    Lesson(LessonItem),
    Folder(Folder),
}

/// A lesson before it has a title.
#[derive(Debug)]
struct LessonItem {
    of: LessonSource,
    /// The name that its order and title come from: without extension.
    name: String,
}

/// The author's list of contents (rule 5, step 0): the place of everything that it names, and of
/// the folders that hold it.
#[derive(Debug, Default)]
struct Named {
    files: BTreeMap<FileId, usize>,
    dirs: BTreeMap<DirId, usize>,
    from_settings: bool,
}

impl Folder {
    /// Its index files, whose links may give the order.
    fn index_files(&self) -> Vec<FileId> {
        if self.dir == ROOT { self.root_indexes.clone() } else { self.index.into_iter().collect() }
    }
}

impl<'a> Layout<'a> {
    /// Nothing said yet.
    fn new(input: &'a Input<'a>, named: Arc<Named>) -> Self {
        Self { input, named, diagnostics: Vec::new(), folded: Vec::new() }
    }

    /// Makes something of each of `all`, on all cores; what is said stays in their order.
    fn each<T: Send, R: Send>(&mut self, all: Vec<T>, make: impl Fn(&mut Self, T) -> R + Sync) -> Vec<R> {
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

    fn page(&self, file: FileId) -> Option<&Page> {
        self.input.pages.get(file).map(AsRef::as_ref)
    }

    fn has_text(&self, file: FileId) -> bool {
        self.page(file).is_some_and(|page| page.markdown.has_text || page.markdown.has_embed)
    }

    fn dir_name(&self, dir: DirId) -> &str {
        self.input.tree.dirs[dir].path.name()
    }

    fn file_path(&self, file: FileId) -> &CoursePath {
        &self.input.tree.files[file].path
    }
}

impl Named {
    fn name(&mut self, tree: &Tree, entry: Entry, place: usize) {
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

/// The explicit number of a page or category file and where it comes from.
struct Explicit {
    number: Number,
    key: Option<String>,
    value: String,
}

fn no_lessons() -> Diagnostic {
    Diagnostic::new(Code::NoLessons, "there are no lessons here").at(Place::whole(CoursePath::root())).help(
        "a lesson is a Markdown file (`.md`, `.markdown`, `.mdx`) or a video file in this folder or below it",
    )
}

fn video_lesson(video: &CoursePath) -> Diagnostic {
    Diagnostic::new(Code::VideoLesson, format!("`{video}` became a lesson without words"))
        .at(Place::whole(video.clone()))
        .help(format!(
            "a file `{}.md` beside it gives it a text; `coursedir new lessons --for-videos` makes them",
            video.stem()
        ))
}
