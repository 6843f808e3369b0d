//! Letters as numbers: a lone one (`A-first.md`) counts if the folders beside its own use letters (rule 5).

use std::collections::{BTreeMap, BTreeSet};

use crate::source::files::tree::{DirId, FileKind, Tree};
use crate::source::plan::LessonSource;

use super::context::Layout;
use super::item::Item;
use super::names;

/// For each folder, those directly in it that have two letters in a row in front of their names.
type Lettered = BTreeMap<DirId, BTreeSet<DirId>>;

/// Whether a folder beside the one that holds these entries has two letters in a row in front of its names.
pub(super) fn cousins_use_them(layout: &Layout<'_>, items: &[Item]) -> bool {
    let tree = layout.input.tree;
    let parents: BTreeSet<DirId> = items.iter().filter_map(|item| parent(layout, item)).collect();
    let lettered = layout.input.lettered.get_or_init(|| all(tree));
    let of_home = |&dir: &DirId| lettered.get(&tree.dirs[dir].parent?);
    parents.iter().filter_map(of_home).flatten().any(|dir| !parents.contains(dir))
}

fn all(tree: &Tree) -> Lettered {
    let mut lettered = Lettered::new();
    for (dir, node) in tree.dirs.iter().enumerate() {
        if let Some(home) = node.parent.filter(|_| uses_letters(tree, dir)) {
            lettered.entry(home).or_default().insert(dir);
        }
    }
    lettered
}

/// The folder that an entry is in.
fn parent(layout: &Layout<'_>, item: &Item) -> Option<DirId> {
    let tree = layout.input.tree;
    match item {
        Item::Folder(folder) => tree.dirs[folder.dir].parent,
        Item::Lesson(lesson) => match lesson.of {
            LessonSource::Folder { folder, .. } => tree.dirs[folder].parent,
            _ => Some(tree.files[lesson.of.file()].dir),
        },
    }
}

fn uses_letters(tree: &Tree, dir: DirId) -> bool {
    let node = &tree.dirs[dir];
    let files = node.files.iter().map(|&file| &tree.files[file]);
    let lessons = files.filter(|file| matches!(file.kind, FileKind::Markdown | FileKind::Video));
    let folders = node.dirs.iter().map(|&child| tree.dirs[child].path.name());
    let names: Vec<&str> = lessons.map(|file| file.path.stem()).chain(folders).collect();
    names::are_lettered(&names)
}
