//! mdBook.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "{{#include part.md}}",
        becomes: "the file's text",
        text: "# Lesson\n\
             \n\
             Before.\n\
             \n\
             {{#include part.md}}\n",
        body: "<p>Before.</p>\n\
             <p>Text.</p>\n",
        files: &[("part.md", "Text.\n")],
        ..Case::PLAIN
    },
    Case {
        what: "{{#include part.md}}",
        becomes: "the file's text",
        text: "# Lesson\n\
             \n\
             - {{#include part.md}}\n\
             - b\n\
             \n\
             > {{#include part.md}}\n\
             \n\
             1. c\n\
             \n\
             \x20  {{#include part.md}}\n\
             \n\
             | a | b |\n\
             | --- | --- |\n\
             | {{#include part.md}} | x |\n",
        body: "<ul>\n\
             <li>\n\
             <p>One <strong>a</strong>.</p>\n\
             <p>Two | b.</p>\n\
             </li>\n\
             <li>\n\
             <p>b</p>\n\
             </li>\n\
             </ul>\n\
             <blockquote>\n\
             <p>One <strong>a</strong>.</p>\n\
             <p>Two | b.</p>\n\
             </blockquote>\n\
             <ol>\n\
             <li>\n\
             <p>c</p>\n\
             <p>One <strong>a</strong>.</p>\n\
             <p>Two | b.</p>\n\
             </li>\n\
             </ol>\n\
             <table style=\"border-collapse:collapse\"><thead><tr><th style=\"border:1px solid #d0d7de;padding:6px 13px\">a</th><th style=\"border:1px solid #d0d7de;padding:6px 13px\">b</th></tr></thead><tbody>\n\
             <tr><td style=\"border:1px solid #d0d7de;padding:6px 13px\">One <strong>a</strong>. Two | b.</td><td style=\"border:1px solid #d0d7de;padding:6px 13px\">x</td></tr>\n\
             </tbody></table>\n",
        files: &[(
            "part.md",
            "One **a**.\n\
             \n\
             Two | b.\n",
        )],
        ..Case::PLAIN
    },
    Case {
        what: "{{#include part.md}}",
        becomes: "the file's text",
        text: "# Lesson\n\
             \n\
             ```\n\
             {{#include a.rs:2}}\n\
             ```\n\
             \n\
             \\{{#include a}} `{{#include b}}`\n",
        body: "<pre><code>    b();\n\
             </code></pre>\n\
             <p>{{#include a}} <code>{{#include b}}</code></p>\n",
        files: &[(
            "a.rs",
            "fn a() {\n\
             \x20   b();\n\
             }\n",
        )],
        ..Case::PLAIN
    },
    Case {
        what: "{{#playground a.rs}}",
        becomes: "code",
        text: "# Lesson\n\
             \n\
             {{#playground a.rs editable}}\n",
        body: "<pre><code class=\"language-rust\">fn a() {\n\
             \x20   b();\n\
             }\n\
             </code></pre>\n",
        files: &[(
            "a.rs",
            "fn a() {\n\
             \x20   b();\n\
             }\n",
        )],
        ..Case::PLAIN
    },
    Case {
        what: "# hidden lines in Rust",
        becomes: "code without them",
        text: "# Lesson\n\
             \n\
             ```rust,ignore,should_panic\n\
             # use std::fmt;\n\
             fn main() {\n\
             \x20   # let a = 1;\n\
             #\n\
             ##[allow(x)]\n\
             \x20   #![b]\n\
             }\n\
             ```\n\
             \n\
             ```python\n\
             # a comment\n\
             ```\n\
             \n\
             - item\n\
             \n\
             \x20 ```rust\n\
             \x20 # fn main() {\n\
             \x20 a();\n\
             \x20 # }\n\
             \x20 ```\n",
        body: "<pre><code class=\"language-rust\">fn main() {\n\
             #[allow(x)]\n\
             \x20   #![b]\n\
             }\n\
             </code></pre>\n\
             <pre><code class=\"language-python\"># a comment\n\
             </code></pre>\n\
             <ul>\n\
             <li>\n\
             <p>item</p>\n\
             <pre><code class=\"language-rust\">a();\n\
             </code></pre>\n\
             </li>\n\
             </ul>\n",
        files: &[
            ("book.toml", "[book]\n"),
            (
                "SUMMARY.md",
                "# Summary\n\
             \n\
             - [Lesson](lesson.md)\n",
            ),
        ],
        ..Case::PLAIN
    },
    Case {
        what: "# hidden lines in Rust",
        becomes: "code without them",
        text: "# Lesson\n\
             \n\
             ```rust\n\
             # stays: this is no book\n\
             ```\n",
        body: "<pre><code class=\"language-rust\"># stays: this is no book\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{#x}}",
        becomes: "text, with a warning",
        text: "# Lesson\n\
             \n\
             {{#unknown a}}\n\
             \n\
             {{#title A title}}\n",
        body: "<p>{{#unknown a}}</p>\n",
        findings: &["warning[unsupported-syntax] at \"{{#unknown a}}\""],
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
