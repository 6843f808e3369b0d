//! Writes running text: formatting, links, images, code, formulas.

use std::collections::BTreeSet;

use super::escape::{Choice, Line, quoted};
use super::known::{self, FOOTNOTE};
use super::raw;
use super::tree::{Element, Node};
use crate::html::elements;

/// Where a text is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'w> {
    pub choice: &'w Choice,
    /// The footnotes that the text defines.
    pub footnotes: &'w BTreeSet<usize>,
    /// Whether it is on one line: a heading, a cell.
    pub is_one_line: bool,
    pub in_cell: bool,
    /// Whether the text is a paragraph.
    pub in_paragraph: bool,
}

/// The Markdown of inline nodes.
pub(super) fn markdown(nodes: &[Node], place: Place<'_>) -> String {
    line(nodes, place).escaped(place.choice)
}

/// The same before anything is escaped.
pub(super) fn line(nodes: &[Node], place: Place<'_>) -> Line {
    let mut writer = Writer { line: Line::default(), place, in_link: false };
    writer.nodes(nodes, ' ');
    let mut line = writer.line;
    let end = line.text.trim_end_matches([' ', '\n']).len();
    line.text.truncate(end);
    line
}

struct Writer<'w> {
    line: Line,
    place: Place<'w>,
    in_link: bool,
}

impl Writer<'_> {
    /// Writes nodes; `after` is the character that follows the last of them.
    fn nodes(&mut self, nodes: &[Node], after: char) {
        for (at, node) in nodes.iter().enumerate() {
            match node {
                Node::Text(text) => self.text(text),
                Node::Element(element) => {
                    let rest = &nodes[at + 1..];
                    let after = first_char(rest).unwrap_or(after);
                    self.element(element, rest, after);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if c.is_ascii_whitespace() {
                let behind = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
                let space = &rest[..rest.len() - behind.len()];
                let is_break = !self.place.is_one_line && space.contains('\n');
                if !self.line.text.is_empty() && !self.line.text.ends_with([' ', '\n']) {
                    self.line.text.push(if is_break { '\n' } else { ' ' });
                }
                rest = behind;
                continue;
            }
            rest = &rest[c.len_utf8()..];
            match c {
                '\u{a0}' => self.line.text.push_str("&nbsp;"),
                '|' if self.place.in_cell && self.place.choice.is_markdown() => {
                    self.line.text.push_str("\\|");
                }
                '[' | ']' if self.in_link && self.place.choice.is_markdown() => {
                    self.line.text.extend(['\\', c]);
                }
                c => self.line.push(c),
            }
        }
    }

    fn element(&mut self, element: &Element, rest: &[Node], after: char) {
        let is_plain = element.attributes.is_empty();
        let is_markdown = self.place.choice.is_markdown();
        if let Some(formula) = known::formula(element) {
            return self
                .line
                .text
                .push_str(&formula.replace('\n', if self.place.is_one_line { " " } else { "\n" }));
        }
        if is_markdown
            && let Some(number) = known::footnote_mark(element)
            && self.place.footnotes.contains(&number)
        {
            return self.line.text.extend(["[^", &number.to_string(), "]"]);
        }
        match element.name {
            "br" if is_plain => self.line_break(rest),
            "em" if is_plain && is_markdown => self.delimited(element, "*", "_", after),
            "strong" if is_plain && is_markdown => self.delimited(element, "**", "__", after),
            "del" if is_plain && is_markdown => self.delimited(element, "~~", "~~", after),
            "mark" if is_plain && is_markdown => self.marked(element, after),
            "code" if is_plain => self.code(element),
            "a" if is_markdown && !self.in_link => self.link(element),
            "img" if is_markdown => self.image(element),
            "video" if self.is_shown_as_image(element) => {
                self.line.text.extend(["![](", &destination(element.get("src").unwrap_or_default()), ")"]);
            }
            _ => self.tags(element),
        }
    }

    /// A video's address in the place of an image's is a video.
    fn is_shown_as_image(&self, element: &Element) -> bool {
        self.place.in_paragraph
            && element.has_only(&["src", "controls"])
            && element.get("controls") == Some("")
    }

    fn line_break(&mut self, rest: &[Node]) {
        let text = &mut self.line.text;
        text.truncate(text.trim_end_matches([' ']).len());
        let is_last =
            rest.iter().all(|node| node.is_blank() || node.element().is_some_and(|it| it.name == "br"));
        let is_free =
            !self.place.is_one_line && !text.is_empty() && !text.ends_with('\n') && !text.ends_with("<br>");
        match is_free && !is_last && !self.in_link {
            true => text.push_str("\\\n"),
            false if self.place.is_one_line => text.push_str("<br>"),
            false => text.push_str("<br>\n"),
        }
    }

    /// Writes formatting between two delimiters, where these are read as such.
    fn delimited(&mut self, element: &Element, sign: &str, other: &str, after: char) {
        let before = self.line.text.chars().next_back().unwrap_or(' ');
        let own = sign.chars().next().unwrap_or(' ');
        let is_free = before != own && after != own;
        let sign = if is_free { sign } else { other };
        let own = sign.chars().next().unwrap_or(' ');
        let is_clear = if own == '_' {
            !before.is_alphanumeric() && !after.is_alphanumeric()
        } else {
            before != own && after != own
        };
        if !is_clear || !flanks(before, &element.children, after) {
            return self.tags(element);
        }
        self.line.text.push_str(sign);
        self.nodes(&element.children, own);
        self.line.text.push_str(sign);
    }

    fn marked(&mut self, element: &Element, after: char) {
        let before = self.line.text.chars().next_back().unwrap_or(' ');
        let is_word = element
            .children
            .iter()
            .all(|node| matches!(node, Node::Text(text) if !text.contains(['=', '\n'])));
        let is_clear = !before.is_alphanumeric() && before != '=' && !after.is_alphanumeric() && after != '=';
        if !is_word || !is_clear || !flanks(before, &element.children, after) {
            return self.tags(element);
        }
        self.line.text.push_str("==");
        self.nodes(&element.children, '=');
        self.line.text.push_str("==");
    }

    fn code(&mut self, element: &Element) {
        let text = element.text();
        let is_text = element.children.iter().all(|node| matches!(node, Node::Text(_)));
        let has_cell_end = self.place.in_cell && text.contains('\\');
        if !is_text
            || text.is_empty()
            || !self.place.choice.is_markdown()
            || text.contains('\u{a0}')
            || has_cell_end
        {
            return self.tags(element);
        }
        let mut text = text.replace(|c: char| c.is_ascii_whitespace(), " ");
        if self.place.in_cell {
            text = text.replace('|', "\\|");
        }
        let fence = "`".repeat(longest_run(&text, '`') + 1);
        let is_padded = text.starts_with('`')
            || text.ends_with('`')
            || (text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty());
        let pad = if is_padded { " " } else { "" };
        self.line.text.extend([&fence, pad, &text, pad, &fence]);
    }

    fn link(&mut self, element: &Element) {
        let Some(address) = element.get("href").filter(|_| element.has_only(&["href", "title"])) else {
            return self.tags(element);
        };
        if element.children.iter().any(Node::has_block) || element.children.iter().all(Node::is_blank) {
            return self.tags(element);
        }
        let title = element.get("title");
        if let [Node::Text(text)] = element.children.as_slice() {
            let is_web = address.starts_with("https://") || address.starts_with("http://");
            let is_mail = address.strip_prefix("mailto:") == Some(text) && text.contains('@');
            let is_safe = !text.contains(|c: char| {
                c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '|' | '{')
            });
            if title.is_none() && is_safe && ((is_web && text == address) || is_mail) {
                return self.line.text.extend(["<", text, ">"]);
            }
        }
        self.line.text.push('[');
        self.in_link = true;
        self.nodes(&element.children, ']');
        self.in_link = false;
        self.line.text.push_str("](");
        self.destination(address, title);
        self.line.text.push(')');
    }

    fn image(&mut self, element: &Element) {
        let source = element.get("src").unwrap_or_default();
        let alt = element.get("alt").unwrap_or_default();
        let side = |name: &str| match element.get(name) {
            None => Some(String::new()),
            Some(side) => {
                side.parse::<u16>().ok().filter(|number| number.to_string() == side).map(|it| it.to_string())
            }
        };
        let is_markdown = element.has_only(&["src", "alt", "title", "width", "height"]) && !alt.contains('|');
        let (Some(width), Some(height)) = (side("width"), side("height")) else {
            return self.tags(element);
        };
        if !is_markdown {
            return self.tags(element);
        }
        self.line.text.push_str("![");
        let was_in_link = std::mem::replace(&mut self.in_link, true);
        self.text(alt);
        self.in_link = was_in_link;
        if !(width.is_empty() && height.is_empty()) {
            let bar = if self.place.in_cell { "\\|" } else { "|" };
            self.line.text.extend([bar, &width]);
            if !height.is_empty() {
                self.line.text.extend(["x", &height]);
            }
        }
        self.line.text.push_str("](");
        self.destination(source, element.get("title"));
        self.line.text.push(')');
    }

    fn destination(&mut self, address: &str, title: Option<&str>) {
        let mut written = destination(address);
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            written.extend([" \"", &quoted(title, &['"']), "\""]);
        }
        if self.place.in_cell {
            written = written.replace('|', "\\|");
        }
        self.line.text.push_str(&written);
    }

    /// Writes an element with its tags.
    fn tags(&mut self, element: &Element) {
        let start = raw::start(element, self.place.choice);
        let start = if self.place.in_cell { start.replace('|', "&#124;") } else { start };
        self.line.text.push_str(&start);
        if elements::is_void(element.name) {
            return;
        }
        let was_in_link = self.in_link;
        self.in_link |= element.name == "a";
        self.nodes(&element.children, '<');
        self.in_link = was_in_link;
        self.line.text.extend(["</", element.name, ">"]);
    }
}

/// Whether delimiters around nodes are read as such: no white space inside of them, no sign inside where a word is
/// outside.
fn flanks(before: char, children: &[Node], after: char) -> bool {
    let (Some(first), Some(last)) = (first_char(children), last_char(children)) else { return false };
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let is_side = |inner: char, outer: char| {
        !inner.is_whitespace() && (!is_sign(inner) || outer.is_whitespace() || is_sign(outer))
    };
    is_side(first, before) && is_side(last, after)
}

/// The character that nodes begin with when they are written.
fn first_char(nodes: &[Node]) -> Option<char> {
    match nodes.first()? {
        Node::Text(text) => text.chars().next().map(|c| if c == '\u{a0}' { '&' } else { c }),
        Node::Element(element) => Some(sign_of(element)),
    }
}

fn last_char(nodes: &[Node]) -> Option<char> {
    match nodes.last()? {
        Node::Text(text) => text.chars().next_back().map(|c| if c == '\u{a0}' { ';' } else { c }),
        Node::Element(element) => Some(match element.name {
            "a" | "img" => ')',
            _ => sign_of(element),
        }),
    }
}

fn sign_of(element: &Element) -> char {
    if known::formula(element).is_some() {
        return '$';
    }
    match element.name {
        "em" | "strong" if element.attributes.is_empty() => '*',
        "del" if element.attributes.is_empty() => '~',
        "code" => '`',
        "a" => '[',
        "img" => '!',
        "mark" => '=',
        "br" => '\\',
        _ => '<',
    }
}

/// An address as it is written in brackets.
pub(super) fn destination(address: &str) -> String {
    let has_odd = address.is_empty()
        || address.starts_with('<')
        || address.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '(' | ')'));
    if !has_odd {
        return quoted(address, &[]);
    }
    format!("<{}>", quoted(address, &['<', '>']))
}

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    let (mut longest, mut current) = (0, 0);
    for c in text.chars() {
        current = if c == of { current + 1 } else { 0 };
        longest = longest.max(current);
    }
    longest
}

/// The numbers of the footnotes that a text has marks of, in their order.
pub(super) fn footnote_marks(nodes: &[Node], found: &mut Vec<usize>) {
    for element in nodes.iter().filter_map(Node::element) {
        if let Some(number) = known::footnote_mark(element) {
            found.push(number);
        }
        if element.get("id").is_some_and(|id| id.starts_with(FOOTNOTE)) {
            found.extend(known::footnote(element).map(|(number, _)| number));
        }
        footnote_marks(&element.children, found);
    }
}
