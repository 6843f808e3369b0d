//! The input of lessons, and the folders that paths in it are relative to.

use crate::fs::Root;
use crate::model::CoursePath;
use crate::source::files::tree::{FileId, Tree};
use crate::source::page::Pages;

/// What lessons are made from.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub root: &'a Root,
    pub tree: &'a Tree,
    /// Every Markdown file that was read: lessons, index files, and `SUMMARY.md`.
    pub pages: &'a Pages,
}

/// From where a path is meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct LinkBase<'a> {
    /// The folder of the page.
    pub folder: &'a CoursePath,
    /// The page's name without extension, if its address on a website would be a folder of its own:
    /// `../img/x.png` in `a.md` may mean `img/x.png`.
    pub stem: Option<&'a str>,
}

impl<'a> Sources<'a> {
    /// From where the paths of a page are meant.
    pub(super) fn link_base(&self, page: FileId) -> LinkBase<'a> {
        let file = &self.tree.files[page];
        let stem = file.path.stem();
        let index = ["index", "_index", "readme"].iter().any(|name| stem.eq_ignore_ascii_case(name));
        LinkBase { folder: &self.tree.dirs[file.dir].path, stem: (!index).then_some(stem) }
    }
}
