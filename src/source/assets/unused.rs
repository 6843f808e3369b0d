//! Reports files that look like content for learners but that no lesson uses.
//!
//! A repository contains many files that are not part of the course. In doubt, nothing is reported: code and its
//! data, programs next to lessons, logos.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::files::group::text_kind;
use crate::source::files::tree::{DirId, FileId, FileKind, ROOT, Tree, fold};

use super::asset_registry::AssetRegistry;
use super::ownership::Ownership;
use super::uses::Uses;

/// Files that make a folder somebody's program: what is in it is the program's.
const PROJECT_FILES: [&str; 10] = [
    "package.json",
    "cargo.toml",
    "pyproject.toml",
    "setup.py",
    "go.mod",
    "pom.xml",
    "build.gradle",
    "makefile",
    "dockerfile",
    "gemfile",
];

/// How the names of pictures begin that belong to a repository and not to a lesson.
const REPOSITORY_IMAGES: [&str; 8] =
    ["logo", "favicon", "icon", "badge", "banner", "avatar", "cover", "thumb"];

/// More folders of one name than this are one finding: lessons made after one pattern.
const SAID_APART: usize = 5;

/// At most this many names are listed.
const NAMED: usize = 3;

/// One finding for each folder that holds unused files.
pub(super) fn find(uses: &Uses<'_>, assets: &AssetRegistry<'_>, ownership: &Ownership) -> Vec<Diagnostic> {
    let tree = uses.tree;
    let mut found: Vec<(DirId, Vec<FileId>)> = Vec::new();
    let mut open = vec![ROOT];
    while let Some(dir) = open.pop() {
        let node = &tree.dirs[dir];
        if node.ignored || dir != ROOT && is_project(uses, dir) {
            continue;
        }
        open.extend(&node.dirs);
        if is_code(uses, assets, dir) {
            continue;
        }
        let unused: Vec<FileId> =
            node.files.iter().copied().filter(|&file| is_unused(tree, assets, ownership, file)).collect();
        if !unused.is_empty() {
            found.push((dir, unused));
        }
    }
    let mut of_name: BTreeMap<&str, Vec<(DirId, Vec<FileId>)>> = BTreeMap::new();
    found.sort_by(|(a, _), (b, _)| tree.dirs[*a].path.cmp(&tree.dirs[*b].path));
    for (dir, unused) in found {
        of_name.entry(tree.dirs[dir].path.name()).or_default().push((dir, unused));
    }
    let say_all = |(name, folders): (&str, Vec<(DirId, Vec<FileId>)>)| {
        let said = if folders.len() > SAID_APART { 1 } else { folders.len() };
        let more = folders.len() - said;
        let say = move |(dir, unused): &(DirId, Vec<FileId>)| say(tree, *dir, unused, (more, name));
        folders.iter().take(said).map(say).collect::<Vec<_>>()
    };
    of_name.into_iter().flat_map(say_all).collect()
}

/// Whether a folder is somebody's program: no lesson is in it or below it.
pub(super) fn is_project(uses: &Uses<'_>, dir: DirId) -> bool {
    let files = &uses.tree.dirs[dir].files;
    !uses.has_pages(dir)
        && files.iter().any(|&file| PROJECT_FILES.contains(&fold(uses.tree.files[file].path.name()).as_ref()))
}

/// Whether a folder holds code, and nothing of a lesson.
fn is_code(uses: &Uses<'_>, assets: &AssetRegistry<'_>, dir: DirId) -> bool {
    let node = &uses.tree.dirs[dir];
    let has_page = node.files.iter().any(|&file| uses.tree.files[file].kind == FileKind::Markdown);
    uses.has_code(dir) && !has_page && !node.files.iter().any(|&file| assets.is_used(file))
}

fn is_unused(tree: &Tree, assets: &AssetRegistry<'_>, ownership: &Ownership, id: FileId) -> bool {
    let file = &tree.files[id];
    // Texts that are not read are for [`super::unread`].
    if file.ignored || assets.is_used(id) || text_kind(file.path.name()).is_some() {
        return false;
    }
    match file.kind {
        FileKind::Document | FileKind::Sound | FileKind::Video => {}
        FileKind::Image if file.dir != ROOT && !is_repository_image(file.path.stem()) => {}
        _ => return false,
    }
    // What belongs to a page that is no lesson, such as another language, is left out with it.
    ownership.owner(id).is_none_or(|owner| tree.files[owner].kind != FileKind::OtherMarkdown)
}

fn is_repository_image(stem: &str) -> bool {
    let stem = fold(stem);
    REPOSITORY_IMAGES.iter().any(|name| stem.starts_with(name))
}

/// Reports what a folder holds unused, and in how many folders of the same name it is so.
fn say(tree: &Tree, dir: DirId, unused: &[FileId], (folders, name): (usize, &str)) -> Diagnostic {
    let names: Vec<String> =
        unused.iter().take(NAMED).map(|&file| format!("`{}`", tree.files[file].path.name())).collect();
    let more = unused.len().saturating_sub(NAMED);
    let listed = match (names.as_slice(), more) {
        (names, 1..) => format!("{} and {more} more", names.join(", ")),
        ([first @ .., last], 0) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        (names, 0) => names.concat(),
    };
    let elsewhere = match folders {
        0 => String::new(),
        folders => format!(", nor files in {folders} more folders called `{name}`"),
    };
    let them = if unused.len() == 1 && folders == 0 { "it" } else { "them" };
    Diagnostic::new(Code::UnusedFile, format!("no lesson uses {listed}{elsewhere}"))
        .at(Place::whole(tree.dirs[dir].path.clone()))
        .help(format!(
            "link to {them} from a lesson, list {them} in its `materials:`, or add {them} to `.courseignore`"
        ))
}
