//! Simple front matter, as most of it is: keys with words, paths, whole numbers, and lists of these.
//!
//! [`parse`] reads it in one pass and returns what [`super::yaml`] returns. It leaves everything that YAML may read
//! differently to that parser, which costs more than the rest of the page.

use std::ops::Range;

use super::block::BlockText;
use super::node::{Entry, Node, Scalar, ScalarKind};
use super::spanned::Spanned;

/// Words that are no words to YAML, or were none to older YAML.
const NO_WORDS: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"];

/// A longer text is seldom simple; and one of so few bytes has fewer values than any limit.
const MAX_BYTES: usize = 1 << 12;

/// Longer numbers may be none.
const MAX_DIGITS: usize = 15;

/// Reads a text; `None` when it takes more to read it.
pub(super) fn parse(block: &BlockText<'_>) -> Option<Spanned<Node>> {
    if block.text.len() > MAX_BYTES {
        return None;
    }
    let mut reader = Reader { block, lines: lines(&block.text).collect(), at: 0 };
    let mut entries = Vec::new();
    while let Some(line) = reader.next() {
        entries.push(reader.entry(line)?);
    }
    let start = entries.first()?.key.span.start;
    Some(reader.collection(Node::Map(entries), start))
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.scan(0, |start, end| Some(std::mem::replace(start, end + 1)..end))
}

struct Reader<'b, 's> {
    block: &'b BlockText<'s>,
    lines: Vec<Range<usize>>,
    /// The line to read next.
    at: usize,
}

impl Reader<'_, '_> {
    fn text(&self, range: Range<usize>) -> &str {
        &self.block.text[range]
    }

    /// The next line that says something.
    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let line = self.lines.get(self.at).cloned()?;
            self.at += 1;
            let text = self.text(line.clone());
            if !text.is_empty() && !text.starts_with('#') {
                return Some(line);
            }
        }
    }

    /// Reads `key: value`, and the items of a list below `key:`.
    fn entry(&mut self, line: Range<usize>) -> Option<Entry> {
        let text = self.text(line.clone());
        let colon = text.find(':')?;
        let (key, rest) = (&text[..colon], &text[colon + 1..]);
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            && is_word(key);
        if !is_key {
            return None;
        }
        let key = Spanned { value: key.to_owned(), span: self.in_file(line.start..line.start + colon) };
        let value = match rest.trim_matches(' ') {
            "" => self.items()?,
            _ if !rest.starts_with(' ') => return None,
            value => {
                let start = line.start + colon + 1 + (rest.len() - rest.trim_start_matches(' ').len());
                self.value(start..start + value.len())?
            }
        };
        Some(Entry { key, value })
    }

    /// Reads the lines of a list, `- item` each.
    fn items(&mut self) -> Option<Spanned<Node>> {
        let indent = |text: &str| text.len() - text.trim_start_matches(' ').len();
        let first = self.lines.get(self.at).cloned()?;
        let wanted = indent(self.text(first.clone()));
        let mut items = Vec::new();
        while let Some(line) = self.lines.get(self.at).cloned() {
            let text = self.text(line.clone());
            let Some(item) = text.trim_start_matches(' ').strip_prefix("- ") else { break };
            if indent(text) != wanted {
                return None;
            }
            let value = item.trim_matches(' ');
            let start = line.end - item.trim_start_matches(' ').len();
            items.push(self.scalar(start..start + value.len(), Around::Block)?);
            self.at += 1;
        }
        // YAML counts a list in its map's own column from the words of its first item.
        let start =
            if wanted == 0 { items.first()?.span.start } else { self.block.in_file(first.start + wanted) };
        (!items.is_empty()).then(|| self.collection(Node::List(items), start))
    }

    fn value(&self, range: Range<usize>) -> Option<Spanned<Node>> {
        let Some(inner) = self.text(range.clone()).strip_prefix('[') else {
            return self.scalar(range, Around::Block);
        };
        let inner = inner.strip_suffix(']')?;
        let mut items = Vec::new();
        let mut start = range.start + 1;
        for item in inner.split(',') {
            let value = item.trim_matches(' ');
            let at = start + (item.len() - item.trim_start_matches(' ').len());
            items.push(self.scalar(at..at + value.len(), Around::Brackets)?);
            start += item.len() + 1;
        }
        Some(self.collection(Node::List(items), self.block.in_file(range.start)))
    }

    fn scalar(&self, range: Range<usize>, around: Around) -> Option<Spanned<Node>> {
        let written = self.text(range.clone());
        let (kind, text) = scalar(written, around)?;
        let value = Node::Scalar(Scalar { kind, text: text.to_owned() });
        Some(Spanned { value, span: self.in_file(range) })
    }

    fn collection(&self, value: Node, start: usize) -> Spanned<Node> {
        Spanned { value, span: self.block.line_from(start) }
    }

    fn in_file(&self, range: Range<usize>) -> Range<usize> {
        self.block.in_file(range.start)..self.block.in_file(range.end)
    }
}

/// Where a scalar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Block,
    Brackets,
}

/// What a scalar is, and its text.
fn scalar(written: &str, around: Around) -> Option<(ScalarKind, &str)> {
    let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote {
        let text = written[1..].strip_suffix(quote)?;
        let is_plain =
            |c: char| is_letter(c) && c != quote && c != '\\' && (around == Around::Block || c != ',');
        return text.chars().all(is_plain).then_some((ScalarKind::Text, text));
    }
    let is_plain =
        |c: char| is_letter(c) && !matches!(c, ':' | '#') && (around == Around::Block || !is_bracket(c));
    if !written.chars().all(is_plain) {
        return None;
    }
    let first = written.chars().next()?;
    if first.is_alphabetic() {
        return is_word(written).then_some((ScalarKind::Text, written));
    }
    if written.starts_with("./") || written.starts_with("../") {
        return Some((ScalarKind::Text, written));
    }
    let is_number = written.len() <= MAX_DIGITS
        && written.bytes().all(|byte| byte.is_ascii_digit())
        && (first != '0' || written == "0");
    is_number.then_some((ScalarKind::Number, written))
}

/// Whether a character means itself.
fn is_letter(c: char) -> bool {
    c.is_ascii_graphic() || c == ' ' || !c.is_ascii() && c.is_alphanumeric()
}

fn is_bracket(c: char) -> bool {
    matches!(c, '[' | ']' | '{' | '}' | ',')
}

fn is_word(text: &str) -> bool {
    !NO_WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Source;
    use crate::front_matter::node::Parsed;
    use crate::front_matter::yaml;
    use crate::model::CoursePath;

    fn source(text: &str) -> Source {
        Source::new(CoursePath::root(), text)
    }

    #[track_caller]
    fn is_read(text: &str, expected: bool) {
        let source = source(text);
        let simple = parse(&BlockText::whole(&source));
        assert_eq!(simple.is_some(), expected, "{text}");
        if let Some(tree) = simple {
            assert_eq!(yaml::thoroughly(&BlockText::whole(&source), 1000), Parsed::Tree(tree), "{text}");
        }
    }

    #[test]
    fn words_numbers_and_lists_of_these_are_read() {
        for text in [
            "title: Using functions\norder: 3\n",
            "# comment\n\ntitle:   Größe (neu), [x]  \r\nid: a-b_c\r\n",
            "tags: [a, \"b c\", 'd', 5]\n",
            "tags:\n- a b\n- 7\nnext: x",
            "image: ./a.png\nfiles: [../b/c.pdf, ../]\n",
            "tags:\n  - \"a: b # c\"\nnext: it's",
            "title: 'a: b'\ntitle: twice",
        ] {
            is_read(text, true);
        }
    }

    #[test]
    fn what_could_mean_something_else_is_left() {
        for text in [
            "",
            "a",
            "a:",
            "a:b",
            "a: b: c",
            "a: b #c",
            "a: true",
            "a: ~",
            "a: 1.5",
            "a: 007",
            "a: &b c",
            "a: |\n  b",
            "a: b\n  c",
            "a: \"\\n\"",
            "a: [b, [c]]",
            "a: [b",
            "a: []",
            "a: {b: c}",
            "a:\n  b: c",
            "a:\n- b\n - c",
            "- a",
            "a : b",
            "yes: b",
            "a: \u{a0}",
            "a:\tb",
            "a: b\t",
            "---\na: b",
            "a: b\n---\n",
            "a: !t b",
            "a: *b",
        ] {
            is_read(text, false);
        }
        is_read(&"a: b\n".repeat(MAX_BYTES / 5 + 1), false);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn what_is_read_is_what_yaml_gives(pieces in proptest::collection::vec(proptest::sample::select(vec![
            "a", "title", "b c", ": ", ":", " ", "\n", "\n", "\na: ", "\nb:\n", "- ", "  - ", "[", "]", ", ", ",", "\"", "'",
            "#", " #", "1", "0", "12", "1.5", "2024-01-05", "true", "No", "null", "~", "é", "日本", "-", "?", "!", "&", "*",
            "|", ">", "%", "@", "`", "{", "}", "\\", "\t", "\u{a0}", "\u{feff}", "---", "...", "<<", ".", "y", "e3", "_", "./", "../",
        ]), 0..14)) {
            let source = source(&pieces.concat());
            if let Some(tree) = parse(&BlockText::whole(&source)) {
                prop_assert_eq!(yaml::thoroughly(&BlockText::whole(&source), 1000), Parsed::Tree(tree), "{:?}", source.text);
            }
        }
    }
}
