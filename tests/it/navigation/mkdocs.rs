//! `mkdocs.yml`, and the files of its plugins awesome-pages and awesome-nav.

use super::{check, course};

#[test]
fn nav_gives_order_groups_and_titles() {
    check(
        &[
            (
                "mkdocs.yml",
                "site_name: My Site\nextra: !!python/name:a.b\nsecret: !ENV [X, 'y']\nnav:\n  - Home: index.md\n  - Part B:\n    - b/index.md\n    - See: b/c.md\n    - Deeper:\n      - a.md\n  - Web: https://a.example\n",
            ),
            ("docs/index.md", ""),
            ("docs/a.md", ""),
            ("docs/b/index.md", ""),
            ("docs/b/c.md", ""),
            ("docs/d.md", ""),
            ("README.md", ""),
        ],
        "
        My Site
          Home
            Home
          Part B
            INDEX
            See
            Deeper
              A
        ",
    );
}

#[test]
fn a_group_without_a_title_is_named_by_its_index_page() {
    check(
        &[
            ("mkdocs.yml", "docs_dir: pages\nnav:\n- a.md\n- '':\n  - b/index.md\n  - b/c.md\n"),
            ("pages/a.md", ""),
            ("pages/b/index.md", "# Bees\n\nText.\n"),
            ("pages/b/c.md", ""),
        ],
        "
        Course
          A
            A
          Bees
            Bees
            C
        ",
    );
}

const PAGES: &[(&str, &str)] = &[
    ("docs/index.md", ""),
    ("docs/b.md", ""),
    ("docs/a.md", ""),
    ("docs/part/z.md", ""),
    ("docs/part/index.md", ""),
    ("docs/part/10-x.md", ""),
    ("docs/part/9-y.md", ""),
    ("docs/other/q.md", ""),
    ("docs/hidden/h.md", ""),
    ("docs/deep/er/d.md", ""),
    ("docs/deep/er/c.md", ""),
];

#[test]
fn awesome_pages_orders_each_folder() {
    let files: Vec<(&str, &str)> = [
        ("mkdocs.yml", "site_name: Site\nplugins: [awesome-pages]\n"),
        ("docs/.pages", "nav:\n  - b.md\n  - Renamed: part\n  - ...\n  - Group:\n    - a.md\n    - other\n"),
        ("docs/part/.pages", "title: Part title\norder: desc\n"),
        ("docs/hidden/.pages", "hide: true\n"),
        ("docs/deep/.pages", "arrange:\n  - er\n"),
    ]
    .iter()
    .chain(PAGES)
    .copied()
    .collect();
    // The plugin itself shows `Part title` for a folder that `nav` renames.
    check(
        &files,
        "
        Site
          B
            B
          Part title
            Z
            INDEX
            9-Y
            10-X
          INDEX
            INDEX
          Deep
            Er
              C
              D
          Group
            A
            Other
              Q
        ",
    );
}

#[test]
fn awesome_nav_gives_named_pages_their_place_before_patterns() {
    let files: Vec<(&str, &str)> = [
        ("mkdocs.yml", "site_name: Site\nplugins: [awesome-nav]\n"),
        (
            "docs/.nav.yml",
            "nav:\n  - index.md\n  - Named: deep/er/c.md\n  - \"*\"\n  - Group:\n    - other\n",
        ),
        ("docs/part/.nav.yml", "title: Part title\n"),
        ("docs/hidden/.nav.yml", "hide: true\n"),
    ]
    .iter()
    .chain(PAGES)
    .copied()
    .collect();
    check(
        &files,
        "
        Site
          Site
            INDEX
            Named
            A
            B
          Deep
            Er
              D
          Part title
            INDEX
            9-Y
            10-X
            Z
          Group
            Other
              Q
        ",
    );
}

#[test]
fn a_heading_that_is_not_the_title_stays_in_the_text() {
    let folder = course(&[
        ("mkdocs.yml", "nav:\n- Short: a.md\n- B: b.md\n"),
        ("docs/a.md", "# A long heading & more\n\nText.\n"),
        ("docs/b.md", ""),
    ]);
    let outcome = folder.run(&["import", "course", "--dry-run"]);
    assert!(outcome.stdout.contains("<h1>A long heading &amp; more</h1>"), "{}", outcome.stdout);
    assert!(!outcome.stdout.contains("<h1>B</h1>"));
}

#[test]
fn the_reasons_name_the_file() {
    let folder =
        course(&[("mkdocs.yml", "nav:\n- b.md\n- Named: a.md\n"), ("docs/a.md", ""), ("docs/b.md", "")]);
    let shown = folder.run(&["outline", "course", "--explain"]).stdout;
    assert!(shown.contains("docs/b.md: title from a heading; order from `mkdocs.yml`"), "{shown}");
    assert!(shown.contains("docs/a.md: title from the navigation; order from `mkdocs.yml`"), "{shown}");
}

#[test]
fn contents_beats_the_navigation() {
    check(
        &[
            ("course.yaml", "contents: [docs/b.md, docs/a.md]\n"),
            ("mkdocs.yml", "nav:\n- a.md\n"),
            ("docs/a.md", ""),
            ("docs/b.md", ""),
        ],
        "
        Course
          Course
            B
            A
        ",
    );
}
