//! Jupyter Book and Sphinx with `_toc.yml`: `root`, then `parts`, `chapters` and `sections`, or `subtrees` and `entries`.
//!
//! Paths are relative to the file, mostly without extension. A part with a caption is a group. The title of a page is that
//! of the file, else its own.

use crate::diagnostic::Source;
use crate::front_matter::{Node, Spanned};
use crate::model::CoursePath;
use crate::source::navigation::{Entry, Look, Named, Written, yaml};

/// Keys with the entries of a part, a chapter or a page.
const BELOW: &[&str] = &["parts", "subtrees", "chapters", "sections", "entries", "items"];

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let (source, toc) = look.yaml(file)?;
    let home = look.dir_of(file)?;
    let base = file.parent()?;
    let mut entries = Vec::new();
    if let Node::List(items) = &toc.value {
        // As it was before version 0.11.
        entries.extend(items.iter().flat_map(|item| entry(look, &source, &base, item)));
    } else {
        if let Some(root) = yaml::get(&toc, "root").or(yaml::get(&toc, "file")) {
            let name = root.value.text()?;
            entries.push(Entry::of(None, look.named(&base, name, &source, root.span.clone())));
        }
        entries.extend(below(look, &source, &base, &toc));
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

fn below(look: &Look<'_>, source: &Source, base: &CoursePath, node: &Spanned<Node>) -> Vec<Entry> {
    let lists = BELOW.iter().filter_map(|key| yaml::get(node, key));
    lists.flat_map(yaml::list).flat_map(|item| entry(look, source, base, item)).collect()
}

fn entry(look: &Look<'_>, source: &Source, base: &CoursePath, item: &Spanned<Node>) -> Vec<Entry> {
    let title = yaml::text(item, "title");
    let below = below(look, source, base, item);
    if let Some(file) = yaml::get(item, "file") {
        let Some(name) = file.value.text() else { return below };
        let named = look.named(base, name, source, file.span.clone());
        return vec![Entry { title, named, below }];
    }
    if let Some(pattern) = yaml::text(item, "glob") {
        return look.matching(base, &pattern).into_iter().map(Entry::page).collect();
    }
    if yaml::get(item, "url").is_some() {
        return vec![Entry::of(title, Named::Web)];
    }
    let caption = ["caption", "part", "header"].iter().find_map(|key| yaml::text(item, key));
    vec![Entry::group(caption, below)]
}
