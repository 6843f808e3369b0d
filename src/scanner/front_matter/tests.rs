use proptest::prelude::*;

use super::*;
use crate::course::CoursePath;

fn source(text: &str) -> Source {
    Source::new(CoursePath::root().child("a.md"), text)
}

/// Reads a page and compares all that comes of it, line by line: fields, findings, body.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let source = source(text);
    let mut diagnostics = Vec::new();
    let (front, body) = read(&source, &mut diagnostics);
    let mut lines = fields(&front);
    lines.extend(diagnostics.iter().map(finding));
    lines.push(format!("body {:?}", &text[body]));
    assert_eq!(lines, expected, "\n{}", lines.join("\n"));
}

/// Compares the fields and findings of a block of keys.
#[track_caller]
fn check_keys(keys: &str, expected: &[&str]) {
    let mut expected = expected.to_vec();
    expected.push("body \"Text\\n\"");
    check(&format!("---\n{keys}\n---\nText\n"), &expected);
}

fn fields(front: &FrontMatter) -> Vec<String> {
    let FrontMatter {
        title,
        order,
        date,
        visibility,
        kind,
        video,
        materials,
        thumbnail,
        description,
        id,
        allow,
        has_questions,
    } = front;
    let text = |name: &str, text: &Option<Spanned<String>>| {
        text.as_ref().map(|text| format!("{name} {}", text.value))
    };
    let mut lines = Vec::new();
    lines.extend(text("title", title));
    lines.extend(order.as_ref().map(|order| format!("order {}={}", order.value.key, order.value.value)));
    lines.extend(date.as_ref().map(|date| format!("date {date}")));
    lines.extend(visibility.as_ref().map(|visibility| format!("{visibility:?}")));
    lines.extend(kind.as_ref().map(|kind| format!("kind {kind:?}")));
    lines.extend(video.as_ref().map(|video| format!("video {}", shown(&video.value))));
    lines.extend(materials.iter().map(|material| {
        let MaterialRef { target, title, kind } = &material.value;
        format!("material {target} {} {}", title.as_deref().unwrap_or("-"), kind.unwrap_or("-"))
    }));
    lines.extend(text("thumbnail", thumbnail));
    lines.extend(text("description", description));
    lines.extend(id.as_ref().map(|id| format!("id {id}")));
    lines.extend(allow.iter().map(|code| format!("allow {}", code.value)));
    lines.extend(has_questions.then(|| "questions".to_owned()));
    lines
}

/// A player is shown by the id it ends with, because its address is the embed module's affair.
fn shown(video: &VideoRef) -> String {
    match video {
        VideoRef::Path(path) => format!("path {path}"),
        VideoRef::Url(url) | VideoRef::Embed(url) => format!("url {url}"),
    }
}

fn finding(diagnostic: &Diagnostic) -> String {
    let region = diagnostic.place.as_ref().and_then(|place| place.region.as_ref());
    let place = region.map_or(String::new(), |region| format!("{}:{}", region.line, region.column));
    let help = diagnostic.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
    format!("{} {place} {}{help}", diagnostic.code, diagnostic.message)
}

mod fences {
    use super::*;

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
            "---\nWords: [with](x): a colon: or two\n\"and quotes\n---\n".trim_start_matches("---\nWords:"),
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
                "unclosed-front-matter 1:1 the front matter is opened and never closed \
             (put a line `---` below the last key)",
                "body \"\\nText\\n\"",
            ],
        );
        check("---\n\nText: more\n", &["body \"---\\n\\nText: more\\n\""]);
        check(
            "+++\ntitle = \"Loops\"\n",
            &[
                "title Loops",
                "unclosed-front-matter 1:1 the front matter is opened and never closed \
             (put a line `+++` below the last key)",
                "body \"\"",
            ],
        );
        check(
            "{\"title\": \"Loops\"\n\nText",
            &[
                "title Loops",
                "unclosed-front-matter 1:1 the front matter is opened and never closed \
             (put a line `}` below the last key)",
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
                "invalid-front-matter 2:1 the front matter is longer than 64 KiB and was not read \
             (is the closing line missing? Text belongs below it)",
                "body \"Text\"",
            ],
        );
    }
}

mod syntax {
    use super::*;

    const YAML: &str = "the front matter cannot be read: it is not valid YAML";

    /// Checks the place and the advice for a block that does not parse, below the line `title: Loops`.
    #[track_caller]
    fn check_broken(line: &str, place: &str, help: &str) {
        let expected = format!("invalid-front-matter {place} {YAML} ({help})");
        check_keys(&format!("title: Loops\n{line}"), &["title Loops", &expected]);
    }

    #[test]
    fn a_colon_in_the_text_asks_for_quotes() {
        check_broken(
            "description: Configure a run: schedule, target",
            "3:29",
            "put the text in quotes: `description: \"Configure a run: schedule, target\"`",
        );
        check_broken("a: say \"x\": y", "3:11", "put the text in quotes: `a: 'say \"x\": y'`");
    }

    #[test]
    fn a_tab_at_the_front_asks_for_spaces() {
        check_broken("materials:\n\t- a.pdf", "4:2", "begin the line with spaces instead of tabs");
    }

    #[test]
    fn quotes_are_explained() {
        check_broken("a: \"Loops", "3:4", "close it with `\"` at the end of the text");
        check_broken("a: \"Loops\" and \"ends\"", "3:12", "put the whole text in single quotes");
    }

    #[test]
    fn signs_that_mean_something_to_yaml_ask_for_quotes() {
        check_broken("a: @home", "3:4", "put the text in quotes: `a: \"@home\"`");
        check_broken("a: [x] and y", "3:8", "put the text in quotes: `a: \"[x] and y\"`");
    }

    #[test]
    fn a_missing_space_is_explained() {
        check_keys(
            "title:Loops",
            &["invalid-front-matter 2:1 the front matter cannot be read: it has no space after the colon \
             (write `title: `, with a space, before the value)"],
        );
    }

    #[test]
    fn trailing_tabs_are_no_error() {
        check_keys("title: Loops\t\t\nduration: 0\t\t\t", &["title Loops"]);
    }

    #[test]
    fn toml_errors_have_their_place_in_the_file() {
        check(
            "+++\ntitle = \"Loops\"\ndraft = maybe\n+++\nText",
            &[
                "title Loops",
                "invalid-front-matter 3:9 the front matter cannot be read: it is not valid TOML",
                "body \"Text\"",
            ],
        );
    }

    #[test]
    fn json_errors_have_their_place_in_the_file() {
        check(
            "{\n\"title\": \"Loops\",\n\"weight\" 3\n}\nText",
            &[
                "title Loops",
                "invalid-front-matter 3:10 the front matter cannot be read: it is not valid JSON",
                "body \"Text\"",
            ],
        );
    }

    #[test]
    fn aliases_cannot_eat_the_machine() {
        let mut keys = "a0: &a0 [x, x, x, x, x, x, x, x]".to_owned();
        for level in 1..20 {
            let last = format!("*a{}", level - 1);
            keys += &format!("\na{level}: &a{level} [{}]", [last.as_str(); 8].join(", "));
        }
        let (front, findings) = read_keys(&keys);
        assert_eq!((front, findings.len()), (FrontMatter::default(), 1));
    }

    #[test]
    fn deep_nesting_is_an_error_and_no_crash() {
        for opening in ["- ", "[", "{a: ", "? "] {
            let (_, findings) = read_keys(&format!("a: 1\nb:\n  {}", opening.repeat(20_000 / opening.len())));
            assert_eq!(findings.len(), 1, "{opening}");
        }
    }

    #[test]
    fn deep_nesting_in_toml_is_an_error_and_no_crash() {
        let mut diagnostics = Vec::new();
        read(&source(&format!("+++\na = {}\n+++\n", "[".repeat(60_000))), &mut diagnostics);
        read(&source(&format!("+++\n{} = 1\n+++\n", ["a"; 20_000].join("."))), &mut diagnostics);
        assert!(!diagnostics.is_empty());
    }

    fn read_keys(keys: &str) -> (FrontMatter, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let (front, _) = read(&source(&format!("---\n{keys}\n---\n")), &mut diagnostics);
        (front, diagnostics)
    }
}

mod texts {
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
                    "empty-title 2:{column} the title is empty (write a title, or remove the line: then the \
                 page's heading or name is taken)"
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
                "invalid-value 2:8 `title` must be text",
                "invalid-value 4:9 `weight` must be a number (write `3`, `1.5`, or `4a`)",
                "invalid-value 3:8 `draft` must be `true` or `false`",
                "invalid-value 5:15 `content_type` must be `video`, `assignment` or `quiz`",
            ],
        );
    }

    #[test]
    fn toml_dates_and_tables_do_not_break() {
        check(
            "+++\ndate = 2020-01-01T10:00:00Z\npublished = 2020-01-01\n[params]\na.b = 1\n+++\nText",
            &[
                "date 2020-01-01T10:00:00Z",
                "foreign-value 3:13 `published` is ignored because it is not `true` or `false`",
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
                "foreign-value 2:8 `cover` is ignored because it is not the path or address of an image",
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
            &["invalid-value 2:8 `allow` takes the names of findings (did you mean `missing-image`?)"],
        );
    }
}

mod families {
    use super::*;

    #[test]
    fn order_takes_numbers_of_all_spellings() {
        for number in ["3", "-3", "1.10", "4a", "13C", "007"] {
            check_keys(&format!("order: {number}"), &[&format!("order order={number}")]);
            check_keys(&format!("order: \"{number}\""), &[&format!("order order={number}")]);
        }
        check_keys("sidebar_position:", &[]);
        check_keys(
            "navOrder: first",
            &["invalid-value 2:11 `navOrder` must be a number (write `3`, `1.5`, or `4a`)"],
        );
    }

    #[test]
    fn of_two_keys_of_a_family_the_first_of_the_list_counts() {
        check_keys(
            "weight: 2\norder: 1",
            &[
                "order order=1",
                "duplicate-key 2:1 `weight` is ignored because `order` says the same kind of thing \
             (keep one of the two)",
            ],
        );
        check_keys("weight: 2\norder:", &["order weight=2"]);
    }

    #[test]
    fn of_a_key_written_twice_the_first_counts() {
        check_keys(
            "title: A\ntitle: B",
            &[
                "title A",
                "duplicate-key 3:1 `title` is written twice; the first one counts (keep one of the two)",
            ],
        );
    }

    #[test]
    fn visibility_has_many_keys() {
        for draft in ["visibility: draft", "draft: true", "published: false", "hidden: True", "ready: false"]
        {
            check_keys(draft, &["Draft"]);
        }
        for published in
            ["visibility: Published", "draft: false", "published: true", "hidden: false", "ready: true"]
        {
            check_keys(published, &["Published"]);
        }
    }

    #[test]
    fn yes_and_no_are_understood_with_a_warning() {
        check_keys("draft: yes", &["Draft", "lenient-boolean 2:8 this is read as `true` (write `true`)"]);
        check_keys(
            "published: off",
            &["Draft", "lenient-boolean 2:12 this is read as `false` (write `false`)"],
        );
    }

    #[test]
    fn a_wrong_visibility_is_an_error_with_the_near_miss() {
        check_keys(
            "visibility: drat",
            &["invalid-value 2:13 `visibility` must be `published` or `draft` (did you mean `draft`?)"],
        );
        check_keys(
            "visibility: public",
            &["invalid-value 2:13 `visibility` must be `published` or `draft` (did you mean `published`?)"],
        );
        check_keys("draft: maybe", &["invalid-value 2:8 `draft` must be `true` or `false`"]);
    }

    #[test]
    fn a_date_under_published_belongs_to_another_tool() {
        check_keys(
            "published: 2020-01-01",
            &["foreign-value 2:12 `published` is ignored because it is not `true` or `false`"],
        );
    }

    #[test]
    fn a_bare_type_of_another_tool_is_ignored() {
        check_keys("type: Quiz", &["kind Quiz"]);
        check_keys("contentType: assignment", &["kind Assignment"]);
        check_keys("type: practice", &[]);
        check_keys("type: practice\ncontent_type: quiz", &["kind Quiz"]);
        check_keys(
            "content_type: assigment",
            &["invalid-value 2:15 `content_type` must be `video`, `assignment` or `quiz` \
             (did you mean `assignment`?)"],
        );
    }

    #[test]
    fn a_slip_in_a_key_is_noticed_and_other_keys_are_left_alone() {
        check_keys("titel: Loops", &["unknown-key 2:1 `titel` is not a known key (did you mean `title`?)"]);
        check_keys("tags: [a]\nlayout: post\nnested: {titel: x}", &[]);
    }
}

mod media {
    use super::*;

    #[test]
    fn a_video_is_a_path_or_an_address() {
        check_keys("video: intro.mp4", &["video path intro.mp4"]);
        check_keys("video_url: https://example.com/a.mp4", &["video url https://example.com/a.mp4"]);
        check_keys("videoLink: //example.com/a.mp4", &["video url https://example.com/a.mp4"]);
        check_keys("video: {aspect: 16x9, file: a.mp4}", &["video path a.mp4"]);
    }

    #[test]
    fn a_bare_id_is_a_youtube_id() {
        for keys in ["video_id: dQw4w9WgXcQ", "videoId: dQw4w9WgXcQ", "video: {aspect: x, id: dQw4w9WgXcQ}"] {
            let (front, _) = read(&source(&format!("---\n{keys}\n---\n")), &mut Vec::new());
            let video = front.video.map(|video| shown(&video.value)).unwrap_or_default();
            assert!(video.starts_with("url ") && video.contains("dQw4w9WgXcQ"), "{keys}: {video}");
        }
    }

    #[test]
    fn empty_video_keys_are_templates() {
        check_keys("videoId: \"\"\ndownload: \"\"\nvideo: {id: \"\"}\nvimeo:", &[]);
        check_keys("videoId: \"\"\nvideo: a.mp4", &["video path a.mp4"]);
    }

    #[test]
    fn a_video_that_cannot_be_found_is_an_error() {
        check_keys(
            "youtube: \"@channel\"",
            &["invalid-value 2:10 `youtube` does not say which video \
             (give the whole address of the video's page, as the browser shows it)"],
        );
        check_keys(
            "video: [a.mp4, b.mp4]",
            &["invalid-value 2:8 `video` must be a path or an address \
             (a lesson has one video; list further files in `materials`)"],
        );
        check_keys("video: true", &["invalid-value 2:8 `video` must be a path or an address"]);
        check_keys(
            "video: {aspect: wide}",
            &["invalid-value 2:8 `video` does not say which video (give it `file`, `url` or `id`)"],
        );
    }

    #[test]
    fn materials_are_paths_globs_addresses_and_mappings() {
        check_keys(
            "materials:\n- a.pdf\n- \"*.csv\"\n- {title: Slides, url: https://x.org/s, type: PDF}\n- {label: B, file: b.zip}",
            &[
                "material a.pdf - -",
                "material *.csv - -",
                "material https://x.org/s Slides pdf",
                "material b.zip B -",
            ],
        );
        check_keys("download: a.zip", &["material a.zip - -"]);
        check_keys("attachments: {name: A, path: a.zip}", &["material a.zip A -"]);
    }

    #[test]
    fn a_material_without_a_file_is_an_error_and_a_foreign_resource_a_warning() {
        check_keys(
            "materials: [{title: A}, b.pdf, 3]",
            &[
                "material b.pdf - -",
                "invalid-value 2:13 this entry of `materials` does not say which file \
             (write a path, an address, or `title` with `file` or `url`)",
                "invalid-value 2:32 this entry of `materials` does not say which file \
             (write a path, an address, or `title` with `file` or `url`)",
            ],
        );
        check_keys(
            "resources: [{src: x, name: y}]",
            &["foreign-value 2:13 `resources` is ignored because it is not a file or an address"],
        );
    }

    #[test]
    fn a_type_that_the_platform_does_not_know_is_an_error_in_materials_only() {
        check_keys(
            "materials: {file: a.pdf, type: pfd}",
            &[
                "material a.pdf - -",
                "invalid-value 2:32 the platform has no such type of material (did you mean `pdf`?)",
            ],
        );
        check_keys(
            "resources: {title: A, url: https://x.org, type: article}",
            &["material https://x.org A -"],
        );
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_leaves_a_body(text in any_page()) {
        let source = source(&text);
        let mut diagnostics = Vec::new();
        let (front, body) = read(&source, &mut diagnostics);
        prop_assert!(source.text.get(body.clone()).is_some());
        prop_assert_eq!(body.end, text.len());
        if let Some(title) = front.title {
            prop_assert!(!title.value.trim().is_empty());
            prop_assert!(text.get(title.span).is_some());
        }
    }
}

/// Arbitrary text, and lines that come near front matter.
fn any_page() -> impl Strategy<Value = String> {
    let bytes = prop::collection::vec(any::<u8>(), 0..200)
        .prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let piece = prop::sample::select(vec![
        "---",
        "+++",
        "...",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "{",
        "}",
        "\"",
        "'",
        "title",
        ":",
        ": ",
        " = ",
        "- ",
        "[",
        "]",
        "é",
        "\u{feff}",
        "&a",
        "*a",
        "|",
        ">",
        "#",
        "video",
        "materials",
        "draft",
        "3",
        "1.10",
        "x.mp4",
        "\\",
        "!!int ",
        "? ",
        "<<",
        "\u{85}",
        "\u{2028}",
        "\0",
        ", ",
        "2020-01-01",
        "\\ud83d",
    ]);
    let pieces = prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat());
    let fenced = (
        "(---|\\+\\+\\+)\n",
        prop::collection::vec("[a-z]{1,6}(: | = )[\\PC\t]{0,12}\n", 0..6),
        "(---|\\+\\+\\+)?\n",
    )
        .prop_map(|(open, lines, close)| format!("{open}{}{close}", lines.concat()));
    prop_oneof![
        bytes,
        any::<String>(),
        pieces.clone(),
        pieces.prop_map(|text| format!("---\n{text}\n---\n")),
        fenced
    ]
}
