//! Running text: escapes, web addresses that become links, and failed links.

use std::ops::Range;

use memchr::memchr;
use pulldown_cmark::Event;

use crate::diagnostic::{Code, Diagnostic};
use crate::html::escape::push_text;
use crate::html::mark::{MARK, MARK_BYTE};

use super::undefined;
use super::writer::Writer;
use super::{bare_url, formula};

/// An address that is read as text is looked for no further than this.
const MAX_ADDRESS: usize = 500;

pub(super) fn text(w: &mut Writer<'_, '_, '_>, text: &str, span: &Range<usize>) {
    if text.ends_with('[') {
        check_bracket(w, span);
    }
    if w.page.has_formulas && memchr(MARK_BYTE, text.as_bytes()).is_some() {
        return text_with_formulas(w, text, span);
    }
    if w.urls.is_empty() || !w.links.is_empty() || w.raw.in_link() {
        return write(w, text);
    }
    // The parser cuts text at characters that might mean something; an address goes on.
    if span.start >= w.run_end {
        let more = w.events[w.at..].iter().take_while(|(event, _)| matches!(event, Event::Text(_)));
        w.run_end = more.last().map_or(span.end, |(_, last)| last.end);
    }
    if !has_url(w, &(span.start..w.run_end)) {
        return write(w, text);
    }
    let mut whole = text.to_owned();
    while let Some((Event::Text(more), more_span)) = w.events.get(w.at) {
        if w.page.has_formulas && memchr(MARK_BYTE, more.as_bytes()).is_some() {
            break;
        }
        if more.ends_with('[') {
            check_bracket(w, more_span);
        }
        whole.push_str(more);
        w.at += 1;
    }
    bare_url::push(w.out, &whole);
}

/// Writes text in which a formula begins, up to the end of the last formula that begins in it.
fn text_with_formulas(w: &mut Writer<'_, '_, '_>, text: &str, span: &Range<usize>) {
    let (mut rest, mut span) = (text.to_owned(), span.clone());
    while let Some((before, mut formula)) =
        rest.split_once(MARK).map(|(before, formula)| (before.to_owned(), formula.to_owned()))
    {
        words(w, &before);
        let mut at = w.at;
        let mut end = span.end;
        while !formula.contains(MARK) {
            match w.events.get(at) {
                Some((Event::Text(more), range)) => {
                    formula.push_str(more);
                    end = range.end;
                }
                Some((Event::SoftBreak | Event::HardBreak, _)) => formula.push('\n'),
                // No formula ends here; its letters are all that is left of it.
                _ => return words(w, &formula),
            }
            at += 1;
        }
        w.at = at;
        let (letters, behind) = formula.split_once(MARK).unwrap_or((&formula, ""));
        formula::write(w, letters, &(span.start..end));
        rest = behind.to_owned();
        span = end..end;
    }
    words(w, &rest);
}

/// Writes text; the web addresses in it become links.
fn words(w: &mut Writer<'_, '_, '_>, text: &str) {
    let may_link = w.links.is_empty() && !w.raw.in_link();
    if may_link && text.contains("://") { bare_url::push(w.out, text) } else { push_text(w.out, text) }
}

/// Writes text between tags.
pub(super) fn write(w: &mut Writer<'_, '_, '_>, text: &str) {
    if w.specials.are_not_in(text) {
        w.out.push_str(text);
    } else {
        push_text(w.out, text);
    }
}

fn has_url(w: &mut Writer<'_, '_, '_>, range: &Range<usize>) -> bool {
    let is_before = |index: usize| w.urls.get(index).is_some_and(|&at| at < range.start);
    // Texts come from front to back, so that the first one to try is right most of the time.
    let mut next = *w.next_url;
    while next > 0 && !is_before(next - 1) {
        next -= 1;
    }
    while is_before(next) {
        next += 1;
    }
    *w.next_url = next;
    w.urls.get(next).is_some_and(|&at| at < range.end)
}

/// Looks at a bracket that the parser left as text: it may be a link that failed.
fn check_bracket(w: &mut Writer<'_, '_, '_>, range: &Range<usize>) {
    check_unread_address(w, range);
    undefined::check(w, range);
}

/// Says it when `[text](name with space.png)` was meant to be an image or a link: the parser
/// reads it as text. `range` is the bracket's.
fn check_unread_address(w: &mut Writer<'_, '_, '_>, range: &Range<usize>) {
    let text = w.page.text.as_str();
    let Some((length, name)) = unread_address(&text[range.end..]) else { return };
    let place = range.start..range.end + length;
    let start = range.end + length - name.len() - 1;
    let fix = w.page.findings.address_fix(w.page.text, &(start..start + name.len()), name);
    let help = format!("write `<{name}>` or `{}`", name.replace(' ', "%20"));
    let finding = Diagnostic::new(Code::AddressWithSpace, "an address with a space is read as text")
        .label("shown to learners as written")
        .help(help)
        .fix(fix);
    w.page.findings.say(w.page.text, &place, finding);
}

/// After a `[` that the parser left as text: the length up to the closing bracket, and the address,
/// if it has a space in it and ends like a file.
fn unread_address(rest: &str) -> Option<(usize, &str)> {
    let line = rest[..rest.floor_char_boundary(MAX_ADDRESS)].lines().next()?;
    let middle = line.find("](")?;
    if line[..middle].contains(['[', ']']) {
        return None;
    }
    let start = middle + 2;
    let length = line[start..].find(')')?;
    let name = &line[start..start + length];
    let extension = name.rsplit_once('.')?.1;
    let is_file = (2..=5).contains(&extension.len()) && extension.chars().all(|c| c.is_ascii_alphanumeric());
    (is_file && name.contains(' ') && !name.contains(['<', '"', '{'])).then_some((start + length + 1, name))
}
