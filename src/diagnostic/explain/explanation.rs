//! The parts of an explanation.

/// The explanation of a code.
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
