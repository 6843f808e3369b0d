//! Files with the questions of a quiz that are lessons of their own (rule 4).

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::context::Layout;
use super::names;
use crate::source::files::tree::{DirId, FileId, FileKind, fold};
use crate::source::quiz_names::{is_surely_quiz, named_files};

/// The files directly in a folder that are lessons: their names have a number, no page has their name, and no page names
/// them. A bank of questions has no number.
pub(super) fn lessons(layout: &Layout<'_>, dir: DirId) -> Vec<FileId> {
    let tree = layout.input.tree;
    let files = &tree.dirs[dir].files;
    let path = |file: FileId| &tree.files[file].path;
    let is_numbered = |file: &FileId| is_surely_quiz(path(*file)) && names::has_number(path(*file).stem());
    let mut found: Vec<FileId> = files.iter().copied().filter(is_numbered).collect();
    if found.is_empty() || tree.dirs[dir].ignored {
        return Vec::new();
    }
    let is_page =
        |file: &FileId| matches!(tree.files[*file].kind, FileKind::Markdown | FileKind::OtherMarkdown);
    let pages = files.iter().copied().filter(is_page);
    let mut known: BTreeSet<Cow<'_, str>> = pages.map(|page| fold(path(page).stem())).collect();
    let named = layout.input.named_quizzes.get_or_init(|| named_files(layout.input.pages));
    found.retain(|file| !named.contains(path(*file)) && known.insert(fold(path(*file).stem())));
    found
}
