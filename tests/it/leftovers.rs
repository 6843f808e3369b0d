//! What is in no lesson: `check`, `outline` and the plan of `import` end with it.

use serde_json::{Value, json};

use crate::testkit::Course;

fn course() -> Course {
    Course::of(&[
        ("01-bread/01-flour.md", "# Flour\n\nBuy it: [prices](prices.csv).\n"),
        ("01-bread/prices.csv", "1,2"),
        ("01-bread/notes.docx", "x"),
        ("01-bread/helper.py", "x"),
        ("01-bread/a.json", "{}"),
        ("01-bread/b.json", "{}"),
        ("01-bread/c.json", "{}"),
        ("01-bread/d.json", "{}"),
        (".hidden", "x"),
        ("course.yaml", "title: Bread\n"),
    ])
}

const LINE: &str = "6 files are in no lesson: 1 text in another format (`01-bread/notes.docx`); 1 code file \
    (`01-bread/helper.py`); 4 other files (`01-bread/a.json`, `01-bread/b.json`, `01-bread/c.json`, …)";

#[test]
fn check_and_outline_end_with_it() {
    let course = course();
    let said = course.run(&["check", "course"]);
    assert_eq!(
        said.stderr,
        format!("1 warning\n{LINE}\nrun `coursedir check --format json` for all names\n")
    );
    let said = course.run(&["outline", "course"]);
    assert_eq!(
        said.stderr,
        format!(
            "1 warning: run `coursedir check course` for details\n{LINE}\nrun `coursedir outline --format json` \
             for all names\n"
        )
    );
}

#[test]
fn the_plan_of_an_import_ends_with_it() {
    let said = course().run(&["import", "course", "--dry-run"]);
    assert!(
        said.stderr.contains(&format!("  skips    {}\n", LINE.replace("are in", "in"))),
        "{}",
        said.stderr
    );
}

#[test]
fn all_names_are_in_json() {
    let course = course();
    let all = ["01-bread/a.json", "01-bread/b.json", "01-bread/c.json", "01-bread/d.json"];
    let check: Value =
        serde_json::from_str(&course.run(&["check", "course", "--format", "json"]).stdout).unwrap();
    let files = check["files_in_no_lesson"].as_array().unwrap();
    assert_eq!(files.len(), 6);
    assert!(
        all.iter().all(|path| files.contains(&json!({ "path": format!("course/{path}"), "kind": "other" })))
    );
    let outline: Value =
        serde_json::from_str(&course.run(&["outline", "course", "--format", "json"]).stdout).unwrap();
    let files = outline[0]["files_in_no_lesson"].as_array().unwrap();
    assert!(files.contains(&json!({ "path": "01-bread/notes.docx", "kind": "text" })));
    assert!(files.contains(&json!({ "path": "01-bread/helper.py", "kind": "code" })));
}

#[test]
fn several_courses_have_a_line_each_and_a_course_without_leftovers_has_none() {
    let course = Course::of(&[
        ("a/course.yaml", "title: A"),
        ("a/x.md", "Words."),
        ("a/y.json", "{}"),
        ("b/course.yaml", "title: B"),
        ("b/x.md", "Words."),
    ]);
    let said = course.run(&["check", "course"]);
    assert_eq!(said.stderr, "no problems found\ncourse/a: 1 file is in no lesson: 1 other file (`y.json`)\n");
    assert_eq!(course.run(&["check", "course", "--quiet"]).stderr, "");
}
