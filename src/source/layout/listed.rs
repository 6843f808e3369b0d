//! The outline that an author's navigation draws: its groups instead of the folders, in its order, with its titles.

use crate::model::{OrderFrom, Title};
use crate::source::files::tree::{DirId, FileId, ROOT};
use crate::source::navigation::{Listed, ListedEntry};
use crate::source::plan::ListedGroup;

use super::context::{ContentsList, Layout, Navigation};
use super::folders::{folder_at, lesson_file, root_folder, root_index_files};
use super::item::{Folder, Item, LessonItem, Listing};
use super::names;
use super::order::{Sorted, in_order};

/// The groups that the course's navigations list, in the folders that have them.
pub(crate) fn navigation(layout: &mut Layout<'_>) -> Navigation {
    let listed = layout.input.listed;
    let root = if let Some(listed) = listed.iter().find(|listed| listed.home == ROOT) {
        root_of(layout, listed)
    } else {
        let mut root = root_folder(layout);
        for listed in listed {
            replace(layout, &mut root, listed);
        }
        give_way(layout, &mut root);
        root
    };
    Navigation { root, list: ContentsList::new(OrderFrom::Name) }
}

/// The root as the navigation of the whole course has it.
fn root_of(layout: &mut Layout<'_>, listed: &Listed) -> Folder {
    let mut root = folder_of(layout, listed, ROOT);
    root.root_indexes = root_index_files(layout);
    let first = listed.entries.iter().find_map(|entry| match entry {
        ListedEntry::Page { page, .. } => Some(*page),
        _ => None,
    });
    root.root_indexes.extend(first.filter(|first| is_index(layout, *first)));
    root
}

fn is_index(layout: &Layout<'_>, page: FileId) -> bool {
    let stem = layout.file_path(page).stem();
    ["index", "_index", "readme"].iter().any(|name| stem.eq_ignore_ascii_case(name))
}

/// Puts what a navigation lists in the place of what the rules find in its folder.
fn replace(layout: &mut Layout<'_>, folder: &mut Folder, listed: &Listed) {
    if folder.dir == listed.home || folder.dissolved.contains(&listed.home) {
        let new = folder_of(layout, listed, folder.dir);
        folder.items = new.items;
        // The folder's own page is listed, or left out.
        if folder.dir != ROOT {
            folder.index = None;
        }
        folder.title = new.title;
        folder.listed = new.listed;
        return;
    }
    let is_above = |dir: DirId| {
        let tree = layout.input.tree;
        tree.dirs[listed.home].path.starts_with(&tree.dirs[dir].path)
    };
    let below = folder.items.iter_mut().find_map(|item| match item {
        Item::Folder(below) if is_above(below.dir) || below.dissolved.contains(&listed.home) => Some(below),
        _ => None,
    });
    if let Some(below) = below {
        replace(layout, below, listed);
    }
}

/// Lets a folder with a navigation stand for the course, when there is nothing beside it.
fn give_way(layout: &Layout<'_>, root: &mut Folder) {
    if !leads_to_navigation(root) {
        return;
    }
    while root.listed.is_none() {
        let Some(Item::Folder(below)) = root.items.pop() else { return };
        root.dissolved.push(below.dir);
        root.root_indexes.extend(below.index.filter(|&index| layout.has_text(index)));
        root.dissolved.extend(below.dissolved);
        root.items = below.items;
        root.title = below.title;
        root.listed = below.listed;
    }
}

/// Whether a folder has a navigation, or nothing but a folder that leads to one.
fn leads_to_navigation(folder: &Folder) -> bool {
    folder.listed.is_some()
        || matches!(folder.items.as_slice(), [Item::Folder(below)] if leads_to_navigation(below))
}

/// The folder that a navigation draws.
fn folder_of(layout: &mut Layout<'_>, listed: &Listed, dir: DirId) -> Folder {
    let mut drawing = Drawing { layout, listed, groups: Vec::new() };
    let folder = drawing.folder(dir, &listed.entries);
    Folder { title: listed.title.clone(), ..folder }
}

/// The outline while it is being drawn.
struct Drawing<'d, 'a> {
    layout: &'d mut Layout<'a>,
    listed: &'d Listed,
    /// The titles of the groups around.
    groups: Vec<String>,
}

impl Drawing<'_, '_> {
    fn folder(&mut self, dir: DirId, entries: &[ListedEntry]) -> Folder {
        let mut folder = Folder::new(dir);
        let mut places = Vec::new();
        for entry in entries {
            for Sorted { item, order, title } in self.items(entry) {
                folder.items.push(item);
                places.push((order, title));
            }
        }
        folder.listed = Some(Listing { places, group: None });
        folder
    }

    fn items(&mut self, entry: &ListedEntry) -> Vec<Sorted> {
        match entry {
            ListedEntry::Page { page, title } => vec![self.lesson(*page, title.clone())],
            ListedEntry::Folder(dir) => {
                let mut folder = folder_at(self.layout, *dir, None);
                folder.items.retain(|item| !self.is_listed(item));
                if let Some(index) = folder.index.filter(|index| !self.listed.pages.contains(index)) {
                    folder.items.insert(0, Item::Lesson(lesson_file(self.layout, index)));
                }
                in_order(self.layout, folder)
            }
            ListedEntry::Section { dir, title } => {
                let mut folder = folder_at(self.layout, *dir, None);
                folder.title.clone_from(title);
                let name = names::readable_name(self.layout.dir_name(*dir));
                vec![Sorted { item: Item::Folder(folder), order: self.order(), title: name }]
            }
            ListedEntry::Group { title, index, dir, below } => {
                vec![self.group(title.clone(), *index, *dir, below)]
            }
        }
    }

    /// Whether a page of a folder has a place of its own elsewhere.
    fn is_listed(&self, item: &Item) -> bool {
        match item {
            Item::Lesson(lesson) => lesson.of.page().is_some_and(|page| self.listed.pages.contains(&page)),
            Item::Folder(_) => false,
        }
    }

    fn order(&self) -> OrderFrom {
        OrderFrom::Navigation(self.listed.file.as_str().to_owned())
    }

    fn lesson(&self, page: FileId, title: Option<Title>) -> Sorted {
        let lesson = LessonItem { title, ..lesson_file(self.layout, page) };
        let name = names::readable_name(&lesson.name);
        Sorted { item: Item::Lesson(lesson), order: self.order(), title: name }
    }

    fn group(
        &mut self,
        title: Option<Title>,
        index: Option<FileId>,
        dir: Option<DirId>,
        below: &[ListedEntry],
    ) -> Sorted {
        let name = match (&title, index) {
            (Some(title), _) => title.as_str().to_owned(),
            (None, Some(index)) => names::readable_name(self.layout.file_path(index).stem()),
            (None, None) => names::readable_name(self.layout.dir_name(dir.unwrap_or(ROOT))),
        };
        self.groups.push(name.clone());
        let mut folder = self.folder(dir.unwrap_or(ROOT), below);
        let path = self.groups.join("/");
        self.groups.pop();
        folder.index = index;
        folder.title = title;
        if let Some(listing) = &mut folder.listed {
            listing.group = dir.is_none().then(|| ListedGroup { file: self.listed.file.clone(), name: path });
        }
        Sorted { item: Item::Folder(folder), order: self.order(), title: name }
    }
}
