//! The ids on a page: each is given once.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The ids that are taken, each with the last number that was put behind it.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeMap<String, usize>);

/// What footnotes' ids begin with; nothing else may.
pub(super) const FOOTNOTE: &str = "fn:";

impl Ids {
    /// An id for a heading that reads `text`, in the way that GitHub makes them, so that links
    /// written for it work.
    pub fn for_heading(&mut self, text: &str) -> Option<String> {
        let mut slug = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                'a'..='z' | '0'..='9' | '-' | '_' => slug.push(c),
                ' ' => slug.push('-'),
                'A'..='Z' => slug.push(c.to_ascii_lowercase()),
                c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
                _ => {}
            }
        }
        (!slug.is_empty()).then(|| self.unique(slug))
    }

    /// The id that the author gave to a heading, made unique.
    pub fn given(&mut self, id: &str) -> Option<String> {
        is_usable(id).then(|| self.unique(id.to_owned()))
    }

    /// Whether an id in raw HTML may stand: it is the first of its name.
    pub fn take(&mut self, id: &str) -> bool {
        let is_free = is_usable(id) && !self.0.contains_key(id);
        if is_free {
            self.0.insert(id.to_owned(), 0);
        }
        is_free
    }

    fn unique(&mut self, id: String) -> String {
        let Some(mut number) = self.0.get(&id).copied() else {
            self.0.insert(id.clone(), 0);
            return id;
        };
        let mut numbered = id.clone();
        loop {
            number += 1;
            // Writing to a string does not fail.
            let _ = write!(numbered, "-{number}");
            if !self.0.contains_key(&numbered) {
                break;
            }
            numbered.truncate(id.len());
        }
        self.0.insert(id, number);
        self.0.insert(numbered.clone(), 0);
        numbered
    }
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
        let given: Vec<_> = ["What's new?", "Größe & Form", "a_b-c", "What's new?", "!?"]
            .iter()
            .map(|text| ids.for_heading(text))
            .collect();
        let expected = [Some("whats-new"), Some("größe--form"), Some("a_b-c"), Some("whats-new-1"), None];
        assert_eq!(given.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_author_s_id_cannot_pass_for_a_footnote() {
        let mut ids = Ids::default();
        assert_eq!(ids.given("fn:1"), None);
        assert_eq!(ids.given("setup").as_deref(), Some("setup"));
        assert!(!ids.take("setup"));
    }
}
