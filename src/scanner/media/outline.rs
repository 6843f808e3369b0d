//! Which pages and folders learners will meet: what a link to another page leads to.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::scanner::plan::Plan;
use crate::scanner::tree::{DirId, FileId, FileKind, Tree};

use super::slug::slug_path;

/// The pages that became lessons or categories, and the folders that hold lessons.
pub(super) struct Outline {
    pages: Vec<bool>,
    dirs: Vec<bool>,
    slugs: OnceCell<HashMap<String, Vec<(String, FileId)>>>,
}

impl Outline {
    /// Marks everything that `plan` made a lesson or a category of.
    pub fn new(tree: &Tree, plan: &Plan) -> Self {
        let mut outline = Self {
            pages: vec![false; tree.files.len()],
            dirs: vec![false; tree.dirs.len()],
            slugs: OnceCell::new(),
        };
        let second = plan.categories.iter().flat_map(|category| &category.subcategories);
        for head in plan.categories.iter().map(|category| &category.head).chain(second.map(|sub| &sub.head)) {
            outline.mark_dir(tree, head.dir);
            if let Some(index) = head.index {
                outline.mark_page(tree, index);
            }
        }
        for lesson in plan.lessons() {
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

    /// Whether this file is a lesson's or a category's page.
    pub fn is_page(&self, file: FileId) -> bool {
        self.pages[file]
    }

    /// Whether lessons lie in this folder or below it.
    pub fn holds_lessons(&self, dir: DirId) -> bool {
        self.dirs[dir]
    }

    /// The page that a website would show at `path`, where numbers and dates are dropped from names:
    /// the whole path for one from a page, its end for one from the site's root (`anywhere`).
    pub fn by_address(&self, tree: &Tree, path: &str, anywhere: bool) -> Option<FileId> {
        let wanted = slug_path(path);
        let last = wanted.rsplit('/').next()?;
        let slugs = self.slugs.get_or_init(|| slugs(tree));
        let named = slugs.get(last)?;
        let fits = |whole: &str| {
            whole
                .strip_suffix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || anywhere && rest.ends_with('/'))
        };
        let best = |fits: &dyn Fn(&str) -> bool| {
            let fitting = || named.iter().filter(|(whole, _)| fits(whole)).map(|(_, page)| *page);
            fitting().find(|&page| self.is_page(page)).or_else(|| fitting().next())
        };
        // A site may publish a page under any folder: the last part alone is the last resort.
        best(&fits).or_else(|| if anywhere { best(&|_| true) } else { None })
    }
}

/// Every Markdown file under the last part of its address.
fn slugs(tree: &Tree) -> HashMap<String, Vec<(String, FileId)>> {
    let mut slugs: HashMap<String, Vec<(String, FileId)>> = HashMap::new();
    for (id, file) in tree.files.iter().enumerate() {
        if !matches!(file.kind, FileKind::Markdown | FileKind::OtherMarkdown) {
            continue;
        }
        let dir = slug_path(tree.dirs[file.dir].path.as_str());
        let stem = slug_path(file.path.stem());
        let whole = match stem.as_str() {
            "index" | "readme" => dir,
            stem => format!("{dir}/{stem}").trim_start_matches('/').to_owned(),
        };
        let last = whole.rsplit('/').next().unwrap_or_default().to_owned();
        slugs.entry(last).or_default().push((whole, id));
    }
    slugs
}
