//! Boxes made by a class: `{: .note}` above or below a paragraph or a quote.

use std::ops::Range;

use crate::dialect::boxes::{self, plain_title};
use crate::dialect::containers::Container;
use crate::dialect::lines::{Lines, Part};
use crate::dialect::placeholder::Placeholder;
use crate::dialect::rewriter::Rewriter;
use crate::html::admonitions;

use super::attribute_list::AttributeList;
use super::line::{depth, is_item};

/// Makes a box of the block that the attributes on a line belong to: that above, else that below. Returns whether
/// it did.
pub(super) fn wrap(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    line: usize,
    above: Option<usize>,
    list: &AttributeList<'_>,
) -> bool {
    let Some(kind) = list.classes.iter().find_map(|class| Kind::of(class)) else { return false };
    let block = match above {
        Some(above) => first_of(lines, line, above)..line,
        None => line + 1..end_of(lines, line),
    };
    let is_heading = lines.content(block.start.min(lines.lines.len() - 1)).starts_with('#');
    let is_quote = !block.is_empty() && depth(lines, block.start) > depth(lines, line);
    if block.is_empty() || (is_heading && !is_quote) {
        return false;
    }
    let whole = block.start.min(line)..block.end.max(line + 1);
    if !rewriter.claim(lines.lines[whole.start].range.start..lines.lines[whole.end - 1].range.end) {
        return false;
    }
    let (outer, whole_start) = (depth(lines, line), block.start);
    let (title, body) = if is_quote { title(lines, &block, &kind) } else { (None, block.clone()) };
    let Container::Admonition { look, title } = boxes::admonition(Some(kind.name), title) else {
        return false;
    };
    let start = rewriter.comment(Placeholder::AdmonitionStart { look, title });
    let end = rewriter.comment(Placeholder::AdmonitionEnd);
    let prefix = prefix(lines, line);
    let place = lines.place(line);
    if above.is_some() {
        let first = lines.lines[block.start].range.start;
        rewriter.replace(first..first, format!("{prefix}{start}\n"));
        rewriter.replace(place, end);
    } else {
        rewriter.replace(place, start);
        let block_end = lines.lines[block.end - 1].range.end;
        rewriter.replace(block_end..block_end, format!("\n{prefix}{end}"));
    }
    if is_quote {
        block.for_each(|line| unquote(rewriter, lines, line, outer));
    }
    (whole_start..body.start).for_each(|line| {
        rewriter.remove(lines.place(line));
    });
    true
}

/// The kind of box that a class means.
struct Kind<'c> {
    name: &'c str,
    /// The first paragraph is the title.
    has_title: bool,
}

impl<'c> Kind<'c> {
    fn of(class: &'c str) -> Option<Self> {
        let (class, has_title) = match class.strip_suffix("-title") {
            Some(class) => (class, true),
            None => (class, false),
        };
        let name = ["notice--", "alert-", "callout-", "admonition-", "box-", "message-"]
            .iter()
            .find_map(|prefix| class.strip_prefix(prefix))
            .unwrap_or(class);
        let is_color = matches!(name, "primary" | "secondary" | "default") && name == class;
        let is_known = admonitions::known(&name.to_ascii_lowercase()).is_some() && !is_color;
        is_known.then_some(Self { name, has_title })
    }
}

/// What the lines of a container around a line begin with.
fn prefix<'t>(lines: &Lines<'t>, line: usize) -> &'t str {
    &lines.text[lines.lines[line].range.start..lines.lines[line].start]
}

/// The first line of the block that ends with `last`.
fn first_of(lines: &Lines<'_>, line: usize, last: usize) -> usize {
    let outer = depth(lines, line);
    let is_quote = depth(lines, last) > outer;
    let mut first = last;
    while let Some(before) = first.checked_sub(1) {
        let goes_on = if is_quote {
            depth(lines, before) > outer
        } else {
            let is_own = depth(lines, before) == outer && lines.lines[before].part == Part::Text;
            is_own && !lines.is_blank(before) && !lines.content(before).starts_with(['#', '{', '<'])
        };
        if !goes_on {
            break;
        }
        first = before;
    }
    // A paragraph of an item is no block of its own lines.
    let is_in_item =
        !is_quote && is_item(lines, first) && lines.lines[first].indent < lines.lines[line].indent;
    if is_in_item { last + 1 } else { first }
}

/// The line behind the block that begins below a line.
fn end_of(lines: &Lines<'_>, line: usize) -> usize {
    let outer = depth(lines, line);
    let first = line + 1;
    if first >= lines.lines.len() {
        return first;
    }
    let is_quote = depth(lines, first) > outer;
    let goes_on = |&next: &usize| match lines.lines[next].part {
        Part::Text if is_quote => depth(lines, next) > outer,
        Part::Text => depth(lines, next) == outer && !lines.is_blank(next),
        // What is in a fence belongs to it.
        Part::Fence(_) => depth(lines, next) >= outer + usize::from(is_quote),
        Part::Comment | Part::Math => true,
    };
    (first..lines.lines.len()).take_while(goes_on).last().map_or(first, |last| last + 1)
}

/// The title of a quote, and the lines behind it: its heading, or its first paragraph if the class says so.
fn title(lines: &Lines<'_>, block: &Range<usize>, kind: &Kind<'_>) -> (Option<String>, Range<usize>) {
    let first = lines.content(block.start);
    let end = if first.starts_with('#') {
        block.start + 1
    } else if kind.has_title {
        block.clone().find(|&line| lines.is_blank(line)).unwrap_or(block.end)
    } else {
        return (None, block.clone());
    };
    let words: Vec<&str> =
        (block.start..end).map(|line| lines.content(line).trim_matches(['#', ' '])).collect();
    match plain_title(&words.join(" ")) {
        Some(title) => (Some(title), end..block.end),
        None => (None, block.clone()),
    }
}

/// Removes the `>` behind `outer` others, with a blank.
fn unquote(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, line: usize, outer: usize) {
    let start = lines.lines[line].range.start;
    let before = prefix(lines, line);
    let Some((at, _)) = before.match_indices('>').nth(outer) else { return };
    let blank = usize::from(before[at + 1..].starts_with(' '));
    rewriter.remove(start + at..start + at + 1 + blank);
}
