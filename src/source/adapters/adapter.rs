//! What a scan asks about the layout of a course.
//!
//! The dialect of a page is no question here: pages show it themselves ([`crate::markdown`]), and are read while
//! the folder is still being walked.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::fs::Root;
use crate::model::CoursePath;
use crate::source::files::tree::{DirId, FileId, Tree};
use crate::source::layout::category_file::CategoryFile;
use crate::source::layout::context::{Layout, Navigation};

/// The layout of a course.
pub(crate) struct Adapter {
    /// The groups of lessons, and the order that a list of the author's gives them. `contents:` in `course.yaml`
    /// beats that order; [`super::super::layout`] sorts and names what is in the groups.
    pub navigation: fn(&mut Layout<'_>) -> Navigation,
    /// What files of the tool's own say about pages: titles and places of folders.
    pub page_meta: fn(&Root, &Tree, &mut Vec<Diagnostic>) -> BTreeMap<DirId, CategoryFile>,
    /// From where the paths that a page names are meant.
    pub link_base: fn(&Tree, FileId) -> LinkBase<'_>,
}

/// From where a path is meant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinkBase<'a> {
    /// The folder of the page.
    pub folder: &'a CoursePath,
    /// The page's name without extension, if its address on a website would be a folder of its own:
    /// `../img/x.png` in `a.md` may mean `img/x.png`.
    pub stem: Option<&'a str>,
}
