//! Any text at all: nothing panics, nothing unsafe comes out, every slot is sound.

use proptest::prelude::*;

use crate::properties::markdown as holds;

/// Pieces that mean something, to be put together at random.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ]{0,6}",
        "\\PC{0,4}",
        proptest::sample::select(vec![
            "\n",
            "\n\n",
            "    ",
            "# ",
            "> ",
            "- ",
            "1. ",
            "```",
            "~~~",
            "`",
            "*",
            "**",
            "_",
            "[",
            "](",
            ")",
            "![",
            "<",
            ">",
            "\"",
            "<div>",
            "</div>",
            "<a href=\"x.pdf\">",
            "</a>",
            "<img src=a.png>",
            "<video>",
            "</video>",
            "<source src=\"v.mp4\">",
            "<video poster=\"p.png\" src=\"w.mp4\">",
            "<track src=\"v.vtt\">",
            "<object data=\"o.pdf\">",
            "</object>",
            "<embed src=\"e.svg\">",
            "<iframe src=\"f.pdf\">",
            "<img srcset=\"a.png 2x, b.png\">",
            "<div style=\"background:url(a.png)\">",
            "<script>",
            "</script>",
            "<b>",
            "<table>",
            "<tr>",
            "<select>",
            "<svg>",
            "<!--",
            "-->",
            "\u{1}",
            "\u{1}0\u{1}",
            "<!--\u{1}0-->",
            "&#1;",
            "<p title=\"&#1;0&#1;\">",
            ":::",
            ":::note\n",
            "{{#include x}}",
            "{{#include y:z}}",
            "{%",
            "%}",
            "{{<",
            ">}}",
            "{{",
            "}}",
            "{{ site.url }}/",
            "{/*",
            "*/}",
            "={",
            "<A b={1}>",
            "import x from 'y'\n",
            "export ",
            "<Youtube id=\"abc\"/>",
            "https://a.b/c",
            "https://youtu.be/abcdef",
            "a.mp4",
            "javascript:x",
            "[^1]",
            "[^1]: ",
            "| a | b |\n|--|--|\n",
            "$$",
            "$",
            "\\(",
            "\\)",
            "\\[",
            "\\]",
            "\\begin{align}",
            "\\end{align}",
            "![x](https://youtu.be/abcdef)",
            "![x](a.pdf)",
            "![x](a.mp3)",
            "é",
            "\r\n",
            "\u{feff}",
            "\\",
            "&",
            "[[id]]",
            " { #id }",
            "[ ] ",
            ": ",
            "<plaintext>",
            "<textarea>",
            "<math>",
            "<style>",
            "<iframe src=\"//x\">",
            "</p>",
            "on",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_read_and_its_slots_are_sound(text in pieces()) {
        holds("a.md", &text);
        holds("a.mdx", &text);
    }

    #[test]
    fn any_string_is_read(text in ".*") {
        holds("a.md", &text);
    }
}

/// Text is cheap to repeat; reading it must not take time that grows with its square.
#[test]
fn a_page_of_nonsense_takes_no_forever() {
    for piece in [
        ">",
        "- ",
        "[",
        "![",
        "*a **b ",
        "<b>",
        "<div>",
        "<div>\n",
        "<svg>\n\n",
        "<video>",
        "<a href=x>",
        "<Aa>",
        "</",
        "{%",
        "{{<",
        "{/*",
        "<a b=\"",
        ":::a\n",
        "\u{1}",
        "xhttp://",
        "http://!",
        "https://a)))",
        "{% comment %}",
        "`",
        "$",
        "![a](b.png)",
        "![a](https://youtu.be/abcdef)\n",
        "**![a](https://youtu.be/abcdef) ",
        "![a](b.mp3)",
        "![a](b.pdf)",
        "\\(",
        "\\(a ",
        "\\[ab \\) ",
        "\\(a\\) \\[",
        "$$\n",
        "$$\n- a\n",
        "\\begin{align}\n",
        "\\\\",
        "{{ site.url }}/a ",
        "<script>",
        "<p>\n\n",
        "# a\n",
        "[^1]",
        "<!--",
        "{{#include x}}",
        "<video>\n\n",
        "a | b\n",
        "\"={",
        "<i><b>",
        "[a](",
        "https://a.b ",
    ] {
        let text = piece.repeat(30_000 / piece.len());
        let start = std::time::Instant::now();
        holds("a.mdx", &text);
        let took = start.elapsed();
        assert!(took.as_secs() < 10, "{piece:?} took {took:?}");
    }
}
