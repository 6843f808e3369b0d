//! One Markdown file, read and parsed. Nothing in a [`Page`] depends on any other file (but those
//! it includes), so pages are made in parallel and can be kept while their file stays the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Source};

use super::front_matter::{self, FrontMatter};
use super::markdown::{self, Include, Markdown};
use super::tree::FileId;

/// Pages by their file. One that is kept for the next scan is shared.
pub(crate) type Pages = BTreeMap<FileId, Arc<Page>>;

/// A Markdown file: its text, what its front matter says, what its body holds.
#[derive(Debug)]
pub(crate) struct Page {
    pub source: Source,
    pub front: FrontMatter,
    pub markdown: Markdown,
    /// What can be said without looking at any other file.
    pub diagnostics: Vec<Diagnostic>,
}

impl Page {
    /// Reads a page; never fails, because a broken lesson is still a lesson.
    pub fn parse(source: Source, include: &dyn Include) -> Self {
        let mut diagnostics = Vec::new();
        let (front, body) = front_matter::read(&source, &mut diagnostics);
        let title = front.title.as_ref().map(|title| title.value.as_str());
        let markdown = markdown::read(&source, body, title, include, &mut diagnostics);
        Self { source, front, markdown, diagnostics }
    }
}
