//! One Markdown file, read and parsed. A [`Page`] depends only on its own file and the files it includes, so pages
//! are read in parallel and reused while their files are unchanged.

use std::ops::{Deref, Range};
use std::sync::{Arc, LazyLock};

use crate::diagnostic::{Diagnostic, Source};
use crate::model::CoursePath;

use super::files::tree::FileId;
use crate::front_matter::{self, FrontMatter};
use crate::markdown::{self, Include, Markdown, Tools};

/// Pages by their file. One that is kept for the next scan is shared.
#[derive(Debug, Default)]
pub(crate) struct Pages(Vec<Option<Arc<Page>>>);

/// A Markdown file: its text, its front matter, its body.
#[derive(Debug)]
pub(crate) struct Page {
    pub source: Source,
    pub front: Front,
    pub markdown: Markdown,
    /// The findings that need no other file.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that it includes.
    pub included: Vec<CoursePath>,
}

/// A page of which only the front matter was read.
pub(crate) struct Opened {
    source: Source,
    front: FrontMatter,
    /// Where the Markdown is in the file.
    body: Range<usize>,
    diagnostics: Vec<Diagnostic>,
}

impl Opened {
    /// Reads a page's front matter; never fails, because a broken lesson is still a lesson.
    pub fn new(source: Source) -> Self {
        let mut diagnostics = Vec::new();
        let (front, body) = front_matter::read(&source, &mut diagnostics);
        Self { source, front, body, diagnostics }
    }

    /// Reads the rest; `tools` are those that the author uses.
    pub fn parse(self, tools: Tools, include: &dyn Include) -> Page {
        let Self { source, front, body, mut diagnostics } = self;
        let title = front.title.as_ref().map(|title| title.value.as_str());
        let markdown = markdown::read(&source, body, title, tools, include, &mut diagnostics);
        Page { source, front: front.into(), markdown, diagnostics, included: Vec::new() }
    }

    /// Reads the rest as that of a quiz: its questions are no part of its text.
    ///
    /// `was` is the page as it was read before: a question may have been its title.
    pub fn parse_quiz(self, was: &Page, tools: Tools, include: &dyn Include) -> Page {
        let Self { source, front, body, mut diagnostics } = self;
        let title = front.title.as_ref().map(|title| title.value.as_str());
        let title = title.or(was.markdown.title.as_deref());
        let mut markdown = markdown::read_quiz(&source, body, title, tools, include, &mut diagnostics);
        markdown.title.clone_from(&was.markdown.title);
        markdown.first_h1.clone_from(&was.markdown.first_h1);
        markdown.first_paragraph.clone_from(&was.markdown.first_paragraph);
        Page { source, front: front.into(), markdown, diagnostics, included: Vec::new() }
    }

    /// Where the page is in the course.
    pub fn path(&self) -> &CoursePath {
        &self.source.path
    }
}

/// A page's front matter. That of a page which has none, as most, takes no room.
#[derive(Debug, Default)]
pub(crate) struct Front(Option<Box<FrontMatter>>);

impl From<FrontMatter> for Front {
    fn from(front: FrontMatter) -> Self {
        Self((front != FrontMatter::default()).then(|| Box::new(front)))
    }
}

impl Deref for Front {
    type Target = FrontMatter;

    fn deref(&self) -> &FrontMatter {
        static NONE: LazyLock<FrontMatter> = LazyLock::new(FrontMatter::default);
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl Pages {
    /// The page of this file, if it was read.
    pub fn get(&self, file: FileId) -> Option<&Arc<Page>> {
        self.0.get(file)?.as_ref()
    }

    /// All of them, in the order of their files.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Arc<Page>)> {
        self.0.iter().enumerate().filter_map(|(file, page)| Some((file, page.as_ref()?)))
    }

    /// Adds the page of a file.
    pub fn insert(&mut self, file: FileId, page: Page) {
        if self.0.len() <= file {
            self.0.resize(file + 1, None);
        }
        self.0[file] = Some(Arc::new(page));
    }

    /// Puts a page in the place of that of its file.
    pub fn replace(&mut self, file: FileId, page: Page) {
        if let Some(place) = self.0.get_mut(file) {
            *place = Some(Arc::new(page));
        }
    }

    /// For every file, up to the last that was read, its page.
    pub fn by_file_mut(&mut self) -> Vec<Option<&mut Arc<Page>>> {
        self.0.iter_mut().map(Option::as_mut).collect()
    }
}

impl FromIterator<(FileId, Arc<Page>)> for Pages {
    fn from_iter<P: IntoIterator<Item = (FileId, Arc<Page>)>>(pages: P) -> Self {
        let mut by_file = Vec::new();
        for (file, page) in pages {
            if by_file.len() <= file {
                by_file.resize(file + 1, None);
            }
            by_file[file] = Some(page);
        }
        Self(by_file)
    }
}
