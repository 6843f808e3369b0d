//! MDX: imports and exports, values in braces, components.

use super::rewriter::Rewriter;

/// A tag longer than this is no tag but a stray `<`.
const MAX_TAG: usize = 2_000;

/// Removes `import` and `export` lines up to the blank line after them.
pub(super) fn scan_modules(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let (mut at, mut in_module, mut after_blank) = (0, None::<usize>, true);
    let mut modules = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let is_blank = line.trim().is_empty();
        let begins = !is_blank
            && (after_blank || in_module.is_some())
            && is_module(line, rewriter.kind.is_mdx)
            && rewriter.kept_until(start).is_none();
        // In plain Markdown only such lines themselves are taken: the rest may be prose.
        let goes_on = in_module.is_some() && !is_blank && (rewriter.kind.is_mdx || begins);
        if in_module.is_some() && !goes_on {
            modules.extend(in_module.take().map(|first| first..start));
        }
        if begins && in_module.is_none() {
            in_module = Some(start);
        }
        after_blank = is_blank;
    }
    modules.extend(in_module.map(|first| first..at));
    for module in modules {
        // An import of MDX shows nothing by itself; what uses it has its own finding.
        let said = if rewriter.kind.is_mdx { export_in(&text[module.clone()]) } else { Some(0) };
        if let Some(at) = said {
            let start = module.start + at;
            let line = start..start + text[start..].lines().next().unwrap_or_default().len();
            let message = "`import` and `export` are not Markdown but MDX".to_owned();
            rewriter.warn(
                "import",
                &line,
                message,
                "removed",
                "replace it with Markdown that shows the same",
            );
        }
        rewriter.remove(module);
    }
}

/// Where the first line begins that exports something.
fn export_in(module: &str) -> Option<usize> {
    const EXPORT: &str = "export ";
    if module.starts_with(EXPORT) { Some(0) } else { module.find("\nexport ").map(|at| at + 1) }
}

fn is_module(line: &str, is_mdx: bool) -> bool {
    let line = line.trim_end();
    let quoted = |text: &str| text.trim_end_matches(';').ends_with(['"', '\'']);
    if let Some(rest) = line.strip_prefix("import ") {
        return is_mdx || (quoted(line) && (rest.contains(" from ") || rest.starts_with(['"', '\''])));
    }
    is_mdx && line.starts_with("export ")
}

/// Warns of a value in braces, which MDX would compute.
pub(super) fn scan_expression(rewriter: &mut Rewriter<'_, '_, '_>, start: usize) {
    let text = rewriter.text.as_str();
    let rest = &text[start + 1..];
    let is_value = rewriter.kind.is_mdx
        && rest.starts_with(char::is_alphabetic)
        && !text[..start].ends_with(['\\', '$', '^', '_', '{', '}']);
    let Some(length) = rest.split('\n').next().unwrap_or_default().find('}').filter(|_| is_value) else {
        return;
    };
    let range = start..start + 1 + length + 1;
    let message = "a value in braces is not Markdown but MDX".to_owned();
    rewriter.warn("expression", &range, message, "shown to learners as written", "write the value itself");
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
        match value {
            Some(value) => {
                rewriter.replace(
                    start + equals + 1..start + end,
                    format!("\"{}\"", value.replace('"', "&quot;")),
                );
            }
            None => {
                rewriter.remove(start + name_start..start + end);
            }
        }
        at = end;
    }
    Some(tag.len())
}

/// The length of a tag: up to a `>` that is in no quotes and no braces.
fn tag_length(text: &str) -> Option<usize> {
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
fn braces(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.bytes().enumerate() {
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
fn literal(expression: &str) -> Option<&str> {
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
