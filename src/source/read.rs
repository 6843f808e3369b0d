//! Reads and parses Markdown files, each once, on all cores.

use std::cell::{Cell, RefCell};
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Place, Source};
use crate::documents::{self, Converted, Format};
use crate::fs::{Denied, Root, Unusable};
use crate::model::CoursePath;
use crate::quiz::package;

use super::files::tree::{File, FileId, FileKind, Tree};
use super::files::walk::Notice;
use super::page::{Front, Opened, Page, Pages};
use super::page_cache::PageCache;
use super::text_limits;
use crate::markdown::{Include, Markdown, NotIncluded, Tools};

/// How much text was read, of all that a course may have.
#[derive(Debug, Default)]
struct Amount(AtomicU64);

impl Amount {
    fn of(pages: &Ahead) -> Self {
        Self(AtomicU64::new(pages.iter().map(|(_, page)| page.source.text.len() as u64).sum()))
    }

    fn add(&self, text: &str) {
        self.0.fetch_add(text.len() as u64, Ordering::Relaxed);
    }

    /// Once it is, it stays so: whatever the order in which files are read, a course is too large or not.
    fn is_too_much(&self) -> bool {
        self.0.load(Ordering::Relaxed) > text_limits::COURSE
    }
}

/// The finding about a course with more text than is read.
pub(crate) fn too_much_text() -> Diagnostic {
    let limit = text_limits::COURSE >> 20;
    Diagnostic::new(Code::UnreadableFile, format!("the course has more than {limit} MB of text"))
        .at(Place::whole(CoursePath::root()))
        .help("exclude files with `ignore:` in `course.yaml`, or split the course")
}

/// Reads the pages `files`, but for those that were read `ahead`. `None` if they are too much text.
pub(crate) fn pages(root: &Root, tools: Tools, tree: &Tree, files: &[FileId], ahead: Ahead) -> Option<Pages> {
    let mut is_missing = vec![false; tree.files.len()];
    for &file in files {
        is_missing[file] = true;
    }
    let mut pages: Ahead =
        ahead.into_iter().filter(|(file, _)| std::mem::take(&mut is_missing[*file])).collect();
    let missing: Vec<FileId> = files.iter().copied().filter(|&file| is_missing[file]).collect();
    let amount = Amount::of(&pages);
    let read = |files: &[FileId]| handful(root, tools, &amount, files.iter().map(|&file| wanted(tree, file)));
    pages.par_extend(missing.par_chunks(HANDFUL).flat_map_iter(read));
    (!amount.is_too_much()).then(|| pages.into_iter().collect())
}

/// A page to be read.
struct Wanted {
    file: FileId,
    path: CoursePath,
    /// See [`text`].
    limit: u64,
}

fn wanted(tree: &Tree, file: FileId) -> Wanted {
    let File { path, kind, .. } = &tree.files[file];
    // What is read and no lesson is a list of them.
    let limit = if *kind == FileKind::Markdown { text_limits::PAGE } else { text_limits::SMALL };
    Wanted { file, path: path.clone(), limit }
}

/// Pages that were read while the course was still being walked.
pub(crate) type Ahead = Vec<(FileId, Arc<Page>)>;

/// So many files are handed to a core at once: to hand over each alone takes time as well.
const HANDFUL: usize = 16;

/// Walks the course, and reads its pages as they are found, on the cores that the walk leaves idle. What
/// is not read when the walk ends is left: some of it may turn out to be another language's.
pub(crate) fn while_walking<T>(
    root: &Root,
    tools: Tools,
    walk: impl FnOnce(&mut Notice<'_>) -> T,
) -> (T, Ahead) {
    let (ahead, is_walked) = (Mutex::new(Ahead::new()), AtomicBool::new(false));
    let amount = Amount::default();
    let read = |found: Vec<Wanted>| {
        let wanted = found.into_iter().take_while(|_| !is_walked.load(Ordering::Relaxed));
        let pages = handful(root, tools, &amount, wanted);
        ahead.lock().unwrap_or_else(PoisonError::into_inner).extend(pages);
    };
    let read = &read;
    let has_idle_cores = rayon::current_num_threads() > 1;
    let mut found = Vec::new();
    let walked = rayon::in_place_scope(|scope| {
        let walked = walk(&mut |file, path| {
            if has_idle_cores {
                found.push(Wanted { file, path: path.clone(), limit: text_limits::PAGE });
            }
            if found.len() == HANDFUL {
                let found = std::mem::take(&mut found);
                scope.spawn(move |_| read(found));
            }
        });
        is_walked.store(true, Ordering::Relaxed);
        walked
    });
    (walked, ahead.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Reads the pages `files`, but for those that were `kept` and did not change. `None` if they are too much text.
pub(crate) fn pages_again(
    root: &Root,
    tools: Tools,
    tree: &Tree,
    files: &[FileId],
    kept: &mut PageCache,
) -> Option<Pages> {
    let now = SystemTime::now();
    kept.of_course(root.course(), tools);
    let amount = Amount::default();
    let read = |&file: &FileId| {
        if amount.is_too_much() {
            return None;
        }
        let Wanted { path, limit, .. } = wanted(tree, file);
        let stamp = root.vfs().stamp(&root.disk(&path));
        if let Some(page) = stamp.as_ref().and_then(|stamp| kept.get(&path, stamp)) {
            amount.add(&page.source.text);
            return Some((file, page, stamp));
        }
        let text = page_text(root, &path, limit);
        let Read { page, includes } = open(path, text).parse(root, tools);
        amount.add(&page.source.text);
        Some((file, Arc::new(page), stamp.filter(|_| !includes)))
    };
    let read: Vec<_> = files.par_iter().filter_map(read).collect();
    let keep = read.iter().filter_map(|(_, page, stamp)| Some((stamp.clone()?, Arc::clone(page))));
    kept.replace(keep, now);
    (!amount.is_too_much()).then(|| read.into_iter().map(|(file, page, _)| (file, page)).collect())
}

/// Reads a handful of pages, one step for all of them before the next: the code of a step is warm then.
fn handful(root: &Root, tools: Tools, amount: &Amount, files: impl Iterator<Item = Wanted>) -> Ahead {
    let read = |Wanted { file, path, limit }| {
        let text = page_text(root, &path, limit);
        amount.add(text.as_ref().map_or("", |page| &page.text.text));
        (file, path, text)
    };
    let texts: Vec<_> = files.take_while(|_| !amount.is_too_much()).map(read).collect();
    if amount.is_too_much() {
        return Vec::new();
    }
    let opened: Vec<_> = texts.into_iter().map(|(file, path, text)| (file, open(path, text))).collect();
    opened.into_iter().map(|(file, opening)| (file, Arc::new(opening.parse(root, tools).page))).collect()
}

/// A page, and whether it asked for other files.
struct Read {
    page: Page,
    includes: bool,
}

/// A page that is being read.
enum Opening {
    Open(Opened, Noticed),
    /// Its file could not be read.
    Closed(Page),
}

/// What was noticed while the text of a page was read.
struct Noticed {
    fault: Option<Fault>,
    /// What of a document is not in its text.
    lost: Vec<String>,
}

fn open(path: CoursePath, text: Result<PageText, Box<Diagnostic>>) -> Opening {
    match text {
        Ok(PageText { text: Text { text, fault }, lost }) => {
            let source = if lost.is_some() { Source::converted(path, text) } else { Source::new(path, text) };
            Opening::Open(Opened::new(source), Noticed { fault, lost: lost.unwrap_or_default() })
        }
        Err(diagnostic) => Opening::Closed(Page {
            source: Source::new(path, ""),
            front: Front::default(),
            markdown: Markdown::default(),
            diagnostics: vec![*diagnostic],
            included: Vec::new(),
        }),
    }
}

impl Opening {
    fn parse(self, root: &Root, tools: Tools) -> Read {
        match self {
            Self::Open(opened, Noticed { fault, lost }) => {
                let dir = opened.path().parent().unwrap_or_default();
                let included = Included { root, dir, is_asked: Cell::new(false), found: RefCell::default() };
                let mut page = opened.parse(tools, &included);
                page.diagnostics.extend(fault.map(|fault| fault.diagnostic(&page.source)));
                page.diagnostics.extend(say_lost(&page.source.path, &lost));
                page.included = included.found.take();
                Read { page, includes: included.is_asked.get() }
            }
            Self::Closed(page) => Read { page, includes: false },
        }
    }
}

/// Reads a page once more, as a quiz.
pub(crate) fn as_quiz(root: &Root, tools: Tools, page: &Page) -> Page {
    let path = &page.source.path;
    let dir = path.parent().unwrap_or_default();
    let include = Included { root, dir, is_asked: Cell::new(false), found: RefCell::default() };
    let again = Opened::new(page.source.clone());
    let mut quiz = again.parse_quiz(page, tools, &include);
    // What is wrong with its bytes was noticed when they were read.
    quiz.diagnostics.extend(page.diagnostics.iter().filter(|found| found.code == Code::NotUtf8).cloned());
    quiz.included = include.found.take();
    quiz
}

/// The page of a quiz that has no text of its own.
pub(crate) fn empty_quiz(root: &Root, tools: Tools, path: &CoursePath) -> Page {
    let include =
        Included { root, dir: CoursePath::root(), is_asked: Cell::new(false), found: RefCell::default() };
    let page = Opened::new(Source::new(path.clone(), "")).parse(tools, &include);
    as_quiz(root, tools, &page)
}

/// Reads a file with the questions of a quiz.
pub(crate) fn quiz_file(root: &Root, path: &CoursePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Source> {
    match text(root, path, text_limits::PAGE) {
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

/// Reads a package with the questions of a quiz.
pub(crate) fn quiz_package(
    root: &Root,
    path: &CoursePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<u8>> {
    let content = root.read(path, package::LARGEST);
    content.map_err(|error| diagnostics.push(text_limits::unreadable(path, &error.source))).ok()
}

/// Reads a small text file of the course that is no page, such as `course.yaml`.
pub(crate) fn source(root: &Root, path: &CoursePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Source> {
    match text(root, path, text_limits::SMALL) {
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
            format!("`{}` contains a NUL byte: it is not text, or its encoding is UTF-16", source.path)
        } else {
            format!("`{}` is not UTF-8: byte 0x{:02X} at offset {}", source.path, self.byte, self.at)
        };
        Diagnostic::new(Code::NotUtf8, message)
            .at(source.place(self.at..self.at + 1))
            .label("here")
            .help("save the file with the encoding UTF-8")
    }
}

/// The text of a page, and if it was made from a document, what of that is not in it.
struct PageText {
    text: Text,
    lost: Option<Vec<String>>,
}

/// Reads a page: Markdown as it is, another document as Markdown.
fn page_text(root: &Root, path: &CoursePath, limit: u64) -> Result<PageText, Box<Diagnostic>> {
    match documents::format(path.name()) {
        None => Ok(PageText { text: text(root, path, limit)?, lost: None }),
        Some(format) => document(root, path, format),
    }
}

fn document(root: &Root, path: &CoursePath, format: Format) -> Result<PageText, Box<Diagnostic>> {
    let unreadable = |why: &io::Error| Box::new(text_limits::unreadable(path, why));
    let bytes = root.read(path, text_limits::PAGE_WITH_IMAGES).map_err(|error| unreadable(&error.source))?;
    let Converted { markdown, lost } =
        documents::convert(format, &bytes).map_err(|why| Box::new(text_limits::no_document(path, &why)))?;
    if text_limits::without_images(markdown.as_bytes()) > text_limits::PAGE {
        return Err(unreadable(&Unusable::TooLarge(text_limits::PAGE).into()));
    }
    if let Some(why) = text_limits::too_much_markup(markdown.as_bytes()) {
        return Err(Box::new(text_limits::not_parsed(path, why)));
    }
    Ok(PageText { text: Text { text: markdown.replace('\0', " "), fault: None }, lost: Some(lost) })
}

/// The finding about what a document has and its lesson has not.
fn say_lost(path: &CoursePath, lost: &[String]) -> Option<Diagnostic> {
    if lost.is_empty() {
        return None;
    }
    let message = format!("the lesson leaves out parts of the document: {}", lost.join(", "));
    Some(Diagnostic::new(Code::DocumentContentDropped, message).at(Place::whole(path.clone())))
}

thread_local! {
    /// Where a core reads its files to.
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Beyond this, in bytes, the buffer is given back: the next files are seldom as large.
const LARGE: usize = 1 << 20;

/// Reads a file of at most so many bytes. A page may have more, if that is pictures.
fn text(root: &Root, path: &CoursePath, limit: u64) -> Result<Text, Box<Diagnostic>> {
    let mut buffer = BUFFER.take();
    let text = text_through(&mut buffer, root, path, limit);
    if buffer.len() <= LARGE {
        BUFFER.set(buffer);
    }
    text
}

fn text_through(
    buffer: &mut Vec<u8>,
    root: &Root,
    path: &CoursePath,
    limit: u64,
) -> Result<Text, Box<Diagnostic>> {
    let unreadable = |why: &io::Error| Box::new(text_limits::unreadable(path, why));
    let most = if limit == text_limits::PAGE { text_limits::PAGE_WITH_IMAGES } else { limit };
    let bytes = root.read_walked_into(path, buffer, most).map_err(|error| unreadable(&error.source))?;
    if bytes.len() as u64 > limit && text_limits::without_images(bytes) > limit {
        return Err(unreadable(&Unusable::TooLarge(limit).into()));
    }
    if let Some(why) = text_limits::too_much_markup(bytes) {
        return Err(Box::new(text_limits::not_parsed(path, why)));
    }
    let Ok(text) = simdutf8::basic::from_utf8(bytes) else { return Ok(repaired(bytes)) };
    Ok(match memchr::memchr(0, bytes) {
        Some(at) => Text { text: text.replace('\0', " "), fault: Some(Fault { byte: 0, at }) },
        None => Text { text: text.to_owned(), fault: None },
    })
}

/// Bytes that are not UTF-8 as text.
fn repaired(bytes: &[u8]) -> Text {
    let fault = |error: std::str::Utf8Error| {
        let at = error.valid_up_to();
        Fault { byte: bytes[at], at }
    };
    let text = String::from_utf8_lossy(bytes).replace('\0', " ");
    Text { text, fault: std::str::from_utf8(bytes).err().map(fault) }
}

/// Files that a page includes: inside the course, relative to the page, or to the course behind a `/`. The `root` is the
/// course alone: a text from elsewhere would be sent with nothing in the plan that names its file.
struct Included<'a> {
    root: &'a Root,
    dir: CoursePath,
    /// Whether any was asked for, there or not.
    is_asked: Cell<bool>,
    /// Those that are there.
    found: RefCell<Vec<CoursePath>>,
}

impl Include for Included<'_> {
    fn text(&self, target: &str) -> Result<String, NotIncluded> {
        self.is_asked.set(true);
        let path = match target.strip_prefix('/') {
            Some(from_root) => CoursePath::root().join(from_root),
            None => self.dir.join(target),
        };
        let path = path.map_err(|_| NotIncluded::Missing)?;
        let is_known = self.root.may_hold(&path);
        self.root.open(&path).map_err(|denied| match denied {
            // Whether something is there, outside, is nobody's business.
            Denied::Missing if is_known => NotIncluded::Missing,
            _ => NotIncluded::Outside,
        })?;
        let bytes = self.root.read(&path, text_limits::PAGE).map_err(|error| match error.source.kind() {
            io::ErrorKind::IsADirectory => NotIncluded::Unreadable("it is a folder".to_owned()),
            _ => NotIncluded::Unreadable(error.source.to_string()),
        })?;
        if let Some(why) = text_limits::too_much_markup(&bytes) {
            return Err(NotIncluded::Unreadable(why.to_owned()));
        }
        self.found.borrow_mut().push(path);
        String::from_utf8(bytes).map_err(|_| NotIncluded::Unreadable("it is not text in UTF-8".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::source::{Options, PageCache, scan, scan_kept};

    #[test]
    fn pages_that_are_read_ahead_make_the_same_course() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for language in ["de", "en", "fr"] {
            fs::create_dir(root.join(language)).unwrap();
            for number in 0..100 {
                let text = format!("# {language} {number}\n\n![](nope-{number}.png)\n");
                fs::write(root.join(language).join(format!("{number}.md")), text).unwrap();
            }
        }
        let options = Options::default();
        // Of pages that are kept none is read ahead.
        let expected = scan_kept(root, &options, |_| Vec::new(), &mut PageCache::default()).unwrap();
        assert_eq!(expected.course.as_ref().unwrap().lessons().count(), 100);
        for _ in 0..10 {
            let scan = scan(root, &options).unwrap();
            assert_eq!((&scan.course, &scan.diagnostics), (&expected.course, &expected.diagnostics));
        }
    }
}
