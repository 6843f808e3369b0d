//! The author's own list of contents (rule 5, step 0): `contents:` in `course.yaml`.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::OrderFrom;

use super::context::{ContentsList, Layout};

/// The list of `contents:`; `None` when there is none.
pub(super) fn listed(layout: &mut Layout<'_>) -> Option<ContentsList> {
    let tree = layout.input.tree;
    if layout.input.settings.contents.is_empty() {
        return None;
    }
    let mut list = ContentsList::new(OrderFrom::Contents);
    for (place, pattern) in layout.input.settings.contents.iter().enumerate() {
        let text = pattern.value.trim_start_matches("./").trim_end_matches('/');
        let found = tree.at_pattern(text);
        if found.is_empty()
            && let Some(source) = layout.input.settings_source
        {
            layout.diagnostics.push(
                Diagnostic::new(
                    Code::UnmatchedPattern,
                    format!(
                        "`{text}` matches no file or folder of the \
                                                                 course"
                    ),
                )
                .at(source.place(pattern.span.clone()))
                .help("write paths in `contents:` relative to the course's folder"),
            );
        }
        for entry in found {
            list.name(tree, entry, place);
        }
    }
    Some(list)
}
