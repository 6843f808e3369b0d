//! HTML that the renderer writes for Markdown with a meaning of its own: boxes, players, tables, footnotes, formulas.
//!
//! Each is compared with what the renderer would write, so that a look-alike of somebody else is not taken for one.

use super::tree::{self, Element, Node};
use crate::html::admonitions;
use crate::html::embeds;
use crate::html::table::{CELL, TABLE};

/// What ids of footnotes begin with.
pub(super) const FOOTNOTE: &str = "fn:";

/// A box with a title.
pub(super) struct Boxed<'e> {
    /// The name in its brackets: `note`.
    pub name: &'e str,
    /// The title, unless it is the box's own.
    pub title: Option<&'e [Node]>,
    pub body: &'e [Node],
}

/// What the classes of boxes begin with.
pub(super) const BOX: &str = "markdown-alert-";

/// Reads a box.
pub(super) fn boxed(element: &Element) -> Option<Boxed<'_>> {
    let name = name_of_box(element)?;
    let expected = box_start(name)?;
    let [Node::Element(first), body @ ..] = element.children.as_slice() else { return None };
    let [Node::Element(title)] = first.children.as_slice() else { return None };
    let [Node::Element(expected_first)] = expected.children.as_slice() else { return None };
    let [Node::Element(expected_title)] = expected_first.children.as_slice() else { return None };
    let same = |one: &Element, other: &Element| {
        let bare =
            |it: &Element| Element { name: it.name, attributes: it.attributes.clone(), ..Element::default() };
        bare(one).canonical() == bare(other).canonical()
    };
    if !same(element, &expected) || !same(first, expected_first) || !same(title, expected_title) {
        return None;
    }
    let is_own = title.text() == admonitions::of_name(name).0.title() && title.elements().next().is_none();
    Some(Boxed { name, title: (!is_own).then_some(&title.children), body })
}

/// The name of a box by its class.
pub(super) fn name_of_box(element: &Element) -> Option<&str> {
    let mut classes = element.get("class").filter(|_| element.name == "blockquote")?.split_ascii_whitespace();
    classes.find_map(|class| class.strip_prefix(BOX))
}

/// The start of a box of this name, as the renderer writes it, with its title's elements.
pub(super) fn box_start(name: &str) -> Option<Element> {
    let (look, title) = admonitions::known(name)?;
    if title.is_some() {
        return None;
    }
    let mut html = String::new();
    admonitions::open_title(&mut html, look);
    admonitions::close_title(&mut html);
    let mut element = tree::parse(&html).into_iter().find_map(|node| node.element().cloned())?;
    element.children.retain(|child| child.element().is_some());
    Some(element)
}

/// A player of another site, with the link below it.
pub(super) struct Player {
    pub address: String,
    /// Empty for the site's own.
    pub title: String,
    /// How many blocks it is made of.
    pub length: usize,
}

/// Reads the player that a block is, with the link that may be below it.
pub(super) fn player(first: &Element, below: Option<&Element>) -> Option<Player> {
    if first.name != "div" {
        return None;
    }
    let [Node::Element(frame)] = first.children.as_slice() else { return None };
    let source = frame.get("src").filter(|_| frame.name == "iframe")?;
    let found = first.canonical();
    let link = below.and_then(|it| it.elements().next()?.get("href"));
    let addresses = [link, embeds::page_of(source).as_deref(), Some(source)].map(|it| it.map(str::to_owned));
    let titles = ["", frame.get("title").unwrap_or_default()];
    for address in
        addresses.into_iter().flatten().filter(|it| embeds::from_url(it).as_deref() == Some(source))
    {
        for title in titles {
            let written = tree::parse(&embeds::player(&address, title));
            let mut written = written.iter().filter_map(Node::element);
            if written.next().map(Element::canonical).as_deref() != Some(&found) {
                continue;
            }
            match (written.next(), below) {
                (Some(link), Some(below)) if link.canonical() == below.canonical() => {
                    return Some(Player { address, title: title.to_owned(), length: 2 });
                }
                (None, _) => return Some(Player { address, title: title.to_owned(), length: 1 }),
                _ => {}
            }
        }
    }
    None
}

/// The number of the footnote that an element is, and its blocks.
pub(super) fn footnote(element: &Element) -> Option<(usize, &[Node])> {
    let number: usize = element.get("id")?.strip_prefix(FOOTNOTE)?.parse().ok()?;
    let is_one = element.name == "div"
        && element.get("class") == Some("footnote-definition")
        && element.has_only(&["class", "id"]);
    let [first, blocks @ ..] = element.children.as_slice() else { return None };
    let mark = first
        .element()
        .map(|it| if it.name.is_empty() { it.children.as_slice() } else { std::slice::from_ref(first) });
    let mark = mark?.iter().filter(|node| !node.is_blank()).collect::<Vec<_>>();
    let [Node::Element(mark)] = mark.as_slice() else { return None };
    (is_one && mark.name == "sup" && mark.text() == number.to_string()).then_some((number, blocks))
}

/// The number of the footnote that an element leads to.
pub(super) fn footnote_mark(element: &Element) -> Option<usize> {
    let [Node::Element(link)] = element.children.as_slice() else { return None };
    let is_one = element.name == "sup" && element.attributes.is_empty() && link.name == "a";
    let number: usize =
        link.get("href").filter(|_| is_one)?.strip_prefix('#')?.strip_prefix(FOOTNOTE)?.parse().ok()?;
    (link.has_only(&["href"]) && link.text() == number.to_string()).then_some(number)
}

/// The formula that an element is, with its delimiters.
pub(super) fn formula(element: &Element) -> Option<&str> {
    let is_one = element.name == "span"
        && element.has_only(&["class"])
        && matches!(element.get("class"), Some("math inline" | "math display"));
    match element.children.as_slice() {
        [Node::Text(formula)] if is_one => Some(formula),
        _ => None,
    }
}

/// The side that a column is aligned to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Unset,
    Left,
    Center,
    Right,
}

/// A table of Markdown.
pub(super) struct Table<'e> {
    pub sides: Vec<Side>,
    /// The header, if there is one, first.
    pub rows: Vec<Vec<&'e Element>>,
    pub has_header: bool,
}

/// The style of a table.
pub(super) fn table_style() -> &'static str {
    TABLE.split('"').nth(1).unwrap_or_default()
}

/// The style of a cell.
pub(super) fn cell_style(side: Side) -> String {
    let style = CELL.split('"').nth(1).unwrap_or_default();
    let side = match side {
        Side::Unset => "",
        Side::Left => ";text-align:left",
        Side::Center => ";text-align:center",
        Side::Right => ";text-align:right",
    };
    format!("{style}{side}")
}

/// Reads a table.
pub(super) fn table(element: &Element) -> Option<Table<'_>> {
    let is_ours = element.name == "table" && element.has_only(&["style"]);
    if !is_ours || !is_style(element.get("style"), table_style()) {
        return None;
    }
    let mut rows = Vec::new();
    let mut headers = 0;
    for part in element.elements() {
        let part_rows: Vec<&Element> = match part.name {
            "tr" => vec![part],
            "thead" | "tbody" if part.attributes.is_empty() => part.elements().collect(),
            _ => return None,
        };
        for row in part_rows {
            let cells: Vec<&Element> = row.elements().collect();
            let is_header = part.name == "thead";
            let name = if is_header { "th" } else { "td" };
            let fits = |cell: &&Element| cell.name == name && !cell.children.iter().any(Node::has_block);
            if row.name != "tr" || !row.attributes.is_empty() || !cells.iter().all(fits) {
                return None;
            }
            headers += usize::from(is_header);
            rows.push(cells);
        }
    }
    let first = rows.first()?;
    let sides = first.iter().map(|cell| side_of(cell)).collect::<Option<Vec<_>>>()?;
    let is_like_first = |row: &Vec<&Element>| {
        row.len() == sides.len() && row.iter().zip(&sides).all(|(cell, side)| side_of(cell) == Some(*side))
    };
    (headers <= 1 && rows.iter().all(is_like_first)).then_some(Table {
        sides,
        rows,
        has_header: headers == 1,
    })
}

fn side_of(cell: &Element) -> Option<Side> {
    let sides = [Side::Unset, Side::Left, Side::Center, Side::Right];
    let style = cell.get("style").filter(|_| cell.has_only(&["style"]));
    sides.into_iter().find(|&side| is_style(style, &cell_style(side)))
}

fn is_style(found: Option<&str>, expected: &str) -> bool {
    let plain = |style: &str| style.replace([' ', '\n'], "").trim_end_matches(';').to_ascii_lowercase();
    found.is_some_and(|found| plain(found) == plain(expected))
}
