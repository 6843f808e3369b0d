//! Any text at all: nothing panics, nothing unsafe comes out, every slot is sound.

use proptest::prelude::*;

use super::*;

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

fn holds(name: &str, text: &str) {
    let source = Source::new(CoursePath::root().child(name), text);
    let mut diagnostics = Vec::new();
    let files = Files(&[("x", "in *x*\n\n{{#include x}}"), ("y", "# y\n\n- <b>")]);
    let page = read(&source, 0..text.len(), None, &files, &mut diagnostics);
    assert!(!page.html.contains('\u{1}'), "a mark is left: {}", page.html);
    let mut at = 0;
    for slot in &page.slots {
        assert!(slot.html.start >= at && slot.html.end >= slot.html.start, "slots overlap: {:?}", page.slots);
        assert!(page.html.get(slot.html.clone()).is_some() && slot.reference < page.references.len());
        if let SlotKind::Image { address } | SlotKind::LinkStart { address } = slot.shape {
            assert!(page.html[address..slot.html.end].starts_with('"') && address > slot.html.start);
        }
        at = slot.html.end;
    }
    for reference in &page.references {
        assert!(text.get(reference.span.clone()).is_some(), "{reference:?}");
    }
    if let Some((_, range)) = page.first_heading() {
        assert!(page.html[range].starts_with("<h"));
    }
    let lower = page.html.to_lowercase();
    for bad in ["<script", "<style", "javascript:", "<plaintext", "<textarea"] {
        assert!(
            !lower.contains(bad) || text.contains(&format!("&lt;{}", &bad[1..])) || bad == "javascript:",
            "{bad} in {lower}"
        );
    }
    assert!(!lower.contains("href=\"javascript") && !lower.contains("src=\"javascript"), "{lower}");
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
