//! The order that `MkDocs` gives the contents of a folder by itself: its index page, its pages, its folders, each by the
//! code of their letters.

use crate::source::files::tree::{DirId, FileId, FileKind, Tree};

/// A page or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Child {
    Page(FileId),
    Dir(DirId),
}

/// What is in a folder. Folders without pages are none.
pub(super) fn children(tree: &Tree, dir: DirId) -> Vec<Child> {
    let mut pages: Vec<FileId> = tree.files_of_kind(dir, FileKind::Markdown).collect();
    let key = |&file: &FileId| {
        let path = &tree.files[file].path;
        (!is_index(path.stem()), path.stem().to_owned(), path.name().to_owned())
    };
    pages.sort_by_key(key);
    let mut dirs: Vec<DirId> = tree.dirs[dir].dirs.clone();
    dirs.retain(|&dir| tree.markdown_below(dir).next().is_some());
    dirs.sort_by(|&a, &b| tree.dirs[a].path.name().cmp(tree.dirs[b].path.name()));
    pages.into_iter().map(Child::Page).chain(dirs.into_iter().map(Child::Dir)).collect()
}

/// Whether a page stands for its folder.
pub(super) fn is_index(stem: &str) -> bool {
    matches!(stem, "index" | "README")
}

/// The name of a page or folder.
pub(super) fn name(tree: &Tree, child: Child) -> &str {
    match child {
        Child::Page(file) => tree.files[file].path.name(),
        Child::Dir(dir) => tree.dirs[dir].path.name(),
    }
}

/// The title that `MkDocs` makes of a folder's name.
pub(super) fn folder_title(name: &str) -> String {
    let title = name.replace(['-', '_'], " ");
    if title.to_lowercase() != title {
        return title;
    }
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
