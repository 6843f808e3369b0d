//! `MkDocs`: `nav` in `mkdocs.yml`. Its paths are relative to `docs_dir`, and pages that it does not list are left out.
//!
//! Without `nav`, the files of two plugins in the folder of the pages have the order: `.nav.yml` and `.pages`.

use crate::diagnostic::Source;
use crate::front_matter::{Node, Spanned};
use crate::model::CoursePath;
use crate::source::files::tree::is_markdown;
use crate::source::navigation::{Entry, Look, Named, Written, is_web_address, yaml};

use super::plain_order::is_index;
use super::{awesome_nav, awesome_pages};

/// The folder of pages, where the file names no other.
const DOCS: &str = "docs";

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let (source, settings) = look.yaml(file)?;
    let home = look.dir_of(file)?;
    let folder = yaml::text(&settings, "docs_dir");
    let base = look.dir(&file.parent()?, folder.as_deref().unwrap_or(DOCS))?;
    let title = yaml::text(&settings, "site_name");
    let path = look.tree.dirs[base].path.clone();
    let nav = yaml::get(&settings, "nav").filter(|nav| !yaml::list(nav).is_empty());
    let entries = match nav {
        Some(nav) => entries(look, &source, &path, nav),
        None => awesome_nav::entries(look, base).or_else(|| awesome_pages::entries(look, base))?,
    };
    Some(Written { file: file.clone(), home, base, title, entries })
}

/// The entries of a `nav`: paths, titles with a path, titles with entries.
fn entries(look: &Look<'_>, source: &Source, base: &CoursePath, nav: &Spanned<Node>) -> Vec<Entry> {
    yaml::list(nav).iter().flat_map(|item| entry(look, source, base, item)).collect()
}

fn entry(look: &Look<'_>, source: &Source, base: &CoursePath, item: &Spanned<Node>) -> Vec<Entry> {
    if let Some(name) = item.value.text() {
        return page(look, source, base, name, item).into_iter().collect();
    }
    let titled = yaml::entries(item).iter().filter_map(|titled| {
        let title = Some(titled.key.value.clone());
        match &titled.value.value {
            Node::List(_) => Some(group(look, title, entries(look, source, base, &titled.value))),
            Node::Scalar(name) => Some(page(look, source, base, &name.text, &titled.value)?.titled(title)),
            Node::Null | Node::Map(_) => None,
        }
    });
    titled.collect()
}

/// A group. One without a title has that of its index page.
fn group(look: &Look<'_>, title: Option<String>, mut below: Vec<Entry>) -> Entry {
    let is_blank = title.as_ref().is_some_and(|title| title.trim().is_empty());
    let index = below.first().and_then(|first| match first.named {
        Named::Page(file) if is_index(look.tree.files[file].path.stem()) => Some(file),
        _ => None,
    });
    match index.filter(|_| is_blank) {
        Some(file) => {
            below.remove(0);
            Entry { title: None, named: Named::Page(file), below }
        }
        None => Entry::group(title, below),
    }
}

/// A page or, for plugins, a folder. Other files of a website are no lessons.
fn page(
    look: &Look<'_>,
    source: &Source,
    base: &CoursePath,
    name: &str,
    at: &Spanned<Node>,
) -> Option<Entry> {
    let is_page = |name: &str| {
        let name = name.rsplit('/').next().unwrap_or(name);
        !name.contains('.') || is_markdown(name)
    };
    match look.named(base, name, source, at.span.clone()) {
        Named::Missing(name, place) => match look.dir(base, &name) {
            Some(dir) => Some(Entry::of(None, Named::Folder(dir))),
            None if name.contains('*') || !is_page(&name) => None,
            None => Some(Entry::of(None, Named::Missing(name, place))),
        },
        Named::Page(file) if name.ends_with('/') || look.dir(base, name).is_some() => {
            Some(Entry::of(None, look.dir(base, name).map_or(Named::Page(file), Named::Folder)))
        }
        named => Some(Entry::of(None, named)),
    }
    .filter(|_| !name.is_empty() || is_web_address(name))
}
