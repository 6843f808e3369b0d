//! HTML in, Markdown out, and the same HTML back.

use proptest::prelude::*;

use super::*;
use crate::html::sanitize;
use crate::properties;

/// The HTML is written so, and read back as it is.
#[track_caller]
fn check(html: &str, markdown: &str) {
    let converted = to_markdown(html, Keep::All, &properties::read_back);
    assert_eq!(converted.markdown().trim_end_matches('\n'), markdown);
    assert!(converted.is_exact, "{markdown}");
    assert_eq!(kept(html, Keep::All), canonical(html));
}

/// The HTML of an editor is written so, and what is kept of it is read back.
#[track_caller]
fn check_meaning(html: &str, markdown: &str) {
    let converted = to_markdown(html, Keep::Meaning, &properties::read_back);
    assert_eq!(converted.markdown().trim_end_matches('\n'), markdown);
    assert!(converted.is_exact, "{markdown}\n{}", kept(html, Keep::Meaning));
}

#[test]
fn paragraphs_headings_and_formatting_are_markdown() {
    check(
        "<h2 id=\"set-up\">Set up</h2>\n<p>One <strong>bold</strong> and <em>italic</em>\nline with <code>a`b</code>.<br>\nNext.</p>\n<hr>\n<h3 id=\"other\">Set up</h3>",
        "## Set up\n\nOne **bold** and *italic*\nline with ``a`b``.\\\nNext.\n\n---\n\n### Set up {#other}",
    );
    check("<p><strong><em>a</em></strong> <em><strong>b</strong> c</em></p>", "**_a_** *__b__ c*");
    check(
        "<p>H<sub>2</sub>O, <kbd>Ctrl</kbd>, <mark>x</mark>, a<strong>\"b\"</strong>c</p>",
        "H<sub>2</sub>O, <kbd>Ctrl</kbd>, ==x==, a<strong>\"b\"</strong>c",
    );
    check("<p><b>a</b> <i>b</i></p>", "<b>a</b> <i>b</i>");
}

#[test]
fn lists_are_tight_or_loose_started_and_nested() {
    check("<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>", "- a\n  - b\n- c");
    check(
        "<ol start=\"3\">\n<li><p>a</p></li>\n<li><p>b</p><pre><code>c\n\nd\n</code></pre></li></ol>",
        "3. a\n\n4. b\n\n   ```\n   c\n\n   d\n   ```",
    );
    check("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b");
    check("<ul><li><p>alone</p></li></ul>", "- alone\n\n  <!-- -->");
    check(
        "<ul>\n<li><input disabled=\"\" type=\"checkbox\" checked=\"\"> a</li>\n<li><input disabled=\"\" type=\"checkbox\"> b</li>\n</ul>",
        "- [x] a\n- [ ] b",
    );
}

#[test]
fn code_has_its_language_and_fences_that_are_long_enough() {
    check("<pre><code class=\"language-js\">a\n</code></pre>", "```js\na\n```");
    check("<pre><code>```\nb\n```\n</code></pre>", "````\n```\nb\n```\n````");
    check("<pre><code></code></pre>", "```\n```");
    check("<pre><code class=\"language-c#\">a\n</code></pre>", "```c#\na\n```");
    check("<pre><code class=\"language-x/y\">a\n</code></pre>", "```x/y\na\n```");
    check("<pre><code>no line end</code></pre>", "<pre><code>no line end</code></pre>");
}

#[test]
fn tables_keep_sides_and_pipes() {
    const CELL: &str = "border:1px solid #d0d7de;padding:6px 13px";
    check(
        &format!(
            "<table style=\"border-collapse:collapse\"><thead><tr><th style=\"{CELL};text-align:right\">a|b</th><th style=\"{CELL}\">c</th></tr></thead><tbody>\n<tr><td style=\"{CELL};text-align:right\"><code>d|e</code></td><td style=\"{CELL}\">f<br>g</td></tr></tbody></table>"
        ),
        "| a\\|b | c |\n| --: | --- |\n| `d\\|e` | f<br>g |",
    );
    check(
        &format!(
            "<table style=\"border-collapse:collapse\"><tbody><tr><td style=\"{CELL}\">a</td><td style=\"{CELL}\">b</td></tr><tr><td style=\"{CELL}\">c</td><td style=\"{CELL}\"></td></tr></tbody></table>"
        ),
        "| a | b |\n| c | |",
    );
    check(
        "<table>\n<tr>\n<td colspan=\"2\">a</td>\n</tr>\n</table>",
        "<table>\n<tr>\n<td colspan=\"2\">a</td>\n</tr>\n</table>",
    );
}

#[test]
fn boxes_players_and_details_come_back_as_they_are_written() {
    for markdown in [
        "> [!NOTE]\n> Mind the *gap*.\n>\n> - a\n> - b",
        "> [!tip] A title of `its` own\n> Text.",
        "> quoted\n>\n> > twice",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "[The talk](https://vimeo.com/76979871)",
        "<details>\n<summary>More</summary>\n\nText with **Markdown**.\n\n- a\n- b\n\n</details>",
        "Term\n: Meaning\n: Another\n\nSecond\n: Third",
        "Text[^1] and more[^2].\n\n[^1]: A note.\n\n[^2]: Another,\n    longer\n\n    with two paragraphs.",
        "$a^2$ and $5\n\n$$\na\\\\b\n$$",
        "![A *picture*|300x200](https://example.org/a.png \"Title\")",
        "[a link](https://example.org/a_b?c=1&d=2 \"its title\") and <https://example.org>",
        "[![alt](https://example.org/a.png)](https://example.org)",
        "<video src=\"https://example.org/a.mp4\" controls=\"\" preload=\"metadata\"></video>",
        "<div align=\"center\">\n\n## In the middle\n\n</div>",
        "<!-- -->words without a <b>paragraph</b>",
        "<iframe src=\"https://www.loom.com/embed/0281766fa2d04bb788eaf19e65135184\" referrerpolicy=\"strict-origin-when-cross-origin\" title=\"x\"></iframe>",
    ] {
        check(&properties::read_back(markdown), &markdown.replace("*picture*", "picture"));
    }
}

/// A cell with a player gets another link below the table, however it is written.
#[test]
fn what_cannot_be_read_back_is_said_and_stays_readable() {
    let player = crate::html::embeds::player("https://youtu.be/dQw4w9WgXcQ", "");
    let html = format!("<p>First.</p><table><tr><td>{player}</td></tr></table><p>Last, *starred*.</p>");
    let converted = to_markdown(&html, Keep::All, &properties::read_back);
    let markdown = converted.markdown();
    assert!(!converted.is_exact && markdown.starts_with("First.\n\n<table>"), "{markdown}");
    assert!(markdown.ends_with("Last, \\*starred\\*.\n") && !markdown.contains("&#"), "{markdown}");
}

/// Text that shows markup.
const TEXTS: &[&str] = &[
    "<div>",
    "1986. A year",
    "# no heading",
    "*a*",
    "a_b_c and _d_",
    "[x](y)",
    "[x]: y",
    ":::note",
    "{{< youtube x >}}",
    "{% x %} {{ y }}",
    "$5 and $x$",
    "[[x]] ![[y]]",
    "==x== ++y++ ^^z^^",
    "%%secret%%",
    ":smile: :tada:",
    "https://example.org www.example.org",
    "&lt; &amp;copy; &",
    "---",
    "===",
    "- a",
    "+ b",
    "3) c",
    "> d",
    "```",
    "~~~ ~~e~~",
    "`f`",
    "| g | h |",
    "\\* \\( \\) \\[i\\]",
    "<!-- j",
    "!!! note",
    "??? k",
    "=== \"Tab\"",
    "{: .class }",
    "{::comment}",
    "{#id}",
    "[^1]",
    "[ ] task",
    ": l",
    "% m",
    "(label)=",
    "{kbd}`x`",
    "--8<-- \"n\"",
    "<<<<<<< HEAD",
    "import x from \"y\"",
    "[TOC]",
    "![alt](src)",
    "wow!",
    "a\u{a0}b",
    "Duration: 3",
    "*[A]: b",
    "^block",
    "@include",
    "\\",
    "#",
    "{youtube}",
    "\\begin{align}",
    "$$",
    "é*漢字*。",
    "**“重点”**的",
];

#[test]
fn text_that_shows_markup_stays_text() {
    for text in TEXTS {
        for (before, after) in [
            ("<p>", "</p>"),
            ("<p>a ", " b</p>"),
            ("<ul><li>", "</li></ul>"),
            ("<h2 id=\"x\">", "</h2>"),
            ("<blockquote><p>", "</p></blockquote>"),
            ("<p><strong>", "</strong></p>"),
            ("<p><a href=\"https://example.org/\">", "</a></p>"),
            ("<p>a<br>", "</p>"),
            ("<div>", "</div>"),
            ("<pre><code>", "\n</code></pre>"),
            ("<p><code>", "</code></p>"),
            ("<p><img src=\"https://example.org/a.png\" alt=\"", "\"></p>"),
        ] {
            let html = format!("{before}{}{after}", crate::html::escape::escape(text));
            properties::to_markdown(&html);
        }
    }
}

#[test]
fn few_characters_are_escaped() {
    for text in [
        "1986 was a year. # 1 of 3 * 4 - 5",
        "snake_case and a*b, 3 < 4 & 5 > 6",
        "It costs $5 and $6 [sic] (really) {so}!",
        "a: b, c; \"d\" 'e' ~f 100%",
    ] {
        check(&format!("<p>{}</p>", crate::html::escape::escape(text)), text);
    }
    check("<p>*a* and b_c, 1. d</p>", "\\*a\\* and b_c, 1. d");
    check("<p>1986. A year</p>", "1986\\. A year");
}

#[test]
fn what_an_editor_writes_is_readable() {
    check_meaning(
        "<div>First <span style=\"font-weight: 700;\">bold </span>line&nbsp;</div><div><br></div><p><br></p><p>&nbsp;</p><div><font color=red><font size=2>Second</font></font></div>",
        "First **bold** line\n\nSecond",
    );
    check_meaning(
        "<b style=\"font-weight:normal\"><p dir=\"ltr\"><span style=\"font-style:italic\">Docs</span></p></b><h2><strong>Title</strong></h2>",
        "*Docs*\n\n## Title",
    );
    check_meaning(
        "<ul><li><p>one</p></li><li><p>two</p><ul><li><p>three</p></li></ul></li></ul>",
        "- one\n- two\n  - three",
    );
    check_meaning("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b");
    check_meaning("<p>a<br><br>b<br>c<br></p>", "a\n\nb\\\nc");
    check_meaning(
        "<table class=\"x\"><tbody><tr><th><p>A</p></th><th align=right>B</th></tr><tr><td><p>1</p></td><td><p>2</p><p>3</p></td></tr></tbody></table>",
        "| A | B |\n| --- | --: |\n| 1 | 2<br>3 |",
    );
    check_meaning("<pre>a<br>b</pre><p>10&nbsp;€ x&nbsp;y</p>", "```\na\nb\n```\n\n10&nbsp;€ x y");
    check_meaning(
        "<p style=\"text-align:center\"><b>a</b><b>b</b> <strong>c </strong><em> d</em></p>",
        "**ab** **c** *d*",
    );
    check_meaning(
        "<p><img src=\"https://example.org/a.png\" style=\"width: 300px\" class=\"x\"></p>",
        "![|300](https://example.org/a.png)",
    );
    check_meaning(
        "<ul data-type=\"taskList\"><li data-checked=\"true\"><label><input type=\"checkbox\" checked><span></span></label><div><p>done</p></div></li></ul>",
        "- [x] done",
    );
    check_meaning("words <i>alone</i>", "words *alone*");
    check_meaning(
        "<p class=\"ql-align-center\"><span class=\"ql-size-large\" style=\"color: rgb(1, 2, 3);\">Big</span></p><ol><li class=\"ql-indent-1\">a</li></ol><p><u>u</u> <s>s</s></p>",
        "Big\n\n1. a\n\n<u>u</u> ~~s~~",
    );
    check_meaning(
        "<blockquote><div>Quoted</div></blockquote><figure><img src=\"https://example.org/a.png\"><figcaption>Cap</figcaption></figure>",
        "> Quoted\n\n<figure>\n\n![](https://example.org/a.png)\n\n<figcaption>Cap</figcaption>\n\n</figure>",
    );
    check_meaning(
        "<blockquote class=\"markdown-alert markdown-alert-tip\"><p><strong>Tip</strong></p><p>Text</p></blockquote>",
        "> [!TIP]\n> Text",
    );
    check_meaning(
        "<p>Line one\n   goes on</p>\n\n<h2></h2><p><a href=\"https://example.org\" target=\"_blank\" style=\"color:red\"><span>link </span></a>end</p>",
        "Line one\ngoes on\n\n[link](https://example.org) end",
    );
}

#[test]
fn a_text_of_any_depth_ends() {
    for tag in
        ["div", "b", "blockquote", "details", "span", "a href=x", "ul><li", "ol><li><p", "table><tr><td"]
    {
        let html = format!("<{tag}>").repeat(10_000) + "words";
        assert!(
            to_markdown(&html, Keep::Meaning, &properties::read_back).markdown().contains("words"),
            "{tag}"
        );
        assert!(!blocks(&html).is_empty());
        let html = format!("<{tag}>").repeat(100) + "words";
        assert!(to_markdown(&html, Keep::All, &properties::read_back).markdown().contains("words"), "{tag}");
    }
}

/// HTML with tags that a lesson may have, in any order and depth, as a browser reads it.
fn nested() -> impl Strategy<Value = String> {
    let tags: Vec<(&str, &str)> = vec![
        ("<p>", "</p>"),
        ("<p align=\"center\">", "</p>"),
        ("<h2>", "</h2>"),
        ("<h1 id=\"a\" class=\"b\">", "</h1>"),
        ("<ul>", "</ul>"),
        ("<ol start=\"7\">", "</ol>"),
        ("<li>", "</li>"),
        ("<ul><li>", "</li></ul>"),
        ("<ul><li><p>", "</p></li></ul>"),
        ("<blockquote>", "</blockquote>"),
        ("<div>", "</div>"),
        ("<div class=\"x\">", "</div>"),
        ("<details>", "</details>"),
        ("<details open=\"\"><summary>s</summary>", "</details>"),
        ("<pre>", "</pre>"),
        ("<pre><code>", "</code></pre>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<dl><dt>t</dt><dd>", "</dd></dl>"),
        ("<figure>", "<figcaption>c</figcaption></figure>"),
        ("<strong>", "</strong>"),
        ("<em>", "</em>"),
        ("<b>", "</b>"),
        ("<del>", "</del>"),
        ("<mark>", "</mark>"),
        ("<span style=\"color:red\">", "</span>"),
        ("<span style=\"font-weight:bold\">", "</span>"),
        ("<a href=\"https://example.org/\">", "</a>"),
        ("<code>", "</code>"),
        ("<sub>", "</sub>"),
        ("<kbd>", "</kbd>"),
    ];
    let leaf = prop_oneof![
        4 => "[a-c ]{0,4}",
        2 => prop::sample::select(TEXTS).prop_map(|text| crate::html::escape::escape(text).into_owned()),
        1 => prop::sample::select(vec![
            "<br>",
            "<hr>",
            "\n",
            "&nbsp;",
            "<img src=\"https://example.org/a.png\" alt=\"b\" width=\"30\">",
            "<img src=\"https://example.org/a.png\" alt=\"\" class=\"c\">",
            "<input disabled=\"\" type=\"checkbox\"> ",
            "<iframe src=\"https://example.org/\" referrerpolicy=\"origin\"></iframe>",
            "<wbr>",
        ])
        .prop_map(str::to_owned),
    ];
    let tree = leaf.prop_recursive(6, 24, 4, move |inner| {
        (prop::sample::select(tags.clone()), prop::collection::vec(inner, 0..4))
            .prop_map(|((start, end), inner)| format!("{start}{}{end}", inner.concat()))
    });
    prop::collection::vec(tree, 1..4).prop_map(|trees| sanitize::by_parsing(&trees.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_nested_html_is_read_back(html in nested()) {
        properties::to_markdown(&html);
    }

    #[test]
    fn any_text_anywhere_is_read_back(
        texts in prop::collection::vec(prop_oneof![
            prop::sample::select(TEXTS).prop_map(str::to_owned),
            "[ -~\n]{0,20}",
            "\\PC{0,6}",
        ], 1..5),
        place in prop::sample::select(vec![
            ("<p>", "</p>"), ("<ul><li>", "</li></ul>"), ("<h3 id=\"q\">", "</h3>"), ("<p><em>", "</em></p>"),
            ("<blockquote><p>", "</p></blockquote>"), ("<div>", "</div>"), ("<pre><code>", "\n</code></pre>"),
        ]),
    ) {
        let blocks = texts.iter().fold(String::new(), |html, text| html + place.0 + &crate::html::escape::escape(text) + place.1);
        properties::to_markdown(&sanitize::by_parsing(&blocks));
    }

    #[test]
    fn any_characters_at_all_are_written(html in "[<>/=\"'& \n;#a-cpredivul*_`!-]{0,80}") {
        for keep in [Keep::All, Keep::Meaning] {
            to_markdown(&html, keep, &properties::read_back);
        }
        blocks(&html);
    }
}

/// What is sent of the courses in `tests/courses`, with an address for each file.
#[test]
fn whole_courses_are_read_back() {
    let courses = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/courses");
    let mut count = 0;
    for course in std::fs::read_dir(courses).unwrap().flatten() {
        let Ok(snapshot) = std::fs::read_to_string(course.path().join("body.snap")) else { continue };
        let json = snapshot.find("\n{").map(|at| &snapshot[at..]).unwrap_or_default();
        for html in descriptions(&serde_json::from_str(json).unwrap()) {
            properties::to_markdown(&html.replace("upload://", "https://files.example/"));
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}

fn descriptions(value: &serde_json::Value) -> Vec<&str> {
    match value {
        serde_json::Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, value)| match value.as_str() {
                Some(text) if name == "description" => vec![text],
                _ => descriptions(value),
            })
            .collect(),
        serde_json::Value::Array(values) => values.iter().flat_map(descriptions).collect(),
        _ => Vec::new(),
    }
}
