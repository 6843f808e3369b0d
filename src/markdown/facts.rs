//! Facts about a page's text for the rules in [`crate::rules`]. Nothing is judged here.

use std::ops::Range;

use memchr::memchr;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::commonmark::events::Spanned;
use crate::commonmark::findings::Findings;
use crate::commonmark::parse::Blocks;
use crate::commonmark::source_map::Text;
use crate::html::embeds;
use crate::html::tokens::{Token, Tokens};

/// Facts about a page, with their places in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Facts {
    /// The heading that became the title, or repeats it.
    pub title: Option<Range<usize>>,
    /// The headings that stay in the text, outside of lists and quotes.
    pub headings: Vec<Heading>,
    /// The table with the most columns.
    pub widest_table: Option<Table>,
    /// What the author's own `<iframe>`s show, but for videos whose player takes their place.
    pub frames: Vec<Frame>,
    /// The first letters, outside of code, that no author types: see [`garbled`].
    pub garbled: Option<Range<usize>>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// Its first line.
    pub span: Range<usize>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub columns: usize,
    /// Its first line.
    pub span: Range<usize>,
}

/// An `<iframe>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub address: String,
    /// The address, or the tag.
    pub span: Range<usize>,
}

/// Collects the facts of a page, some blocks at a time.
pub(super) struct FactsCollector<'t> {
    text: &'t Text<'t>,
    facts: Facts,
    /// Whether the rest may hold garbled text.
    may_be_garbled: bool,
}

impl<'t> FactsCollector<'t> {
    /// Nothing read yet.
    pub fn new(text: &'t Text<'t>) -> Self {
        Self { text, facts: Facts::default(), may_be_garbled: may_be_garbled(text) }
    }

    /// Looks at the blocks that were read; `title` are the events of the title's heading, if they are in it.
    pub fn blocks(&mut self, blocks: &Blocks<'_>, title: Option<&Range<usize>>, findings: &Findings<'_>) {
        let Blocks { events, landmarks, .. } = blocks;
        let title = title.map(|events_of| events_of.start);
        if let Some(at) = title {
            self.facts.title = Some(self.line(&events[at].1));
        }
        self.facts.headings.reserve(landmarks.headings.len());
        for &at in landmarks.headings.iter().filter(|&&at| title != Some(at)) {
            self.heading(&events[at..]);
        }
        for &at in &landmarks.tables {
            self.table(&events[at]);
        }
        for &at in &landmarks.html {
            self.frames(&events[at].1, findings);
        }
        if self.may_be_garbled {
            self.garbled_text(events);
        }
    }

    /// What was collected.
    pub fn finish(self) -> Facts {
        self.facts
    }

    /// Takes the heading that the events begin with, unless there is nothing in it.
    fn heading(&mut self, events: &[Spanned<'_>]) {
        if let [(Event::Start(Tag::Heading { level, .. }), range), (next, _), ..] = events
            && !matches!(next, Event::End(_))
        {
            let span = self.line(range);
            self.facts.headings.push(Heading { level: *level as u8, span });
        }
    }

    fn table(&mut self, (event, range): &Spanned<'_>) {
        let Event::Start(Tag::Table(columns)) = event else { return };
        let columns = columns.len();
        if self.facts.widest_table.as_ref().is_none_or(|widest| widest.columns < columns) {
            self.facts.widest_table = Some(Table { columns, span: self.line(range) });
        }
    }

    fn frames(&mut self, range: &Range<usize>, findings: &Findings<'_>) {
        let html = &self.text.as_str()[range.clone()];
        if !html.contains("<if") && !html.contains("<IF") {
            return;
        }
        for token in Tokens::new(html) {
            let Token::Start(tag) = token else { continue };
            let Some(address) = tag.get("src").filter(|_| tag.name.eq_ignore_ascii_case("iframe")) else {
                continue;
            };
            if embeds::from_url(&address).is_some() {
                continue;
            }
            let tag_range = range.start + tag.range.start..range.start + tag.range.end;
            let span = findings.narrow(self.text, &tag_range, &address);
            self.facts.frames.push(Frame { address: address.into_owned(), span });
        }
    }

    fn garbled_text(&mut self, events: &[Spanned<'_>]) {
        let mut in_code = false;
        for (event, range) in events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Text(words) if !in_code => {
                    if let Some(found) = garbled(words) {
                        // A character reference is longer than what it stands for.
                        let as_written = words.len() == range.len();
                        let written = range.start + found.start..range.start + found.end;
                        let found = if as_written { written } else { range.clone() };
                        self.facts.garbled = Some(self.text.origin(&found));
                        self.may_be_garbled = false;
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    /// The first line of something, without its line end.
    fn line(&self, range: &Range<usize>) -> Range<usize> {
        let text = &self.text.as_str()[range.clone()];
        let first = &text[..memchr(b'\n', text.as_bytes()).unwrap_or(text.len())];
        self.text.origin(&(range.start..range.start + first.trim_end().len()))
    }
}

/// Whether it is worth looking closer: whether one of [`SIGNS`] is there.
fn may_be_garbled(text: &Text<'_>) -> bool {
    let bytes = text.as_str().as_bytes();
    let is_sign = |at: &usize| {
        FIRST_BYTES.contains(&bytes[*at])
            && SIGNS.iter().any(|sign| bytes[*at..].starts_with(sign.as_bytes()))
    };
    text.places().has(&FIRST_BYTES) && text.places().special.iter().any(is_sign)
}

/// What garbled text holds, in the words of [`garbled`].
const SIGNS: &[&str] = &["\u{fffd}", "Ã", "Â", "â€", "ðŸ", "ï»¿"];

/// The bytes that a sign begins with: that of the replacement character, and that of all the others.
const FIRST_BYTES: [u8; 2] = [0xef, 0xc3];

/// The first letters that come of reading a file in the wrong encoding: the replacement character,
/// or UTF-8 taken for Western European (`Ã©` for `é`, `â€™` for `’`).
fn garbled(text: &str) -> Option<Range<usize>> {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == '\u{fffd}' {
            return Some(at..at + letter.len_utf8());
        }
        let Some(&(next_at, next)) = letters.peek() else { continue };
        let is_pair = match letter {
            // Not the quotation mark of a word that is written in capitals.
            'Ã' => matches!(next, '¡'..='¿') && next != '»',
            'Â' => matches!(next, '\u{a0}' | '©' | '®' | '°' | '±' | '·' | '§' | '£' | '«'),
            'â' => next == '€',
            'ð' => next == 'Ÿ',
            'ï' => text[next_at..].starts_with("»¿"),
            _ => false,
        };
        if is_pair {
            return Some(at..next_at + next.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{FIRST_BYTES, SIGNS, garbled};

    #[test]
    fn no_sign_begins_with_another_byte() {
        assert!(SIGNS.iter().all(|sign| FIRST_BYTES.contains(&sign.as_bytes()[0])));
    }

    #[test]
    fn letters_of_the_wrong_encoding_are_seen_and_letters_of_other_languages_not() {
        for (text, expected) in [
            ("CrÃ¨me", Some("Ã¨")),
            ("itâ€™s", Some("â€")),
            ("20Â°C", Some("Â°")),
            ("gone \u{fffd}", Some("\u{fffd}")),
            ("NÃO, São Paulo, Âncora, pâte, «MANHÃ», 20 €, maïs", None),
        ] {
            assert_eq!(garbled(text).map(|range| &text[range]), expected, "{text}");
        }
    }
}
