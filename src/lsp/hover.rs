//! What an editor shows at a place: what a finding means, what a key does, where a link leads.

use std::fmt::Write as _;
use std::ops::Range;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use super::course::{self, FileRole};
use super::keys::{self, What};
use super::navigate::{self, touches};
use super::positions::Positions;
use super::workspace::{Asked, Workspace};
use crate::diagnostic::{Code, Diagnostic, explain};
use crate::front_matter::{Key, Takes};

/// What is shown at an offset of an open text.
pub(super) fn at(workspace: &Workspace, asked: &Asked<'_>, offset: usize) -> Option<Hover> {
    let positions = Positions::new(&asked.document.text, workspace.encoding);
    let shown = |markdown: String, span: &Range<usize>| Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: markdown }),
        range: Some(positions.range(span)),
    };
    let link =
        navigate::link_at(asked, offset).map(|link| (navigate::described(asked, link), link.span.clone()));
    let of_key = || of_keys(asked, offset);
    match (of_findings(asked, offset), link.or_else(of_key)) {
        (Some((findings, span)), Some((more, _))) => Some(shown(format!("{more}\n---\n\n{findings}"), &span)),
        (Some((markdown, span)), None) | (None, Some((markdown, span))) => Some(shown(markdown, &span)),
        (None, None) => None,
    }
}

/// What the findings at a place mean.
fn of_findings(asked: &Asked<'_>, offset: usize) -> Option<(String, Range<usize>)> {
    let is_here = |finding: &&Diagnostic| span(asked, finding).is_some_and(|span| touches(&span, offset));
    let findings: Vec<&Diagnostic> = asked.course.findings().iter().filter(is_here).collect();
    let first = span(asked, findings.first()?)?;
    let mut markdown = String::new();
    let mut said: Vec<Code> = Vec::new();
    for finding in findings {
        if !markdown.is_empty() {
            markdown.push_str("\n---\n\n");
        }
        let _ = writeln!(markdown, "{}: {}\n", finding.severity, plain(&finding.message));
        if let Some(help) = &finding.help {
            let _ = writeln!(markdown, "help: {}\n", plain(help));
        }
        if !said.contains(&finding.code) {
            markdown.push_str(&of_code(finding.code));
            said.push(finding.code);
        }
    }
    Some((markdown, first))
}

/// What an author wrote, between words of ours: no tag and no link of theirs is shown as one.
fn plain(text: &str) -> String {
    text.replace('<', "&lt;").replace("](", "]\\(")
}

/// Where a finding is in the text that is asked about.
pub(super) fn span(asked: &Asked<'_>, finding: &Diagnostic) -> Option<Range<usize>> {
    let place = finding.place.as_ref().filter(|place| place.path == asked.path)?;
    Some(place.region.as_ref()?.span.clone())
}

fn of_keys(asked: &Asked<'_>, offset: usize) -> Option<(String, Range<usize>)> {
    let text = &asked.document.text;
    let role = FileRole::of(&asked.path);
    let keys = course::keys_of(&asked.path, text)?;
    let spot = keys::spot(text, &keys, offset, role)?;
    let word = word(text, offset);
    match spot.what {
        What::Name(key) => Some((of_key(key?), word)),
        What::Value(key) if matches!(key.takes, Takes::Findings) => {
            let code = Code::from_name(text.get(word.clone())?)?;
            Some((format!("`{code}`\n\n{}", of_code(code)), word))
        }
        What::Value(key) => Some((of_key(key), word)),
        What::Unknown => None,
    }
}

/// The word around an offset.
fn word(text: &str, offset: usize) -> Range<usize> {
    let is_edge = |c: char| c.is_whitespace() || "[]{},:=\"'".contains(c);
    let start = text[..offset].char_indices().rev().take_while(|(_, c)| !is_edge(*c)).last();
    let length = text[offset..].find(is_edge).unwrap_or(text.len() - offset);
    start.map_or(offset, |(at, _)| at)..offset + length
}

/// What a code means, as Markdown.
pub(super) fn of_code(code: Code) -> String {
    explain::markdown(code)
}

/// What a key does, as Markdown.
pub(super) fn of_key(key: &Key) -> String {
    let mut markdown = format!("**{}**\n\n{}\n", key.title, key.about);
    if let Takes::Word(words) | Takes::WordsAmongOthers(words) = key.takes {
        let words: Vec<String> = words().iter().map(|word| format!("`{word}`")).collect();
        let _ = write!(markdown, "\nValues: {}\n", words.join(", "));
    }
    if !key.examples.is_empty() {
        let examples: Vec<String> = key.examples.iter().map(|example| format!("`{example}`")).collect();
        let _ = write!(markdown, "\nExamples: {}\n", examples.join(", "));
    }
    if let [_, others @ ..] = key.names
        && !others.is_empty()
    {
        let names: Vec<String> = others.iter().map(|name| format!("`{name}`")).collect();
        let _ = write!(markdown, "\nOther names: {}\n", names.join(", "));
    }
    markdown
}
