//! Starlight: `sidebar` of the integration in `astro.config`: slugs, groups with `items`, folders that are generated.

use crate::front_matter::{Node, Spanned};
use crate::model::CoursePath;
use crate::source::navigation::{Entry, Look, Named, Names, Written, yaml};

/// The folder of pages.
const DOCS: &str = "src/content/docs";

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let home = look.dir_of(file)?;
    let base = look.dir(&file.parent()?, DOCS)?;
    let (source, settings) = look.script(file)?;
    let integrations = yaml::get(&settings, "integrations").map(yaml::list).unwrap_or_default();
    let options = integrations.iter().find_map(|each| yaml::get(each, "starlight()"))?;
    let sidebar = yaml::get(options, "sidebar")?;
    let names = Names { look, source: &source, base: &look.tree.dirs[base].path };
    let entries = Sidebar(names).items(sidebar);
    let title = yaml::text(options, "title");
    Some(Written { file: file.clone(), home, base, title, entries })
}

struct Sidebar<'s, 'a>(Names<'s, 'a>);

impl Sidebar<'_, '_> {
    fn items(&self, list: &Spanned<Node>) -> Vec<Entry> {
        match &list.value {
            Node::List(items) => items.iter().map(|item| self.item(item)).collect(),
            _ => vec![self.0.unread(list)],
        }
    }

    fn item(&self, item: &Spanned<Node>) -> Entry {
        let names = &self.0;
        let title = yaml::text(item, "label");
        match &item.value {
            Node::Scalar(slug) => return Entry::of(None, names.named(&slug.text, item)),
            Node::Map(_) => {}
            Node::Null | Node::List(_) => return names.unread(item),
        }
        if let Some((page, name)) = ["slug", "link"].iter().find_map(|key| {
            let page = yaml::get(item, key)?;
            Some((page, page.value.text()?))
        }) {
            return Entry::of(title, names.named(name, page));
        }
        if let Some(folder) = yaml::at(item, &["autogenerate", "directory"]) {
            let name = folder.value.text().unwrap_or_default();
            return match names.look.dir(names.base, name) {
                Some(dir) => Entry::of(title, Named::Folder(dir)),
                None => Entry::of(None, names.missing(name, folder)),
            };
        }
        Entry::group(title, yaml::get(item, "items").map(|items| self.items(items)).unwrap_or_default())
    }
}
