//! Explains each finding to authors, with a wrong and a right example.
//!
//! Each code has a Markdown file in `texts/`; a code without one does not compile. All files have the
//! same shape: the meaning; `## Why it matters`; `## Wrong`; `## Right`. The examples are blocks that
//! name their file (```` ```md 01-lesson.md ````). A test writes these files: the wrong example has
//! the finding, the right one does not. A block ```` ```files ```` lists files whose content does not
//! matter. A block with only a language shows what a text file cannot contain.
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

/// The address at which the explanation can be read, as it was in this version.
pub fn link(code: Code) -> String {
    const PAGE: &str = concat!(
        env!("CARGO_PKG_REPOSITORY"),
        "/blob/v",
        env!("CARGO_PKG_VERSION"),
        "/docs/reference/findings.md#"
    );
    format!("{PAGE}{code}")
}
