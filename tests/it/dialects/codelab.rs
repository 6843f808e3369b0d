//! Codelabs of Google.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "Duration: 0:05:00",
        becomes: "nothing",
        text: "# Lesson\n\n## Mix\nDuration: 0:05:00\n\nMix it.\n\n## Bake\n\nDuration: 5\n\nDuration: long.\n",
        body: "<h2 id=\"mix\">Mix</h2>\n<p>Mix it.</p>\n<h2 id=\"bake\">Bake</h2>\n<p>Duration: long.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "id: name",
        becomes: "nothing, with an info",
        text: "id: rye\nsummary: Bake it\nauthors: Ana\nFeedback Link: https://a.b\n\n# Lesson\n\nText.\n",
        body: "<p>Text.</p>\n",
        findings: &["info[excluded-properties] at \"id: rye\""],
        ..Case::PLAIN
    },
    Case {
        what: "id: name",
        becomes: "nothing, with an info",
        text: "Summary: this is text.\n\n# Lesson\n\nText.\n",
        body: "<p>Summary: this is text.</p>\n<p>Text.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "Positive",
        becomes: "box",
        text: "# Lesson\n\n## Mix\nDuration: 0:05:00\n\nPositive\n: Use *rye*.\nMore.\n\nNegative\n: Hot.\n\nText.\n",
        body: "<h2 id=\"mix\">Mix</h2>\n<blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n<p><strong style=\"color:#1a7f37\">Tip</strong></p>\n<p>Use <em>rye</em>.\nMore.</p>\n</blockquote>\n<blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n<p><strong style=\"color:#9a6700\">Warning</strong></p>\n<p>Hot.</p>\n</blockquote>\n<p>Text.</p>\n",
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
