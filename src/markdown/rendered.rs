//! A rendered page: its HTML, its references, and the slots for them.

use std::ops::Range;

use crate::dialect::marked_address::ByName;
use crate::html::text;
use crate::quiz::Checked;

use super::facts::Facts;

/// What a page's text holds.
#[derive(Debug, Default)]
pub(crate) struct Markdown {
    /// The heading that is the page's title (rule 6), as plain text. It is no longer in the HTML.
    /// `None` when the front matter has a title.
    pub title: Option<String>,
    /// The first H1, if it opens the page or is the only one, as plain text (for the course's title, rule 2).
    pub first_h1: Option<String>,
    /// Whether there is text in the sense of rule 4.
    pub has_text: bool,
    /// The first plain paragraph as plain text (no badges, no images; rule 2). Its white space is the
    /// author's: few pages are ever asked for it.
    pub first_paragraph: Option<String>,
    /// Whether it holds a task list.
    pub has_task_list: bool,
    /// Whether it shows an embed or other content that is no text (an iframe, a remote video).
    pub has_embed: bool,
    /// Sanitised HTML.
    pub html: String,
    /// Local files and pages that the text mentions, in document order.
    pub references: Vec<Reference>,
    /// Places in `html`, from front to back, not overlapping.
    pub slots: Vec<Slot>,
    /// What rules about whole courses look at.
    pub facts: Facts,
    /// Of a page that was read as a quiz: its questions.
    pub quiz: Option<Box<Checked>>,
}

impl Markdown {
    /// The first heading of any level, and its range in `html` (for names that are only a number).
    pub fn first_heading(&self) -> Option<(String, Range<usize>)> {
        let (range, inner) = text::first_heading(&self.html)?;
        Some((text::words(&self.html[inner]), range))
    }
}

/// A mention of a local file or page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    pub kind: ReferenceKind,
    /// As written (percent escapes, query and fragment included), relative or from the site's root.
    /// Site prefixes such as `{{site.baseurl}}` are already reduced to `/`.
    pub target: String,
    /// The link's text or the image's alternative text, plain.
    pub text: String,
    /// In bytes of the file, as narrow as can be: the target where it can be found, else the
    /// construct.
    pub span: Range<usize>,
    /// Whether the target is the name of a file that may be anywhere in the course.
    pub by_name: ByName,
}

impl Reference {
    /// Whether the target is looked up by its name.
    pub fn is_by_name(&self) -> bool {
        self.by_name != ByName::No
    }
}

/// What the mention asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReferenceKind {
    /// An image that the page shows.
    Image,
    /// A link in running text.
    Link,
    /// A video in the page: image syntax, a link that is alone, or `<video>`.
    Video,
    /// A sound that the page plays and learners download.
    Sound,
    /// Another file that the page shows or plays: audio, the poster of a remote video.
    Asset,
    /// The poster of the local video whose reference is the one before.
    Poster,
    /// A file that belongs to the page and that it does not show: another size of an image, captions. It has no slot,
    /// and need not be there.
    Named,
    /// A formula, its delimiters included. It mentions no file.
    Formula,
}

/// A place in the HTML that depends on what a reference turns out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Index into [`Markdown::references`].
    pub reference: usize,
    /// The part of the HTML this is about (bytes).
    pub html: Range<usize>,
    pub shape: SlotKind,
}

/// What to do with a slot's part of the HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SlotKind {
    /// The value of an attribute: the address goes here, and nothing else changes. Empty range.
    Address,
    /// A whole `<img …>` whose address belongs at the given offset: replaced by the alternative
    /// text when the image is missing and the author allows it.
    Image { address: usize },
    /// The start tag of a link, with the place of its address: goes away together with its end
    /// tag when the target has no address.
    LinkStart { address: usize },
    /// The end tag of the link of the same reference.
    LinkEnd,
    /// A whole block that shows or plays a local video: leaves the body when this becomes the
    /// lesson's video, else is replaced by a `<video controls>`.
    Video,
    /// The whole element of a formula, in which there is nothing but its letters.
    Formula,
}
