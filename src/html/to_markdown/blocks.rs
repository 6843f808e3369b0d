//! Writes blocks: paragraphs, headings, lists, tables, boxes, code, and HTML around them.
//!
//! Start at [`Writer::parts`]. A block that Markdown has no form for is HTML ([`raw`]); one with Markdown blocks inside
//! is a start tag, these blocks, and an end tag.

use std::collections::{BTreeMap, BTreeSet};

use super::escape::Choice;
use super::ids::{Ids, is_heading};
use super::inline::{self, Place, longest_run};
use super::known::{self, Side};
use super::raw;
use super::tree::{Element, Node};

/// How each block is written.
#[derive(Debug)]
pub(super) struct Choices {
    /// By the numbers of elements.
    of: BTreeMap<usize, Choice>,
    all: Choice,
}

impl Choices {
    /// The same choice for all.
    pub fn new(all: Choice) -> Self {
        Self { of: BTreeMap::new(), all }
    }

    /// The choice for an element.
    pub fn of(&self, element: &Element) -> &Choice {
        self.of.get(&element.number).unwrap_or(&self.all)
    }

    /// Makes a choice for an element.
    pub fn set(&mut self, element: &Element, choice: Choice) {
        self.of.insert(element.number, choice);
    }
}

/// A number of blocks, and their Markdown.
#[derive(Debug)]
pub(super) struct Part {
    /// How many blocks it stands for.
    pub length: usize,
    /// Empty for what is written by itself.
    pub markdown: String,
}

/// The state of writing a text.
pub(super) struct Writer<'c> {
    choices: &'c Choices,
    footnotes: &'c BTreeSet<usize>,
    ids: Ids,
    is_first: bool,
}

/// How a block is among its neighbours.
#[derive(Clone, Copy)]
struct Among {
    /// No blank line may be beside it or in it.
    is_tight: bool,
    /// A list of the same kind is right before it.
    is_second_list: bool,
}

impl<'c> Writer<'c> {
    /// Nothing written yet of a text with these footnotes.
    pub fn new(choices: &'c Choices, footnotes: &'c BTreeSet<usize>) -> Self {
        Self { choices, footnotes, ids: Ids::default(), is_first: true }
    }

    /// Writes blocks.
    pub fn parts(&mut self, blocks: &[&Element]) -> Vec<Part> {
        self.sequence(blocks, false)
    }

    fn sequence(&mut self, blocks: &[&Element], is_tight: bool) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::with_capacity(blocks.len());
        let mut at = 0;
        let mut list: Option<(&str, bool)> = None;
        while at < blocks.len() {
            let block = blocks[at];
            if block.is_implied {
                parts.push(Part { length: 1, markdown: String::new() });
                at += 1;
                continue;
            }
            if let Some(player) = known::player(block, blocks.get(at + 1).copied()) {
                parts.push(Part { length: player.length, markdown: player_markdown(&player) });
                at += player.length;
                list = None;
                continue;
            }
            let before = list.filter(|(name, _)| *name == block.name);
            let is_second_list = before.is_some_and(|(_, is_second)| !is_second);
            let mut markdown = self.block(block, Among { is_tight, is_second_list });
            if block.name == "dl" && before.is_some() {
                markdown = format!("{}\n\n{markdown}", raw::COMMENT);
            }
            list = matches!(block.name, "ul" | "ol" | "dl").then_some((block.name, is_second_list));
            parts.push(Part { length: 1, markdown });
            self.is_first = false;
            at += 1;
        }
        parts
    }

    fn joined(&mut self, blocks: &[&Element], is_tight: bool) -> String {
        let parts = self.sequence(blocks, is_tight);
        join(&parts, if is_tight { "\n" } else { "\n\n" })
    }

    fn block(&mut self, block: &Element, among: Among) -> String {
        let choice = self.choices.of(block);
        if !is_heading(block) && self.is_leaf(block) {
            self.ids.take_all(block);
        }
        if choice.is_html() {
            return self.html(block);
        }
        let is_plain = block.attributes.is_empty();
        match block.name {
            "" if among.is_tight => self.text(&block.children, block, true),
            "p" if is_plain => self.text(&block.children, block, true),
            "hr" if is_plain => if self.is_first || among.is_tight { "***" } else { "---" }.to_owned(),
            "pre" => code(block).unwrap_or_else(|| self.html(block)),
            "blockquote" => self.quote(block, among),
            "ul" | "ol" => self.list(block, among).unwrap_or_else(|| self.html(block)),
            "table" => self.table(block).unwrap_or_else(|| self.html(block)),
            "dl" if is_plain => self.definitions(block, among).unwrap_or_else(|| self.html(block)),
            _ if is_heading(block) => self.heading(block).unwrap_or_else(|| self.html(block)),
            _ => match known::footnote(block) {
                Some((number, blocks)) if !among.is_tight => self.footnote(number, blocks),
                _ => self.container(block, among),
            },
        }
    }

    fn is_leaf(&self, block: &Element) -> bool {
        self.choices.of(block).is_html() || !block.children.iter().any(Node::has_block)
    }

    fn html(&mut self, block: &Element) -> String {
        self.ids.take_all(block);
        raw::block(block, self.choices.of(block))
    }

    /// The text in `nodes`, which belongs to `block`.
    fn text(&self, nodes: &[Node], block: &Element, in_paragraph: bool) -> String {
        let in_cell = matches!(block.name, "table");
        let is_one_line = in_cell || is_heading(block) || block.name == "dl";
        let choice = self.choices.of(block);
        inline::markdown(
            nodes,
            Place { choice, footnotes: self.footnotes, is_one_line, in_cell, in_paragraph },
        )
    }

    fn heading(&mut self, heading: &Element) -> Option<String> {
        if !heading.has_only(&["id", "class"]) || heading.children.iter().any(Node::has_block) {
            return None;
        }
        let given = self.ids.of_heading(heading);
        let id = heading.get("id");
        if id.is_none() && given.is_some() {
            return None;
        }
        let mut attributes = String::new();
        let is_sure = matches!(self.choices.of(heading), Choice::Bare | Choice::Likely);
        if let Some(id) = id.filter(|id| !is_sure || given.as_deref() != Some(id)) {
            attributes.push('#');
            attributes.push_str(id);
        }
        for class in heading.get("class").unwrap_or_default().split_ascii_whitespace() {
            attributes.push_str(if attributes.is_empty() { "." } else { " ." });
            attributes.push_str(class);
        }
        let is_name = |c: char| c.is_alphanumeric() || " #.-_:".contains(c);
        if !attributes.chars().all(is_name) {
            return None;
        }
        self.ids.take_all(heading);
        let text = self.text(&heading.children, heading, false);
        let mut line = "#".repeat(usize::from(heading.name.as_bytes()[1] - b'0'));
        if !text.is_empty() {
            line.extend([" ", &text]);
        }
        if !attributes.is_empty() {
            line.extend([" {", &attributes, "}"]);
        }
        Some(line)
    }

    fn quote(&mut self, quote: &Element, among: Among) -> String {
        let blocks = |nodes: &'_ [Node]| nodes.iter().all(|node| node.is_blank() || node.has_block());
        if let Some(boxed) = known::boxed(quote).filter(|it| blocks(it.body)) {
            let body: Vec<&Element> = boxed.body.iter().filter_map(Node::element).collect();
            let mut text = match boxed.title {
                None => format!("[!{}]", boxed.name.to_ascii_uppercase()),
                Some(title) => format!("[!{}] {}", boxed.name, self.text_of_title(title, quote)),
            };
            let begins_with_text = body.first().is_some_and(|it| it.name == "p" && it.attributes.is_empty());
            if !body.is_empty() {
                text.push_str(if begins_with_text { "\n" } else { "\n\n" });
                text.push_str(&self.joined(&body, false));
            }
            return prefixed(&text, "> ", "> ");
        }
        let is_plain = quote.attributes.is_empty() && blocks(&quote.children);
        if !is_plain {
            return self.container(quote, among);
        }
        let body: Vec<&Element> = quote.elements().filter(|it| !it.name.is_empty()).collect();
        if body.len() != quote.elements().count() {
            return self.container(quote, among);
        }
        let text = self.joined(&body, false);
        prefixed(&text, "> ", "> ")
    }

    fn text_of_title(&self, nodes: &[Node], quote: &Element) -> String {
        let choice = self.choices.of(quote);
        let place = Place {
            choice,
            footnotes: self.footnotes,
            is_one_line: true,
            in_cell: false,
            in_paragraph: false,
        };
        inline::markdown(nodes, place)
    }

    fn list(&mut self, list: &Element, among: Among) -> Option<String> {
        let is_ordered = list.name == "ol";
        let start: usize = match list.get("start") {
            Some(start) if is_ordered => {
                start.parse().ok().filter(|&it: &usize| it != 1 && it < 900_000_000)?
            }
            _ => 1,
        };
        let is_plain = list.has_only(if is_ordered { &["start"] } else { &[] });
        let items: Vec<&Element> = list.elements().collect();
        let is_item = |item: &&Element| item.name == "li" && item.attributes.is_empty();
        if !is_plain || items.is_empty() || !items.iter().all(is_item) {
            return None;
        }
        let is_paragraph =
            |block: &&Element| block.name == "p" && block.attributes.is_empty() && !block.is_implied;
        let contents: Vec<Vec<Element>> = items.iter().map(|item| blocks_of(item)).collect();
        let is_loose = contents.iter().flatten().any(|block| is_paragraph(&block));
        let has_words = contents.iter().flatten().any(|block| block.name.is_empty());
        if is_loose && (has_words || among.is_tight) {
            return None;
        }
        let mut written = Vec::with_capacity(items.len());
        let mut has_blank_line = items.len() > 1;
        for (index, blocks) in contents.iter().enumerate() {
            let marker = match (is_ordered, among.is_second_list) {
                (true, false) => format!("{}. ", start + index),
                (true, true) => format!("{}) ", start + index),
                (false, false) => "- ".to_owned(),
                (false, true) => "* ".to_owned(),
            };
            let (task, blocks) = without_task(blocks);
            let shown: Vec<&Element> = blocks.iter().collect();
            let parts = self.sequence(&shown, !is_loose);
            has_blank_line |= parts.iter().filter(|part| !part.markdown.is_empty()).count() > 1;
            let mut text = join(&parts, if is_loose { "\n\n" } else { "\n" });
            text.insert_str(0, task);
            written.push(prefixed(&text, &marker, &" ".repeat(marker.len())));
        }
        if is_loose && !has_blank_line {
            let indent = if is_ordered { 3 } else { 2 };
            written.push(format!("\n{}{}", " ".repeat(indent), raw::COMMENT));
            return Some(written.join("\n"));
        }
        Some(written.join(if is_loose { "\n\n" } else { "\n" }))
    }

    fn table(&mut self, element: &Element) -> Option<String> {
        let table = known::table(element)?;
        let columns = table.sides.len();
        let mut lines = Vec::with_capacity(table.rows.len() + 1);
        for (index, row) in table.rows.iter().enumerate() {
            let mut line = String::from("|");
            for cell in row {
                let text = self.text(&cell.children, element, false);
                line.extend([" ", &text, if text.is_empty() { "|" } else { " |" }]);
            }
            lines.push(line);
            if index == 0 && table.has_header {
                let dashes = table.sides.iter().map(|side| match side {
                    Side::Unset => " --- |",
                    Side::Left => " :-- |",
                    Side::Center => " :-: |",
                    Side::Right => " --: |",
                });
                lines.push(format!("|{}", dashes.collect::<String>()));
            }
        }
        let has_form = table.has_header
            || (columns > 1 && lines.len() > 1 && table.sides.iter().all(|it| *it == Side::Unset));
        has_form.then(|| lines.join("\n"))
    }

    fn definitions(&mut self, list: &Element, among: Among) -> Option<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut after_term = false;
        for part in list.elements() {
            let blocks = blocks_of(part);
            match (part.name, blocks.as_slice()) {
                ("dt", [words]) if words.name.is_empty() && part.attributes.is_empty() => {
                    if !lines.is_empty() {
                        lines.push(String::new());
                    }
                    lines.push(self.text(&words.children, list, false));
                    after_term = true;
                }
                ("dd", blocks) if after_term && !blocks.is_empty() && part.attributes.is_empty() => {
                    let is_tight = blocks[0].name.is_empty();
                    if is_tight && blocks.len() > 1 || !is_tight && among.is_tight {
                        return None;
                    }
                    let text = if is_tight {
                        self.text(&blocks[0].children, list, false)
                    } else {
                        self.joined(&blocks.iter().collect::<Vec<_>>(), false)
                    };
                    if !is_tight {
                        lines.push(String::new());
                    }
                    lines.push(prefixed(&text, ": ", "  "));
                }
                _ => return None,
            }
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn footnote(&mut self, number: usize, blocks: &[Node]) -> String {
        let blocks: Vec<&Element> = blocks.iter().filter_map(Node::element).collect();
        let text = self.joined(&blocks, false);
        prefixed(&text, &format!("[^{number}]: "), "    ")
    }

    /// Writes an element around blocks.
    fn container(&mut self, element: &Element, among: Among) -> String {
        if among.is_tight || !has_markdown(element) {
            return self.html(element);
        }
        if let Some(id) = element.get("id") {
            self.ids.take(id);
        }
        let mut out = raw::start(element, self.choices.of(element));
        let mut blocks: Vec<&Element> = element.elements().collect();
        if blocks.first().is_some_and(|first| first.name == "summary") {
            out.extend(["\n", &self.html(blocks.remove(0))]);
        }
        let inner = self.joined(&blocks, false);
        out.extend(["\n\n", &inner, "\n\n</", element.name, ">"]);
        out
    }
}

/// Whether a container has blocks that Markdown has a form for.
fn has_markdown(element: &Element) -> bool {
    const HOLDERS: &[&str] = &[
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "div",
        "figure",
        "footer",
        "header",
        "main",
        "nav",
        "section",
    ];
    let is_holder =
        HOLDERS.contains(&element.name) && element.children.iter().all(|node| node.element().is_some());
    let children: Vec<&Element> = element.elements().collect();
    let is_player = |at: usize| known::player(children[at], children.get(at + 1).copied()).is_some();
    is_holder
        && (0..children.len()).any(|at| match children[at].name {
            "p" => children[at].attributes.is_empty(),
            "ul" | "ol" | "dl" | "pre" | "hr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => true,
            "table" => known::table(children[at]).is_some(),
            "blockquote" if children[at].attributes.is_empty() => true,
            _ => is_player(at) || has_markdown(children[at]),
        })
}

/// The blocks in an item; words are one of them, without a name.
pub(super) fn blocks_of(element: &Element) -> Vec<Element> {
    if element.children.iter().any(|node| node.element().is_some_and(|it| super::tree::is_block(it.name))) {
        return element.elements().cloned().collect();
    }
    if element.children.iter().all(Node::is_blank) {
        return Vec::new();
    }
    vec![Element { children: element.children.clone(), number: element.number, ..Element::default() }]
}

/// The mark of a task that blocks begin with, and the blocks without it.
fn without_task(blocks: &[Element]) -> (&'static str, Vec<Element>) {
    let mut blocks = blocks.to_vec();
    let Some(first) = blocks.first_mut().filter(|it| matches!(it.name, "" | "p")) else {
        return ("", blocks);
    };
    let at = first.children.iter().position(|node| !node.is_blank()).unwrap_or_default();
    let Some(Node::Element(input)) = first.children.get(at) else { return ("", blocks) };
    let is_task = input.name == "input" && input.has_only(&["disabled", "type", "checked"]);
    let has_space =
        matches!(first.children.get(at + 1), Some(Node::Text(text)) if text.starts_with([' ', '\n']));
    if !is_task || !has_space {
        return ("", blocks);
    }
    let mark = if input.get("checked").is_some() { "[x] " } else { "[ ] " };
    first.children.drain(..=at);
    (mark, blocks)
}

/// Code between fences; `None` for what these have no form for.
fn code(pre: &Element) -> Option<String> {
    let [Node::Element(code)] = pre.children.as_slice() else { return None };
    let is_code = code.name == "code" && pre.attributes.is_empty() && code.has_only(&["class"]);
    let language = match code.get("class") {
        None => "",
        Some(class) => class.strip_prefix("language-").filter(|it| !it.is_empty())?,
    };
    let is_text = code.children.iter().all(|node| matches!(node, Node::Text(_)));
    // What ends a language or belongs to the fence; `c#` is a name, what is behind a later `#` is not read.
    let is_word = |c: char| !c.is_whitespace() && !c.is_control() && !",{}():=`\"'<>&\\".contains(c);
    let text = code.text();
    if !is_code || !is_text || !language.chars().all(is_word) || !(text.is_empty() || text.ends_with('\n')) {
        return None;
    }
    let fence = "`".repeat(longest_run(&text, '`').max(2) + 1);
    Some(format!("{fence}{language}\n{text}{fence}"))
}

fn player_markdown(player: &known::Player) -> String {
    if player.title.is_empty() {
        return player.address.clone();
    }
    let title = super::escape::quoted(&player.title, &['[', ']', '*', '_', '`', '<', '$', '!']);
    format!("[{title}]({})", inline::destination(&player.address))
}

/// Parts with what separates them; the empty ones are passed over.
pub(super) fn join(parts: &[Part], between: &str) -> String {
    let shown: Vec<&str> =
        parts.iter().map(|part| part.markdown.as_str()).filter(|it| !it.is_empty()).collect();
    shown.join(between)
}

/// Lines with something before the first and before the others; blank lines have no spaces at their end.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut out = String::with_capacity(text.len() + first.len());
    for (index, line) in text.split('\n').enumerate() {
        let prefix = if index == 0 { first } else { others };
        if index > 0 {
            out.push('\n');
        }
        if line.is_empty() {
            out.push_str(prefix.trim_end());
        } else {
            out.extend([prefix, line]);
        }
    }
    out
}
