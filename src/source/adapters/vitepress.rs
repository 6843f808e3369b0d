//! `VitePress`: `themeConfig.sidebar` in `.vitepress/config`: groups with `text` and `items`, pages with `link`.
//!
//! Several sidebars, one for each path of the website, follow each other.

use crate::front_matter::{self, Node, Spanned};
use crate::model::CoursePath;
use crate::source::navigation::{Entry, Look, Named, Names, Written, yaml};

/// Where the settings may be, relative to the course.
pub(super) const FILES: &[&str] = &[
    ".vitepress/config.js",
    ".vitepress/config.ts",
    ".vitepress/config.mjs",
    ".vitepress/config.mts",
    "docs/.vitepress/config.js",
    "docs/.vitepress/config.ts",
    "docs/.vitepress/config.mjs",
    "docs/.vitepress/config.mts",
];

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let (source, settings) = look.script(file)?;
    let site = file.parent()?.parent()?;
    let home = look.dir(&site, "")?;
    let base = match yaml::text(&settings, "srcDir") {
        Some(folder) => look.dir(&site, folder.trim_start_matches("./"))?,
        None => home,
    };
    let sidebar = yaml::at(&settings, &["themeConfig", "sidebar"])?;
    let reader = Sidebar(Names { look, source: &source, base: &look.tree.dirs[base].path });
    let entries = match &sidebar.value {
        Node::Map(paths) => paths.iter().flat_map(|path| reader.of_path(path)).collect(),
        _ => reader.items(sidebar, ""),
    };
    let title = yaml::text(&settings, "title");
    Some(Written { file: file.clone(), home, base, title, entries })
}

struct Sidebar<'s, 'a>(Names<'s, 'a>);

impl Sidebar<'_, '_> {
    /// The sidebar of a path: a list, or `{base, items}`.
    fn of_path(&self, path: &front_matter::Entry) -> Vec<Entry> {
        match yaml::get(&path.value, "items") {
            Some(items) => self.items(items, &yaml::text(&path.value, "base").unwrap_or_default()),
            None => self.items(&path.value, ""),
        }
    }

    fn items(&self, list: &Spanned<Node>, above: &str) -> Vec<Entry> {
        match &list.value {
            Node::List(items) => items.iter().map(|item| self.item(item, above)).collect(),
            _ => vec![self.0.unread(list)],
        }
    }

    fn item(&self, item: &Spanned<Node>, above: &str) -> Entry {
        if !matches!(item.value, Node::Map(_)) {
            return self.0.unread(item);
        }
        let own = yaml::text(item, "base");
        let above = own.as_deref().unwrap_or(above);
        let below = yaml::get(item, "items").map(|items| self.items(items, above)).unwrap_or_default();
        let named = match yaml::get(item, "link").and_then(|link| Some((link, link.value.text()?))) {
            Some((link, name)) => self.0.named(&format!("{above}{name}"), link),
            None => Named::Group,
        };
        Entry { title: yaml::text(item, "text"), named, below }
    }
}
