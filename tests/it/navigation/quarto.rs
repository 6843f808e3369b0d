//! Quarto and bookdown.

use super::check;

#[test]
fn parts_and_chapters_of_a_book() {
    check(
        &[
            (
                "_quarto.yml",
                "project:\n  type: book\nbook:\n  title: Bread\n  chapters:\n  - index.qmd\n  - part: Start\n    chapters:\n    - b.qmd\n    - a.qmd\n  - part: more.qmd\n    chapters:\n    - text: Named\n      file: c.qmd\n  appendices:\n  - d.qmd\n",
            ),
            ("index.qmd", ""),
            ("a.qmd", ""),
            ("b.qmd", ""),
            ("c.qmd", ""),
            ("d.qmd", ""),
            ("more.qmd", ""),
            ("other.qmd", ""),
        ],
        "
        Bread
          INDEX
            INDEX
          Start
            B
            A
          MORE
            MORE
            Named
          Appendices
            D
        ",
    );
}

#[test]
fn the_sidebar_of_a_website() {
    check(
        &[
            (
                "_quarto.yml",
                "website:\n  title: Site\n  sidebar:\n    contents:\n    - index.qmd\n    - section: First\n      contents:\n      - a.qmd\n      - text: Given\n        href: b.qmd\n    - '---'\n    - section: Folder\n      contents: more/*\n    - href: https://a.example\n      text: Web\n",
            ),
            ("index.qmd", ""),
            ("a.qmd", ""),
            ("b.qmd", ""),
            ("more/y.qmd", ""),
            ("more/x.qmd", ""),
        ],
        "
        Site
          INDEX
            INDEX
          First
            A
            Given
          Folder
            X
            Y
        ",
    );
}

#[test]
fn the_files_of_bookdown_and_the_parts_that_begin_in_them() {
    check(
        &[
            ("_bookdown.yml", "book_filename: x\nrmd_files: [index.Rmd, b.Rmd, a.Rmd, c.Rmd]\n"),
            ("index.Rmd", "---\ntitle: The Book\n---\n\n# Welcome\n\nText.\n"),
            ("b.Rmd", "# (PART) One {-}\n\n# Bees\n\nText.\n"),
            ("a.Rmd", ""),
            ("c.Rmd", "# (PART\\*) Two {-}\n\n# Cows\n\nText.\n"),
            ("scratch.Rmd", ""),
        ],
        "
        The Book
          The Book
            The Book
          One
            Bees
            A
          Two
            Cows
        ",
    );
}
