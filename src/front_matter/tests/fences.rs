//! Where front matter begins and ends.

use super::*;
use crate::front_matter::read::MAX_BYTES;

#[test]
fn yaml_toml_and_json_are_read_alike() {
    check(
        "---\ntitle: Loops\nweight: 3\n---\nText\n",
        &["title Loops", "order weight=3", "body \"Text\\n\""],
    );
    check(
        "+++\ntitle = \"Loops\"\nweight = 3\n+++\nText\n",
        &["title Loops", "order weight=3", "body \"Text\\n\""],
    );
    check(
        "{\n\t\"title\": \"Loops\",\n\t\"weight\": 3\n}\nText\n",
        &["title Loops", "order weight=3", "body \"Text\\n\""],
    );
}

#[test]
fn a_page_without_front_matter_is_all_body() {
    check("# Loops\n", &["body \"# Loops\\n\""]);
    check("", &["body \"\""]);
    check("\u{feff}# Loops\n", &["body \"# Loops\\n\""]);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    check(
        "\u{feff}---\r\ntitle: Löops\r\ndraft: x\r\n---\r\nText\r\n",
        &["title Löops", "invalid-value 3:8 `draft` must be `true` or `false`", "body \"Text\\r\\n\""],
    );
}

#[test]
fn a_blank_line_above_the_fence_does_not_hide_it() {
    check(
        "\n\n---\ntitle: Loops\ndraft: x\n---\nText",
        &["title Loops", "invalid-value 5:8 `draft` must be `true` or `false`", "body \"Text\""],
    );
    check("\n---\n\nText\n\n---\n", &["body \"\\n---\\n\\nText\\n\\n---\\n\""]);
}

#[test]
fn an_indented_block_is_read_with_its_places() {
    check(
        "---\n\n  title: Loops\n  draft: x\n---\nText",
        &["title Loops", "invalid-value 4:10 `draft` must be `true` or `false`", "body \"Text\""],
    );
}

#[test]
fn three_dots_close_yaml() {
    check("---\ntitle: Loops\n...\nText", &["title Loops", "body \"Text\""]);
}

#[test]
fn the_body_is_kept_byte_by_byte() {
    check(
        "---\ntitle: A\n---\n\n\n| a |\r\n---\n```\n---\n```\n",
        &["title A", "body \"\\n\\n| a |\\r\\n---\\n```\\n---\\n```\\n\""],
    );
}

#[test]
fn text_between_two_thematic_breaks_is_text() {
    for text in [
        "---\n\nSome words.\n\n---\nMore.\n",
        "---\n- a\n- b\n---\n",
        "---\n# A heading\n---\n",
        "---\n\nIn this lesson: we learn\nto walk\n\n---\n",
        "---\n\nSee [this](x): one: two\n\n---\n",
        "---\n",
        "---",
        "----\ntitle: A\n----\n",
    ] {
        check(text, &[&format!("body {text:?}")]);
    }
}

#[test]
fn braces_that_are_text_are_text() {
    for text in [
        "{{< youtube abc >}}\n",
        "{% raw %}\n",
        "{#id}\n",
        "{\"a\": 1} is what JSON looks like.\n",
        "{\"quoted\"}\n",
        "{}\n",
        "{",
    ] {
        check(text, &[&format!("body {text:?}")]);
    }
}

#[test]
fn json_strings_may_hold_braces_and_escapes() {
    check(
        "{\"title\": \"a } \\\" b \\u00e9 \\/ \\ud83d\\ude00\"}\nText",
        &["title a } \" b é / 😀", "body \"Text\""],
    );
}

#[test]
fn an_empty_block_is_no_text() {
    check("---\n---\nText", &["body \"Text\""]);
    check("---\n# title: Loops\n# draft: true\n---\nText", &["body \"Text\""]);
    check("+++\n+++\nText", &["body \"Text\""]);
}

#[test]
fn an_unclosed_block_is_an_error_and_a_thematic_break_is_none() {
    check(
        "---\ntitle: Loops\ndraft: true\n\nText\n",
        &[
            "title Loops",
            "unclosed-front-matter 1:1 the front matter is not closed \
         (add a line `---` below the last key)",
            "body \"\\nText\\n\"",
        ],
    );
    check("---\n\nText: more\n", &["body \"---\\n\\nText: more\\n\""]);
    check(
        "+++\ntitle = \"Loops\"\n",
        &[
            "title Loops",
            "unclosed-front-matter 1:1 the front matter is not closed \
         (add a line `+++` below the last key)",
            "body \"\"",
        ],
    );
    check(
        "{\"title\": \"Loops\"\n\nText",
        &[
            "title Loops",
            "unclosed-front-matter 1:1 the front matter is not closed \
         (add a line `}` below the last key)",
            "body \"\\nText\"",
        ],
    );
}

#[test]
fn a_block_that_is_too_long_is_not_read() {
    let text = format!("---\ntitle: Loops\nx: {}\n---\nText", "y".repeat(MAX_BYTES));
    check(
        &text,
        &[
            "title Loops",
            "invalid-front-matter 2:1 the front matter is longer than 1 MiB and is ignored \
         (add the closing line if it is missing, and move text below it)",
            "body \"Text\"",
        ],
    );
}
