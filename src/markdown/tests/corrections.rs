//! Plain Markdown that is corrected before it is parsed.

use super::*;

/// Checks the HTML alone.
#[track_caller]
fn check_html(markdown: &str, expected: &str) {
    assert_eq!(page(markdown).html.trim_end(), expected.trim_end(), "{markdown}");
}

#[test]
fn a_definition_needs_white_space_behind_its_colon() {
    for (markdown, expected) in [
        ("Knead.\n\n:warning: Mind the oven.", "<p>Knead.</p>\n<p>⚠\u{fe0f} Mind the oven.</p>"),
        ("Knead.\n:warning: **Hot**\n:b", "<p>Knead.\n⚠\u{fe0f} <strong>Hot</strong>\n:b</p>"),
        ("> a\n>\n> :x: b", "<blockquote>\n<p>a</p>\n<p>❌ b</p>\n</blockquote>"),
        ("- a\n\n  :x: b", "<ul>\n<li>\n<p>a</p>\n<p>❌ b</p>\n</li>\n</ul>"),
        ("a\n\n:", "<p>a</p>\n<p>:</p>"),
        ("a\n\n::: x", "<p>a</p>\n<p>::: x</p>"),
        ("a\n\n:b\n\n    c", "<p>a</p>\n<p>:b</p>\n<pre><code>c</code></pre>"),
        ("Term\n: Meaning\n\n:x: y", "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>\n<p>❌ y</p>"),
        (
            "Term\n: Meaning\n\n    a\n\n    :x: y",
            "<dl>\n<dt>Term</dt>\n<dd>\n<p>Meaning</p>\n<p>a</p>\n<p>❌ y</p>\n</dd>\n</dl>",
        ),
        ("Term\n:\tMeaning", "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>"),
        ("```\na\n:b\n```", "<pre><code>a\n:b\n</code></pre>"),
        ("a $x\n:y$ b", "<p>a <span class=\"math inline\">$x :y$</span> b</p>"),
    ] {
        check_html(markdown, expected);
    }
}

#[test]
fn a_formula_in_a_table_is_no_end_of_a_cell() {
    let cells = |row: &str| {
        let html = page(&format!("| a | b |\n|---|---|\n{row}\n")).html;
        let body = html.split("<tbody>").nth(1).unwrap_or_default().to_owned();
        crate::html::text::words(&body.replace("</td>", "; "))
    };
    for (row, expected) in [
        ("| $|x|$ | y |", "$|x|$; y;"),
        ("| $a|b$ | $c$ |", "$a|b$; $c$;"),
        ("| $5 | $6 |", "$5; $6;"),
        ("| $a | b$ |", "$a; b$;"),
        ("| $a\\|b$ | c |", "$a|b$; c;"),
        ("| x | $|a$ |", "x; $|a$;"),
    ] {
        assert_eq!(cells(row), expected, "{row}");
    }
}

#[test]
fn code_over_several_lines_wins_over_a_definition() {
    check_html("Use `a\n: b` here.", "<p>Use <code>a : b</code> here.</p>");
    check_html("> Use `a\n> : b` here.", "<blockquote>\n<p>Use <code>a : b</code> here.</p>\n</blockquote>");
    check_html("Use ``a\r\n: `b`` here.", "<p>Use <code>a : `b</code> here.</p>");
    check_html("Use `a`\n: b `c`", "<dl>\n<dt>Use <code>a</code></dt>\n<dd>b <code>c</code></dd>\n</dl>");
}

#[test]
fn asterisks_beside_chinese_japanese_and_korean_make_bold() {
    for (markdown, expected) in [
        ("这是**“重点”**的", "这是<strong>“重点”</strong>的"),
        ("**テスト。**です", "<strong>テスト。</strong>です"),
        ("这是**“一”**的和**“二”**的", "这是<strong>“一”</strong>的和<strong>“二”</strong>的"),
        ("**“一”**的**“二”**", "<strong>“一”</strong>的<strong>“二”</strong>"),
        ("他说：*“好。”*然后", "他说：<em>“好。”</em>然后"),
        ("**`code`**です", "<strong><code>code</code></strong>です"),
        ("**(주)**입니다", "<strong>(주)</strong>입니다"),
        ("**[링크](https://a.b)**를", "<strong><a href=\"https://a.b\">링크</a></strong>를"),
        ("**重点：**内容，**“*内*”**的", "<strong>重点：</strong>内容，<strong>“<em>内</em>”</strong>的"),
        ("***全部。***です", "<em><strong>全部。</strong></em>です"),
        ("~~テスト。~~です", "<del>テスト。</del>です"),
        ("価格は**￥100**です", "価格は<strong>￥100</strong>です"),
    ] {
        check_html(markdown, &format!("<p>{expected}</p>"));
    }
    check_html("- **一。**です\n- 二", "<ul>\n<li><strong>一。</strong>です</li>\n<li>二</li>\n</ul>");
    check_html("x\n\n## **一。**です", "<p>x</p>\n<h2 id=\"一です\"><strong>一。</strong>です</h2>");
}

#[test]
fn other_asterisks_stay_as_markdown_reads_them() {
    for text in ["a**“b”**c", "2 * 3 ** 4", "é**(b)**c", "这是\\*\\*“重点”\\*\\*的", "这 ** 是 ** 的"]
    {
        let shown = text.replace('\\', "");
        check_html(text, &format!("<p>{shown}</p>"));
    }
    check_html("`是**“重”**的`", "<p><code>是**“重”**的</code></p>");
    check_html("```\n是**“重”**的\n```", "<pre><code>是**“重”**的\n</code></pre>");
    assert_eq!(page("[x](<是**“重”**的.pdf>)").references[0].target, "是**“重”**的.pdf");
}

#[test]
fn web_addresses_without_a_scheme_become_links() {
    for (markdown, expected) in [
        ("www.example.org", "<a href=\"http://www.example.org\">www.example.org</a>"),
        (
            "See www.a.org/b_c?d=1&e.",
            "See <a href=\"http://www.a.org/b_c?d=1&amp;e\">www.a.org/b_c?d=1&amp;e</a>.",
        ),
        ("(www.a.org/x_(y))", "(<a href=\"http://www.a.org/x_(y)\">www.a.org/x_(y)</a>)"),
        ("`www.a.org` x", "<code>www.a.org</code> x"),
        ("[www.a.org](https://b.c)", "<a href=\"https://b.c\">www.a.org</a>"),
        ("a.www.b.org", "a.www.b.org"),
        (
            "https://www.a.org www.b.org",
            "<a href=\"https://www.a.org\">https://www.a.org</a> <a href=\"http://www.b.org\">www.b.org</a>",
        ),
        ("**www.a.org**", "<strong><a href=\"http://www.a.org\">www.a.org</a></strong>"),
    ] {
        check_html(markdown, &format!("<p>{expected}</p>"));
    }
    assert!(page("www.youtube.com/watch?v=dQw4w9WgXcQ").has_embed);
}

#[test]
fn rows_without_a_header_are_a_table() {
    const CELL: &str = "<td style=\"border:1px solid #d0d7de;padding:6px 13px\">";
    let table = |rows: &[[&str; 2]]| {
        let row = |[a, b]: &[&str; 2]| format!("<tr>{CELL}{a}</td>{CELL}{b}</td></tr>\n");
        let rows: String = rows.iter().map(row).collect();
        format!("<table style=\"border-collapse:collapse\"><tbody>\n{rows}</tbody></table>")
    };
    let both = table(&[["a", "b"], ["c", "d"]]);
    for markdown in [
        "| a | b |\n| c | d |\n",
        "|a|b|\n|c|d|\n",
        "|---|---|\n| a | b |\n| c | d |\n",
        "  | a | b |\n  | c | d |  \n",
    ] {
        check_html(markdown, &both);
    }
    check_html("> | a | b |\n> | c | d |\n", &format!("<blockquote>\n{both}\n</blockquote>"));
    check_html(
        "1. x\n\n   | a | b |\n   | c | d |\n",
        &format!("<ol>\n<li>\n<p>x</p>\n{both}\n</li>\n</ol>"),
    );
    for markdown in ["|x| + |y|", "| a |\n| b |", "a | b\nc | d", "|-- src\n|-- lib"] {
        check_html(markdown, &format!("<p>{markdown}</p>"));
    }
}

#[test]
fn html_with_the_attribute_markdown_holds_markdown() {
    for (markdown, expected) in [
        ("<div markdown=\"1\">\n*a*\n</div>", "<div>\n<p><em>a</em></p>\n</div>"),
        ("<div markdown=1 class=\"x\">*a*</div>", "<div class=\"x\">\n<p><em>a</em></p>\n</div>"),
        (
            "<section markdown>\n- a\n- b\n</section>",
            "<section>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</section>",
        ),
        (
            "<details markdown=\"block\"><summary>S</summary>\n    *a*\n\n    b\n</details>",
            "<details>\n<summary>S</summary>\n<p><em>a</em></p>\n<p>b</p>\n</details>",
        ),
        (
            "<p markdown=\"span\" align=\"center\">*a*</p>",
            "<div align=\"center\">\n<p><em>a</em></p>\n</div>",
        ),
        (
            "<figure markdown=\"span\">\n  ![A](https://a.b/c.png)\n  <figcaption>C</figcaption>\n</figure>",
            "<figure>\n<p><img src=\"https://a.b/c.png\" alt=\"A\"></p>\n  <figcaption>C</figcaption>\n</figure>",
        ),
        (
            "<div>\n<div markdown=\"1\">\n```\n</div>\n```\n</div>\n*b*\n</div>",
            "<div>\n<div>\n<pre><code>&lt;/div&gt;\n</code></pre>\n</div>\n*b*\n</div>",
        ),
        ("<div markdown=\"0\">\n*a*\n</div>", "<div>\n*a*\n</div>"),
        ("<div>\n*a*\n</div>", "<div>\n*a*\n</div>"),
    ] {
        check_html(markdown, expected);
    }
}

#[test]
fn a_link_of_a_page_to_itself_keeps_the_part() {
    for target in ["a.md#part", "./a.md#part", "/a.md#part", "a#part", "a.html#part", "#part"] {
        check(
            &format!("[x]({target}) <a href=\"{target}\">y</a>\n\n## Part"),
            "<p><a href=\"#part\">x</a> <a href=\"#part\">y</a></p>\n<h2 id=\"part\">Part</h2>\n",
        );
    }
}

#[test]
fn a_link_finds_its_heading_by_the_ids_of_other_tools() {
    for (link, heading) in
        [("#preambulo", "Preámbulo"), ("#id-1.-knead", "1. Knead"), ("#a_b", "A b"), ("#c--d", "C: d")]
    {
        let drawn = draw("a.md", &format!("[x]({link})\n\n## {heading}"), None, &Files(&[]));
        assert!(!drawn.contains(&format!("href=\"{link}\"")) && !drawn.contains("broken-anchor"), "{drawn}");
    }
    check(
        "# The title\n\n[a](#a-b) [b](#Part%20One) [c](#the-title) [d](#c)\n\n## A & B\n\n## Part one\n\n<b id=\"c\">x</b>",
        "<a id=\"the-title\"></a>\n\
         <p><a href=\"#a--b\">a</a> <a href=\"#part-one\">b</a> <a href=\"#the-title\">c</a> <a href=\"#c\">d</a></p>\n\
         <h2 id=\"a--b\">A &amp; B</h2>\n<h2 id=\"part-one\">Part one</h2>\n<p><b id=\"c\">x</b></p>\n",
    );
}
