//! Files that no lesson claims.

use super::*;

#[test]
fn files_for_learners_that_no_lesson_uses_are_said_once_a_folder() {
    check(
        &[
            ("a.md", "![x](img/used.png)"),
            ("img/used.png", "x"),
            ("img/old.png", "x"),
            ("slides/1.pdf", "x"),
            ("slides/2.pdf", "x"),
            ("slides/3.pdf", "x"),
            ("slides/4.pdf", "x"),
            ("slides/5.pdf", "x"),
        ],
        r#"
            a.md
              | <p><img src="[img/used.png]" alt="x"></p>
            warning[unused-file] img: no lesson uses `old.png`
              = link to it from a lesson, list it in its `materials:`, or add it to `.courseignore`
            warning[unused-file] slides: no lesson uses `1.pdf`, `2.pdf`, `3.pdf` and 2 more
              = link to them from a lesson, list them in its `materials:`, or add them to `.courseignore`
        "#,
    );
}

#[test]
fn code_logos_and_what_git_ignores_are_passed_over() {
    check(
        &[
            ("a.md", "Text."),
            ("logo.png", "x"),
            ("app/package.json", "{}"),
            ("app/img/x.png", "x"),
            ("scripts/plot.py", "x"),
            ("scripts/data.csv", "x"),
            ("img/logo-dark.png", "x"),
            ("a.srt", "x"),
            ("out.pdf", "x"),
            (".gitignore", "out.pdf"),
        ],
        "
            a.md
              | <p>Text.</p>
        ",
    );
}

#[test]
fn unused_files_in_many_folders_of_one_name_are_said_once() {
    let lessons: Vec<String> = (1..=6).map(|at| format!("{at}-x")).collect();
    let files: Vec<(String, &str)> = lessons
        .iter()
        .flat_map(|name| [(format!("{name}/index.md"), "Text."), (format!("{name}/assets/a.svg"), "x")])
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let scan = scan(write(&files).path(), &Options::default()).unwrap();
    let said: Vec<&str> = scan.diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(said, ["no lesson uses `a.svg`, nor files in 5 more folders called `assets`"]);
}
