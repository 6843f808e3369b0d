//! Marks inside of a line that Markdown does not have: `==marked==`, `^^inserted^^`, `++ctrl+c++`.
//!
//! The signs are common in text and code. So they count only with no blank on their inner side, and no letter or digit
//! on their outer side.

use std::borrow::Cow;
use std::ops::Range;

use crate::html::escape::escape;

use super::emoji::is_in_url;
use super::lines::before_on_line;
use super::meaning::line_of;
use super::rewriter::Rewriter;

/// What is marked is no longer than this.
const MAX_MARKED: usize = 1_000;

/// Two equal signs.
struct Sign {
    at: usize,
    kind: u8,
    opens: bool,
    closes: bool,
}

/// Replaces the marks.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let mut open: [Option<usize>; 3] = [None; 3];
    for sign in signs(rewriter) {
        let slot = &mut open[match sign.kind {
            b'=' => 0,
            b'+' => 1,
            _ => 2,
        }];
        let start =
            slot.filter(|&start| sign.closes && is_one_line(rewriter.text.as_str(), start + 2..sign.at));
        if let Some(start) = start {
            *slot = None;
            mark(rewriter, sign.kind, start..sign.at + 2);
        } else if sign.opens {
            *slot = Some(sign.at);
        }
    }
}

/// A text without the signs around what is marked or inserted.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut open: [Option<usize>; 2] = [None; 2];
    let mut signs = Vec::new();
    for at in memchr::memchr2_iter(b'=', b'^', bytes) {
        let slot = &mut open[usize::from(bytes[at] == b'^')];
        let Some((opens, closes)) = pair(text, at) else { continue };
        if let Some(start) = slot.filter(|&start| closes && start + 2 < at) {
            *slot = None;
            signs.extend([start, at]);
        } else if opens {
            *slot = Some(at);
        }
    }
    if signs.is_empty() {
        return text.into();
    }
    signs.sort_unstable();
    let starts = signs.iter().map(|at| at + 2);
    let pieces = std::iter::once(0).chain(starts).zip(signs.iter().copied().chain([text.len()]));
    pieces.map(|(start, end)| &text[start..end]).collect::<String>().into()
}

/// Whether the two equal signs at a place can begin a mark, and whether they can end one; `None` if there are no two.
fn pair(text: &str, at: usize) -> Option<(bool, bool)> {
    let (bytes, kind) = (text.as_bytes(), text.as_bytes()[at]);
    let is_pair = bytes.get(at + 1) == Some(&kind)
        && bytes.get(at + 2) != Some(&kind)
        && at.checked_sub(1).is_none_or(|before| bytes[before] != kind && bytes[before] != b'\\');
    if !is_pair {
        return None;
    }
    let before = text[..at].chars().next_back();
    let after = text[at + 2..].chars().next();
    let is_outside = |c: Option<char>| c.is_none_or(|c| !is_of_word(c));
    let is_inside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    Some((is_outside(before) && is_inside(after), is_outside(after) && is_inside(before)))
}

/// All signs that may begin or end a mark, from front to back.
fn signs(rewriter: &Rewriter<'_, '_, '_>) -> Vec<Sign> {
    let text = rewriter.text.as_str();
    let bytes = text.as_bytes();
    let lines = rewriter.lines();
    let mut signs = Vec::new();
    for at in memchr::memchr3_iter(b'=', b'+', b'^', bytes) {
        let kind = bytes[at];
        let Some((opens, closes)) = pair(text, at) else { continue };
        if (opens || closes)
            && lines.is_text(line_of(&lines, at))
            && rewriter.is_running_text(at)
            && rewriter.kept_until(at).is_none()
            && !is_in_url(text, at)
        {
            signs.push(Sign { at, kind, opens, closes });
        }
    }
    signs
}

/// Whether a sign next to this letter is a part of its word. Scripts without blanks have marks within their lines.
fn is_of_word(c: char) -> bool {
    let is_without_blanks = matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}');
    c.is_alphanumeric() && !is_without_blanks
}

/// Whether a range is a part of one paragraph or one cell.
fn is_one_line(text: &str, range: Range<usize>) -> bool {
    if range.is_empty() || range.len() > MAX_MARKED {
        return false;
    }
    let mut lines = text[range.clone()].split('\n');
    let first = lines.next().unwrap_or_default();
    let is_in_table = || before_on_line(text, range.start).trim_start().starts_with('|');
    let continues = |line: &str| {
        let line = line.trim_start();
        !line.is_empty() && !line.starts_with(['-', '*', '+', '#', '>', '|', '`', '~', ':', '<'])
    };
    lines.all(continues) && !(first.contains('|') && is_in_table())
}

fn mark(rewriter: &mut Rewriter<'_, '_, '_>, kind: u8, range: Range<usize>) {
    let tag = match kind {
        b'=' => "mark",
        b'+' => {
            let inner = &rewriter.text.as_str()[range.start + 2..range.end - 2];
            if let Some(keys) = keys(inner) {
                return rewriter.replace(range, keys);
            }
            if !is_prose(inner) {
                return;
            }
            "ins"
        }
        _ => "ins",
    };
    rewriter.replace(range.start..range.start + 2, format!("<{tag}>"));
    rewriter.replace(range.end - 2..range.end, format!("</{tag}>"));
}

/// Whether words are inserted, and nothing is counted: `++i, j++`.
fn is_prose(inner: &str) -> bool {
    inner.split(|c: char| !c.is_alphabetic()).next().is_some_and(|word| word.chars().count() > 1)
        && !inner.ends_with(['+', ';'])
}

/// Names of keys that are no single letter.
const KEYS: &[&str] = &[
    "alt",
    "altgr",
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "backspace",
    "caps-lock",
    "cmd",
    "command",
    "control",
    "ctrl",
    "del",
    "delete",
    "down",
    "end",
    "enter",
    "esc",
    "escape",
    "fn",
    "home",
    "ins",
    "insert",
    "left",
    "left-alt",
    "left-control",
    "left-shift",
    "meta",
    "num-lock",
    "option",
    "page-down",
    "page-up",
    "pause",
    "plus",
    "print-screen",
    "return",
    "right",
    "right-alt",
    "right-control",
    "right-shift",
    "scroll-lock",
    "shift",
    "slash",
    "space",
    "super",
    "tab",
    "up",
    "win",
    "windows",
];

/// HTML for keys that are pressed together: `ctrl+alt+"My key"`.
fn keys(inner: &str) -> Option<String> {
    let names: Vec<&str> = inner.split('+').collect();
    let is_quoted = |name: &str| name.len() > 2 && name.starts_with('"') && name.ends_with('"');
    let is_function_key = |name: &str| {
        name.strip_prefix(['f', 'F']).is_some_and(|number| number.parse().is_ok_and(|number: u8| number < 25))
    };
    let is_key = |name: &str| {
        is_quoted(name)
            || name.chars().count() == 1
            || is_function_key(name)
            || KEYS.contains(&name.to_ascii_lowercase().as_str())
    };
    let is_plain = |name: &&str| {
        is_quoted(name)
            || (!name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')))
    };
    let is_combination = names.iter().all(is_plain) && names.iter().any(|name| is_key(name));
    // One letter alone is a sum: `++i++`.
    let is_letter = names.len() == 1 && inner.chars().count() == 1;
    let shown = |name: &&str| format!("<kbd>{}</kbd>", escape(&readable(name)));
    (is_combination && !is_letter).then(|| names.iter().map(shown).collect::<Vec<_>>().join("+"))
}

/// A key as it is printed: `Page Up` of `page-up`.
fn readable(name: &str) -> String {
    if let Some(quoted) = name.strip_prefix('"') {
        return quoted.trim_end_matches('"').to_owned();
    }
    let raised = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
            .unwrap_or_default()
    };
    name.split('-').map(raised).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_by_their_names() {
        for (inner, expected) in [
            ("ctrl+c", Some("<kbd>Ctrl</kbd>+<kbd>C</kbd>")),
            ("enter", Some("<kbd>Enter</kbd>")),
            ("cmd+page-up", Some("<kbd>Cmd</kbd>+<kbd>Page Up</kbd>")),
            ("ctrl+\"My <key>\"", Some("<kbd>Ctrl</kbd>+<kbd>My &lt;key&gt;</kbd>")),
            ("shift+f12", Some("<kbd>Shift</kbd>+<kbd>F12</kbd>")),
            ("new words", None),
            ("word", None),
            ("i", None),
            ("", None),
        ] {
            assert_eq!(keys(inner).as_deref(), expected, "{inner}");
        }
    }
}
