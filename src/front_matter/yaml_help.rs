//! Explains YAML errors to authors who do not know YAML.
//!
//! A few mistakes cause nearly all errors in real courses. Each is recognised by its line, because the parser only
//! reports where it stopped.

use serde_saphyr::Error;

use super::node::SyntaxFault;

/// Reports what is wrong on `line` (from 1) of `text`, or just above or below it. The span is the caller's.
pub(super) fn explain(error: &Error, text: &str, line: usize) -> SyntaxFault {
    let nearby = |number: usize| text.lines().nth(number.saturating_sub(1)).unwrap_or_default();
    let fault =
        |label: &str, help: String| SyntaxFault { span: 0..0, label: label.to_owned(), help: Some(help) };
    if matches!(error.without_snippet(), Error::Budget { .. }) {
        return fault(
            "too large to be read",
            "write plain keys only, each with a value or a short list".to_owned(),
        );
    }
    // JSON has its own mistakes, and none of the advice below.
    if text.trim_start().starts_with('{') {
        return SyntaxFault { span: 0..0, label: in_plain_words(error), help: None };
    }
    if [line, line + 1].iter().any(|&number| starts_with_tab(nearby(number))) {
        return fault("a line begins with a tab", "indent the line with spaces instead of tabs".to_owned());
    }
    for number in [line, line.saturating_sub(1).max(1)] {
        if let Some((label, help)) = slip(nearby(number)) {
            return fault(label, help);
        }
    }
    SyntaxFault { span: 0..0, label: in_plain_words(error), help: None }
}

fn starts_with_tab(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with('\t') && !line.trim().is_empty()
}

/// A mistake that the line alone shows.
fn slip(line: &str) -> Option<(&'static str, String)> {
    let (key, value) = line.trim_start_matches(['-', ' ']).split_once(": ")?;
    let value = value.trim();
    let quoted = || format!("put the text in quotes: `{key}: {}`", quote(value));
    match value.chars().next()? {
        quote @ ('"' | '\'') => {
            let inside = &value[1..];
            if inside.contains(quote) {
                (!inside.ends_with(quote) || inside.matches(quote).count() > 1).then(|| {
                    let other = if quote == '"' { "single" } else { "double" };
                    ("the quotes end too early", format!("put the whole text in {other} quotes"))
                })
            } else {
                Some(("this quote is not closed", format!("close it with `{quote}` at the end of the text")))
            }
        }
        '[' if !value.ends_with(']') => Some(("this `[` is not closed", quoted())),
        '{' if !value.ends_with('}') => Some(("this `{` is not closed", quoted())),
        '@' | '`' | '%' | '*' | '&' | '!' | '[' | '{' => {
            Some(("text that begins with this character needs quotes", quoted()))
        }
        _ if value.contains(": ") || value.ends_with(':') => {
            Some(("a second colon in text without quotes", quoted()))
        }
        _ => None,
    }
}

/// Puts a text in the quotes that need no escapes, if there are such.
fn quote(text: &str) -> String {
    if text.contains('"') && text.contains('\'') {
        format!("'{}'", text.replace('\'', "''"))
    } else if text.contains(['"', '\\']) {
        format!("'{text}'")
    } else {
        format!("\"{text}\"")
    }
}

/// The parser's own words, without the place at their end, which is that of a part of the file.
fn in_plain_words(error: &Error) -> String {
    let words = error.without_snippet().to_string();
    let words = words.lines().next().unwrap_or_default();
    match words.rfind(" at line ") {
        Some(end) => words[..end].to_owned(),
        None => words.to_owned(),
    }
}
