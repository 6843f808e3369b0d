//! The text of a Word document as HTML.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use roxmltree::{Document, Node};

use crate::html::escape::escape;

use super::numbering::Numbering;
use super::styles::{Meaning, Styles};
use super::xml::{attribute, child, is_on, parse, value};

/// Deeper elements are not read: nothing that Word writes is so deep.
const MAX_DEPTH: usize = 64;

/// What a document's text refers to.
pub(super) struct Context {
    pub styles: Styles,
    pub numbering: Numbering,
    /// Targets of links and pictures.
    pub relations: BTreeMap<String, String>,
    /// Addresses of pictures by their targets.
    pub pictures: BTreeMap<String, String>,
}

/// So much text of pictures, in bytes, is kept.
pub(super) const MAX_PICTURES: usize = 48 << 20;

/// The HTML, and what is not in it.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub html: String,
    pub title: Option<String>,
    pub comments: usize,
    pub hidden: usize,
    pub pictures: usize,
    /// How much text the pictures that are shown take; a picture that is shown twice counts twice.
    pub picture_bytes: usize,
    pub formulas: usize,
}

/// Writes a document with its notes.
pub(super) fn write(context: &Context, document: &Document<'_>, notes: &[String]) -> Written {
    let mut writer = Writer { context, ..Writer::new(context) };
    if let Some(body) = child(document.root_element(), "body") {
        writer.blocks(body, 0);
    }
    writer.end_lists(0);
    writer.end_code();
    writer.notes(notes);
    Written { html: writer.html, ..writer.written }
}

/// A list that is open.
struct OpenList {
    number: String,
    is_ordered: bool,
}

struct Writer<'c> {
    context: &'c Context,
    html: String,
    written: Written,
    lists: Vec<OpenList>,
    /// How far each level of a list has counted.
    counts: BTreeMap<(String, usize), usize>,
    /// Lines of code that are not written yet.
    code: Vec<String>,
    /// Paragraphs of boxes that stand beside the paragraph that is being written.
    boxes: Vec<String>,
    /// Ids of notes in the order in which they are referred to.
    notes: Vec<(&'static str, String)>,
    /// Links that fields have opened, and fields that are none.
    fields: Vec<Field>,
}

/// A field of several runs.
#[derive(Default)]
struct Field {
    instruction: String,
    is_link: bool,
}

impl<'c> Writer<'c> {
    fn new(context: &'c Context) -> Self {
        Self {
            context,
            html: String::new(),
            written: Written::default(),
            lists: Vec::new(),
            counts: BTreeMap::new(),
            code: Vec::new(),
            boxes: Vec::new(),
            notes: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// Writes paragraphs, tables, and what wraps them.
    fn blocks(&mut self, node: Node<'_, '_>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for block in node.children().filter(Node::is_element) {
            match block.tag_name().name() {
                "p" => self.paragraph(block, depth),
                "tbl" => self.table(block, depth),
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag" => {
                    self.blocks(block, depth + 1);
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: Node<'_, '_>, depth: usize) {
        let properties = child(paragraph, "pPr");
        let style = properties.and_then(|own| value(own, "pStyle"));
        let mut inline = String::new();
        self.inlines(paragraph, &mut inline, depth + 1);
        self.close_fields(&mut inline);
        let meaning =
            style.and_then(|style| self.context.styles.meaning(style)).or_else(|| outline(properties));
        let has_text = !plain(&inline).trim().is_empty() || inline.contains("<img");
        if meaning == Some(Meaning::Code) {
            self.end_lists(0);
            self.code.push(plain(&inline.replace("<br>", "\n")));
        } else {
            self.end_code();
            if has_text {
                self.block(meaning, &inline, properties, style);
            }
        }
        for text in std::mem::take(&mut self.boxes) {
            self.end_lists(0);
            self.html.push_str(&text);
        }
    }

    fn block(
        &mut self,
        meaning: Option<Meaning>,
        inline: &str,
        properties: Option<Node<'_, '_>>,
        style: Option<&str>,
    ) {
        match meaning {
            Some(Meaning::Title) if self.written.title.is_none() => {
                self.written.title = Some(crate::html::tokens::decode(&plain(inline)).trim().to_owned());
            }
            Some(Meaning::Heading(level)) => {
                self.end_lists(0);
                let _ = writeln!(self.html, "<h{level}>{inline}</h{level}>");
            }
            Some(Meaning::Quote) => {
                self.end_lists(0);
                let _ = writeln!(self.html, "<blockquote><p>{inline}</p></blockquote>");
            }
            _ => {
                if let Some((number, level)) = self.list_of(properties, style) {
                    self.item(&number, level, inline);
                } else {
                    self.end_lists(0);
                    let _ = writeln!(self.html, "<p>{inline}</p>");
                }
            }
        }
    }

    /// The list of a paragraph: its number and level.
    fn list_of(&self, properties: Option<Node<'_, '_>>, style: Option<&str>) -> Option<(String, usize)> {
        let own = properties.and_then(|own| child(own, "numPr"));
        let of_style = style.and_then(|style| self.context.styles.list(style));
        let number = own.and_then(|own| value(own, "numId")).or(of_style.map(|(number, _)| number))?;
        let level = own.and_then(|own| value(own, "ilvl")).and_then(|level| level.parse().ok());
        let level = level.or(of_style.map(|(_, level)| level)).unwrap_or(0);
        (number != "0").then(|| (number.to_owned(), level.min(8)))
    }

    fn item(&mut self, number: &str, level: usize, inline: &str) {
        let Some(kind) = self.context.numbering.level(number, level) else { return };
        self.end_lists(level + 1);
        if self.lists.len() == level + 1 {
            let open = &self.lists[level];
            if open.is_ordered == kind.is_ordered && open.number == number {
                self.html.push_str("</li>\n");
            } else {
                self.end_lists(level);
            }
        }
        while self.lists.len() <= level {
            let at = self.lists.len();
            if at > 0 && at < level && self.html.ends_with("</li>\n") {
                self.html.truncate(self.html.len() - "</li>\n".len());
            }
            let start = self.counts.get(&(number.to_owned(), at)).map_or(kind.start, |count| count + 1);
            match (kind.is_ordered, start) {
                (true, 1) => self.html.push_str("<ol>"),
                (true, start) => {
                    let _ = write!(self.html, "<ol start=\"{start}\">");
                }
                (false, _) => self.html.push_str("<ul>"),
            }
            self.lists.push(OpenList { number: number.to_owned(), is_ordered: kind.is_ordered });
            if at < level {
                self.html.push_str("<li>");
            }
        }
        *self.counts.entry((number.to_owned(), level)).or_insert(kind.start.saturating_sub(1)) += 1;
        self.counts.retain(|(other, deeper), _| other != number || *deeper <= level);
        let _ = write!(self.html, "<li>{inline}");
    }

    /// Ends lists until so many are open.
    fn end_lists(&mut self, keep: usize) {
        while self.lists.len() > keep {
            let list = self.lists.pop();
            self.html.push_str(if list.is_some_and(|list| list.is_ordered) {
                "</li></ol>\n"
            } else {
                "</li></ul>\n"
            });
        }
    }

    fn end_code(&mut self) {
        let code = std::mem::take(&mut self.code);
        if !code.is_empty() {
            let _ = writeln!(self.html, "<pre><code>{}\n</code></pre>", code.join("\n"));
        }
    }

    fn table(&mut self, table: Node<'_, '_>, depth: usize) {
        self.end_lists(0);
        self.end_code();
        let rows: Vec<Node<'_, '_>> = elements(table, "tr").collect();
        let only_cell = match rows.as_slice() {
            [row] => {
                let mut cells = elements(*row, "tc");
                cells.next().filter(|_| cells.next().is_none())
            }
            _ => None,
        };
        // A box around text.
        if let Some(cell) = only_cell {
            return self.blocks(cell, depth + 1);
        }
        let grid = Grid::of(&rows);
        self.html.push_str("<table>\n");
        for (at, row) in rows.iter().enumerate() {
            self.html.push_str(if at == 0 { "<thead><tr>" } else { "<tr>" });
            for (cell, column) in cells(*row) {
                if merges(cell) {
                    continue;
                }
                let name = if at == 0 { "th" } else { "td" };
                let rows = grid.rows(at, column);
                let columns = span(cell);
                let _ = write!(self.html, "<{name}");
                if columns > 1 {
                    let _ = write!(self.html, " colspan=\"{columns}\"");
                }
                if rows > 1 {
                    let _ = write!(self.html, " rowspan=\"{rows}\"");
                }
                let text = self.cell(cell, depth);
                let _ = write!(self.html, ">{text}</{name}>");
            }
            self.html.push_str(if at == 0 { "</tr></thead>\n<tbody>\n" } else { "</tr>\n" });
        }
        self.html.push_str("</tbody></table>\n");
    }

    /// The text of a cell: one paragraph as it is, several with line ends between.
    fn cell(&mut self, cell: Node<'_, '_>, depth: usize) -> String {
        let outside = std::mem::take(&mut self.html);
        self.blocks(cell, depth + 1);
        self.end_lists(0);
        self.end_code();
        let inside = std::mem::replace(&mut self.html, outside);
        let is_simple =
            !["<table", "<ul", "<ol", "<pre", "<h", "<blockquote"].iter().any(|tag| inside.contains(tag));
        if !is_simple {
            return inside;
        }
        let text = inside.trim().replace("</p>\n<p>", "<br>");
        text.trim_start_matches("<p>").trim_end_matches("</p>").to_owned()
    }

    /// Writes runs, links, and what wraps them.
    fn inlines(&mut self, node: Node<'_, '_>, out: &mut String, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for inline in node.children().filter(Node::is_element) {
            match inline.tag_name().name() {
                "r" => self.run(inline, out, depth + 1),
                "hyperlink" => self.link(inline, out, depth + 1),
                "oMath" | "oMathPara" => {
                    self.written.formulas += 1;
                    out.push_str(&escape(&text_of(inline)));
                }
                "ruby" => {
                    if let Some(base) = child(inline, "rubyBase") {
                        self.inlines(base, out, depth + 1);
                    }
                }
                "pPr" | "rPr" | "del" | "moveFrom" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" => {}
                // `ins`, `moveTo`, `fldSimple`, `smartTag`, `sdt`, `dir`, `bdo` and whatever else wraps runs.
                _ => self.inlines(inline, out, depth + 1),
            }
        }
    }

    fn link(&mut self, link: Node<'_, '_>, out: &mut String, depth: usize) {
        let mut inside = String::new();
        self.inlines(link, &mut inside, depth);
        let target = attribute(link, "id").and_then(|id| self.context.relations.get(id));
        match target {
            Some(target) => {
                let _ = write!(out, "<a href=\"{}\">{inside}</a>", escape(target));
            }
            None => out.push_str(&inside),
        }
    }

    fn run(&mut self, run: Node<'_, '_>, out: &mut String, depth: usize) {
        let properties = child(run, "rPr");
        let style = properties.and_then(|own| value(own, "rStyle"));
        let is_hidden = properties.is_some_and(|own| is_on(own, "vanish"))
            || style.is_some_and(|style| self.context.styles.hides(style));
        let mut text = String::new();
        for part in run.children().filter(Node::is_element) {
            self.part(part, &mut text, out, depth);
        }
        if text.is_empty() {
            return;
        }
        if is_hidden {
            self.written.hidden += 1;
            return;
        }
        let is = |name: &str| properties.is_some_and(|own| is_on(own, name));
        let raised = properties.and_then(|own| value(own, "vertAlign"));
        let tags = [
            (is("b"), "strong"),
            (is("i"), "em"),
            (is("strike") || is("dstrike"), "del"),
            (raised == Some("superscript"), "sup"),
            (raised == Some("subscript"), "sub"),
        ];
        // Blanks at the ends are outside of what is marked.
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len().max(start);
        out.push_str(&text[..start]);
        let used: Vec<&str> =
            tags.iter().filter(|(is_used, _)| *is_used && end > start).map(|(_, tag)| *tag).collect();
        for tag in &used {
            let _ = write!(out, "<{tag}>");
        }
        out.push_str(&text[start..end]);
        for tag in used.iter().rev() {
            let _ = write!(out, "</{tag}>");
        }
        out.push_str(&text[end..]);
    }

    /// Writes a part of a run: text into `text`, tags of fields into `out`.
    fn part(&mut self, part: Node<'_, '_>, text: &mut String, out: &mut String, depth: usize) {
        match part.tag_name().name() {
            "t" => text.push_str(&escape(part.text().unwrap_or_default())),
            "tab" | "ptab" => text.push(' '),
            "br" | "cr" => text.push_str(if attribute(part, "type").is_some() { "" } else { "<br>" }),
            "noBreakHyphen" => text.push('\u{2011}'),
            "sym" => text.extend(symbol(part)),
            "drawing" | "pict" | "object" => self.picture(part, text, depth),
            "AlternateContent" => {
                let choice = child(part, "Choice").or_else(|| child(part, "Fallback"));
                for inner in choice.into_iter().flat_map(|choice| choice.children().filter(Node::is_element))
                {
                    self.part(inner, text, out, depth + 1);
                }
            }
            "footnoteReference" => self.note("footnote", part, text),
            "endnoteReference" => self.note("endnote", part, text),
            "commentReference" => self.written.comments += 1,
            "fldChar" => self.field(part, text, out),
            "instrText" => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(part.text().unwrap_or_default());
                }
            }
            _ => {}
        }
    }

    /// Begins, fills or ends a field. One that is a link has its text between tags.
    fn field(&mut self, part: Node<'_, '_>, text: &mut String, out: &mut String) {
        out.push_str(&std::mem::take(text));
        match attribute(part, "fldCharType") {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut()
                    && let Some(target) = link_of(&field.instruction)
                {
                    field.is_link = true;
                    let _ = write!(out, "<a href=\"{}\">", escape(target));
                }
            }
            Some("end") if self.fields.pop().is_some_and(|field| field.is_link) => out.push_str("</a>"),
            _ => {}
        }
    }

    /// Fields that go on in the next paragraph end here.
    fn close_fields(&mut self, out: &mut String) {
        for field in &mut self.fields {
            if std::mem::take(&mut field.is_link) {
                out.push_str("</a>");
            }
        }
    }

    /// A picture, and the texts of boxes.
    fn picture(&mut self, drawing: Node<'_, '_>, text: &mut String, depth: usize) {
        let contents: Vec<Node<'_, '_>> =
            drawing.descendants().filter(|node| node.tag_name().name() == "txbxContent").collect();
        for content in &contents {
            let outside = std::mem::take(&mut self.html);
            let lists = std::mem::take(&mut self.lists);
            self.blocks(*content, depth + 1);
            self.end_lists(0);
            self.lists = lists;
            let inside = std::mem::replace(&mut self.html, outside);
            self.boxes.push(inside);
        }
        let alt = drawing
            .descendants()
            .filter(|node| matches!(node.tag_name().name(), "docPr" | "shape"))
            .find_map(|node| attribute(node, "descr").or_else(|| attribute(node, "alt")))
            .unwrap_or_default();
        let is_in_box = |node: &Node<'_, '_>| node.ancestors().any(|above| contents.contains(&above));
        for node in drawing.descendants().filter(|node| !is_in_box(node)) {
            let id = match node.tag_name().name() {
                "blip" => attribute(node, "embed"),
                "imagedata" => attribute(node, "id"),
                _ => continue,
            };
            let target = id.and_then(|id| self.context.relations.get(id));
            match target.and_then(|target| self.context.pictures.get(target)) {
                Some(address) if self.written.picture_bytes + address.len() <= MAX_PICTURES => {
                    self.written.picture_bytes += address.len();
                    let _ = write!(text, "<img src=\"{address}\" alt=\"{}\">", escape(alt));
                }
                _ => self.written.pictures += 1,
            }
        }
    }

    fn note(&mut self, kind: &'static str, part: Node<'_, '_>, text: &mut String) {
        let Some(id) = attribute(part, "id") else { return };
        self.notes.push((kind, id.to_owned()));
        let _ = write!(text, "<sup>[{}]</sup>", self.notes.len());
    }

    /// Writes the notes below the text, in the order in which it refers to them.
    fn notes(&mut self, parts: &[String]) {
        let notes = std::mem::take(&mut self.notes);
        let documents: Vec<Document<'_>> = parts.iter().filter_map(|text| parse(text).ok()).collect();
        let mut texts: BTreeMap<(&str, &str), Node<'_, '_>> = BTreeMap::new();
        for document in &documents {
            for node in document.root_element().children().filter(Node::is_element) {
                if let Some(id) = attribute(node, "id") {
                    texts.insert((node.tag_name().name(), id), node);
                }
            }
        }
        for (at, (kind, id)) in notes.iter().enumerate() {
            let Some(note) = texts.get(&(*kind, id.as_str())) else { continue };
            let mut inline = String::new();
            for paragraph in elements(*note, "p") {
                self.inlines(paragraph, &mut inline, 1);
                inline.push(' ');
            }
            let _ = writeln!(self.html, "<p>[{}] {}</p>", at + 1, inline.trim());
        }
    }
}

fn elements<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

/// The cells of a row, each with its column.
fn cells<'a, 'i>(row: Node<'a, 'i>) -> Vec<(Node<'a, 'i>, usize)> {
    let mut column = 0;
    let with_column = |cell: Node<'a, 'i>| {
        let at = column;
        column += span(cell);
        (cell, at)
    };
    elements(row, "tc").map(with_column).collect()
}

/// How many columns a cell has.
fn span(cell: Node<'_, '_>) -> usize {
    let span = child(cell, "tcPr").and_then(|own| value(own, "gridSpan")).and_then(|span| span.parse().ok());
    span.unwrap_or(1).clamp(1, 64)
}

/// Which cells of a table go on over rows: by row and column, whether one continues that above.
struct Grid(Vec<BTreeMap<usize, bool>>);

impl Grid {
    fn of(rows: &[Node<'_, '_>]) -> Self {
        let row = |row: &Node<'_, '_>| {
            cells(*row).into_iter().map(|(cell, column)| (column, merges(cell))).collect()
        };
        Self(rows.iter().map(row).collect())
    }

    /// How many rows a cell has.
    fn rows(&self, row: usize, column: usize) -> usize {
        1 + self.0[row + 1..].iter().take_while(|below| below.get(&column) == Some(&true)).count()
    }
}

/// Whether a cell continues the one above it.
fn merges(cell: Node<'_, '_>) -> bool {
    let merge = child(cell, "tcPr").and_then(|own| child(own, "vMerge"));
    merge.is_some_and(|merge| attribute(merge, "val") != Some("restart"))
}

/// A heading by its own level, without a style.
fn outline(properties: Option<Node<'_, '_>>) -> Option<Meaning> {
    let level: usize = value(properties?, "outlineLvl")?.parse().ok()?;
    (level < 6).then_some(Meaning::Heading(level + 1))
}

/// The address of the field `HYPERLINK "address"`.
fn link_of(instruction: &str) -> Option<&str> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?.trim_start();
    let rest = rest.strip_prefix('"')?;
    rest.split('"').next().filter(|address| !address.is_empty())
}

/// A sign of a symbol font that Unicode has in its private part is lost.
fn symbol(part: Node<'_, '_>) -> Option<char> {
    let code = u32::from_str_radix(attribute(part, "char")?, 16).ok()?;
    char::from_u32(code).filter(|_| !(0xE000..0xF900).contains(&code))
}

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(|node| node.tag_name().name() == "t").filter_map(|node| node.text()).collect()
}

/// HTML without its tags, still escaped.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            c if !is_tag => text.push(c),
            _ => {}
        }
    }
    text
}
