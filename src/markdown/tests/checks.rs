//! Plain Markdown that is read in another way than its author wrote it: what is found.

use super::*;

/// Checks the findings alone.
#[track_caller]
fn findings(markdown: &str, expected: &[&str]) {
    let drawn = draw("a.md", markdown, None, &Files(&[]));
    let start = ["error[", "warning[", "info["].iter().filter_map(|start| drawn.find(start)).min();
    let found: Vec<&str> = start.map_or("", |start| &drawn[start..]).lines().collect();
    assert_eq!(found, expected, "{markdown}");
}

#[test]
fn rows_with_more_cells_than_the_header_are_found() {
    const TABLE: &str = "| a | b |\n|---|---|\n";
    for (rows, expected) in [
        (
            "| 1 | 2 | 3 |",
            "warning[malformed-table]: a row of a table has more cells than the header at \"| 1 | 2 | 3 |\"",
        ),
        (
            "1 | 2 | 3",
            "warning[malformed-table]: a row of a table has more cells than the header at \"1 | 2 | 3\"",
        ),
        (
            "| `x|y` | 2 |",
            "warning[malformed-table]: a row of a table has more cells than the header at \"| `x|y` | 2 |\"",
        ),
        (
            "| 1 | 2 |\n| 1 | 2 | 3 |\n| 1 | 2 | 3 | 4 |",
            "warning[malformed-table]: 2 rows of tables have more cells than their header at \"| 1 | 2 | 3 |\"",
        ),
    ] {
        findings(&format!("{TABLE}{rows}\n"), &[expected]);
    }
    findings(
        &format!("> {}> | 1 | 2 | 3 |\n", TABLE.replace("|\n|-", "|\n> |-")),
        &["warning[malformed-table]: a row of a table has more cells than the header at \"| 1 | 2 | 3 |\""],
    );
    for rows in ["| 1 | 2 |", "| 1 | 2 ||", "| 1 | 2 | |", "| 1 |", "| `x\\|y` | 2 |", "| 1 \\| 2 | 3 |"] {
        findings(&format!("{TABLE}{rows}\n"), &[]);
    }
}

#[test]
fn a_header_that_does_not_fit_is_found() {
    for (markdown, place) in [
        ("| a | b |\n|---|---|---|\n| 1 | 2 |\n", "| a | b |"),
        ("| a | b | c |\n|---|---|\n| 1 | 2 |\n", "| a | b | c |"),
        ("a | b\n--|--|--\n1 | 2\n", "a | b"),
        ("| `a|b` | c |\n|---|---|\n", "| `a|b` | c |"),
        ("> | a | b |\n> |---|\n", "> | a | b |"),
    ] {
        let message = "a table is shown as text: its header has another number of cells";
        findings(markdown, &[&format!("warning[malformed-table]: {message} at {place:?}")]);
    }
    findings(
        "text\na | b\n--|--\n1 | 2\n",
        &[
            "warning[malformed-table]: a table is shown as text: it is part of the paragraph above it at \"a | b\"",
        ],
    );
    for markdown in
        ["text\n| a | b |\n|---|---|\n", "```\n| a |\n|---|---|\n```", "a\n|---|\n", "|---|---|\n"]
    {
        findings(markdown, &[]);
    }
}

#[test]
fn rows_that_are_no_table_are_found() {
    for (markdown, place) in [
        ("| a | b |\n| c |\n", "| a | b |"),
        ("| a | b |\n", "| a | b |"),
        ("|---|---|\n| c |\n", "|---|---|"),
        ("text\n| a | b |\n| c | d |\n", "| a | b |"),
    ] {
        let message = "a table is shown as text: it has no header";
        findings(markdown, &[&format!("warning[malformed-table]: {message} at {place:?}")]);
    }
    for markdown in ["|x| + |y|", "|-- src\n|-- lib\n", "`| a | b |`", "    | a | b |\n    | c | d |\n"] {
        findings(markdown, &[]);
    }
}

#[test]
fn code_that_never_ends_is_found_where_it_begins() {
    for (markdown, place) in [
        ("a\n\n```js\nb\n\n# c\n", "```js"),
        ("````\na\n```\nb\n", "````"),
        ("```\na\n~~~\nb\n", "```"),
        ("```\na\n``` b\n", "```"),
        ("- ```\n  a\n\nb\n", "```"),
        ("> ~~~ x\n> a\n\nb\n", "~~~ x"),
        ("- a\n\n  ```js\n  b\n```\n\nc\n", "```js"),
        ("```", "```"),
    ] {
        findings(markdown, &[&format!("warning[unclosed-block]: a code block is never closed at {place:?}")]);
    }
    let swallows = "warning[unclosed-block]: a code block contains the beginning of another one at \"```js\"";
    findings("```js\na\n\nText\n\n```py\nb\n```\n", &[swallows]);
    for markdown in [
        "```\na\n```\n",
        "~~~\n```js\n~~~\n",
        "````md\n```js\na\n```\n````\n",
        "```\n```",
        "```\na\n`````  \n",
        "> ```\n> a\n> ```\n",
        "- x\n\n  ```\n  a\n  ```\n",
        "```\na ```js\n```\n",
        "    ```\n",
    ] {
        findings(markdown, &[]);
    }
}

#[test]
fn html_that_never_ends_is_found_where_it_begins() {
    for (markdown, expected) in [
        ("a\n\n<!-- b\n\nc\n", &["an HTML comment is never closed at \"<!--\""][..]),
        ("a\n\n<?php b\n\nc\n", &["a `<?` section is never closed at \"<?\""]),
        ("<![CDATA[ b\n\nc\n", &["a `<![CDATA[` section is never closed at \"<![CDATA[\""]),
        ("<details>\n<summary>a</summary>\n\nb\n", &["`<details>` is never closed at \"<details>\""]),
        ("a <details open> b\n", &["`<details>` is never closed at \"<details open>\""]),
        ("<table>\n<tr><td>a</td></tr>\n\nb\n", &["`<table>` is never closed at \"<table>\""]),
        ("<pre>\na\n\nb\n", &["`<pre>` is never closed at \"<pre>\""]),
        ("<center>\n\nb\n", &["`<center>` is never closed at \"<center>\""]),
        ("<blockquote>a\n\nb\n", &["`<blockquote>` is never closed at \"<blockquote>\""]),
        ("Use <title> here.\n", &["`<title>` is never closed at \"<title>\""]),
        ("<div class=\"x>\na\n</div>\n\nb\n", &["an HTML tag has no end at \"<div\""]),
        ("a <!-- b\n\nc --> d\n", &["an HTML comment is not closed in its paragraph at \"<!--\""]),
    ] {
        let expected: Vec<String> =
            expected.iter().map(|text| format!("warning[unclosed-block]: {text}")).collect();
        findings(markdown, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    }
    findings(
        "<script>\na\n\nb\n",
        &[
            "warning[unsafe-html]: `<script>` is removed at \"<script>\"",
            "warning[unclosed-block]: `<script>` is never closed at \"<script>\"",
        ],
    );
    findings(
        "<textarea>\na\n\nb\n",
        &[
            "warning[unsafe-html]: `<textarea>` is removed at \"<textarea>\"",
            "warning[unclosed-block]: `<textarea>` is never closed at \"<textarea>\"",
        ],
    );
    for markdown in [
        "<!-- a\n\nb -->\n\nc <!-- d --> e\n",
        "<!-->\n\na\n",
        "<details>\n\na\n\n</details>\n",
        "<table><tr><td>a</table>\n\nb\n",
        "<p>a\n\n<li>b\n\n<div>c\n",
        "`<details>` and `<!--`\n",
        "```\n<details> <!--\n```\n",
        "\\<!-- a\n",
        "Put it in Vec<table>.\n\n</table>\n",
    ] {
        findings(markdown, &[]);
    }
}

#[test]
fn links_images_and_footnotes_without_a_definition_are_found() {
    for (markdown, expected) in [
        ("[the guide][guide]", "a link has no address: `[guide]` is not defined at \"[the guide][guide]\""),
        (
            "[the *long* guide][a b]",
            "a link has no address: `[a b]` is not defined at \"[the *long* guide][a b]\"",
        ),
        ("See [guide][].", "a link has no address: `[guide]` is not defined at \"[guide][]\""),
        ("![Oven][pic]", "an image has no address: `[pic]` is not defined at \"![Oven][pic]\""),
        ("a[^zz].", "the footnote `[^zz]` has no text at \"[^zz]\""),
        ("| a[^1] |\n|---|\n", "the footnote `[^1]` has no text at \"[^1]\""),
        ("[see][1] `[x][y]`", "a link has no address: `[1]` is not defined at \"[see][1]\""),
        ("> **[a][b]**", "a link has no address: `[b]` is not defined at \"[a][b]\""),
    ] {
        findings(markdown, &[&format!("warning[undefined-reference]: {expected}")]);
    }
    for markdown in [
        "[x] [^] [y]",
        "a[0][1] and [1][2] and m[i][j]",
        "[the guide][guide]\n\n[guide]: https://a.b",
        "[Guide][GUIDE]\n\n[guide]: https://a.b",
        "a[^z]\n\n[^z]: b",
        "`[a][b]` and `[^c]`",
        "```\n[a][b] [^c]\n```",
        "[^a b] [^.*] \\[a][b]",
        "[ ][ ] [[a]][b]",
        "[a](https://b.c)[d]",
    ] {
        findings(markdown, &[]);
    }
}

#[test]
fn links_to_parts_that_are_not_there_are_found_once() {
    findings(
        "[go](#nowhere)",
        &["warning[broken-anchor]: the link to `#nowhere` has no target at \"[go](#nowhere)\""],
    );
    findings(
        "[a](#x) <a href=\"#y\">b</a> [c](a.md#z)\n\n## W",
        &["warning[broken-anchor]: the link to `#x` and 2 more have no target at \"[a](#x)\""],
    );
    for markdown in [
        "[a](#b-c)\n\n## B *c*\n",
        "[a](#b-1)\n\n## b\n\n## b\n",
        "[a](#x)\n\n## b {#x}\n",
        "[a](#x)\n\n<a name=\"x\"></a>\n",
        "[a](#) [b](#top) [c](#:~:text=d)\n",
        "[a](#%C3%A4)\n\n## Ä\n",
        "# T\n\n[up](#t)\n",
        "`[a](#x)`\n",
    ] {
        findings(markdown, &[]);
    }
}

#[test]
fn conflicts_of_a_pull_are_errors_in_code_too() {
    let expected =
        "error[conflict-marker]: the text has an unresolved merge conflict at \"<<<<<<< coursedir: folder\"";
    let conflict = "<<<<<<< coursedir: folder\n\na\n\n=======\n\nb\n\n>>>>>>> coursedir: platform\n";
    findings(conflict, &[expected]);
    findings(&format!("```\n{conflict}```\n"), &[expected]);
    findings(&format!("<div>\n{}</div>\n", conflict.replace("\n\n", "\n")), &[expected]);
}

#[test]
fn conflicts_are_errors_outside_of_code() {
    findings(
        "a\n\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n\n<<<<<<< HEAD\nd\n=======\n>>>>>>> other\n",
        &["error[conflict-marker]: the text has an unresolved merge conflict at \"<<<<<<< HEAD\""],
    );
    findings(
        "- a\n<<<<<<< HEAD\n- b\n",
        &["error[conflict-marker]: the text has an unresolved merge conflict at \"<<<<<<< HEAD\""],
    );
    findings(
        "c\n>>>>>>> other\n",
        &["error[conflict-marker]: the text has an unresolved merge conflict at \">>>>>>> other\""],
    );
    for markdown in [
        "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n```\n",
        "    <<<<<<< HEAD\n",
        "`<<<<<<< HEAD` and `>>>>>>> x`\n",
        "<<<<<< HEAD\n",
        "> > > a\n",
        "<!--\n<<<<<<< HEAD\n-->\n",
    ] {
        findings(markdown, &[]);
    }
}
