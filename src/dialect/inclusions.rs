//! Files whose text a page includes, by the words that several tools have for it.
//!
//! What was included is looked through in the next round like the page itself. So files that include each other are
//! noticed by the number of the round, and a few that do it often by the size of their text.

use std::cell::Cell;

use crate::diagnostic::{Code, Diagnostic};
use crate::html::mark::MARK;

use super::allowance::{Allowance, NotIncluded};
use super::mdbook::{outside, too_much, unreadable};

/// Includes in includes, or blocks around them: beyond this it is a circle.
const MAX_DEPTH: usize = 12;

/// The files that a page may include.
pub(super) struct Inclusions<'i> {
    files: &'i Allowance<'i>,
    round: Cell<usize>,
    is_used: Cell<bool>,
}

/// Why a text is not there.
pub(super) enum Failure {
    NotIncluded(NotIncluded),
    /// The file has no such part.
    NoPart(String),
    Circle,
}

impl<'i> Inclusions<'i> {
    /// Nothing included yet.
    pub fn new(files: &'i Allowance<'i>) -> Self {
        Self { files, round: Cell::new(0), is_used: Cell::new(false) }
    }

    /// Notes that the text is looked through once more. Returns whether something was included since the last time.
    pub fn next_round(&self) -> bool {
        self.round.set(self.round.get() + 1);
        self.is_used.replace(false)
    }

    /// Takes room for a text, if it is left.
    pub fn charge(&self, length: usize) -> Result<(), Failure> {
        self.files.take(length).map_err(Failure::NotIncluded)
    }

    /// The whole text of the first of some pages that is there.
    pub fn page(&self, targets: &[&str]) -> Option<String> {
        let text = targets.iter().find_map(|target| self.files.text(target).ok())?;
        self.charge(text.len()).ok().map(|()| text)
    }

    /// The text of the first of `targets` that is there, without front matter.
    pub fn text(&self, targets: &[&str]) -> Result<String, Failure> {
        if self.round.get() > MAX_DEPTH {
            return Err(Failure::Circle);
        }
        let mut failure = NotIncluded::Missing;
        for target in targets {
            match self.files.text(target) {
                Ok(text) => {
                    self.charge(text.len())?;
                    self.is_used.set(true);
                    return Ok(without_front_matter(text.replace(MARK, "")));
                }
                Err(NotIncluded::Missing) => {}
                Err(why) => failure = why,
            }
        }
        Err(Failure::NotIncluded(failure))
    }
}

/// The finding about a file that is not included.
pub(super) fn finding(target: &str, failure: &Failure) -> Diagnostic {
    match failure {
        Failure::NotIncluded(NotIncluded::Missing) => {
            Diagnostic::new(Code::BrokenLink, format!("the included file `{target}` does not exist"))
                .label("no such file in the course")
                .help("write the path relative to this page")
        }
        Failure::NotIncluded(NotIncluded::Outside) => outside(target),
        Failure::NotIncluded(NotIncluded::Unreadable(why)) => unreadable(target, why),
        Failure::NotIncluded(NotIncluded::TooMuch) => too_much(),
        Failure::NoPart(part) => {
            Diagnostic::new(Code::BrokenLink, format!("the included file has no part `{part}`"))
                .label("no such part in the file")
        }
        Failure::Circle => Diagnostic::new(Code::BrokenLink, "files include each other in a loop")
            .label("includes a file that includes this page"),
    }
}

/// The text of a page behind its front matter, if it has some.
fn without_front_matter(mut text: String) -> String {
    if let Some(rest) = text.strip_prefix("---\n")
        && let Some(end) = rest.find("\n---\n")
    {
        text.drain(..4 + end + 5);
    }
    text
}
