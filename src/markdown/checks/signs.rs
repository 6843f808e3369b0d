//! Signs that an author does not mean to show, where they are text: comments, conflicts, rows of tables.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::commonmark::events::Spanned;
use crate::commonmark::findings::Findings;
use crate::commonmark::source_map::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::prescan::Sign;
use crate::markdown::table_rows::{cells, is_delimiter_row, is_whole_row, without_container};

/// The signs of a page, from front to back.
#[derive(Debug)]
pub(super) struct Signs {
    all: Vec<(usize, Sign)>,
    /// The first that was not looked at.
    next: usize,
    /// The beginning of a conflict was reported; its end is a part of it.
    is_in_conflict: bool,
}

impl Signs {
    /// None looked at yet.
    pub fn new(all: Vec<(usize, Sign)>) -> Self {
        Self { all, next: 0, is_in_conflict: false }
    }

    /// Reports the signs that are text in these blocks.
    pub fn check(&mut self, text: &Text<'_>, events: &[Spanned<'_>], findings: &mut Findings<'_>) {
        let end = events.last().map_or(0, |(_, range)| range.end);
        if self.all.get(self.next).is_none_or(|(at, _)| *at >= end) {
            return;
        }
        let mut is_literal = false;
        for (event, range) in events {
            match event {
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => is_literal = true,
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => is_literal = false,
                Event::Text(_) | Event::Html(_) => self.text(text, range, is_literal, findings),
                _ => {}
            }
        }
    }

    /// `is_literal`: in code and HTML, where only a conflict that this program wrote is one.
    fn text(&mut self, text: &Text<'_>, range: &Range<usize>, is_literal: bool, findings: &mut Findings<'_>) {
        while let Some(&(at, sign)) = self.all.get(self.next).filter(|(at, _)| *at < range.end) {
            self.next += 1;
            let is_sign = !is_literal || sign == Sign::Conflict && is_of_pull(&text.as_str()[at..]);
            if at < range.start || !is_sign {
                continue;
            }
            match sign {
                Sign::Comment => comment(text, at, findings),
                Sign::Conflict => self.conflict(text, at, findings),
                Sign::Delimiter => delimiter(text, &line(text.as_str(), at), findings),
                Sign::Row => row(text, &line(text.as_str(), at), findings),
            }
        }
    }

    fn conflict(&mut self, text: &Text<'_>, at: usize, findings: &mut Findings<'_>) {
        let is_end = !text.as_str()[at..].starts_with('<');
        if !(is_end && self.is_in_conflict) {
            let help =
                "keep one of the two versions, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`";
            let finding = Diagnostic::new(Code::ConflictMarker, "the text has an unresolved merge conflict")
                .label(if is_end { "ends here" } else { "begins here" })
                .help(help);
            findings.say_once("conflict", text, &line(text.as_str(), at), finding);
        }
        self.is_in_conflict = !is_end;
    }
}

/// Whether a line of a conflict has the label that `pull` writes.
fn is_of_pull(line: &str) -> bool {
    line.trim_start_matches(['<', '>', ' ']).starts_with("coursedir: ")
}

/// A comment that is text: its end is in another paragraph, or nowhere.
fn comment(text: &Text<'_>, at: usize, findings: &mut Findings<'_>) {
    let before = &text.as_str()[..at];
    let backslashes = before.bytes().rev().take_while(|byte| *byte == b'\\').count();
    if backslashes % 2 == 1 {
        return;
    }
    let finding = Diagnostic::new(Code::UnclosedBlock, "an HTML comment is not closed in its paragraph")
        .label("learners see it as text")
        .help("begin the comment on a line of its own, and end it with `-->`");
    findings.say_once("comment", text, &(at..at + "<!--".len()), finding);
}

/// A row like `|---|---|` that makes no table of what is around it.
fn delimiter(text: &Text<'_>, line: &Range<usize>, findings: &mut Findings<'_>) {
    let whole = text.as_str();
    let header = line_before(whole, line).filter(|before| is_row(&whole[before.clone()]));
    let Some(header) = header else {
        if line_after(whole, line).is_some_and(|after| is_row(&whole[after])) {
            headless(text, line, findings);
        }
        return;
    };
    let (above, here) = (cells(&whole[header.clone()]), cells(&whole[line.clone()]));
    let (label, help) = if above == here {
        ("not read as a table".to_owned(), "put an empty line before the table")
    } else {
        let help = "give both lines the same number of cells, and write `\\|` for a `|` that is text";
        (format!("{above} in this line, {here} in the line of dashes below it"), help)
    };
    let message = if above == here {
        "a table is shown as text: it is part of the paragraph above it"
    } else {
        "a table is shown as text: its header has another number of cells"
    };
    let finding = Diagnostic::new(Code::MalformedTable, message).label(label).help(help);
    findings.say_once("header", text, &words(whole, &header), finding);
}

/// A row of a table that has no header.
fn row(text: &Text<'_>, line: &Range<usize>, findings: &mut Findings<'_>) {
    let whole = text.as_str();
    let written = without_container(&whole[line.clone()]);
    let after = line_after(whole, line).map_or("", |after| &whole[after]);
    // `|x| + |y|` is math.
    let is_table = is_whole_row(written) && cells(written) > 1;
    if is_table
        && !is_delimiter_row(after)
        && (written.starts_with("| ") || is_whole_row(without_container(after)))
    {
        headless(text, line, findings);
    }
}

fn headless(text: &Text<'_>, line: &Range<usize>, findings: &mut Findings<'_>) {
    let finding = Diagnostic::new(Code::MalformedTable, "a table is shown as text: it has no header")
        .label("the first row")
        .help("put a header and a line of dashes above it: `| A | B |`, then `|---|---|`");
    findings.say_once("headless", text, &words(text.as_str(), line), finding);
}

/// Whether a line may be a row of a table.
fn is_row(line: &str) -> bool {
    line.contains('|') && !is_delimiter_row(line)
}

/// The line of a place, without its end.
fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    start..end
}

fn line_before(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let end = line.start.checked_sub(1)?;
    Some(self::line(text, end))
}

fn line_after(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let start = line.end + 1;
    (start < text.len()).then(|| self::line(text, start))
}

/// What a line says, without the white space around it.
fn words(text: &str, line: &Range<usize>) -> Range<usize> {
    let written = &text[line.clone()];
    let start = line.start + (written.len() - written.trim_start().len());
    start..start + written.trim().len()
}
