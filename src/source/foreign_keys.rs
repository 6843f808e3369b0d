//! Keys that look like a slip of ours and belong to another tool: the same key in many lessons is no slip.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};

use super::page::Page;

/// A key that so many lessons have was meant as it is.
const MEANT: usize = 3;

/// The findings of these pages, but for those about a key that several of them have.
pub(crate) fn without_foreign_keys(pages: &[&Page]) -> Vec<Diagnostic> {
    let mut lessons: BTreeMap<&str, usize> = BTreeMap::new();
    for page in pages {
        page.diagnostics.iter().filter_map(|found| unknown_key(page, found)).for_each(|key| {
            *lessons.entry(key).or_default() += 1;
        });
    }
    let is_foreign = |page: &Page, found: &Diagnostic| {
        unknown_key(page, found).is_some_and(|key| lessons.get(key).is_some_and(|&count| count >= MEANT))
    };
    pages
        .iter()
        .flat_map(|page| page.diagnostics.iter().filter(|found| !is_foreign(page, found)))
        .cloned()
        .collect()
}

/// The key that a finding is about.
fn unknown_key<'p>(page: &'p Page, found: &Diagnostic) -> Option<&'p str> {
    let region = found.place.as_ref()?.region.as_ref().filter(|_| found.code == Code::UnknownKey)?;
    Some(page.source.text.get(region.span.clone())?.trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use crate::source::small_course::findings;

    #[test]
    fn a_key_of_three_lessons_belongs_to_another_tool() {
        findings(
            "
            a.md: --- | tittle: A | --- | Words.
            b.md: --- | tittle: B | --- | Words.
            c.md: --- | tittle: C | --- | Words.
            ",
            "",
        );
    }

    #[test]
    fn a_key_of_two_lessons_is_a_slip() {
        findings(
            "
            a.md: --- | tittle: A | --- | Words.
            b.md: --- | tittle: B | --- | Words.
            c.md: --- | titel: C | --- | Words.
            d.md: --- | title: D | --- | tittle: not a key.
            ",
            "
            a.md:2:1: warning[unknown-key]: `tittle` is not a known key
            b.md:2:1: warning[unknown-key]: `tittle` is not a known key
            c.md:2:1: warning[unknown-key]: `titel` is not a known key
            ",
        );
    }

    #[test]
    fn each_of_several_foreign_keys_is_silent_on_its_own() {
        findings(
            "
            a.md: --- | oder: 1 | tittle: A | --- | Words.
            b.md: --- | oder: 2 | --- | Words.
            c.md: --- | \"oder\": 3 | --- | Words.
            course.yaml: oder: 1
            ",
            "
            a.md:3:1: warning[unknown-key]: `tittle` is not a known key
            course.yaml:1:1: warning[unknown-key]: `oder` is not a known key
            ",
        );
    }
}
