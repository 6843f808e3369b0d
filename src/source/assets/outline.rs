//! The pages and folders that learners see: the targets of links to other pages.

use crate::source::files::tree::{DirId, Entry, FileId, Tree};
use crate::source::plan::{LessonSource, Plan};

/// The pages that became lessons or categories, and the folders that hold lessons.
pub(super) struct Outline {
    pages: Vec<bool>,
    dirs: Vec<bool>,
    /// Folders that are a lesson each.
    pub lesson_folders: Vec<DirId>,
    /// How many lessons there are.
    pub lessons: usize,
}

impl Outline {
    /// Marks everything that `plan` made a lesson or a category of.
    pub fn new(tree: &Tree, plan: &Plan) -> Self {
        let mut outline = Self {
            pages: vec![false; tree.files.len()],
            dirs: vec![false; tree.dirs.len()],
            lesson_folders: Vec::new(),
            lessons: 0,
        };
        let second = plan.categories.iter().flat_map(|category| &category.subcategories);
        for head in plan.categories.iter().map(|category| &category.head).chain(second.map(|sub| &sub.head)) {
            outline.mark_dir(tree, head.dir);
            if let Some(index) = head.index {
                outline.mark_page(tree, index);
            }
        }
        for lesson in plan.lessons() {
            outline.lessons += 1;
            if let LessonSource::Folder { folder, .. } = lesson.of {
                outline.lesson_folders.push(folder);
            }
            match lesson.of.page() {
                Some(page) => outline.mark_page(tree, page),
                None => outline.mark_dir(tree, tree.files[lesson.of.file()].dir),
            }
        }
        outline
    }

    fn mark_page(&mut self, tree: &Tree, page: FileId) {
        self.pages[page] = true;
        self.mark_dir(tree, tree.files[page].dir);
    }

    fn mark_dir(&mut self, tree: &Tree, dir: DirId) {
        let mut next = Some(dir);
        while let Some(dir) = next.filter(|&dir| !self.dirs[dir]) {
            self.dirs[dir] = true;
            next = tree.dirs[dir].parent;
        }
    }

    /// Whether learners meet this: a lesson's or a category's page, a folder with lessons in it or below.
    pub fn is_met(&self, entry: Entry) -> bool {
        match entry {
            Entry::File(file) => self.pages[file],
            Entry::Dir(dir) => self.dirs[dir],
        }
    }
}
