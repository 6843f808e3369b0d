//! Tables of an editor.

use super::inline::{Flow, flat, is_empty, simplified_inline, trimmed};
use crate::html::to_markdown::known::{self, Side};
use crate::html::to_markdown::tree::{Element, Node};

/// A table as Markdown has it, if every cell is one cell of text; else with what makes its form.
pub(super) fn table(table: Element, flow: Flow) -> Option<Element> {
    let mut rows = Vec::new();
    collect_rows(&table.children, false, &mut rows);
    rows.retain(|(_, cells)| !cells.is_empty());
    let Some(columns) = rows.iter().map(|(_, cells)| cells.len()).max() else {
        return (!is_empty(&table.children)).then(|| bare(table, flow));
    };
    let is_simple = rows.iter().flat_map(|(_, cells)| cells).all(|cell| is_simple(cell));
    let has_header =
        rows.first().is_some_and(|(in_head, cells)| *in_head || cells.iter().all(|cell| cell.name == "th"));
    let has_more = has_others(&table);
    if !is_simple || has_more || (!has_header && (columns < 2 || rows.len() < 2)) {
        return Some(bare(table, flow));
    }
    let sides: Vec<Side> = (0..columns)
        .map(|column| {
            if has_header {
                rows[0].1.get(column).map_or(Side::Unset, |cell| side_of(cell))
            } else {
                Side::Unset
            }
        })
        .collect();
    let mut parts = Vec::new();
    let mut body = Vec::new();
    for (index, (_, cells)) in rows.into_iter().enumerate() {
        let is_header = index == 0 && has_header;
        let row = row(&cells, &sides, is_header);
        if is_header {
            parts.push(Node::Element(Element::new("thead", vec![row])));
        } else {
            body.push(row);
        }
    }
    parts.push(Node::Element(Element::new("tbody", body)));
    let mut simple = Element::new("table", parts);
    simple.set("style", known::table_style());
    Some(simple)
}

fn row(cells: &[&Element], sides: &[Side], is_header: bool) -> Node {
    let cell = |(column, side): (usize, &Side)| {
        let words = cells.get(column).map(|cell| cell.children.clone()).unwrap_or_default();
        let words = trimmed(simplified_inline(flat(words), &[]));
        let mut simple = Element::new(if is_header { "th" } else { "td" }, words);
        simple.set("style", known::cell_style(*side));
        Node::Element(simple)
    };
    Node::Element(Element::new("tr", sides.iter().enumerate().map(cell).collect()))
}

/// Whether there is something beside the rows: a caption, words.
fn has_others(part: &Element) -> bool {
    part.children.iter().any(|node| match node {
        Node::Text(_) => !node.is_blank(),
        Node::Element(element) => match element.name {
            "thead" | "tbody" | "tfoot" | "tr" => has_others(element),
            "td" | "th" | "col" | "colgroup" => false,
            _ => true,
        },
    })
}

/// The rows of a table with their cells, and whether they are in its head.
fn collect_rows<'e>(nodes: &'e [Node], in_head: bool, rows: &mut Vec<(bool, Vec<&'e Element>)>) {
    for part in nodes.iter().filter_map(Node::element) {
        match part.name {
            "tr" => rows.push((in_head, part.elements().collect())),
            "thead" => collect_rows(&part.children, true, rows),
            "tbody" | "tfoot" => collect_rows(&part.children, false, rows),
            _ => {}
        }
    }
}

/// Whether a cell is one of Markdown: one column, one row, words and images.
fn is_simple(cell: &Element) -> bool {
    let is_one = |name: &str| cell.get(name).is_none_or(|value| value == "1");
    let is_words = |node: &Node| match node {
        Node::Text(_) => true,
        Node::Element(element) => match element.name {
            "p" | "div" => !element.children.iter().any(Node::has_block),
            "iframe" | "video" | "audio" => false,
            _ => !node.has_block(),
        },
    };
    is_one("colspan") && is_one("rowspan") && cell.children.iter().all(is_words)
}

fn side_of(cell: &Element) -> Side {
    let style = cell.get("style").unwrap_or_default().replace(' ', "");
    let styled = style.split(';').find_map(|part| part.strip_prefix("text-align:"));
    match styled.or_else(|| cell.get("align")).unwrap_or_default() {
        "left" => Side::Left,
        "center" => Side::Center,
        "right" => Side::Right,
        _ => Side::Unset,
    }
}

/// A table with what makes its form.
fn bare(mut part: Element, flow: Flow) -> Element {
    part.attributes.retain(|(name, _)| matches!(name.as_str(), "colspan" | "rowspan" | "span"));
    let children = std::mem::take(&mut part.children);
    part.children = match part.name {
        "td" | "th" | "caption" if children.iter().any(Node::has_block) => {
            let blocks = flow(children, &[]);
            match blocks.as_slice() {
                [Node::Element(only)] if only.name == "p" => only.children.clone(),
                _ => blocks,
            }
        }
        "td" | "th" | "caption" => {
            let words = trimmed(simplified_inline(children, &[]));
            if is_empty(&words) { Vec::new() } else { words }
        }
        _ => children
            .into_iter()
            .filter(|child| !child.is_blank())
            .map(|child| match child {
                Node::Element(child) => Node::Element(bare(child, flow)),
                words @ Node::Text(_) => words,
            })
            .collect(),
    };
    part
}
