//! Jupyter Book, Sphinx and `MyST`: `_toc.yml`, `toctree`, `myst.yml`.

use super::check;

const PAGES: &[(&str, &str)] = &[
    ("intro.md", ""),
    ("a.md", ""),
    ("b.md", ""),
    ("p/c.md", ""),
    ("p/d.md", ""),
    ("q/e.md", ""),
    ("q/10.md", "# TEN\n\nText.\n"),
    ("q/9.md", "# NINE\n\nText.\n"),
];

fn with(files: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    PAGES
        .iter()
        .filter(|(path, _)| files.iter().all(|(other, _)| other != path))
        .chain(files)
        .copied()
        .collect()
}

#[test]
fn parts_of_a_book_are_groups() {
    let toc = "format: jb-book\nroot: intro\nparts:\n- caption: Part One\n  chapters:\n  - file: a\n    title: Chapter A\n    sections:\n    - file: p/c\n      sections:\n      - file: p/d\n  - file: b\n- caption: Globbed\n  chapters:\n  - glob: q/*\n  - url: https://a.example\n    title: Web\n";
    check(
        &with(&[("_toc.yml", toc), ("_config.yml", "title: The Book\n")]),
        "
        The Book
          INTRO
            INTRO
          Part One
            B
            Chapter A
              Chapter A
              C
              D
          Globbed
            TEN
            NINE
            E
        ",
    );
}

#[test]
fn a_list_of_chapters_as_it_was_before() {
    check(
        &with(&[("_toc.yml", "- file: intro\n- part: One\n  chapters:\n  - file: b\n  - file: a\n")]),
        "
        Course
          INTRO
            INTRO
          One
            B
            A
        ",
    );
}

#[test]
fn toctrees_list_pages_and_those_below_them() {
    let index = "# Home\n\n```{toctree}\n:caption: First\n\nNamed <a>\np/c\nhttps://a.example\n```\n\n```{toctree}\n:glob:\n:reversed:\n\nq/*\n```\n";
    check(
        &with(&[
            ("conf.py", "project = 'x'\n"),
            ("index.md", index),
            ("p/c.md", "# C\n\nText.\n\n```{toctree}\nd\n/b\n```\n"),
        ]),
        "
        Course
          Home
            Home
          First
            Named
            C
              C
              D
              B
          E
            E
          NINE
            NINE
          TEN
            TEN
        ",
    );
}

#[test]
fn an_index_page_of_another_language_lists_markdown_pages() {
    check(
        &with(&[
            ("docs/conf.py", "project = 'x'\n"),
            ("docs/index.rst", "Title\n=====\n\n.. toctree::\n   :caption: Part\n\n   two\n   one\n"),
            ("docs/one.md", ""),
            ("docs/two.md", ""),
        ])
        .into_iter()
        .filter(|(path, _)| path.starts_with("docs"))
        .collect::<Vec<_>>(),
        "
        Course
          Part
            TWO
            ONE
        ",
    );
}

#[test]
fn the_toc_of_myst_has_files_groups_and_patterns() {
    let settings = "version: 1\nproject:\n  title: Mine\n  toc:\n  - file: intro.md\n  - title: Group\n    children:\n    - file: p/d.md\n      title: Given\n    - pattern: q/*.md\n  - file: a.md\n    children:\n    - file: b.md\n";
    check(
        &with(&[("myst.yml", settings)]),
        "
        Mine
          INTRO
            INTRO
          Group
            Given
            NINE
            TEN
            E
          A
            A
            B
        ",
    );
}
