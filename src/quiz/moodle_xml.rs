//! Moodle XML: `<quiz>` with a `<question type="…">` for each question.

use roxmltree::{Document, Node};

use super::draft::{Draft, Dropped, Item, Located, Open, Parsed};
use super::xml::{attribute, child, children, text};
use super::{flatten, plain};

/// Reads a file whose root is `quiz`.
pub(super) fn parse(document: &Document<'_>) -> Parsed {
    let questions = children(document.root_element(), "question");
    Parsed { items: questions.filter_map(question).collect(), faults: Vec::new() }
}

fn question(node: Node<'_, '_>) -> Option<Item> {
    let kind = attribute(node, "type").unwrap_or_default();
    let open = match kind {
        "category" => return None,
        "multichoice" | "truefalse" | "multichoiceset" => None,
        "description" => Some(None),
        "shortanswer" => Some(Some("a short-answer question")),
        "numerical" | "calculated" | "calculatedsimple" | "calculatedmulti" => {
            Some(Some("a numerical question"))
        }
        "matching" | "ddmatch" | "match" | "randomsamatch" => Some(Some("a matching question")),
        "essay" => Some(Some("an essay question")),
        "cloze" | "multianswer" | "gapselect" | "ddwtos" | "gapfill" => Some(Some("a question with gaps")),
        "ordering" | "order" => Some(Some("an ordering question")),
        _ => Some(Some("a question of another kind")),
    };
    let asked = child(node, "questiontext").map(read).unwrap_or_default();
    match open {
        None => Some(Item::Question(choice(node, kind, asked))),
        Some(kind) => {
            let text =
                if kind == Some("a question with gaps") { without_gaps(&asked.text) } else { asked.text };
            Some(Item::Open(Open { text: Located::new(&text, start_of(node)), kind }))
        }
    }
}

/// The place of a question: its tag.
fn start_of(node: Node<'_, '_>) -> std::ops::Range<usize> {
    let range = node.range();
    let tag = node.document().input_text()[range.clone()].find('>').map_or(range.len(), |at| at + 1);
    range.start..range.start + tag
}

/// A text with its format.
#[derive(Default)]
struct Read {
    text: String,
    dropped: Vec<&'static str>,
}

/// Reads an element that holds a text: what is in its `text`, in the format that it names.
fn read(node: Node<'_, '_>) -> Read {
    let raw = child(node, "text").map(text).unwrap_or_default();
    let (text, mut dropped) = match attribute(node, "format").unwrap_or("html") {
        "plain_text" => (raw, Vec::new()),
        "markdown" => plain::of_markdown(&raw),
        "moodle_auto_format" => flatten::of_html(&raw.trim().replace('\n', "<br>")),
        _ => flatten::of_html(&raw),
    };
    if child(node, "file").is_some() && dropped.is_empty() {
        dropped.push("a file");
    }
    Read { text, dropped }
}

fn choice(node: Node<'_, '_>, kind: &str, asked: Read) -> Draft {
    let span = start_of(node);
    let single = child(node, "single").map(text).unwrap_or_default();
    let is_multiple = kind != "truefalse" && matches!(single.trim(), "false" | "0");
    let mut dropped = asked.dropped;
    if child(node, "image").is_some_and(|image| !text(image).trim().is_empty()) {
        dropped.push("an image");
    }
    let mut options = Vec::new();
    let (mut has_feedback, mut has_partial) = (false, false);
    for answer in children(node, "answer") {
        let part: f64 =
            attribute(answer, "fraction").and_then(|part| part.trim().parse().ok()).unwrap_or_default();
        let is_right = if is_multiple { part > 0.0 } else { part >= 100.0 };
        has_partial |= !is_right && part > 0.0;
        let option = read(answer);
        dropped.extend(option.dropped);
        has_feedback |= child(answer, "feedback").is_some_and(|feedback| !read(feedback).text.is_empty());
        let text = match (kind, option.text.as_str()) {
            ("truefalse", "true") => "True".to_owned(),
            ("truefalse", "false") => "False".to_owned(),
            _ => option.text,
        };
        options.push((Located::new(&text, answer.range()), is_right));
    }
    if has_feedback {
        dropped.push("the feedback of single options");
    }
    if has_partial {
        dropped.push("the part of the grade that an option gives");
    }
    let explanation = child(node, "generalfeedback").map(read).unwrap_or_default();
    dropped.extend(explanation.dropped);
    let dropped = dropped.into_iter().map(|what| Dropped { what, span: span.clone() });
    Draft {
        text: Located::new(&asked.text, span.clone()),
        options,
        explanation: super::text::paragraphs([explanation.text.as_str()]),
        dropped: dropped.collect(),
    }
}

/// A text with gaps without what belongs into them: `{1:SHORTANSWER:=Paris}`, `[[1]]`.
fn without_gaps(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '[']) {
        let (open, close) = if rest[at..].starts_with('{') { ("{", "}") } else { ("[[", "]]") };
        out.push_str(&rest[..at]);
        let inner = &rest[at..];
        let end = inner.strip_prefix(open).and_then(|inner| inner.find(close));
        if let Some(end) = end {
            out.push_str("_____");
            rest = &inner[open.len() + end + close.len()..];
        } else if open == "{" {
            // No gap ends behind it either.
            rest = inner;
            break;
        } else {
            out.push_str(&inner[..1]);
            rest = &inner[1..];
        }
    }
    out.push_str(rest);
    out
}
