//! text2qti, which makes QTI from plain text: `1. Question`, `*a) right`, `b) wrong`, `[*] right`, `[ ] wrong`.
//!
//! Texts are Markdown. Lines that are indented go on with the text above them.

use std::ops::Range;

use super::draft::{Draft, Dropped, Fault, Item, Located, Open, Parsed};
use super::plain;

/// What a line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Question,
    /// An option, and whether it is right.
    Option(bool),
    /// `...`: feedback of what is above it.
    Feedback,
    /// `+`, `-`: feedback for those who were right or wrong.
    ByResult,
    /// Text among the questions.
    Text,
    /// A short answer: `* text`.
    ShortAnswer,
    Numerical,
    Essay,
    Upload,
    /// Title, points, solutions and options of the whole quiz.
    Setting,
}

struct Line {
    part: Part,
    text: String,
    span: Range<usize>,
}

/// Reads a file.
pub(super) fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut question: Vec<Line> = Vec::new();
    for line in lines(text, &mut parsed.faults) {
        match line.part {
            Part::Setting => {}
            Part::Question | Part::Text => {
                parsed.items.extend(finish(std::mem::take(&mut question)));
                question.push(line);
            }
            _ if question.is_empty() => {
                let message = "this line is below no question".to_owned();
                parsed.faults.push(Fault { span: line.span, message });
            }
            _ => question.push(line),
        }
    }
    parsed.items.extend(finish(question));
    parsed
}

/// The lines of a file, each with those that go on with it.
fn lines(text: &str, faults: &mut Vec<Fault>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut at, mut is_comment, mut empty) = (0, false, 0);
    for raw in text.split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let line = raw.trim_end();
        let words = line.trim_start();
        match words {
            "COMMENT" => is_comment = true,
            "END_COMMENT" => {
                is_comment = false;
                continue;
            }
            "" => {
                empty += 1;
                continue;
            }
            _ => {}
        }
        if is_comment || line.starts_with('%') {
            continue;
        }
        let span = start + (line.len() - words.len())..start + line.len();
        let is_indented = line.len() > words.len();
        if let (true, Some(last)) = (is_indented, lines.last_mut()) {
            last.text.push_str(if empty > 0 { "\n\n" } else { "\n" });
            last.text.push_str(unindented(line));
            last.span.end = span.end;
        } else if let Some((part, rest)) = part_of(words) {
            lines.push(Line { part, text: rest.to_owned(), span });
        } else {
            let message = "this line is not in the format of text2qti".to_owned();
            faults.push(Fault { span, message });
        }
        empty = 0;
    }
    lines
}

/// A line without the indent of what it goes on with: code in it keeps the rest.
fn unindented(line: &str) -> &str {
    let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
    let most = if line.starts_with('\t') { 1 } else { 4 };
    &line[blanks.min(most)..]
}

fn part_of(line: &str) -> Option<(Part, &str)> {
    const SETTINGS: &[&str] = &[
        "quiz title:",
        "quiz description:",
        "title:",
        "points:",
        "shuffle answers:",
        "show correct answers:",
        "one question at a time:",
        "can't go back:",
        "cant go back:",
        "feedback is solution:",
        "solutions sample groups:",
        "solutions randomize groups:",
        "pick:",
        "points per question:",
        "group",
        "end_group",
    ];
    let lower = line.to_ascii_lowercase();
    if SETTINGS
        .iter()
        .any(|setting| lower == *setting || setting.ends_with(':') && lower.starts_with(setting))
    {
        return Some((Part::Setting, ""));
    }
    for (sign, part) in [("text title:", Part::Setting), ("text:", Part::Text)] {
        if lower.starts_with(sign) {
            return Some((part, line[sign.len()..].trim()));
        }
    }
    if line.len() >= 3 && line.bytes().all(|byte| byte == b'_') {
        return Some((Part::Essay, ""));
    }
    if line.len() >= 3 && line.bytes().all(|byte| byte == b'^') {
        return Some((Part::Upload, ""));
    }
    let signs = [
        ("...", Part::Feedback),
        ("[*]", Part::Option(true)),
        ("[ ]", Part::Option(false)),
        ("[]", Part::Option(false)),
        ("!", Part::Setting),
        ("+", Part::ByResult),
        ("-", Part::ByResult),
        ("=", Part::Numerical),
    ];
    if let Some((sign, part)) = signs.into_iter().find(|(sign, _)| line.starts_with(sign)) {
        return Some((part, line[sign.len()..].trim()));
    }
    let (starred, rest) = line.strip_prefix('*').map_or((false, line), |rest| (true, rest));
    let letters = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    if let (1, Some(option)) = (letters, rest[letters..].strip_prefix(')')) {
        return Some((Part::Option(starred), option.trim()));
    }
    if starred {
        return Some((Part::ShortAnswer, rest.trim()));
    }
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let asked = rest[digits..].strip_prefix(['.', ')']).filter(|_| digits > 0)?;
    Some((Part::Question, asked.trim()))
}

/// The item that some lines make; the first is its question or text.
fn finish(lines: Vec<Line>) -> Option<Item> {
    let mut lines = lines.into_iter();
    let first = lines.next()?;
    let (asked, mut dropped) = plain::of_markdown(&first.text);
    let text = Located { text: asked, span: first.span.clone() };
    let lines: Vec<Line> = lines.collect();
    let kind = lines.iter().find_map(|line| match line.part {
        Part::ShortAnswer => Some("a short-answer question"),
        Part::Numerical => Some("a numerical question"),
        Part::Essay => Some("an essay question"),
        Part::Upload => Some("a file upload"),
        _ => None,
    });
    if first.part == Part::Text || kind.is_some() {
        return Some(Item::Open(Open { text, kind }));
    }
    let mut draft = Draft { text, options: Vec::new(), explanation: None, dropped: Vec::new() };
    let mut has_feedback = false;
    for line in lines {
        let (text, more) = plain::of_markdown(&line.text);
        match line.part {
            Part::Option(is_right) => {
                dropped.extend(more);
                draft.options.push((Located { text, span: line.span }, is_right));
            }
            Part::Feedback if draft.options.is_empty() => {
                dropped.extend(more);
                draft.explanation = super::text::paragraphs([text.as_str()]);
            }
            _ => has_feedback = true,
        }
    }
    if has_feedback {
        dropped.push("the feedback of single options");
    }
    draft.dropped = dropped.into_iter().map(|what| Dropped { what, span: first.span.clone() }).collect();
    Some(Item::Question(draft))
}
