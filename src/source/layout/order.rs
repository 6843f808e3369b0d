//! The order of a folder's entries (rule 5): one scale for files and folders together.
//!
//! Each entry gets a [`Place`]. Places are compared step by step; the name decides between equal ones.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{self, Number, Prefix};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::OrderFrom;
use crate::source::files::tree::{Entry, FileId, natural_order};
use crate::source::plan::LessonSource;

use super::context::Layout;
use super::first_and_last::{Rank, rank};
use super::item::{Folder, Item};
use super::letters;
use super::page_links::linked;

/// Where an entry is among its siblings; the variants are in the order of the steps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Numbered(Number),
    Linked(usize),
    /// A date, and the number within it.
    Dated(String, Option<Number>),
    ByName(Rank),
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

/// The explicit number of a page or category file and where it comes from.
struct Explicit {
    number: Number,
    key: Option<String>,
    value: String,
}

/// The entries of a folder in order: that of the author's navigation, else that of the rules.
pub(super) fn in_order(layout: &mut Layout<'_>, folder: Folder) -> Vec<Sorted> {
    if let Some(listing) = folder.listed {
        let items = folder.items.into_iter().zip(listing.places);
        return items.map(|(item, (order, title))| Sorted { item, order, title }).collect();
    }
    let links = folder.index_files();
    sort(layout, folder.items, &links)
}

/// Puts the entries of a folder in order. `links` are the index files whose links count.
fn sort(layout: &mut Layout<'_>, items: Vec<Item>, links: &[FileId]) -> Vec<Sorted> {
    let names: Vec<String> = items.iter().map(|item| name_of(layout, item).to_owned()).collect();
    let name_refs: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut keyed: Vec<Keyed<'_>> = items
        .iter()
        .zip(&names)
        .zip(names::numbers_with(&name_refs, || letters::cousins_use_them(layout, &items)))
        .map(|((item, name), prefix)| key_of(layout, item, name, prefix))
        .collect();
    place_by_links(layout, &items, links, &mut keyed);
    place_by_dates(layout, &items, &mut keyed);
    place_by_dates_and_numbers(layout, &items, &mut keyed);
    warn_same_order(layout, &items, &keyed);

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

fn name_of<'i>(layout: &'i Layout<'_>, item: &'i Item) -> &'i str {
    match item {
        Item::Lesson(lesson) => &lesson.name,
        Item::Folder(folder) => layout.dir_name(folder.dir),
    }
}

/// The name for messages: that of a file has its extension.
fn path_name_of<'i>(layout: &'i Layout<'_>, item: &Item) -> &'i str {
    match item {
        Item::Lesson(lesson) => match lesson.of {
            LessonSource::Folder { folder, .. } => layout.dir_name(folder),
            _ => layout.input.tree.files[lesson.of.file()].path.name(),
        },
        Item::Folder(folder) => layout.dir_name(folder.dir),
    }
}

/// Steps 0 to 2.
fn key_of<'n>(layout: &Layout<'_>, item: &Item, name: &str, prefix: Option<Prefix<'n>>) -> Keyed<'n> {
    let named = named_place(layout, item);
    let (place, order) = match (explicit_number(layout, item), &prefix) {
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
        (None, None) => (Place::ByName(rank(name)), OrderFrom::Name),
    };
    let order = if named.is_some() { layout.named.from.clone() } else { order };
    Keyed { named, place, order, prefix }
}

fn named_place(layout: &Layout<'_>, item: &Item) -> Option<usize> {
    match item {
        Item::Folder(folder) => {
            let index = folder.index.and_then(|index| layout.named.files.get(&index));
            layout.named.dirs.get(&folder.dir).into_iter().chain(index).min().copied()
        }
        Item::Lesson(lesson) => {
            let folder = match lesson.of {
                LessonSource::Folder { folder, .. } => layout.named.dirs.get(&folder),
                _ => None,
            };
            let file = layout.named.files.get(&lesson.of.file());
            folder.into_iter().chain(file).min().copied()
        }
    }
}

/// The explicit number of an entry: its `_category_` file's, else its page's.
fn explicit_number(layout: &Layout<'_>, item: &Item) -> Option<Explicit> {
    let (page, dir) = match item {
        Item::Lesson(lesson) => (lesson.of.page(), None),
        Item::Folder(folder) => (folder.index, Some(folder.dir)),
    };
    let from_file = dir.and_then(|dir| {
        let position = &layout.input.category_files.get(&dir)?.position.as_ref()?.value;
        Some(Explicit { number: Number::explicit(position)?, key: None, value: position.clone() })
    });
    from_file.or_else(|| {
        let order = &layout.page(page?)?.front.order.as_ref()?.value;
        let number = Number::explicit(&order.value)?;
        Some(Explicit { number, key: Some(order.key.clone()), value: order.value.clone() })
    })
}

/// Step 3: the order in which the index file links the entries that have no number, if it
/// links half of them or more.
fn place_by_links(layout: &Layout<'_>, items: &[Item], links: &[FileId], keyed: &mut [Keyed<'_>]) {
    let open: Vec<usize> = unplaced(keyed);
    if open.is_empty() {
        return;
    }
    let mut first_link: BTreeMap<usize, usize> = BTreeMap::new();
    for (position, target) in links.iter().flat_map(|&index| linked(layout, index)).enumerate() {
        let hit = open.iter().find(|&&at| holds(layout, &items[at], target));
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
fn place_by_dates(layout: &Layout<'_>, items: &[Item], keyed: &mut [Keyed<'_>]) {
    let open = unplaced(keyed);
    if let Some(dates) = dates(layout, items, &open) {
        place_dated(keyed, &open, dates, |_| None);
    }
}

/// Numbers that repeat between dates, and not within one, count within a date: `order: 1` is the first lesson of
/// its day. This needs days of several lessons: pages that have a date each are sorted by their numbers.
fn place_by_dates_and_numbers(layout: &Layout<'_>, items: &[Item], keyed: &mut [Keyed<'_>]) {
    let numbered: Vec<usize> =
        (0..keyed.len()).filter(|&at| matches!(keyed[at].order, OrderFrom::FrontMatter(_))).collect();
    let numbers: BTreeSet<&Number> = numbered.iter().filter_map(|&at| number(&keyed[at])).collect();
    if numbers.len() == numbered.len() {
        return;
    }
    let Some(dates) = dates(layout, items, &numbered) else { return };
    let mut days: BTreeMap<&str, Vec<&Number>> = BTreeMap::new();
    for (&at, date) in numbered.iter().zip(&dates) {
        days.entry(date).or_default().extend(number(&keyed[at]));
    }
    let is_told_apart = days.values().all(|day| day.iter().collect::<BTreeSet<_>>().len() == day.len());
    let in_company: usize = days.values().map(Vec::len).filter(|&lessons| lessons > 1).sum();
    // The last day may have one lesson only.
    if is_told_apart && in_company * 3 >= numbered.len() * 2 {
        place_dated(keyed, &numbered, dates, |key| number(key).cloned());
    }
}

/// The dates of the entries in `open`, if each of them has one.
fn dates(layout: &Layout<'_>, items: &[Item], open: &[usize]) -> Option<Vec<String>> {
    let date = |&at: &usize| match &items[at] {
        Item::Lesson(lesson) => layout.page(lesson.of.page()?)?.front.date.clone(),
        Item::Folder(folder) => layout.page(folder.index?)?.front.date.clone(),
    };
    open.iter().map(date).collect()
}

/// Places the entries in `open` by their dates.
fn place_dated(
    keyed: &mut [Keyed<'_>],
    open: &[usize],
    dates: Vec<String>,
    within: impl Fn(&Keyed<'_>) -> Option<Number>,
) {
    for (&at, date) in open.iter().zip(dates) {
        keyed[at].place = Place::Dated(date, within(&keyed[at]));
        if keyed[at].named.is_none() {
            keyed[at].order = OrderFrom::Date;
        }
    }
}

/// Whether an entry is, or holds, what a link names.
fn holds(layout: &Layout<'_>, item: &Item, target: Entry) -> bool {
    let tree = layout.input.tree;
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

fn warn_same_order(layout: &mut Layout<'_>, items: &[Item], keyed: &[Keyed<'_>]) {
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
        let Some((page, order)) =
            page.and_then(|page| layout.page(page)).and_then(|page| Some((page, page.front.order.as_ref()?)))
        else {
            continue;
        };
        let other = path_name_of(layout, &items[first]);
        let diagnostic = Diagnostic::new(
            Code::DuplicateOrder,
            format!("`{}` has the same number as `{other}`", path_name_of(layout, &items[at])),
        )
        .at(page.source.place(order.span.clone()))
        .help("give each its own number; until then, names decide the order");
        layout.diagnostics.push(diagnostic);
    }
}

fn number<'k>(key: &'k Keyed<'_>) -> Option<&'k Number> {
    match &key.place {
        Place::Numbered(number) => Some(number),
        _ => None,
    }
}

fn unplaced(keyed: &[Keyed<'_>]) -> Vec<usize> {
    (0..keyed.len()).filter(|&at| matches!(keyed[at].place, Place::ByName(_))).collect()
}
