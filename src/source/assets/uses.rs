//! Which files and folders of a course are in it, when all of its lessons are made.

use crate::source::files::group;
use crate::source::files::tree::{DirId, Entry, FileId, FileKind, Tree};
use crate::source::maps::HashSet;

use super::asset_registry::AssetRegistry;
use super::outline::Outline;
use super::ownership::Ownership;
use super::sources::Sources;

/// What the course uses of its folder.
pub(super) struct Uses<'a> {
    pub tree: &'a Tree,
    /// By [`FileId`].
    files: Vec<bool>,
    /// By [`DirId`]: whether a used file is in a folder or below it.
    dirs: Vec<bool>,
    /// By [`DirId`]: whether Markdown that may be a lesson is in a folder or below it.
    pages: Vec<bool>,
    lesson_folders: HashSet<DirId>,
    owned_dirs: HashSet<DirId>,
    /// How many lessons there are.
    pub lessons: usize,
}

impl<'a> Uses<'a> {
    /// What the lessons of `outline` use.
    pub fn of(
        sources: Sources<'a>,
        outline: &Outline,
        assets: &AssetRegistry<'_>,
        ownership: &Ownership,
    ) -> Self {
        let tree = sources.tree;
        let mut uses = Self::none(tree);
        uses.lessons = outline.lessons;
        uses.lesson_folders = outline.lesson_folders.iter().copied().collect();
        uses.owned_dirs = ownership.dirs().collect();
        for file in 0..tree.files.len() {
            if assets.is_used(file) || outline.is_met(Entry::File(file)) {
                uses.mark(file);
            }
        }
        for file in (sources.adapter.navigation_pages)(tree) {
            uses.files[file] = true;
        }
        for (file, page) in sources.pages.iter() {
            if uses.files[file] {
                let included = page.included.iter().filter_map(|path| tree.at(path));
                included.for_each(|entry| {
                    if let Entry::File(file) = entry {
                        uses.mark(file);
                    }
                });
            }
        }
        uses
    }

    /// Of a course without lessons nothing is used.
    pub fn none(tree: &'a Tree) -> Self {
        let mut uses = Self {
            tree,
            files: vec![false; tree.files.len()],
            dirs: vec![false; tree.dirs.len()],
            pages: vec![false; tree.dirs.len()],
            lesson_folders: HashSet::default(),
            owned_dirs: HashSet::default(),
            lessons: 0,
        };
        for file in tree.files.iter().filter(|file| file.kind == FileKind::Markdown) {
            mark_up(tree, &mut uses.pages, file.dir);
        }
        uses
    }

    fn mark(&mut self, file: FileId) {
        self.files[file] = true;
        mark_up(self.tree, &mut self.dirs, self.tree.files[file].dir);
    }

    /// Whether the course uses a file.
    pub fn uses(&self, file: FileId) -> bool {
        self.files[file]
    }

    /// Whether it uses a file in a folder or below it.
    pub fn uses_any_in(&self, dir: DirId) -> bool {
        self.dirs[dir]
    }

    /// Whether a folder is a lesson with all that is in it, or belongs to the lesson beside it.
    pub fn is_of_a_lesson(&self, dir: DirId) -> bool {
        self.lesson_folders.contains(&dir) || self.owned_dirs.contains(&dir)
    }

    /// Whether a folder holds code files.
    pub fn has_code(&self, dir: DirId) -> bool {
        let files = &self.tree.dirs[dir].files;
        files.iter().any(|&file| group::is_code(self.tree.files[file].path.name()))
    }

    /// Whether a folder holds code files, and no Markdown is in it or below it.
    pub fn is_code_folder(&self, dir: DirId) -> bool {
        !self.pages[dir] && self.has_code(dir)
    }

    /// Whether Markdown that may be a lesson is in a folder or below it.
    pub fn has_pages(&self, dir: DirId) -> bool {
        self.pages[dir]
    }
}

fn mark_up(tree: &Tree, marks: &mut [bool], dir: DirId) {
    let mut next = Some(dir);
    while let Some(dir) = next.filter(|&dir| !marks[dir]) {
        marks[dir] = true;
        next = tree.dirs[dir].parent;
    }
}
