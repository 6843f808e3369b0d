//! Reports folders that look like a category and became nothing: they have a number, or are beside categories.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::FileGroup;
use crate::size::count;
use crate::source::files::exclude::{SUPPORT_FOLDERS, and_elsewhere, is_for_other_files};
use crate::source::files::group;
use crate::source::files::tree::{DirId, FileKind, ROOT, fold};

use super::unused::is_project;
use super::uses::Uses;

/// More folders that nobody takes for a category, unless they have a number.
const OTHER_FOLDERS: &[&str] = &["css", "fonts", "icons", "js", "styles"];

/// Folders that nobody takes for a category, whatever number is before their names.
const NEVER: &[&str] = &["template", "templates", "assets", "attachments", "images", "media"];

/// How many excluded pages are named.
const NAMED: usize = 3;

/// One finding for each such folder that no other of `said` is about.
pub(super) fn find(uses: &Uses<'_>, said: &[Diagnostic]) -> Vec<Diagnostic> {
    let said: BTreeSet<&str> = said
        .iter()
        .filter(|finding| matches!(finding.code, Code::UnreadFile | Code::UnusedFile | Code::EmptyCategory))
        .filter_map(|finding| Some(finding.place.as_ref()?.path.as_str()))
        .collect();
    let tree = uses.tree;
    let mut found = Vec::new();
    let mut open = vec![ROOT];
    while let Some(dir) = open.pop() {
        for &child in &tree.dirs[dir].dirs {
            if uses.uses_any_in(child) {
                if !uses.is_of_a_lesson(child) {
                    open.push(child);
                }
            } else if is_lost(uses, child) && !is_said(&said, tree.dirs[child].path.as_str()) {
                found.push(child);
            }
        }
    }
    found.sort_by(|&a, &b| tree.dirs[a].path.cmp(&tree.dirs[b].path));
    let mut of_reason: BTreeMap<(&str, String), Vec<DirId>> = BTreeMap::new();
    for dir in found {
        if let Some(why) = reason(uses, dir) {
            of_reason.entry((tree.dirs[dir].path.name(), why)).or_default().push(dir);
        }
    }
    of_reason.into_iter().map(|((_, why), dirs)| say(uses, &dirs, &why)).collect()
}

/// Whether a folder that the course does not use looks like a category.
fn is_lost(uses: &Uses<'_>, dir: DirId) -> bool {
    let node = &uses.tree.dirs[dir];
    let name = node.path.name();
    if node.ignored
        || name.starts_with(['.', '_'])
        || uses.is_of_a_lesson(dir)
        || is_project(uses, dir)
        || uses.tree.repeated.contains(&dir)
    {
        return false;
    }
    let folded = fold(name);
    if NEVER.contains(&folded.trim_start_matches(|c: char| !c.is_alphabetic())) {
        return false;
    }
    let is_other = || {
        is_for_other_files(name)
            || [SUPPORT_FOLDERS, OTHER_FOLDERS].iter().any(|names| names.contains(&folded.as_ref()))
    };
    uses.is_numbered(dir) || (uses.is_beside_categories(dir) && !is_other())
}

/// Whether a finding is about a folder, or about something in it.
fn is_said(said: &BTreeSet<&str>, dir: &str) -> bool {
    let below = format!("{dir}/");
    said.contains(dir) || said.range(below.as_str()..).next().is_some_and(|path| path.starts_with(&below))
}

/// The finding about folders of one name that became nothing for one reason.
fn say(uses: &Uses<'_>, dirs: &[DirId], why: &str) -> Diagnostic {
    let path = &uses.tree.dirs[dirs[0]].path;
    let message = format!("`{path}` becomes no category: {why}{}", and_elsewhere(dirs.len()));
    Diagnostic::new(Code::EmptyCategory, message)
        .at(Place::whole(path.clone()))
        .help("add a lesson to it (`.md` or a video), or exclude it with `ignore:` in `course.yaml`")
}

/// Why a folder became nothing; `None` for a folder of code, or if another finding is about it.
fn reason(uses: &Uses<'_>, dir: DirId) -> Option<String> {
    let tree = uses.tree;
    let files = tree.files_below(dir);
    let mut groups: BTreeMap<FileGroup, usize> = BTreeMap::new();
    let mut excluded = Vec::new();
    for file in files.into_iter().map(|file| &tree.files[file]) {
        let name = file.path.name();
        if name.starts_with('.') {
            continue;
        }
        *groups.entry(group::group(name, file.kind)).or_default() += 1;
        // The layout says why a folder with an index file only is nothing.
        if file.kind == FileKind::Markdown {
            return None;
        }
        if file.kind == FileKind::OtherMarkdown {
            excluded.push(name);
        }
    }
    if groups.is_empty() {
        // A folder may be kept empty on purpose: for what learners make, or by `.gitkeep`.
        if !uses.is_numbered(dir) {
            return None;
        }
        // All that is in it may be hidden by its author.
        let below = tree.dirs[dir].path.child("");
        let is_hidden =
            tree.hidden.range(&below..).next().is_some_and(|path| path.starts_with(&tree.dirs[dir].path));
        return (!is_hidden).then(|| "it is empty".to_owned());
    }
    if !excluded.is_empty() {
        excluded.sort_unstable();
        let names: Vec<String> = excluded.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
        let more = match excluded.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        return Some(format!("its Markdown is excluded ({}{more})", names.join(", ")));
    }
    if is_code(&groups, uses.is_numbered(dir)) {
        return None;
    }
    let listed: Vec<String> = groups
        .iter()
        .map(|(group, &number)| {
            let (one, many) = group.words();
            count(number, one, many)
        })
        .collect();
    Some(format!("it has no Markdown and no video, only {}", listed.join(", ")))
}

/// Whether a folder is one of code: only code files make it that. One without a number may hold some texts besides.
fn is_code(groups: &BTreeMap<FileGroup, usize>, is_numbered: bool) -> bool {
    let Some(&code) = groups.get(&FileGroup::Code) else { return false };
    if is_numbered {
        return groups.keys().all(|&group| group >= FileGroup::Image);
    }
    let others = groups.range(..FileGroup::Image).map(|(_, number)| number).sum::<usize>();
    others <= code
}
