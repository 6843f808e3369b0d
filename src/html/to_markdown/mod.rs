//! HTML of a lesson's text to Markdown, as a person would have written it.
//!
//! [`to_markdown`] promises that the Markdown is read back as the same HTML, in its one spelling
//! ([`super::canonical`]), except for what `docs/reference/html-to-markdown.md` lists. It is handed the function that
//! reads back, because this room knows no Markdown parser. [`blocks()`] has no such function and makes no such promise:
//! it is for showing a text.
//!
//! HTML becomes a tree ([`tree`]); what the renderer changes in any case is changed ([`adapt`]); of HTML from an
//! editor only the meaning is kept, if that is asked for ([`simplify`]); the rest is written (`blocks`,
//! [`inline`], [`raw`]), as carefully as it has to be ([`read_back`]).

mod adapt;
mod attributes;
mod blocks;
mod escape;
mod ids;
mod inline;
mod known;
mod raw;
mod read_back;
mod simplify;
mod tree;

use blocks::{Choices, Part, Writer};
use escape::Choice;
use ids::Ids;
use tree::{Element, Node};

use super::canonical::canonical;

/// What is kept of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Every tag and attribute that a lesson may have: for a text that this program sent.
    All,
    /// What it means: for a text that somebody typed into an editor, with its styles, empty lines and nested boxes.
    Meaning,
}

/// Some blocks of a text, most of the time one, in both forms.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Block {
    /// On some lines, without a line end behind the last.
    pub markdown: String,
    /// In its one spelling ([`canonical`]).
    pub html: String,
}

/// A text as Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The text's blocks. Between two of them belongs a blank line.
    pub blocks: Vec<Block>,
    /// Whether the Markdown is read back as the HTML.
    pub is_exact: bool,
}

impl Converted {
    /// The whole text, with a last line end unless it is empty.
    pub fn markdown(&self) -> String {
        let mut text =
            self.blocks.iter().map(|block| block.markdown.as_str()).collect::<Vec<_>>().join("\n\n");
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

/// Writes HTML as Markdown. `read` renders Markdown as a lesson's text (without taking a heading for the title), and
/// leaves addresses as they are written.
///
/// Takes time in proportion to the text, with a factor for what has to be tried out.
pub fn to_markdown(html: &str, keep: Keep, read: &dyn Fn(&str) -> String) -> Converted {
    let tree = adapted(html, keep);
    let (parts, is_exact) = read_back::write(&tree, read);
    Converted { blocks: paired(&tree, parts), is_exact }
}

/// Writes what HTML means as Markdown that is only shown: most of what could be misread is escaped. The HTML beside it
/// has everything.
pub fn blocks(html: &str) -> Vec<Block> {
    let tree = adapted(html, Keep::All);
    let (choices, footnotes) = (Choices::new(Choice::Likely), read_back::footnotes(&tree));
    let (mut writer, mut ids) = (Writer::new(&choices, &footnotes), Ids::default());
    let shown: Vec<&Element> = tree.iter().collect();
    let units = read_back::units(&shown).into_iter().map(|unit| {
        let unit = &tree[unit];
        let nodes = unit.iter().filter(|block| !block.is_implied).flat_map(|block| match block.name {
            "" => block.children.clone(),
            _ => vec![Node::Element(block.clone())],
        });
        let simple = adapt::blocks(simplify::simplified(nodes.collect(), &mut ids));
        let parts = writer.parts(&simple.iter().collect::<Vec<_>>());
        Block {
            markdown: self::blocks::join(&parts, "\n\n"),
            html: unit.iter().map(Element::canonical).collect(),
        }
    });
    units.collect()
}

/// The HTML that the Markdown of [`to_markdown`] is read back as, in its one spelling.
pub fn kept(html: &str, keep: Keep) -> String {
    canonical(&adapted(html, keep).iter().map(Element::html).collect::<String>())
}

/// The blocks of a text as they are written.
fn adapted(html: &str, keep: Keep) -> Vec<Element> {
    let mut nodes = tree::parse(html);
    if keep == Keep::Meaning {
        nodes = simplify::simplified(nodes, &mut Ids::default());
    }
    let mut blocks = adapt::blocks(nodes);
    adapt::number(&mut blocks, &mut 1);
    blocks
}

/// The Markdown of blocks beside their HTML. What is written by itself belongs to the block before.
fn paired(tree: &[Element], parts: Vec<Part>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(parts.len());
    let mut rest = tree.iter();
    for part in parts {
        let html: String = rest.by_ref().take(part.length).map(Element::canonical).collect();
        match blocks.last_mut() {
            Some(before) if part.markdown.is_empty() => before.html.push_str(&html),
            _ => blocks.push(Block { markdown: part.markdown, html }),
        }
    }
    blocks
}

#[cfg(test)]
mod tests;
