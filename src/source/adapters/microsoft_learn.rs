//! Microsoft Learn and `DocFX`: `toc.yml`, entries with `name`, `href` and `items`. A file that an entry names may be another
//! `toc.yml`, whose entries come below.

use crate::diagnostic::Source;
use crate::front_matter::{Node, Spanned};
use crate::model::CoursePath;
use crate::source::navigation::{Entry, Look, Named, Written, is_web_address, yaml};

/// Names of the file.
pub(super) const FILES: &[&str] = &["toc.yml", "TOC.yml", "toc.yaml"];

/// Files in files.
const MAX_DEPTH: usize = 8;

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let home = look.dir_of(file)?;
    let entries = file_entries(look, file, 0)?;
    Some(Written { file: file.clone(), home, base: home, title: None, entries })
}

fn file_entries(look: &mut Look<'_>, file: &CoursePath, depth: usize) -> Option<Vec<Entry>> {
    if depth > MAX_DEPTH || look.read.contains(file) {
        return None;
    }
    let (source, toc) = look.yaml(file)?;
    let items = yaml::get(&toc, "items").unwrap_or(&toc);
    Some(entries(look, &source, &file.parent()?, items, depth))
}

fn entries(
    look: &mut Look<'_>,
    source: &Source,
    base: &CoursePath,
    list: &Spanned<Node>,
    depth: usize,
) -> Vec<Entry> {
    let mut all = Vec::new();
    for item in yaml::list(list) {
        let title = yaml::text(item, "name");
        let mut below = match yaml::get(item, "items") {
            Some(items) => entries(look, source, base, items, depth),
            None => Vec::new(),
        };
        let target = ["topicHref", "href", "tocHref"].iter().find_map(|key| yaml::get(item, key));
        let named = match target.and_then(|target| Some((target, target.value.text()?))) {
            Some((target, name)) => {
                let toc =
                    FILES.iter().any(|file| name.ends_with(file)).then(|| base.join(name).ok()).flatten();
                let folder =
                    || look.dir(base, name).and_then(|dir| look.first(&look.tree.dirs[dir].path, FILES));
                let toc = toc
                    .or_else(|| if name.ends_with('/') && !is_web_address(name) { folder() } else { None });
                match toc.filter(|toc| look.has(toc)) {
                    Some(toc) => {
                        below.extend(file_entries(look, &toc, depth + 1).unwrap_or_default());
                        Named::Group
                    }
                    None => look.named(base, name.trim_start_matches("~/"), source, target.span.clone()),
                }
            }
            None => Named::Group,
        };
        // Addresses of the website without an extension lead to other parts of it.
        let is_elsewhere =
            matches!(&named, Named::Missing(name, _) if name.starts_with('/') || !name.contains('.'));
        let named = if is_elsewhere { Named::Web } else { named };
        all.push(Entry { title, named, below });
    }
    all
}
