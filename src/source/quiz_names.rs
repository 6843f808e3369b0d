//! Which files hold the questions of a quiz, by what pages say and by their names.

use std::collections::BTreeSet;

use super::page::{Page, Pages};
use crate::model::CoursePath;

/// The file that a page's front matter names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Named {
    No,
    File(CoursePath),
    /// Outside of the course.
    Nowhere,
}

/// The file of questions that a page names, relative to the page or, behind a `/`, to the course.
pub(crate) fn named(page: &Page) -> Named {
    let Some(file) = page.front.quiz.as_ref().and_then(|quiz| quiz.file.as_ref()) else { return Named::No };
    let path = match file.value.strip_prefix('/') {
        Some(from_root) => CoursePath::root().join(from_root),
        None => page.source.path.parent().unwrap_or_default().join(&file.value),
    };
    path.map_or(Named::Nowhere, Named::File)
}

/// Whether no file of another kind has such a name.
pub(crate) fn is_surely_quiz(path: &CoursePath) -> bool {
    matches!(path.extension().as_ref(), "gift" | "aiken" | "qti")
}

/// The files of questions that pages name.
pub(crate) fn named_files(pages: &Pages) -> BTreeSet<CoursePath> {
    let named = pages.iter().map(|(_, page)| named(page));
    named
        .filter_map(|named| match named {
            Named::File(path) => Some(path),
            Named::No | Named::Nowhere => None,
        })
        .collect()
}
