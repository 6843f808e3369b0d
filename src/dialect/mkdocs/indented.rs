//! Blocks with an indented body: `!!! note "Title"`, `??? note "Title"`, `=== "Tab"`.

use std::ops::Range;

use crate::dialect::containers::{self, Container};
use crate::dialect::lines::{Lines, Part};
use crate::dialect::lists;
use crate::dialect::rewriter::Rewriter;
use crate::html::admonitions;

use super::title::plain_title;

/// The columns by which a body is indented.
const INDENT: usize = 4;

/// Rewrites the outermost blocks; what is in them waits for the next round.
pub(in super::super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let mut columns = None;
    let mut next = 0;
    for number in lines.beginning_with(b"!?=") {
        if number < next || !lines.is_text(number) || rewriter.is_claimed(lines.lines[number].start) {
            continue;
        }
        let Some(head) = Head::read(lines.content(number)) else {
            warn_of_quote(rewriter, lines, number);
            continue;
        };
        // Deeper, it is code.
        let indent = lines.lines[number].indent;
        if indent >= INDENT && indent >= columns.get_or_insert_with(|| lists::columns(lines))[number] + INDENT
        {
            continue;
        }
        let body = lines.body(number, INDENT);
        if body.is_empty() && !head.is_titled && !rewriter.kind.tools.mkdocs {
            warn_of_body(rewriter, lines, number);
            continue;
        }
        next = body.end;
        rewrite(rewriter, lines, number, body, head.container);
    }
}

/// Warns of a box whose title does not end.
fn warn_of_quote(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, head: usize) {
    let content = lines.content(head);
    let is_tab = content.strip_prefix("=== \"").is_some_and(|title| !title.contains('"'));
    let is_title = is_tab || (is_known(content) && content.matches('"').count() == 1);
    if is_title && rewriter.kept_until(lines.lines[head].start).is_none() {
        let message = "the title of a block has no closing quote".to_owned();
        let help = "end the title with `\"`";
        rewriter.warn("block title", &lines.place(head), message, "shown to learners as written", help);
    }
}

/// Warns of a box without an indented text, where it would have to be a box.
fn warn_of_body(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, head: usize) {
    let content = lines.content(head);
    if is_known(content) {
        let message = format!("`{content}` has no indented text below it");
        let help = "indent the text of the block by four spaces";
        rewriter.warn("block body", &lines.place(head), message, "shown to learners as written", help);
    }
}

/// Whether the first line of a box or of details names a kind of them, in small letters.
fn is_known(content: &str) -> bool {
    let rest = content
        .strip_prefix("!!! ")
        .or_else(|| content.strip_prefix("???")?.trim_start_matches('+').strip_prefix(' '));
    let kind = rest.unwrap_or_default().split([' ', '"']).next().unwrap_or_default();
    admonitions::known(kind).is_some()
}

fn rewrite(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    head: usize,
    body: Range<usize>,
    container: Container,
) {
    let last = body.end - 1;
    let end = lines.lines[last].range.end;
    if !rewriter.claim(lines.lines[head].start..end) {
        return;
    }
    let prefix = lines.prefix(head);
    let blank = prefix.trim_end();
    let mut after = String::new();
    if let Some(marks) = unclosed(lines, head, &body) {
        after.extend(["\n", &prefix, &marks]);
    }
    after.extend(["\n", blank]);
    if let Some(placeholder) = containers::end(&container) {
        let comment = rewriter.comment(placeholder);
        after.extend(["\n", &prefix, &comment]);
    }
    let indent = lines.lines[head].indent;
    rewriter.outdent(lines, body.clone(), &(indent..indent + INDENT));
    containers::open(rewriter, lines.place(head), container);
    if body.is_empty() {
        // Behind the head, which is replaced up to here.
        let end = lines.lines[head].range.end;
        rewriter.replace(end..end, after);
    } else {
        rewriter.replace(end..end, after);
    }
}

/// The marks that would end the code that goes on behind these lines. What is in a quote, or first in a list item, ends
/// with that.
fn unclosed(lines: &Lines<'_>, head: usize, body: &Range<usize>) -> Option<String> {
    let last = body.clone().last()?;
    let Part::Fence(number) = lines.lines[last].part else { return None };
    let fence = &lines.fences[number];
    let goes_on = fence.close.is_none_or(|close| close >= body.end);
    let prefix = lines.prefix(fence.open);
    let quotes = |text: &str| text.matches('>').count();
    if !goes_on || fence.is_item() || quotes(&prefix) > quotes(&lines.prefix(head)) {
        return None;
    }
    let columns = lines.lines[fence.open].indent.saturating_sub(lines.lines[head].indent + INDENT);
    Some(" ".repeat(columns) + &fence.marks())
}

/// The first line of a block.
struct Head {
    container: Container,
    /// Whether there is a title in quotes, so that it can be nothing else.
    is_titled: bool,
}

impl Head {
    fn read(content: &str) -> Option<Self> {
        let (mark, rest) = content.split_at_checked(3)?;
        match mark {
            "!!!" => Self::admonition(rest),
            "???" => Self::details(rest),
            "===" => Self::tab(rest),
            _ => None,
        }
    }

    fn admonition(rest: &str) -> Option<Self> {
        let (kind, title) = kind_and_title(rest)?;
        let (look, name) = admonitions::of_name(if kind.is_empty() { "note" } else { kind });
        let is_titled = title.is_some();
        Some(Self { container: Container::Admonition { look, title: title.or(name) }, is_titled })
    }

    fn details(rest: &str) -> Option<Self> {
        let (is_open, rest) = match rest.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let (kind, title) = kind_and_title(rest)?;
        let is_titled = title.is_some();
        let (look, name) = admonitions::of_name(if kind.is_empty() { "details" } else { kind });
        let summary = title.filter(|title| !title.is_empty()).or(name);
        let summary = summary.unwrap_or_else(|| look.title().to_owned());
        Some(Self { container: Container::Details { summary, is_open }, is_titled })
    }

    fn tab(rest: &str) -> Option<Self> {
        let quoted = rest.trim_start_matches(['!', '+']).trim();
        let title = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))?;
        Some(Self { container: Container::Label(plain_title(title)), is_titled: true })
    }
}

/// The kind and the title in `kind inline end "Title"`, where the title may be missing; `None` for prose.
fn kind_and_title(rest: &str) -> Option<(&str, Option<String>)> {
    let rest = rest.trim();
    let (words, title) = match rest.split_once('"') {
        Some((words, quoted)) => (words.trim_end(), Some(plain_title(quoted.strip_suffix('"')?))),
        None => (rest, None),
    };
    let kind = words.split(' ').next().unwrap_or_default();
    let is_word = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if words.is_empty() && title.is_none() {
        return None;
    }
    if words.split_whitespace().all(is_word) {
        return Some((kind, title));
    }
    // A title without quotes, as in other tools.
    let name = kind.trim_end_matches(':');
    admonitions::known(&name.to_ascii_lowercase())?;
    let unquoted = words[kind.len()..].trim();
    Some((name, title.or_else(|| Some(plain_title(unquoted)).filter(|title| !title.is_empty()))))
}
