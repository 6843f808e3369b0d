//! Courses of the `JetBrains` Academy: `content` in `course-info.yaml` lists folders of lessons and sections, whose own
//! `lesson-info.yaml` and `section-info.yaml` list theirs. A task is a folder with `task.md`.

use crate::model::CoursePath;
use crate::source::files::tree::DirId;
use crate::source::navigation::{Entry, Look, Named, Written, yaml};

/// Files that list what is in a folder.
const LISTS: &[&str] = &["section-info.yaml", "lesson-info.yaml"];

/// Files of a task: its own title, and its text.
const TASK: &str = "task-info.yaml";
const TEXTS: &[&str] = &["task.md", "task.html"];

/// Sections hold lessons, and lessons tasks.
const MAX_DEPTH: usize = 4;

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let home = look.dir_of(file)?;
    let (title, entries) = listed(look, file, home, 0)?;
    Some(Written { file: file.clone(), home, base: home, title, entries })
}

/// The title and the entries of a folder.
fn listed(
    look: &mut Look<'_>,
    file: &CoursePath,
    dir: DirId,
    depth: usize,
) -> Option<(Option<String>, Vec<Entry>)> {
    let (source, info) = look.yaml(file)?;
    let title =
        ["title", "custom_name", "custom_presentable_name"].iter().find_map(|key| yaml::text(&info, key));
    let base = look.tree.dirs[dir].path.clone();
    let mut entries = Vec::new();
    for item in yaml::get(&info, "content").map(yaml::list).unwrap_or_default() {
        let Some(name) = item.value.text() else { continue };
        match look.dir(&base, name) {
            Some(below) => entries.extend(folder(look, below, depth + 1)),
            None => entries
                .push(Entry::of(None, Named::Missing(name.to_owned(), source.place(item.span.clone())))),
        }
    }
    Some((title, entries))
}

/// A section, a lesson or a task.
fn folder(look: &mut Look<'_>, dir: DirId, depth: usize) -> Option<Entry> {
    let path = look.tree.dirs[dir].path.clone();
    let own = Some(path.name().to_owned());
    if let Some(file) = look.first(&path, LISTS).filter(|_| depth < MAX_DEPTH) {
        let (title, below) = listed(look, &file, dir, depth)?;
        return Some(Entry::group(title.or(own), below));
    }
    let info = path.child(TASK);
    let title = look.has(&info).then(|| look.yaml(&info)).flatten();
    let title = title.and_then(|(_, info)| yaml::text(&info, "custom_name"));
    let text = look.first(&path, TEXTS)?;
    Some(Entry::page(look.page(&path, text.name())?).titled(title.or(own)))
}
