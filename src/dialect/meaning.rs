//! What a tag of another tool, with all that it encloses, becomes; and how that is written.

use std::ops::Range;

use crate::html::embeds;

use super::containers::Container;
use super::image::push_sign;
use super::inline_html;
use super::lines::Lines;
use super::own_lines;
use super::placeholder::Placeholder;
use super::rewriter::Rewriter;
use super::surroundings::Surroundings;

/// What becomes of a tag, or of two and what is between.
#[derive(Debug)]
pub(super) enum Meaning {
    /// A block around what is inside.
    Container(Container),
    /// What is inside is code.
    Code { language: String, label: Option<String> },
    /// A line of Markdown over what is inside.
    Over(String),
    /// HTML around what is inside.
    Html(&'static str, &'static str),
    /// Markdown in the place of all.
    Instead(String),
    /// Markdown on lines of its own in the place of all.
    Block(String),
    /// The text of another file.
    File(String),
    /// A box with a text that stands in the tag.
    Boxed { container: Container, text: String },
    /// An image with its caption; without one, what is inside is it.
    Figure { image: String, caption: String },
    /// A player of another site; what is inside is its caption.
    Player { address: String, caption: String },
}

/// Where a construct is: its first tag, and its last if there is one.
pub(super) struct Extent {
    pub start: Range<usize>,
    pub end: Option<Range<usize>>,
}

impl Extent {
    /// All of it.
    pub fn whole(&self) -> Range<usize> {
        self.start.start..self.end.as_ref().map_or(self.start.end, |end| end.end)
    }

    /// What is between the tags.
    pub fn body<'t>(&self, text: &'t str) -> &'t str {
        self.end.as_ref().map_or("", |end| &text[self.start.end..end.start])
    }
}

/// Writes what a construct means.
pub(super) fn write(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    extent: &Extent,
    meaning: Meaning,
) {
    let text = rewriter.text.as_str();
    let meaning = if rewriter.is_in_html(extent.start.start) { in_html(meaning) } else { meaning };
    match meaning {
        Meaning::Container(container) => {
            outdent(rewriter, lines, extent);
            if let Some(end) = extent.end.clone() {
                own_lines::close(rewriter, end, &container);
            }
            own_lines::open(rewriter, extent.start.clone(), container);
        }
        Meaning::Code { language, label } => code(rewriter, lines, extent, &language, label),
        Meaning::Over(markdown) => {
            outdent(rewriter, lines, extent);
            if let Some(end) = extent.end.clone() {
                own_lines::put(rewriter, end, &[""]);
            }
            own_lines::put(rewriter, extent.start.clone(), &[&markdown, ""]);
        }
        Meaning::Html(before, after) => {
            outdent(rewriter, lines, extent);
            if let Some(end) = extent.end.clone() {
                own_lines::put(rewriter, end, &["", after]);
            }
            own_lines::put(rewriter, extent.start.clone(), &[before, ""]);
        }
        Meaning::Instead(markdown) => {
            rewriter.claim(extent.whole());
            rewriter.replace(extent.whole(), markdown);
        }
        Meaning::Block(markdown) => {
            rewriter.claim(extent.whole());
            own_lines::put(rewriter, extent.whole(), &[&markdown]);
        }
        Meaning::File(path) => match rewriter.inclusions.text(&[&path]) {
            Ok(text) => own_lines::put(rewriter, extent.whole(), &[text.trim_end()]),
            Err(failure) => {
                rewriter.not_included(&extent.whole(), &path, &failure);
                rewriter.remove(extent.whole());
            }
        },
        Meaning::Boxed { container, text } => boxed(rewriter, extent.whole(), container, &text),
        Meaning::Figure { image, caption } => {
            let caption = caption_of(extent.body(text), &caption);
            rewriter.claim(extent.whole());
            figure(rewriter, extent.whole(), &image, &caption);
        }
        Meaning::Player { address, caption } => {
            let caption = caption_of(extent.body(text), &caption);
            rewriter.claim(extent.whole());
            player(rewriter, extent.whole(), &address, &caption);
        }
    }
}

/// The same where Markdown is not read.
fn in_html(meaning: Meaning) -> Meaning {
    match meaning {
        Meaning::Instead(markdown) => Meaning::Instead(inline_html::of(&markdown)),
        Meaning::Over(markdown) => Meaning::Over(inline_html::of(&markdown)),
        Meaning::Figure { image, caption } => {
            Meaning::Figure { image: inline_html::of(&image), caption: inline_html::of(&caption) }
        }
        Meaning::Boxed { container, text } => Meaning::Boxed { container, text: inline_html::of(&text) },
        other => other,
    }
}

/// What stands in the tag and what is inside, on one line.
pub(super) fn caption_of(body: &str, caption: &str) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (body, caption) = (words(body), words(caption));
    match (body.is_empty(), caption.is_empty()) {
        (false, false) if body != caption => format!("{caption} {body}"),
        (true, _) => caption,
        _ => body,
    }
}

/// Writes an image with its caption.
pub(super) fn figure(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, image: &str, caption: &str) {
    if caption.is_empty() {
        return rewriter.replace(range, image.to_owned());
    }
    let start = rewriter.comment(Placeholder::FigureStart);
    let caption_start = rewriter.comment(Placeholder::CaptionStart);
    let caption_end = rewriter.comment(Placeholder::CaptionEnd);
    let end = rewriter.comment(Placeholder::FigureEnd);
    own_lines::put(rewriter, range, &[&start, image, &caption_start, caption, &caption_end, &end]);
}

/// Writes a box with its text.
fn boxed(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, container: Container, text: &str) {
    let Container::Admonition { look, title } = container else { return };
    let start = rewriter.comment(Placeholder::AdmonitionStart { look, title });
    let end = rewriter.comment(Placeholder::AdmonitionEnd);
    own_lines::put(rewriter, range, &[&start, text.trim(), &end]);
}

/// Writes a player of another site, with its caption.
fn player(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, address: &str, caption: &str) {
    let player = rewriter.comment(Placeholder::Player(address.to_owned()));
    if caption.is_empty() {
        own_lines::put(rewriter, range, &[&player]);
    } else {
        own_lines::put(rewriter, range, &[&player, caption, ""]);
    }
}

/// An address as a player, a video, an image or a link, whichever it is.
pub(super) fn media(address: &str, text: &str) -> Meaning {
    match embeds::from_url(address) {
        Some(player) => Meaning::Player { address: player, caption: text.to_owned() },
        None if is_picture(address) || is_film(address) => Meaning::Instead(image(text, address)),
        None => Meaning::Instead(link(text, address)),
    }
}

/// Markdown of an image; of a video if the name is one's.
pub(super) fn image(alt: &str, address: &str) -> String {
    format!("![{}]({})", escaped(alt), destination(address))
}

/// Markdown of a link; without a text, the last part of the address is shown.
pub(super) fn link(text: &str, address: &str) -> String {
    let name = address.trim_end_matches('/').rsplit('/').next().unwrap_or(address);
    let text = if text.trim().is_empty() { name } else { text };
    format!("[{}]({})", text.split_whitespace().collect::<Vec<_>>().join(" "), destination(address))
}

fn destination(address: &str) -> String {
    let address: String = address.trim().chars().filter(|c| !c.is_control()).collect();
    format!("<{}>", address.replace('<', "%3C").replace('>', "%3E"))
}

/// Plain text in the brackets of Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            if matches!(c, '[' | ']' | '\\' | '`' | '<' | '|') {
                push_sign(&mut out, c);
            } else {
                out.push(c);
            }
        }
    }
    out
}

/// Whether an address ends as an image's.
pub(super) fn is_picture(address: &str) -> bool {
    ends_as(
        address,
        &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "apng", "heic", "tif", "tiff"],
    )
}

/// Whether an address ends as a video's or sound's.
pub(super) fn is_film(address: &str) -> bool {
    ends_as(address, &["mp4", "mov", "webm", "wmv", "avi", "m4v", "ogv", "mkv", "mp3", "m4a", "wav", "ogg"])
}

fn ends_as(address: &str, extensions: &[&str]) -> bool {
    let path = address.trim().split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty() && extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// Makes a fence of two tags and the code between.
fn code(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    extent: &Extent,
    language: &str,
    label: Option<String>,
) {
    let text = rewriter.text.as_str();
    let Some(end) = extent.end.clone() else { return };
    let longest = text[extent.start.end..end.start].split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest.max(2) + 1);
    let language: String = language.chars().filter(|c| !c.is_whitespace() && *c != '`').collect();
    let first = format!("{marks}{language}");
    outdent(rewriter, lines, extent);
    rewriter.claim(extent.whole());
    match label {
        Some(label) => {
            let label = rewriter.comment(Placeholder::Label(label));
            own_lines::put(rewriter, extent.start.clone(), &[&label, &first]);
        }
        None => own_lines::put(rewriter, extent.start.clone(), &[&first]),
    }
    own_lines::put(rewriter, end, &[&marks]);
}

/// The number of the line that `at` is on.
pub(super) fn line_of(lines: &Lines<'_>, at: usize) -> usize {
    lines.lines.partition_point(|line| line.range.end < at)
}

/// Whether a tag is in no code, comment or math, and no other dialect has it.
pub(super) fn is_free(rewriter: &Rewriter<'_, '_, '_>, lines: &Lines<'_>, range: &Range<usize>) -> bool {
    let line = line_of(lines, range.start);
    if !lines.is_text(line) || rewriter.is_claimed(range.start) {
        return false;
    }
    // In MDX there is no code by indentation.
    let is_plain = (lines.lines[line].indent < 4 || rewriter.kind.is_mdx)
        && Surroundings::of(rewriter.text.as_str(), range).is_alone();
    is_plain || rewriter.kept_until(range.start).is_none()
}

/// Moves what is inside to the left where all of it is indented more than its tags.
pub(super) fn outdent(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, extent: &Extent) {
    let text = rewriter.text.as_str();
    let Some(end) = &extent.end else { return };
    let around = Surroundings::of(text, &extent.start);
    if !around.is_alone() || !Surroundings::of(text, end).is_alone() {
        return;
    }
    let body = line_of(lines, extent.start.end) + 1..line_of(lines, end.start);
    if body.is_empty() {
        return;
    }
    let base = width(&around.prefix);
    let indent = |line| lines.blanks(line, base..usize::MAX).1;
    let columns = body.clone().filter(|&line| !lines.is_blank(line)).map(indent).min().unwrap_or_default();
    if columns > 0 && rewriter.claim(extent.whole()) {
        rewriter.outdent(lines, body, &(base..base + columns));
    }
}

/// The columns of blanks and `>`.
fn width(prefix: &str) -> usize {
    prefix.bytes().fold(0, |column, c| if c == b'\t' { (column / 4 + 1) * 4 } else { column + 1 })
}
