//! MDX: values in braces, in text and in tags.

use std::ops::Range;

use super::image::push_sign;
use super::rewriter::Rewriter;

/// A tag longer than this is no tag but a stray `<`.
const MAX_TAG: usize = 8_000;

/// Writes a text in braces (`{' '}`), and warns of other values, which MDX would compute.
pub(super) fn scan_expression(rewriter: &mut Rewriter<'_, '_, '_>, start: usize) {
    let text = rewriter.text.as_str();
    let rest = &text[start + 1..];
    let is_value = rewriter.kind.is_mdx
        && rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '"' | '`' | '[' | '(' | '.'))
        && !text[..start].ends_with(['\\', '$', '^', '_', '{', '}']);
    if !is_value {
        return;
    }
    let line = rest.find('\n').unwrap_or(rest.len().min(MAX_TAG));
    let length = braces(&text[start..]);
    if let Some(words) = length.and_then(|length| literal(&text[start + 1..start + length - 1])) {
        return rewriter.replace(start..start + length.unwrap_or_default(), escaped(words));
    }
    let range = start
        ..start
            + length
                .filter(|length| *length <= line)
                .unwrap_or_else(|| text[start..].floor_char_boundary(line + 1));
    let message = "a value in braces is not Markdown but MDX".to_owned();
    if is_in_heading(&text[..start]) {
        // At the end of a heading, Markdown would take it for attributes.
        rewriter.replace(start..start + 1, "&#123;".to_owned());
    }
    rewriter.warn("expression", &range, message, "shown to learners as written", "write the value itself");
}

/// Text that Markdown reads letter by letter.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '&' | '\\' | '#') {
            push_sign(&mut out, c);
        } else {
            out.push(c);
        }
    }
    out
}

fn is_in_heading(before: &str) -> bool {
    let back = before.floor_char_boundary(before.len().saturating_sub(MAX_TAG));
    before[back..].rsplit('\n').next().unwrap_or_default().trim_start().starts_with('#')
}

/// Rewrites the values in braces of a tag's attributes; gives the tag's length when there are some.
pub(super) fn scan_tag(rewriter: &mut Rewriter<'_, '_, '_>, start: usize) -> Option<usize> {
    let text = rewriter.text.as_str();
    let tag = &text[start..start + tag_length(&text[start..])?];
    if !tag.contains("={") {
        return None;
    }
    let mut at = 0;
    while let Some(equals) = tag[at..].find("={").map(|found| at + found) {
        let end = equals + 1 + braces(&tag[equals + 1..])?;
        let value = literal(tag[equals + 2..end - 1].trim());
        let name_start = tag[..equals]
            .rfind(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
            .map_or(0, |before| before + 1);
        if let Some(value) = value {
            let quoted = format!("\"{}\"", value.replace('"', "&quot;"));
            rewriter.replace(start + equals + 1..start + end, quoted);
        } else {
            name_lost(rewriter, &tag[name_start..equals], &(start..start + tag.len()));
            rewriter.remove(start + name_start..start + end);
        }
        at = end;
    }
    Some(tag.len())
}

/// Warns of an address or of words that only code knows.
fn name_lost(rewriter: &mut Rewriter<'_, '_, '_>, name: &str, tag: &Range<usize>) {
    if matches!(name, "href" | "src" | "alt" | "title" | "label" | "summary" | "caption") {
        let message = format!("`{name}` has a value that is not plain text");
        rewriter.warn("computed", tag, message, "left out", "write the value itself in quotes");
    }
}

/// The length of a tag: up to a `>` that is in no quotes and no braces.
pub(super) fn tag_length(text: &str) -> Option<usize> {
    text.as_bytes().get(1).filter(|c| c.is_ascii_alphabetic())?;
    let (mut depth, mut quote) = (0_usize, None);
    for (at, c) in text.bytes().enumerate().take(MAX_TAG) {
        match (quote, c) {
            (Some(open), c) => quote = Some(open).filter(|open| *open != c),
            (None, b'"' | b'\'' | b'`') => quote = Some(c),
            (None, b'{') => depth += 1,
            (None, b'}') => depth = depth.saturating_sub(1),
            (None, b'>') if depth == 0 => return Some(at + 1),
            (None, b'<') if at > 0 && depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The length of `{…}` with all that is in it.
pub(super) fn braces(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.bytes().enumerate().take(MAX_TAG) {
        match c {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + 1),
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The text that an expression plainly is: `"x"`, `5`, `require('./x.png').default`,
/// `useBaseUrl('/x.png')`.
pub(super) fn literal(expression: &str) -> Option<&str> {
    if !expression.is_empty() && expression.bytes().all(|c| c.is_ascii_digit() || c == b'.') {
        return Some(expression);
    }
    let call = expression
        .split_once('(')
        .filter(|(name, _)| !name.is_empty() && name.bytes().all(|c| c.is_ascii_alphanumeric()));
    let quoted = match call {
        Some((_, argument)) => {
            argument.strip_suffix(".default").unwrap_or(argument).trim_end().strip_suffix(')')?.trim()
        }
        None => expression,
    };
    let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let inner = quoted[1..].strip_suffix(quote)?;
    (!inner.contains([quote, '\n', '$'])).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_values_are_understood_and_computed_ones_are_not() {
        for (expression, value) in [
            ("'./x.png'", Some("./x.png")),
            ("require('./x.png').default", Some("./x.png")),
            ("useBaseUrl(\"/x.png\")", Some("/x.png")),
            ("500", Some("500")),
            ("{ color: 'red' }", None),
            ("() => go('x')", None),
            ("`a${b}`", None),
            ("name", None),
        ] {
            assert_eq!(literal(expression), value, "{expression}");
        }
    }
}
