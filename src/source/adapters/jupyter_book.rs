//! Jupyter Book and Sphinx with `_toc.yml`: `root`, then `parts`, `chapters` and `sections`, or `subtrees` and `entries`.
//!
//! Paths are relative to the file, mostly without extension. A part with a caption is a group. The title of a page is that
//! of the file, else its own.

use crate::front_matter::{Node, Spanned};
use crate::model::CoursePath;
use crate::source::navigation::{Entry, Look, Named, Names, Written, yaml};

/// Keys with the entries of a part, a chapter or a page.
const BELOW: &[&str] = &["parts", "subtrees", "chapters", "sections", "entries", "items"];

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let (source, toc) = look.yaml(file)?;
    let home = look.dir_of(file)?;
    let base = file.parent()?;
    let names = Names { look, source: &source, base: &base };
    let mut entries = Vec::new();
    if let Node::List(items) = &toc.value {
        // As it was before version 0.11.
        entries.extend(items.iter().flat_map(|item| entry(names, item)));
    } else {
        if let Some(root) = yaml::get(&toc, "root").or(yaml::get(&toc, "file")) {
            let name = root.value.text()?;
            entries.push(Entry::of(None, names.named(name, root)));
        }
        entries.extend(below(names, &toc));
    }
    let title = title(look, &base);
    Some(Written { file: file.clone(), home, base: home, title, entries })
}

/// The title of the book, which is in the file beside.
fn title(look: &mut Look<'_>, base: &CoursePath) -> Option<String> {
    let config = look.first(base, &["_config.yml"])?;
    let (_, config) = look.yaml(&config)?;
    yaml::text(&config, "title")
}

fn below(names: Names<'_, '_>, node: &Spanned<Node>) -> Vec<Entry> {
    let lists = BELOW.iter().filter_map(|key| yaml::get(node, key));
    lists.flat_map(yaml::list).flat_map(|item| entry(names, item)).collect()
}

fn entry(names: Names<'_, '_>, item: &Spanned<Node>) -> Vec<Entry> {
    let title = yaml::text(item, "title");
    let below = below(names, item);
    if let Some(file) = yaml::get(item, "file") {
        let Some(name) = file.value.text() else { return below };
        return vec![Entry { title, named: names.named(name, file), below }];
    }
    if let Some(pattern) = yaml::text(item, "glob") {
        return names.look.matching(names.base, &pattern).into_iter().map(Entry::page).collect();
    }
    if yaml::get(item, "url").is_some() {
        return vec![Entry::of(title, Named::Web)];
    }
    let caption = ["caption", "part", "header"].iter().find_map(|key| yaml::text(item, key));
    vec![Entry::group(caption, below)]
}
