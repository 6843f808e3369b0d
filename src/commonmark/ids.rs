//! The ids of a page, each used once.

use std::fmt::Write as _;
use std::hash::BuildHasher as _;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};

pub(crate) use crate::html::slug::push_slug;

/// The ids that are taken.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    /// All of them, one behind the other.
    text: String,
    taken: HashTable<Taken>,
    hasher: DefaultHashBuilder,
}

/// An id that is taken.
#[derive(Debug)]
struct Taken {
    /// In [`Ids::text`].
    id: Range<usize>,
    /// The last number that was put behind it.
    number: usize,
}

/// What footnotes' ids begin with; nothing else may.
pub(crate) const FOOTNOTE: &str = "fn:";

impl Ids {
    /// How many bytes of ids there is room for.
    pub fn capacity(&self) -> usize {
        self.text.capacity()
    }

    /// Forgets them all.
    pub fn clear(&mut self) {
        self.text.clear();
        self.taken.clear();
    }

    /// Whether the page has this id.
    pub fn contains(&self, id: &str) -> bool {
        self.find(id).is_some()
    }

    /// All of them, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.taken.iter().map(|taken| &self.text[taken.id.clone()])
    }

    /// An id for a heading that reads `text`, in the way that GitHub makes them, so that links
    /// written for it work.
    pub fn for_heading(&mut self, text: &str) -> Option<&str> {
        let start = self.text.len();
        push_slug(&mut self.text, text);
        (self.text.len() > start).then(|| self.unique(start))
    }

    /// The id that the author gave to a heading, made unique.
    pub fn given(&mut self, id: &str) -> Option<&str> {
        let start = self.text.len();
        is_usable(id).then(|| {
            self.text.push_str(id);
            self.unique(start)
        })
    }

    /// Whether an id in raw HTML is kept: it is the first of its name.
    pub fn take(&mut self, id: &str) -> bool {
        let is_free = is_usable(id) && self.find(id).is_none();
        if is_free {
            let start = self.text.len();
            self.text.push_str(id);
            self.keep(start);
        }
        is_free
    }

    /// Keeps the id that is at the end of the text from `start` on, with a number behind it if it is taken.
    fn unique(&mut self, start: usize) -> &str {
        let end = self.text.len();
        if let Some(mut number) = self.find(&self.text[start..]).map(|taken| taken.number) {
            while self.find(&self.text[start..]).is_some() {
                number += 1;
                self.text.truncate(end);
                // Writing to a string does not fail.
                let _ = write!(self.text, "-{number}");
            }
            self.count(start..end, number);
        }
        self.keep(start);
        &self.text[start..]
    }

    fn find(&self, id: &str) -> Option<&Taken> {
        self.taken.find(self.hasher.hash_one(id), |taken| self.text[taken.id.clone()] == *id)
    }

    /// Notes the last number that was put behind a taken id.
    fn count(&mut self, id: Range<usize>, number: usize) {
        let id = &self.text[id];
        let hash = self.hasher.hash_one(id);
        if let Some(taken) = self.taken.find_mut(hash, |taken| self.text[taken.id.clone()] == *id) {
            taken.number = number;
        }
    }

    /// Takes the id that is at the end of the text from `start` on.
    fn keep(&mut self, start: usize) {
        let Self { text, taken, hasher } = self;
        let hash = |id: &Range<usize>| hasher.hash_one(&text[id.clone()]);
        let id = start..text.len();
        taken.insert_unique(hash(&id), Taken { id, number: 0 }, |taken| hash(&taken.id));
    }
}

/// The id of the first heading that reads `text`.
pub(crate) fn heading_id(text: &str) -> String {
    let mut id = String::new();
    push_slug(&mut id, text);
    id
}

fn is_usable(id: &str) -> bool {
    !id.is_empty() && !id.starts_with(FOOTNOTE) && !id.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_get_the_ids_that_github_gives_them_and_each_only_once() {
        let mut ids = Ids::default();
        for (text, expected) in [
            ("What's new?", Some("whats-new")),
            ("Größe & Form", Some("größe--form")),
            ("a_b-c", Some("a_b-c")),
            ("What's new?", Some("whats-new-1")),
            ("What's new? 2", Some("whats-new-2")),
            ("What's new?", Some("whats-new-3")),
            ("What's new? 1", Some("whats-new-1-1")),
            ("!?", None),
        ] {
            assert_eq!(ids.for_heading(text), expected, "{text}");
        }
    }

    #[test]
    fn an_author_s_id_cannot_pass_for_a_footnote() {
        let mut ids = Ids::default();
        assert_eq!(ids.given("fn:1"), None);
        assert_eq!(ids.given("setup"), Some("setup"));
        assert!(!ids.take("setup"));
    }
}
