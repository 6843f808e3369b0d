//! Which documents are lessons: notebooks and Word documents, if a course has no Markdown, or if those with numbers in their
//! names are more than its pages; web pages and plain texts, if it has nothing else. Where a navigation lists a document, it is a lesson in any case.

use std::collections::BTreeMap;

use crate::documents::{self, Format};
use crate::source::layout::names;
use crate::source::maps::HashSet;

use super::exclude::{SUPPORT_FOLDERS, is_for_other_files};
use super::group::text_kind;
use super::tree::{DirId, FileId, FileKind, ROOT, Tree, fold};

/// Makes lessons of the documents of a course that is written in them.
pub(crate) fn take(tree: &mut Tree) {
    let found = candidates(tree);
    if found.is_empty() {
        return;
    }
    let pages = (0..tree.files.len()).filter(|&file| tree.files[file].kind == FileKind::Markdown);
    let pages = pages.filter(|&file| !is_index(tree, file)).count();
    let of = |wanted: &[Format]| -> Vec<FileId> {
        found.iter().filter(|(_, format)| wanted.contains(format)).map(|&(file, _)| file).collect()
    };
    let written = of(&[Format::Notebook, Format::Word]);
    let taken = if pages == 0 && !written.is_empty() {
        written
    } else if pages > 0 {
        let numbered = numbered(tree, &written);
        if numbered.len() > pages { numbered } else { Vec::new() }
    } else {
        let web = of(&[Format::Web]);
        if web.is_empty() { of(&[Format::Plain]) } else { web }
    };
    for file in taken {
        tree.files[file].kind = FileKind::Markdown;
    }
}

/// Those with a number in their names that counts as one of a lesson.
fn numbered(tree: &Tree, files: &[FileId]) -> Vec<FileId> {
    let mut by_dir: BTreeMap<DirId, Vec<FileId>> = BTreeMap::new();
    for &file in files {
        by_dir.entry(tree.files[file].dir).or_default().push(file);
    }
    let of_dir = |files: Vec<FileId>| {
        let stems: Vec<&str> = files.iter().map(|&file| tree.files[file].path.stem()).collect();
        let numbers = names::numbers(&stems);
        files.into_iter().zip(numbers).filter_map(|(file, number)| number.map(|_| file)).collect::<Vec<_>>()
    };
    by_dir.into_values().flat_map(of_dir).collect()
}

/// Whether a file is a document that can be a page.
pub(crate) fn is_document(tree: &Tree, file: FileId) -> bool {
    let file = &tree.files[file];
    matches!(file.kind, FileKind::Other | FileKind::Document) && documents::format(file.path.name()).is_some()
}

/// The documents that are where lessons are, and no other form of a page.
fn candidates(tree: &Tree) -> Vec<(FileId, Format)> {
    let mut found = Vec::new();
    let mut open = vec![ROOT];
    while let Some(dir) = open.pop() {
        if dir != ROOT && is_for_others(tree, dir) {
            continue;
        }
        open.extend(&tree.dirs[dir].dirs);
        let documents = tree.dirs[dir].files.iter().copied().filter(|&file| is_document(tree, file));
        let documents: Vec<FileId> = documents.collect();
        if documents.is_empty() {
            continue;
        }
        let stem = |file: FileId| fold(tree.files[file].path.stem()).into_owned();
        let pages: HashSet<String> = tree.markdown(dir).map(stem).collect();
        for file in documents {
            let name = tree.files[file].path.name();
            let is_text = !name.starts_with(['.', '_', '~']) && text_kind(name).is_some();
            let format = documents::format(name).filter(|_| is_text && !tree.files[file].ignored);
            // Another form of a page beside it.
            if let Some(format) = format.filter(|_| !pages.contains(&stem(file))) {
                found.push((file, format));
            }
        }
    }
    found
}

fn is_for_others(tree: &Tree, dir: DirId) -> bool {
    let node = &tree.dirs[dir];
    let name = node.path.name();
    node.ignored
        || name.starts_with(['_', '.'])
        || is_for_other_files(name)
        || SUPPORT_FOLDERS.contains(&fold(name).as_ref())
}

fn is_index(tree: &Tree, file: FileId) -> bool {
    let stem = fold(tree.files[file].path.stem());
    matches!(stem.as_ref(), "index" | "_index" | "readme")
}
