//! The files of a course's folder that are in no lesson.

use crate::model::{FileGroup, Leftover};
use crate::source::files::group;
use crate::source::files::tree::{Entry, File, FileId, ROOT};
use crate::source::settings::SETTINGS_FILES;

use super::uses::Uses;

/// Whether a file in the course's own folder belongs to the tool: a lock file, or that of one location.
fn is_own(name: &str) -> bool {
    name.strip_prefix("coursedir.").is_some_and(|rest| rest == "lock" || rest.strip_suffix(".lock").is_some())
}

/// Files that give a folder its title and place.
const CATEGORY_FILES: &[&str] = &["_category_.json", "_category_.yml", "_category_.yaml", "meta.json"];

/// Every file that the course does not use, by path, but for hidden and ignored ones.
pub(super) fn find(uses: &Uses<'_>) -> Vec<Leftover> {
    let tree = uses.tree;
    // One that is reached on a second path, by a link, is counted on its first.
    let is_itself = |id: FileId| tree.at(&tree.files[id].path) == Some(Entry::File(id));
    let is_left = |&id: &FileId| !uses.uses(id) && is_counted(&tree.files[id]) && is_itself(id);
    let leftover = |id: FileId| {
        let file = &tree.files[id];
        let group = if tree.translated.contains(&id) {
            FileGroup::Translation
        } else {
            group::group(file.path.name(), file.kind)
        };
        Leftover { path: file.path.clone(), group }
    };
    let mut all: Vec<Leftover> = (0..tree.files.len()).filter(is_left).map(leftover).collect();
    all.sort_unstable();
    all
}

fn is_counted(file: &File) -> bool {
    let name = file.path.name();
    let is_tool_s = file.dir == ROOT && (SETTINGS_FILES.contains(&name) || is_own(name));
    !file.ignored && !name.starts_with('.') && !is_tool_s && !CATEGORY_FILES.contains(&name)
}
