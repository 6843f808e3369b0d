//! kramdown, which Jekyll uses: lists of attributes (`{: .note}`), extensions (`{::options /}`), `{:toc}`.
//!
//! Classes that many themes have for boxes make a box ([`boxed`]). All other attributes are for a website and go.

mod attribute_list;
mod boxed;
mod line;

use super::lines::{Lines, Part, find_from};
use super::rewriter::Rewriter;
use super::tag::{MAX_TAG, within};

use attribute_list::AttributeList;
use line::{depth, is_item};

/// Looks for lines that are nothing but attributes or an extension.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let is_own = |&line: &usize| lines.is_text(line) && lines.content(line).starts_with("{:");
    let mut own: Vec<usize> = lines.beginning_with(b"{").filter(is_own).collect();
    // Quotes in quotes wait for the next round.
    own.sort_by_key(|&line| depth(lines, line));
    for line in own {
        let place = lines.place(line);
        let content = lines.content(line);
        if rewriter.is_claimed(place.start) {
            continue;
        }
        if let Some(list) = AttributeList::read(content).filter(|list| list.length == content.len()) {
            attributes(rewriter, lines, line, &list);
        } else if attribute_list::is_definition(content) {
            rewriter.remove(place);
        }
    }
}

fn attributes(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, line: usize, list: &AttributeList<'_>) {
    let above = line.checked_sub(1).filter(|&above| depth(lines, above) >= depth(lines, line));
    let above = above.filter(|&above| !lines.is_blank(above) || depth(lines, above) > depth(lines, line));
    if let Some(above) = above
        && let Part::Fence(fence) = lines.lines[above].part
    {
        language(rewriter, lines, fence, list);
    } else if let Some((above, id)) =
        above.zip(list.id).filter(|(above, _)| lines.content(*above).starts_with('#'))
    {
        // A link on the page may lead to the heading.
        let end = lines.place(above).end;
        rewriter.replace(end..end, format!(" {{#{id}}}"));
    } else if let Some(above) = above.filter(|&above| list.words.contains(&"toc") && is_item(lines, above)) {
        // The item stands for the table of contents.
        let start = lines.lines[above].start;
        rewriter.remove(start..lines.place(line).end);
        return;
    } else if boxed::wrap(rewriter, lines, line, above, list) {
        return;
    }
    remove_line(rewriter, lines, line, above);
}

/// `{: .language-bash}` below a fence.
fn language(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, fence: usize, list: &AttributeList<'_>) {
    let info = lines.fences[fence].info.clone();
    let language = list.classes.iter().find_map(|class| class.strip_prefix("language-"));
    if let Some(language) = language.filter(|_| lines.text[info.clone()].trim().is_empty()) {
        rewriter.replace(info, language.to_owned());
    }
}

/// Removes a line of attributes. A blank one stays, except between the items of a list.
fn remove_line(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, line: usize, above: Option<usize>) {
    let next = line + 1;
    let is_between_items = above.is_some() && next < lines.lines.len() && is_item(lines, next);
    if is_between_items {
        rewriter.remove(lines.lines[line].range.start..lines.lines[next].range.start);
    } else {
        rewriter.remove(lines.place(line));
    }
}

/// Looks for attributes and extensions inside of lines.
pub(super) fn scan_spans(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let mut at = 0;
    while let Some(start) = find_from(text, "{:", at) {
        at = start + 2;
        if rewriter.kept_until(start).is_some() {
            continue;
        }
        let rest = &text[start..];
        if rest.starts_with("{::") || rest.starts_with("{:/") {
            at = extension(rewriter, start).unwrap_or(at);
        } else if let Some(list) =
            AttributeList::read(rest).filter(|list| is_behind(text, start, list.length))
        {
            let blanks = text[..start].len() - text[..start].trim_end_matches(' ').len();
            at = start + list.length;
            let id = list.id.filter(|_| is_in_heading(text, start)).map(|id| format!(" {{#{id}}}"));
            rewriter.replace(start - blanks..at, id.unwrap_or_default());
        }
    }
}

/// Whether attributes stand where they belong to something: behind markup, at the end of a heading, at the
/// start of an item.
fn is_behind(text: &str, start: usize, length: usize) -> bool {
    let before = &text[..start];
    if before.ends_with([')', ']', '`', '*', '_', '}', '>', '~']) {
        return true;
    }
    let back = text.floor_char_boundary(start.saturating_sub(MAX_TAG));
    let line = text[back..start].rsplit('\n').next().unwrap_or_default().trim_start();
    let is_heading = line.starts_with('#') && line.ends_with(' ');
    let is_item =
        matches!(line, "- " | "* " | "+ ") || line.trim_end_matches(". ").bytes().all(|c| c.is_ascii_digit());
    let after = text[start + length..].trim_start_matches([' ', '\r']);
    let ends_line = after.is_empty() || after.starts_with('\n');
    (is_heading && ends_line) || (is_item && line.ends_with(' '))
}

fn is_in_heading(text: &str, at: usize) -> bool {
    let back = text.floor_char_boundary(at.saturating_sub(MAX_TAG));
    text[back..at].rsplit('\n').next().unwrap_or_default().trim_start().starts_with('#')
}

/// Removes `{::options … /}`, and the two tags of an extension; gives where to go on.
fn extension(rewriter: &mut Rewriter<'_, '_, '_>, start: usize) -> Option<usize> {
    let text = rewriter.text.as_str();
    let line = within(&text[start..], MAX_TAG).split('\n').next().unwrap_or_default();
    let length = line.find('}')? + 1;
    let name = line[..length].trim_matches(['{', '}', ':', '/', ' ']).split(' ').next().unwrap_or_default();
    if !name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_' || c == b'-') {
        return None;
    }
    let range = start..start + length;
    if !matches!(name, "" | "options" | "nomarkdown") && line.starts_with("{::") {
        let message = format!("`{{::{name}}}` is an extension of kramdown and is removed");
        rewriter.warn("kramdown", &range, message, "what it encloses is kept", "replace it with Markdown");
    }
    rewriter.remove(range.clone());
    Some(range.end)
}
