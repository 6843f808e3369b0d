//! `MkDocs` and Material.

use super::{Case, check};

const ADMONITION: Case = Case { what: "!!! note \"Title\"", becomes: "box", ..Case::PLAIN };
const FOLDED: Case = Case { what: "??? note \"Title\"", becomes: "details, open with `???+`", ..Case::PLAIN };
const TABS: Case = Case { what: "=== \"Tab\"", becomes: "label in bold, then the content", ..Case::PLAIN };
const ATTRIBUTES: Case =
    Case { what: "{ .class target=_blank }", becomes: "nothing, behind what it belongs to", ..Case::PLAIN };
const SIZE: Case = Case {
    what: "![alt](image.png){ width=\"300\" }",
    becomes: "image with its width and height",
    files: &[("image.png", "png")],
    ..Case::PLAIN
};
const ABBREVIATION: Case =
    Case { what: "*[HTML]: Hyper Text Markup Language", becomes: "explanation of the word", ..Case::PLAIN };
const SNIPPET: Case = Case {
    what: "--8<-- \"part.md\"",
    becomes: "the file's text",
    files: &[
        ("part.md", "---\ntags: [a]\n---\nText *here*.\n"),
        ("snippets/a.py", "one\n# --8<-- [start:x]\ntwo\nthree\n# --8<-- [end:x]\nfour\n"),
        ("snippets/again.txt", "--8<-- \"snippets/again.txt\"\n"),
    ],
    ..Case::PLAIN
};
const TOC: Case = Case { what: "[TOC]", becomes: "nothing", ..Case::PLAIN };
const ICON: Case = Case { what: ":material-heart:", becomes: "nothing", ..Case::PLAIN };
const SLASHES: Case =
    Case { what: "/// note | Title", becomes: "box, details, or label and content", ..Case::PLAIN };
const UNKNOWN_SLASHES: Case =
    Case { what: "/// other", becomes: "its content, with a warning", ..Case::PLAIN };
const AUTODOC: Case = Case { what: "::: package.module", becomes: "nothing, with a warning", ..Case::PLAIN };
const ANNOTATION: Case = Case { what: "(1)!", becomes: "text", ..Case::PLAIN };
const CODE_TITLE: Case = Case {
    what: "py title=\"a.py\" linenums=\"1\"",
    becomes: "behind the marks of code: its title as a label in bold, and its language",
    ..Case::PLAIN
};
const MACRO: Case = Case { what: "{{ variable }}", becomes: "text, with a warning", ..Case::PLAIN };

pub(super) const CASES: &[Case] = &[
    Case {
        text: "Before.\n\n!!! note \"A *title*\"\n    Inside\n\n    - item\n\nAfter.\n",
        body: concat!(
            "<p>Before.</p>\n",
            note!("A title", "<p>Inside</p>\n<ul>\n<li>item</li>\n</ul>\n"),
            "<p>After.</p>\n"
        ),
        ..ADMONITION
    },
    Case {
        text: "Before.\n!!! warning\n\tInside.\nAfter.\n",
        body: concat!("<p>Before.</p>\n", warning!("Warning", "<p>Inside.</p>\n"), "<p>After.</p>\n"),
        ..ADMONITION
    },
    Case {
        text: "!!! pied-piper inline end \"Look\"\n    Inside.\n\n!!! pied-piper\n    Again.\n",
        body: concat!(note!("Look", "<p>Inside.</p>\n"), note!("Pied piper", "<p>Again.</p>\n")),
        ..ADMONITION
    },
    Case {
        text: "!!! note \"\"\n    Inside.\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p>Inside.</p>\n</blockquote>\n",
        ..ADMONITION
    },
    Case {
        text: "!!! note\n    One.\n\n    !!! warning \"Two\"\n        Two.\n\n        ```py\n        !!! no\n        ```\n\n    Three.\n",
        body: note!(
            "Note",
            concat!(
                "<p>One.</p>\n",
                warning!("Two", "<p>Two.</p>\n<pre><code class=\"language-py\">!!! no\n</code></pre>\n"),
                "<p>Three.</p>\n"
            )
        ),
        ..ADMONITION
    },
    Case {
        text: "1. First.\n\n    !!! note\n        Inside.\n\n        More.\n\n2. Second.\n",
        body: concat!(
            "<ol>\n<li>\n<p>First.</p>\n",
            note!("Note", "<p>Inside.</p>\n<p>More.</p>\n"),
            "</li>\n<li>\n<p>Second.</p>\n</li>\n</ol>\n"
        ),
        ..ADMONITION
    },
    Case {
        text: "!!! note\n    ```\n    never closed\n\nAfter.\n",
        body: concat!(note!("Note", "<pre><code>never closed\n</code></pre>\n"), "<p>After.</p>\n"),
        ..ADMONITION
    },
    Case {
        text: "- !!! note \"In an item\"\n\n        Inside.\n\n- ```py\n  !!! no\n  ```\n\n!!! note\n    After.\n",
        body: concat!(
            "<ul>\n<li>\n",
            note!("In an item", "<p>Inside.</p>\n"),
            "</li>\n<li>\n<pre><code class=\"language-py\">!!! no\n</code></pre>\n</li>\n</ul>\n",
            note!("Note", "<p>After.</p>\n")
        ),
        ..ADMONITION
    },
    Case {
        text: "`note`\n\n:   !!! note\n\n        Inside.\n",
        body: concat!(
            "<dl>\n<dt><code>note</code></dt>\n<dd>\n",
            note!("Note", "<p>Inside.</p>\n"),
            "</dd>\n</dl>\n"
        ),
        ..ADMONITION
    },
    // Marks of lists and quotes stay with what is behind them.
    Case {
        text: "!!! note\n    1. ```sh\n       ls\n       ```\n    2. Two.\n\n    > ```py\n    > a\n    > ```\n\n    - !!! tip\n          x\n    - ::: warning\n      y\n      :::\n\nAfter.\n",
        body: concat!(
            note!(
                "Note",
                concat!(
                    "<ol>\n<li>\n<pre><code class=\"language-sh\">ls\n</code></pre>\n</li>\n<li>Two.</li>\n</ol>\n",
                    "<blockquote>\n<pre><code class=\"language-py\">a\n</code></pre>\n</blockquote>\n<ul>\n<li>\n",
                    tip!("Tip", "<p>x</p>\n"),
                    "</li>\n<li>\n",
                    warning!("Warning", "<p>y</p>\n"),
                    "</li>\n</ul>\n"
                )
            ),
            "<p>After.</p>\n"
        ),
        ..ADMONITION
    },
    Case {
        text: "> !!! note\n>     > - ```py\n>     >   a\n>     >   ```\n\n- !!! note\n      - ```py\n        > a\n        ```\n\n!!! note\n\t- ```py\n\t  b\n\t  ```\n",
        body: concat!(
            "<blockquote>\n",
            note!(
                "Note",
                "<blockquote>\n<ul>\n<li>\n<pre><code class=\"language-py\">a\n</code></pre>\n</li>\n</ul>\n</blockquote>\n"
            ),
            "</blockquote>\n<ul>\n<li>\n",
            note!(
                "Note",
                "<ul>\n<li>\n<pre><code class=\"language-py\">&gt; a\n</code></pre>\n</li>\n</ul>\n"
            ),
            "</li>\n</ul>\n",
            note!("Note", "<ul>\n<li>\n<pre><code class=\"language-py\">b\n</code></pre>\n</li>\n</ul>\n")
        ),
        ..ADMONITION
    },
    // What is not indented is behind the box.
    Case {
        text: "!!! note\n    Inside.\n1.  ```py\n    a\n    ```\n\n!!! note\n    Inside.\n\n>     code\n",
        body: concat!(
            note!("Note", "<p>Inside.</p>\n"),
            "<ol>\n<li>\n<pre><code class=\"language-py\">a\n</code></pre>\n</li>\n</ol>\n",
            note!("Note", "<p>Inside.</p>\n"),
            "<blockquote>\n<pre><code>code\n</code></pre>\n</blockquote>\n"
        ),
        ..ADMONITION
    },
    Case {
        text: "!!! note\n    - ```\n      open\n\n    More.\n\n!!! note\n    - item\n\n      ```\n      open\n\n!!! note\n    > ```\n    > open\n\nAfter.\n",
        body: concat!(
            note!("Note", "<ul>\n<li>\n<pre><code>open\n\n</code></pre>\n</li>\n</ul>\n<p>More.</p>\n"),
            note!("Note", "<ul>\n<li>\n<p>item</p>\n<pre><code>open\n</code></pre>\n</li>\n</ul>\n"),
            note!("Note", "<blockquote>\n<pre><code>open\n</code></pre>\n</blockquote>\n"),
            "<p>After.</p>\n"
        ),
        findings: &["warning[unclosed-block] at \"```\""],
        ..ADMONITION
    },
    // Quotes, prose and code.
    Case {
        text: "> !!! note\n>     Inside.\n\nAfter.\n",
        body: concat!("<blockquote>\n", note!("Note", "<p>Inside.</p>\n"), "</blockquote>\n<p>After.</p>\n"),
        ..ADMONITION
    },
    Case {
        text: "!!! note\nNot indented.\n\nText.\n\n    !!! note\n\n!!! Note\n",
        body: "<p>!!! note\nNot indented.</p>\n<p>Text.</p>\n<pre><code>!!! note\n</code></pre>\n<p>!!! Note</p>\n",
        findings: &["warning[unsupported-syntax] at \"!!! note\""],
        ..ADMONITION
    },
    Case {
        text: "!!! note \"no end quote\n    Inside.\n\n    !!! note \"code\n",
        body: "<p>!!! note \"no end quote\nInside.</p>\n<pre><code>!!! note \"code\n</code></pre>\n",
        findings: &["warning[unsupported-syntax] at \"!!! note \\\"no end quote\""],
        ..ADMONITION
    },
    Case {
        text: "!!! note \"x :tada: ==m==\"\n    Inside.\n",
        body: note!("x 🎉 m", "<p>Inside.</p>\n"),
        ..ADMONITION
    },
    Case {
        text: "!!! Stop, look!\n\nWow !!! note\n\n    !!! note\n        code\n\n```\n!!! note\n    code\n```\n",
        body: "<p>!!! Stop, look!</p>\n<p>Wow !!! note</p>\n<pre><code>!!! note\n    code\n</code></pre>\n<pre><code>!!! note\n    code\n</code></pre>\n",
        ..ADMONITION
    },
    Case {
        text: "??? note \"More\"\n    Inside.\n\n??? tip\n    Again.\n\n??? \"Only a title\"\n    Last.\n",
        body: concat!(
            details!("More", "<p>Inside.</p>\n"),
            details!("Tip", "<p>Again.</p>\n"),
            details!("Only a title", "<p>Last.</p>\n")
        ),
        ..FOLDED
    },
    Case {
        text: "???+ warning \"Open\"\n    Inside.\n",
        body: "<details open=\"\">\n<summary>Open</summary>\n<p>Inside.</p>\n</details>\n",
        ..FOLDED
    },
    Case { text: "??? why\n\nReally???\n", body: "<p>??? why</p>\n<p>Really???</p>\n", ..FOLDED },
    Case {
        text: "=== \"One\"\n    First.\n=== \"Two `b`\"\n\n    Second.\n\n    === \"Inner\"\n        Third.\nAfter.\n",
        body: "<p><strong>One</strong></p>\n<p>First.</p>\n<p><strong>Two b</strong></p>\n<p>Second.</p>\n\
               <p><strong>Inner</strong></p>\n<p>Third.</p>\n<p>After.</p>\n",
        ..TABS
    },
    Case {
        text: "===! \"New\"\n\n    ``` py\n    a\n    ```\n\n- item\n\n    === \"In a list\"\n\n        Text.\n",
        body: "<p><strong>New</strong></p>\n<pre><code class=\"language-py\">a\n</code></pre>\n<ul>\n<li>\n<p>item</p>\n\
               <p><strong>In a list</strong></p>\n<p>Text.</p>\n</li>\n</ul>\n",
        ..TABS
    },
    Case {
        text: "=== \"Tab :tada:\"\n    One.\n\n=== \"no end\n    Two.\n",
        body: "<p><strong>Tab 🎉</strong></p>\n<p>One.</p>\n<p>=== \"no end\nTwo.</p>\n",
        findings: &["warning[unsupported-syntax] at \"=== \\\"no end\""],
        ..TABS
    },
    Case {
        text: "=== \"A\"\n    - ```py\n      a\n      ```\n",
        body: "<p><strong>A</strong></p>\n<ul>\n<li>\n<pre><code class=\"language-py\">a\n</code></pre>\n</li>\n</ul>\n",
        ..TABS
    },
    Case {
        text: "## Heading\n\nSetext\n===\n\nif a === \"b\"\n",
        body: "<h2 id=\"heading\">Heading</h2>\n<h1 id=\"setext\">Setext</h1>\n<p>if a === \"b\"</p>\n",
        ..TABS
    },
    Case {
        text: "[Go](https://example.org){ .md-button target=_blank } and [on](https://example.org){:target=\"_blank\"}.\n\n\
               *word*{ .x } `code`{.python} **b**{: #id }\n\nA paragraph.\n{ .annotate }\n\n__Now__{ title=\"a b\" }\n{ style=\"color: red\" }\n\n## Part {: #one .two }\n",
        body: "<p><a href=\"https://example.org\">Go</a> and <a href=\"https://example.org\">on</a>.</p>\n<p><em>word</em> <code>code</code> <strong>b</strong></p>\n<p>A paragraph.</p>\n<p><strong>Now</strong></p>\n<h2 id=\"one\">Part</h2>\n",
        ..ATTRIBUTES
    },
    Case {
        text: "[a](https://example.org){see there} `x`{y} {a: 1}\n\n`{ .x }` {1, 2}\n\n```\n[a](b){ .x }\n{ .y }\n```\n",
        body: "<p><a href=\"https://example.org\">a</a>{see there} <code>x</code>{y} {a: 1}</p>\n\
               <p><code>{ .x }</code> {1, 2}</p>\n<pre><code>[a](b){ .x }\n{ .y }\n</code></pre>\n",
        ..ATTRIBUTES
    },
    Case {
        text: "![A map](image.png){ width=\"300\" loading=lazy }\n*caption*\n",
        body: "<p><img src=\"upload://image.png\" alt=\"A map\" width=\"300\">\n<em>caption</em></p>\n",
        ..SIZE
    },
    Case {
        text: "![A map](image.png){ align=left }\n\n[![A map](image.png \"T\"){: style=\"height:150px;width:50%\"}](https://example.org){ .b }\n",
        body: "<p><img src=\"upload://image.png\" alt=\"A map\"></p>\n\
               <p><a href=\"https://example.org\"><img src=\"upload://image.png\" alt=\"A map\" width=\"50%\" height=\"150\" title=\"T\"></a></p>\n",
        ..SIZE
    },
    Case {
        text: "HTML and `HTML`, XHTML.\n\n| a |\n| --- |\n| HTML |\n\n*[HTML]: Hyper \"Text\" | Language\n*[W3C]: Nobody says it\n",
        body: "<p><abbr title=\"Hyper &quot;Text&quot; | Language\">HTML</abbr> and <code>HTML</code>, XHTML.</p>\n\
               <table style=\"border-collapse:collapse\"><thead><tr><th style=\"border:1px solid #d0d7de;padding:6px 13px\">a</th></tr></thead><tbody>\n\
               <tr><td style=\"border:1px solid #d0d7de;padding:6px 13px\"><abbr title=\"Hyper &quot;Text&quot; | Language\">HTML</abbr></td></tr>\n</tbody></table>\n",
        ..ABBREVIATION
    },
    Case {
        text: "*[not this]* and HTML\n\n```\n*[HTML]: in code\n```\n",
        body: "<p><em>[not this]</em> and HTML</p>\n<pre><code>*[HTML]: in code\n</code></pre>\n",
        ..ABBREVIATION
    },
    Case {
        text: "Before.\n\n--8<-- \"part.md\"\n\n!!! note\n    --8<-- \"part.md\"\n",
        body: concat!(
            "<p>Before.</p>\n<p>Text <em>here</em>.</p>\n",
            note!("Note", "<p>Text <em>here</em>.</p>\n")
        ),
        ..SNIPPET
    },
    Case {
        text: "```py\n--8<-- \"snippets/a.py:x\"\n```\n\n```py\n-8<- 'snippets/a.py:1:1'\n```\n\n--8<--\npart.md\n; no.md\n--8<--\n\n;--8<-- \"part.md\"\n",
        body: "<pre><code class=\"language-py\">two\nthree\n</code></pre>\n<pre><code class=\"language-py\">one\n</code></pre>\n\
               <p>Text <em>here</em>.</p>\n<p>--8&lt;-- \"part.md\"</p>\n",
        ..SNIPPET
    },
    Case {
        text: "Text.\n\n--8<-- \"gone.md\"\n\n--8<-- \"snippets/a.py:y\"\n\n--8<-- \"https://example.org/a.md\"\n",
        body: "<p>Text.</p>\n",
        findings: &[
            "error[broken-link] at \"--8<-- \\\"gone.md\\\"\"",
            "error[broken-link] at \"--8<-- \\\"snippets/a.py:y\\\"\"",
            "warning[unsupported-syntax] at \"--8<-- \\\"https://example.org/a.md\\\"\"",
        ],
        ..SNIPPET
    },
    Case {
        text: "Text.\n\n--8<-- \"snippets/again.txt\"\n",
        body: "<p>Text.</p>\n",
        findings: &["error[broken-link] at \"--8<-- \\\"snippets/again.txt\\\"\""],
        ..SNIPPET
    },
    Case { text: "[TOC]\n\nText.\n", body: "<p>Text.</p>\n", ..TOC },
    Case {
        text: "[TOC] in text.\n\n`[TOC]`\n",
        body: "<p>[TOC] in text.</p>\n<p><code>[TOC]</code></p>\n",
        ..TOC
    },
    Case {
        text: "Text.\n\n## :material-heart: Love\n\n:octicons-tag-24:{ .lg } 1.0 and `:material-x:` at 10:30:00.\n\n!!! note \":fontawesome-brands-python: Python\"\n    :simple-rust: Rust.\n",
        body: concat!(
            "<p>Text.</p>\n<h2 id=\"love\">Love</h2>\n<p>1.0 and <code>:material-x:</code> at 10:30:00.</p>\n",
            note!("Python", "<p>Rust.</p>\n")
        ),
        ..ICON
    },
    Case {
        text: "/// note | A title\nInside.\n///\n\n/// details | More\n    type: warning\n    open: true\n\nInside.\n///\n\n//// tab | One\n\n/// admonition | Look\n    type: warning\n\nInner.\n///\n////\n\n/// caption\nBelow.\n///\n",
        body: concat!(
            note!("A title", "<p>Inside.</p>\n"),
            "<details open=\"\">\n<summary>More</summary>\n<p>Inside.</p>\n</details>\n<p><strong>One</strong></p>\n",
            warning!("Look", "<p>Inner.</p>\n"),
            "<p>Below.</p>\n"
        ),
        ..SLASHES
    },
    Case {
        text: "/// note\n\nNever closed.\n\n```rust\n/// note\n///\n```\n\n/// A comment of Rust.\n",
        body: "<p>/// note</p>\n<p>Never closed.</p>\n<pre><code class=\"language-rust\">/// note\n///\n</code></pre>\n<p>/// A comment of Rust.</p>\n",
        findings: &["warning[unsupported-syntax] at \"/// note\""],
        ..SLASHES
    },
    Case {
        text: "/// quiz | a\nInside.\n///\n",
        body: "<p>Inside.</p>\n",
        findings: &["warning[unsupported-syntax] at \"/// quiz | a\""],
        ..UNKNOWN_SLASHES
    },
    Case {
        text: "Text.\n\n::: package.module.Class\n    options:\n      show_root_heading: true\n\n::: other.module\n",
        body: "<p>Text.</p>\n",
        findings: &["warning[unsupported-syntax] at \"::: package.module.Class\""],
        ..AUTODOC
    },
    Case {
        text: "Words (1) here.\n{ .annotate }\n\n1. The remark.\n\n``` { .py .annotate title=\"a.py\" }\na = 1 # (1)!\n```\n",
        body: "<p>Words (1) here.</p>\n<ol>\n<li>The remark.</li>\n</ol>\n<p><strong>a.py</strong></p>\n\
               <pre><code class=\"language-py\">a = 1 # (1)!\n</code></pre>\n",
        ..ANNOTATION
    },
    Case {
        text: "```py title=\"my file.py\" linenums=\"1\" hl_lines=\"2 3\"\na\n```\n\n``` py title='b'\nb\n```\n\n```title=\"c\"\nc\n```\n\n```py\ntitle=\"no\"\n```\n",
        body: "<p><strong>my file.py</strong></p>\n<pre><code class=\"language-py\">a\n</code></pre>\n<p><strong>b</strong></p>\n\
               <pre><code class=\"language-py\">b\n</code></pre>\n<p><strong>c</strong></p>\n<pre><code>c\n</code></pre>\n\
               <pre><code class=\"language-py\">title=\"no\"\n</code></pre>\n",
        ..CODE_TITLE
    },
    Case {
        text: "Version {{ version }} and `{{ code }}`.\n",
        body: "<p>Version {{ version }} and <code>{{ code }}</code>.</p>\n",
        findings: &["warning[unsupported-syntax] at \"{{ version }}\""],
        files: &[("mkdocs.yml", "site_name: a\n")],
        ..MACRO
    },
    Case {
        text: "A set {{ 1, 2 }} and {{ word }} without a tool.\n",
        body: "<p>A set {{ 1, 2 }} and {{ word }} without a tool.</p>\n",
        ..MACRO
    },
];

#[test]
fn cases() {
    check(CASES);
}
