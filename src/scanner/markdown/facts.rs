//! What the rules of [`crate::check`] want to know of a page's text, gathered in one pass over its
//! events. Nothing is judged here.

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::embed;
use super::findings::Findings;
use super::origin::Text;
use super::parse::{Spanned, is_container, is_container_end};
use super::raw_html::tokens::{Token, Tokens};

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

/// Gathers the facts; `left_out` are the events of the title's heading.
pub(super) fn facts(
    events: &[Spanned<'_>],
    left_out: Option<&Range<usize>>,
    text: &Text<'_>,
    findings: &Findings<'_>,
) -> Facts {
    let title = left_out.map(|events_of| events_of.start);
    let mut gather = Gather {
        text,
        findings,
        facts: Facts::default(),
        looks_garbled: may_be_garbled(text.as_str().as_bytes()),
        depth: 0,
        in_code: false,
    };
    for (at, (event, range)) in events.iter().enumerate() {
        if title == Some(at) {
            gather.facts.title = Some(gather.line(range));
        } else {
            gather.event(event, range, events.get(at + 1).map(|(next, _)| next));
        }
    }
    gather.facts
}

struct Gather<'g, 't, 'f> {
    text: &'g Text<'t>,
    findings: &'g Findings<'f>,
    facts: Facts,
    looks_garbled: bool,
    /// How many lists, quotes and tables are open.
    depth: usize,
    in_code: bool,
}

impl Gather<'_, '_, '_> {
    fn event(&mut self, event: &Event<'_>, range: &Range<usize>, next: Option<&Event<'_>>) {
        match event {
            Event::Start(Tag::Heading { level, .. })
                if self.depth == 0 && !matches!(next, Some(Event::End(_))) =>
            {
                let span = self.line(range);
                self.facts.headings.push(Heading { level: *level as u8, span });
            }
            Event::Start(Tag::Table(columns)) => {
                self.depth += 1;
                self.table(columns.len(), range);
            }
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => self.frames(range),
            Event::Start(tag) if is_container(tag) => self.depth += 1,
            Event::End(end) if is_container_end(*end) => self.depth = self.depth.saturating_sub(1),
            Event::Text(words) if self.looks_garbled && !self.in_code && self.facts.garbled.is_none() => {
                self.garbled(words, range);
            }
            _ => {}
        }
    }

    fn table(&mut self, columns: usize, range: &Range<usize>) {
        if self.facts.widest_table.as_ref().is_none_or(|widest| widest.columns < columns) {
            self.facts.widest_table = Some(Table { columns, span: self.line(range) });
        }
    }

    fn frames(&mut self, range: &Range<usize>) {
        let html = &self.text.as_str()[range.clone()];
        if !html.contains("<if") && !html.contains("<IF") {
            return;
        }
        for token in Tokens::new(html) {
            let Token::Start(tag) = token else { continue };
            let Some(address) = tag.get("src").filter(|_| tag.name.eq_ignore_ascii_case("iframe")) else {
                continue;
            };
            if embed::from_url(&address).is_some() {
                continue;
            }
            let tag_range = range.start + tag.range.start..range.start + tag.range.end;
            let span = self.findings.narrow(self.text, &tag_range, &address);
            self.facts.frames.push(Frame { address: address.into_owned(), span });
        }
    }

    fn garbled(&mut self, words: &str, range: &Range<usize>) {
        let Some(found) = garbled(words) else { return };
        // A character reference is longer than what it stands for.
        let as_written = words.len() == range.len();
        let found =
            if as_written { range.start + found.start..range.start + found.end } else { range.clone() };
        self.facts.garbled = Some(self.text.origin(&found));
    }

    /// The first line of something, without its line end.
    fn line(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.text.as_str()[range.clone()].lines().next().unwrap_or_default();
        self.text.origin(&(range.start..range.start + first.trim_end().len()))
    }
}

/// Whether it is worth looking closer.
fn may_be_garbled(text: &[u8]) -> bool {
    ["\u{fffd}", "Ã", "Â", "â€", "ðŸ", "ï»¿"].iter().any(|sign| memmem::find(text, sign.as_bytes()).is_some())
}

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
    use super::garbled;

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
