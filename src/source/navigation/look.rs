//! What an adapter may look at while it reads a navigation: names of the course, and small files of it.

use std::cell::Cell;
use std::ops::Range;

use globset::GlobBuilder;

use crate::diagnostic::{Code, Diagnostic, Severity, Source};
use crate::front_matter::{self, BlockText, Node, Parsed, Spanned};
use crate::fs::Root;
use crate::model::CoursePath;
use crate::source::files::tree::{self, DirId, FileId, Tree};
use crate::source::read;

use super::entry::Named;
use super::text::is_web_address;
use super::{pages, script, yaml};

/// Extensions that a navigation leaves out, of documents that may be no pages.
const DOCUMENTS: &[&str] = &["ipynb", "rst", "txt", "html", "py", "adoc", "tex", "org", "docx"];

/// More patterns match nothing.
const MAX_PATTERNS: usize = 200;

/// A navigation of more values is somebody's database.
const MAX_NODES: usize = 100_000;

/// The course, and the findings so far.
pub(crate) struct Look<'a> {
    pub root: &'a Root,
    pub tree: &'a Tree,
    pub diagnostics: Vec<Diagnostic>,
    /// The files that were read.
    pub read: Vec<CoursePath>,
    /// Those that could not be, which is among the findings.
    pub broken: Vec<CoursePath>,
    /// How many patterns were looked for: each goes through all pages.
    patterns: Cell<usize>,
}

impl<'a> Look<'a> {
    /// Nothing read yet.
    pub fn new(root: &'a Root, tree: &'a Tree) -> Self {
        Self {
            root,
            tree,
            diagnostics: Vec::new(),
            read: Vec::new(),
            broken: Vec::new(),
            patterns: Cell::new(0),
        }
    }

    /// A small text file of the course, if it is there.
    pub fn text(&mut self, path: &CoursePath) -> Option<Source> {
        let mut said = Vec::new();
        let source = read::source(self.root, path, &mut said);
        // Without it, the order is lost, and no lesson.
        for finding in &mut said {
            finding.severity = Severity::Warning;
        }
        self.diagnostics.append(&mut said);
        self.read.extend(source.as_ref().map(|source| source.path.clone()));
        source
    }

    /// A file of YAML or JSON. One that cannot be read is a finding.
    pub fn yaml(&mut self, path: &CoursePath) -> Option<(Source, Spanned<Node>)> {
        let source = self.text(path)?;
        let plain = yaml::without_tags(&source);
        match front_matter::parse_yaml(&BlockText::whole(&plain), MAX_NODES) {
            Parsed::Tree(tree) => Some((source, tree)),
            Parsed::Broken(fault) => {
                let name = source.path.name();
                let message = format!("`{name}` cannot be read, so its order is ignored");
                let finding = Diagnostic::new(Code::UnsupportedValue, message)
                    .at(source.place(fault.span))
                    .label(fault.label)
                    .help("fix the file, or list the lessons under `contents:` in `course.yaml`");
                self.diagnostics.push(finding);
                self.broken.push(path.clone());
                None
            }
        }
    }

    /// Whether a file of this path is in the course.
    pub fn has(&self, path: &CoursePath) -> bool {
        matches!(self.tree.at(path), Some(tree::Entry::File(_)))
    }

    /// The folder of a path, relative to another.
    pub fn dir(&self, base: &CoursePath, name: &str) -> Option<DirId> {
        match self.tree.at(&pages::path(base, name)?)? {
            tree::Entry::Dir(dir) => Some(dir),
            tree::Entry::File(_) => None,
        }
    }

    /// The folder that a file is in.
    pub fn dir_of(&self, file: &CoursePath) -> Option<DirId> {
        match self.tree.at(&file.parent()?)? {
            tree::Entry::Dir(dir) => Some(dir),
            tree::Entry::File(_) => None,
        }
    }

    /// The page of a name, if there is one.
    pub fn page(&self, base: &CoursePath, name: &str) -> Option<FileId> {
        pages::find(self.tree, base, name)
    }

    /// The same in natural order: 2 before 10.
    pub fn matching_naturally(&self, base: &CoursePath, pattern: &str) -> Vec<FileId> {
        let mut pages = self.matching(base, pattern);
        pages.sort_by(|&a, &b| self.natural_order(a, b));
        pages
    }

    fn natural_order(&self, a: FileId, b: FileId) -> std::cmp::Ordering {
        tree::natural_order(self.tree.files[a].path.as_str(), self.tree.files[b].path.as_str())
    }

    /// What a name means, written at `span` of a file.
    pub fn named(&self, base: &CoursePath, name: &str, source: &Source, span: Range<usize>) -> Named {
        if is_web_address(name) {
            return Named::Web;
        }
        match self.page(base, name) {
            Some(file) => Named::Page(file),
            None if self.is_other(base, name) => Named::Other,
            None => Named::Missing(name.to_owned(), source.place(span)),
        }
    }

    /// Whether a name is that of a file which is no page, with or without the extension of a document.
    fn is_other(&self, base: &CoursePath, name: &str) -> bool {
        let Some(path) = pages::path(base, name) else { return false };
        let with = |extension: &&str| CoursePath::root().join(&format!("{}.{extension}", path.as_str()));
        self.has(&path) || DOCUMENTS.iter().any(|extension| with(extension).is_ok_and(|path| self.has(&path)))
    }

    /// The value that a script exports, and the script.
    pub fn script(&mut self, path: &CoursePath) -> Option<(Source, Spanned<Node>)> {
        let source = self.text(path)?;
        if matches!(path.extension().as_ref(), "json") {
            return match front_matter::parse_yaml(&BlockText::whole(&source), MAX_NODES) {
                Parsed::Tree(tree) => Some((source, tree)),
                Parsed::Broken(_) => None,
            };
        }
        let value = script::read(&source)?;
        Some((source, value))
    }

    /// The first of several files that is in a folder.
    pub fn first(&self, dir: &CoursePath, names: &[&str]) -> Option<CoursePath> {
        names.iter().map(|name| dir.child(name)).find(|path| self.has(path))
    }

    /// The pages below a folder, in the order of their names.
    pub fn pages_below(&self, dir: DirId) -> Vec<FileId> {
        let mut pages: Vec<FileId> = self.tree.markdown_below(dir).collect();
        pages.sort_by(|&a, &b| self.natural_order(a, b));
        pages
    }

    /// The pages that a pattern matches, relative to `base`, in the order of their letters.
    pub fn matching(&self, base: &CoursePath, pattern: &str) -> Vec<FileId> {
        if self.patterns.get() >= MAX_PATTERNS {
            return Vec::new();
        }
        self.patterns.set(self.patterns.get() + 1);
        let Ok(path) = base.join(pattern.trim_start_matches('/')) else { return Vec::new() };
        let Ok(glob) = GlobBuilder::new(path.as_str()).literal_separator(true).build() else {
            return Vec::new();
        };
        let glob = glob.compile_matcher();
        let mut pages = self.pages_below(tree::ROOT);
        pages.sort_by(|&a, &b| self.tree.files[a].path.as_str().cmp(self.tree.files[b].path.as_str()));
        pages.retain(|&page| {
            let path = self.tree.files[page].path.as_str();
            glob.is_match(path) || path.rsplit_once('.').is_some_and(|(bare, _)| glob.is_match(bare))
        });
        pages
    }
}
