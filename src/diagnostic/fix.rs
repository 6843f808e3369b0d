//! A change to a file that fixes a finding, as a value: `check --fix` writes it.

use std::ops::Range;

use crate::model::CoursePath;

/// A part of the file that a finding is about, and what belongs there instead.
///
/// Only where there is one right answer and nothing else in the file has to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The file that is changed, if it is another than that of the finding. It may not be there yet.
    pub file: Option<CoursePath>,
    /// In bytes from the start of the file, a byte order mark included.
    pub span: Range<usize>,
    /// The text that is there now: a file with another text there is not changed. Empty for a file that is
    /// empty or not there.
    pub replaces: String,
    /// What belongs there.
    pub replacement: String,
    /// What the change does, in a few words: ``write `Dog.png` ``.
    pub what: String,
}

impl Fix {
    /// Replaces what is at `span` of `text`; nothing if there is no such place, or no change.
    pub fn new(text: &str, span: Range<usize>, replacement: impl Into<String>) -> Option<Self> {
        let replaces = text.get(span.clone())?.to_owned();
        let replacement = replacement.into();
        let changes = !replaces.is_empty() && replaces != replacement;
        let what = format!("write `{replacement}`");
        changes.then_some(Self { file: None, span, replaces, replacement, what })
    }

    /// The same in `file`, which is not that of the finding.
    #[must_use]
    pub fn in_file(mut self, file: CoursePath) -> Self {
        self.what = format!("{} in `{file}`", self.what);
        self.file = Some(file);
        self
    }

    /// Writes a file that is empty or not there yet.
    pub fn new_file(file: CoursePath, text: impl Into<String>) -> Self {
        let replacement = text.into();
        let what = format!("write `{}` in `{file}`", replacement.trim_end());
        Self { file: Some(file), span: 0..0, replaces: String::new(), replacement, what }
    }

    /// Replaces `word`, which is at `span` of `text` as it is or between quotes; the quotes stay.
    pub fn word(text: &str, span: &Range<usize>, word: &str, replacement: &str) -> Option<Self> {
        let span = word_at(text, span, word)?;
        Self::new(text, span, replacement)
    }
}

/// Where exactly `word` is, if it is at `span` as it is or between quotes.
pub(crate) fn word_at(text: &str, span: &Range<usize>, word: &str) -> Option<Range<usize>> {
    let written = text.get(span.clone())?;
    let bare = written.trim_end();
    if bare == word {
        return Some(span.start..span.start + word.len());
    }
    let quoted = ['"', '\'']
        .iter()
        .any(|&quote| bare.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) == Some(word));
    quoted.then(|| span.start + 1..span.start + 1 + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, word: &str, expected: Option<&str>) {
        let fixed = Fix::word(text, &(0..text.len()), word, "new").map(|fix| {
            let mut text = text.to_owned();
            text.replace_range(fix.span, &fix.replacement);
            text
        });
        assert_eq!(fixed.as_deref(), expected, "{text}");
    }

    #[test]
    fn a_word_is_replaced_between_its_quotes() {
        check("old", "old", Some("new"));
        check("\"old\"", "old", Some("\"new\""));
        check("'old' ", "old", Some("'new' "));
    }

    #[test]
    fn what_is_written_in_another_way_is_left_alone() {
        for text in ["o\\ld", "\"old'", ">-\n  old", "older", ""] {
            check(text, "old", None);
        }
        check("new", "new", None);
    }
}
