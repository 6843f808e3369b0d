//! Reads and parses Markdown files, each once, on all cores.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::course::CoursePath;
use crate::diagnostic::{Code, Diagnostic, Place, Source};
use crate::fs::{self, Denied, Root};

use super::front_matter::FrontMatter;
use super::markdown::{Include, Markdown, NotIncluded};
use super::page::{Page, Pages};
use super::tree::{FileId, Tree};

/// Reads the pages `files`.
pub(crate) fn pages(root: &Root, tree: &Tree, files: &[FileId]) -> Pages {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut pages = Vec::new();
        while let Some(&file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            pages.push((file, Arc::new(page(root, &tree.files[file].path))));
        }
        pages
    };
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get).min(files.len().max(1));
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let own = work();
        let rest = others
            .into_iter()
            .flat_map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        own.into_iter().chain(rest).collect()
    })
}

fn page(root: &Root, path: &CoursePath) -> Page {
    match text(root, path) {
        Ok(Text { text, fault }) => {
            let source = Source::new(path.clone(), text);
            let included = Included { root, dir: path.parent().unwrap_or_default() };
            let mut page = Page::parse(source, &included);
            page.diagnostics.extend(fault.map(|fault| fault.diagnostic(&page.source)));
            page
        }
        Err(diagnostic) => Page {
            source: Source::new(path.clone(), ""),
            front: FrontMatter::default(),
            markdown: Markdown::default(),
            diagnostics: vec![*diagnostic],
        },
    }
}

/// Reads a text file of the course that is no page, such as `course.yaml`.
pub(crate) fn source(root: &Root, path: &CoursePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Source> {
    match text(root, path) {
        Ok(Text { text, fault }) => {
            let source = Source::new(path.clone(), text);
            diagnostics.extend(fault.map(|fault| fault.diagnostic(&source)));
            Some(source)
        }
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            None
        }
    }
}

/// A file as text, with what had to be replaced.
struct Text {
    text: String,
    fault: Option<Fault>,
}

/// A byte that is no text; the place is in bytes of the repaired text.
struct Fault {
    byte: u8,
    at: usize,
}

impl Fault {
    fn diagnostic(self, source: &Source) -> Diagnostic {
        let message = if self.byte == 0 {
            format!("`{}` holds a NUL byte: it is no text, or saved as UTF-16", source.path)
        } else {
            format!("`{}` is not UTF-8: byte 0x{:02X} at offset {}", source.path, self.byte, self.at)
        };
        Diagnostic::new(Code::NotUtf8, message)
            .at(source.place(self.at..self.at + 1))
            .label("here")
            .help("save the file with the encoding UTF-8")
    }
}

fn text(root: &Root, path: &CoursePath) -> Result<Text, Box<Diagnostic>> {
    let bytes = fs::read(&root.disk(path)).map_err(|error| {
        let message = format!("`{path}` cannot be read: {}", error.source);
        Box::new(Diagnostic::new(Code::UnreadableFile, message).at(Place::whole(path.clone())))
    })?;
    let nul = memchr::memchr(0, &bytes);
    match String::from_utf8(bytes) {
        Ok(text) => {
            let fault = nul.map(|at| Fault { byte: 0, at });
            Ok(Text { text: if nul.is_some() { text.replace('\0', " ") } else { text }, fault })
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[at];
            let text = String::from_utf8_lossy(error.as_bytes()).replace('\0', " ");
            Ok(Text { text, fault: Some(Fault { byte, at }) })
        }
    }
}

/// Files that a page includes: inside the course, relative to the page.
struct Included<'a> {
    root: &'a Root,
    dir: CoursePath,
}

impl Include for Included<'_> {
    fn text(&self, target: &str) -> Result<String, NotIncluded> {
        let path = self.dir.join(target).map_err(|_| NotIncluded::Missing)?;
        let disk = self.root.open(&path).map_err(|denied| match denied {
            // Whether something is there, outside, is nobody's business.
            Denied::Missing if self.root.may_hold(&path) => NotIncluded::Missing,
            _ => NotIncluded::Outside(path),
        })?;
        let bytes = fs::read(&disk).map_err(|_| NotIncluded::Missing)?;
        String::from_utf8(bytes).map_err(|_| NotIncluded::Missing)
    }
}
