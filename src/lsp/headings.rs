//! The headings of a page.

use std::ops::Range;

use super::course;
use crate::markdown::heading_id;
use crate::model::CoursePath;

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// From 1 to 6; 0 for the page's title.
    pub level: u8,
    /// Its words, without the marks of Markdown.
    pub text: String,
    /// What a link to it has behind `#`.
    pub id: String,
    /// Its first line, in bytes of the file.
    pub span: Range<usize>,
}

/// The headings of a page outside of lists and quotes, the one that is its title first.
pub(super) fn of(path: &CoursePath, text: &str) -> Vec<Heading> {
    let page = course::page(path, text);
    let title = page.front.title.as_ref().map(|title| (title.span.clone(), title.value.clone()));
    let of_text = || Some((page.markdown.facts.title.clone()?, page.markdown.title.clone()?));
    let title = title.or_else(of_text).map(|(span, text)| heading(0, text, span));
    let others = page.markdown.facts.headings.iter().map(|found| {
        let line = text.get(found.span.clone()).unwrap_or_default();
        heading(found.level, words(line), found.span.clone())
    });
    title.into_iter().chain(others).filter(|heading| !heading.text.is_empty()).collect()
}

fn heading(level: u8, text: String, span: Range<usize>) -> Heading {
    Heading { level, id: heading_id(&text), text, span }
}

/// The words of a heading's line.
fn words(line: &str) -> String {
    let line = line.trim().trim_start_matches('#').trim();
    let bare = line.trim_end_matches('#');
    // Only with a space before them they are no part of the words.
    let line = if bare.ends_with(' ') || bare.is_empty() { bare } else { line };
    line.replace(['*', '`', '_'], "").trim().to_owned()
}
