//! The ids of lessons and categories.

use crate::model::nfc;
use crate::source::files::tree::FileId;
use crate::source::page::Page;

use super::sources::Sources;

/// The id of the lesson that this file stands for: the front matter's `id`, else the path.
pub(super) fn lesson_id(sources: Sources<'_>, file: FileId) -> String {
    let own = sources.pages.get(file).and_then(|page| own_id(page));
    own.unwrap_or_else(|| sources.tree.files[file].path.as_str().to_owned())
}

/// The id that the author gave, in one spelling.
pub(super) fn own_id(page: &Page) -> Option<String> {
    page.front.id.as_deref().map(|id| nfc(id).into_owned())
}
