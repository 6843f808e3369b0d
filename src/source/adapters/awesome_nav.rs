//! The plugin awesome-nav of `MkDocs`: a file `.nav.yml` in each folder has `title`, `nav`, `sort`, `hide` and more.
//!
//! Pages that are named come first to their place, then folders that are named, then what patterns match. Without `nav`, a
//! folder has its index page, its pages, its folders. What nothing matches is left out.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::diagnostic::Source;
use crate::front_matter::{Node, Spanned};
use crate::model::CoursePath;
use crate::source::files::tree::{DirId, FileId, FileKind, ROOT, natural_order};
use crate::source::navigation::{Entry, Look, Named, Written, is_web_address, yaml};

use super::glob::Pattern;
use super::plain_order::{Child, folder_title};

/// Deeper folders have no order.
const MAX_DEPTH: usize = 32;

/// More patterns match nothing.
const MAX_PATTERNS: usize = 200;

const FILES: &[&str] = &[".nav.yml", ".nav.yaml"];

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let entries = entries(look, ROOT)?;
    Some(Written { file: file.clone(), home: ROOT, base: ROOT, title: None, entries })
}

/// The entries of a folder of pages; `None` when no folder in it has a file of the plugin.
pub(super) fn entries(look: &mut Look<'_>, base: DirId) -> Option<Vec<Entry>> {
    let path = &look.tree.dirs[base].path;
    let is_there =
        look.tree.files.iter().any(|file| FILES.contains(&file.path.name()) && file.path.starts_with(path));
    let config = Config::default();
    is_there.then(|| Plugin { look, visited: BTreeSet::new(), patterns: 0 }.folder(base, &config, 0))
}

/// What a folder's file says, and what those above it handed down.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
struct Config {
    title: Option<String>,
    nav: Option<Spanned<Node>>,
    hide: bool,
    adds_rest: bool,
    flattens: bool,
    keeps_names: bool,
    order: Order,
    ignored: Vec<Pattern>,
    source: Option<Source>,
}

/// How what a pattern matches is sorted.
#[derive(Debug, Clone, Default)]
struct Order {
    descends: bool,
    is_by_letters: bool,
    is_by_name: bool,
    sections: Sections,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Sections {
    First,
    #[default]
    Last,
    Mixed,
}

impl Config {
    /// The same with what a map says.
    fn with(&self, node: &Spanned<Node>) -> Self {
        let mut own = Self { title: None, nav: None, hide: false, source: None, ..self.clone() };
        let flag = |key: &str| yaml::text(node, key).map(|text| text == "true");
        own.adds_rest = flag("append_unmatched").unwrap_or(own.adds_rest);
        own.flattens = flag("flatten_single_child_sections").unwrap_or(own.flattens);
        own.keeps_names = flag("preserve_directory_names").unwrap_or(own.keeps_names);
        if let Some(sort) = yaml::get(node, "sort") {
            own.order.apply(sort);
        }
        if let Some(ignore) = yaml::get(node, "ignore") {
            let patterns = crate::front_matter::items(ignore).iter().filter_map(|item| item.value.text());
            own.ignored = patterns.map(|text| Pattern::new(text.trim_start_matches('/'))).collect();
        }
        own
    }
}

impl Order {
    fn apply(&mut self, sort: &Spanned<Node>) {
        let text = |key: &str| yaml::text(sort, key);
        if let Some(direction) = text("direction") {
            self.descends = direction == "desc";
        }
        if let Some(kind) = text("type") {
            self.is_by_letters = kind == "alphabetical";
        }
        if let Some(by) = text("by") {
            self.is_by_name = by == "filename";
        }
        match text("sections").as_deref() {
            Some("first") => self.sections = Sections::First,
            Some("last") => self.sections = Sections::Last,
            Some("mixed") => self.sections = Sections::Mixed,
            _ => {}
        }
    }
}

/// An item of a `nav`.
enum Item {
    Page(FileId, Option<String>),
    Folder(DirId, Option<String>),
    Pattern(String, Box<Config>),
    Group(String, Vec<Item>),
    Done(Vec<Entry>),
}

struct Plugin<'l, 'a> {
    look: &'l mut Look<'a>,
    visited: BTreeSet<CoursePath>,
    /// How many patterns were looked for that are none of the plugin's own.
    patterns: usize,
}

impl Plugin<'_, '_> {
    fn config(&mut self, dir: DirId, above: &Config) -> Config {
        let path = &self.look.tree.dirs[dir].path;
        let Some(file) = FILES.iter().map(|name| path.child(name)).find(|file| self.look.has(file)) else {
            return Config { title: None, nav: None, hide: false, source: None, ..above.clone() };
        };
        let Some((source, node)) = self.look.yaml(&file) else { return above.clone() };
        let mut own = above.with(&node);
        own.title = yaml::text(&node, "title");
        own.hide = yaml::text(&node, "hide").as_deref() == Some("true");
        own.nav = yaml::get(&node, "nav").cloned();
        own.source = Some(source);
        own
    }

    /// The entries of a folder.
    fn folder(&mut self, dir: DirId, above: &Config, depth: usize) -> Vec<Entry> {
        self.visited.insert(self.look.tree.dirs[dir].path.clone());
        let config = self.config(dir, above);
        self.entries(dir, &config, depth)
    }

    fn entries(&mut self, dir: DirId, config: &Config, depth: usize) -> Vec<Entry> {
        if depth > MAX_DEPTH {
            return Vec::new();
        }
        let mut items = match (&config.nav, &config.source) {
            (Some(nav), Some(source)) => self.items(dir, nav, source, config),
            _ => ["@(index.md|README.md)", "*"]
                .map(|glob| Item::Pattern(glob.to_owned(), Box::new(config.clone())))
                .into(),
        };
        if config.adds_rest {
            items.push(Item::Pattern("*".to_owned(), Box::new(config.clone())));
        }
        self.visit_pages(&items);
        self.resolve(dir, &mut items, config, depth, false);
        self.resolve(dir, &mut items, config, depth, true);
        done(items)
    }

    fn items(&mut self, dir: DirId, nav: &Spanned<Node>, source: &Source, config: &Config) -> Vec<Item> {
        let mut items = Vec::new();
        for item in yaml::list(nav) {
            if let Some(text) = item.value.text() {
                items.push(self.named(dir, text, None, item, source, config));
            } else if let Some(glob) = yaml::text(item, "glob") {
                items.push(Item::Pattern(glob, Box::new(config.with(item))));
            } else {
                for titled in yaml::entries(item) {
                    let title = titled.key.value.clone();
                    match &titled.value.value {
                        Node::List(_) => {
                            let below = self.items(dir, &titled.value, source, config);
                            items.push(Item::Group(title, below));
                        }
                        Node::Scalar(text) => {
                            items.push(self.named(
                                dir,
                                &text.text,
                                Some(title),
                                &titled.value,
                                source,
                                config,
                            ));
                        }
                        Node::Null | Node::Map(_) => {}
                    }
                }
            }
        }
        items
    }

    fn named(
        &mut self,
        dir: DirId,
        text: &str,
        title: Option<String>,
        at: &Spanned<Node>,
        source: &Source,
        config: &Config,
    ) -> Item {
        let base = self.look.tree.dirs[dir].path.clone();
        if let Some(dir) = self.look.dir(&base, text).filter(|_| !is_web_address(text)) {
            return Item::Folder(dir, title);
        }
        match self.look.named(&base, text, source, at.span.clone()) {
            Named::Page(file) => Item::Page(file, title),
            Named::Missing(..) if text.contains(['*', '?', '[', '{', '(']) => {
                Item::Pattern(text.to_owned(), Box::new(config.clone()))
            }
            Named::Missing(..) if title.is_some() => Item::Done(vec![Entry::of(title, Named::Web)]),
            named => Item::Done(vec![Entry::of(title, named)]),
        }
    }

    fn visit_pages(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Page(file, _) => {
                    self.visited.insert(self.look.tree.files[*file].path.clone());
                }
                Item::Folder(dir, _) => {
                    self.visited.insert(self.look.tree.dirs[*dir].path.clone());
                }
                Item::Group(_, below) => self.visit_pages(below),
                Item::Pattern(..) | Item::Done(_) => {}
            }
        }
    }

    /// Puts pages and folders in their places or, the second time, what patterns match.
    fn resolve(&mut self, dir: DirId, items: &mut [Item], config: &Config, depth: usize, patterns: bool) {
        for item in items {
            let entries = match item {
                Item::Group(_, below) => {
                    self.resolve(dir, below, config, depth, patterns);
                    continue;
                }
                Item::Page(file, title) if !patterns => vec![Entry::page(*file).titled(title.take())],
                Item::Folder(below, title) if !patterns => {
                    self.group(*below, title.take(), config, depth).into_iter().collect()
                }
                Item::Pattern(text, config) if patterns => self.matched(dir, text, config, depth),
                _ => continue,
            };
            *item = Item::Done(entries);
        }
    }

    /// A folder with its title; nothing when it is empty.
    fn group(&mut self, dir: DirId, title: Option<String>, above: &Config, depth: usize) -> Option<Entry> {
        let config = self.config(dir, above);
        self.visited.insert(self.look.tree.dirs[dir].path.clone());
        let below = self.entries(dir, &config, depth + 1);
        if config.flattens && below.len() == 1 {
            return below.into_iter().next();
        }
        let name = self.look.tree.dirs[dir].path.name();
        let made = || if config.keeps_names { name.to_owned() } else { folder_title(name) };
        let title = title.or(config.title.clone()).unwrap_or_else(made);
        (!below.is_empty()).then(|| Entry::group(Some(title), below))
    }

    /// What a pattern matches and nothing matched before, sorted.
    fn matched(&mut self, dir: DirId, text: &str, config: &Config, depth: usize) -> Vec<Entry> {
        self.patterns += usize::from(text != "*" && !text.starts_with('@'));
        if self.patterns > MAX_PATTERNS {
            return Vec::new();
        }
        let pattern = Pattern::new(text.trim_end_matches('/'));
        let only_folders = text.ends_with('/');
        let mut found: Vec<(CoursePath, Child)> = Vec::new();
        self.collect(dir, "", &pattern, config, text.contains('/'), &mut found);
        found.retain(|(_, child)| !only_folders || matches!(child, Child::Dir(_)));
        found.sort_by(|a, b| compare(&config.order, a, b));
        for (path, _) in &found {
            self.visited.insert(path.clone());
        }
        let mut entries = Vec::new();
        for (_, child) in found {
            match child {
                Child::Page(file) => entries.push(Entry::page(file)),
                Child::Dir(dir) => {
                    if !self.config(dir, config).hide {
                        entries.extend(self.group(dir, None, config, depth));
                    }
                }
            }
        }
        entries
    }

    fn collect(
        &self,
        dir: DirId,
        above: &str,
        pattern: &Pattern,
        config: &Config,
        is_deep: bool,
        found: &mut Vec<(CoursePath, Child)>,
    ) {
        let tree = self.look.tree;
        let mut add = |path: &CoursePath, child: Child| {
            let name = format!("{above}{}", path.name());
            let is_ignored =
                config.ignored.iter().any(|ignored| ignored.matches(path.name()) || ignored.matches(&name));
            if pattern.matches(&name) && !is_ignored && !self.visited.contains(path) {
                found.push((path.clone(), child));
            }
        };
        for page in tree.files_of_kind(dir, FileKind::Markdown) {
            add(&tree.files[page].path, Child::Page(page));
        }
        for &below in &tree.dirs[dir].dirs {
            if tree.markdown_below(below).next().is_some() {
                add(&tree.dirs[below].path, Child::Dir(below));
            }
        }
        if is_deep && above.len() < MAX_DEPTH * 64 {
            for &below in &tree.dirs[dir].dirs {
                let above = format!("{above}{}/", tree.dirs[below].path.name());
                self.collect(below, &above, pattern, config, is_deep, found);
            }
        }
    }
}

fn compare(order: &Order, (a, first): &(CoursePath, Child), (b, second): &(CoursePath, Child)) -> Ordering {
    let is_folder = |child: &Child| matches!(child, Child::Dir(_));
    let sections = match order.sections {
        Sections::Mixed => Ordering::Equal,
        Sections::Last => is_folder(first).cmp(&is_folder(second)),
        Sections::First => is_folder(second).cmp(&is_folder(first)),
    };
    let (x, y) = if order.is_by_name { (a.name(), b.name()) } else { (a.as_str(), b.as_str()) };
    let names = if order.is_by_letters { x.cmp(y) } else { natural_order(x, y) };
    sections.then(if order.descends { names.reverse() } else { names })
}

fn done(items: Vec<Item>) -> Vec<Entry> {
    let of = |item: Item| match item {
        Item::Done(entries) => entries,
        Item::Group(title, below) => vec![Entry::group(Some(title), done(below))],
        Item::Page(..) | Item::Folder(..) | Item::Pattern(..) => Vec::new(),
    };
    items.into_iter().flat_map(of).collect()
}
