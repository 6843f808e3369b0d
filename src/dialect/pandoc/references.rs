//! Cross-references and citations, which pandoc resolves and a lesson cannot: each kind is named once.

use memchr::memchr_iter;

use crate::dialect::rewriter::Rewriter;

/// What the kinds of cross-references begin with, in Quarto.
const KINDS: &[&str] =
    &["fig-", "tbl-", "sec-", "eq-", "lst-", "thm-", "lem-", "cor-", "def-", "exm-", "exr-"];

/// Names cross-references and citations.
pub(in crate::dialect) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    for at in memchr_iter(b'@', text.as_bytes()) {
        let (before, name) = (&text[..at], &text[at + 1..]);
        let length =
            name.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | ':')).unwrap_or(name.len());
        let is_reference =
            KINDS.iter().any(|kind| name.starts_with(kind)) && !before.ends_with(char::is_alphanumeric);
        let is_numbered = before.ends_with('\\') && name.starts_with("ref(");
        let is_citation = before.ends_with(['[', '-', ' ']) && is_in_brackets(before) && length > 0;
        if !(is_reference || is_numbered || is_citation) || rewriter.kept_until(at).is_some() {
            continue;
        }
        let (kind, help) = if is_citation && !is_reference {
            ("citation", "write the source out, or link to it")
        } else {
            ("cross-reference", "link to the place: `[the figure](#its-heading)`")
        };
        let message = format!("`@{}` is a {kind} of pandoc, not Markdown", &name[..length]);
        rewriter.warn(kind, &(at..at + 1 + length), message, "shown to learners as written", help);
    }
}

/// Whether a bracket is open on the line that the text ends in.
fn is_in_brackets(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let line = &line[line.ceil_char_boundary(line.len().saturating_sub(200))..];
    line.rfind('[') > line.rfind(']')
}
