//! Spans with attributes, `[text]{.class}`: the text stays, a few classes have a meaning.

use crate::markdown::dialect::rewriter::Rewriter;

/// No span is longer.
const MAX_SPAN: usize = 2_000;

/// Takes brackets and attributes from spans.
pub(in crate::markdown::dialect) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let mut at = 0;
    while let Some(close) = text[at..].find("]{").map(|found| at + found) {
        at = close + 2;
        if rewriter.kept_until(close).is_some() {
            continue;
        }
        let Some(attributes) = attributes(&text[close + 1..]) else { continue };
        let end = close + 1 + attributes.len();
        at = end;
        match opening(text, close) {
            // What is in the brackets is a link's name, or of no use without them.
            Some(open) if is_defined(text, &text[open + 1..close]) => _ = rewriter.remove(close + 1..end),
            Some(open) => {
                let (before, behind) = tags(attributes);
                rewriter.replace(open..open + 1, before.to_owned());
                rewriter.replace(close..end, behind.to_owned());
            }
            None => _ = rewriter.remove(close + 1..end),
        }
    }
}

/// `{…}` at the start of a text, if it holds attributes and nothing else.
pub(super) fn attributes(text: &str) -> Option<&str> {
    let line = text.split('\n').next().unwrap_or_default();
    let whole = &line[..=line.find('}')?];
    let is_attribute = |word: &str| {
        let name = word.trim_start_matches(['.', '#']);
        let is_named = word.starts_with(['.', '#']) && !name.is_empty();
        let has_value =
            word.split_once('=').is_some_and(|(key, _)| !key.is_empty() && key.bytes().all(is_name));
        is_named || has_value || word == "-" || is_rest_of_quote(word)
    };
    let mut words = whole[1..whole.len() - 1].split_whitespace().peekable();
    (words.peek().is_some() && words.all(is_attribute)).then_some(whole)
}

fn is_name(c: u8) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b':')
}

/// A quoted value with blanks is several words: all but the first end in the quote or stand before one that does.
fn is_rest_of_quote(word: &str) -> bool {
    word.ends_with(['"', '\'']) && !word.starts_with(['"', '\''])
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
fn tags(attributes: &str) -> (&'static str, &'static str) {
    let has = |class: &str| attributes[1..attributes.len() - 1].split_whitespace().any(|word| word == class);
    if has(".mark") || has(".highlight") {
        ("<mark>", "</mark>")
    } else if has(".underline") || has(".ul") {
        ("<u>", "</u>")
    } else if has(".kbd") {
        ("<kbd>", "</kbd>")
    } else {
        ("", "")
    }
}

#[cfg(test)]
mod tests {
    use super::attributes;

    #[test]
    fn attributes_are_classes_ids_and_values() {
        for (text, whole) in [
            ("{.mark} x", Some("{.mark}")),
            ("{#id .a key=\"two words\"}", Some("{#id .a key=\"two words\"}")),
            ("{.unnumbered -}", Some("{.unnumbered -}")),
            ("{text}", None),
            ("{ }", None),
            ("{a b}", None),
            ("{.open", None),
        ] {
            assert_eq!(attributes(text), whole, "{text}");
        }
    }
}
