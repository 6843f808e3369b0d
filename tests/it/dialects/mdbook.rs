//! mdBook.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[Case {
    what: "{{#include part.md}}",
    becomes: "the file's text",
    text: "# Lesson\n\nBefore.\n\n{{#include part.md}}\n",
    body: "<p>Before.</p>\n<p>Text.</p>\n",
    files: &[("part.md", "Text.\n")],
    ..Case::PLAIN
}];

#[test]
fn cases() {
    check(CASES);
}
