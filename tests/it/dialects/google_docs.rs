//! Google Docs, saved as Markdown.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[Case {
    what: "![][image1]",
    becomes: "image",
    text: "# Lesson\n\n![][image1]\n\nText with **bold** and 5\\. A\\-b\n\n[image1]: <data:image/png;base64,iVBORw0KGgo=>\n",
    body: "<p><img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"\"></p>\n<p>Text with <strong>bold</strong> and 5. A-b</p>\n",
    findings: &["warning[missing-alt] at \"![][image1]\""],
    ..Case::PLAIN
}];

#[test]
fn cases() {
    check(CASES);
}
