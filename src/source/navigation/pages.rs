//! Which page a name in a navigation means.

use crate::model::{CoursePath, MARKDOWN_EXTENSIONS, nfc};
use crate::source::files::documents::is_document;
use crate::source::files::tree::{DirId, Entry, FileId, FileKind, Tree};

/// Names of the pages that stand for a folder.
const INDEXES: &[&str] = &["index", "_index", "readme"];

/// The page that a name means, relative to `base`: a path, with or without its extension; an address; or a folder with
/// an index page.
pub(super) fn find(tree: &Tree, base: &CoursePath, name: &str) -> Option<FileId> {
    let path = path(base, name)?;
    let is_page = |entry: &Entry| matches!(entry, Entry::File(file) if is_markdown(tree, *file));
    let with_extension = |plain: &str| {
        let named = |extension: &&str| {
            tree.at(&CoursePath::root().join(&format!("{plain}.{extension}")).ok()?).filter(is_page)
        };
        MARKDOWN_EXTENSIONS.iter().chain(&["ipynb"]).find_map(named)
    };
    let plain = path.as_str();
    let plain = plain.strip_suffix(".html").or_else(|| plain.strip_suffix(".htm")).unwrap_or(plain);
    let exact = tree.at(&path).filter(is_page);
    match exact.or_else(|| with_extension(plain)).or_else(|| tree.at(&path)) {
        Some(Entry::File(file)) => is_markdown(tree, file).then_some(file),
        Some(Entry::Dir(dir)) => index(tree, dir),
        None => None,
    }
}

/// The path that a name means, relative to `base`, where a `/` in front is.
pub(super) fn path(base: &CoursePath, name: &str) -> Option<CoursePath> {
    let name = name.split(['#', '?']).next().unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(name).decode_utf8().unwrap_or_else(|_| name.into());
    let path = base.join(nfc(decoded.trim_start_matches('/')).trim_end_matches('/')).ok()?;
    path.is_inside().then_some(path)
}

/// The page that stands for a folder.
pub(super) fn index(tree: &Tree, dir: DirId) -> Option<FileId> {
    let named = |name: &&str| {
        let files = tree.dirs[dir].files.iter().copied();
        files
            .filter(|&file| is_markdown(tree, file))
            .find(|&file| tree.files[file].path.stem().eq_ignore_ascii_case(name))
    };
    INDEXES.iter().find_map(named)
}

/// Whether a file can be a page: Markdown, be it a lesson or not, and documents that are read.
pub(super) fn is_markdown(tree: &Tree, file: FileId) -> bool {
    matches!(tree.files[file].kind, FileKind::Markdown | FileKind::OtherMarkdown) || is_document(tree, file)
}
