//! The lines of a page and what is code in them, for markup that is made of whole lines.
//!
//! Only what fences, comments and `$$` enclose is known here: no parser has seen the text yet, and markup of
//! other tools may change what it means. So a fence counts at any indentation, and behind `>`.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use crate::commonmark::bytes::line_ends;
use crate::commonmark::parts::fence;
use crate::commonmark::source_map::Text;

/// A page by its lines.
#[derive(Debug)]
#[expect(clippy::struct_field_names, reason = "the lines are the page")]
pub(super) struct Lines<'t> {
    pub text: &'t str,
    pub lines: Vec<Line>,
    /// From front to back; none is in another.
    pub fences: Vec<Fence>,
    /// The numbers of the lines whose text begins with a punctuation mark, and that mark: most markup of whole lines
    /// does.
    marked: Vec<(usize, u8)>,
    /// The marks in `marked`, each as one bit.
    marks: u128,
}

/// A line, without its line end.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub range: Range<usize>,
    /// Where its text begins: behind blanks and the `>` of quotes; before other tools' blocks, behind the marker of a
    /// list item, too.
    pub start: usize,
    /// Where its text ends, before blanks.
    end: usize,
    /// The columns before its text.
    pub indent: usize,
    pub part: Part,
}

/// What a line is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    /// A fence, by its number: its first or last line, or what it encloses.
    Fence(usize),
    Comment,
    Math,
}

/// A fenced block of code, or what another tool writes like one.
#[derive(Debug, Clone)]
pub(super) struct Fence {
    /// The number of its first line.
    pub open: usize,
    /// The number of its last line, if it is closed.
    pub close: Option<usize>,
    /// What stands behind the first line's marks.
    pub info: Range<usize>,
    mark: u8,
    length: usize,
    indent: usize,
    is_quoted: bool,
    /// Whether it is the first thing in a list item, which it cannot leave.
    is_item: bool,
}

impl<'t> Lines<'t> {
    /// Reads a text.
    pub fn of(text: &'t str) -> Self {
        Self::with(text, &line_ends(text.as_bytes()))
    }

    /// Reads a text whose line ends may be known.
    pub fn of_text(text: &'t Text<'_>) -> Self {
        Self::with(text.as_str(), text.line_ends())
    }

    fn with(text: &'t str, ends: &[usize]) -> Self {
        let mut lines = Vec::with_capacity(ends.len());
        let (mut fences, mut marked, mut marks) = (Vec::<Fence>::new(), Vec::with_capacity(ends.len()), 0);
        let mut part = Part::Text;
        let mut next_line = 0;
        for &end in ends {
            let at = std::mem::replace(&mut next_line, end + 1);
            let end = at + without_line_end(&text.as_bytes()[at..end]).len();
            // Most lines are words, or nothing.
            if part == Part::Text && text.as_bytes()[at..end].first().is_none_or(u8::is_ascii_alphabetic) {
                let text_end = at + trim_end(&text[at..end]).len();
                lines.push(Line { range: at..end, start: at, end: text_end, indent: 0, part });
                continue;
            }
            let outer = start_of(text, at..end);
            let in_item = if part == Part::Text { in_item(text, &outer, end) } else { None };
            let (start, indent, is_quoted, is_item) = match in_item {
                Some((start, indent)) => (start, indent, outer.2, true),
                None => (outer.0, outer.1, outer.2, false),
            };
            let number = lines.len();
            let rest = trim_end(&text[start..end]);
            if let Some(&mark) = rest.as_bytes().first().filter(|mark| mark.is_ascii_punctuation()) {
                marked.push((number, mark));
                marks |= 1 << mark;
            }
            if let Part::Fence(last) = part
                && fences[last].ends_before(rest, indent, is_quoted)
            {
                part = Part::Text;
            }
            let (own, next) = match part {
                Part::Fence(last) => {
                    let closes = fences[last].is_closed_by(rest);
                    if closes {
                        fences[last].close = Some(number);
                    }
                    (part, if closes { Part::Text } else { part })
                }
                Part::Comment => (part, if rest.contains("-->") { Part::Text } else { part }),
                Part::Math => (part, if ends_math(rest) { Part::Text } else { part }),
                Part::Text => match begun_by(rest) {
                    Begun::Fence { mark, length } => {
                        let info = start + length..start + rest.len();
                        fences.push(Fence {
                            open: number,
                            close: None,
                            info,
                            mark,
                            length,
                            indent,
                            is_quoted,
                            is_item,
                        });
                        (Part::Fence(fences.len() - 1), Part::Fence(fences.len() - 1))
                    }
                    Begun::Open(opened) => (opened, opened),
                    Begun::Nothing => (Part::Text, Part::Text),
                },
            };
            part = next;
            lines.push(Line { range: at..end, start, end: start + rest.len(), indent, part: own });
        }
        Self { text, lines, fences, marked, marks }
    }

    /// The lines whose text begins with one of `signs`, which are punctuation marks.
    pub fn beginning_with(&self, signs: &'static [u8]) -> impl Iterator<Item = usize> + use<'_, 't> {
        let signs = signs.iter().fold(0_u128, |signs, sign| signs | 1 << sign);
        let marked = if self.marks & signs == 0 { &[] } else { &self.marked[..] };
        marked.iter().filter(move |(_, mark)| signs & 1 << mark != 0).map(|(line, _)| *line)
    }

    /// The lines with `piece` in them.
    pub fn holding(&self, piece: &'static str) -> impl Iterator<Item = usize> + use<'_, 't> {
        let mut next = 0;
        memmem::find_iter(self.text.as_bytes(), piece).filter_map(move |at| {
            let line = self.lines.partition_point(|line| line.range.end < at);
            let is_new = line >= next;
            next = line + 1;
            is_new.then_some(line)
        })
    }

    /// What a line says, without the blanks around it.
    pub fn content(&self, line: usize) -> &'t str {
        let Line { start, end, .. } = self.lines[line];
        &self.text[start..end]
    }

    /// Whether nothing is in a line.
    pub fn is_blank(&self, line: usize) -> bool {
        self.content(line).is_empty()
    }

    /// Whether a line is in no code, comment or math.
    pub fn is_text(&self, line: usize) -> bool {
        self.lines[line].part == Part::Text
    }

    /// The range of a line's content.
    pub fn place(&self, line: usize) -> Range<usize> {
        let Line { start, end, .. } = self.lines[line];
        start..end
    }

    /// What stands before the text of lines that go on where this one begins: blanks, and the `>` of quotes.
    pub fn prefix(&self, line: usize) -> Cow<'t, str> {
        let Line { start, range, .. } = &self.lines[line];
        let before = &self.text[range.start..*start];
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '>');
        if before.chars().all(is_blank) {
            return before.into();
        }
        before.chars().map(|c| if is_blank(c) { c } else { ' ' }).collect::<String>().into()
    }

    /// The column of a line and its text, with the marker of the list item that begins there.
    pub fn with_marker(&self, line: usize) -> (usize, &'t str) {
        let Line { range, start, end, indent, .. } = &self.lines[line];
        if *start == range.start {
            return (*indent, &self.text[*start..*end]);
        }
        let (start, indent, _) = start_of(self.text, range.clone());
        (indent, &self.text[start..*end])
    }

    /// The blanks at the beginning of a line that are in some `columns`, and how many columns they are. What is before
    /// these columns may be the `>` of quotes, too; the marker of a list item, or a `>`, in them ends the blanks.
    pub fn blanks(&self, line: usize, columns: Range<usize>) -> (Range<usize>, usize) {
        let range = self.lines[line].range.clone();
        let (mut column, mut at, mut start) = (0, range.start, None);
        for c in self.text[range].bytes() {
            let next = match c {
                b' ' => column + 1,
                b'\t' => (column / 4 + 1) * 4,
                b'>' if column < columns.start => column + 1,
                _ => break,
            };
            if column >= columns.end {
                break;
            }
            if next > columns.start {
                start.get_or_insert(at);
            }
            (column, at) = (next, at + 1);
        }
        (start.unwrap_or(at)..at, column.saturating_sub(columns.start))
    }

    /// The lines behind `head` that belong to it because they are indented by `columns` more, up to the last one that
    /// is not blank. They are those of a body, whose indentation [`super::rewriter::Rewriter::outdent`] removes.
    pub fn body(&self, head: usize, columns: usize) -> Range<usize> {
        let indent = self.lines[head].indent;
        let mut end = head + 1;
        for line in head + 1..self.lines.len() {
            if self.is_blank(line) {
                continue;
            }
            if self.blanks(line, indent..indent + columns).1 < columns {
                break;
            }
            end = line + 1;
        }
        head + 1..end
    }
}

fn without_line_end(line: &[u8]) -> &[u8] {
    let returns = line.iter().rev().take_while(|&&c| c == b'\r');
    if line.ends_with(b"\r") { &line[..line.len() - returns.count()] } else { line }
}

/// A line without the blanks at its end, of which most have none.
fn trim_end(line: &str) -> &str {
    if line.as_bytes().last().is_none_or(u8::is_ascii_graphic) { line } else { line.trim_end() }
}

impl Fence {
    /// The marks that end it.
    pub fn marks(&self) -> String {
        char::from(self.mark).to_string().repeat(self.length)
    }

    /// Whether it is the first thing in a list item, which it cannot leave.
    pub fn is_item(&self) -> bool {
        self.is_item
    }

    fn is_closed_by(&self, rest: &str) -> bool {
        let marks = rest.bytes().take_while(|&c| c == self.mark).count();
        marks >= self.length && marks == rest.len()
    }

    /// Whether a line is outside of the list or quote that the fence began in.
    fn ends_before(&self, rest: &str, indent: usize, is_quoted: bool) -> bool {
        (self.is_quoted && !is_quoted)
            || (!rest.is_empty()
                && indent < self.indent
                && (self.indent > 3 || self.is_item)
                && !self.is_closed_by(rest))
    }
}

/// Whether math ends with this line; the label of an equation may be behind its end, as in `$$ (name)`.
fn ends_math(rest: &str) -> bool {
    let unlabelled = rest.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(math, _)| math);
    rest.ends_with("$$") || unlabelled.is_some_and(|math| math.trim_end().ends_with("$$"))
}

enum Begun {
    Fence { mark: u8, length: usize },
    Open(Part),
    Nothing,
}

fn begun_by(rest: &str) -> Begun {
    match rest.as_bytes() {
        [b'`' | b'~', ..] => {
            fence(rest).map_or(Begun::Nothing, |(mark, length)| Begun::Fence { mark, length })
        }
        [b'<', b'!', b'-', b'-', ..] if !rest.contains("-->") => Begun::Open(Part::Comment),
        [b'$', b'$', ..] if !rest[2..].contains("$$") => Begun::Open(Part::Math),
        _ => Begun::Nothing,
    }
}

/// Where markup of whole lines begins behind the marker of a list item, and its column.
fn in_item(text: &str, (start, indent, _): &(usize, usize, bool), end: usize) -> Option<(usize, usize)> {
    const STARTS: &[&str] = &["```", "~~~", "!!! ", "??? ", "???+ ", "=== \"", ":::"];
    let (mut at, mut column) = (*start, *indent);
    while let Some(width) = marker(&text[at..end]) {
        (at, column) = (at + width, column + width);
        let may_start = text[at..end].starts_with(['`', '~', '!', '?', '=', ':']);
        if may_start && STARTS.iter().any(|mark| text[at..end].starts_with(mark)) {
            return Some((at, column));
        }
    }
    None
}

/// The width of a list's marker, or of a definition's, with the blanks behind it, if something follows.
pub(super) fn marker(content: &str) -> Option<usize> {
    let bytes = content.as_bytes();
    let mark = match bytes.first()? {
        b'-' | b'*' | b'+' | b':' => 1,
        c if c.is_ascii_digit() => {
            let digits = bytes.iter().take(10).take_while(|c| c.is_ascii_digit()).count();
            matches!(bytes.get(digits), Some(b'.' | b')')).then_some(digits + 1)?
        }
        _ => return None,
    };
    match bytes[mark..].iter().take_while(|&&c| c == b' ').count() {
        0 => None,
        blanks @ 1..=4 => Some(mark + blanks),
        _ => Some(mark + 1),
    }
}

/// What is before `at` on its line, as far as anything needs to look back.
pub(super) fn before_on_line(text: &str, at: usize) -> &str {
    const ENOUGH: usize = 1_000;
    let start = text.ceil_char_boundary(at.saturating_sub(ENOUGH));
    text[start..at].rsplit('\n').next().unwrap_or_default()
}

/// Where the next `piece` behind `from` is.
pub(super) fn find_from(text: &str, piece: &str, from: usize) -> Option<usize> {
    memmem::find(&text.as_bytes()[from..], piece.as_bytes()).map(|found| from + found)
}

/// Where a line's text begins, its column, and whether it is behind a `>`.
fn start_of(text: &str, line: Range<usize>) -> (usize, usize, bool) {
    let (mut column, mut at, mut is_quoted) = (0, line.start, false);
    for c in text[line].bytes() {
        match c {
            b' ' => column += 1,
            b'\t' => column = (column / 4 + 1) * 4,
            b'>' => (column, is_quoted) = (column + 1, true),
            _ => break,
        }
        at += 1;
    }
    (at, column, is_quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> String {
        let of = |line: &Line| match line.part {
            Part::Text => 't',
            Part::Fence(number) => char::from(b'0' + u8::try_from(number).unwrap()),
            Part::Comment => 'c',
            Part::Math => 'm',
        };
        Lines::of(text).lines.iter().map(of).collect()
    }

    #[test]
    fn every_line_is_in_code_or_not() {
        for (text, expected) in [
            ("a\n```\nb\n```\nc", "t000t"),
            ("````{x}\n```\na\n```\n````\nb", "00000t"),
            ("```a`b\nc", "tt"),
            ("~~~ a `b`\nc\n~~~~\nd", "000t"),
            ("- a\n\n      ```\n      b\n\nc", "tt000t"),
            ("> ```\n> a\nb", "00t"),
            ("- ```\n  a\n  ```\nb", "000t"),
            ("1. - ~~~\n     never closed\n\nb", "000t"),
            ("<!-- a\n```\n-->\nb", "ccct"),
            ("<!-- a -->\n$$\n```\n$$\n$$a$$\nb", "tmmmtt"),
            ("```\nnever closed", "00"),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }

    #[test]
    fn a_body_is_what_is_indented() {
        let lines = Lines::of("!!! a\n    b\n\n\tc\n\nd");
        assert_eq!(lines.body(0, 4), 1..4);
        assert_eq!((lines.content(3), lines.place(3)), ("c", 14..15));
        assert_eq!(Lines::of("!!! a\nb").body(0, 4), 1..1);
        for behind in ["1.  ```\n    b\n    ```", ">     b"] {
            assert_eq!(Lines::of(&format!("!!! a\n    b\n{behind}")).body(0, 4), 1..2, "{behind}");
        }
    }

    #[test]
    fn blanks_end_at_the_marks_of_what_is_inside() {
        for (text, columns, expected) in [
            ("    1. ```", 0..4, (0..4, 4)),
            ("      > ```", 0..4, (0..4, 4)),
            ("      > ```", 0..99, (0..6, 6)),
            (">     > a", 2..6, (2..6, 4)),
            ("\t- ```", 0..4, (0..1, 4)),
            ("\t\ta", 2..6, (0..2, 6)),
            ("- ```", 0..4, (0..0, 0)),
            ("> a", 0..4, (0..0, 0)),
            ("", 0..4, (0..0, 0)),
        ] {
            assert_eq!(Lines::of(&format!("{text}\n")).blanks(0, columns), expected, "{text}");
        }
    }
}
