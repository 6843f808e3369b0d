//! Labels: `(name)=` on the line before what it names, or `:name:` in a directive.

use std::collections::{BTreeMap, BTreeSet};

use crate::commonmark::parse::parse;
use crate::commonmark::plain;
use crate::dialect::lines::Lines;
use crate::dialect::rewriter::Rewriter;
use crate::html::mark::MARK;

/// The labels of a page.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// Their titles, by their ids; empty where what they name has none.
    titles: BTreeMap<String, String>,
    /// The lines that they are on, with their ids.
    lines: Vec<(usize, String)>,
    /// Those that links on the page lead to.
    used: BTreeSet<String>,
}

/// The line that gives a label to what follows, with a title that the renderer does not see.
pub(super) fn line(label: &str, title: &str) -> String {
    let title = title.replace(['\n', '\r'], " ");
    if title.is_empty() { format!("({label})=") } else { format!("({label}{MARK}{title})=") }
}

/// A label as it is compared, and as an id in HTML.
pub(super) fn id(label: &str) -> String {
    label.trim().to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")
}

impl Labels {
    /// The labels on the lines of a page.
    pub fn of(lines: &Lines<'_>) -> Self {
        let mut labels = Self::default();
        if lines.beginning_with(b"(").next().is_none() {
            return labels;
        }
        // Of what follows: from the last line to the first.
        let mut next_title = String::new();
        for line in (0..lines.lines.len()).rev() {
            let content = lines.content(line);
            if content.is_empty() {
                continue;
            }
            let written = if lines.is_text(line) { label(content) } else { None };
            let Some(written) = written else {
                next_title = heading(lines, line);
                continue;
            };
            let (name, title) = written.split_once(MARK).unwrap_or((written, ""));
            let title =
                if title.is_empty() { next_title.clone() } else { plain::plain(&parse(title)).into_owned() };
            labels.titles.insert(id(name), title);
            labels.lines.push((line, id(name)));
        }
        labels
    }

    /// The title of what a label names, and an empty one where it has none; `None` if it is not on the page.
    pub fn find(&mut self, label: &str) -> Option<&str> {
        let id = id(label);
        let title = self.titles.get(&id)?;
        self.used.insert(id);
        Some(title)
    }

    /// Removes the lines of labels; where a link leads to one, its place in the page stays.
    pub fn write(&self, rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
        for (line, id) in &self.lines {
            let place = lines.place(*line);
            if self.used.contains(id) {
                let id = crate::html::escape::escape(id);
                rewriter
                    .replace(place, format!("<div id=\"{id}\"></div>\n{}", lines.prefix(*line).trim_end()));
            } else {
                rewriter.remove(place);
            }
        }
    }
}

/// What stands between the parentheses of `(label)=`.
fn label(content: &str) -> Option<&str> {
    let label = content.strip_prefix('(')?.strip_suffix('=')?.trim_end().strip_suffix(')')?;
    (!label.trim().is_empty() && !label.contains(['(', ')']) || label.contains(MARK)).then_some(label)
}

/// The text of the heading that begins on a line, or nothing.
fn heading(lines: &Lines<'_>, line: usize) -> String {
    let content = lines.content(line);
    let next = if line + 1 < lines.lines.len() { lines.content(line + 1) } else { "" };
    let is_underline = |mark: char| !next.is_empty() && next.chars().all(|c| c == mark);
    let is_heading =
        lines.is_text(line) && (content.starts_with('#') || is_underline('=') || is_underline('-'));
    if !is_heading {
        return String::new();
    }
    plain::heading(&parse(content))
}
