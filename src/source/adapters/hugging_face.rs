//! Courses of Hugging Face: `_toctree.yml`, a list of chapters with `title` and `sections`, whose pages are `local` names.

use crate::diagnostic::Source;
use crate::front_matter::{Node, Spanned};
use crate::model::CoursePath;
use crate::source::navigation::{Entry, Look, Named, Written, yaml};

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let (source, toc) = look.yaml(file)?;
    let home = look.dir_of(file)?;
    let entries = entries(look, &source, &file.parent()?, &toc);
    Some(Written { file: file.clone(), home, base: home, title: None, entries })
}

fn entries(look: &Look<'_>, source: &Source, base: &CoursePath, list: &Spanned<Node>) -> Vec<Entry> {
    let entry = |item: &Spanned<Node>| {
        let named = match yaml::get(item, "local").and_then(|local| Some((local, local.value.text()?))) {
            Some((local, name)) => look.named(base, name, source, local.span.clone()),
            None => Named::Group,
        };
        let below =
            yaml::get(item, "sections").map(|list| entries(look, source, base, list)).unwrap_or_default();
        Entry { title: yaml::text(item, "title"), named, below }
    };
    yaml::list(list).iter().map(entry).collect()
}
