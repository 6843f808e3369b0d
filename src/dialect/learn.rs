//! Blocks of Microsoft's documentation: `:::image source="x.png" alt-text="y":::`, those in `:::` that only divide a
//! page, and tabs.

use std::ops::Range;

use crate::html::embeds;
use crate::html::tokens::{Token, Tokens};

use super::image;
use super::lines::Lines;
use super::marked_address::{ByName, MarkedAddress, Size};
use super::placeholder::Placeholder;
use super::rewriter::Rewriter;
use super::title_words;
use super::wiki::escaped;

/// Blocks that divide a page, and the ends of blocks: what is inside stays.
const DIVISIONS: &[&str] = &[
    "row",
    "row-end",
    "column",
    "column-end",
    "image-end",
    "zone",
    "zone-end",
    "moniker",
    "moniker-end",
    "code-end",
    "no-loc",
];

/// Rewrites such blocks; an image may be anywhere in a line.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    for line in lines.holding(":::") {
        let place = lines.place(line);
        let content = lines.content(line);
        if !lines.is_text(line) || rewriter.is_claimed(place.start) {
            continue;
        }
        let mut at = 0;
        while let Some(start) = content[at..].find(":::").map(|found| at + found) {
            let rest = &content[start + 3..];
            let length = rest.find(":::").map_or(rest.len(), |end| end + 3);
            let inner = rest[..length].trim_end_matches(':').trim();
            let range = place.start + start..place.start + start + 3 + length;
            let is_closed = rest[..length].ends_with(":::");
            let name = inner.split(char::is_whitespace).next().unwrap_or_default();
            let is_known = DIVISIONS.contains(&name) || ["image", "video", "code"].contains(&name);
            let is_code = |rewriter: &Rewriter<'_, '_, '_>| rewriter.kept_until(range.start).is_some();
            if is_known && !is_code(rewriter) && block(rewriter, inner, is_closed, start == 0, &range) {
                rewriter.claim(range);
                at = start + 3 + length;
            } else {
                break;
            }
        }
    }
}

/// Writes a label for each tab, `# [Label](#tab/id)`, and removes the line that ends a group of them.
pub(super) fn scan_tabs(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let mut is_open = false;
    for line in lines.beginning_with(b"#-*") {
        let (content, place) = (lines.content(line), lines.place(line));
        if !lines.is_text(line) || rewriter.is_claimed(place.start) {
            continue;
        }
        if let Some(label) = tab(content) {
            let label = title_words::of(label);
            rewriter.insert(place, Placeholder::Label(label));
            is_open = true;
        } else if is_open && matches!(content, "---" | "***") {
            rewriter.remove(place);
            is_open = false;
        }
    }
}

/// Shows the videos in boxes, `[!VIDEO address]`, each on a line of its own behind others of its box: the first line of
/// a quote is the renderer's.
pub(super) fn scan_videos(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    for line in lines.beginning_with(b"[") {
        let place = lines.place(line);
        let address = video(lines.content(line)).filter(|_| lines.is_text(line));
        let Some(address) = address.filter(|_| !rewriter.is_claimed(place.start)) else { continue };
        let prefix = lines.prefix(line);
        let is_behind = line > 0
            && prefix.contains('>')
            && lines.prefix(line - 1).contains('>')
            && !lines.is_blank(line - 1);
        if !is_behind || rewriter.kept_until(place.start).is_some() {
            continue;
        }
        match embeds::from_url(address) {
            Some(player) => rewriter.insert(place, Placeholder::Player(player)),
            None => rewriter.replace(place, image::link(&escaped(address), address)),
        }
    }
}

/// The address in `[!VIDEO address]`.
fn video(content: &str) -> Option<&str> {
    let inner = content.strip_prefix("[!")?.strip_suffix(']')?;
    let (name, address) = inner.split_once(' ')?;
    let address = address.trim();
    let is_one = name.eq_ignore_ascii_case("video") && !address.contains([' ', '[', ']', '<', '>']);
    (is_one && !address.is_empty()).then_some(address)
}

/// The label of a tab.
fn tab(content: &str) -> Option<&str> {
    // Few headings end so.
    let heading = content.strip_prefix('#')?.trim_end().strip_suffix(')')?;
    let (label, id) = heading.trim_start_matches('#').trim_start().split_once("](#tab/")?;
    if id.contains(' ') {
        return None;
    }
    label.strip_prefix('[')
}

/// Rewrites one block, if it is known.
fn block(
    rewriter: &mut Rewriter<'_, '_, '_>,
    inner: &str,
    is_closed: bool,
    is_first: bool,
    range: &Range<usize>,
) -> bool {
    let name = inner.split(char::is_whitespace).next().unwrap_or_default();
    let tag = format!("<{inner}>");
    let get = |keys: &[&str]| match Tokens::new(&tag).next() {
        Some(Token::Start(tag)) => keys.iter().find_map(|key| tag.get(key).map(std::borrow::Cow::into_owned)),
        _ => None,
    };
    if DIVISIONS.contains(&name)
        && is_first
        && (is_closed || name.starts_with("zone") || name.starts_with("moniker"))
    {
        rewriter.remove(range.clone());
        return true;
    }
    match (name, get(&["source", "src"]).filter(|source| !source.contains('\n'))) {
        ("image", Some(source)) => {
            let alt = escaped(&get(&["alt-text"]).unwrap_or_default());
            let address = MarkedAddress { address: &source, by_name: ByName::No, size: Size::default() };
            rewriter.replace(range.clone(), format!("![{alt}]({})", address.write()));
            true
        }
        ("video", Some(source)) => {
            match embeds::from_url(&source) {
                Some(player) if rewriter.is_alone(range) => {
                    rewriter.insert(range.clone(), Placeholder::Player(player));
                }
                _ => {
                    let title = escaped(&get(&["title"]).unwrap_or_else(|| source.clone()));
                    let address =
                        MarkedAddress { address: &source, by_name: ByName::No, size: Size::default() };
                    rewriter.replace(range.clone(), format!("[{title}]({})", address.write()));
                }
            }
            true
        }
        ("code", Some(source)) if is_closed => {
            rewriter.warn(
                ":::code",
                range,
                format!("`:::code` shows code of another file: `{source}` is not in the lesson"),
                "shown to learners as written",
                "write the code here, between lines of three backticks",
            );
            true
        }
        _ => false,
    }
}
