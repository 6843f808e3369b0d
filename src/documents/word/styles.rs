//! What the styles of a document mean: a heading, its title, a quote, code, a list.

use std::collections::BTreeMap;

use super::xml::{at, attribute, child, is_on, parse, value};

/// Styles are based on others, and some on each other.
const MAX_BASES: usize = 16;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// From 1 to 6.
    Heading(usize),
    Title,
    Quote,
    Code,
}

/// A style of paragraphs.
#[derive(Debug, Default)]
struct Style {
    name: String,
    base: Option<String>,
    level: Option<usize>,
    list: Option<(String, usize)>,
    is_hidden: bool,
}

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// Reads `word/styles.xml`.
pub(super) fn read(text: &str) -> Styles {
    let Ok(document) = parse(text) else { return Styles::default() };
    let mut all = BTreeMap::new();
    for node in document.descendants().filter(|node| node.tag_name().name() == "style") {
        let Some(id) = attribute(node, "styleId") else { continue };
        let level =
            at(node, &["pPr"]).and_then(|own| value(own, "outlineLvl")).and_then(|level| level.parse().ok());
        let name = value(node, "name").unwrap_or(id).to_lowercase();
        let list = at(node, &["pPr", "numPr"]).and_then(|list| {
            let level = value(list, "ilvl").and_then(|level| level.parse().ok());
            Some((value(list, "numId")?.to_owned(), level.unwrap_or_else(|| level_of_name(&name))))
        });
        let style = Style {
            name,
            base: value(node, "basedOn").map(str::to_owned),
            level,
            list,
            is_hidden: child(node, "rPr").is_some_and(|own| is_on(own, "vanish")),
        };
        all.insert(id.to_owned(), style);
    }
    Styles(all)
}

impl Styles {
    /// A style and those that it is based on.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let base = |style: &&Style| self.0.get(style.base.as_deref()?);
        std::iter::successors(self.0.get(id), base).take(MAX_BASES)
    }

    /// What paragraphs of a style are.
    pub fn meaning(&self, id: &str) -> Option<Meaning> {
        // Without `styles.xml`, the id is the name.
        if !self.0.contains_key(id) {
            return by_name(&id.to_lowercase());
        }
        self.chain(id).find_map(|style| {
            let level = style.level.filter(|level| *level < 6).map(|level| Meaning::Heading(level + 1));
            by_name(&style.name).or(level)
        })
    }

    /// The list of a style: its number and level.
    pub fn list(&self, id: &str) -> Option<(&str, usize)> {
        self.chain(id).find_map(|style| style.list.as_ref()).map(|(number, level)| (number.as_str(), *level))
    }

    /// Whether text of a style is hidden.
    pub fn hides(&self, id: &str) -> bool {
        self.chain(id).any(|style| style.is_hidden)
    }
}

/// The level of Word's own lists: that of `List Bullet 2` is below that of `List Bullet`.
fn level_of_name(name: &str) -> usize {
    let number = name.strip_prefix("list ").and_then(|name| name.rsplit_once(' ')?.1.parse::<usize>().ok());
    number.map_or(0, |number| number.saturating_sub(1).min(8))
}

fn by_name(name: &str) -> Option<Meaning> {
    let level = name.strip_prefix("heading").map(str::trim).and_then(|level| level.parse::<usize>().ok());
    match (level, name) {
        (Some(level @ 1..=9), _) => Some(Meaning::Heading(level.min(6))),
        (_, "title") => Some(Meaning::Title),
        (_, "quote" | "intense quote" | "block text") => Some(Meaning::Quote),
        (_, "html preformatted" | "source code" | "code" | "plain text" | "macro text") => {
            Some(Meaning::Code)
        }
        _ => None,
    }
}
