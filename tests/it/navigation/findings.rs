//! What is said about a navigation: pages that are not there, pages that it does not list, files that cannot be read.

use super::{check, said};

#[test]
fn a_page_that_is_not_there_has_its_place() {
    assert_eq!(
        said(&[("mkdocs.yml", "nav:\n  - a.md\n  - Gone: gone.md\n"), ("docs/a.md", "")]),
        ["course/mkdocs.yml:3:11: warning[missing-page]: `mkdocs.yml` lists `gone.md`, which does not exist"]
    );
}

#[test]
fn pages_that_are_not_listed_are_named_once() {
    let said = said(&[
        ("mkdocs.yml", "nav:\n  - a.md\n"),
        ("docs/a.md", ""),
        ("docs/b.md", ""),
        ("docs/c.md", ""),
        ("docs/d.md", ""),
        ("docs/e.md", ""),
    ]);
    assert_eq!(
        said,
        [
            "course/mkdocs.yml: info[excluded-file]: excluded, because `mkdocs.yml` does not list them: `docs/b.md`, `docs/c.md`, `docs/d.md` and 1 more"
        ]
    );
}

#[test]
fn a_page_of_a_name_that_is_left_out_is_a_lesson_when_it_is_listed() {
    check(
        &[
            ("mkdocs.yml", "nav:\n  - b.md\n  - contributing.md\n"),
            ("docs/contributing.md", ""),
            ("docs/b.md", ""),
        ],
        "
        Course
          Course
            B
            CONTRIBUTING
        ",
    );
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_order_to_names() {
    let files = [("mkdocs.yml", "nav: [a.md\nx: : y\n"), ("docs/b.md", ""), ("docs/a.md", "")];
    check(
        &files,
        "
        Course
          Course
            A
            B
        ",
    );
    let said = said(&files);
    assert!(said[0].contains("`mkdocs.yml` cannot be read, so its order is ignored"), "{said:?}");
}

#[test]
fn a_navigation_that_lists_nothing_that_is_there_does_not_count() {
    check(
        &[("mkdocs.yml", "nav:\n  - x.md\n"), ("docs/b.md", ""), ("docs/a.md", "")],
        "
        Course
          Course
            A
            B
        ",
    );
}

#[test]
fn a_page_is_a_lesson_once_and_one_that_is_hidden_is_none() {
    check(
        &[
            ("course.yaml", "ignore: [docs/secret.md]\n"),
            ("mkdocs.yml", "nav:\n  - a.md\n  - Again: a.md\n  - secret.md\n  - Empty: []\n  - b.md\n"),
            ("docs/a.md", ""),
            ("docs/b.md", ""),
            ("docs/secret.md", ""),
        ],
        "
        Course
          Course
            A
            B
        ",
    );
}

#[test]
fn nothing_outside_of_the_course_is_a_page() {
    let said =
        said(&[("mkdocs.yml", "nav:\n  - a.md\n  - ../../x.md\n  - /etc/passwd\n"), ("docs/a.md", "")]);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().all(|line| line.contains("which does not exist")), "{said:?}");
}

#[test]
fn each_site_of_a_repository_has_its_own() {
    check(
        &[
            ("one/mkdocs.yml", "site_name: First\nnav: [b.md, a.md]\n"),
            ("one/docs/a.md", ""),
            ("one/docs/b.md", ""),
            ("two/mkdocs.yml", "site_name: Second\nnav: [d.md, c.md]\n"),
            ("two/docs/c.md", ""),
            ("two/docs/d.md", ""),
        ],
        "
        Course
          First
            B
            A
          Second
            D
            C
        ",
    );
}
