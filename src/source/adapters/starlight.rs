//! Starlight: `sidebar` of the integration in `astro.config`: slugs, groups with `items`, folders that are generated.

use crate::diagnostic::Source;
use crate::front_matter::{Node, Spanned};
use crate::model::CoursePath;
use crate::source::navigation::{Entry, Look, Named, Written, yaml};

/// The folder of pages.
const DOCS: &str = "src/content/docs";

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let home = look.dir_of(file)?;
    let base = look.dir(&file.parent()?, DOCS)?;
    let (source, settings) = look.script(file)?;
    let integrations = yaml::get(&settings, "integrations").map(yaml::list).unwrap_or_default();
    let options = integrations.iter().find_map(|each| yaml::get(each, "starlight()"))?;
    let sidebar = yaml::get(options, "sidebar")?;
    let reader = Sidebar { look, source: &source, base: &look.tree.dirs[base].path };
    let entries = reader.items(sidebar);
    let title = yaml::text(options, "title");
    Some(Written { file: file.clone(), home, base, title, entries })
}

struct Sidebar<'s, 'a> {
    look: &'s Look<'a>,
    source: &'s Source,
    base: &'s CoursePath,
}

impl Sidebar<'_, '_> {
    fn items(&self, list: &Spanned<Node>) -> Vec<Entry> {
        match &list.value {
            Node::List(items) => items.iter().map(|item| self.item(item)).collect(),
            _ => vec![self.unread(list)],
        }
    }

    fn unread(&self, node: &Spanned<Node>) -> Entry {
        Entry::of(None, Named::Unread(self.source.place(node.span.clone())))
    }

    fn item(&self, item: &Spanned<Node>) -> Entry {
        let named =
            |name: &str, at: &Spanned<Node>| self.look.named(self.base, name, self.source, at.span.clone());
        let title = yaml::text(item, "label");
        match &item.value {
            Node::Scalar(slug) => return Entry::of(None, named(&slug.text, item)),
            Node::Map(_) => {}
            Node::Null | Node::List(_) => return self.unread(item),
        }
        if let Some((page, name)) = ["slug", "link"].iter().find_map(|key| {
            let page = yaml::get(item, key)?;
            Some((page, page.value.text()?))
        }) {
            return Entry::of(title, named(name, page));
        }
        if let Some(folder) = yaml::at(item, &["autogenerate", "directory"]) {
            let name = folder.value.text().unwrap_or_default();
            return match self.look.dir(self.base, name) {
                Some(dir) => Entry::of(title, Named::Folder(dir)),
                None => {
                    Entry::of(None, Named::Missing(name.to_owned(), self.source.place(folder.span.clone())))
                }
            };
        }
        Entry::group(title, yaml::get(item, "items").map(|items| self.items(items)).unwrap_or_default())
    }
}
