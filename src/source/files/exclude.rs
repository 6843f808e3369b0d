//! Names of files that are not lessons (rule 3): folders of tools, drafts, files of a repository, junk.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::fs;
use crate::model::CoursePath;

use super::tree::{DirId, FileId, FileKind, Tree, fold, words};

/// What a name alone says about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Part of the course, as far as its name goes.
    Keep,
    /// No lesson is looked for in it; a lesson may name a file of it.
    LeftOut,
    /// Of no interest to anybody, or (version control) of no interest and very large.
    Never,
}

/// Folders that hold what tools made or need, what authors keep aside, and translations kept apart
/// from the course.
const TOOL_FOLDERS: &[&str] = &[
    "node_modules",
    "vendor",
    "target",
    "dist",
    "build",
    "out",
    "output",
    "outputs",
    "archive",
    "template",
    "markdownlint",
    "__tests__",
    "fixtures",
    "__fixtures__",
    "__snapshots__",
    "mocks",
    "__mocks__",
    "testdata",
];

/// Folders of programs; an index file there is about these.
const PROGRAM_FOLDERS: &[&str] = &["scripts", "tools", "bin", "ci"];

/// Folders that begin with `_` and never hold lessons.
const JEKYLL_PARTS: &[&str] = &["_drafts", "_includes", "_layouts", "_site", "_data", "_sass", "_plugins"];

/// Folders of a website of Hugo that hold patterns and themes.
const HUGO_PARTS: &[&str] = &["archetypes", "layouts", "themes"];

/// Folders of images and downloads; an index file there is a note about them.
pub(crate) const ASSET_FOLDERS: &[&str] =
    &["images", "img", "media", "assets", "static", "public", "fig", "figures", "files"];

/// Folders of what a website or its programs need, or of downloads.
pub(crate) const SUPPORT_FOLDERS: &[&str] = &[
    "attachments",
    "bin",
    "ci",
    "config",
    "data",
    "dataset",
    "datasets",
    "downloads",
    "layouts",
    "materials",
    "latex",
    "overrides",
    "partials",
    "scripts",
    "templates",
    "theme",
    "themes",
    "tools",
];

/// Files of a repository, whatever their case.
const REPOSITORY_FILES: &[&str] =
    &["license", "contributing", "code_of_conduct", "changelog", "pull_request_template"];

/// Files of a repository only when written in capitals: `security.md` may be a lesson.
const CAPITAL_REPOSITORY_FILES: &[&str] = &["SECURITY", "SUPPORT", "AUTHORS", "CITATION", "AGENTS", "CLAUDE"];

/// Whether a file is a list of links that gives the order (rule 5); `summary.md` may be a lesson.
pub(crate) fn is_summary(name: &str) -> bool {
    name == "SUMMARY.md" || fold(name) == "_sidebar.md"
}

/// Judges a name. `_` folders are kept here: [`underscore_folders`] judges them in company.
pub(crate) fn verdict(name: &str, is_dir: bool) -> Verdict {
    let folded = fold(name);
    if matches!(folded.as_ref(), ".ds_store" | "thumbs.db" | "desktop.ini" | "__macosx" | "@eadir")
        || fs::is_secret_name(name)
        || name.starts_with("~$")
        || is_companion(name)
        || folded.strip_suffix(".part").is_some_and(|stem| !stem.is_empty())
    {
        return Verdict::Never;
    }
    let left_out =
        name.starts_with('.') || if is_dir { is_left_out_folder(&folded) } else { is_left_out_file(name) };
    if left_out { Verdict::LeftOut } else { Verdict::Keep }
}

/// Whether a file is what macOS keeps beside another one (`._clip.mp4`) on disks that are not its own.
fn is_companion(name: &str) -> bool {
    name.len() > "._".len() && name.starts_with("._")
}

/// Whether a file that is left out is nobody's of its own accord, not even as a video or a picture.
pub(crate) fn is_unlisted(name: &str) -> bool {
    name.starts_with('.') || matches!(FileKind::of_name(name), FileKind::Video | FileKind::Sound)
}

/// Whether a file or folder is left out because of its name.
pub(crate) fn is_left_out(name: &str, is_dir: bool) -> bool {
    verdict(name, is_dir) != Verdict::Keep
}

/// Whether a folder of this name is for other things than lessons.
pub(crate) fn is_for_other_files(name: &str) -> bool {
    ASSET_FOLDERS.contains(&fold(name).as_ref())
}

fn is_left_out_folder(folded: &str) -> bool {
    TOOL_FOLDERS.contains(&folded) || folded.ends_with("-template") || JEKYLL_PARTS.contains(&folded)
}

fn is_left_out_file(name: &str) -> bool {
    let kind = FileKind::of_name(name);
    if !matches!(kind, FileKind::Markdown | FileKind::Video | FileKind::Sound) {
        return false;
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let folded = fold(stem);
    let is_repository_file =
        |known: &&str| folded.len() == known.len() && folded.split(['-', '_']).eq(known.split('_'));
    (name.starts_with('_') && folded != "_index")
        || kind == FileKind::Markdown
            && (folded.ends_with(".excalidraw")
                || is_summary(name)
                || REPOSITORY_FILES.iter().any(is_repository_file)
                || CAPITAL_REPOSITORY_FILES.contains(&stem))
}

/// Leaves out the `_` folders of `dir`, unless nothing else there but an index file holds Markdown
/// (`_posts`, `_2020`) or it is a Jekyll site, whose collections they are. Gives the names of those
/// that hold Markdown.
pub(crate) fn underscore_folders(tree: &mut Tree, dir: DirId, taken_back: &BTreeSet<DirId>) -> Vec<String> {
    let (underscored, plain): (Vec<DirId>, Vec<DirId>) = tree.dirs[dir]
        .dirs
        .iter()
        .copied()
        .partition(|child| tree.dirs[*child].path.name().starts_with('_') && !taken_back.contains(child));
    if underscored.is_empty() {
        return Vec::new();
    }
    let in_company = plain.iter().any(|&child| holds_markdown(tree, child))
        || tree.markdown(dir).any(|file| !is_index(tree, file));
    let is_jekyll = || tree.dirs[dir].files.iter().any(|&file| tree.files[file].path.name() == "_config.yml");
    if !in_company || is_jekyll() {
        return Vec::new();
    }
    let said = underscored.iter().filter(|&&child| holds_markdown(tree, child));
    let names = said.map(|&child| format!("{}/", tree.dirs[child].path.name())).collect();
    for child in underscored {
        tree.detach(child);
    }
    names
}

/// Leaves out the patterns for lessons in a folder `templates`, if these are all that it holds: their
/// names say `template` or `example`.
///
/// An index file with a title of its own is for readers.
pub(crate) fn templates(tree: &mut Tree, dir: DirId, has_title: impl Fn(&CoursePath) -> bool) -> Vec<String> {
    let said = |file: &FileId| {
        let name = fold(tree.files[*file].path.stem());
        words(&name).any(|word| word == "template" || word == "example") || is_index(tree, *file)
    };
    if fold(tree.dirs[dir].path.name()) != "templates" {
        return Vec::new();
    }
    let mut below: Vec<FileId> = tree.markdown_below(dir).collect();
    if !below.iter().all(said) {
        return Vec::new();
    }
    below.retain(|&file| !(is_index(tree, file) && has_title(&tree.files[file].path)));
    let base = tree.dirs[dir].path.clone();
    let names = below.iter().map(|&file| {
        let path = tree.files[file].path.as_str();
        path.strip_prefix(base.as_str()).unwrap_or(path).trim_start_matches('/').to_owned()
    });
    let names = names.collect();
    for file in below {
        tree.leave_out(file);
    }
    names
}

/// Leaves out the folders of a website of Hugo that are not its content. Gives the names of those that hold
/// Markdown.
pub(crate) fn hugo_parts(tree: &mut Tree, dir: DirId, taken_back: &BTreeSet<DirId>) -> Vec<String> {
    let is_part =
        |child: &DirId| HUGO_PARTS.contains(&tree.dirs[*child].path.name()) && !taken_back.contains(child);
    let parts: Vec<DirId> = tree.dirs[dir].dirs.iter().copied().filter(is_part).collect();
    let is_sign = |file: &FileId| {
        let stem = tree.files[*file].path.stem();
        stem == "hugo"
            || stem == "config" && parts.iter().any(|&part| tree.dirs[part].path.name() == "archetypes")
    };
    if parts.is_empty() || !tree.dirs[dir].files.iter().any(is_sign) {
        return Vec::new();
    }
    let said = parts.iter().filter(|&&part| holds_markdown(tree, part));
    let names = said.map(|&part| format!("{}/", tree.dirs[part].path.name())).collect();
    for part in parts {
        tree.detach(part);
    }
    names
}

/// Leaves out the index file of a folder of images, downloads or programs that has no other Markdown, unless it has
/// a title of its own.
pub(crate) fn asset_folder_index(
    tree: &mut Tree,
    dir: DirId,
    has_title: impl Fn(&CoursePath) -> bool,
) -> Vec<String> {
    let name = fold(tree.dirs[dir].path.name());
    let is_no_category = [ASSET_FOLDERS, PROGRAM_FOLDERS].iter().any(|names| names.contains(&name.as_ref()));
    if tree.dirs[dir].parent.is_none() || !is_no_category {
        return Vec::new();
    }
    let mut below = tree.markdown_below(dir);
    let (Some(only), None) = (below.next(), below.next()) else { return Vec::new() };
    drop(below);
    if tree.files[only].dir != dir || !is_index(tree, only) || has_title(&tree.files[only].path) {
        return Vec::new();
    }
    tree.leave_out(only);
    vec![tree.files[only].path.name().to_owned()]
}

/// Whether a file is named as the index file of its folder: `_index`, `index`, `readme`.
fn is_index(tree: &Tree, file: FileId) -> bool {
    matches!(fold(tree.files[file].path.stem()).as_ref(), "_index" | "index" | "readme")
}

fn holds_markdown(tree: &Tree, dir: DirId) -> bool {
    tree.markdown_below(dir).next().is_some()
}

/// What was left out, by name, and the folders where it was.
#[derive(Default)]
pub(crate) struct Excluded(BTreeMap<Vec<String>, Vec<CoursePath>>);

impl Excluded {
    /// Remembers what a folder leaves out.
    pub fn add(&mut self, dir: &CoursePath, names: Vec<String>) {
        if !names.is_empty() {
            self.0.entry(names).or_default().push(dir.clone());
        }
    }

    /// One line for each folder, or for all folders that leave out the same.
    pub fn say(self) -> impl Iterator<Item = Diagnostic> {
        self.0.into_iter().map(|(names, dirs)| say(&dirs, &names))
    }
}

fn say(dirs: &[CoursePath], names: &[String]) -> Diagnostic {
    const SHOWN: usize = 5;
    let mut list = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        list = format!("{list} and {} more", names.len() - SHOWN);
    }
    Diagnostic::new(
        Code::ExcludedFile,
        format!("excluded from the course: {list}{}", and_elsewhere(dirs.len())),
    )
    .at(Place::whole(dirs[0].clone()))
    .help("write `ignore: [\"!NAME\"]` in `course.yaml` to include one")
}

/// Reports Markdown that only an ignore file leaves out, once.
pub(crate) fn say_ignored(ignored: &[CoursePath]) -> Option<Diagnostic> {
    const SHOWN: usize = 3;
    let names: Vec<String> = ignored.iter().take(SHOWN).map(|path| format!("`{path}`")).collect();
    let names = names.join(", ");
    let what = match (ignored.len(), ignored.len().saturating_sub(SHOWN)) {
        (0, _) => return None,
        (1, _) => format!("an ignore file excludes {names}"),
        (count, 0) => format!("ignore files exclude {count} Markdown files: {names}"),
        (count, more) => format!("ignore files exclude {count} Markdown files: {names} and {more} more"),
    };
    let finding = Diagnostic::new(Code::ExcludedFile, what).at(Place::whole(CoursePath::root()));
    Some(finding.help("write `ignore: [\"!NAME\"]` in `course.yaml` to include one"))
}

/// Reports that what is said of one folder is so in others.
pub(crate) fn and_elsewhere(folders: usize) -> String {
    match folders.saturating_sub(1) {
        0 => String::new(),
        1 => ", here and in 1 more folder".to_owned(),
        more => format!(", here and in {more} more folders"),
    }
}

#[cfg(test)]
mod tests;
