//! What the configuration of a website hides: `defaults` and `exclude` of Jekyll, `exclude_docs` and `draft_docs` of
//! `MkDocs`, `drafts` and `render` of Quarto and its `_metadata.yml`.
//!
//! Start at [`Configurations::find`]. A configuration counts for the folder that it is in; one above the course is not
//! opened.

use std::collections::BTreeMap;
use std::ops::Range;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::diagnostic::{Code, Diagnostic, Source};
use crate::front_matter::{self, BlockText, Entry, Node, Parsed, Spanned, items};
use crate::fs::Root;
use crate::model::{CoursePath, VisibilityFrom};
use crate::source::files::tree::{FileId, Tree};
use crate::source::page::Page;
use crate::source::read;

use super::hidden_by::{HiddenBy, Written};

/// Of a configuration only few keys matter.
const MAX_NODES: usize = 20_000;

/// The configurations of a course, and what they hide.
#[derive(Debug, Default)]
pub(super) struct Configurations {
    pub sources: BTreeMap<FileId, Source>,
    rules: Vec<Rule>,
}

/// What one value of a configuration hides.
#[derive(Debug)]
struct Rule {
    file: FileId,
    span: Range<usize>,
    /// Key and value, for findings.
    written: String,
    /// The folder that the patterns are relative to.
    base: CoursePath,
    /// Which of its pages; all, if there is none.
    patterns: Option<Gitignore>,
    /// The collection of Jekyll's that the pages are in.
    collection: Option<String>,
    /// The name of a page's own key that comes before it.
    gives_way_to: Option<String>,
}

/// A tool's configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Jekyll,
    MkDocs,
    Quarto,
    /// `_metadata.yml`: front matter for all pages of a folder.
    Metadata,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".yml").or_else(|| name.strip_suffix(".yaml"))?;
        Some(match stem {
            "_config" => Self::Jekyll,
            "mkdocs" => Self::MkDocs,
            "_quarto" => Self::Quarto,
            "_metadata" => Self::Metadata,
            _ => return None,
        })
    }

    /// Keys without which it hides nothing.
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Jekyll => &["defaults", "exclude"],
            Self::MkDocs => &["exclude_docs", "draft_docs"],
            Self::Quarto => &["drafts", "render"],
            Self::Metadata => &["draft"],
        }
    }
}

impl Configurations {
    /// Reads the configurations of a course.
    pub fn find(root: &Root, tree: &Tree, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut found = Self::default();
        for (file, entry) in tree.files.iter().enumerate() {
            let Some(kind) = Kind::of(entry.path.name()) else { continue };
            let Some(source) = read::source(root, &entry.path, diagnostics) else { continue };
            if kind.keys().iter().any(|key| source.text.contains(key)) {
                found.read(kind, file, &source, tree, diagnostics);
                found.sources.insert(file, source);
            }
        }
        found
    }

    /// What hides a page, if anything does.
    pub(super) fn hide(&self, path: &CoursePath, page: &Page) -> Option<HiddenBy> {
        let rule = self.rules.iter().find(|rule| rule.hides(path, page))?;
        let folder = path.parent().unwrap_or_default();
        Some(HiddenBy {
            from: VisibilityFrom::Configuration,
            only_itself: folder.as_str().is_empty() || !rule.fits(&folder, true),
            mark: Written {
                file: rule.file,
                start: rule.span.start,
                end: rule.span.end,
                text: rule.written.clone(),
                because: "is in the configuration of a website",
            },
        })
    }

    fn read(
        &mut self,
        kind: Kind,
        file: FileId,
        source: &Source,
        tree: &Tree,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let entries = match front_matter::parse_yaml(&BlockText::whole(source), MAX_NODES) {
            Parsed::Tree(Spanned { value: Node::Map(entries), .. }) => entries,
            Parsed::Tree(_) => return,
            Parsed::Broken(fault) => {
                let name = source.path.name();
                let message = format!("`{name}` cannot be read, so the pages that it hides are unknown");
                diagnostics.push(
                    Diagnostic::new(Code::UnsupportedValue, message)
                        .label(fault.label)
                        .at(source.place(fault.span)),
                );
                return;
            }
        };
        let base = source.path.parent().unwrap_or_default();
        let mut reader = Reader { rules: &mut self.rules, file, base };
        match kind {
            Kind::Jekyll => reader.jekyll(&entries),
            Kind::MkDocs => reader.mkdocs(&entries, tree),
            Kind::Quarto => reader.quarto(&entries),
            Kind::Metadata => reader.handed_down(&entries, None, None),
        }
    }
}

impl Rule {
    fn hides(&self, path: &CoursePath, page: &Page) -> bool {
        let has_own = |name: &String| page.front.hiding().marks.iter().any(|mark| mark.name == *name);
        self.fits(path, false) && !self.gives_way_to.as_ref().is_some_and(has_own)
    }

    fn fits(&self, path: &CoursePath, is_folder: bool) -> bool {
        let Some(relative) = below(path, &self.base) else { return false };
        let is_fitting =
            |patterns: &Gitignore| patterns.matched_path_or_any_parents(relative, is_folder).is_ignore();
        self.patterns.as_ref().is_none_or(is_fitting)
            && self.collection.as_deref().is_none_or(|collection| is_in_collection(relative, collection))
    }
}

/// The path from a folder above.
fn below<'p>(path: &'p CoursePath, base: &CoursePath) -> Option<&'p str> {
    if base.as_str().is_empty() {
        return Some(path.as_str());
    }
    path.as_str().strip_prefix(base.as_str())?.strip_prefix('/')
}

/// Whether Jekyll takes a page for one of a collection; `pages` are those of none.
fn is_in_collection(path: &str, collection: &str) -> bool {
    let mut folders = path.split('/').filter_map(|folder| folder.strip_prefix('_'));
    match collection {
        "pages" => folders.next().is_none(),
        name => folders.any(|folder| folder == name),
    }
}

/// Reads one configuration.
struct Reader<'r> {
    rules: &'r mut Vec<Rule>,
    file: FileId,
    base: CoursePath,
}

impl Reader<'_> {
    fn jekyll(&mut self, entries: &[Entry]) {
        for entry in entries {
            match entry.key.value.as_str() {
                "defaults" => items(&entry.value).iter().for_each(|default| self.default(default)),
                "exclude" => self.paths("exclude", items(&entry.value)),
                _ => {}
            }
        }
    }

    /// Front matter for the pages of a scope.
    fn default(&mut self, default: &Spanned<Node>) {
        let scope = map(&default.value, "scope").unwrap_or_default();
        let path = text(scope, "path").unwrap_or_default().trim_matches('/');
        let patterns = (!path.is_empty()).then(|| patterns([format!("/{path}")].iter().map(String::as_str)));
        let collection = text(scope, "type");
        if let Some(values) = map(&default.value, "values") {
            self.handed_down(values, patterns.as_ref(), collection);
        }
    }

    /// Front matter that pages get from elsewhere.
    fn handed_down(&mut self, values: &[Entry], patterns: Option<&Gitignore>, collection: Option<&str>) {
        for mark in front_matter::read_hiding(values).marks.into_iter().filter(front_matter::Mark::hides) {
            self.rules.push(Rule {
                file: self.file,
                span: mark.span,
                written: mark.written,
                base: self.base.clone(),
                patterns: patterns.cloned(),
                collection: collection.map(str::to_owned),
                gives_way_to: Some(mark.name),
            });
        }
    }

    fn mkdocs(&mut self, entries: &[Entry], tree: &Tree) {
        let docs = text(entries, "docs_dir").unwrap_or("docs");
        if let Ok(folder) = self.base.join(docs)
            && tree.at(&folder).is_some()
        {
            self.base = folder;
        }
        for entry in entries {
            let key = entry.key.value.as_str();
            if let Some(lines) =
                entry.value.value.text().filter(|_| matches!(key, "exclude_docs" | "draft_docs"))
            {
                self.push(key, &entry.key, patterns(lines.lines()));
            }
        }
    }

    fn quarto(&mut self, entries: &[Entry]) {
        for group in ["website", "book", "project"].into_iter().filter_map(|name| map_in(entries, name)) {
            for entry in group {
                match entry.key.value.as_str() {
                    "drafts" => self.paths("drafts", items(&entry.value)),
                    "render" => self.not_rendered(&entry.value),
                    _ => {}
                }
            }
        }
    }

    /// Patterns with a `!` name pages that are left out.
    fn not_rendered(&mut self, list: &Spanned<Node>) {
        for item in items(list) {
            if let Some(path) = item.value.text().and_then(|text| text.strip_prefix('!')) {
                self.push(
                    &format!("render: !{path}"),
                    item,
                    patterns([anchored(path)].iter().map(String::as_str)),
                );
            }
        }
    }

    /// Hides the pages and folders of a list, whose paths begin at the configuration.
    fn paths(&mut self, key: &str, list: &[Spanned<Node>]) {
        for item in list {
            if let Some(path) = item.value.text().filter(|path| !path.trim().is_empty()) {
                let path = path.trim();
                self.push(
                    &format!("{key}: {path}"),
                    item,
                    patterns([anchored(path)].iter().map(String::as_str)),
                );
            }
        }
    }

    fn push<T>(&mut self, written: &str, at: &Spanned<T>, patterns: Gitignore) {
        self.rules.push(Rule {
            file: self.file,
            span: at.span.clone(),
            written: written.replace('`', "'"),
            base: self.base.clone(),
            patterns: Some(patterns),
            collection: None,
            gives_way_to: None,
        });
    }
}

/// A path as a pattern that begins at the configuration.
fn anchored(path: &str) -> String {
    format!("/{}", path.trim_start_matches("./").trim_start_matches('/'))
}

/// Patterns as `.gitignore` has them; a line that cannot be read is passed over.
fn patterns<'l>(lines: impl Iterator<Item = &'l str>) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for line in lines {
        let _ = builder.add_line(None, line.trim());
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

fn map_in<'e>(entries: &'e [Entry], key: &str) -> Option<&'e [Entry]> {
    entries.iter().find(|entry| entry.key.value == key).and_then(|entry| match &entry.value.value {
        Node::Map(entries) => Some(entries.as_slice()),
        _ => None,
    })
}

fn map<'e>(node: &'e Node, key: &str) -> Option<&'e [Entry]> {
    match node {
        Node::Map(entries) => map_in(entries, key),
        _ => None,
    }
}

fn text<'e>(entries: &'e [Entry], key: &str) -> Option<&'e str> {
    entries.iter().find(|entry| entry.key.value == key)?.value.value.text()
}
