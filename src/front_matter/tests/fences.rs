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
        &[
            "title Löops",
            "Draft",
            "invalid-value 3:8 `draft` must be `true` or `false`",
            "body \"Text\\r\\n\"",
        ],
    );
}

#[test]
fn a_blank_line_above_the_fence_does_not_hide_it() {
    check(
        "\n\n---\ntitle: Loops\ndraft: x\n---\nText",
        &["title Loops", "Draft", "invalid-value 5:8 `draft` must be `true` or `false`", "body \"Text\""],
    );
    check("\n---\n\nText\n\n---\n", &["body \"\\n---\\n\\nText\\n\\n---\\n\""]);
}

#[test]
fn an_indented_block_is_read_with_its_places() {
    check(
        "---\n\n  title: Loops\n  draft: x\n---\nText",
        &["title Loops", "Draft", "invalid-value 4:10 `draft` must be `true` or `false`", "body \"Text\""],
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
        "----\nSome words.\n----\n",
        "--- and then\ntitle: A\n---\n",
        "---hello\nwords\n---\n",
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
            "Draft",
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

/// A page whose front matter is `title: Loops` and `draft: true`, and nothing else in the body but `Text`.
#[track_caller]
fn is_front_matter(page: &str) {
    check(page, &["title Loops", "Draft", "body \"Text\\n\""]);
}

#[test]
fn front_matter_may_be_behind_blank_lines_comments_and_a_license() {
    let yaml = "---\ntitle: Loops\ndraft: true\n---\nText\n";
    let toml = "+++\ntitle = \"Loops\"\ndraft = true\n+++\nText\n";
    let json = "{\"title\": \"Loops\",\n\"draft\": true}\nText\n";
    for above in [
        "",
        "\u{feff}",
        "\u{feff}\u{feff}",
        "\n \n\t\n",
        "\u{feff}\n",
        "\n\u{feff}",
        "<!-- A comment -->\n",
        "<!--\nCopyright A. Baker\n\n---\nmore\n-->\n\n",
        "<!-- a -->\n<!-- b -->\n\n",
        "{/* For editors. */}\n\n",
        "/*\n * Licence: all rights reserved\n */\n",
        "# Copyright 2024 A. Baker\n# SPDX-License-Identifier: MIT\n",
        "// SPDX-License-Identifier: MIT\n\n",
        "[//]: # (Copyright A. Baker)\n\n",
        "%YAML 1.2\n",
    ] {
        for page in [yaml, toml, json] {
            is_front_matter(&format!("{above}{page}"));
            is_front_matter(&format!("{above}{page}").replace('\n', "\r\n").replace("Text\r", "Text"));
        }
    }
}

#[test]
fn a_heading_that_is_no_license_is_text() {
    let page = "# Loops\n\n---\n\nWords.\n\n---\n";
    check(page, &[&format!("body {page:?}")]);
    let page = "<!-- a --> Words.\n\n---\n\nMore.\n\n---\n";
    check(page, &[&format!("body {page:?}")]);
    let page = "<!-- never closed\n---\nkey: value\n---\n";
    check(page, &[&format!("body {page:?}")]);
}

#[test]
fn the_fence_may_name_its_language_and_have_a_comment() {
    let yaml = "title: Loops\ndraft: true\n";
    for (opening, closing) in [
        ("---yaml", "---"),
        ("--- yaml", "---"),
        ("---yml", "..."),
        ("---YAML", "---"),
        ("--- # for the website", "---"),
        ("---   ", "---  "),
        ("----", "----"),
        (" ---", " ---"),
        ("—", "—"),
        ("–––", "---"),
        ("---–", "---–"),
        (";;;", ";;;"),
    ] {
        is_front_matter(&format!("{opening}\n{yaml}{closing}\nText\n"));
    }
    let toml = "title = \"Loops\"\ndraft = true\n";
    for (opening, closing) in [
        ("---toml", "---"),
        ("+++toml", "+++"),
        ("+++ # for the website", "+++"),
        (";;;toml", ";;;"),
        (";;;", ";;;"),
    ] {
        is_front_matter(&format!("{opening}\n{toml}{closing}\nText\n"));
    }
    let json = "\"title\": \"Loops\",\n\"draft\": true\n";
    for (opening, closing) in [("---json", "---"), (";;;", ";;;"), (";;;json", ";;;")] {
        is_front_matter(&format!("{opening}\n{json}{closing}\nText\n"));
        is_front_matter(&format!("\n{opening}\n{{{json}}}\n{closing}\nText\n"));
    }
}

#[test]
fn places_are_those_of_the_file_wherever_the_block_is() {
    check(
        "<!-- a -->\n\n;;;\n\"title\": \"Loops\",\n\"order\": \"first\"\n;;;\nText\n",
        &[
            "title Loops",
            "invalid-value 5:10 `order` must be a number (write `3`, `1.5`, or `4a`)",
            "body \"Text\\n\"",
        ],
    );
}

#[test]
fn front_matter_that_cannot_be_read_is_an_error() {
    check(
        "---js\nexport default {}\n---\nText\n",
        &[
            "invalid-front-matter 1:1 the front matter cannot be read: its language is `js` \
         (write YAML between two lines `---`)",
            "body \"Text\\n\"",
        ],
    );
    check(
        "---coffee\ntitle: Loops\ndraft: true\n---\nText\n",
        &[
            "title Loops",
            "Draft",
            "invalid-front-matter 1:1 the front matter cannot be read: its language is `coffee` \
         (write YAML between two lines `---`)",
            "body \"Text\\n\"",
        ],
    );
    check(
        "---\ntitle: a: b\ndraft: true\n---\nText\n",
        &[
            "title a: b",
            "Draft",
            "invalid-front-matter 2:9 the front matter is not valid YAML \
         (put the text in quotes: `title: \"a: b\"`)",
            "body \"Text\\n\"",
        ],
    );
}

#[test]
fn front_matter_below_the_first_words_is_an_error() {
    for (page, title) in [
        ("Some words.\n\n---\ntitle: Loops\ndraft: true\n---\nText\n", "title Loops"),
        ("# Loops\n\n---\ntags:\n  - a\ntitle: Loops\nhidden: yes\n---\nText\n", "title Loops"),
    ] {
        check(
            page,
            &[
                title,
                "Draft",
                "invalid-front-matter 3:1 the front matter is not at the top, so learners see it \
         (move the block to the top of the file)",
                &format!("body {page:?}"),
            ],
        );
    }
    for page in [
        "Some words.\n\n---\nNote: this\n---\nText\n",
        "Some words.\n\n---\n\ntitle: Loops\n\n---\nText\n",
        "```\n---\ntitle: Loops\n---\n```\n",
        "Words.\n\n<pre class=\"mermaid\">\n\n---\ntitle: Loops\n---\ngitGraph\n</pre>\n",
        "# Slide\n\n---\nlayout: center\n---\nText\n",
        "Some words.\n\n---\ntitle: Loops\nwords without a key\n---\n",
    ] {
        check(page, &[&format!("body {page:?}")]);
    }
}

#[test]
fn a_second_block_and_a_list_of_keys_are_errors() {
    check(
        "---\ntitle: Loops\n---\n\n---\ndraft: true\n---\nText\n",
        &[
            "title Loops",
            "Draft",
            "invalid-front-matter 5:1 a second block of front matter follows the first \
         (move its keys into the first block)",
            "body \"\\n---\\ndraft: true\\n---\\nText\\n\"",
        ],
    );
    check(
        "---\n- title: Loops\n- private: true\n---\nText\n",
        &[
            "title Loops",
            "Draft",
            "invalid-front-matter 2:3 the front matter is a list, not a group of keys \
         (write `title:` without `- ` before it)",
            "hiding-key 3:3 `private: true` makes the page a draft (remove the key to publish the page)",
            "body \"Text\\n\"",
        ],
    );
    check(
        "---\ntitle:Loops\ndraft:true\n---\nText\n",
        &[
            "title Loops",
            "Draft",
            "invalid-front-matter 2:1 the front matter has no space after a colon \
         (write `title: `, with a space, before the value)",
            "body \"Text\\n\"",
        ],
    );
    let page = "---\ntitle: Loops\n---\n---\n\nText\n";
    check(page, &["title Loops", "body \"---\\n\\nText\\n\""]);
}

#[test]
fn a_header_without_a_fence_is_front_matter() {
    check(
        "Title: Loops: the basics\nDate: 2020-01-01\nStatus: draft\n\nText\n",
        &[
            "title Loops: the basics",
            "date 2020-01-01",
            "Draft",
            "hiding-key 3:1 `Status: draft` makes the page a draft (remove the key to publish the page)",
            "body \"\\nText\\n\"",
        ],
    );
    check("title: Loops\ndraft: true\n---\nText\n", &["title Loops", "Draft", "body \"Text\\n\""]);
    check(
        "id: a\nsummary: Words\n  and more\nstatus: Published\ntitle: A\n\nText\n",
        &["title A", "description Words", "id a", "body \"\\nText\\n\""],
    );
    check(
        "title: Loops\nprivate: true\n",
        &[
            "title Loops",
            "Draft",
            "hiding-key 2:1 `private: true` makes the page a draft (remove the key to publish the page)",
            "body \"\"",
        ],
    );
    for page in [
        "Title: Loops\n\nText\n",
        "Title: Loops\n",
        "Note: this\nTip: that\n\nText\n",
        "Author: A. Baker\nDate: today\n\nText\n",
        "title: Loops\nand words\n---\n",
        "Question: who?\nTitle: Loops\n\nText\n",
        "# Title\n---\n",
    ] {
        check(page, &[&format!("body {page:?}")]);
    }
}

#[test]
fn front_matter_in_a_comment_is_read() {
    is_front_matter("<!--\n---\ntitle: Loops\ndraft: true\n---\n-->\nText\n");
    is_front_matter("\n<!--   \n\n---\ntitle: Loops\ndraft: true\n---\n\n-->  \nText\n");
    for page in [
        "<!--\n---\nwords\n---\n-->\nText\n",
        "<!--\n---\ntitle: Loops\n-->\nText\n",
        "<!-- title: Loops -->\nText\n",
    ] {
        check(page, &[&format!("body {page:?}")]);
    }
}
