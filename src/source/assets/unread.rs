//! Reports texts in formats that are not read, once a folder.
//!
//! They are an error if the course is likely written in them: no lesson mentions them, they are where lessons
//! are, and they are more than the lessons.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::model::CoursePath;
use crate::size::count;
use crate::source::files::exclude::{SUPPORT_FOLDERS, and_elsewhere, is_for_other_files};
use crate::source::files::group::{TextKind, text_kind};
use crate::source::files::tree::{DirId, FileId, FileKind, ROOT, Tree, fold};
use crate::source::layout::names;
use crate::source::maps::HashSet;

use super::unused::is_project;
use super::uses::Uses;

/// At most this many names are listed.
const NAMED: usize = 3;

/// More folders for other things than lessons.
const OTHER_FOLDERS: &[&str] = &["test", "tests"];

/// Folders of what programs and exercises need: a plain text or web page there is part of them.
const PROGRAM_FOLDERS: &[&str] = &[
    "app",
    "client",
    "code",
    "demo",
    "demos",
    "example",
    "examples",
    "exercise",
    "exercises",
    "public",
    "sample",
    "samples",
    "server",
    "solution",
    "solutions",
    "src",
    "starter",
    "web",
];

/// The unread texts of a folder.
struct Unread {
    dir: DirId,
    texts: Vec<FileId>,
    /// How many of them are where lessons are.
    like_lessons: usize,
}

/// One finding for each folder with unread texts, or for all folders with texts of the same names.
pub(super) fn find(uses: &Uses<'_>) -> Vec<Diagnostic> {
    let tree = uses.tree;
    let found = folders(uses);
    let like_lessons: usize = found.iter().map(|unread| unread.like_lessons).sum();
    let is_written_in_them = like_lessons > uses.lessons;
    let mut of_names: BTreeMap<Vec<&str>, Vec<Unread>> = BTreeMap::new();
    for unread in found {
        let names = unread.texts.iter().map(|&file| tree.files[file].path.name()).collect();
        of_names.entry(names).or_default().push(unread);
    }
    let say = |(names, mut folders): (Vec<&str>, Vec<Unread>)| {
        folders.sort_by(|a, b| tree.dirs[a.dir].path.cmp(&tree.dirs[b.dir].path));
        let first = folders.first()?.dir;
        let is_error = is_written_in_them && folders.iter().any(|unread| unread.like_lessons > 0);
        let folder = &tree.dirs[first].path;
        let lost = (folders.len() == 1 && first != ROOT && !uses.uses_any_in(first)).then_some(folder);
        let mut finding = Diagnostic::new(Code::UnreadFile, message(&names, folders.len(), lost))
            .at(Place::whole(folder.clone()))
            .help(help(&names));
        if is_error {
            finding.severity = Severity::Error;
        }
        Some(finding)
    };
    of_names.into_iter().filter_map(say).collect()
}

/// The folders with unread texts, from the root down.
fn folders(uses: &Uses<'_>) -> Vec<Unread> {
    let tree = uses.tree;
    let mut found = Vec::new();
    let mut open = vec![(ROOT, false)];
    while let Some((dir, is_in_code)) = open.pop() {
        let node = &tree.dirs[dir];
        if dir != ROOT && is_for_others(uses, dir) {
            continue;
        }
        let is_code = is_in_code || uses.is_code_folder(dir) || is_of_programs(uses, dir);
        open.extend(node.dirs.iter().map(|&child| (child, is_code)));
        let texts = texts(uses, dir, is_code || uses.has_code(dir));
        if !texts.is_empty() {
            let like_lessons = like_lessons(uses, dir, &texts);
            found.push(Unread { dir, texts, like_lessons });
        }
    }
    found
}

fn is_for_others(uses: &Uses<'_>, dir: DirId) -> bool {
    let node = &uses.tree.dirs[dir];
    let name = node.path.name();
    node.ignored
        || name.starts_with(['_', '.'])
        || is_for_other_files(name)
        || [SUPPORT_FOLDERS, OTHER_FOLDERS].iter().any(|names| names.contains(&fold(name).as_ref()))
        || is_project(uses, dir)
}

/// Whether a folder without lessons has a name that programs give.
fn is_of_programs(uses: &Uses<'_>, dir: DirId) -> bool {
    let node = &uses.tree.dirs[dir];
    node.parent.is_some()
        && !uses.has_pages(dir)
        && PROGRAM_FOLDERS.contains(&fold(node.path.name()).as_ref())
}

/// The texts directly in a folder that are in no lesson; plain ones and web pages only where no code is.
fn texts(uses: &Uses<'_>, dir: DirId, has_code: bool) -> Vec<FileId> {
    let tree = uses.tree;
    let is_unread = |&&file: &&FileId| {
        let node = &tree.files[file];
        let name = node.path.name();
        let Some(kind) = text_kind(name) else { return false };
        let is_code_s = has_code && matches!(kind, TextKind::Plain | TextKind::Web);
        let is_repository_s = dir == ROOT && fold(node.path.stem()) == "readme";
        !(uses.uses(file)
            || node.ignored
            || name.starts_with(['.', '_', '~'])
            || is_code_s
            || is_repository_s)
    };
    let mut unread: Vec<FileId> = tree.dirs[dir].files.iter().filter(is_unread).copied().collect();
    if !unread.is_empty() {
        // Another form of a page: what it was made from, or what was made from it.
        let pages: HashSet<_> = pages(tree, dir).collect();
        unread.retain(|&file| !pages.contains(&fold(tree.files[file].path.stem())));
    }
    unread
}

fn pages(tree: &Tree, dir: DirId) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
    let is_page =
        |file: &&FileId| matches!(tree.files[**file].kind, FileKind::Markdown | FileKind::OtherMarkdown);
    tree.dirs[dir].files.iter().filter(is_page).map(|&file| fold(tree.files[file].path.stem()))
}

/// How many of a folder's texts are where lessons are: they have numbers, their folder has one, or it holds
/// nothing else and is beside categories.
fn like_lessons(uses: &Uses<'_>, dir: DirId, texts: &[FileId]) -> usize {
    let tree = uses.tree;
    let is_category_like =
        dir != ROOT && !uses.uses_any_in(dir) && (uses.is_numbered(dir) || uses.is_beside_categories(dir));
    if is_category_like {
        return texts.len();
    }
    let stems: Vec<&str> = texts.iter().map(|&file| tree.files[file].path.stem()).collect();
    names::numbers(&stems).iter().flatten().count()
}

fn message(names: &[&str], folders: usize, lost: Option<&CoursePath>) -> String {
    let listed = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let files = count(names.len(), "file is", "files are");
    let lost = lost.map(|folder| format!("; `{folder}` becomes no category")).unwrap_or_default();
    format!("{files} not read: {listed}{more}{}{lost}", and_elsewhere(folders))
}

/// What to do about the kind that most of the files have.
fn help(names: &[&str]) -> String {
    let mut kinds: BTreeMap<TextKind, usize> = BTreeMap::new();
    for kind in names.iter().filter_map(|name| text_kind(name)) {
        *kinds.entry(kind).or_default() += 1;
    }
    let most = kinds.into_iter().max_by_key(|&(_, number)| number).map(|(kind, _)| kind);
    let them = if names.len() == 1 { "it" } else { "them" };
    let make_lessons = match most {
        None | Some(TextKind::Plain) => format!("rename {them} to `.md`"),
        Some(TextKind::Notebook) => "run `jupyter nbconvert --to markdown FILE`".to_owned(),
        Some(TextKind::Web | TextKind::Written) => "run `pandoc FILE -t gfm -o FILE.md`".to_owned(),
        Some(TextKind::Package) => format!("export {them} as Markdown"),
    };
    let lessons = if names.len() == 1 { "a lesson of it" } else { "lessons of them" };
    format!(
        "to make {lessons}, {make_lessons}; else link {them} from a lesson, or add {them} to `.courseignore`"
    )
}
