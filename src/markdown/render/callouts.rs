//! Blocks of Markdown that mean more in other tools. Block quotes that begin with `[!name]` are callouts of Obsidian,
//! or videos and boxes of Microsoft's pages; GitHub's five notes are known to the parser.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::commonmark::events::end_of;
use crate::diagnostic::{Code, Diagnostic};
use crate::html::admonitions::{self, Look};
use crate::html::embeds;
use crate::html::escape::{push_address, push_text};

use super::address::{Address, Use, classify, is_video};
use super::players::{player, video};
use super::text;
use super::writer::{QuoteEnd, Writer};

/// No name is longer.
const MAX_NAME: usize = 300;

/// The beginning of a callout, up to the end of its first line.
pub(super) struct Callout<'p> {
    /// What is between `[!` and `]`.
    words: &'p str,
    words_at: Range<usize>,
    /// Whether it can be folded, and then whether it is open.
    fold: Option<bool>,
    /// The events of the title. The text before it is a part of the first.
    pub title: Range<usize>,
    /// Where in the text the title begins.
    title_at: usize,
    /// The end of the paragraph that the callout begins with.
    paragraph_end: usize,
}

/// Reads the callout that the block quote begins with, if it is one.
pub(super) fn read<'p>(w: &Writer<'_, 'p, '_>) -> Option<Callout<'p>> {
    let [(Event::Start(Tag::Paragraph), _), (Event::Text(_), first), ..] = w.events.get(w.at..)? else {
        return None;
    };
    let text: &'p str = w.page.text.as_str();
    let (before, source) = text.split_at_checked(first.start)?;
    let source = source.strip_prefix("[!").filter(|_| !before.ends_with('\\'))?;
    let source = &source[..source.floor_char_boundary(MAX_NAME)];
    let length = source.find([']', '[', '\n']).filter(|&end| source[end..].starts_with(']'))?;
    let words = source[..length].trim();
    let after = &source[length + 1..];
    let fold = match after.bytes().next() {
        Some(b'-') => Some(false),
        Some(b'+') => Some(true),
        _ => None,
    };
    let after = &after[usize::from(fold.is_some())..];
    // What could be the text of a link, or what defines one.
    let is_end = !after.starts_with(['(', '[', ':']);
    if !words.starts_with(char::is_alphanumeric) || !is_end {
        return None;
    }
    let marker_end = first.start + 2 + length + 1 + usize::from(fold.is_some());
    let blanks = after.bytes().take_while(|c| matches!(c, b' ' | b'\t')).count();
    let paragraph_end = end_of(w.events, w.at);
    let is_break = |event: &Event<'_>| matches!(event, Event::SoftBreak | Event::HardBreak);
    let inner = w.at + 1..paragraph_end;
    let end = inner.clone().find(|&at| is_break(&w.events[at].0)).unwrap_or(paragraph_end);
    let start = inner.clone().take_while(|&at| at < end && w.events[at].1.end <= marker_end).count();
    // The brackets are a link's where they have an address.
    let is_text =
        w.events[inner.start..inner.start + start].iter().all(|(event, _)| matches!(event, Event::Text(_)));
    let words_at = first.start + 2..first.start + 2 + length;
    is_text.then_some(Callout {
        words,
        words_at,
        fold,
        title: inner.start + start..end,
        title_at: marker_end + blanks,
        paragraph_end,
    })
}

/// Writes what a callout begins with, up to its title.
pub(super) fn open(w: &mut Writer<'_, '_, '_>, callout: &Callout<'_>) -> QuoteEnd {
    let (name, argument) = callout.words.split_once(char::is_whitespace).unwrap_or((callout.words, ""));
    match name.to_ascii_lowercase().as_str() {
        "video" if !argument.is_empty() => {
            show_video(w, argument.trim(), &callout.words_at);
            w.at = callout.title.start;
            return QuoteEnd::Nothing;
        }
        "div" => {
            w.at = callout.title.start;
            return QuoteEnd::Nothing;
        }
        _ => {}
    }
    let end = match callout.fold {
        None => {
            admonitions::open_title(w.out, look(callout).0);
            QuoteEnd::Admonition
        }
        Some(is_open) => {
            w.line(if is_open { "<details open=\"\">\n<summary>" } else { "<details>\n<summary>" });
            QuoteEnd::Details
        }
    };
    w.raw_at_leaf = w.raw.depth();
    w.at = callout.title.start;
    // A piece of text that the marker is a part of.
    let straddling = callout.title.clone().next().and_then(|at| match &w.events[at] {
        (Event::Text(_), range) if range.start < callout.title_at => Some(callout.title_at..range.end),
        _ => None,
    });
    if let Some(rest) = straddling {
        w.at += 1;
        let written = w.page.text.as_str().get(rest).unwrap_or_default();
        text::write(w, written);
    } else if callout.title.is_empty() {
        let (look, title) = look(callout);
        push_text(w.out, title.as_deref().unwrap_or(look.title()));
    }
    end
}

/// Writes the end of the title.
pub(super) fn end_title(w: &mut Writer<'_, '_, '_>, _callout: &Callout<'_>, end: QuoteEnd) {
    w.raw.close_to(w.raw_at_leaf, w.out);
    match end {
        QuoteEnd::Details => w.out.push_str("</summary>\n"),
        _ => admonitions::close_title(w.out),
    }
}

/// Goes on behind the first line: its paragraph ends there, or begins a new one.
pub(super) fn begin_body(w: &mut Writer<'_, '_, '_>, callout: &Callout<'_>) {
    if w.at < callout.paragraph_end {
        let is_break = matches!(w.events[w.at].0, Event::SoftBreak | Event::HardBreak);
        w.at += usize::from(is_break);
        w.start_paragraph();
    } else {
        w.at = callout.paragraph_end + 1;
    }
}

/// The look of a callout and, unless it is the look's own, its title.
fn look(callout: &Callout<'_>) -> (Look, Option<String>) {
    admonitions::of_name(callout.words.split('|').next().unwrap_or_default().trim())
}

/// Warns of code that Obsidian runs to list notes.
pub(super) fn warn_of_query(w: &mut Writer<'_, '_, '_>, language: &str) {
    let range = w.events[w.at - 1].1.clone();
    let message = format!("`{language}` lists notes in Obsidian; here it is code");
    let finding = Diagnostic::new(Code::UnsupportedSyntax, message)
        .label("shown to learners as code")
        .help("write the list here, or remove the query");
    w.page.findings.say_once("dataview", w.page.text, &range, finding);
}

fn show_video(w: &mut Writer<'_, '_, '_>, address: &str, range: &Range<usize>) {
    if let Some(address) = embeds::from_url(address) {
        return player(w, &address, "");
    }
    match classify(address, Use::Media) {
        Address::Local(target) if is_video(target) => {
            video(w, target, String::new(), range);
            w.new_line();
        }
        Address::Elsewhere(address) => {
            w.out.push_str("<p><a");
            push_address(w.out, "href", &address);
            w.out.push('>');
            push_text(w.out, &address);
            w.out.push_str("</a></p>\n");
        }
        _ => {
            w.out.push_str("<p>");
            push_text(w.out, address);
            w.out.push_str("</p>\n");
        }
    }
}
