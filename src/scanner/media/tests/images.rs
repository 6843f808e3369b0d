use super::*;

#[test]
fn images_are_found_beside_the_page_relative_to_its_address_and_at_the_root() {
    check(
        &[
            (
                "01-a/x.md",
                "![](y.png \"\")\n![one](img/1.png) ![two](../img/2.png) ![three](/3.png) ![four](/4.png)",
            ),
            ("01-a/y.png", "x"),
            ("01-a/img/1.png", "x"),
            ("01-a/img/2.png", "x"),
            ("3.png", "x"),
            ("static/4.png", "x"),
        ],
        "",
    );
}

#[test]
fn escapes_queries_and_backslashes_are_understood_and_literal_names_first() {
    check(
        &[
            ("a.md", r#"![1](a%20b.png?raw=true#x) ![2](a%23b.png) ![3](<img\c.png>) ![4](100%.png)"#),
            ("a b.png", "x"),
            ("a#b.png", "x"),
            ("img/c.png", "x"),
            ("100%.png", "x"),
        ],
        "",
    );
}

#[test]
fn names_compare_with_their_accents_however_these_are_written() {
    check(&[("a.md", "![one](u\u{308}bung.png)"), ("\u{fc}bung.png", "x")], "");
}

#[test]
fn what_git_hides_is_found_when_a_page_names_it() {
    check(
        &[
            ("a.md", "![one](.hidden/a.png) ![two](node_modules/b.png) ![three](gen/c.png)"),
            (".gitignore", "gen/"),
            (".hidden/a.png", "x"),
            ("node_modules/b.png", "x"),
            ("gen/c.png", "x"),
        ],
        "",
    );
}

#[test]
fn a_missing_image_is_an_error_that_names_the_near_miss() {
    check(
        &[
            ("01-a.md", "![one](shot.png)"),
            ("02-b.md", "![one](img/digram.png)"),
            ("03-c.md", "![one](logo.png)"),
            ("04-d.md", "![one](pics/nothing.png)"),
            ("05-e.md", "![one](x/Case.PNG)"),
            ("shot.jpg", "x"),
            ("img/diagram.png", "x"),
            ("x/case.png", "x"),
            ("x/logo.png", "x"),
        ],
        "",
    );
}

#[test]
fn a_missing_image_that_the_author_allows_is_shown_by_its_words() {
    check(&[("a.md", "---\nallow: missing-image\n---\nSee ![a <b>](x.png) here.")], "");
}

#[test]
fn nothing_outside_of_the_course_is_read() {
    let folder = write(&[
        (
            "course/a.md",
            "![one](../secret.png) ![two](link.png) [three](/etc/passwd) [four](../../../etc/passwd)",
        ),
        ("secret.png", "x"),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.png", folder.path().join("course/link.png")).unwrap();
    check_in(&folder, "course", "");
}

#[test]
fn assets_may_lie_above_the_course_when_the_author_says_so() {
    let folder = write(&[
        ("course/course.yaml", "assets_root: .."),
        ("course/a.md", "![one](../img/a.png) ![two](/img/b.png)"),
        ("img/a.png", "x"),
        ("img/b.png", "x"),
    ]);
    check_in(&folder, "course", "");
}

#[test]
fn images_and_sounds_in_raw_html_are_found_too() {
    check(
        &[
            (
                "a.md",
                "Text.\n\n<p><img src=\"a.png\" alt=\"x\" width=\"9\"></p>\n\n<audio controls src=\"a.mp3\"></audio>",
            ),
            ("a.png", "x"),
            ("a.mp3", "x"),
        ],
        "",
    );
}
