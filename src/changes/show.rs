//! Draws differences for a terminal.
//!
//! Each line begins with a sign and a bar, so that no text of a lesson is at the beginning of a line, where a CI server
//! would obey it. Signs and brackets carry the meaning (`[-old-]{+new+}`, as `git diff --word-diff` has them); colors
//! only help. Every text is cleaned by [`shown`].

use anstyle::{AnsiColor, Style as Paint};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::text::{Form, Hunk, Kind, Line, TextDiff};
use super::value::ValueDiff;
use super::words::{Part, Segment};
use crate::shown::shown;

const REMOVED: Paint = AnsiColor::Red.on_default();
const ADDED: Paint = AnsiColor::Green.on_default();
const FAINT: Paint = Paint::new().dimmed();
const PLAIN: Paint = Paint::new();

/// How many characters of a line around a change are shown, at least.
const AROUND: usize = 48;

/// In fewer columns nothing is wrapped.
const NARROWEST: usize = 24;

/// The columns that a sign and a bar take.
const GUTTER: usize = 4;

/// How differences are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether there are colors.
    pub color: bool,
    /// The columns of the terminal; `None` where lines are not to be broken.
    pub columns: Option<usize>,
}

impl Style {
    fn painted(self, paint: Paint, text: &str) -> String {
        if self.color && paint != PLAIN && !text.is_empty() {
            format!("{paint}{text}{paint:#}")
        } else {
            text.to_owned()
        }
    }

    fn room(self) -> usize {
        let room = self.columns.map_or(usize::MAX, |columns| columns.saturating_sub(GUTTER));
        if room < NARROWEST { usize::MAX } else { room }
    }
}

/// A difference of texts on lines, each with its end; nothing if there is none.
pub fn drawn_text(diff: &TextDiff, style: Style) -> String {
    let mut out = String::new();
    for hunk in &diff.hunks {
        push_same(&mut out, hunk.same_before, style);
        push_hunk(&mut out, hunk, style);
    }
    push_same(&mut out, diff.same_after, style);
    out
}

/// A difference of values on one line without its end: `title: Setup → Set up`.
pub fn drawn_value(diff: &ValueDiff, style: Style) -> String {
    let value = |value: &Option<String>, paint| match value.as_deref().map(shown) {
        Some(text) if text.trim() == text && !text.is_empty() => style.painted(paint, &text),
        Some(text) => style.painted(paint, &format!("\"{text}\"")),
        None => style.painted(FAINT, "none"),
    };
    format!("{}: {} → {}", shown(&diff.name), value(&diff.before, REMOVED), value(&diff.after, ADDED))
}

/// Tells how many lines are not shown.
fn push_same(out: &mut String, count: usize, style: Style) {
    if count > 0 {
        let lines = if count == 1 { "line is" } else { "lines are" };
        out.push_str(&style.painted(FAINT, &format!("  | … {count} {lines} the same")));
        out.push('\n');
    }
}

fn push_hunk(out: &mut String, hunk: &Hunk, style: Style) {
    let mut form = Form::Markdown;
    for line in &hunk.lines {
        if line.form != form && line.form == Form::Html {
            out.push_str(&style.painted(FAINT, "  | in HTML only:"));
            out.push('\n');
        }
        form = line.form;
        push_line(out, line, style);
    }
}

fn push_line(out: &mut String, line: &Line, style: Style) {
    let (sign, paint) = match line.kind {
        Kind::Same => (' ', PLAIN),
        Kind::Removed => ('-', REMOVED),
        Kind::Added => ('+', ADDED),
        Kind::Changed => ('~', PLAIN),
    };
    let pieces: Vec<(Paint, String)> = match line.kind {
        Kind::Changed => cut(&line.segments).into_iter().map(|segment| marked(&segment)).collect(),
        _ => line.segments.iter().map(|segment| (paint, shown(&segment.text).into_owned())).collect(),
    };
    let rows = wrapped(&pieces, style.room());
    let is_cut = line.kind == Kind::Same && rows.len() > 1;
    for (index, row) in rows.iter().enumerate() {
        if is_cut && index > 0 {
            break;
        }
        let sign = if index == 0 { sign } else { ' ' };
        out.push_str(&style.painted(paint, &format!("{sign} |")));
        if !row.is_empty() {
            out.push(' ');
        }
        for (paint, text) in row {
            out.push_str(&style.painted(*paint, text));
        }
        if is_cut {
            out.push_str(&style.painted(FAINT, "…"));
        }
        out.push('\n');
    }
}

/// A piece in its brackets.
fn marked(segment: &Segment) -> (Paint, String) {
    let text = shown(&segment.text);
    match segment.part {
        Part::Same => (PLAIN, text.into_owned()),
        Part::Removed => (REMOVED, format!("[-{text}-]")),
        Part::Added => (ADDED, format!("{{+{text}+}}")),
    }
}

/// The pieces of a line with the same words shortened to those around the changes.
fn cut(segments: &[Segment]) -> Vec<Segment> {
    let last = segments.len().saturating_sub(1);
    let shortened = |(at, segment): (usize, &Segment)| {
        let count = segment.text.chars().count();
        let (before, after) = (at > 0, at < last);
        if segment.part != Part::Same
            || count <= AROUND * (usize::from(before) + usize::from(after)) + AROUND / 2
        {
            return segment.clone();
        }
        let start = if before { head(&segment.text) } else { "" };
        let end = if after { tail(&segment.text) } else { "" };
        Segment { part: Part::Same, text: format!("{start}…{end}") }
    };
    segments.iter().enumerate().map(shortened).collect()
}

/// The first words of a text.
fn head(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    let word = text[..end].rfind(' ').filter(|&at| at > end / 2).map_or(end, |at| at + 1);
    &text[..word]
}

/// The last words of a text.
fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let rest = &text[start..];
    let word = rest.find(' ').filter(|&at| at < rest.len() / 2).unwrap_or_default();
    &rest[word..]
}

/// A row of pieces.
type Row = Vec<(Paint, String)>;

/// Breaks pieces into rows between words; a word that is longer than a row is broken anywhere.
fn wrapped(pieces: &[(Paint, String)], room: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = vec![Row::new()];
    let mut used = 0_usize;
    for word in glued(pieces) {
        let (spaces, letters): (usize, usize) = word.iter().fold((0, 0), |(spaces, letters), (_, text)| {
            let blank = text.len() - text.trim_end_matches(' ').len();
            (spaces + blank, letters + text.width() - blank)
        });
        if used > 0 && used.saturating_add(letters) > room {
            rows.push(Row::new());
            used = 0;
        }
        if letters <= room {
            used += letters + spaces;
            push_row(&mut rows, &word);
            continue;
        }
        for (paint, text) in &word {
            for c in text.chars() {
                let width = c.width().unwrap_or_default();
                if used + width > room {
                    rows.push(Row::new());
                    used = 0;
                }
                used += width;
                push_row(&mut rows, &[(*paint, c.to_string())]);
            }
        }
    }
    for row in &mut rows {
        if let Some((_, text)) = row.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
        }
    }
    rows
}

fn push_row(rows: &mut [Row], word: &[(Paint, String)]) {
    let Some(row) = rows.last_mut() else { return };
    for (paint, text) in word {
        match row.last_mut() {
            Some((last, before)) if last == paint => before.push_str(text),
            _ => row.push((*paint, text.clone())),
        }
    }
}

/// The words of a line with the spaces behind them. A word may be of several pieces.
fn glued(pieces: &[(Paint, String)]) -> Vec<Row> {
    let mut words: Vec<Row> = Vec::new();
    let mut is_open = false;
    for (paint, text) in pieces {
        for part in text.split_inclusive(' ') {
            match words.last_mut().filter(|_| is_open || part == " ") {
                Some(word) => word.push((*paint, part.to_owned())),
                None => words.push(vec![(*paint, part.to_owned())]),
            }
            is_open = !part.ends_with(' ');
        }
    }
    words
}
