//! `MyST`: `project.toc` in `myst.yml`. Each entry has a `file`, a `pattern`, or a `title` with `children`.
//!
//! Without `toc`, `_toc.yml` counts, else the names.

use crate::front_matter::{Node, Spanned};
use crate::model::CoursePath;
use crate::source::navigation::{Entry, Look, Named, Names, Written, yaml};

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let (source, settings) = look.yaml(file)?;
    let home = look.dir_of(file)?;
    let base = file.parent()?;
    let toc = yaml::at(&settings, &["project", "toc"])?;
    let entries = entries(Names { look, source: &source, base: &base }, toc);
    let title = yaml::at(&settings, &["project"]).and_then(|project| yaml::text(project, "title"));
    Some(Written { file: file.clone(), home, base: home, title, entries })
}

fn entries(names: Names<'_, '_>, list: &Spanned<Node>) -> Vec<Entry> {
    yaml::list(list).iter().flat_map(|item| entry(names, item)).collect()
}

fn entry(names: Names<'_, '_>, item: &Spanned<Node>) -> Vec<Entry> {
    let title = yaml::text(item, "title");
    let below = yaml::get(item, "children").map(|list| entries(names, list)).unwrap_or_default();
    if yaml::text(item, "hidden").as_deref() == Some("true") {
        return Vec::new();
    }
    if let Some(file) = yaml::get(item, "file") {
        let Some(name) = file.value.text() else { return below };
        return vec![Entry { title, named: names.named(name, file), below }];
    }
    if let Some(pattern) = yaml::text(item, "pattern") {
        return names.matching_naturally(&pattern);
    }
    if yaml::get(item, "url").is_some() {
        return vec![Entry::of(title, Named::Web)];
    }
    vec![Entry::group(title, below)]
}
