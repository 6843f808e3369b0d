//! Reports findings of a page: maps places in the parsed text to places in the file, and reports each kind of
//! finding once where that is enough.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::cap::keep_few;
use crate::diagnostic::{Code, Diagnostic, Fix, Source};

use super::source_map::Text;

/// Collects a page's findings.
#[derive(Debug)]
pub(crate) struct Findings<'a> {
    source: &'a Source,
    said: BTreeSet<(Code, String)>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    pub fn new(source: &'a Source, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self { source, said: BTreeSet::new(), diagnostics }
    }

    /// Reports a finding about a range of `text`.
    pub fn say(&mut self, text: &Text<'_>, range: &Range<usize>, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.at(self.source.place(text.origin(range))));
        keep_few(self.diagnostics);
    }

    /// Reports a finding, unless one of this kind was reported for this page.
    pub fn say_once(&mut self, kind: &str, text: &Text<'_>, range: &Range<usize>, diagnostic: Diagnostic) {
        if self.said.insert((diagnostic.code, kind.to_owned())) {
            self.say(text, range, diagnostic);
        }
    }

    /// The narrowest place of `target` inside a construct: in bytes of the file.
    pub fn narrow(&self, text: &Text<'_>, construct: &Range<usize>, target: &str) -> Range<usize> {
        let span = self.whole_characters(text.origin(construct));
        let written = &self.source.text[span.clone()];
        let at_end = written.strip_suffix(')').and_then(|link| link.strip_suffix(target)).map(str::len);
        let found = if target.is_empty() { None } else { at_end.or_else(|| written.rfind(target)) };
        found.map_or(span.clone(), |at| span.start + at..span.start + at + target.len())
    }

    /// Writes an address, which is at `range`, without spaces; nothing if that would need judgement.
    pub fn address_fix(&self, text: &Text<'_>, range: &Range<usize>, address: &str) -> Option<Fix> {
        let is_plain = !address.contains(['(', '\\', '%', '>', '\'', '&', '\t']);
        let span = text.origin(range);
        let stands = self.source.text.get(span.clone()) == Some(address);
        let trimmed = address.trim();
        let fix = Fix::new(&self.source.text, span, trimmed.replace(' ', "%20"));
        fix.filter(|_| is_plain && stands)
    }

    /// The span without the part of a character at either end.
    fn whole_characters(&self, span: Range<usize>) -> Range<usize> {
        let floor = |at| self.source.text.floor_char_boundary(at);
        let start = floor(span.start);
        start..floor(span.end).max(start)
    }
}

/// Reports images without alt text once per page: a list of screenshots would hide all else.
/// The page's findings begin at `first`.
pub(crate) fn say_missing_alt_once(diagnostics: &mut Vec<Diagnostic>, first: usize) {
    const LINES: usize = 5;
    let line = |diagnostic: &Diagnostic| Some(diagnostic.place.as_ref()?.region.as_ref()?.line);
    let silent = |diagnostic: &Diagnostic| diagnostic.code == Code::MissingAlt;
    let found: Vec<usize> = (first..diagnostics.len()).filter(|&at| silent(&diagnostics[at])).collect();
    let [one, rest @ ..] = found.as_slice() else { return };
    if rest.is_empty() {
        return;
    }
    let lines: BTreeSet<_> = found.iter().filter_map(|&at| line(&diagnostics[at])).collect();
    let mut listed = lines.iter().take(LINES).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if lines.len() > LINES {
        listed.push_str(", …");
    }
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    diagnostics[*one].message = format!("{} images have no alt text ({noun} {listed})", found.len());
    let mut at = 0;
    diagnostics.retain(|diagnostic| {
        at += 1;
        at <= one + 1 || !silent(diagnostic)
    });
}
