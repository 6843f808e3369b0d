//! The ids that the renderer gives to headings, in the order of a text.

use std::collections::BTreeMap;

use super::tree::{Element, Node};
use crate::html::slug::push_slug;
use crate::html::text::fold;

/// The ids that are taken, each with the last number that was put behind it.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeMap<String, usize>);

impl Ids {
    /// The id of a heading to which its author gave none; `None` for one without letters.
    pub fn of_heading(&self, heading: &Element) -> Option<String> {
        let mut slug = String::new();
        push_slug(&mut slug, &fold(heading.text()));
        if slug.is_empty() {
            return None;
        }
        let Some(&last) = self.0.get(&slug) else { return Some(slug) };
        let mut numbers = last + 1..=last + 1 + self.0.len();
        numbers.find_map(|number| Some(format!("{slug}-{number}")).filter(|id| !self.0.contains_key(id)))
    }

    /// Takes an id.
    pub fn take(&mut self, id: &str) {
        if let Some((base, number)) = id.rsplit_once('-')
            && let Ok(number) = number.parse()
            && let Some(last) = self.0.get_mut(base)
        {
            *last = number;
        }
        self.0.entry(id.to_owned()).or_default();
    }

    /// Takes all ids in an element.
    pub fn take_all(&mut self, element: &Element) {
        if let Some(id) = element.get("id") {
            self.take(id);
        }
        for child in &element.children {
            if let Node::Element(child) = child {
                self.take_all(child);
            }
        }
    }
}

/// Whether an element is a heading.
pub(super) fn is_heading(element: &Element) -> bool {
    matches!(element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
