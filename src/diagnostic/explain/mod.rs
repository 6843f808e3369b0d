//! What each finding means, for authors: in words, with a wrong and a right example.
//!
//! One Markdown file a code lies in `texts/`, and a code without one does not compile. All have the
//! same shape: what it means; `## Why it matters`; `## Wrong`; `## Right`. The examples are blocks
//! that say their file (```` ```md 01-lesson.md ````), so that a test can make them real: the wrong
//! one has the finding, the right one is fine. A block ```` ```files ```` lists files whose content
//! does not matter; one with only a language shows what no text file can hold.
//!
//! Start at [`of`]. [`text`] is for the terminal, [`markdown`] for viewers of reports, [`page`] for
//! `docs/reference/findings.md`.

mod explanation;
mod parse;
mod show;

use super::Code;

pub use explanation::{Explanation, Part};
pub use parse::of;
pub use show::{markdown, page, text};

/// Where the explanation can be read: an address where the repository is known, else the page's
/// path in it.
pub fn link(code: Code) -> String {
    const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
    let page = format!("docs/reference/findings.md#{code}");
    if REPOSITORY.is_empty() { page } else { format!("{REPOSITORY}/blob/main/{page}") }
}
