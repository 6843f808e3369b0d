//! Docusaurus: the sidebars in `sidebars.js`, `.ts` or `.json`. Entries name pages by ids: paths in the folder of pages, without
//! numbers at the front of names, the last part being `id` in the front matter.
//!
//! Several sidebars follow each other. A folder that is generated goes by the rules for any folder, which know
//! `sidebar_position` and `_category_` files.

use std::collections::BTreeMap;

use crate::diagnostic::Source;
use crate::front_matter::{self, Node, Spanned};
use crate::model::{CoursePath, MARKDOWN_EXTENSIONS};
use crate::source::files::tree::{DirId, FileId};
use crate::source::navigation::{Entry, Look, Named, Written, yaml};

/// Names of the website's settings.
const SETTINGS: &[&str] =
    &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs"];

/// The folder of pages, where the settings name no other.
const DOCS: &str = "docs";

/// The front matter of a page is in its first bytes.
const FRONT_BYTES: u64 = 4 << 10;

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let site = look.dir_of(file)?;
    let folder = file.parent()?;
    let settings = look.first(&folder, SETTINGS).and_then(|path| look.script(&path));
    let title = settings.as_ref().and_then(|(_, settings)| yaml::text(settings, "title"));
    let path = settings.as_ref().and_then(|(_, settings)| docs_path(settings));
    let base = look.dir(&folder, path.as_deref().unwrap_or(DOCS))?;
    let (source, sidebars) = look.script(file)?;
    let sidebar = Sidebar { look, source: &source, base, ids: ids(look, base) };
    let entries = match &sidebars.value {
        Node::Map(sidebars) => sidebars.iter().flat_map(|each| sidebar.items(&each.value)).collect(),
        _ => sidebar.items(&sidebars),
    };
    let home = around(look, site, base);
    Some(Written { file: file.clone(), home, base, title, entries })
}

/// The folder that holds both the website and its pages.
fn around(look: &Look<'_>, site: DirId, base: DirId) -> DirId {
    let dirs = &look.tree.dirs;
    let above = std::iter::successors(Some(site), |&dir| dirs[dir].parent);
    let holds = |dir: &DirId| dirs[base].path.starts_with(&dirs[*dir].path);
    above.into_iter().find(holds).unwrap_or(site)
}

/// The folder of pages in the settings: `presets: [['classic', {docs: {path: …}}]]`.
fn docs_path(settings: &Spanned<Node>) -> Option<String> {
    let presets = yaml::get(settings, "presets").map(yaml::list).unwrap_or_default();
    let mut options = presets.iter().filter_map(|preset| yaml::list(preset).get(1));
    let docs = options.find_map(|options| yaml::get(options, "docs"))?;
    yaml::text(docs, "path")
}

/// The pages by their ids.
fn ids(look: &Look<'_>, base: DirId) -> BTreeMap<String, FileId> {
    let mut ids = BTreeMap::new();
    let above = look.tree.dirs[base].path.as_str();
    for page in look.pages_below(base) {
        let path = look.tree.files[page].path.as_str();
        let path = path.strip_prefix(above).unwrap_or(path).trim_start_matches('/');
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let parts: Vec<&str> = stem.split('/').map(without_number).collect();
        ids.entry(parts.join("/")).or_insert(page);
        ids.entry(stem.to_owned()).or_insert(page);
        if let Some(id) = own_id(look, page) {
            let above = parts[..parts.len() - 1].iter().map(|part| format!("{part}/"));
            ids.insert(above.collect::<String>() + &id, page);
        }
    }
    ids
}

/// A name without a number and what separates it.
fn without_number(name: &str) -> &str {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = name[digits..].trim_start_matches(['-', '_', '.', ' ']);
    if digits == 0 || rest.is_empty() || rest.len() == name.len() - digits { name } else { rest }
}

/// `id` in a page's front matter.
fn own_id(look: &Look<'_>, page: FileId) -> Option<String> {
    let start = look.root.read_start(&look.tree.files[page].path, FRONT_BYTES).ok()?;
    let text = String::from_utf8_lossy(&start);
    let (front, _) = text.trim_start_matches('\u{FEFF}').strip_prefix("---")?.split_once("\n---")?;
    let line = front.lines().find_map(|line| line.strip_prefix("id:"))?;
    let id = line.trim().trim_matches(['"', '\'']);
    (!id.is_empty()).then(|| id.to_owned())
}

struct Sidebar<'s, 'a> {
    look: &'s Look<'a>,
    source: &'s Source,
    base: DirId,
    ids: BTreeMap<String, FileId>,
}

impl Sidebar<'_, '_> {
    /// A list of items, or groups by their titles.
    fn items(&self, node: &Spanned<Node>) -> Vec<Entry> {
        match &node.value {
            Node::List(items) => items.iter().flat_map(|item| self.item(item)).collect(),
            Node::Map(groups) if yaml::get(node, "type").is_none() => {
                let group = |group: &front_matter::Entry| {
                    Entry::group(Some(group.key.value.clone()), self.items(&group.value))
                };
                groups.iter().map(group).collect()
            }
            Node::Map(_) => self.item(node),
            _ => vec![self.unread(node)],
        }
    }

    fn unread(&self, node: &Spanned<Node>) -> Entry {
        Entry::of(None, Named::Unread(self.source.place(node.span.clone())))
    }

    fn item(&self, item: &Spanned<Node>) -> Vec<Entry> {
        let title = yaml::text(item, "label");
        let kind = yaml::text(item, "type");
        match (&item.value, kind.as_deref()) {
            (Node::Scalar(id), _) => vec![Entry::of(None, self.page(&id.text, item))],
            (Node::Map(_), Some("doc" | "ref")) => match yaml::get(item, "id") {
                Some(id) => vec![Entry::of(title, self.page(id.value.text().unwrap_or_default(), id))],
                None => Vec::new(),
            },
            (Node::Map(_), Some("category")) => {
                let below = yaml::get(item, "items").map(|items| self.items(items)).unwrap_or_default();
                let link = yaml::get(item, "link").and_then(|link| yaml::get(link, "id"));
                let named = link.map(|id| self.page(id.value.text().unwrap_or_default(), id));
                vec![Entry { title, named: named.unwrap_or(Named::Group), below }]
            }
            (Node::Map(_), Some("autogenerated")) => {
                let name = yaml::text(item, "dirName").unwrap_or_default();
                let dir = self.look.dir(&self.look.tree.dirs[self.base].path, name.trim_start_matches("./"));
                let dir = if name == "." { Some(self.base) } else { dir };
                vec![match dir {
                    Some(dir) => Entry::of(None, Named::Folder(dir)),
                    None => Entry::of(None, Named::Missing(name, self.source.place(item.span.clone()))),
                }]
            }
            (Node::Map(_), Some("link")) => vec![Entry::of(title, Named::Web)],
            (Node::Map(_), None) => self.items(item),
            (Node::Map(_), Some(_)) => Vec::new(),
            (Node::Null | Node::List(_), _) => vec![self.unread(item)],
        }
    }

    fn page(&self, id: &str, at: &Spanned<Node>) -> Named {
        let is_file = |extension: &&str| id.ends_with(&format!(".{extension}"));
        let bare = if MARKDOWN_EXTENSIONS.iter().any(is_file) {
            id.rsplit_once('.').map_or(id, |(bare, _)| bare)
        } else {
            id
        };
        match self.ids.get(bare) {
            Some(&file) => Named::Page(file),
            None => self.look.named(&self.look.tree.dirs[self.base].path, id, self.source, at.span.clone()),
        }
    }
}
