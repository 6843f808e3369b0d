//! Any folder: its names, numbers, index files and front matter are the layout.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::fs::Root;
use crate::model::OrderFrom;
use crate::source::files::tree::{DirId, FileId, Tree};
use crate::source::layout::category_file::{self, CategoryFile};
use crate::source::layout::context::{ContentsList, Layout, Navigation};
use crate::source::layout::folders;
use crate::source::read;

use super::adapter::{Adapter, LinkBase};

/// Takes every course.
pub(super) static FOLDER: Adapter = Adapter { navigation, page_meta, link_base };

/// Files that give a category its title and place (rule 4).
const CATEGORY_FILES: &[&str] = &["_category_.json", "_category_.yml", "_category_.yaml", "meta.json"];

/// The groups are the folders; nothing lists them.
fn navigation(layout: &mut Layout<'_>) -> Navigation {
    Navigation { root: folders::root_folder(layout), list: ContentsList::new(OrderFrom::Name) }
}

/// The category file of each folder that has one.
fn page_meta(root: &Root, tree: &Tree, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<DirId, CategoryFile> {
    let mut found = BTreeMap::new();
    for (dir, entry) in tree.dirs.iter().enumerate() {
        let rank = |&file: &FileId| {
            let name = tree.files[file].path.name();
            CATEGORY_FILES.iter().position(|known| name.eq_ignore_ascii_case(known))
        };
        let Some((_, file)) = entry.files.iter().filter_map(|file| Some((rank(file)?, *file))).min() else {
            continue;
        };
        if let Some(source) = read::source(root, &tree.files[file].path, diagnostics) {
            found.insert(dir, category_file::read(&source, diagnostics));
        }
    }
    found
}

/// The page's folder or, as a website would have it, the page itself.
fn link_base(tree: &Tree, page: FileId) -> LinkBase<'_> {
    let file = &tree.files[page];
    let stem = file.path.stem();
    let index = ["index", "_index", "readme"].iter().any(|name| stem.eq_ignore_ascii_case(name));
    LinkBase { folder: &tree.dirs[file.dir].path, stem: (!index).then_some(stem) }
}
