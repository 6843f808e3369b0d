//! The order of a folder's entries (rule 5): one scale for files and folders together.
//!
//! Each entry gets a [`Place`]; places compare step by step, and the name decides the rest.

use std::collections::{BTreeMap, BTreeSet};

use crate::course::{CoursePath, OrderFrom};
use crate::diagnostic::{Code, Diagnostic};
use crate::scanner::left_out::is_summary;
use crate::scanner::markdown::ReferenceKind;
use crate::scanner::names::{self, Number, Prefix};
use crate::scanner::plan::LessonSource;
use crate::scanner::tree::{Entry, FileId, FileKind, ROOT, natural_order};

use super::{Explicit, Folder, Item, Layout, Named};

/// Where an entry stands among its siblings; the variants are in the order of the steps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Numbered(Number),
    Linked(usize),
    /// A date, and the number within it.
    Dated(String, Option<Number>),
    ByName,
}

/// An entry in its place, with what its title needs.
pub(super) struct Sorted {
    pub item: Item,
    pub order: OrderFrom,
    /// The entry's name as a title.
    pub title: String,
}

/// What is known of one entry before sorting.
struct Keyed<'a> {
    named: Option<usize>,
    place: Place,
    order: OrderFrom,
    prefix: Option<Prefix<'a>>,
}

impl Layout<'_> {
    /// Puts the entries of a folder in order. `links` are the index files whose links count.
    pub(super) fn sort(&mut self, items: Vec<Item>, links: &[FileId]) -> Vec<Sorted> {
        let names: Vec<String> = items.iter().map(|item| self.name_of(item).to_owned()).collect();
        let name_refs: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut keyed: Vec<Keyed<'_>> = items
            .iter()
            .zip(names::numbers(&name_refs))
            .map(|(item, prefix)| self.key(item, prefix))
            .collect();
        self.place_by_links(&items, links, &mut keyed);
        self.place_by_dates(&items, &mut keyed);
        self.place_by_dates_and_numbers(&items, &mut keyed);
        self.warn_same_order(&items, &keyed);

        let mut order: Vec<usize> = (0..items.len()).collect();
        let unnamed = usize::MAX;
        order.sort_by(|&a, &b| {
            let (x, y) = (&keyed[a], &keyed[b]);
            (x.named.unwrap_or(unnamed), &x.place)
                .cmp(&(y.named.unwrap_or(unnamed), &y.place))
                .then_with(|| natural_order(&names[a], &names[b]))
        });
        let mut items: Vec<Option<Item>> = items.into_iter().map(Some).collect();
        let sorted = order.into_iter().filter_map(|at| {
            let title = names::readable(&names[at], keyed[at].prefix.as_ref());
            Some(Sorted { item: items[at].take()?, order: keyed[at].order.clone(), title })
        });
        sorted.collect()
    }

    fn name_of<'i>(&'i self, item: &'i Item) -> &'i str {
        match item {
            Item::Lesson(lesson) => &lesson.name,
            Item::Folder(folder) => self.dir_name(folder.dir),
        }
    }

    /// Steps 0 to 2.
    fn key<'n>(&self, item: &Item, prefix: Option<Prefix<'n>>) -> Keyed<'n> {
        let named = self.named_place(item);
        let (place, order) = match (self.explicit(item), &prefix) {
            (Some(explicit), _) => {
                let order = match explicit.key {
                    Some(key) => OrderFrom::FrontMatter(format!("{key}: {}", explicit.value)),
                    None => OrderFrom::CategoryFile,
                };
                (Place::Numbered(explicit.number), order)
            }
            (None, Some(prefix)) => {
                (Place::Numbered(prefix.number.clone()), OrderFrom::NameNumber(prefix.text.to_owned()))
            }
            (None, None) => (Place::ByName, OrderFrom::Name),
        };
        let order = match named {
            Some(_) if self.named.from_settings => OrderFrom::Contents,
            Some(_) => OrderFrom::Summary,
            None => order,
        };
        Keyed { named, place, order, prefix }
    }

    fn named_place(&self, item: &Item) -> Option<usize> {
        match item {
            Item::Folder(folder) => {
                let index = folder.index.and_then(|index| self.named.files.get(&index));
                self.named.dirs.get(&folder.dir).into_iter().chain(index).min().copied()
            }
            Item::Lesson(lesson) => {
                let folder = match lesson.of {
                    LessonSource::Folder { folder, .. } => self.named.dirs.get(&folder),
                    _ => None,
                };
                let file = self.named.files.get(&lesson.of.file());
                folder.into_iter().chain(file).min().copied()
            }
        }
    }

    /// The explicit number of an entry: its page's, else its `_category_` file's.
    fn explicit(&self, item: &Item) -> Option<Explicit> {
        let (page, dir) = match item {
            Item::Lesson(lesson) => (lesson.of.page(), None),
            Item::Folder(folder) => (folder.index, Some(folder.dir)),
        };
        let from_page = page.and_then(|page| {
            let order = &self.page(page)?.front.order.as_ref()?.value;
            let number = Number::explicit(&order.value)?;
            Some(Explicit { number, key: Some(order.key.clone()), value: order.value.clone() })
        });
        from_page.or_else(|| {
            let position = &self.input.category_files.get(&dir?)?.position.as_ref()?.value;
            Some(Explicit { number: Number::explicit(position)?, key: None, value: position.clone() })
        })
    }

    /// Step 3: the order in which the index file links the entries that have no number, if it
    /// links half of them or more.
    fn place_by_links(&self, items: &[Item], links: &[FileId], keyed: &mut [Keyed<'_>]) {
        let open: Vec<usize> = unplaced(keyed);
        if open.is_empty() {
            return;
        }
        let mut first_link: BTreeMap<usize, usize> = BTreeMap::new();
        for (position, target) in links.iter().flat_map(|&index| self.linked(index)).enumerate() {
            let hit = open.iter().find(|&&at| self.holds(&items[at], target));
            if let Some(&at) = hit {
                first_link.entry(at).or_insert(position);
            }
        }
        if first_link.len() * 2 < open.len() {
            return;
        }
        for (at, position) in first_link {
            keyed[at].place = Place::Linked(position);
            if keyed[at].named.is_none() {
                keyed[at].order = OrderFrom::IndexLinks;
            }
        }
    }

    /// Step 3, second half: dates, if each entry that is left has one.
    fn place_by_dates(&self, items: &[Item], keyed: &mut [Keyed<'_>]) {
        let open = unplaced(keyed);
        self.place_dated(items, keyed, &open, |_| None);
    }

    /// Numbers that repeat, in pages that all have dates, count within a date: `order: 1` is the
    /// first lesson of its day.
    fn place_by_dates_and_numbers(&self, items: &[Item], keyed: &mut [Keyed<'_>]) {
        let numbered: Vec<usize> =
            (0..keyed.len()).filter(|&at| matches!(keyed[at].order, OrderFrom::FrontMatter(_))).collect();
        let numbers: BTreeSet<&Number> = numbered.iter().filter_map(|&at| number(&keyed[at])).collect();
        if numbers.len() < numbered.len() {
            self.place_dated(items, keyed, &numbered, |key| number(key).cloned());
        }
    }

    /// Places the entries in `open` by their dates, if each of them has one.
    fn place_dated(
        &self,
        items: &[Item],
        keyed: &mut [Keyed<'_>],
        open: &[usize],
        within: impl Fn(&Keyed<'_>) -> Option<Number>,
    ) {
        let date = |&at: &usize| match &items[at] {
            Item::Lesson(lesson) => self.page(lesson.of.page()?)?.front.date.clone(),
            Item::Folder(folder) => self.page(folder.index?)?.front.date.clone(),
        };
        let Some(dates) = open.iter().map(date).collect::<Option<Vec<String>>>() else { return };
        for (&at, date) in open.iter().zip(dates) {
            keyed[at].place = Place::Dated(date, within(&keyed[at]));
            if keyed[at].named.is_none() {
                keyed[at].order = OrderFrom::Date;
            }
        }
    }

    /// The files and folders that a page links, in order.
    fn linked(&self, page: FileId) -> Vec<Entry> {
        let Some(read) = self.page(page) else { return Vec::new() };
        let base = self.file_path(page).parent().unwrap_or_default();
        let links = read.markdown.references.iter().filter(|reference| reference.kind == ReferenceKind::Link);
        links.filter_map(|link| self.link_target(&base, &link.target)).collect()
    }

    /// What a link in `base` names, when it is there: a page with or without its extension, or a
    /// folder.
    fn link_target(&self, base: &CoursePath, target: &str) -> Option<Entry> {
        let target = target.split(['#', '?']).next().filter(|target| !target.is_empty())?;
        let decoded = percent_decode(target);
        match decoded.strip_prefix('/') {
            // The root of a site may be the course's or, as docsify has it, the sidebar's folder.
            Some(from_root) => {
                [&CoursePath::root(), base].iter().find_map(|dir| self.entry(&dir.join(from_root).ok()?))
            }
            None => self.entry(&base.join(&decoded).ok()?),
        }
    }

    /// What is at a path, with or without the extension of a page.
    fn entry(&self, path: &CoursePath) -> Option<Entry> {
        let tree = self.input.tree;
        let with_extension = |extension: &str| {
            let bare = path.as_str().strip_suffix(".html").unwrap_or(path.as_str());
            tree.at(&CoursePath::root().join(&format!("{bare}.{extension}")).ok()?)
        };
        tree.at(path)
            .or_else(|| ["md", "mdx", "markdown"].iter().find_map(|extension| with_extension(extension)))
    }

    /// Whether an entry is, or holds, what a link names.
    fn holds(&self, item: &Item, target: Entry) -> bool {
        let tree = self.input.tree;
        let path = match target {
            Entry::File(file) => &tree.files[file].path,
            Entry::Dir(dir) => &tree.dirs[dir].path,
        };
        match item {
            Item::Folder(folder) => {
                path.starts_with(&tree.dirs[folder.dir].path) || folder.index.map(Entry::File) == Some(target)
            }
            Item::Lesson(lesson) => match lesson.of {
                LessonSource::Folder { folder, .. } => path.starts_with(&tree.dirs[folder].path),
                _ => Entry::File(lesson.of.file()) == target,
            },
        }
    }

    fn warn_same_order(&mut self, items: &[Item], keyed: &[Keyed<'_>]) {
        let mut seen: BTreeMap<&Number, usize> = BTreeMap::new();
        for (at, key) in keyed.iter().enumerate() {
            let (OrderFrom::FrontMatter(_), Place::Numbered(number)) = (&key.order, &key.place) else {
                continue;
            };
            let Some(&first) = seen.get(number) else {
                seen.insert(number, at);
                continue;
            };
            let page = match &items[at] {
                Item::Lesson(lesson) => lesson.of.page(),
                Item::Folder(folder) => folder.index,
            };
            let Some((page, order)) = page
                .and_then(|page| self.page(page))
                .and_then(|page| Some((page, page.front.order.as_ref()?)))
            else {
                continue;
            };
            let other = self.name_of(&items[first]);
            let diagnostic = Diagnostic::new(
                Code::SameOrder,
                format!("`{}` has the same number as `{other}`", self.name_of(&items[at])),
            )
            .at(page.source.place(order.span.clone()))
            .help("their names decide; give each its own number");
            self.diagnostics.push(diagnostic);
        }
    }

    /// Step 0: `contents:` of the settings, else the links of the root's `SUMMARY.md` or
    /// `_sidebar.md`.
    pub(super) fn read_contents(&mut self, root: &Folder) -> Named {
        if self.input.settings.contents.is_empty() { self.summary(root) } else { self.contents() }
    }

    fn contents(&mut self) -> Named {
        let tree = self.input.tree;
        let mut named = Named { from_settings: true, ..Named::default() };
        for (place, pattern) in self.input.settings.contents.iter().enumerate() {
            let text = pattern.value.trim_start_matches("./").trim_end_matches('/');
            let found = tree.at_pattern(text);
            if found.is_empty()
                && let Some(source) = self.input.settings_source
            {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::UnmatchedPattern,
                        format!("`{text}` matches nothing in the course"),
                    )
                    .at(source.place(pattern.span.clone()))
                    .help("paths in `contents:` are relative to the course's folder"),
                );
            }
            for entry in found {
                named.name(tree, entry, place);
            }
        }
        named
    }

    fn summary(&self, root: &Folder) -> Named {
        let tree = self.input.tree;
        let mut named = Named::default();
        let homes = [ROOT].into_iter().chain(root.dissolved.iter().copied());
        let summary = homes.flat_map(|dir| &tree.dirs[dir].files).copied().find(|&file| {
            tree.files[file].kind == FileKind::OtherMarkdown
                && is_summary(tree.files[file].path.name())
                && self.page(file).is_some()
        });
        for (place, entry) in
            summary.map(|page| self.linked(page)).unwrap_or_default().into_iter().enumerate()
        {
            named.name(tree, entry, place);
        }
        named
    }
}

fn number<'k>(key: &'k Keyed<'_>) -> Option<&'k Number> {
    match &key.place {
        Place::Numbered(number) => Some(number),
        _ => None,
    }
}

fn unplaced(keyed: &[Keyed<'_>]) -> Vec<usize> {
    (0..keyed.len()).filter(|&at| keyed[at].place == Place::ByName).collect()
}

fn percent_decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Into::into)
}
