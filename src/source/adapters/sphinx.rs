//! Sphinx: the `toctree` directives of the page that stands for the documentation, and of the pages that they list.
//!
//! Only a folder with `conf.py` is one. A `toctree` with a caption is a group; one without adds to what is around it.

use std::collections::BTreeSet;

use crate::diagnostic::Source;
use crate::model::CoursePath;
use crate::source::files::tree::FileId;
use crate::source::navigation::{Entry, Look, Named, Written, is_web_address};

/// Deeper pages list nothing.
const MAX_DEPTH: usize = 32;

/// So many pages are read for what they list.
const MAX_PAGES: usize = 20_000;

/// The page that stands for the documentation.
const ROOTS: &[&str] = &["index.md", "index.rst", "index.ipynb", "contents.rst", "contents.md"];

/// Kinds of pages, as they are looked for.
const KINDS: &[&str] = &["rst", "md", "ipynb"];

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let home = look.dir_of(file)?;
    let folder = file.parent()?;
    let root = look.first(&folder, ROOTS)?;
    let mut reader = Reader { look, root: folder.clone(), seen: BTreeSet::new() };
    let below = reader.below(&root, 0);
    if below.is_empty() {
        return None;
    }
    let page = look.page(&folder, root.name());
    let mut entries: Vec<Entry> = page.map(Entry::page).into_iter().collect();
    entries.extend(below);
    Some(Written { file: root, home, base: home, title: None, entries })
}

struct Reader<'l, 'a> {
    look: &'l mut Look<'a>,
    root: CoursePath,
    seen: BTreeSet<CoursePath>,
}

impl Reader<'_, '_> {
    /// What a page lists.
    fn below(&mut self, page: &CoursePath, depth: usize) -> Vec<Entry> {
        if depth > MAX_DEPTH || self.seen.len() > MAX_PAGES || !self.seen.insert(page.clone()) {
            return Vec::new();
        }
        let Some(source) = self.look.text(page) else { return Vec::new() };
        let trees = toctrees(&source.text);
        trees.into_iter().flat_map(|tree| self.tree(page, &source, tree, depth)).collect()
    }

    fn tree(&mut self, page: &CoursePath, source: &Source, tree: Toctree<'_>, depth: usize) -> Vec<Entry> {
        let base = page.parent().unwrap_or_default();
        let mut entries = Vec::new();
        for line in tree.lines {
            let start = line.as_ptr() as usize - source.text.as_ptr() as usize;
            let (title, name) = split(line);
            if tree.is_glob && name.contains(['*', '?', '[']) {
                let listed = self.look.matching(&base, name);
                entries.extend(
                    listed
                        .into_iter()
                        .filter(|&file| self.look.tree.files[file].path != *page)
                        .map(Entry::page),
                );
            } else if name != "self" {
                let base = if name.starts_with('/') { self.root.clone() } else { base.clone() };
                entries.push(self.entry(&base, title, name, source, start..start + line.len(), depth));
            }
        }
        if tree.is_reversed {
            entries.reverse();
        }
        match tree.caption {
            Some(caption) => vec![Entry::group(Some(caption), entries)],
            None => entries,
        }
    }

    fn entry(
        &mut self,
        base: &CoursePath,
        title: Option<&str>,
        name: &str,
        source: &Source,
        span: std::ops::Range<usize>,
        depth: usize,
    ) -> Entry {
        let title = title.map(str::to_owned);
        if is_web_address(name) {
            return Entry::of(title, Named::Web);
        }
        let named = self.look.named(base, name, source, span);
        let path = match named {
            Named::Page(file) => Some(self.path(file)),
            _ => base.join(name.trim_start_matches('/')).ok().and_then(|path| self.document(&path)),
        };
        let below = path.map(|path| self.below(&path, depth + 1)).unwrap_or_default();
        Entry { title, named, below }
    }

    fn path(&self, file: FileId) -> CoursePath {
        self.look.tree.files[file].path.clone()
    }

    /// A page that is no Markdown: it lists pages all the same.
    fn document(&self, path: &CoursePath) -> Option<CoursePath> {
        let with = |kind: &&str| CoursePath::root().join(&format!("{}.{kind}", path.as_str())).ok();
        let bare = KINDS.iter().filter_map(with).find(|path| self.look.has(path));
        bare.or_else(|| self.look.has(path).then(|| path.clone()))
    }
}

/// A directive.
#[derive(Debug, Default, PartialEq, Eq)]
struct Toctree<'t> {
    caption: Option<String>,
    is_glob: bool,
    is_reversed: bool,
    lines: Vec<&'t str>,
}

/// The directives of a page of Markdown or reStructuredText.
fn toctrees(text: &str) -> Vec<Toctree<'_>> {
    let mut found = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let content = line.trim_start();
        let indent = line.len() - content.len();
        let fence: String = content.chars().take_while(|&c| c == '`' || c == ':' || c == '~').collect();
        if fence.len() >= 3 && content[fence.len()..].trim() == "{toctree}" {
            let mut tree = Toctree::default();
            let mut is_front = false;
            for line in lines.by_ref().take_while(|line| !line.trim().starts_with(&fence)) {
                match line.trim() {
                    "---" => is_front = !is_front,
                    line if is_front => tree.option(line.split_once(':').unwrap_or((line, ""))),
                    line => tree.line(line),
                }
            }
            found.push(tree);
        } else if content.starts_with(".. toctree::") {
            let mut tree = Toctree::default();
            let is_body =
                |line: &&str| line.trim().is_empty() || line.len() - line.trim_start().len() > indent;
            while let Some(line) = lines.next_if(is_body) {
                tree.line(line.trim());
            }
            found.push(tree);
        }
    }
    found
}

impl<'t> Toctree<'t> {
    fn line(&mut self, line: &'t str) {
        match line.strip_prefix(':').and_then(|option| option.split_once(':')) {
            Some(option) if self.lines.is_empty() => self.option(option),
            _ if line.is_empty() || line.starts_with(".. ") => {}
            _ => self.lines.push(line),
        }
    }

    fn option(&mut self, (key, value): (&str, &str)) {
        match key.trim() {
            "caption" => {
                self.caption =
                    Some(value.trim().trim_matches('"').to_owned()).filter(|text| !text.is_empty());
            }
            "glob" => self.is_glob = true,
            "reversed" => self.is_reversed = true,
            _ => {}
        }
    }
}

/// `Title <page>` or `page`.
fn split(line: &str) -> (Option<&str>, &str) {
    match line.strip_suffix('>').and_then(|line| line.rsplit_once('<')) {
        Some((title, name)) if !title.trim().is_empty() => (Some(title.trim()), name.trim()),
        _ => (None, line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_of_both_languages_are_read() {
        let text = "# T\n\n```{toctree}\n:caption: One\n:maxdepth: 2\n\na\nB <b/c>\n```\n\n:::{toctree}\n---\nglob:\n---\nd/*\n:::\n";
        let trees = toctrees(text);
        assert_eq!(trees[0].caption.as_deref(), Some("One"));
        assert_eq!(trees[0].lines, ["a", "B <b/c>"]);
        assert!(trees[1].is_glob && trees[1].lines == ["d/*"]);
        let text = "T\n=\n\n.. toctree::\n   :caption: Two\n   :reversed:\n\n   a\n   b\n\nText\n";
        assert_eq!(
            toctrees(text),
            [Toctree {
                caption: Some("Two".into()),
                is_glob: false,
                is_reversed: true,
                lines: vec!["a", "b"]
            }]
        );
        assert_eq!(split("B <b/c>"), (Some("B"), "b/c"));
        assert_eq!(split("<b/c>"), (None, "<b/c>"));
    }
}
