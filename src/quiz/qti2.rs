//! QTI 2.x and 3: `<assessmentItem>` with a `<choiceInteraction>`.
//!
//! The text of a question is HTML among elements of QTI. It is read from the file as it is, without the parts that are
//! options, feedback or notes for those who grade.

use std::collections::BTreeSet;
use std::ops::Range;

use roxmltree::{Document, Node};

use super::draft::{Draft, Dropped, Item, Located, Open, Parsed};
use super::flatten;
use super::xml::{attribute, below, child, name, text};

/// Reads a file whose root is `assessmentItem`, or a file with several.
pub(super) fn parse(document: &Document<'_>) -> Parsed {
    let items = below(document.root_element(), "assessmentitem");
    Parsed { items: items.map(item).collect(), faults: Vec::new() }
}

/// Elements that are no text of a question.
const NOT_ASKED: &[&str] = &[
    "simplechoice",
    "feedbackinline",
    "feedbackblock",
    "modalfeedback",
    "rubricblock",
    "templateblock",
    "templateinline",
    "inlinechoice",
    "gaptext",
    "gapimg",
    "simplematchset",
    "simpleassociablechoice",
    "hottext",
];

fn start_of(node: Node<'_, '_>) -> Range<usize> {
    let range = node.range();
    let tag = node.document().input_text()[range.clone()].find('>').map_or(range.len(), |at| at + 1);
    range.start..range.start + tag
}

fn item(item: Node<'_, '_>) -> Item {
    let span = start_of(item);
    let body = child(item, "itembody").unwrap_or(item);
    let interactions: Vec<Node<'_, '_>> =
        body.descendants().filter(|node| node.is_element() && name(*node).ends_with("interaction")).collect();
    let (asked, dropped) = html_of(body, NOT_ASKED);
    match interactions.as_slice() {
        [one] if name(*one) == "choiceinteraction" => {
            Item::Question(choice(item, *one, &asked, dropped, &span))
        }
        all => {
            let kind = all.first().map(|first| kind_of(&name(*first), all.len()));
            Item::Open(Open { text: Located::new(&asked, span), kind })
        }
    }
}

fn kind_of(interaction: &str, count: usize) -> &'static str {
    match interaction {
        "matchinteraction" | "associateinteraction" | "gapmatchinteraction" => "a matching question",
        "orderinteraction" => "an ordering question",
        "textentryinteraction" if count == 1 => "a short-answer question",
        "textentryinteraction" | "inlinechoiceinteraction" | "hottextinteraction" => "a question with gaps",
        "extendedtextinteraction" => "an essay question",
        "uploadinteraction" => "a file upload",
        "sliderinteraction" => "a numerical question",
        _ => "a question of another kind",
    }
}

/// The HTML in a node as plain text, without the elements that are no part of it.
fn html_of(node: Node<'_, '_>, without: &[&str]) -> (String, Vec<&'static str>) {
    let input = node.document().input_text();
    let mut html = String::new();
    let mut at = node.range().start;
    for inner in node.descendants().filter(|inner| inner.is_element() && *inner != node) {
        let range = inner.range();
        if range.start >= at && without.contains(&name(inner).as_str()) {
            html.push_str(&input[at..range.start]);
            html.push(' ');
            at = range.end;
        }
    }
    html.push_str(&input[at..node.range().end]);
    // Its own elements are blocks, too.
    let html = html.replace("<prompt", "<div").replace("</prompt", "</div");
    let html = html.replace("<qti-prompt", "<div").replace("</qti-prompt", "</div");
    flatten::of_elements(&html)
}

fn choice(
    item: Node<'_, '_>,
    interaction: Node<'_, '_>,
    asked: &str,
    mut dropped: Vec<&'static str>,
    span: &Range<usize>,
) -> Draft {
    let right = right_answers(item, interaction);
    let mut options = Vec::new();
    let mut has_feedback = false;
    for option in below(interaction, "simplechoice") {
        let (text, more) = html_of(option, &["feedbackinline", "feedbackblock"]);
        dropped.extend(more);
        has_feedback |=
            option.descendants().any(|node| node.is_element() && name(node).starts_with("feedback"));
        let is_right = attribute(option, "identifier").is_some_and(|ident| right.contains(ident));
        options.push((Located::new(&text, start_of(option)), is_right));
    }
    let feedback: Vec<Node<'_, '_>> = below(item, "modalfeedback").collect();
    let mut explanation = None;
    match feedback.as_slice() {
        [one] => {
            let (text, more) = html_of(*one, &[]);
            explanation = super::text::paragraphs([text.as_str()]);
            dropped.extend(more);
        }
        several => has_feedback |= !several.is_empty(),
    }
    if has_feedback {
        dropped.push("the feedback of single options");
    }
    let dropped = dropped.into_iter().map(|what| Dropped { what, span: span.clone() });
    Draft { text: Located::new(asked, span.clone()), options, explanation, dropped: dropped.collect() }
}

/// The identifiers of the right options: the correct response, else what gives points.
fn right_answers(item: Node<'_, '_>, interaction: Node<'_, '_>) -> BTreeSet<String> {
    let wanted = attribute(interaction, "responseidentifier");
    let declaration =
        below(item, "responsedeclaration").find(|node| attribute(*node, "identifier") == wanted);
    let Some(declaration) = declaration else { return BTreeSet::new() };
    if let Some(correct) = child(declaration, "correctresponse") {
        return below(correct, "value").map(|value| text(value).trim().to_owned()).collect();
    }
    let points = |entry: &Node<'_, '_>| {
        attribute(*entry, "mappedvalue")
            .and_then(|value| value.trim().parse::<f64>().ok())
            .unwrap_or_default()
    };
    let is_multiple =
        attribute(declaration, "cardinality").is_some_and(|it| it.eq_ignore_ascii_case("multiple"));
    let entries: Vec<Node<'_, '_>> =
        below(declaration, "mapentry").filter(|entry| points(entry) > 0.0).collect();
    let most = entries.iter().map(points).fold(0.0, f64::max);
    let counts = |entry: &&Node<'_, '_>| is_multiple || points(entry) >= most;
    entries.iter().filter(counts).filter_map(|entry| attribute(*entry, "mapkey").map(str::to_owned)).collect()
}
