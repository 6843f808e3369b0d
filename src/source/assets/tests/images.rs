//! Where images are found, and what is said of those that are not.

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
        r#"
            01-a/x.md
              | <p><img src="[01-a/y.png]" alt="">
              | <img src="[01-a/img/1.png]" alt="one"> <img src="[01-a/img/2.png]" alt="two"> <img src="[3.png]" alt="three"> <img src="[static/4.png]" alt="four"></p>
            warning[missing-alt] 01-a/x.md:1:1: an image has no alt text
              = describe the image in a few words: `![the words](address)`
        "#,
    );
}

#[test]
fn an_image_in_html_is_told_how_html_names_what_it_shows() {
    check(
        &[("a.md", "<img src=\"x.png\">"), ("x.png", "x")],
        r#"
            a.md
              | <img src="[x.png]" alt="">
            warning[missing-alt] a.md:1:1: an image has no alt text
              = describe the image in a few words: `alt="the words"`
        "#,
    );
}

#[test]
fn escapes_queries_and_backslashes_are_understood_and_literal_names_first() {
    check(
        &[
            ("a.md", r"![1](a%20b.png?raw=true#x) ![2](a%23b.png) ![3](<img\c.png>) ![4](100%.png)"),
            ("a b.png", "x"),
            ("a#b.png", "x"),
            ("img/c.png", "x"),
            ("100%.png", "x"),
        ],
        r#"
            a.md
              | <p><img src="[a b.png]" alt="1"> <img src="[a#b.png]" alt="2"> <img src="[img/c.png]" alt="3"> <img src="[100%.png]" alt="4"></p>
        "#,
    );
}

#[test]
fn names_compare_with_their_accents_however_these_are_written() {
    check(
        &[("a.md", "![one](u\u{308}bung.png)"), ("\u{fc}bung.png", "x")],
        r#"
            a.md
              | <p><img src="[übung.png]" alt="one"></p>
        "#,
    );
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
        r#"
            a.md
              | <p><img src="[.hidden/a.png]" alt="one"> <img src="[node_modules/b.png]" alt="two"> <img src="[gen/c.png]" alt="three"></p>
        "#,
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
        "
            01-a.md
              | <p>one</p>
            02-b.md
              | <p>one</p>
            03-c.md
              | <p>one</p>
            04-d.md
              | <p>one</p>
            05-e.md
              | <p>one</p>
            error[missing-image] 01-a.md:1:8: the image `shot.png` does not exist
              ^ no such file in the course's folder
              = did you mean `shot.jpg`?
            error[missing-image] 02-b.md:1:8: the image `img/digram.png` does not exist
              ^ no such file in `img/`
              = did you mean `diagram.png`?
            error[missing-image] 03-c.md:1:8: the image `logo.png` does not exist
              ^ no such file in the course's folder
              = did you mean `x/logo.png`?
            error[missing-image] 04-d.md:1:8: the image `pics/nothing.png` does not exist
              ^ no folder `pics/`
            error[missing-image] 05-e.md:1:8: the image `x/Case.PNG` does not exist
              ^ no such file in `x/`
              = did you mean `case.png`? Names are case-sensitive
        ",
    );
}

#[test]
fn a_name_with_other_separators_is_a_near_miss_and_one_with_another_number_is_not() {
    check(
        &[
            ("01-a.md", "![one](my_very_long%20name.png)"),
            ("02-b.md", "![one](figure-7.png)"),
            ("my-very-long-name.png", "x"),
            ("figure-8.png", "x"),
        ],
        "
            01-a.md
              | <p>one</p>
            02-b.md
              | <p>one</p>
            error[missing-image] 01-a.md:1:8: the image `my_very_long name.png` does not exist
              ^ no such file in the course's folder
              = did you mean `my-very-long-name.png`?
            error[missing-image] 02-b.md:1:8: the image `figure-7.png` does not exist
              ^ no such file in the course's folder
        ",
    );
}

#[test]
fn a_missing_image_that_the_author_allows_is_shown_by_its_words() {
    check(
        &[("a.md", "---\nallow: missing-image\n---\nSee ![a <b>](x.png) here.")],
        "
            a.md
              | <p>See a here.</p>
        ",
    );
}

#[test]
fn nothing_outside_of_the_course_is_read() {
    let folder = write(&[
        (
            "course/a.md",
            "![one](../secret.png) ![two](link.png) [three](/etc/passwd) [four](../../../etc/passwd.txt)",
        ),
        ("secret.png", "x"),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.png", folder.path().join("course/link.png")).unwrap();
    check_in(
        &folder,
        "course",
        "
            a.md
              | <p>one two three four</p>
            error[outside-course] a.md:1:8: `../secret.png` is outside the course, and so is 1 more
              ^ outside the course's folder
              = move the files into the course
            error[outside-course] a.md:1:30: `link.png` is outside the course
              ^ outside the course's folder
              = copy the file itself into the course
            warning[not-a-lesson] a.md:1:48: the link to `/etc/passwd` is removed: its target is on a website, not in the course
              = write the full address, with `https://`, to keep the link
            warning[symlink-not-followed] link.png: `link.png` is a symbolic link to a target outside the course and is not followed
        ",
    );
}

#[test]
fn assets_may_lie_above_the_course_when_the_author_says_so() {
    let folder = write(&[
        (".git/HEAD", ""),
        ("course/course.yaml", "assets_root: .."),
        ("course/a.md", "![one](../img/a.png) ![two](/img/b.png)"),
        ("img/a.png", "x"),
        ("img/b.png", "x"),
    ]);
    check_in(
        &folder,
        "course",
        r#"
            a.md
              | <p><img src="[../img/a.png]" alt="one"> <img src="[../img/b.png]" alt="two"></p>
        "#,
    );
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
        r#"
            a.md
              mp3 "A" a.mp3
              | <p>Text.</p>
              | <p><img src="[a.png]" alt="x" width="9"></p>
              | <audio src="[a.mp3]" controls=""></audio>
        "#,
    );
}
