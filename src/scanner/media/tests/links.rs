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
        "",
    );
}

#[test]
fn permalinks_without_number_and_date_are_links_to_lessons() {
    check(
        &[
            ("_2020/2020-01-13-course-shell.md", "Text."),
            ("_2020/2020-01-14-editors.md", "See [shell](/2020/course-shell/)."),
        ],
        "",
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
        "",
    );
}

#[test]
fn a_link_to_nothing_is_an_error() {
    check(&[("a.md", "See [x](b.md) and [y](/nowhere/)."), ("B.md", "Text.")], "");
}

#[test]
fn a_link_to_nothing_that_the_author_allows_is_text() {
    check(&[("course.yaml", "allow: [broken-link]"), ("a.md", "See [x](b.pdf).")], "");
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
        "",
    );
}
