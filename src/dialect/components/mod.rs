//! Components of MDX, Vue and Astro: `<Tabs>`, `<Aside type="tip">`, `<Card title="…">`, `<Image src="…" />`.
//!
//! What they enclose is Markdown. Names that several frameworks share are understood ([`meaning`]); of the others
//! what they enclose stays, and the renderer names them.

mod meaning;
pub(super) mod odd_tags;
mod one_line;
mod tags;

use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::component_words::ComponentWords;
use crate::html::elements;
use crate::html::embeds::Site;
use crate::html::escape::push_attribute;

use super::lines::Lines;
use super::meaning::{self as written, Extent, is_free};
use super::own_lines;
use super::placeholder::Placeholder;
use super::rewriter::Rewriter;
use super::surroundings::Surroundings;
use super::tag::{self, Role};

use tags::Component;

/// Rewrites the outermost components.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let text = rewriter.text.as_str();
    let is_mdx = rewriter.kind.is_mdx;
    let tags = tags::find(text, is_mdx, |range| is_free(rewriter, lines, range));
    let partners = tag::partners(tags.iter().map(|tag| (tag.name, tag.role)));
    let mut at = 0;
    while at < tags.len() {
        let is_done = construct(rewriter, lines, &tags, &partners, at);
        // What an HTML element encloses is looked at in the same round.
        at = if is_done { partners[at].unwrap_or(at) + 1 } else { at + 1 };
    }
}

/// Looks at a component; returns whether it, with all that it encloses, is done with in this round.
fn construct(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    tags: &[Component<'_>],
    partners: &[Option<usize>],
    at: usize,
) -> bool {
    let tag = &tags[at];
    let extent = Extent { start: tag.range.clone(), end: partners[at].map(|end| tags[end].range.clone()) };
    let is_pair = extent.end.is_some();
    if tag.role == Role::Start && !is_pair && unclosed(rewriter, tag) {
        return true;
    }
    if tag.role == Role::End || (tag.role == Role::Start && !is_pair && !rewriter.kind.is_mdx) {
        return false;
    }
    if tag.is_html() {
        let is_line = is_pair && one_line::write(rewriter, &extent);
        return is_line || (is_pair && tag.is_block() && html(rewriter, lines, &extent));
    }
    let body = is_pair.then(|| extent.body(rewriter.text.as_str()));
    if let Some(meaning) = meaning::of(tag, body) {
        name_computed(rewriter, tag);
        meaning::label_children(rewriter, tags, partners, at);
        split_summary(rewriter, &extent);
        written::write(rewriter, lines, &extent, meaning);
        return true;
    }
    if is_pair && rewriter.kind.is_mdx && Surroundings::of(rewriter.text.as_str(), &extent.start).is_alone() {
        unknown(rewriter, lines, tag, &extent);
        return true;
    }
    let is_long = tag.role == Role::Whole && rewriter.text.as_str()[tag.range.clone()].contains('\n');
    if is_long && rewriter.kind.is_mdx && Site::from_name(tag.name).is_none() {
        // The values of its attributes may hold what ends a tag of HTML.
        rewriter.replace(tag.range.clone(), on_one_line(tag));
    }
    false
}

/// Removes the tag of a known component that is never closed. Returns whether it is that.
fn unclosed(rewriter: &mut Rewriter<'_, '_, '_>, tag: &Component<'_>) -> bool {
    let is_html = tag.is_html() || (!rewriter.kind.is_mdx && elements::is_known(&tag.kind()));
    let is_component = !is_html
        && Surroundings::of(rewriter.text.as_str(), &tag.range).is_alone()
        && meaning::of(tag, Some("text")).is_some()
        && meaning::of(tag, None).is_none();
    if !is_component {
        return false;
    }
    let finding = Diagnostic::new(Code::UnclosedBlock, format!("`<{}>` is never closed", tag.name))
        .label("removed; what follows is kept")
        .help(format!("add `</{}>` where it ends", tag.name));
    rewriter.say_once(tag.name, &tag.range, finding);
    match words(tag).title {
        Some(title) => own_lines::put_placeholder(rewriter, tag.range.clone(), Placeholder::Label(title)),
        None => {
            rewriter.remove(tag.range.clone());
        }
    }
    true
}

/// Warns of words that only code knows: `<Note title={t}>`.
fn name_computed(rewriter: &mut Rewriter<'_, '_, '_>, tag: &Component<'_>) {
    const WORDS: &[&str] = &[
        "title",
        "label",
        "summary",
        "header",
        "heading",
        "caption",
        "description",
        "text",
        "alt",
        "tip",
        "content",
        "href",
        "to",
        "src",
    ];
    if let Some(name) = tag.computed(WORDS) {
        let message = format!("`{name}` of `<{}>` has a value that is not plain text", tag.name);
        rewriter.warn("computed", &tag.range, message, "left out", "write the value itself in quotes");
    }
}

/// Removes the tags of a component that nobody knows; what it encloses stays.
fn unknown(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, tag: &Component<'_>, extent: &Extent) {
    rewriter.say_once("component", &extent.start, finding(tag.name));
    written::outdent(rewriter, lines, extent);
    let words = words(tag);
    let label = words.title.map(|title| rewriter.comment(Placeholder::Label(title))).unwrap_or_default();
    let text = words.text.unwrap_or_default();
    if label.is_empty() && text.is_empty() {
        rewriter.remove(extent.start.clone());
    } else {
        own_lines::put(rewriter, extent.start.clone(), &[&label, &text, ""]);
    }
    if let Some(end) = extent.end.clone() {
        rewriter.remove(end);
    }
}

/// Names a component that nobody knows.
fn finding(name: &str) -> Diagnostic {
    let label = "a component of another tool; its content is kept";
    let message = format!("`<{name}>` is not an HTML element and is removed");
    Diagnostic::new(Code::UnsupportedSyntax, message).label(label).help("replace it with Markdown")
}

/// A tag with nothing but the words in its attributes.
fn on_one_line(tag: &Component<'_>) -> String {
    let ComponentWords { title, text } = words(tag);
    let mut out = format!("<{}", tag.name);
    for (name, value) in [("title", title), ("text", text)] {
        if let Some(value) = value {
            push_attribute(&mut out, name, &value);
        }
    }
    out + "/>"
}

fn words(tag: &Component<'_>) -> ComponentWords {
    ComponentWords::of(|name| tag.get(&[name]).map(Into::into))
}

/// In MDX, what an HTML element encloses on lines of its own is Markdown, blank lines or not. Returns whether
/// anything had to be changed for it.
fn html(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, extent: &Extent) -> bool {
    let text = rewriter.text.as_str();
    let is_alone = |range: &std::ops::Range<usize>| Surroundings::of(text, range).is_alone();
    let Some(end) = extent.end.clone().filter(|end| is_alone(end) && is_alone(&extent.start)) else {
        return false;
    };
    let (first, last) = (written::line_of(lines, extent.start.end) + 1, written::line_of(lines, end.start));
    let is_split = split_summary(rewriter, extent);
    if first >= last || (lines.is_blank(first) && lines.is_blank(last - 1)) {
        return is_split;
    }
    written::outdent(rewriter, lines, extent);
    let (open, close) = (&text[extent.start.clone()], &text[end.clone()]);
    own_lines::put(rewriter, extent.start.clone(), &[open, ""]);
    own_lines::put(rewriter, end, &["", close]);
    true
}

/// Ends the block of HTML behind a summary, so that what follows is Markdown. Returns whether it had to.
fn split_summary(rewriter: &mut Rewriter<'_, '_, '_>, extent: &Extent) -> bool {
    const END: &str = "</summary>\n";
    let body = extent.body(rewriter.text.as_str());
    let Some(at) = body.find(END).map(|at| at + END.len()) else { return false };
    let is_needed = !body[at..].split('\n').next().unwrap_or_default().trim().is_empty();
    if is_needed {
        let at = extent.start.end + at;
        rewriter.replace(at..at, "\n".to_owned());
    }
    is_needed
}
