//! QTI 1.2 (Canvas, Blackboard, text2qti): `<questestinterop>` with an `<item>` for each question.
//!
//! The right answers are what the condition with the highest score asks for. A condition without a score may only
//! carry feedback, and what is in a `<not>` has to stay unchosen.

use std::collections::BTreeSet;
use std::ops::Range;

use roxmltree::{Document, Node};

use super::draft::{Draft, Dropped, Item, Located, Open, Parsed};
use super::flatten;
use super::xml::{attribute, below, child, children, name, text};

/// Reads a file whose root is `questestinterop`.
pub(super) fn parse(document: &Document<'_>) -> Parsed {
    let items = below(document.root_element(), "item");
    Parsed { items: items.map(item).collect(), faults: Vec::new() }
}

fn start_of(node: Node<'_, '_>) -> Range<usize> {
    let range = node.range();
    let tag = node.document().input_text()[range.clone()].find('>').map_or(range.len(), |at| at + 1);
    range.start..range.start + tag
}

fn item(item: Node<'_, '_>) -> Item {
    let span = start_of(item);
    let presentation = child(item, "presentation");
    let text = presentation.map(question_text).unwrap_or_default();
    let responses: Vec<Node<'_, '_>> = presentation
        .into_iter()
        .flat_map(|presentation| presentation.descendants())
        .filter(|node| node.is_element() && name(*node).starts_with("response"))
        .filter(|node| name(*node) != "responselabel" && name(*node) != "response_label")
        .collect();
    let kind = match (asked(item, &responses), responses.first()) {
        (Asked::Options, Some(response)) => return Item::Question(choice(item, *response, text, &span)),
        (Asked::Other(kind), _) => Some(kind),
        (Asked::Options | Asked::Nothing, _) => None,
    };
    Item::Open(Open { text: Located::new(&text.0, span), kind })
}

/// What an item asks for.
enum Asked {
    /// To choose options.
    Options,
    /// Something of this kind.
    Other(&'static str),
    /// Nothing: it is a text.
    Nothing,
}

fn asked(item: Node<'_, '_>, responses: &[Node<'_, '_>]) -> Asked {
    let kind = metadata(item, &["question_type", "cc_profile"]).unwrap_or_default();
    match kind.trim() {
        "text_only_question" => return Asked::Nothing,
        "essay_question" | "cc.essay.v0p1" => return Asked::Other("an essay question"),
        "short_answer_question" | "cc.fib.v0p1" => return Asked::Other("a short-answer question"),
        "numerical_question" | "calculated_question" => return Asked::Other("a numerical question"),
        "matching_question" => return Asked::Other("a matching question"),
        "file_upload_question" => return Asked::Other("a file upload"),
        "fill_in_multiple_blanks_question" | "multiple_dropdowns_question" => {
            return Asked::Other("a question with gaps");
        }
        _ => {}
    }
    match responses {
        [] => Asked::Nothing,
        [one] if name(*one) == "response_lid" && below(*one, "response_label").next().is_some() => {
            let is_ordered =
                attribute(*one, "rcardinality").is_some_and(|it| it.eq_ignore_ascii_case("ordered"));
            if is_ordered { Asked::Other("an ordering question") } else { Asked::Options }
        }
        [one] if name(*one) == "response_num" => Asked::Other("a numerical question"),
        [one] if name(*one) == "response_str" => Asked::Other("a short-answer question"),
        [_] => Asked::Other("a question of another kind"),
        _ => Asked::Other("a matching question"),
    }
}

/// The value of one of these fields of the item's metadata.
fn metadata(item: Node<'_, '_>, fields: &[&str]) -> Option<String> {
    let label = |field| child(field, "fieldlabel").map(text).unwrap_or_default();
    below(item, "qtimetadatafield")
        .find(|field| fields.contains(&label(*field).trim()))
        .and_then(|field| Some(text(child(field, "fieldentry")?)))
}

/// The text above the options.
fn question_text(presentation: Node<'_, '_>) -> (String, Vec<&'static str>) {
    let is_of_option = |node: Node<'_, '_>| {
        node.ancestors().take_while(|above| *above != presentation).any(|above| {
            let name = name(above);
            name.starts_with("render_") || name == "response_label"
        })
    };
    materials(presentation.descendants().filter(|part| part.is_element() && !is_of_option(*part)))
}

/// The texts among these elements, and what is left out.
fn materials<'a, 'i: 'a>(elements: impl Iterator<Item = Node<'a, 'i>>) -> (String, Vec<&'static str>) {
    let (mut texts, mut dropped) = (Vec::new(), Vec::new());
    for part in elements.filter(Node::is_element) {
        match name(part).as_str() {
            "mattext" | "matemtext" | "mat_formattedtext" => {
                let raw = text(part);
                let is_plain =
                    attribute(part, "texttype").is_some_and(|kind| kind.eq_ignore_ascii_case("text/plain"));
                if is_plain {
                    texts.push(raw);
                } else {
                    let (text, more) = flatten::of_html(&raw);
                    texts.push(text);
                    dropped.extend(more);
                }
            }
            "matimage" => dropped.push("an image"),
            "mataudio" | "matvideo" | "matapplet" => dropped.push("a recording"),
            _ => {}
        }
    }
    (super::text::paragraphs(texts.iter().map(String::as_str)).unwrap_or_default(), dropped)
}

fn choice(
    item: Node<'_, '_>,
    response: Node<'_, '_>,
    asked: (String, Vec<&'static str>),
    span: &Range<usize>,
) -> Draft {
    let is_multiple =
        attribute(response, "rcardinality").is_some_and(|it| it.eq_ignore_ascii_case("multiple"));
    let right = right_answers(item, is_multiple);
    let (asked, mut dropped) = asked;
    let mut options = Vec::new();
    for label in below(response, "response_label") {
        let (text, more) = materials(label.descendants());
        dropped.extend(more);
        let is_right = attribute(label, "ident").is_some_and(|ident| right.contains(ident));
        options.push((Located::new(&text, start_of(label)), is_right));
    }
    let mut explanation = None;
    let mut has_feedback = false;
    for feedback in children(item, "itemfeedback") {
        let (text, more) = materials(feedback.descendants());
        if attribute(feedback, "ident").is_some_and(|ident| matches!(ident, "general_fb" | "general")) {
            explanation = super::text::paragraphs([text.as_str()]);
            dropped.extend(more);
        } else {
            has_feedback |= !text.is_empty();
        }
    }
    if has_feedback {
        dropped.push("the feedback of single options");
    }
    let dropped = dropped.into_iter().map(|what| Dropped { what, span: span.clone() });
    Draft { text: Located::new(&asked, span.clone()), options, explanation, dropped: dropped.collect() }
}

/// The points of a condition. Blackboard writes `SCORE.max` for all of them.
fn points(written: &str) -> Option<f64> {
    let written = written.trim();
    if written.eq_ignore_ascii_case("SCORE.max") { Some(f64::MAX) } else { written.parse().ok() }
}

/// The idents of the right options.
fn right_answers<'a>(item: Node<'a, '_>, is_multiple: bool) -> BTreeSet<&'a str> {
    let conditions: Vec<(f64, Node<'a, '_>)> = below(item, "respcondition")
        .filter_map(|condition| {
            let scores = children(condition, "setvar").filter_map(|set| {
                let adds =
                    attribute(set, "action").is_none_or(|action| !action.eq_ignore_ascii_case("subtract"));
                adds.then(|| points(&text(set))).flatten()
            });
            let score = scores.fold(0.0, f64::max);
            (score > 0.0).then_some((score, condition))
        })
        .collect();
    let most = conditions.iter().map(|(score, _)| *score).fold(0.0, f64::max);
    // Several right options may each have a condition of their own.
    let counts = |score: f64| is_multiple || score >= most;
    let is_negated =
        |node: Node<'_, '_>| node.ancestors().any(|above| above.is_element() && name(above) == "not");
    conditions
        .into_iter()
        .filter(|(score, _)| counts(*score))
        .flat_map(|(_, condition)| below(condition, "varequal"))
        .filter(|value| !is_negated(*value))
        .filter_map(|value| value.text().map(str::trim))
        .collect()
}
