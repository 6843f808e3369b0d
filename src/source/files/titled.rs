//! Whether an index file has a title of its own in its front matter: then it is for readers.

use crate::diagnostic::Source;
use crate::front_matter;
use crate::fs::Root;
use crate::model::CoursePath;
use crate::source::text_limits;

/// Whether the front matter of a Markdown file has a `title`.
pub(super) fn has_title(root: &Root, path: &CoursePath) -> bool {
    let Ok(bytes) = root.read(path, text_limits::PAGE) else { return false };
    let source = Source::new(path.clone(), String::from_utf8_lossy(&bytes).into_owned());
    front_matter::read(&source, &mut Vec::new()).0.title.is_some()
}
