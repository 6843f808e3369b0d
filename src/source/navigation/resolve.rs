//! From what is written to what is listed: each page once, groups with something in them, pages that are not listed, and
//! the findings.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::CoursePath;
use crate::source::files::tree::{DirId, FileId, FileKind, ROOT, Tree};

use super::entry::{Entry, Named, Written};
use super::listed::{Listed, ListedEntry};
use super::text;

/// How many names are listed in a message.
const NAMED: usize = 3;

/// Deeper groups are taken for their contents: the platform has two levels, and a file may be made to have thousands.
const MAX_DEPTH: usize = 32;

/// Decides what a navigation lists. Pages that it names become lessons, whatever their names; the others of its folder are
/// left out, as its tool does. `None` when it lists no page of the course.
pub(crate) fn resolve(
    tree: &mut Tree,
    written: Written,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Listed> {
    let mut found = Found {
        tree,
        pages: BTreeSet::new(),
        folders: BTreeSet::new(),
        missing: Vec::new(),
        unread: Vec::new(),
        web: 0,
    };
    let mut entries = found.entries(written.entries, 0);
    let Found { pages, folders, missing, unread, web, .. } = found;
    if pages.is_empty() && folders.is_empty() {
        return None;
    }
    diagnostics.extend(missing.into_iter().map(|(name, place)| say_missing(&written.file, &name, place)));
    diagnostics.extend(say_unread(&written.file, unread));
    diagnostics.extend(say_web(&written.file, web));
    for &page in &pages {
        take(tree, page);
    }
    diagnostics.extend(leave_out(tree, &written.file, written.home, &pages, &folders));
    give_folders(tree, written.base, &mut entries);
    let title = written.title.as_deref().and_then(text::title);
    Some(Listed { file: written.file, home: written.home, title, entries, pages })
}

/// What was found so far.
struct Found<'t> {
    tree: &'t Tree,
    pages: BTreeSet<FileId>,
    folders: BTreeSet<DirId>,
    missing: Vec<(String, Place)>,
    unread: Vec<Place>,
    web: usize,
}

impl Found<'_> {
    fn entries(&mut self, entries: Vec<Entry>, depth: usize) -> Vec<ListedEntry> {
        entries.into_iter().flat_map(|entry| self.entry(entry, depth)).collect()
    }

    fn entry(&mut self, Entry { title, named, below }: Entry, depth: usize) -> Vec<ListedEntry> {
        let title = title.as_deref().and_then(text::title);
        let mut page = None;
        match named {
            Named::Page(file) => page = self.is_new(file).then_some(file),
            Named::Folder(dir) => {
                self.folders.insert(dir);
                let folder = ListedEntry::Folder(dir);
                return match title {
                    Some(title) => vec![ListedEntry::Group {
                        title: Some(title),
                        index: None,
                        dir: Some(dir),
                        below: vec![folder],
                    }],
                    None => vec![folder],
                };
            }
            Named::Section(dir) => {
                self.folders.insert(dir);
                return vec![ListedEntry::Section { dir, title }];
            }
            Named::Missing(name, place) => self.missing.push((name, place)),
            Named::Web => self.web += 1,
            Named::Unread(place) => self.unread.push(place),
            Named::Other | Named::Group => {}
        }
        if depth > MAX_DEPTH {
            return Vec::new();
        }
        let below = self.entries(below, depth + 1);
        match (page, below.is_empty()) {
            (Some(page), true) => vec![ListedEntry::Page { page, title }],
            (None, true) => Vec::new(),
            (None, false) if title.is_none() => below,
            (index, false) => vec![ListedEntry::Group { title, index, dir: None, below }],
        }
    }

    /// Whether a page was not listed before, and nobody hides it.
    fn is_new(&mut self, file: FileId) -> bool {
        !self.tree.hides(&self.tree.files[file].path) && self.pages.insert(file)
    }
}

/// Makes a lesson of a page that is listed, even if names of its kind are none.
fn take(tree: &mut Tree, page: FileId) {
    tree.files[page].kind = FileKind::Markdown;
}

/// The pages of a folder that are not listed. The README of the course is nobody's lesson, and gives its title.
fn unlisted(tree: &Tree, dir: DirId, pages: &BTreeSet<FileId>, folders: &BTreeSet<DirId>) -> Vec<FileId> {
    let is_in_folder = |file: FileId| {
        std::iter::successors(Some(tree.files[file].dir), |&dir| tree.dirs[dir].parent)
            .any(|dir| folders.contains(&dir))
    };
    let is_readme = |file: FileId| {
        tree.files[file].dir == ROOT && tree.files[file].path.stem().eq_ignore_ascii_case("readme")
    };
    let mut left: Vec<FileId> = tree
        .markdown_below(dir)
        .filter(|&file| !pages.contains(&file) && !is_readme(file) && !is_in_folder(file))
        .collect();
    left.sort_by(|&a, &b| tree.files[a].path.cmp(&tree.files[b].path));
    left
}

fn leave_out(
    tree: &mut Tree,
    file: &CoursePath,
    home: DirId,
    pages: &BTreeSet<FileId>,
    folders: &BTreeSet<DirId>,
) -> Option<Diagnostic> {
    let said = unlisted(tree, home, pages, folders);
    for &page in &said {
        tree.leave_out(page);
    }
    let first = said.first()?;
    let names: Vec<String> =
        said.iter().take(NAMED).map(|&page| format!("`{}`", tree.files[page].path)).collect();
    let more = match said.len() - names.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!("excluded, because `{file}` does not list them: {}{more}", names.join(", "));
    let message = if said.len() == 1 {
        format!("`{}` is excluded, because `{file}` does not list it", tree.files[*first].path)
    } else {
        message
    };
    let finding = Diagnostic::new(Code::ExcludedFile, message).at(Place::whole(file.clone()));
    Some(finding.help("add them to the file, or list the lessons under `contents:` in `course.yaml`"))
}

fn say_missing(file: &CoursePath, name: &str, place: Place) -> Diagnostic {
    let message = format!("`{}` lists `{name}`, which does not exist", file.name());
    Diagnostic::new(Code::MissingPage, message).at(place).help("remove the entry, or correct its path")
}

fn say_unread(file: &CoursePath, unread: Vec<Place>) -> Option<Diagnostic> {
    let message = match unread.len() {
        0 => return None,
        1 => format!("a part of the order in `{file}` is not read"),
        more => format!("{more} parts of the order in `{file}` are not read"),
    };
    let finding = Diagnostic::new(Code::NavigationFile, message).at(unread.into_iter().next()?);
    Some(finding.label("made by a script").help("list the lessons under `contents:` in `course.yaml`"))
}

fn say_web(file: &CoursePath, web: usize) -> Option<Diagnostic> {
    let message = match web {
        0 => return None,
        1 => format!("a web address in `{file}` is not a lesson"),
        more => format!("{more} web addresses in `{file}` are not lessons"),
    };
    let finding = Diagnostic::new(Code::ExcludedFile, message).at(Place::whole(file.clone()));
    Some(finding.help("to keep a link, write it into the text of a lesson"))
}

/// Gives each group the folder that holds its pages and those of no other group: its picture and its id are from there.
fn give_folders(tree: &Tree, base: DirId, entries: &mut [ListedEntry]) {
    let mut homes = BTreeMap::new();
    count_homes(tree, base, entries, &mut homes);
    set_folders(tree, base, entries, &homes);
}

fn count_homes(tree: &Tree, base: DirId, entries: &[ListedEntry], homes: &mut BTreeMap<DirId, usize>) {
    for entry in entries {
        if let ListedEntry::Group { below, .. } = entry {
            if let Some(home) = home(tree, base, entry) {
                *homes.entry(home).or_default() += 1;
            }
            count_homes(tree, base, below, homes);
        }
    }
}

fn set_folders(tree: &Tree, base: DirId, entries: &mut [ListedEntry], homes: &BTreeMap<DirId, usize>) {
    for entry in entries {
        let own = home(tree, base, entry).filter(|home| homes[home] == 1);
        if let ListedEntry::Group { dir, below, .. } = entry {
            *dir = dir.or(own);
            set_folders(tree, base, below, homes);
        }
    }
}

/// The folder below `base` that holds all pages of a group.
fn home(tree: &Tree, base: DirId, entry: &ListedEntry) -> Option<DirId> {
    let ListedEntry::Group { index, below, .. } = entry else { return None };
    let mut dirs: Vec<DirId> = index.iter().map(|&page| tree.files[page].dir).collect();
    collect_dirs(tree, below, &mut dirs);
    let mut home = *dirs.first()?;
    for dir in dirs {
        while !tree.dirs[dir].path.starts_with(&tree.dirs[home].path) {
            home = tree.dirs[home].parent?;
        }
    }
    let is_own = home != ROOT && home != base && tree.dirs[home].path.starts_with(&tree.dirs[base].path);
    is_own.then_some(home)
}

fn collect_dirs(tree: &Tree, entries: &[ListedEntry], dirs: &mut Vec<DirId>) {
    for entry in entries {
        match entry {
            ListedEntry::Page { page, .. } => dirs.push(tree.files[*page].dir),
            ListedEntry::Folder(dir) | ListedEntry::Section { dir, .. } => dirs.push(*dir),
            ListedEntry::Group { index, below, .. } => {
                dirs.extend(index.iter().map(|&page| tree.files[page].dir));
                collect_dirs(tree, below, dirs);
            }
        }
    }
}
