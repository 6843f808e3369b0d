//! What each finding means, for authors: in words, with a wrong and a right example.
//!
//! One Markdown file a code lies in `texts/`, and a code without one does not compile. All have the
//! same shape: what it means; `## Why it matters`; `## Wrong`; `## Right`. The examples are blocks
//! that say their file (```` ```md 01-lesson.md ````), so that a test can make them real: the wrong
//! one has the finding, the right one is fine. A block ```` ```files ```` lists files whose content
//! does not matter; one with only a language shows what no text file can hold.
//!
//! Start at [`of`]. [`text`] is for the terminal, [`markdown`] for viewers of reports, [`page`] for
//! `docs/diagnostics.md`.

mod parse;
mod show;

use super::Code;

pub use show::{markdown, page, text};

/// What there is to say about a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What it means: paragraphs.
    pub means: &'static str,
    /// Why it matters on the platform: paragraphs.
    pub why: &'static str,
    /// A small course that has it.
    pub wrong: Vec<Part>,
    /// The same course without it.
    pub right: Vec<Part>,
}

/// A part of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words between the files.
    Words(String),
    /// A file with its content.
    File {
        /// Its path in the course.
        path: &'static str,
        /// What its content is, as Markdown names it.
        language: &'static str,
        /// All of it.
        content: String,
    },
    /// Files whose content does not matter: their paths.
    Files(Vec<&'static str>),
    /// Something to look at that is no file.
    Shown(String),
}

/// The explanation of a code.
pub fn of(code: Code) -> Explanation {
    parse::explanation(code.explanation())
}

/// Where the explanation can be read: an address where the repository is known, else the page's
/// path in it.
pub fn link(code: Code) -> String {
    const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
    let page = format!("docs/diagnostics.md#{code}");
    if REPOSITORY.is_empty() { page } else { format!("{REPOSITORY}/blob/main/{page}") }
}

impl Explanation {
    /// The first sentence, on one line.
    pub fn summary(&self) -> String {
        let line = one_line(self.means);
        match line.split_once(". ") {
            Some((first, _)) => format!("{first}."),
            None => line,
        }
    }

    /// What it means and why it matters, a paragraph each.
    pub fn words(&self) -> String {
        format!("{}\n\n{}", one_line(self.means), one_line(self.why))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
