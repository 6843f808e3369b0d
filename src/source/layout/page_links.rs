//! The links of index files and tables of contents, which give an order.

use crate::markdown::{Reference, ReferenceKind};
use crate::model::{CoursePath, MARKDOWN_EXTENSIONS, nfc};
use crate::source::files::by_name;
use crate::source::files::tree::{Entry, FileId};

use super::context::Layout;

/// The files and folders that a page links, in order.
pub(crate) fn linked(layout: &Layout<'_>, page: FileId) -> Vec<Entry> {
    let Some(read) = layout.page(page) else { return Vec::new() };
    let base = layout.file_path(page).parent().unwrap_or_default();
    let links = read.markdown.references.iter().filter(|reference| reference.kind == ReferenceKind::Link);
    let target = |link: &Reference| {
        if link.is_by_name() {
            by_name::find(layout.input.tree, &base, &layout.input.name, &link.target).map(Entry::File)
        } else {
            link_target(layout, &base, &link.target)
        }
    };
    links.filter_map(target).collect()
}

/// What a link in `base` names, when it is there: a page with or without its extension, or a
/// folder.
fn link_target(layout: &Layout<'_>, base: &CoursePath, target: &str) -> Option<Entry> {
    let target = target.split(['#', '?']).next().filter(|target| !target.is_empty())?;
    let decoded = percent_decode(target);
    match decoded.strip_prefix('/') {
        // The root of a site may be the course's or, as docsify has it, the sidebar's folder.
        Some(from_root) => {
            [&CoursePath::root(), base].iter().find_map(|dir| entry_at(layout, &dir.join(from_root).ok()?))
        }
        None => entry_at(layout, &base.join(&decoded).ok()?),
    }
}

/// What is at a path, with or without the extension of a page.
fn entry_at(layout: &Layout<'_>, path: &CoursePath) -> Option<Entry> {
    let tree = layout.input.tree;
    let with_extension = |extension: &str| {
        let bare = path.as_str().strip_suffix(".html").unwrap_or(path.as_str());
        tree.at(&CoursePath::root().join(&format!("{bare}.{extension}")).ok()?)
    };
    tree.at(path).or_else(|| MARKDOWN_EXTENSIONS.iter().find_map(|extension| with_extension(extension)))
}

fn percent_decode(text: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    nfc(&decoded.unwrap_or_else(|_| text.into())).into_owned()
}
