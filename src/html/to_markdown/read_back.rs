//! Finds the most readable Markdown that is read back as the same HTML.
//!
//! Which characters have to be escaped depends on the parser, on the markup of other tools that it knows, and on what is
//! around a text. So nobody lists them here: a text is written as simply as can be, rendered and compared; where a block
//! differs, it is written more carefully, on its own first, until it is right. A text is rendered at most
//! [`MAX_ROUNDS`] times as a whole, and blocks on their own as long as [`MAX_COST`] allows, so that this takes time in
//! proportion to the text.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::adapt::grouped;
use super::blocks::{Choices, Part, Writer, blocks_of, join};
use super::escape::Choice;
use super::inline;
use super::known::{self, FOOTNOTE};
use super::tree::{self, Element, Node};

/// How often a text is rendered as a whole.
const MAX_ROUNDS: usize = 24;

/// In a longer block, in bytes, every sign is escaped rather than finding out which have to be.
const MAX_MINIMIZED: usize = 64_000;

/// How often as much as a text's length is rendered before blocks are no longer tried out on their own. A text that
/// somebody made to be costly is then written as HTML where it is not right.
const MAX_COST: usize = 60;

/// As long as this, in bytes, a text is tried out in any case.
const MIN_LENGTH: usize = 10_000;

/// Renders Markdown to HTML with the addresses that are in it.
pub(super) type Read<'f> = &'f dyn Fn(&str) -> String;

/// Writes blocks; also returns whether they are read back as they are.
pub(super) fn write(blocks: &[Element], read: Read<'_>) -> (Vec<Part>, bool) {
    let shown: Vec<&Element> = blocks.iter().collect();
    let expected: Vec<String> = blocks.iter().map(Element::canonical).collect();
    let length = expected.iter().map(String::len).sum::<usize>().max(MIN_LENGTH);
    let mut search = Search {
        read,
        choices: Choices::new(Choice::Bare),
        footnotes: footnotes(blocks),
        budget: Cell::new(length.saturating_mul(MAX_COST)),
        hopeless: BTreeSet::new(),
    };
    for round in 0..MAX_ROUNDS {
        let parts = Writer::new(&search.choices, &search.footnotes).parts(&shown);
        let actual = split(&read(&join(&parts, "\n\n")));
        let Some(difference) = difference(&expected, &actual) else { return (parts, true) };
        let units = units(&shown);
        let is_wrong = |unit: &&Range<usize>| {
            // What is new comes from the block before it, unless from one that is wrong however it is written.
            let is_before_new = search.hopeless.is_empty()
                && difference.added.range(unit.start + 1..=unit.end).next().is_some();
            is_before_new || difference.missing.range((*unit).clone()).next().is_some()
        };
        let wrong: Vec<&[&Element]> =
            units.iter().filter(is_wrong).map(|unit| &shown[unit.clone()]).collect();
        let mut is_changed = false;
        for unit in &wrong {
            is_changed |= search.settle(unit);
        }
        if is_changed {
            continue;
        }
        // Each of the others is right alone: one of them begins what takes in others, most likely the first.
        let wrong: Vec<&[&Element]> =
            wrong.into_iter().filter(|unit| !search.hopeless.contains(&unit[0].number)).collect();
        let is_late = round + 3 > MAX_ROUNDS || search.budget.get() == 0;
        let is_raised = if is_late {
            wrong.iter().fold(false, |raised, unit| search.raise(unit[0]) | raised)
        } else {
            wrong.iter().any(|unit| search.raise(unit[0]))
        };
        if !is_raised {
            return (parts, false);
        }
    }
    let parts = Writer::new(&search.choices, &search.footnotes).parts(&shown);
    let actual = split(&read(&join(&parts, "\n\n")));
    (parts, difference(&expected, &actual).is_none())
}

/// The numbers of the footnotes that are defined in blocks.
pub(super) fn footnotes(blocks: &[Element]) -> BTreeSet<usize> {
    let mut numbers = BTreeSet::new();
    for block in blocks {
        numbers.extend(known::footnote(block).map(|(number, _)| number));
        let inner: Vec<Element> = block.elements().cloned().collect();
        if block.get("id").is_none() {
            numbers.extend(footnotes(&inner));
        }
    }
    numbers
}

/// The top-level blocks of HTML, each in its one spelling.
fn split(html: &str) -> Vec<String> {
    grouped(tree::parse(html)).iter().map(Element::canonical).filter(|html| !html.is_empty()).collect()
}

/// What is not as expected.
struct Difference {
    /// Which of the expected blocks are not there.
    missing: BTreeSet<usize>,
    /// Before which blocks there are others.
    added: BTreeSet<usize>,
}

/// More pairs of blocks are not compared.
const MAX_PAIRS: usize = 250_000;

/// The difference of blocks; `None` if there is none.
fn difference(expected: &[String], actual: &[String]) -> Option<Difference> {
    if expected == actual {
        return None;
    }
    let start = expected.iter().zip(actual).take_while(|(one, other)| one == other).count();
    let most = expected.len().min(actual.len()) - start;
    let pairs = expected.iter().rev().zip(actual.iter().rev()).take(most);
    let same = pairs.take_while(|(one, other)| one == other).count();
    let (old, new) = (&expected[start..expected.len() - same], &actual[start..actual.len() - same]);
    let mut difference = Difference { missing: BTreeSet::new(), added: BTreeSet::new() };
    if old.len().saturating_mul(new.len()) > MAX_PAIRS {
        difference.missing.extend(start..start + old.len());
        return Some(difference);
    }
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let range = op.old_range();
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Insert { .. } => _ = difference.added.insert(start + range.start),
            _ => difference.missing.extend(start + range.start..start + range.end),
        }
    }
    Some(difference)
}

/// The ranges of blocks that are written together: a player with its link, a frame with the links below it.
pub(super) fn units(blocks: &[&Element]) -> Vec<Range<usize>> {
    let mut units = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let start = at;
        at += known::player(blocks[at], blocks.get(at + 1).copied()).map_or(1, |player| player.length);
        while blocks.get(at).is_some_and(|block| block.is_implied) {
            at += 1;
        }
        units.push(start..at);
    }
    units
}

struct Search<'f> {
    read: Read<'f>,
    choices: Choices,
    footnotes: BTreeSet<usize>,
    /// How many bytes may still be rendered.
    budget: Cell<usize>,
    /// The numbers of blocks that the renderer changes, however they are written.
    hopeless: BTreeSet<usize>,
}

impl Search<'_> {
    fn render(&self, markdown: &str) -> Vec<String> {
        self.budget.set(self.budget.get().saturating_sub(markdown.len() + 1));
        split(&(self.read)(markdown))
    }

    /// Whether blocks are read back as they are when they are the whole text.
    fn is_right(&self, unit: &[&Element]) -> bool {
        let nodes: Vec<Node> = unit.iter().map(|block| Node::Element((*block).clone())).collect();
        let mut marks = Vec::new();
        inline::footnote_marks(&nodes, &mut marks);
        let mut markdown = join(&Writer::new(&self.choices, &self.footnotes).parts(unit), "\n\n");
        if marks.is_empty() {
            let expected: Vec<String> = unit.iter().map(|block| block.canonical()).collect();
            return self.render(&markdown) == expected;
        }
        let mut order: Vec<usize> = Vec::new();
        for mark in marks.into_iter().filter(|mark| self.footnotes.contains(mark)) {
            if !order.contains(&mark) {
                order.push(mark);
            }
        }
        for mark in &order {
            let definition = format!("[^{mark}]: ");
            if !markdown.contains(&definition) {
                markdown.extend(["\n\n", &definition, "x"]);
            }
        }
        let expected: Vec<String> = unit.iter().map(|block| renumbered(block, &order).canonical()).collect();
        self.render(&markdown).get(..expected.len()) == Some(&expected)
    }

    /// Writes what is wrong of a block that is the first of `unit` more carefully. Returns whether anything was.
    fn settle(&mut self, unit: &[&Element]) -> bool {
        if self.budget.get() == 0 || self.hopeless.contains(&unit[0].number) || self.is_right(unit) {
            return false;
        }
        let block = unit[0];
        let mut is_changed = false;
        for sequence in inner(block) {
            let shown: Vec<&Element> = sequence.iter().collect();
            for unit in units(&shown) {
                is_changed |= self.settle(&shown[unit]);
            }
        }
        if is_changed && self.is_right(unit) {
            return true;
        }
        self.climb(unit) || is_changed
    }

    /// Makes safer choices for a block until it is right.
    fn climb(&mut self, unit: &[&Element]) -> bool {
        let block = unit[0];
        let before = self.choices.of(block).clone();
        while self.budget.get() > 0 && self.raise_own(block) {
            if self.is_right(unit) {
                if *self.choices.of(block) == Choice::All {
                    self.minimize(unit);
                }
                return true;
            }
        }
        if self.budget.get() > 0 {
            self.hopeless.insert(block.number);
        }
        let last = if before == Choice::Bare { Choice::Likely } else { before.clone() };
        self.choices.set(block, last.clone());
        last != before
    }

    /// Finds the signs that have to be escaped everywhere.
    fn minimize(&mut self, unit: &[&Element]) {
        let block = unit[0];
        let html = block.html();
        if html.len() > MAX_MINIMIZED {
            return;
        }
        let mut kinds: BTreeSet<u8> = block.text().bytes().filter(u8::is_ascii_punctuation).collect();
        for kind in kinds.clone() {
            if self.budget.get() == 0 {
                break;
            }
            kinds.remove(&kind);
            self.choices.set(block, Choice::Kinds(Rc::new(kinds.clone())));
            if !self.is_right(unit) {
                kinds.insert(kind);
            }
        }
        self.choices.set(block, Choice::Kinds(Rc::new(kinds)));
        if !self.is_right(unit) {
            self.choices.set(block, Choice::All);
        }
    }

    /// Makes the next safer choice for a block's own text, or for all of it. Returns whether there is one.
    fn raise_own(&mut self, block: &Element) -> bool {
        let choice = self.choices.of(block);
        let next = if has_own_text(block) || choice.is_html() { choice.next() } else { Some(Choice::Html) };
        let Some(next) = next else { return false };
        self.choices.set(block, next);
        true
    }

    /// Makes the next safer choice for all texts in a block.
    fn raise(&mut self, block: &Element) -> bool {
        let mut is_raised = false;
        for inner in inner(block).iter().flatten() {
            is_raised |= self.raise(inner);
        }
        is_raised || self.raise_own(block)
    }
}

/// The sequences of blocks in a block; words without an element are a paragraph.
fn inner(block: &Element) -> Vec<Vec<Element>> {
    let sequences: Vec<Vec<Element>> = match block.name {
        "ul" | "ol" => block.elements().filter(|it| it.name == "li").map(blocks_of).collect(),
        "table" | "dl" | "pre" => Vec::new(),
        _ if !block.children.iter().any(Node::has_block) => Vec::new(),
        _ => vec![block.elements().filter(|it| it.name != "summary").cloned().collect()],
    };
    let is_item = matches!(block.name, "ul" | "ol");
    let mut sequences = sequences;
    for block in sequences.iter_mut().flatten() {
        if is_item && block.name.is_empty() {
            block.name = "p";
        }
    }
    sequences
}

/// Whether a block holds words that are written by its own choice.
fn has_own_text(block: &Element) -> bool {
    matches!(block.name, "table" | "dl")
        || known::boxed(block).is_some()
        || !block.children.iter().any(Node::has_block)
}

/// A block whose footnotes have the numbers that they have in a text of their own.
fn renumbered(block: &Element, order: &[usize]) -> Element {
    let mut block = block.clone();
    renumber(&mut block, order);
    block
}

fn renumber(element: &mut Element, order: &[usize]) {
    let number_of = |number: usize| order.iter().position(|it| *it == number).map(|at| (at + 1).to_string());
    let mark = known::footnote_mark(element).and_then(number_of);
    let definition = known::footnote(element).and_then(|(number, _)| number_of(number));
    if let Some(number) = &definition {
        element.set("id", format!("{FOOTNOTE}{number}"));
        if let Some(Node::Element(first)) = element.children.first_mut() {
            set_text(first, number);
        }
    }
    if let Some(number) = &mark
        && let Some(Node::Element(link)) = element.children.first_mut()
    {
        link.set("href", format!("#{FOOTNOTE}{number}"));
        link.children = vec![Node::Text(number.clone())];
        return;
    }
    for child in element.children.iter_mut().skip(usize::from(definition.is_some())) {
        if let Node::Element(child) = child {
            renumber(child, order);
        }
    }
}

/// Writes a footnote's number into its `<sup>`, which may be among words without an element.
fn set_text(element: &mut Element, text: &str) {
    if element.name == "sup" {
        element.children = vec![Node::Text(text.to_owned())];
        return;
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            set_text(child, text);
        }
    }
}
