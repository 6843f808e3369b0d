//! Plain Markdown.

use super::*;

#[test]
fn a_page_without_anything_special_is_what_markdown_says() {
    check(
        "# Title\n\nA *b* **c** ~~d~~ `<e>`  \nf\n\n1. one\n2. two\n\n---\n\n> quote\n",
        "<p>A <em>b</em> <strong>c</strong> <del>d</del> <code>&lt;e&gt;</code><br>\nf</p>\n\
         <ol>\n<li>one</li>\n<li>two</li>\n</ol>\n<hr>\n<blockquote>\n<p>quote</p>\n</blockquote>\n",
    );
}

#[test]
fn headings_get_ids_and_keep_no_attribute_that_could_run() {
    check(
        "text\n\n## A\n## A\n## B { #own .c onclick=x }\n## C[[id]]\n",
        "<p>text</p>\n<h2 id=\"a\">A</h2>\n<h2 id=\"a-1\">A</h2>\n<h2 id=\"own\" class=\"c\">B</h2>\n<h2 id=\"id\">C</h2>\n",
    );
}

#[test]
fn tables_carry_their_lines_with_them() {
    check(
        "| a | b |\n|---|--:|\n| 1 | 2 |\n",
        "<table style=\"border-collapse:collapse\"><thead><tr>\
         <th style=\"border:1px solid #d0d7de;padding:6px 13px\">a</th>\
         <th style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:right\">b</th></tr></thead><tbody>\n<tr>\
         <td style=\"border:1px solid #d0d7de;padding:6px 13px\">1</td>\
         <td style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:right\">2</td></tr>\n</tbody></table>\n",
    );
}

#[test]
fn alerts_have_a_title_and_a_colour() {
    check(
        "> [!WARNING]\n> Hot.\n",
        "<blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n\
         <p><strong style=\"color:#9a6700\">Warning</strong></p>\n<p>Hot.</p>\n</blockquote>\n",
    );
}

#[test]
fn code_keeps_its_text_and_the_first_word_of_its_language() {
    check(
        "```rust,ignore\n<a> & {{ b }} {% c %} ::: <script>\n```\n\n```js {1,3}\n```\n\n    indented\n",
        "<pre><code class=\"language-rust\">&lt;a&gt; &amp; {{ b }} {% c %} ::: &lt;script&gt;\n</code></pre>\n\
         <pre><code class=\"language-js\"></code></pre>\n<pre><code>indented\n</code></pre>\n",
    );
    check(
        "```\nnever closed",
        "<pre><code>never closed</code></pre>\nwarning[unclosed-block]: a code block is never closed at \"```\"\n",
    );
}

#[test]
fn footnotes_point_to_each_other_and_to_nothing_else() {
    check(
        "a[^x] ![fn:1](https://a.b/c.png)\n\n[^x]: Foot.\n\n## h {#fn:1}\n",
        "<p>a<sup><a href=\"#fn:1\">1</a></sup> <img src=\"https://a.b/c.png\" alt=\"fn:1\"></p>\n\
         <div class=\"footnote-definition\" id=\"fn:1\"><sup>1</sup>\n<p>Foot.</p>\n</div>\n<h2>h</h2>\n",
    );
}

#[test]
fn task_lists_and_definitions_are_drawn() {
    check(
        "- [x] done\n- [ ] open\n\nTerm\n: Meaning\n",
        "<ul>\n<li><input disabled=\"\" type=\"checkbox\" checked=\"\"> done</li>\n\
         <li><input disabled=\"\" type=\"checkbox\"> open</li>\n</ul>\n<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>\n",
    );
    assert!(page("- [ ] a").has_task_list);
}

#[test]
fn web_addresses_become_links_but_not_in_links_and_code() {
    check(
        "See https://a.b/c_d. [https://x.y](https://z.z) `https://c.d` <https://e.f>",
        "<p>See <a href=\"https://a.b/c_d\">https://a.b/c_d</a>. <a href=\"https://z.z\">https://x.y</a> \
         <code>https://c.d</code> <a href=\"https://e.f\">https://e.f</a></p>\n",
    );
}

#[test]
fn the_title_leaves_the_page_and_other_headings_stay() {
    let page = page("<!-- c -->\n\n# The `T`\n\n## First\n\nWords.\n\n# Second\n");
    assert_eq!(page.title.as_deref(), Some("The T"));
    assert_eq!(page.first_h1.as_deref(), Some("The T"));
    assert_eq!(page.html, "<h2 id=\"first\">First</h2>\n<p>Words.</p>\n<h1 id=\"second\">Second</h1>\n");
    let (text, range) = page.first_heading().unwrap();
    assert_eq!((text.as_str(), &page.html[range]), ("First", "<h2 id=\"first\">First</h2>"));
    assert_eq!(page.first_paragraph.as_deref(), Some("Words."));
}

#[test]
fn what_a_title_shows_besides_words_stays_in_the_body() {
    for (heading, body) in [
        ("# Bread ![logo](https://x.y/a.png)", "<p><img src=\"https://x.y/a.png\" alt=\"logo\"></p>\n"),
        (
            "# Bread <img src=\"https://x.y/a.png\" alt=\"logo\">",
            "<p><img src=\"https://x.y/a.png\" alt=\"logo\"></p>\n",
        ),
        (
            "# ![a](https://x.y/a.png) *![b](https://x.y/b.png)* Bread",
            "<p><img src=\"https://x.y/a.png\" alt=\"a\"> <img src=\"https://x.y/b.png\" alt=\"b\"></p>\n",
        ),
        (
            "[![built](https://x.y/a.svg)](#top) Bread\n===",
            "<p><a href=\"#top\"><img src=\"https://x.y/a.svg\" alt=\"built\"></a></p>\n",
        ),
        ("# [Bread](https://x.y)", "<p><a href=\"https://x.y\">Bread</a></p>\n"),
        ("# [Bread](#a) <b>and</b> [water](other.md#x) [^1]", ""),
    ] {
        let page = page(&format!("{heading}\n\n## Next\n\nWords. <a id=\"top\"></a><a id=\"a\"></a>\n"));
        let rest = "<h2 id=\"next\">Next</h2>\n<p>Words. <a id=\"top\"></a><a id=\"a\"></a></p>\n";
        assert_eq!(page.html, format!("{body}{rest}"), "{heading}");
        assert!(page.title.is_some_and(|title| title.contains("Bread")), "{heading}");
    }
    check(
        "# A ![film](a.mp4) [file](a.pdf)",
        "<p>{video 0} <a href=\"{1}\">file</a>{1}</p>\n0: Video a.mp4 \"film\" at \"a.mp4\"\n1: Link a.pdf \"file\" at \"a.pdf\"\n",
    );
    assert!(page("# A ![clip](https://youtu.be/dQw4w9WgXcQ)").html.starts_with("<p>clip</p>\n<div"));
}

#[test]
fn the_first_heading_is_found_behind_places_that_wait_for_an_address() {
    let page = page("![a](a.png) <b>x</b>\n\n### A < `b`\n");
    let (text, range) = page.first_heading().unwrap();
    assert_eq!((text.as_str(), &page.html[range]), ("A < b", "<h3 id=\"a--b\">A &lt; <code>b</code></h3>"));
}

#[test]
fn with_a_title_in_front_matter_only_the_h1_that_repeats_it_leaves() {
    assert_eq!(
        draw("a.md", "# Hello  *you*\n\ntext\n\n# More", Some("Hello you"), &Files(&[])),
        "<p>text</p>\n<h1 id=\"more\">More</h1>\n"
    );
    assert_eq!(draw("a.md", "# Hello", Some("Other"), &Files(&[])), "<h1 id=\"hello\">Hello</h1>\n");
}

#[test]
fn nesting_beyond_reason_is_flattened() {
    let page = page(&format!("{} deep <b>x</b>", "> ".repeat(5_000)));
    assert_eq!(page.html.matches("<blockquote>").count(), 96);
    assert!(page.html.contains("deep"));
}
