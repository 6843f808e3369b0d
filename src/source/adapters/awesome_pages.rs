//! The plugin awesome-pages of `MkDocs`: a file `.pages` in each folder has `title`, `nav` or `arrange`, `order`, `hide`.
//!
//! A `nav` without `...` leaves out what it does not list. Without a file, a folder keeps `MkDocs`' own order.

use std::collections::BTreeMap;

use crate::diagnostic::Source;
use crate::front_matter::{Node, Spanned};
use crate::model::CoursePath;
use crate::source::files::tree::{DirId, ROOT, natural_order};
use crate::source::navigation::{Entry, Look, Named, Written, is_web_address, yaml};

use super::glob::Pattern;
use super::plain_order::{Child, children, folder_title, name};

/// Deeper folders have no order.
const MAX_DEPTH: usize = 32;

/// More patterns of a folder match nothing.
const MAX_PATTERNS: usize = 100;

/// The file's name.
const FILE: &str = ".pages";

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let entries = entries(look, ROOT)?;
    Some(Written { file: file.clone(), home: ROOT, base: ROOT, title: None, entries })
}

/// The entries of a folder of pages; `None` when no folder in it has a file of the plugin.
pub(super) fn entries(look: &mut Look<'_>, base: DirId) -> Option<Vec<Entry>> {
    let path = &look.tree.dirs[base].path;
    let is_there = look.tree.files.iter().any(|file| file.path.name() == FILE && file.path.starts_with(path));
    is_there.then(|| folder(look, base, None, 0).map(|folder| folder.below).unwrap_or_default())
}

/// What a file says of its folder.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
struct Meta {
    title: Option<String>,
    nav: Option<Vec<Spanned<Node>>>,
    adds_rest: bool,
    descends: bool,
    is_natural: bool,
    ignores_case: bool,
    is_ordered: bool,
    hide: bool,
    collapse: bool,
    source: Option<Source>,
}

impl Meta {
    fn read(look: &mut Look<'_>, dir: DirId) -> Self {
        let path = look.tree.dirs[dir].path.child(FILE);
        if !look.has(&path) {
            return Self::default();
        }
        let Some((source, node)) = look.yaml(&path) else { return Self::default() };
        let is = |key: &str, value: &str| yaml::text(&node, key).as_deref() == Some(value);
        let nav = yaml::get(&node, "nav").map(|nav| yaml::list(nav).to_vec());
        let arrange = yaml::get(&node, "arrange").map(|nav| yaml::list(nav).to_vec());
        Self {
            title: yaml::text(&node, "title"),
            adds_rest: nav.is_none()
                && arrange
                    .as_ref()
                    .is_some_and(|items| !items.iter().any(|item| item.value.text() == Some("..."))),
            nav: nav.or(arrange),
            descends: is("order", "desc"),
            is_natural: is("sort_type", "natural"),
            ignores_case: is("ignore_case", "true"),
            is_ordered: yaml::get(&node, "order").or(yaml::get(&node, "sort_type")).is_some(),
            hide: is("hide", "true"),
            collapse: is("collapse", "true"),
            source: Some(source),
        }
    }
}

/// A folder as a group; `None` when it is hidden. Its own title comes before one that is given.
fn folder(look: &mut Look<'_>, dir: DirId, given: Option<String>, depth: usize) -> Option<Entry> {
    let meta = Meta::read(look, dir);
    if meta.hide && depth > 0 || depth > MAX_DEPTH {
        return None;
    }
    let mut rest = children(look.tree, dir);
    if meta.is_ordered {
        sort(look, &meta, &mut rest);
    }
    let path = look.tree.dirs[dir].path.clone();
    let below = match (&meta.nav, &meta.source) {
        (Some(items), Some(source)) => {
            let names = rest.iter().map(|&child| name(look.tree, child).to_owned()).zip(0..).collect();
            let rest = rest.into_iter().map(Some).collect();
            let mut listing = Listing { path, source, rest, names, depth };
            let mut listed = listing.items(look, items);
            if meta.adds_rest {
                listed.push(Slot::Rest(Pattern::all()));
            }
            listing.expand(look, listed)
        }
        _ => rest.into_iter().filter_map(|child| child_entry(look, child, None, depth)).collect(),
    };
    if meta.collapse && below.len() == 1 && depth > 0 {
        return below.into_iter().next();
    }
    let title = meta.title.or(given).or_else(|| Some(folder_title(look.tree.dirs[dir].path.name())));
    Some(Entry::group(title, below))
}

fn sort(look: &Look<'_>, meta: &Meta, children: &mut [Child]) {
    let name = |child: &Child| name(look.tree, *child);
    children.sort_by(|a, b| match (meta.is_natural, meta.ignores_case) {
        (true, _) => natural_order(name(a), name(b)),
        (false, true) => name(a).to_lowercase().cmp(&name(b).to_lowercase()),
        (false, false) => name(a).cmp(name(b)),
    });
    if meta.descends {
        children.reverse();
    }
}

fn child_entry(look: &mut Look<'_>, child: Child, title: Option<String>, depth: usize) -> Option<Entry> {
    match child {
        Child::Page(file) => Some(Entry::page(file).titled(title)),
        Child::Dir(dir) => folder(look, dir, title, depth + 1),
    }
}

/// An entry, or the place of those that the list does not name.
enum Slot {
    Entry(Entry),
    Group(String, Vec<Slot>),
    Rest(Pattern),
}

/// The `nav` of a folder while it is read.
struct Listing<'s> {
    path: CoursePath,
    source: &'s Source,
    /// What is in the folder, but for what was listed.
    rest: Vec<Option<Child>>,
    /// Where each name is in it.
    names: BTreeMap<String, usize>,
    depth: usize,
}

impl Listing<'_> {
    fn items(&mut self, look: &mut Look<'_>, items: &[Spanned<Node>]) -> Vec<Slot> {
        let mut slots = Vec::new();
        for item in items {
            if let Some(text) = item.value.text() {
                slots.extend(self.named(look, text, None, item));
                continue;
            }
            for titled in yaml::entries(item) {
                let title = titled.key.value.clone();
                match &titled.value.value {
                    Node::List(items) => {
                        let below = self.items(look, items);
                        slots.push(Slot::Group(title, below));
                    }
                    Node::Scalar(text) => {
                        slots.extend(self.named(look, &text.text, Some(title), &titled.value));
                    }
                    Node::Null | Node::Map(_) => {}
                }
            }
        }
        slots
    }

    fn named(
        &mut self,
        look: &mut Look<'_>,
        text: &str,
        title: Option<String>,
        at: &Spanned<Node>,
    ) -> Option<Slot> {
        if let Some(rest) = text.strip_prefix("...") {
            return Some(Slot::Rest(Pattern::of_rest(rest)));
        }
        let wanted = text.trim_end_matches('/');
        let found = self.names.get(wanted).and_then(|&at| self.rest[at].take());
        if let Some(child) = found {
            return Some(Slot::Entry(child_entry(look, child, title, self.depth)?));
        }
        if title.is_some() || is_web_address(text) {
            return Some(Slot::Entry(Entry::of(title, Named::Web)));
        }
        let missing = look.named(&self.path, text, self.source, at.span.clone());
        matches!(missing, Named::Missing(..)).then(|| Slot::Entry(Entry::of(None, missing)))
    }

    /// Puts what is not listed into the places for it: patterns take theirs before `...` takes all.
    fn expand(self, look: &mut Look<'_>, slots: Vec<Slot>) -> Vec<Entry> {
        let mut patterns = Vec::new();
        collect_patterns(&slots, &mut patterns);
        patterns.sort_by_key(Pattern::is_all);
        patterns.dedup();
        let mut rest: Vec<Child> = self.rest.into_iter().flatten().collect();
        let mut taken: Vec<(Pattern, Vec<Child>)> = Vec::new();
        for pattern in patterns.into_iter().take(MAX_PATTERNS) {
            let (mine, others) = rest.into_iter().partition(|&child| pattern.matches(name(look.tree, child)));
            rest = others;
            taken.push((pattern, mine));
        }
        fill(look, slots, &mut taken, self.depth)
    }
}

fn collect_patterns(slots: &[Slot], patterns: &mut Vec<Pattern>) {
    for slot in slots {
        match slot {
            Slot::Rest(pattern) => patterns.push(pattern.clone()),
            Slot::Group(_, below) => collect_patterns(below, patterns),
            Slot::Entry(_) => {}
        }
    }
}

fn fill(
    look: &mut Look<'_>,
    slots: Vec<Slot>,
    taken: &mut [(Pattern, Vec<Child>)],
    depth: usize,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for slot in slots {
        match slot {
            Slot::Entry(entry) => entries.push(entry),
            Slot::Group(title, below) => {
                entries.push(Entry::group(Some(title), fill(look, below, taken, depth)));
            }
            Slot::Rest(pattern) => {
                let mine = taken
                    .iter_mut()
                    .find(|(other, _)| *other == pattern)
                    .map(|(_, mine)| std::mem::take(mine));
                entries.extend(
                    mine.unwrap_or_default()
                        .into_iter()
                        .filter_map(|child| child_entry(look, child, None, depth)),
                );
            }
        }
    }
    entries
}
