//! The pages and folders that learners see: the targets of links to other pages.

use crate::source::files::tree::{DirId, Entry, FileId, Tree};
use crate::source::plan::{HeadPlan, LessonPlan, LessonSource, Plan};

/// The pages that became lessons or categories, and the folders that hold lessons.
pub(super) struct Outline {
    /// By page, the lesson that a link to it leads to, by the file that stands for it.
    pages: Vec<Option<FileId>>,
    /// The same by folder.
    dirs: Vec<Option<FileId>>,
    /// Folders that are a lesson each.
    pub lesson_folders: Vec<DirId>,
    /// How many lessons there are.
    pub lessons: usize,
}

impl Outline {
    /// Marks everything that `plan` made a lesson or a category of.
    pub fn new(tree: &Tree, plan: &Plan) -> Self {
        let mut outline = Self {
            pages: vec![None; tree.files.len()],
            dirs: vec![None; tree.dirs.len()],
            lesson_folders: Vec::new(),
            lessons: 0,
        };
        for lesson in plan.lessons() {
            outline.mark(tree, lesson);
        }
        // What is a category and no lesson leads to its first lesson.
        for category in &plan.categories {
            let below = category.subcategories.iter().flat_map(|subcategory| &subcategory.lessons);
            outline.mark_head(tree, &category.head, category.lessons.iter().chain(below).next());
            for subcategory in &category.subcategories {
                outline.mark_head(tree, &subcategory.head, subcategory.lessons.first());
            }
        }
        outline
    }

    fn mark(&mut self, tree: &Tree, lesson: &LessonPlan) {
        self.lessons += 1;
        let file = lesson.of.file();
        let dir = tree.files[file].dir;
        match lesson.of {
            LessonSource::Folder { folder, .. } => {
                self.lesson_folders.push(folder);
                self.dirs[dir] = Some(file);
            }
            // The lesson of a folder itself, wherever it is in its order.
            LessonSource::Index(_) => self.dirs[dir] = Some(file),
            LessonSource::File(_)
            | LessonSource::Video(_)
            | LessonSource::Sound(_)
            | LessonSource::Questions(_) => {}
        }
        if let Some(page) = lesson.of.page() {
            self.pages[page] = Some(file);
        }
        self.mark_dir(tree, dir, file);
    }

    fn mark_head(&mut self, tree: &Tree, head: &HeadPlan, first: Option<&LessonPlan>) {
        let Some(first) = first.map(|lesson| lesson.of.file()) else { return };
        self.mark_dir(tree, head.dir, first);
        if let Some(index) = head.index {
            self.pages[index].get_or_insert(first);
            self.mark_dir(tree, tree.files[index].dir, first);
        }
    }

    /// Lets a folder lead to a lesson, and those above it, unless they lead to an earlier one.
    fn mark_dir(&mut self, tree: &Tree, dir: DirId, lesson: FileId) {
        let mut next = Some(dir);
        while let Some(dir) = next {
            self.dirs[dir].get_or_insert(lesson);
            next = tree.dirs[dir].parent.filter(|&above| self.dirs[above].is_none());
        }
    }

    /// Whether learners meet this: a lesson's or a category's page, a folder with lessons in it or below.
    pub fn is_met(&self, entry: Entry) -> bool {
        self.lesson(entry).is_some()
    }

    /// The lesson that a link to this leads to, by the file that stands for it: a page's own, else the first of the
    /// category or folder.
    pub fn lesson(&self, entry: Entry) -> Option<FileId> {
        match entry {
            Entry::File(file) => self.pages[file],
            Entry::Dir(dir) => self.dirs[dir],
        }
    }
}
