//! The input of lessons, and the folders that paths in it are relative to.

use crate::fs::Root;
use crate::images::Images;
use crate::source::adapters::Adapter;
use crate::source::files::tree::{FileId, Tree};
use crate::source::page::Pages;

pub(super) use crate::source::adapters::LinkBase;

/// What lessons are made from.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub root: &'a Root,
    pub tree: &'a Tree,
    /// Every Markdown file that was read: lessons, index files, and `SUMMARY.md`.
    pub pages: &'a Pages,
    /// What the machine can do about images that no browser shows.
    pub images: &'a Images,
    /// The layout of the course.
    pub adapter: &'a Adapter,
    /// Whether it is kept where each link leads.
    pub keep_links: bool,
    /// The files that give the order of the lessons.
    pub navigation: &'a [FileId],
}

impl<'a> Sources<'a> {
    /// From where the paths of a page are meant.
    pub(super) fn link_base(&self, page: FileId) -> LinkBase<'a> {
        (self.adapter.link_base)(self.tree, page)
    }
}
