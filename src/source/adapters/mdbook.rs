//! A book with a list of links: the root's `SUMMARY.md` (`mdBook`, `GitBook`) or `_sidebar.md` (docsify) gives the order
//! (rule 5, step 0). All else goes by the rules for any folder.

use crate::model::OrderFrom;
use crate::source::files::exclude::is_summary;
use crate::source::files::tree::{FileId, FileKind, ROOT, Tree};
use crate::source::layout::context::{ContentsList, Layout, Navigation};
use crate::source::layout::page_links::linked;

use super::adapter::Adapter;
use super::folder::FOLDER;

/// Takes a course that has a list of links anywhere.
pub(super) const MDBOOK: Adapter = Adapter { detect, navigation_pages, navigation, ..FOLDER };

fn detect(tree: &Tree) -> bool {
    lists(tree).next().is_some()
}

/// Which of them is the root's shows only when the folders are known.
fn navigation_pages(tree: &Tree) -> Vec<FileId> {
    lists(tree).collect()
}

fn lists(tree: &Tree) -> impl Iterator<Item = FileId> {
    (0..tree.files.len()).filter(|&file| is_list(tree, file))
}

fn is_list(tree: &Tree, file: FileId) -> bool {
    let file = &tree.files[file];
    file.kind == FileKind::OtherMarkdown && is_summary(file.path.name())
}

/// The folders, in the order of the links in the list of the root, or of a folder that gave way to its contents.
fn navigation(layout: &mut Layout<'_>) -> Navigation {
    let Navigation { root, .. } = (FOLDER.navigation)(layout);
    let tree = layout.input.tree;
    let homes = [ROOT].into_iter().chain(root.dissolved.iter().copied());
    let summary = homes.flat_map(|dir| &tree.dirs[dir].files).copied().find(|&file| is_list(tree, file));
    let mut list = ContentsList::new(OrderFrom::Summary);
    let links = summary.map(|page| linked(layout, page)).unwrap_or_default();
    for (place, entry) in links.into_iter().enumerate() {
        list.name(tree, entry, place);
    }
    Navigation { root, list }
}
