//! Formulas that the Markdown parser would not leave alone: `\(…\)`, `\[…\]`, `\begin{align}…\end{align}` and its kin,
//! and `$$…$$` over lines that look like lists or headings. The parser itself knows `$…$` and `$$…$$`.
//!
//! [`protect`] puts a backslash before every sign of such a formula, so that the parser reads the author's letters as
//! text, and the mark's character at both ends, so that the renderer knows where the formula is
//! ([`super::render`]). Whoever drops that character still has the letters.
//!
//! What is only escaped is no formula: `\[optional\]` is text in brackets ([`is_formula`]). Code and HTML are left as
//! they are.

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Tag};

use crate::commonmark::parts::Parts;
use crate::commonmark::source_map::{Edit, Text};
use crate::html::mark::MARK;

/// Whether anything in a text may be a formula that needs protection.
pub(super) fn may_have_formulas(text: &Text<'_>) -> bool {
    let (places, text) = (text.places(), text.as_str());
    let bytes = text.as_bytes();
    // Most pages have neither of the two signs.
    if !places.has(b"\\$") {
        return false;
    }
    let mut from = 0;
    for &at in &places.special {
        match &bytes[at..] {
            _ if at < from => {}
            [b'$', b'$', rest @ ..] => match length_on_line(rest) {
                Some(length) => from = at + 2 + length,
                None => return true,
            },
            [b'\\', b'(' | b'[', ..] => return true,
            [b'\\', b'b', ..] if environment(&text[at..]).is_some() => return true,
            _ => {}
        }
    }
    false
}

/// The length of the rest of a formula in `$$` that ends on its line, which the parser understands.
fn length_on_line(rest: &[u8]) -> Option<usize> {
    let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
    let end = memmem::find(line, b"$$")?;
    (end > 0 && !line[..end].contains(&b'|')).then_some(end + 2)
}

/// Protects the formulas of a text. Returns whether there are any.
pub(super) fn protect(text: Text<'_>) -> (Text<'_>, bool) {
    let ranges = formulas(text.as_str());
    let edit = |range: Range<usize>| Edit { with: protected(text.as_str(), &range), range };
    let edits: Vec<Edit> = ranges.into_iter().map(edit).collect();
    let has_formulas = !edits.is_empty();
    (text.edit(&edits), has_formulas)
}

/// The TeX in a formula, without its delimiters, and whether it is a block of its own.
pub(crate) fn tex(formula: &str) -> (&str, bool) {
    let pairs = [("$$", "$$", true), ("\\[", "\\]", true), ("\\(", "\\)", false), ("$", "$", false)];
    if environment(formula).is_some() {
        return (formula, true);
    }
    let inner = pairs.into_iter().find_map(|(open, close, is_block)| {
        Some((formula.strip_prefix(open)?.strip_suffix(close)?, is_block))
    });
    inner.unwrap_or((formula, false))
}

/// Whether dollar signs around these letters are prices or variables of a shell: `$5-$6`, `$HOME:$PATH`. `before` and
/// `behind` are the characters around the dollar signs.
pub(super) fn is_money(formula: &str, before: Option<char>, behind: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !formula.contains(['\\', '^', '_', '{']) && (is_word(before) || is_word(behind))
}

/// The name of the environment that a text begins with, if that is a block of formulas.
fn environment(text: &str) -> Option<&str> {
    let name = text.strip_prefix("\\begin{")?;
    let name = &name[..name.bytes().take(MAX_NAME).position(|byte| byte == b'}')?];
    ENVIRONMENTS.contains(&name.trim_end_matches('*')).then_some(name)
}

/// Environments of LaTeX that begin a formula by themselves.
const ENVIRONMENTS: &[&str] =
    &["align", "alignat", "displaymath", "eqnarray", "equation", "flalign", "gather", "math", "multline"];

/// No name of them is longer, and no such formula, in bytes.
const MAX_NAME: usize = 20;
const MAX_ENVIRONMENT: usize = 20_000;

/// Where a text has formulas that need protection, from front to back.
fn formulas(text: &str) -> Vec<Range<usize>> {
    let kept = kept(text);
    let mut search =
        Search { text, kept: &kept, next_kept: 0, closers: Closers::default(), paragraph_end: 0 };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = search.opener(at) {
        at = start + 2;
        if let Some(end) = search.end_of(start) {
            found.push(start..end);
            at = end;
        }
    }
    found
}

/// Code, HTML, and the formulas that the parser understands.
fn kept(text: &str) -> Vec<Range<usize>> {
    let is_kept = |event: &Event<'_>| {
        matches!(
            event,
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
                | Event::Code(_)
                | Event::InlineHtml(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
        )
    };
    let parts = Parts::of(text);
    let events = parts.events(|part| part.contains(['\\', '$']));
    let kept = events.iter().flat_map(|part| part.iter()).filter(|(event, _)| is_kept(event));
    kept.map(|(_, range)| range.clone()).collect()
}

/// The next end of each kind of formula, as far as it was looked for.
#[derive(Default)]
struct Closers {
    round: Option<usize>,
    square: Option<usize>,
    dollars: Option<usize>,
    environment: Option<usize>,
}

/// Looks for formulas. Everything moves forwards only, so that the time is that of the length.
struct Search<'t> {
    text: &'t str,
    kept: &'t [Range<usize>],
    /// The first of them that may be ahead.
    next_kept: usize,
    closers: Closers,
    /// Where the paragraph that was looked at last ends.
    paragraph_end: usize,
}

impl Search<'_> {
    /// The next beginning of a formula at or behind `from`, outside of code.
    fn opener(&mut self, mut from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        loop {
            let at = from + memchr::memchr2(b'\\', b'$', bytes.get(from..)?)?;
            while self.kept.get(self.next_kept).is_some_and(|kept| kept.end <= at) {
                self.next_kept += 1;
            }
            if let Some(kept) = self.kept.get(self.next_kept).filter(|kept| kept.contains(&at)) {
                from = kept.end;
                continue;
            }
            match (bytes[at], bytes.get(at + 1)) {
                (b'\\', Some(b'(' | b'[')) if !self.is_in_address(at) => return Some(at),
                (b'$', Some(b'$')) if self.begins_line(at) => return Some(at),
                (b'\\', Some(b'b')) if environment(&self.text[at..]).is_some() && self.begins_line(at) => {
                    return Some(at);
                }
                // What follows a backslash is not looked at: `\\(` is no formula.
                (b'\\', Some(next)) if next.is_ascii() => from = at + 2,
                (b'$', _) => from = at + 1 + bytes[at + 1..].iter().take_while(|&&byte| byte == b'$').count(),
                _ => from = at + 1,
            }
        }
    }

    /// The end of the formula at `start`, if it is one.
    fn end_of(&mut self, start: usize) -> Option<usize> {
        let paragraph_end = self.paragraph_end(start);
        let rest = &self.text[start..];
        let (close, known) = match &rest.as_bytes()[..2] {
            b"\\(" => ("\\)", &mut self.closers.round),
            b"\\[" => ("\\]", &mut self.closers.square),
            b"\\b" => ("\\end{", &mut self.closers.environment),
            _ => ("$$", &mut self.closers.dollars),
        };
        let from = start + 2;
        let end = match *known {
            Some(end) if end >= from => end,
            _ => next(self.text, close, from),
        };
        *known = Some(end);
        if end >= paragraph_end {
            return None;
        }
        if close == "\\end{" {
            return self.end_of_environment(start, paragraph_end);
        }
        let inner = &self.text[from..end];
        // One in another is none: the first has no end.
        if close != "$$" && next(inner, &rest[..2], 0) < inner.len() {
            return None;
        }
        let end = end + close.len();
        let is_one = if close == "$$" {
            inner.contains('\n') && self.ends_line(end) && !inner.trim().is_empty()
        } else {
            is_formula(inner, rest.starts_with("\\[")) && !self.is_link(end) && !self.is_task(start, inner)
        };
        is_one.then_some(end)
    }

    /// The end of the environment that begins at `start`; others may be in it.
    fn end_of_environment(&self, start: usize, paragraph_end: usize) -> Option<usize> {
        let paragraph = &self.text[start..paragraph_end];
        let close = format!("\\end{{{}}}", environment(paragraph)?);
        let paragraph = &paragraph.as_bytes()[..paragraph.len().min(MAX_ENVIRONMENT)];
        let end = start + memmem::find(paragraph, close.as_bytes())? + close.len();
        self.ends_line(end).then_some(end)
    }

    /// Where the paragraph of `at` ends: at a blank line.
    fn paragraph_end(&mut self, at: usize) -> usize {
        if self.paragraph_end <= at {
            let mut end = at;
            for line in self.text[at..].split_inclusive('\n') {
                if end > at && line.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty() {
                    break;
                }
                end += line.len();
            }
            self.paragraph_end = end;
        }
        self.paragraph_end
    }

    /// Whether only marks of lists and quotes are before this place in its line.
    fn begins_line(&self, at: usize) -> bool {
        self.prefix(at).is_some()
    }

    /// The marks of lists and quotes before this place, if nothing else is before it in its line.
    fn prefix(&self, at: usize) -> Option<&str> {
        let from = self.text.floor_char_boundary(at.saturating_sub(MAX_PREFIX));
        let before = &self.text[from..at];
        let before = match before.rfind('\n') {
            Some(end) => &before[end + 1..],
            None if from == 0 => before,
            None => return None,
        };
        let is_mark = |c: char| {
            c.is_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')')
        };
        before.chars().all(is_mark).then_some(before)
    }

    fn ends_line(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches([' ', '\t', '\r', '.', ',', ';', '{', '}']);
        rest.is_empty() || rest.starts_with('\n')
    }

    /// Whether what was read is the text of a link whose brackets are escaped.
    fn is_link(&self, end: usize) -> bool {
        self.text[end..].starts_with(['(', '['])
    }

    /// Whether this is the box of a task whose brackets are escaped.
    fn is_task(&self, start: usize, inner: &str) -> bool {
        matches!(inner, "x" | "X")
            && self.text[start..].starts_with("\\[")
            && self.prefix(start).is_some_and(|marks| !marks.trim().is_empty())
    }

    /// Whether a place is in the address of a link, or in the value of an attribute.
    fn is_in_address(&self, at: usize) -> bool {
        let from = self.text.floor_char_boundary(at.saturating_sub(MAX_ADDRESS));
        let word = self.text[from..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        ["](", "]:", "://", "=\""].iter().any(|sign| word.contains(sign))
    }
}

/// No line has more marks of lists and quotes.
const MAX_PREFIX: usize = 80;

/// An address is looked for no further back than this.
const MAX_ADDRESS: usize = 200;

/// Where `close` is at or behind `from`, not escaped; the end of the text if nowhere.
fn next(text: &str, close: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(found) = memmem::find(&text.as_bytes()[at..], close.as_bytes()).map(|found| at + found) {
        let backslashes = text[from..found].bytes().rev().take_while(|&byte| byte == b'\\').count();
        if backslashes % 2 == 0 {
            return found;
        }
        at = found + 1;
    }
    text.len()
}

/// Whether what is between escaped brackets is a formula, and not words that the author put in brackets.
fn is_formula(inner: &str, is_square: bool) -> bool {
    let bytes = inner.as_bytes();
    let is_command = |at: usize| {
        bytes
            .get(at + 1)
            .is_some_and(|&next| next.is_ascii_alphabetic() || matches!(next, b'\\' | b'{' | b','))
    };
    if memchr::memchr(b'^', bytes).is_some() || memchr::memchr_iter(b'\\', bytes).any(is_command) {
        return true;
    }
    let is_letter = |c: char| c.is_alphabetic();
    let words = inner.split(|c: char| !is_letter(c)).filter(|word| word.chars().count() >= 3).count();
    let has_sign = inner.contains(['=', '+', '<', '>', '_', '/', '*', '|', '-']) && !inner.contains('\\');
    let most_words = usize::from(!is_square);
    (inner.contains(is_letter) || inner.contains(['=', '+']))
        && (words == 0 || (words <= most_words && has_sign))
}

/// A formula as the parser reads it as nothing but text.
fn protected(text: &str, range: &Range<usize>) -> String {
    let formula = &text[range.clone()];
    // Only a formula of several lines has their marks in it, and few of those begin in one line.
    let is_quoted = formula.contains('\n') && {
        let line = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        text[line..range.start].contains('>')
    };
    let mut out = String::with_capacity(formula.len() * 2 + 2);
    out.push(MARK);
    for (number, line) in formula.lines().enumerate() {
        let mut line = line.trim_end();
        if number > 0 {
            out.push('\n');
            // The marks of a quote stay what they are.
            let rest = line.trim_start_matches(|c: char| c == ' ' || (is_quoted && c == '>'));
            let (prefix, letters) = line.split_at(line.len() - rest.len());
            out.push_str(prefix);
            line = letters;
        }
        for c in line.chars() {
            if c.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out.push(MARK);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commonmark::parse::parse;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = formulas(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn formulas_between_escaped_brackets_are_found() {
        check(
            "a \\(x\\), \\(a_b + c\\) and \\[\\frac{a}{b}\\].",
            &["\\(x\\)", "\\(a_b + c\\)", "\\[\\frac{a}{b}\\]"],
        );
        check("\\[\na = b \\\\[4pt]\n- c\n\\]", &["\\[\na = b \\\\[4pt]\n- c\n\\]"]);
        check("> \\[\n> a^2\n> \\]\n", &["\\[\n> a^2\n> \\]"]);
        check("| \\(a|b\\) | c |", &["\\(a|b\\)"]);
        check("\\(f(x) = \\{1, 2\\}\\)", &["\\(f(x) = \\{1, 2\\}\\)"]);
    }

    #[test]
    fn escaped_brackets_around_words_are_text() {
        for text in [
            "\\[optional\\] and \\(see the next page\\)",
            "- \\[ \\] open\n- \\[x\\] done",
            "\\[1\\] and \\[2024\\]",
            "\\[text\\](a.md) and \\[x\\](a.md)",
            "\\[snake\\_case\\]",
            "[a](x\\(y=z\\).png) and <img alt=\"\\(x\\)\">",
            "\\\\(x\\\\) and \\\\[x\\\\]",
            "`\\(x\\)` and\n\n    \\(x\\)\n\n```\n\\[x\\]\n```\n",
            "<div>\n\\(x\\)\n</div>",
            "\\(x and\n\nanother\\)",
            "\\( \\[ \\( \\[",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn dollars_over_lines_are_found_where_the_parser_would_see_blocks() {
        check("$$\na\n- b\n$$", &["$$\na\n- b\n$$"]);
        check("Text.\n\n$$\n# a\n1. b\n> c\n=\n$$\n\nMore.", &["$$\n# a\n1. b\n> c\n=\n$$"]);
        check("- $$\n  a\n  + b\n  $$\n", &["$$\n  a\n  + b\n  $$"]);
        check("$$a\n* b$$.", &["$$a\n* b$$"]);
    }

    #[test]
    fn dollars_that_the_parser_understands_or_that_are_prices_are_left() {
        for text in [
            "$$a$$ and $$\nb\n$$",
            "- Food: $$\n- Beds: $$$\n",
            "$$\na\n\nb\n$$",
            "```\n$$\n- a\n$$\n```",
            "$$\n",
            "$$$$\n- $$$$",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn an_environment_is_a_formula_by_itself() {
        let text = "\\begin{align*}\na &= \\begin{matrix} 1 \\end{matrix} \\\\\n- c\n\\end{align*}";
        check(text, &[text]);
        let in_dollars = format!("$$\n{text}\n$$");
        check(&in_dollars, &[&in_dollars]);
        check("\\begin{table}\na\n\\end{table} and text \\begin{align} a \\end{align} in a line", &[]);
        check("\\begin{align}\na\n\n\\end{align}", &[]);
        assert_eq!(tex(text), (text, true));
    }

    #[test]
    fn a_protected_formula_is_text_to_the_parser() {
        for formula in ["$$\na\n- b_c_ **d** `e` <f> &amp; \\\\\n$$", "\\[ [a](b) ![c](d) $e$ ~~f~~ ://g \\]"]
        {
            let source = format!("> {}\n", formula.replace('\n', "\n> "));
            let (text, has_formulas) = protect(Text::new(&source, 0..source.len()));
            assert!(has_formulas, "{source}");
            let letters: String = parse(text.as_str())
                .into_iter()
                .map(|(event, _)| match event {
                    Event::Text(text) => text.to_string(),
                    Event::SoftBreak => "\n".to_owned(),
                    Event::Start(Tag::BlockQuote(_) | Tag::Paragraph) | Event::End(_) => String::new(),
                    event => panic!("{event:?}"),
                })
                .collect();
            assert_eq!(letters, format!("{MARK}{formula}{MARK}"));
        }
    }

    #[test]
    fn prices_and_variables_are_no_formulas() {
        for (formula, before, behind, expected) in [
            ("5-", None, Some('6'), true),
            ("5/day and AU", Some('S'), Some('6'), true),
            ("HOME:", None, Some('P'), true),
            ("x", Some(' '), Some(','), false),
            ("_2", Some('H'), Some('O'), false),
        ] {
            assert_eq!(is_money(formula, before, behind), expected, "{formula}");
        }
    }

    #[test]
    fn the_delimiters_say_what_a_formula_is() {
        assert_eq!(tex("$a$"), ("a", false));
        assert_eq!(tex("\\(a\\)"), ("a", false));
        assert_eq!(tex("$$a$$"), ("a", true));
        assert_eq!(tex("\\[a\\]"), ("a", true));
    }
}
