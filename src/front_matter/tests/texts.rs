//! Texts as their author spelt them.

use super::*;

#[test]
fn a_title_is_spelt_as_its_author_spelt_it() {
    for title in
        ["2024", "1.10", "007", "1_000", "0x10", "true", "Yes", ".inf", "2020-01-01", "A* Search", "1e3"]
    {
        check_keys(&format!("title: {title}"), &[&format!("title {title}")]);
    }
    check_keys("title: <svelte:self>", &["title <svelte:self>"]);
}

#[test]
fn quotes_and_blocks_are_resolved() {
    check_keys("title: \"A \\\"b\\\" c\"", &["title A \"b\" c"]);
    check_keys("title: 'it''s'", &["title it's"]);
    check_keys("title: >-\n  A long\n  title", &["title A long title"]);
    check_keys("title: \"007\" # a comment", &["title 007"]);
    check(
        "+++\ntitle = 'it is'\ndescription = \"\"\"\na\nb\"\"\"\n+++\nText",
        &["title it is", "description a\nb", "body \"Text\""],
    );
}

#[test]
fn a_value_has_its_place_in_the_file() {
    let text = "\u{feff}---\r\na: é\r\ntitle: \"Löops\"\r\n---\r\n";
    let (front, _) = read(&source(text), &mut Vec::new());
    assert_eq!(front.title.map(|title| &text[title.span]), Some("\"Löops\""));
}

#[test]
fn an_empty_title_is_an_error() {
    for title in ["title:", "title: \"\"", "title: ~", "title: \" \u{200b} \""] {
        let column = if title.len() > 6 { 8 } else { 1 };
        check_keys(
            title,
            &[&format!(
                "empty-title 2:{column} the title is empty (write a title, or remove the line to use the \
                 page's heading or file name)"
            )],
        );
    }
}

#[test]
fn a_title_that_is_no_text_is_an_error() {
    check_keys("title: [Loops]", &["invalid-value 2:8 `title` must be text"]);
}

#[test]
fn anchors_and_merges_are_resolved() {
    check_keys("name: &name Loops\ntitle: *name", &["title Loops"]);
    check_keys("base: &base {draft: true, title: A}\n<<: *base\ntitle: B", &["title B", "Draft"]);
}

#[test]
fn every_fault_of_a_file_is_said() {
    check_keys(
        "title: {}\ndraft: 3\nweight: heavy\ncontent_type: text",
        &[
            "Draft",
            "invalid-value 2:8 `title` must be text",
            "invalid-value 4:9 `weight` must be a number (write `3`, `1.5`, or `4a`)",
            "invalid-value 3:8 `draft` must be `true` or `false`",
            "invalid-value 5:15 `content_type` must be `video`, `assignment` or `quiz` \
         (remove it, or write `video`: text lessons have this type, too)",
        ],
    );
}

#[test]
fn toml_dates_and_tables_do_not_break() {
    check(
        "+++\ndate = 2020-01-01T10:00:00Z\npublished = 2020-01-01\n[params]\na.b = 1\n+++\nText",
        &[
            "date 2020-01-01T10:00:00Z",
            "unsupported-value 3:13 `published` is ignored because it is not `true` or `false`",
            "body \"Text\"",
        ],
    );
}

#[test]
fn shared_keys_with_other_shapes_are_ignored_aloud() {
    check_keys(
        "cover: {src: a.png}\nimage: hero.png",
        &[
            "thumbnail hero.png",
            "unsupported-value 2:8 `cover` is ignored because it is not the path or address of an image",
        ],
    );
    check_keys("description:\nimage: \"\"\nid: lesson-7", &["id lesson-7"]);
}

#[test]
fn questions_are_noticed() {
    check_keys("question: What?\nanswers: [a, b]", &["questions"]);
    check_keys("questions: []", &[]);
}

#[test]
fn codes_are_allowed_by_name() {
    check_keys("allow: [missing-image, broken_link]", &["allow missing-image", "allow broken-link"]);
    check_keys(
        "allow: mising-image",
        &["invalid-value 2:8 `mising-image` is not a finding code (did you mean `missing-image`?)"],
    );
}

#[test]
fn a_value_that_ends_at_a_hash_is_found_where_learners_read_it() {
    let found = |place: &str, key: &str, help: &str| {
        format!("unquoted-value {place} the value of `{key}` ends at a `#` ({help})")
    };
    let quote = |whole: &str| format!("write `\"{whole}\"`, or put the comment on a line of its own");
    for (keys, value, place, key, whole) in [
        ("title: Loaf #1", "title Loaf", "2:13", "title", "Loaf #1"),
        ("title: C # for bakers", "title C", "2:10", "title", "C # for bakers"),
        ("title: Loaf   # a comment", "title Loaf", "2:15", "title", "Loaf   # a comment"),
        ("summary: Six #tags", "description Six", "2:14", "summary", "Six #tags"),
        ("video: clip #2.mp4", "video path clip", "2:13", "video", "clip #2.mp4"),
        ("cover: loaf #2.png", "thumbnail loaf", "2:13", "cover", "loaf #2.png"),
    ] {
        check_keys(keys, &[value, &found(place, key, &quote(whole))]);
    }
    check_keys(
        "materials:\n  - a.pdf\n  - b #2.pdf",
        &["material a.pdf - -", "material b - -", &found("4:7", "materials", &quote("b #2.pdf"))],
    );
}

#[test]
fn a_comment_behind_another_value_is_one() {
    for (keys, value) in [
        ("title: \"Loaf #1\"", "title Loaf #1"),
        ("title: 'Loaf' # a comment", "title Loaf"),
        ("title: Loaf#1", "title Loaf#1"),
        ("title: Loaf\n# a comment", "title Loaf"),
        ("order: 3 # after two", "order order=3"),
        ("video: clip.mp4 # the short one", "video path clip.mp4"),
        ("id: loaf #1", "id loaf"),
    ] {
        check_keys(keys, &[value]);
    }
}
