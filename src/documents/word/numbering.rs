//! The lists of a document: whether a level counts, and from which number.

use std::collections::BTreeMap;

use super::xml::{attribute, child, parse, value};

/// A level of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    pub is_ordered: bool,
    pub start: usize,
}

/// Lists by number and level.
#[derive(Debug, Default)]
pub(super) struct Numbering(BTreeMap<(String, usize), Level>);

/// Reads `word/numbering.xml`.
pub(super) fn read(text: &str) -> Numbering {
    let Ok(document) = parse(text) else { return Numbering::default() };
    let mut patterns: BTreeMap<&str, Vec<(usize, Level)>> = BTreeMap::new();
    let nodes = || document.root_element().children().filter(roxmltree::Node::is_element);
    for node in nodes().filter(|node| node.tag_name().name() == "abstractNum") {
        let Some(id) = attribute(node, "abstractNumId") else { continue };
        patterns.insert(id, node.children().filter_map(level).collect());
    }
    let mut all = BTreeMap::new();
    for node in nodes().filter(|node| node.tag_name().name() == "num") {
        let (Some(id), Some(pattern)) = (attribute(node, "numId"), value(node, "abstractNumId")) else {
            continue;
        };
        for (number, level) in patterns.get(pattern).map(Vec::as_slice).unwrap_or_default() {
            all.insert((id.to_owned(), *number), *level);
        }
        for change in node.children().filter(|child| child.tag_name().name() == "lvlOverride") {
            let number = attribute(change, "ilvl").and_then(|number| number.parse().ok()).unwrap_or(0);
            if let Some((number, level)) = child(change, "lvl").and_then(level) {
                all.insert((id.to_owned(), number), level);
            }
            let start = value(change, "startOverride").and_then(|start| start.parse().ok());
            if let (Some(start), Some(level)) = (start, all.get_mut(&(id.to_owned(), number))) {
                level.start = start;
            }
        }
    }
    Numbering(all)
}

fn level(node: roxmltree::Node<'_, '_>) -> Option<(usize, Level)> {
    if node.tag_name().name() != "lvl" {
        return None;
    }
    let number = attribute(node, "ilvl")?.parse().ok()?;
    let format = value(node, "numFmt").unwrap_or("decimal");
    let start = value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
    Some((number, Level { is_ordered: !matches!(format, "bullet" | "none"), start }))
}

impl Numbering {
    /// A level of a list; `None` for the number that takes a list away.
    pub fn level(&self, number: &str, level: usize) -> Option<Level> {
        if number == "0" {
            return None;
        }
        let at = |level| self.0.get(&(number.to_owned(), level));
        let known = at(level).or_else(|| at(0)).copied();
        Some(known.unwrap_or(Level { is_ordered: false, start: 1 }))
    }
}
