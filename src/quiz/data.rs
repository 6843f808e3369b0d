//! Questions in YAML, JSON and TOML: lists of questions in the usual forms, and the files of mdbook-quiz.
//!
//! There is no standard. The words that people use are in the tables below; a file that uses others is refused.

use std::ops::Range;

use super::draft::{Draft, Dropped, Fault, Item, Located, Open, Parsed};
use super::plain;
use crate::front_matter::{Entry, Node, Spanned, same};

const LISTS: &[&str] = &["questions", "quiz", "items", "quizzes", "data"];
const TEXTS: &[&str] =
    &["question", "prompt", "text", "q", "title", "stem", "question_text", "query", "program"];
const OPTIONS: &[&str] = &["options", "answers", "choices", "alternatives", "answer_options"];
const RIGHT: &[&str] = &[
    "correct_answer",
    "correct_answers",
    "correct",
    "answer",
    "correct_index",
    "correct_option",
    "correct_options",
    "answer_index",
    "solution",
    "right",
    "a",
];
const EXPLANATIONS: &[&str] =
    &["explanation", "context", "feedback", "rationale", "reason", "why", "comment", "hint_after"];
const OPTION_TEXTS: &[&str] = &["text", "answer", "option", "label", "value", "title", "content"];
const IS_RIGHT: &[&str] = &["correct", "is_correct", "right", "is_right", "is_answer"];

/// Reads a tree.
pub(super) fn parse(root: &Spanned<Node>) -> Parsed {
    let mut parsed = Parsed::default();
    let Some(list) = questions(root) else {
        let message = "the file has no list of questions".to_owned();
        parsed.faults.push(Fault { span: root.span.start..root.span.start, message });
        return parsed;
    };
    for item in list {
        match question(item) {
            Ok(item) => parsed.items.push(item),
            Err(fault) => parsed.faults.push(fault),
        }
    }
    parsed
}

/// The list of questions: the file itself, or what is below one of the usual keys.
fn questions(root: &Spanned<Node>) -> Option<&[Spanned<Node>]> {
    match &root.value {
        Node::List(list) => Some(list),
        Node::Map(entries) => {
            let below = part(entries, LISTS)?;
            match &below.value.value {
                Node::List(list) => Some(list),
                Node::Map(entries) => match &part(entries, LISTS)?.value.value {
                    Node::List(list) => Some(list),
                    _ => None,
                },
                _ => None,
            }
        }
        _ => None,
    }
}

/// The first of the named parts.
fn part<'e>(entries: &'e [Entry], names: &[&str]) -> Option<&'e Entry> {
    names.iter().find_map(|name| entries.iter().find(|entry| same(&entry.key.value, name)))
}

fn question(item: &Spanned<Node>) -> Result<Item, Fault> {
    let fault =
        |span: &Range<usize>, message: &str| Fault { span: span.clone(), message: message.to_owned() };
    let Node::Map(entries) = &item.value else {
        return Err(fault(&item.span, "this question has no keys"));
    };
    // `prompt: {prompt: …, distractors: […]}`
    let prompt = part(entries, &["prompt"]).and_then(|entry| match &entry.value.value {
        Node::Map(below) => Some(below.as_slice()),
        _ => None,
    });
    let inner = prompt.unwrap_or(entries);
    let asked = part(inner, TEXTS).filter(|entry| entry.value.value.text().is_some());
    let Some(asked) = asked else { return Err(fault(&item.span, "this question has no text")) };
    let (text, mut dropped) = plain::of_markdown(asked.value.value.text().unwrap_or_default());
    let text = Located { text, span: asked.value.span.clone() };
    if let Some(kind) = open_kind(entries) {
        return Ok(Item::Open(Open { text, kind: Some(kind) }));
    }
    let options = match part(inner, &["distractors"]) {
        Some(distractors) => with_distractors(entries, distractors),
        None => options(entries, item)?,
    };
    let mut draft = Draft { text, options: Vec::new(), explanation: None, dropped: Vec::new() };
    for (option, is_right) in options {
        let (text, more) = plain::of_markdown(&option.text);
        dropped.extend(more);
        draft.options.push((Located { text, span: option.span }, is_right));
    }
    if let Some(explanation) = part(entries, EXPLANATIONS).and_then(|entry| entry.value.value.text()) {
        let (text, more) = plain::of_markdown(explanation);
        dropped.extend(more);
        draft.explanation = super::text::paragraphs([text.as_str()]);
    }
    draft.dropped = dropped.into_iter().map(|what| Dropped { what, span: draft.text.span.clone() }).collect();
    Ok(Item::Question(draft))
}

/// What kind of question it is, if it has no options.
fn open_kind(entries: &[Entry]) -> Option<&'static str> {
    let kind = part(entries, &["type", "question_type"]).and_then(|entry| entry.value.value.text());
    match kind.map(|kind| kind.to_ascii_lowercase().replace(['-', '_', ' '], "")).as_deref() {
        Some("shortanswer" | "text" | "fillin" | "fillintheblank" | "input") => {
            Some("a short-answer question")
        }
        Some("tracing") => Some("a question about what a program prints"),
        Some("essay" | "open" | "freetext" | "longanswer") => Some("an essay question"),
        Some("matching" | "match") => Some("a matching question"),
        Some("numeric" | "numerical" | "number") => Some("a numerical question"),
        Some("ordering" | "order" | "sequence") => Some("an ordering question"),
        _ => None,
    }
}

/// The text of a scalar, as a text with a place.
fn raw(value: &Spanned<Node>) -> Option<Located> {
    Some(Located { text: value.value.text()?.to_owned(), span: value.span.clone() })
}

fn raw_list(value: &Spanned<Node>) -> Vec<Located> {
    match &value.value {
        Node::List(items) => items.iter().filter_map(raw).collect(),
        _ => raw(value).into_iter().collect(),
    }
}

/// The right answer and the wrong ones, which are written apart: in the order of their texts, which tells nothing.
fn with_distractors(entries: &[Entry], distractors: &Entry) -> Vec<(Located, bool)> {
    let answer = part(entries, &["answer"]).map(|entry| match &entry.value.value {
        Node::Map(below) => part(below, &["answer"]).map(|entry| raw_list(&entry.value)).unwrap_or_default(),
        _ => raw_list(&entry.value),
    });
    let right = answer.unwrap_or_default().into_iter().map(|option| (option, true));
    let mut options: Vec<_> =
        right.chain(raw_list(&distractors.value).into_iter().map(|it| (it, false))).collect();
    options.sort_by(|(a, _), (b, _)| a.text.cmp(&b.text));
    options
}

/// The options, each with whether it is right.
fn options(entries: &[Entry], item: &Spanned<Node>) -> Result<Vec<(Located, bool)>, Fault> {
    let fault =
        |span: &Range<usize>, message: &str| Fault { span: span.clone(), message: message.to_owned() };
    let Some(list) = part(entries, OPTIONS) else {
        return Err(fault(&item.span, "this question has no options"));
    };
    // Each with the name that it may be called by: a letter of its own, else its place.
    let mut options: Vec<(String, Located, bool)> = Vec::new();
    match &list.value.value {
        Node::List(items) => {
            for (number, option) in items.iter().enumerate() {
                let letter = u8::try_from(number)
                    .ok()
                    .filter(|number| *number < 26)
                    .map(|number| char::from(b'A' + number));
                let name = letter.map(String::from).unwrap_or_default();
                match &option.value {
                    Node::Map(parts) => {
                        let text = part(parts, OPTION_TEXTS).and_then(|text| raw(&text.value));
                        let Some(text) = text else {
                            return Err(fault(&option.span, "this option has no text"));
                        };
                        let is_right = part(parts, IS_RIGHT).and_then(|entry| entry.value.value.text());
                        let is_right = is_right.is_some_and(|text| text.trim().eq_ignore_ascii_case("true"));
                        let name = part(parts, &["id", "key"])
                            .and_then(|entry| entry.value.value.text())
                            .map_or(name, str::to_owned);
                        options.push((name, text, is_right));
                    }
                    _ => options.extend(raw(option).map(|text| (name, text, false))),
                }
            }
        }
        Node::Map(parts) => {
            let named =
                parts.iter().filter_map(|entry| Some((entry.key.value.clone(), raw(&entry.value)?, false)));
            options.extend(named);
        }
        _ => return Err(fault(&list.value.span, "the options are not a list")),
    }
    if let Some(right) = part(entries, RIGHT).filter(|entry| !entry.value.value.is_blank()) {
        let is_index = right.key.value.to_ascii_lowercase().contains("index");
        let named: Vec<&Spanned<Node>> = match &right.value.value {
            Node::List(items) => items.iter().collect(),
            _ => vec![&right.value],
        };
        for value in named {
            let Some(at) = place_of(&options, value, is_index) else {
                return Err(fault(&value.span, "no option is this one"));
            };
            options[at].2 = true;
        }
    }
    Ok(options.into_iter().map(|(_, option, is_right)| (option, is_right)).collect())
}

/// Which option is meant: by its text, its letter, or its number from 0.
fn place_of(options: &[(String, Located, bool)], value: &Spanned<Node>, is_index: bool) -> Option<usize> {
    let written = value.value.text()?.trim();
    let index = written.parse::<usize>().ok().filter(|&at| at < options.len());
    if is_index {
        return index;
    }
    let by_text = options.iter().position(|(_, option, _)| option.text.trim() == written);
    let by_name = || options.iter().position(|(name, ..)| name.eq_ignore_ascii_case(written));
    by_text.or_else(by_name).or(index)
}
