//! GIFT, the text format of Moodle: `What is 2+2? {=4 ~3 ~5}`.
//!
//! Questions have empty lines between them. A colon in a web address need not be escaped here: only `::` at the
//! beginning of a question means a name.

use std::ops::Range;

use super::draft::{Draft, Dropped, Fault, Item, Located, Open, Parsed};
use super::text::paragraphs;
use super::{flatten, plain};

/// A gap in a sentence, where the answers are in the middle of it.
const GAP: &str = " _____ ";

/// Reads a file.
pub(super) fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    for block in blocks(text) {
        match question(&block) {
            Ok(items) => parsed.items.extend(items),
            Err(message) => parsed.faults.push(Fault { span: block.span, message: message.to_owned() }),
        }
    }
    parsed
}

/// A question without its comments, and where it is.
struct Block {
    text: String,
    span: Range<usize>,
}

/// The blocks of a text. An empty line between braces does not end one.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let mut is_in_braces = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim();
        if words.starts_with("//") || words.starts_with("$CATEGORY:") {
            continue;
        }
        if words.is_empty() && !is_in_braces {
            blocks.extend(open.take());
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let block = open.get_or_insert_with(|| Block { text: String::new(), span: start + indent..start });
        block.text.push_str(line);
        block.span.end = start + line.trim_end().len();
        for (_, sign) in unescaped(line) {
            match sign {
                '{' => is_in_braces = true,
                '}' => is_in_braces = false,
                _ => {}
            }
        }
    }
    blocks.extend(open);
    blocks
}

/// The signs of a text that no backslash escapes, with their places.
fn unescaped(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut is_escaped = false;
    text.char_indices().filter(move |&(_, c)| {
        let was_escaped = std::mem::take(&mut is_escaped);
        is_escaped = c == '\\' && !was_escaped;
        !was_escaped && c != '\\'
    })
}

fn find(text: &str, sign: char) -> Option<usize> {
    unescaped(text).find(|&(_, c)| c == sign).map(|(at, _)| at)
}

/// Splits a text at the first sign that is not escaped.
fn split_once(text: &str, sign: char) -> (&str, Option<&str>) {
    match find(text, sign) {
        Some(at) => (&text[..at], Some(&text[at + sign.len_utf8()..])),
        None => (text, None),
    }
}

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Html,
    Markdown,
    Plain,
}

/// The format that a text begins with, and the rest.
fn format_of(text: &str, else_is: Format) -> (Format, &str) {
    let text = text.trim();
    let formats = [
        ("[html]", Format::Html),
        ("[markdown]", Format::Markdown),
        ("[plain]", Format::Plain),
        ("[moodle]", Format::Html),
    ];
    let found = formats.into_iter().find_map(|(name, format)| Some((format, text.strip_prefix(name)?)));
    found.unwrap_or((else_is, text))
}

/// A text as learners read it.
fn read(text: &str, else_is: Format) -> (String, Vec<&'static str>) {
    let (format, text) = format_of(text, else_is);
    let text = unescape(text, format == Format::Markdown);
    match format {
        Format::Html => {
            let breaks = text.replace('\n', "<br>");
            flatten::of_html(&breaks)
        }
        Format::Markdown => plain::of_markdown(&text),
        Format::Plain => (text, Vec::new()),
    }
}

/// Takes the backslashes out. The line ends of the file are blanks, those of `\n` are line ends.
fn unescape(text: &str, keeps_lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match (c, letters.peek()) {
            ('\\', Some('n')) => {
                letters.next();
                out.push('\n');
            }
            ('\\', Some(&escaped)) if "~=#{}:\\".contains(escaped) => {
                letters.next();
                out.push(escaped);
            }
            ('\r', _) => {}
            ('\n', _) if !keeps_lines => out.push(' '),
            (c, _) => out.push(c),
        }
    }
    out.lines()
        .map(|line| {
            if keeps_lines { line.to_owned() } else { line.split_whitespace().collect::<Vec<_>>().join(" ") }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn question(block: &Block) -> Result<Option<Item>, &'static str> {
    let mut text = block.text.trim();
    if let Some(named) = text.strip_prefix("::") {
        let end = unescaped(named)
            .zip(unescaped(named).skip(1))
            .find(|((at, first), (next, second))| (*first, *second) == (':', ':') && *next == at + 1);
        let Some(((at, _), _)) = end else { return Err("the name of this question has no end `::`") };
        text = named[at + 2..].trim();
    }
    let (format, text) = format_of(text, Format::Html);
    let open = |text: &str, kind| {
        let text = located(&read(text, format).0, block);
        Ok(Some(Item::Open(Open { text, kind })))
    };
    let (before, rest) = split_once(text, '{');
    let Some(rest) = rest else {
        return if before.trim().is_empty() { Ok(None) } else { open(before, None) };
    };
    let (answers, tail) = split_once(rest, '}');
    let Some(tail) = tail else { return Err("the answers of this question have no end `}`") };
    let tail = tail.trim();
    let is_whole = tail.chars().all(|c| !c.is_alphanumeric());
    let asked =
        if is_whole { before.trim_end().to_owned() } else { format!("{}{GAP}{tail}", before.trim_end()) };
    let (answers, general) = general_feedback(answers);
    match kind_of(answers) {
        Kind::Open(kind) => open(if is_whole { before } else { &asked }, Some(kind)),
        Kind::Choice(choices) => {
            let (question, mut dropped) = read(&asked, format);
            let mut draft = Draft {
                text: located(&question, block),
                options: Vec::new(),
                explanation: None,
                dropped: Vec::new(),
            };
            let (mut has_feedback, mut has_partial) = (false, false);
            for Choice { text, is_right, feedback, is_partial } in choices {
                let (text, more) = read(&text, format);
                dropped.extend(more);
                has_feedback |= feedback;
                has_partial |= is_partial;
                draft.options.push((located(&text, block), is_right));
            }
            if has_feedback {
                dropped.push("the feedback of single options");
            }
            if has_partial {
                dropped.push("the part of the grade that an option gives");
            }
            let (explanation, more) = general.map(|text| read(text, format)).unwrap_or_default();
            dropped.extend(more);
            draft.explanation = paragraphs([explanation.as_str()]);
            draft.dropped =
                dropped.into_iter().map(|what| Dropped { what, span: block.span.clone() }).collect();
            Ok(Some(Item::Question(draft)))
        }
    }
}

fn located(text: &str, block: &Block) -> Located {
    Located::new(text, block.span.clone())
}

/// Splits the feedback for everybody, behind `####`, from the answers.
fn general_feedback(answers: &str) -> (&str, Option<&str>) {
    let at = unescaped(answers).find(|&(at, sign)| sign == '#' && answers[at..].starts_with("####"));
    match at {
        Some((at, _)) => (&answers[..at], Some(&answers[at + 4..])),
        None => (answers, None),
    }
}

enum Kind {
    Choice(Vec<Choice>),
    Open(&'static str),
}

struct Choice {
    text: String,
    is_right: bool,
    /// Whether it has feedback of its own.
    feedback: bool,
    /// Whether it gives a part of the grade.
    is_partial: bool,
}

fn kind_of(answers: &str) -> Kind {
    let answers = answers.trim();
    if answers.is_empty() {
        return Kind::Open("an essay question");
    }
    if answers.starts_with('#') {
        return Kind::Open("a numerical question");
    }
    let (word, feedback) = split_once(answers, '#');
    let truth = match word.trim().to_ascii_uppercase().as_str() {
        "T" | "TRUE" => Some(true),
        "F" | "FALSE" => Some(false),
        _ => None,
    };
    if let Some(truth) = truth {
        let feedback = feedback.is_some_and(|text| text.chars().any(char::is_alphanumeric));
        let choice =
            |text: &str, is_right| Choice { text: text.to_owned(), is_right, feedback, is_partial: false };
        return Kind::Choice(vec![choice("True", truth), choice("False", !truth)]);
    }
    choices(answers)
}

fn choices(answers: &str) -> Kind {
    let signs: Vec<(usize, char)> = unescaped(answers).filter(|(_, c)| matches!(c, '=' | '~')).collect();
    let ends = signs.iter().skip(1).map(|&(at, _)| at).chain([answers.len()]);
    let parts: Vec<(char, &str)> =
        signs.iter().zip(ends).map(|(&(at, sign), end)| (sign, answers[at + 1..end].trim())).collect();
    if !parts.iter().any(|(sign, _)| *sign == '~') {
        let is_matching = parts.len() > 1 && parts.iter().all(|(_, text)| text.contains("->"));
        let kind = if is_matching { "a matching question" } else { "a short-answer question" };
        return Kind::Open(kind);
    }
    let has_right_sign = parts.iter().any(|(sign, _)| *sign == '=');
    let choice = |(sign, text): (char, &str)| {
        let (weight, text) = weight(text);
        let (text, feedback) = split_once(text, '#');
        let is_right = match sign {
            '=' => weight.is_none_or(|weight| weight >= 100.0),
            _ if has_right_sign => weight.is_some_and(|weight| weight >= 100.0),
            _ => weight.is_some_and(|weight| weight > 0.0),
        };
        Choice {
            text: text.trim().to_owned(),
            is_right,
            feedback: feedback.is_some_and(|text| !text.trim().is_empty()),
            is_partial: !is_right && weight.is_some_and(|weight| weight > 0.0),
        }
    };
    Kind::Choice(parts.into_iter().map(choice).collect())
}

/// The part of the grade that an answer gives, in percent, and the rest of it.
fn weight(text: &str) -> (Option<f64>, &str) {
    let parsed = text.strip_prefix('%').and_then(|rest| rest.split_once('%'));
    let parsed =
        parsed.and_then(|(number, rest)| Some((number.trim().replace(',', ".").parse().ok()?, rest)));
    match parsed {
        Some((weight, rest)) => (Some(weight), rest.trim_start()),
        None => (None, text),
    }
}
