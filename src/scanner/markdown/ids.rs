//! The ids on a page: each is given once.

use std::collections::{BTreeMap, BTreeSet};

/// The ids that are taken.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// The last number that was put behind an id.
    numbers: BTreeMap<String, usize>,
}

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
        is_usable(id) && self.taken.insert(id.to_owned())
    }

    fn unique(&mut self, id: String) -> String {
        if self.taken.insert(id.clone()) {
            return id;
        }
        let number = self.numbers.entry(id.clone()).or_default();
        loop {
            *number += 1;
            let numbered = format!("{id}-{number}");
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
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
