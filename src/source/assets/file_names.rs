//! Finds a file of the course by its name alone.

use std::ffi::OsStr;

use crate::source::files::by_name;

use super::resolve::{Finder, Located};
use super::sources::LinkBase;

/// The file that a page means by a name, wherever in the course it is.
pub(super) fn walked(finder: &Finder<'_>, from: LinkBase<'_>, name: &str) -> Option<Located> {
    let tree = finder.sources.tree;
    let course = finder.sources.root.course().file_name().and_then(OsStr::to_str).unwrap_or_default();
    let id = by_name::find(tree, from.folder, course, name)?;
    Some(Located::File { path: tree.files[id].path.clone(), id: Some(id) })
}
