//! The things that are timed against each other.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use pulldown_cmark::{Options, Parser, html};
use walkdir::WalkDir;

use coursedir::internals::diagnostic::render::full;
use coursedir::internals::model::{Course, CoursePath};
use coursedir::internals::platform::convert::{self, Preview};
use coursedir::internals::rules;
use coursedir::internals::source::{self, Options as Wishes};

/// Who is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Contender {
    /// The least that anybody could do: walk, read, render, keep.
    Loop,
    /// The library: scan, check, build the body.
    Coursedir,
    /// Without the rules of `check`: scan, build the body.
    Build,
    /// What `check` does: scan, check, draw every finding.
    Check,
}

impl Contender {
    /// As it is named on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Loop => "loop",
            Self::Coursedir => "coursedir",
            Self::Build => "build",
            Self::Check => "check",
        }
    }
}

/// The course at `root`, scanned, checked, and found to have no errors.
pub fn scan(root: &Path) -> Course {
    let scan = rules::scan(root, &Wishes::default()).expect("the generated course can be read");
    assert!(!scan.has_errors(), "the generated course has errors: {:#?}", scan.diagnostics);
    scan.course.expect("the generated course has lessons")
}

/// The course at `root`, scanned only.
pub fn scan_without_rules(root: &Path) -> Course {
    let scan = source::scan(root, &Wishes::default()).expect("the generated course can be read");
    scan.course.expect("the generated course has lessons")
}

/// Everything that `check` says of the course at `root`, drawn; its size in bytes.
pub fn check(root: &Path) -> usize {
    let scan = rules::scan(root, &Wishes::default()).expect("the generated course can be read");
    let style = full::Style { color: false, width: 100 };
    scan.diagnostics.iter().map(|finding| full::report(finding, "course", style).len()).sum()
}

/// Its import body, as `import --dry-run` shows it; `uploaded` holds no files yet.
pub fn body<'a>(course: &'a Course, uploaded: &'a BTreeMap<CoursePath, String>) -> Preview<'a> {
    convert::preview(course, uploaded, None, None)
}

/// Walks on one thread, then reads and renders on all of them.
pub fn bare_loop(root: &Path) -> Vec<String> {
    let files = markdown_files(root);
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(|| render_some(&files, &next))).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("rendering does not panic")).collect()
    })
}

fn markdown_files(root: &Path) -> Vec<PathBuf> {
    WalkDir::new(root)
        .into_iter()
        .map(|entry| entry.expect("the generated course can be walked").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect()
}

/// Renders whatever no other worker has taken yet.
fn render_some(files: &[PathBuf], next: &AtomicUsize) -> Vec<String> {
    let mut pages = Vec::new();
    while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
        let text = fs::read_to_string(file).expect("the generated course can be read");
        let mut page = String::new();
        html::push_html(&mut page, Parser::new_ext(&text, markdown_options()));
        pages.push(page);
    }
    pages
}

/// The same as the library's.
fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}
