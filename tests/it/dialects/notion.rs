//! Notion.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "name 0123456789abcdef0123456789abcdef.md",
        becomes: "name",
        text: "# Lesson\n\n[Rye](Rye%200123456789abcdef0123456789abcdef.md) and [Sheet 0123456789abcdef0123456789abcdef.csv](Sheet%200123456789abcdef0123456789abcdef.csv)\n",
        body: "<p>Rye and <a href=\"upload://Sheet%200123456789abcdef0123456789abcdef.csv\">Sheet.csv</a></p>\n",
        findings: &["info[internal-link-dropped] at \"Rye%200123456789abcdef0123456789abcdef.md\""],
        name: "Lesson 0123456789abcdef0123456789abcdef.md",
        files: &[
            ("Rye 0123456789abcdef0123456789abcdef.md", "Text."),
            ("Sheet 0123456789abcdef0123456789abcdef.csv", "a"),
        ],
    },
    Case {
        what: "Status: Done",
        becomes: "nothing, with an info",
        text: "# Lesson\n\nStatus: Done\nTags: bread, rye\nLast edited time: May 1, 2023 9:00 AM\n\nNote: text.\n",
        body: "<p>Note: text.</p>\n",
        findings: &["info[excluded-properties] at \"Status: Done\""],
        name: "Lesson 0123456789abcdef0123456789abcdef.md",
        ..Case::PLAIN
    },
    Case {
        what: "Status: Done",
        becomes: "nothing, with an info",
        text: "# Lesson\n\nFlour: 300 g. Then: mix.\nMix it.\n",
        body: "<p>Flour: 300 g. Then: mix.\nMix it.</p>\n",
        name: "Lesson 0123456789abcdef0123456789abcdef.md",
        ..Case::PLAIN
    },
    Case {
        what: "<aside>",
        becomes: "block with Markdown inside",
        text: "# Lesson\n\n<aside>\n💡 Read **this**, [x](https://e.org)\n\n</aside>\n\n<aside>\n*a*\n</aside>\n\n<aside>\n</aside>\n",
        body: "<aside>\n<p>💡 Read <strong>this</strong>, <a href=\"https://e.org\">x</a></p>\n</aside>\n<aside>\n<p><em>a</em></p>\n</aside>\n<aside>\n</aside>\n",
        name: "Lesson 0123456789abcdef0123456789abcdef.md",
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
