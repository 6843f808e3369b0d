//! The author's list of contents (rule 5, step 0): `contents:` of the settings, or the links of a
//! `SUMMARY.md` or `_sidebar.md`.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::files::exclude::is_summary;
use crate::source::files::tree::{FileKind, ROOT};

use super::context::{ContentsList, Layout};
use super::item::Folder;
use super::page_links::linked;

/// Step 0: `contents:` of the settings, else the links of the root's `SUMMARY.md` or
/// `_sidebar.md`.
pub(super) fn read_contents(layout: &mut Layout<'_>, root: &Folder) -> ContentsList {
    if layout.input.settings.contents.is_empty() {
        listed_in_summary(layout, root)
    } else {
        listed_in_settings(layout)
    }
}

fn listed_in_settings(layout: &mut Layout<'_>) -> ContentsList {
    let tree = layout.input.tree;
    let mut named = ContentsList { from_settings: true, ..ContentsList::default() };
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
            named.name(tree, entry, place);
        }
    }
    named
}

fn listed_in_summary(layout: &Layout<'_>, root: &Folder) -> ContentsList {
    let tree = layout.input.tree;
    let mut named = ContentsList::default();
    let homes = [ROOT].into_iter().chain(root.dissolved.iter().copied());
    let summary = homes.flat_map(|dir| &tree.dirs[dir].files).copied().find(|&file| {
        tree.files[file].kind == FileKind::OtherMarkdown
            && is_summary(tree.files[file].path.name())
            && layout.page(file).is_some()
    });
    for (place, entry) in summary.map(|page| linked(layout, page)).unwrap_or_default().into_iter().enumerate()
    {
        named.name(tree, entry, place);
    }
    named
}
