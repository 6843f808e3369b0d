//! Spans with attributes, `[text]{.class}`: the text stays, a few classes have a meaning.

use crate::dialect::attributes::Attributes;
use crate::dialect::lines::find_from;
use crate::dialect::rewriter::Rewriter;

/// No span is longer.
const MAX_SPAN: usize = 2_000;

/// Takes brackets and attributes from spans.
pub(in crate::dialect) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let mut at = 0;
    while let Some(close) = find_from(text, "]{", at) {
        at = close + 2;
        if rewriter.kept_until(close).is_some() {
            continue;
        }
        let Some(attributes) = Attributes::read(&text[close + 1..]) else { continue };
        let end = close + 1 + attributes.length;
        at = end;
        match opening(text, close) {
            // What is in the brackets is a link's name, or of no use without them.
            Some(open) if is_defined(text, &text[open + 1..close]) => _ = rewriter.remove(close + 1..end),
            Some(open) => {
                let (before, behind) = tags(&attributes);
                rewriter.replace(open..open + 1, before.to_owned());
                rewriter.replace(close..end, behind.to_owned());
            }
            None => _ = rewriter.remove(close + 1..end),
        }
    }
}

/// Where the bracket that `close` closes was opened.
fn opening(text: &str, close: usize) -> Option<usize> {
    let start = text.floor_char_boundary(close.saturating_sub(MAX_SPAN));
    let mut depth = 0_usize;
    for (at, c) in text.as_bytes()[start..close].iter().enumerate().rev() {
        match c {
            b']' => depth += 1,
            b'[' if depth == 0 => {
                let before = text.as_bytes()[..start + at].last();
                return (!matches!(before, Some(b'!' | b'\\' | b']'))).then_some(start + at);
            }
            b'[' => depth -= 1,
            b'\n' if text.as_bytes()[..start + at].ends_with(b"\n") => return None,
            _ => {}
        }
    }
    None
}

/// Whether a link of this name is defined on the page.
fn is_defined(text: &str, name: &str) -> bool {
    !name.is_empty() && text.contains(&format!("[{name}]:"))
}

/// What stands before and behind the text of a span.
fn tags(attributes: &Attributes<'_>) -> (&'static str, &'static str) {
    let has = |classes: &[&str]| attributes.classes.iter().any(|class| classes.contains(class));
    if has(&["mark", "highlight"]) {
        ("<mark>", "</mark>")
    } else if has(&["underline", "ul"]) {
        ("<u>", "</u>")
    } else if has(&["kbd"]) {
        ("<kbd>", "</kbd>")
    } else {
        ("", "")
    }
}
