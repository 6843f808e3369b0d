//! Tags that Markdown does not read as HTML: `<A @click="b">` and `<template #c>` of Vue, `<D.E>`, `<F {...g}>` and
//! `<>` of MDX. They would be shown as they are written.
//!
//! What no attribute of HTML can be goes, and what is left is a tag as others are. Where the name itself is none of
//! HTML, the tag goes.

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::{memchr, memmem};

use crate::dialect::component_words::ComponentWords;
use crate::dialect::jsx;
use crate::dialect::rewriter::Rewriter;
use crate::dialect::tag::{MAX_TAG, within};
use crate::html::elements;

use super::{finding, tags};

/// Mends the tags, or removes them.
pub(in crate::dialect) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let mut ends = None;
    let mut at = 0;
    while let Some(start) = memchr(b'<', &text.as_bytes()[at..]).map(|found| at + found) {
        at = start + 1;
        if let Some(range) = fragment(rewriter, start) {
            at = range.end;
            rewriter.remove(range);
            continue;
        }
        let Some(tag) = OddTag::read(text, start, rewriter.kind.is_mdx) else { continue };
        let ends = ends.get_or_insert_with(|| end_tags(text));
        let is_certain = rewriter.kind.is_mdx && !tag.attributes.is_empty();
        let is_tag = is_certain || tag.is_end || tag.is_whole(text) || ends.contains(tag.name);
        if is_tag && rewriter.kept_until(start).is_none() {
            at = tag.range.end;
            mend(rewriter, &tag);
        }
    }
}

/// `<>` and `</>` of MDX, which mean nothing.
fn fragment(rewriter: &Rewriter<'_, '_, '_>, start: usize) -> Option<Range<usize>> {
    let rest = &rewriter.text.as_str()[start..];
    let length = ["<>", "</>"].iter().find(|mark| rest.starts_with(**mark))?.len();
    let is_mark = rewriter.kind.is_mdx && rewriter.kept_until(start).is_none();
    is_mark.then_some(start..start + length)
}

/// A tag that HTML does not have.
struct OddTag<'t> {
    name: &'t str,
    range: Range<usize>,
    is_end: bool,
    /// Its attributes that HTML does not have, each with the blanks before it.
    attributes: Vec<Range<usize>>,
    /// Whether HTML has no such names, or what the tag is for.
    is_removed: bool,
}

impl<'t> OddTag<'t> {
    fn read(text: &'t str, start: usize, is_mdx: bool) -> Option<Self> {
        let is_end = text[start + 1..].starts_with('/');
        let name_start = start + 1 + usize::from(is_end);
        let rest = within(&text[name_start..], MAX_TAG);
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let name = &rest[..rest.find(|c| !is_of_name(c)).unwrap_or(rest.len())];
        let is_dotted = is_mdx && name.contains(['.', '_']);
        let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
            || (is_mdx && name.starts_with(|c: char| c.is_ascii_lowercase()))
            || (name.contains('-') && name.starts_with(|c: char| c.is_ascii_lowercase()))
            || elements::is_known(name);
        // `<https://a.b>`, and the address in `[a](<b.png>)`.
        let is_address =
            !rest[name.len()..].starts_with([' ', '\t', '\n', '>', '/']) || text[..start].ends_with("](");
        if !is_name || is_address {
            return None;
        }
        if is_end {
            let length = rest.find('>').filter(|length| rest[name.len()..*length].trim().is_empty())?;
            let range = start..name_start + length + 1;
            // The end of `<template #a>` goes with it; others of this name are left out whole.
            return is_dotted.then_some(Self {
                name,
                range,
                is_end,
                attributes: Vec::new(),
                is_removed: true,
            });
        }
        let length = jsx::tag_length(&text[start..])?;
        let tag = &text[start..start + length];
        if tag.contains("\n\n") {
            return None;
        }
        let first = start + 1 + name.len();
        let attributes = odd_attributes(&text[first..start + length], first);
        let is_slot =
            name == "template" && (!attributes.is_empty() || tag.contains(" v-") || tag.contains(" slot"));
        (is_dotted || is_slot || !attributes.is_empty()).then_some(Self {
            name,
            range: start..start + length,
            is_end,
            attributes,
            is_removed: is_dotted || is_slot,
        })
    }

    fn is_whole(&self, text: &str) -> bool {
        text[self.range.clone()].ends_with("/>")
    }
}

/// Where the attributes are that HTML does not have.
fn odd_attributes(inner: &str, offset: usize) -> Vec<Range<usize>> {
    let mut odd = Vec::new();
    let mut at = 0;
    loop {
        let start = at;
        at += inner[at..].len() - inner[at..].trim_start().len();
        let rest = &inner[at..];
        if rest.is_empty() || rest.starts_with(['>', '/']) {
            return odd;
        }
        let (name, length) = tags::attribute(rest);
        let is_html = name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':'))
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '.' | '-'));
        at += length;
        if !is_html {
            odd.push(offset + start..offset + at);
        }
    }
}

/// The names of all end tags.
fn end_tags(text: &str) -> BTreeSet<&str> {
    let names = memmem::find_iter(text.as_bytes(), "</").map(|at| {
        let rest = within(&text[at + 2..], MAX_TAG);
        rest.split('>').next().unwrap_or_default().trim_end()
    });
    names.collect()
}

fn mend(rewriter: &mut Rewriter<'_, '_, '_>, tag: &OddTag<'_>) {
    if !tag.is_removed {
        for attribute in &tag.attributes {
            rewriter.remove(attribute.clone());
        }
        return;
    }
    if tag.is_end {
        rewriter.remove(tag.range.clone());
        return;
    }
    rewriter.say_once("component", &tag.range, finding(tag.name));
    let text = rewriter.text.as_str();
    let inner = text[tag.range.start + 1 + tag.name.len()..tag.range.end].trim_end_matches(['>', '/']);
    let attributes = tags::attributes(inner);
    let value = |name: &str| {
        let found = attributes.iter().find(|(key, _)| *key == name);
        found.and_then(|(_, value)| value.as_deref()).map(Into::into)
    };
    let words = ComponentWords::of(value);
    let shown: Vec<String> = words.title.iter().chain(&words.text).map(|words| jsx::escaped(words)).collect();
    let gap = if shown.is_empty() { "" } else { " " };
    rewriter.replace(tag.range.clone(), format!("{gap}{}{gap}", shown.join(" ")));
    if tag.name == "template" {
        end_of_slot(rewriter, tag.range.end);
    }
}

/// Removes the end tag of a slot of Vue, in which others may be.
fn end_of_slot(rewriter: &mut Rewriter<'_, '_, '_>, from: usize) {
    const START: &str = "<template";
    const END: &str = "</template>";
    let text = rewriter.text.as_str();
    let rest = within(&text[from..], MAX_SLOT);
    let mut depth = 0_usize;
    for at in memmem::find_iter(rest.as_bytes(), "template") {
        if rest[..at].ends_with("</") && rest[at - 2..].starts_with(END) {
            if depth == 0 {
                let start = from + at - 2;
                rewriter.remove(start..start + END.len());
                return;
            }
            depth -= 1;
        } else if rest[..at].ends_with('<') && rest[at - 1..].starts_with(START) {
            depth += 1;
        }
    }
}

/// The end of a slot is looked for no further than this.
const MAX_SLOT: usize = 20_000;
