//! The state and findings that are collected while a page's HTML is written.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::commonmark::findings::Findings;
use crate::commonmark::ids::Ids;
use crate::commonmark::source_map::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::marked_address::{ByName, MarkedAddress};
use crate::dialect::placeholder::Placeholder;
use crate::html::text::fold;
use crate::model::CoursePath;

use super::anchors::Anchors;
use super::rendered::{Reference, ReferenceKind};

/// The page in the making: everything but the HTML itself.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact about the page")]
pub(super) struct RenderContext<'p> {
    pub text: &'p Text<'p>,
    /// What the comments in the text that another tool's markup became stand for.
    pub placeholders: &'p [Placeholder],
    pub findings: Findings<'p>,
    pub references: Vec<Reference>,
    /// Where the page is in the course.
    pub path: &'p CoursePath,
    pub anchors: Anchors,
    pub ids: Ids,
    pub is_mdx: bool,
    pub has_embed: bool,
    /// Whether the blocks that are being written hold tags that the author wrote or that may not be balanced.
    pub needs_cleaning: bool,
    /// How many elements of placeholders are open.
    pub open_boxes: isize,
    /// Whether the text holds formulas between marks ([`super::math`]).
    pub has_formulas: bool,
    /// The names of all end tags, once they were asked for.
    pub end_tags: Option<BTreeSet<&'p str>>,
}

impl<'p> RenderContext<'p> {
    /// Whether there is an end tag of this name anywhere.
    pub fn has_end_tag(&mut self, name: &str) -> bool {
        let text: &'p str = self.text.as_str();
        self.end_tags.get_or_insert_with(|| end_tags(text)).contains(name)
    }

    /// Notes a mention of a file; `range` is of the construct, in the text.
    pub fn refer(&mut self, kind: ReferenceKind, target: &str, text: String, range: &Range<usize>) -> usize {
        let span = self.findings.narrow(self.text, range, target);
        let target = target.to_owned();
        self.references.push(Reference { kind, target, text, span, by_name: ByName::No });
        self.references.len() - 1
    }

    /// Says of the references from `first` on whether their targets are names.
    pub fn are_by_name(&mut self, first: usize, address: MarkedAddress<'_>) {
        self.references[first..].iter_mut().for_each(|reference| reference.by_name = address.by_name);
    }

    /// Reports that an image has no alt text, and how to give it one where it was written as it was.
    pub fn missing_alt(&mut self, range: &Range<usize>) {
        let is_html = self.text.as_str().get(range.start..).is_some_and(|image| image.starts_with('<'));
        let written = if is_html { "alt=\"the words\"" } else { "![the words](address)" };
        let finding = Diagnostic::new(Code::MissingAlt, "an image has no alt text")
            .label("a screen reader has nothing to read")
            .help(format!("describe the image in a few words: `{written}`"));
        self.findings.say(self.text, range, finding);
    }

    /// Reports that an address was removed.
    pub fn refused_address(&mut self, address: &str, range: &Range<usize>) {
        let scheme = fold(address.split(':').next().unwrap_or_default()).to_lowercase();
        let message = format!("an address that begins with `{scheme}:` is removed");
        let finding = Diagnostic::new(Code::UnsafeHtml, message)
            .label("the text is kept, the address is removed")
            .help("use an address that begins with `https:`, or a file of the course");
        self.findings.say_once(&scheme, self.text, range, finding);
    }
}

fn end_tags(text: &str) -> BTreeSet<&str> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let name = |rest: &'_ str| rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
    let ends = text.match_indices("</").map(|(at, _)| (at, &text[at + 2..][..name(&text[at + 2..])]));
    // `<your-name></your-name>` encloses nothing: it is text.
    let encloses = |(at, name): &(usize, &str)| {
        let before = text[..*at].strip_suffix('>').and_then(|before| before.strip_suffix(name));
        name.starts_with(char::is_uppercase) || !before.is_some_and(|before| before.ends_with('<'))
    };
    ends.filter(encloses).map(|(_, name)| name).collect()
}
