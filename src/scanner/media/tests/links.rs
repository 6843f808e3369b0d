use super::*;

#[test]
fn links_to_lessons_lose_their_address_and_are_said_once() {
    check(
        &[
            ("01-a/README.md", "# A\n\nStart."),
            (
                "01-a/01-x.md",
                "See [y](02-y.md), [part](02-y.md#part), [bare](02-y), [html](02-y.html), [folder](../01-a/), \
                 [site](/01-a/02-y), [numbered](/a/y/), [beside](../02-y/), [here](#there).",
            ),
            ("01-a/02-y.md", "Text."),
        ],
        r##"
            01-a/README.md
              | <p>Start.</p>
            01-a/01-x.md
              | <p>See y, part, bare, html, folder, site, numbered, beside, <a href="#there">here</a>.</p>
            01-a/02-y.md
              | <p>Text.</p>
            info[lesson-link] 01-a/01-x.md:1:9: 8 links to other lessons: their text stays, the links go
        "##,
    );
}

#[test]
fn permalinks_without_number_and_date_are_links_to_lessons() {
    check(
        &[
            ("_2020/2020-01-13-course-shell.md", "Text."),
            ("_2020/2020-01-14-editors.md", "See [shell](/2020/course-shell/)."),
        ],
        "
            _2020/2020-01-13-course-shell.md
              | <p>Text.</p>
            _2020/2020-01-14-editors.md
              | <p>See shell.</p>
            info[lesson-link] _2020/2020-01-14-editors.md:1:13: a link to another lesson: its text stays, the link goes
        ",
    );
}

#[test]
fn a_link_to_markdown_or_a_folder_that_is_no_lesson_is_a_warning() {
    check(
        &[
            ("README.md", "# Face\n\nText."),
            ("LICENSE.md", "Text."),
            ("a.md", "See [face](README.md), [license](LICENSE.md), [code](code/)."),
            ("code/x.py", "x"),
        ],
        r#"
            a.md
              | <p>See face, license, code.</p>
            info[left-out] .: left out of the course: `LICENSE.md`
              = `ignore: ["!NAME"]` in `course.yaml` takes one back
            info[readme-left-out] README.md: `README.md` is the repository's own page, and no lesson
              = rename it to `index.md` to make it the first lesson
            warning[not-a-lesson] a.md:1:12: `README.md` is no lesson of this course
            warning[not-a-lesson] a.md:1:34: `LICENSE.md` is no lesson of this course
            warning[not-a-lesson] a.md:1:54: `code` is no lesson of this course
        "#,
    );
}

#[test]
fn a_link_to_nothing_is_an_error() {
    check(
        &[("a.md", "See [x](b.md) and [y](/nowhere/)."), ("B.md", "Text.")],
        "
            a.md
              | <p>See x and y.</p>
            B.md
              | <p>Text.</p>
            error[broken-link] a.md:1:9: the link to `b.md` leads nowhere
              ^ nothing of this name at the root of the course
              = `B.md` is there: names are case-sensitive
            error[broken-link] a.md:1:23: the link to `/nowhere/` leads nowhere
              ^ nothing of this name at the root of the course
        ",
    );
}

#[test]
fn a_link_to_nothing_that_the_author_allows_is_text() {
    check(
        &[("course.yaml", "allow: [broken-link]"), ("a.md", "See [x](b.pdf).")],
        "
            a.md
              | <p>See x.</p>
        ",
    );
}

#[test]
fn a_link_to_a_file_is_kept_and_the_file_is_a_material() {
    check(
        &[
            (
                "a.md",
                "See [the slides](a%20b.pdf#page=3), [again](<a b.pdf>), [code](x.py), [![s](shot.png)](shot.png).",
            ),
            ("a b.pdf", "x"),
            ("x.py", "x"),
            ("shot.png", "x"),
        ],
        r#"
            a.md
              pdf "the slides" a b.pdf
              zip "code" x.py
              | <p>See <a href="[a b.pdf]#page=3">the slides</a>, <a href="[a b.pdf]">again</a>, <a href="[x.py]">code</a>, <a href="[shot.png]"><img src="[shot.png]" alt="s"></a>.</p>
            Zip x.py
        "#,
    );
}
