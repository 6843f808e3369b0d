//! Two texts in, their difference out: as a terminal and as JSON have it.

use std::fmt::Write as _;

use super::*;

const WIDE: Style = Style { color: false, columns: Some(80) };

#[track_caller]
fn check(before: &str, after: &str, expected: &str) {
    assert_eq!(drawn_text(&TextDiff::new(before, after), WIDE), expected);
}

#[test]
fn the_same_text_has_no_difference() {
    assert!(TextDiff::new("<p>a</p>\n<p>b\nc</p>", "<p>a</p><p>b c</p>").is_empty());
    check("<p class='x' id='y'>a&nbsp;&eacute;</p>", "<p id=\"y\" class=\"x\">a\u{a0}é</p>", "");
}

#[test]
fn a_changed_word_in_a_long_paragraph_is_seen_at_once() {
    let words = |from: usize, to: usize| {
        (from..to).fold(String::new(), |mut words, number| {
            let _ = write!(words, "word{number} ");
            words
        })
    };
    let text = |word: &str| format!("<p>{}{word} {}</p>", words(0, 300), words(300, 600));
    check(
        &text("old"),
        &text("new"),
        "~ | … word294 word295 word296 word297 word298 word299 [-old-]{+new+} word300\n  | word301 word302 word303 word304 …\n",
    );
}

#[test]
fn what_is_the_same_is_folded_and_lines_that_belong_together_are_one() {
    let list = |items: &[&str]| {
        let items = items.iter().fold(String::new(), |html, item| html + "<li>" + item + "</li>");
        format!("<h2 id=\"steps\">Steps</h2><ul>{items}</ul><p>The end.</p>")
    };
    check(
        &list(&["one", "two", "three", "four", "Feed the starter once", "six", "seven", "eight", "nine"]),
        &list(&[
            "one",
            "two",
            "three",
            "four",
            "Feed the starter twice",
            "six",
            "seven",
            "eight",
            "and <b>ten</b>",
            "nine",
        ]),
        "  | … 3 lines are the same
  | - three
  | - four
~ | - Feed the starter [-once-]{+twice+}
  | - six
  | - seven
  | - eight
+ | - and **ten**
  | - nine
  | The end.
",
    );
}

#[test]
fn what_only_html_shows_is_shown_as_html() {
    check(
        "<p>Text.</p><p><img src=\"https://a.b/c.png\" alt=\"x\" class=\"left\"></p>",
        "<p>Text.</p><p><img src=\"https://a.b/c.png\" alt=\"x\" class=\"right\"></p>",
        "  | Text.\n  | in HTML only:\n  | <p>\n~ | <img alt=\"x\" class=\"[-left-]{+right+}\" src=\"https://a.b/c.png\">\n  | </p>\n",
    );
    check(
        "<p><img src=\"https://a.b/c.png\" alt=\"x\" width=\"300\"></p>",
        "<p><img src=\"https://a.b/c.png\" alt=\"x\" width=\"400\"></p>",
        "~ | ![x|[-300-]{+400+}](https://a.b/c.png)\n",
    );
}

#[test]
fn an_empty_paragraph_is_seen() {
    check("<p>a</p>", "<p>a</p><p><br></p>", "  | a\n+ | <p><br></p>\n");
}

#[test]
fn texts_that_are_not_alike_are_removed_and_added() {
    check("<p>Alpha beta.</p>", "<p>Gamma.</p><p>Delta.</p>", "- | Alpha beta.\n+ | Gamma.\n+ | Delta.\n");
    check("", "<p>New.</p>", "+ | New.\n");
    check(
        "<pre><code>a\n\nb\n</code></pre>",
        "<pre><code>a\n\nc\n</code></pre>",
        "  | ```\n  | a\n  |\n- | b\n+ | c\n  | ```\n",
    );
}

#[test]
fn nothing_in_a_text_is_obeyed() {
    let drawn = drawn_text(
        &TextDiff::new(
            "<p>a</p>",
            "<pre><code>::error::x\n\u{1b}[2J\u{202e}txt\n##[warning]y\n</code></pre>",
        ),
        WIDE,
    );
    assert_eq!(drawn, "- | a\n+ | ```\n+ | ::error::x\n+ | ␛[2J\u{fffd}txt\n+ | ##[warning]y\n+ | ```\n");
    let value =
        ValueDiff::new("title", Some("a\n::error::b"), Some("\u{1b}c ")).map(|it| drawn_value(&it, WIDE));
    assert_eq!(value.as_deref(), Some("title: a␊::error::b → \"␛c \""));
}

#[test]
fn values_are_on_one_line() {
    let drawn = |name, before, after| ValueDiff::new(name, before, after).map(|it| drawn_value(&it, WIDE));
    assert_eq!(drawn("title", Some("Setup"), Some("Set up")).as_deref(), Some("title: Setup → Set up"));
    assert_eq!(
        drawn("visibility", Some("draft"), Some("published")).as_deref(),
        Some("visibility: draft → published")
    );
    assert_eq!(drawn("picture", None, Some("a.png")).as_deref(), Some("picture: none → a.png"));
    assert_eq!(drawn("title", Some("a"), Some("a")), None);
}

#[test]
fn colors_only_add_to_the_signs() {
    let style = Style { color: true, columns: None };
    let diff = TextDiff::new("<p>one two three</p>", "<p>one 2 three</p>");
    let drawn = drawn_text(&diff, style);
    assert_eq!(drawn, "~ | one \u{1b}[31m[-two-]\u{1b}[0m\u{1b}[32m{+2+}\u{1b}[0m three\n");
    assert_eq!(
        anstream::adapter::strip_str(&drawn).to_string(),
        drawn_text(&diff, Style { color: false, columns: None })
    );
}

#[test]
fn programs_read_json() {
    let diff = TextDiff::new("<p>one two three</p><p>x</p>", "<p>one 2 three</p><p>x</p>");
    let json = serde_json::to_string(&diff).unwrap_or_default();
    assert_eq!(
        json,
        "{\"hunks\":[{\"same_before\":0,\"lines\":[{\"kind\":\"changed\",\"form\":\"markdown\",\"segments\":[\
         {\"part\":\"same\",\"text\":\"one \"},{\"part\":\"removed\",\"text\":\"two\"},{\"part\":\"added\",\"text\":\"2\"},\
         {\"part\":\"same\",\"text\":\" three\"}]},{\"kind\":\"same\",\"form\":\"markdown\",\"segments\":[\
         {\"part\":\"same\",\"text\":\"x\"}]}]}],\"same_after\":0}"
    );
    let value = ValueDiff::new("title", Some("a"), None);
    assert_eq!(
        serde_json::to_string(&value).unwrap_or_default(),
        "{\"name\":\"title\",\"before\":\"a\",\"after\":null}"
    );
}

#[test]
fn long_lines_are_broken_at_words_and_wide_letters_count_twice() {
    let style = Style { color: false, columns: Some(30) };
    let drawn = drawn_text(
        &TextDiff::new(
            "",
            "<p>Some words that are longer than the line, and 面粉和水混合面粉和水混合面粉和水混合.</p>",
        ),
        style,
    );
    assert_eq!(
        drawn,
        "+ | Some words that are longer\n  | than the line, and\n  | 面粉和水混合面粉和水混合面\n  | 粉和水混合.\n"
    );
}

#[test]
fn two_large_texts_with_nothing_in_common_end() {
    let text = |seed: usize| {
        (0..12_000).fold(String::new(), |mut html, number| {
            let _ = write!(html, "<p>");
            for word in 0..6 {
                let _ = write!(html, "{:x} ", (number * 6 + word) * 7_919 + seed * 104_729 + 1_000_003);
            }
            html.push_str("</p>");
            html
        })
    };
    assert_eq!(TextDiff::new(&text(1), &text(500_000)).hunks.len(), 1);
    let line = |seed: usize| text(seed).replace("</p><p>", " ");
    assert_eq!(TextDiff::new(&line(1), &line(500_000)).hunks.len(), 1);
}
