//! Aiken, the simplest format of Moodle: a question, options `A. text` or `A) text`, and `ANSWER: A`.

use std::ops::Range;

use super::draft::{Draft, Fault, Item, Located, Parsed};

/// A question in the making.
#[derive(Default)]
struct Reading {
    text: String,
    span: Range<usize>,
    options: Vec<(char, String, Range<usize>)>,
}

/// Reads a file.
pub(super) fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut reading = Reading::default();
    let (mut at, mut is_behind_blank) = (0, true);
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let words = line.trim();
        if words.is_empty() {
            is_behind_blank = true;
            continue;
        }
        let span = start..start + words.len();
        if let Some(letters) = answer(words) {
            finish(std::mem::take(&mut reading), Some((letters, span)), &mut parsed);
        } else if let Some((letter, option)) = option(words).filter(|_| !reading.text.is_empty()) {
            reading.options.push((letter, option.to_owned(), span));
        } else if !reading.options.is_empty() && !is_behind_blank {
            // An option goes on in the next line.
            if let Some((_, option, _)) = reading.options.last_mut() {
                option.extend([" ", words]);
            }
        } else {
            if !reading.options.is_empty() {
                finish(std::mem::take(&mut reading), None, &mut parsed);
            }
            if reading.text.is_empty() {
                reading.span = span;
            } else {
                reading.text.push_str(if is_behind_blank { "\n\n" } else { "\n" });
                reading.span.end = span.end;
            }
            reading.text.push_str(words);
        }
        is_behind_blank = false;
    }
    if !reading.text.is_empty() {
        finish(reading, None, &mut parsed);
    }
    parsed
}

/// The letters behind `ANSWER:`.
fn answer(line: &str) -> Option<&str> {
    let (word, letters) = line.split_once(':')?;
    word.trim().eq_ignore_ascii_case("answer").then_some(letters)
}

/// `A. text`, `A) text`.
fn option(line: &str) -> Option<(char, &str)> {
    let mut letters = line.chars();
    let letter = letters.next().filter(char::is_ascii_uppercase)?;
    let rest = letters.as_str().strip_prefix(['.', ')'])?;
    Some((letter, rest.trim()))
}

fn finish(reading: Reading, answer: Option<(&str, Range<usize>)>, parsed: &mut Parsed) {
    let Reading { text, span, options } = reading;
    let fault = |span, message: String| Fault { span, message };
    let Some((letters, at)) = answer else {
        return parsed.faults.push(fault(span, "this question has no line `ANSWER: `".to_owned()));
    };
    if text.is_empty() {
        return parsed.faults.push(fault(at, "this answer is below no question".to_owned()));
    }
    let right: Vec<char> = letters.split([',', ' ', ';']).filter_map(|word| word.chars().next()).collect();
    let is_option = |letter: &char| options.iter().any(|(option, ..)| option == letter);
    if let Some(letter) = right.iter().find(|letter| !is_option(letter)) {
        return parsed.faults.push(fault(at, format!("the question has no option `{letter}`")));
    }
    let options = options.into_iter().map(|(letter, option, span)| {
        let is_right = right.contains(&letter);
        (Located::new(&option, span), is_right)
    });
    parsed.items.push(Item::Question(Draft {
        text: Located::new(&text, span),
        options: options.collect(),
        explanation: None,
        dropped: Vec::new(),
    }));
}
