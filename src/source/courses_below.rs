//! Courses deeper below the folder that was named: it is not clear which is meant, and they are never mixed into one.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::CoursePath;
use crate::size::count;

use super::files::tree::{DirId, FileId, FileKind, ROOT, Tree};
use super::settings::SETTINGS_FILES;

/// At most this many courses are named.
const NAMED: usize = 5;

/// The finding about courses below a folder that has no `course.yaml` itself.
pub(super) fn find(tree: &Tree) -> Option<Diagnostic> {
    let folders: Vec<&CoursePath> = (ROOT + 1..tree.dirs.len())
        .filter(|&dir| has_settings(tree, dir))
        .map(|dir| &tree.dirs[dir].path)
        .collect();
    let first = folders.first()?;
    let them = if folders.len() == 1 { "it" } else { "one" };
    let names: Vec<String> = folders.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
    let more = match folders.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let found = count(folders.len(), "course", "courses");
    let message = format!("found {found} below; name {them}: {}{more}", names.join(", "));
    Some(
        Diagnostic::new(Code::CoursesBelow, message)
            .at(Place::whole(CoursePath::root()))
            .help(format!("pass the folder of one course, such as `{first}`")),
    )
}

/// Whether a folder is a course: it has settings and lessons. A `_data/course.yml` is another tool's.
fn has_settings(tree: &Tree, dir: DirId) -> bool {
    let node = &tree.dirs[dir];
    let is_settings = |&file: &FileId| SETTINGS_FILES.contains(&tree.files[file].path.name());
    let is_others = || node.ignored || node.path.segments().any(|name| name.starts_with(['.', '_']));
    node.files.iter().any(is_settings) && !is_others() && has_lessons(tree, dir)
}

fn has_lessons(tree: &Tree, dir: DirId) -> bool {
    let is_lesson = |file: FileId| {
        matches!(tree.files[file].kind, FileKind::Markdown | FileKind::Video | FileKind::Sound)
    };
    tree.files_below(dir).into_iter().any(is_lesson)
}
