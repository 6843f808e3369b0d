//! Which files and folders of a course are in it, when all of its lessons are made.

use std::sync::OnceLock;

use crate::source::files::group;
use crate::source::files::tree::{Dir, DirId, Entry, FileId, FileKind, Tree};
use crate::source::layout::names;
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
    /// Folders with a number, in the company of those beside them; found when the first is asked for.
    numbered: OnceLock<HashSet<DirId>>,
    /// By [`DirId`]: how many folders with lessons are in it; found when the first is asked for.
    categories: OnceLock<Vec<usize>>,
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
        for &file in sources.navigation {
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
            numbered: OnceLock::new(),
            categories: OnceLock::new(),
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

    /// Whether a folder has a number, in the company of the folders beside it.
    pub fn is_numbered(&self, dir: DirId) -> bool {
        self.numbered.get_or_init(|| numbered(self.tree)).contains(&dir)
    }

    /// Whether the course has lessons of a folder beside this one.
    pub fn is_beside_categories(&self, dir: DirId) -> bool {
        let Some(parent) = self.tree.dirs[dir].parent else { return false };
        let is_category = |dir: DirId| self.pages[dir] && self.dirs[dir];
        let categories = self.categories.get_or_init(|| {
            let count = |node: &Dir| node.dirs.iter().filter(|&&child| is_category(child)).count();
            self.tree.dirs.iter().map(count).collect()
        });
        categories[parent] > usize::from(is_category(dir))
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

fn numbered(tree: &Tree) -> HashSet<DirId> {
    let mut numbered = HashSet::default();
    for node in &tree.dirs {
        let names: Vec<&str> = node.dirs.iter().map(|&child| tree.dirs[child].path.name()).collect();
        let prefixes = names::numbers(&names);
        let with_number = |((&child, name), prefix): ((&DirId, &&str), &Option<names::Prefix<'_>>)| {
            (prefix.is_some() || names::has_number(name)).then_some(child)
        };
        numbered.extend(node.dirs.iter().zip(&names).zip(&prefixes).filter_map(with_number));
    }
    numbered
}

fn mark_up(tree: &Tree, marks: &mut [bool], dir: DirId) {
    let mut next = Some(dir);
    while let Some(dir) = next.filter(|&dir| !marks[dir]) {
        marks[dir] = true;
        next = tree.dirs[dir].parent;
    }
}
