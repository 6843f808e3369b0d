//! Links, images and footnotes whose definition is nowhere: learners see brackets.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};

use super::writer::Writer;

/// A bracket is looked for no further than this.
const MAX_TEXT: usize = 300;

/// Says it when the bracket at `range`, which the parser left as text, opens the name of what is not defined.
pub(super) fn check(w: &mut Writer<'_, '_, '_>, range: &Range<usize>) {
    let text = w.page.text.as_str();
    let open = range.end - 1;
    let rest = &text[open + 1..];
    let Some(name) = name(rest) else { return };
    let end = open + 1 + name.len() + 1;
    if let Some(label) = name.strip_prefix('^') {
        if is_footnote(label) && !rest[name.len() + 1..].starts_with(['(', '[', ':']) {
            let message = format!("the footnote `[^{label}]` has no text");
            let help = format!("write it on a line of its own: `[^{label}]: the text`");
            say(w, "footnote", open..end, message, help);
        }
        return;
    }
    let Some(start) = start_of_link(text, open) else { return };
    let shown = &text[start..open];
    if shown.starts_with("[[") {
        return;
    }
    let words = shown.trim_start_matches('!').trim_matches(['[', ']']);
    if is_index(text, start, words, name) {
        return;
    }
    let label = if name.trim().is_empty() { words } else { name };
    let (kind, what) = if shown.starts_with('!') { ("image", "an image") } else { ("link", "a link") };
    let message = format!("{what} has no address: `[{label}]` is not defined");
    let help = format!("write its address on a line of its own: `[{label}]: address`");
    say(w, kind, start..end, message, help);
}

fn say(w: &mut Writer<'_, '_, '_>, kind: &str, range: Range<usize>, message: String, help: String) {
    let finding =
        Diagnostic::new(Code::UndefinedReference, message).label("shown to learners as written").help(help);
    w.page.findings.say_once(kind, w.page.text, &range, finding);
}

/// What is up to the closing bracket, if that is near and nothing is between that no name has.
fn name(rest: &str) -> Option<&str> {
    let near = &rest[..rest.floor_char_boundary(MAX_TEXT)];
    let name = &near[..near.find([']', '[', '`', '<', '\n'])?];
    rest[name.len()..].starts_with(']').then_some(name)
}

/// Whether a name may be a footnote's: `[^a b]` and `[^.]` are of a pattern.
fn is_footnote(label: &str) -> bool {
    !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
}

/// Where `[text]` begins, or `![text]`, which ends right before `open`.
fn start_of_link(text: &str, open: usize) -> Option<usize> {
    let before = text[..open].strip_suffix(']')?;
    let from = before.ceil_char_boundary(before.len().saturating_sub(MAX_TEXT));
    let mut depth = 1_usize;
    for (at, byte) in before.as_bytes()[from..].iter().enumerate().rev() {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 1 => {
                let start = from + at;
                return Some(start - usize::from(text[..start].ends_with('!')));
            }
            b'[' => depth -= 1,
            b'\n' if before[..from + at].ends_with('\n') => return None,
            _ => {}
        }
    }
    None
}

/// Whether brackets are of something else than a link: `a[1][2]`, `[1][2]`, `[ ][ ]`, `[[x]][y]`.
fn is_index(text: &str, start: usize, words: &str, name: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_behind_word =
        text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '[' | '_' | '\\'));
    let is_link = words.chars().any(char::is_alphanumeric);
    is_behind_word || !is_link || words.starts_with('^') || (is_number(words) && is_number(name))
}
