//! Short codes of emoji: `:tada:`. The names are those of GitHub; an unknown name is text.

use std::borrow::Cow;

use crate::commonmark::ids;

use super::lines::before_on_line;
use super::rewriter::Rewriter;

/// No name is longer.
const MAX_NAME: usize = 50;

/// No heading is longer.
const MAX_HEADING: usize = 500;

/// Puts emoji in the place of their short codes.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let bytes = text.as_bytes();
    let (mut next, mut heading) = (0, 0);
    for at in memchr::memchr_iter(b':', bytes) {
        if at < next {
            continue;
        }
        let length = name_length(&bytes[at + 1..]);
        let end = at + length + 2;
        // Two may touch each other; `a::id::b` is code.
        let is_code = text[..at].ends_with(':') && at != next;
        if length == 0 || bytes.get(end - 1) != Some(&b':') || is_code || !is_apart(text, at, end) {
            continue;
        }
        let Some(emoji) = emojis::get_by_shortcode(&text[at + 1..end - 1]) else { continue };
        if is_running(rewriter, at, end) && !is_in_url(text, at) {
            rewriter.replace(at..end, emoji.as_str().to_owned());
            next = end;
            keep_id(rewriter, at, end, &mut heading);
        }
    }
}

/// A text with emoji in the place of their short codes.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut taken = 0;
    for at in memchr::memchr_iter(b':', text.as_bytes()) {
        if at < taken {
            continue;
        }
        let end = at + name_length(&text.as_bytes()[at + 1..]) + 2;
        let is_code = text[..at].ends_with(':') && at != taken;
        let is_closed = text.as_bytes().get(end - 1) == Some(&b':');
        if !is_code
            && is_closed
            && is_apart(text, at, end)
            && let Some(emoji) = emojis::get_by_shortcode(&text[at + 1..end - 1])
        {
            shown.push_str(&text[taken..at]);
            shown.push_str(emoji.as_str());
            taken = end;
        }
    }
    if taken == 0 { text.into() } else { (shown + &text[taken..]).into() }
}

/// Gives a plain heading the id that it has on GitHub, where the name of an emoji is a part of it. `known` is the end
/// of the last heading that has one.
fn keep_id(rewriter: &mut Rewriter<'_, '_, '_>, at: usize, end: usize, known: &mut usize) {
    let text = rewriter.text.as_str();
    let before = before_on_line(text, at);
    let words = before.trim_start_matches('#');
    let level = before.len() - words.len();
    if end <= *known || !(1..=6).contains(&level) || !words.starts_with(' ') {
        return;
    }
    let rest = &text[end..text.floor_char_boundary(end + MAX_HEADING)];
    let Some(rest) = rest.split(['\n', '\r']).next() else { return };
    *known = end + rest.len();
    let whole = text[at - words.len()..*known].trim();
    if rest.len() < MAX_HEADING - 4
        && !whole.contains(['#', '{', '[', '<', '`', '*', '~', '\\', '&', '$', '!'])
    {
        let mut id = String::new();
        ids::push_slug(&mut id, whole);
        let line_end = end + rest.trim_end().len();
        rewriter.replace(line_end..line_end, format!(" {{#{id}}}"));
    }
}

fn name_length(rest: &[u8]) -> usize {
    let is_name = |c: &u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'_' | b'+' | b'-');
    rest.iter().take(MAX_NAME).take_while(|&c| is_name(c)).count()
}

/// Whether nothing touches the short code that it could be a part of.
fn is_apart(text: &str, at: usize, end: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[end..].chars().next();
    let is_free = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '/' | '\\');
    before.is_none_or(is_free) && after.is_none_or(|c| is_free(c) && c != '`')
}

/// Whether it is in running text. At the start of a line the first colon may look like a definition's.
fn is_running(rewriter: &Rewriter<'_, '_, '_>, at: usize, end: usize) -> bool {
    let text = rewriter.text.as_str();
    let is_first = || before_on_line(text, at).chars().all(|c| c.is_whitespace() || c == '>');
    // There `:name:` begins the options of a directive.
    let is_option = || rewriter.kind.tools.myst && is_first();
    rewriter.kept_until(at).is_none()
        && (rewriter.is_running_text(at) || is_first())
        && rewriter.is_running_text(end - 1)
        && !is_option()
}

/// Whether a place is in an address that is written without brackets.
pub(super) fn is_in_url(text: &str, at: usize) -> bool {
    let start = text.floor_char_boundary(at.saturating_sub(500));
    let before = text[start..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    before.contains("://") || before.starts_with("www.")
}
