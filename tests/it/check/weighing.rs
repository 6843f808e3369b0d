//! `--deny`, `--allow`, and the names under `allow:`.

use super::Course;
use crate::testkit::schema;

/// A warning and an error that may be allowed.
fn course() -> Course {
    Course::of(&[("a.md", "![](x.png) and ![y](y.png)\n"), ("x.png", "x")])
}

/// Compares the lines and the exit code of a check.
#[track_caller]
fn check(course: &Course, args: &[&str], lines: &[&str], exit: i32) {
    let said = course.run(&[&["check", "course", "--format", "concise"], args].concat());
    assert_eq!(said.stdout.lines().collect::<Vec<_>>(), lines, "{}", said.stderr);
    assert_eq!(said.exit(), exit, "{}", said.stderr);
}

const MISSING_ALT: &str = "course/a.md:1:1: warning[missing-alt]: an image has no alt text";
const DENIED_ALT: &str = "course/a.md:1:1: error[missing-alt]: an image has no alt text";
const MISSING_IMAGE: &str = "course/a.md:1:21: error[missing-image]: the image `y.png` does not exist";

#[test]
fn without_flags_warnings_are_warnings() {
    check(&course(), &[], &[MISSING_ALT, MISSING_IMAGE], 1);
    check(&course(), &["--allow", "missing-image"], &[MISSING_ALT], 0);
}

#[test]
fn a_denied_warning_is_an_error() {
    for deny in ["warnings", "missing-alt"] {
        check(&course(), &["--allow", "missing-image", "--deny", deny], &[DENIED_ALT], 1);
    }
    check(&course(), &["--allow", "missing-image", "--deny", "captions-not-imported"], &[MISSING_ALT], 0);
}

#[test]
fn an_info_is_an_error_only_by_its_name() {
    let course = Course::of(&[("README.md", "Hi."), ("a.md", "Words.")]);
    let message = "`README.md` is the repository's README, not a lesson";
    let [info, error] =
        ["info", "error"].map(|word| format!("course/README.md: {word}[excluded-readme]: {message}"));
    check(&course, &["--deny", "warnings"], &[&info], 0);
    check(&course, &["--deny", "excluded-readme"], &[&error], 1);
}

#[test]
fn what_is_allowed_is_not_said_and_allowing_beats_denying() {
    check(&course(), &["--allow", "missing-alt", "--allow", "missing-image"], &[], 0);
    check(&course(), &["--allow", "missing-alt,missing-image", "--deny", "warnings"], &[], 0);
    check(&course(), &["--allow", "missing-alt", "--deny", "missing-alt"], &[MISSING_IMAGE], 1);
}

#[test]
fn flags_are_environment_variables_too() {
    let said = course().run_with(
        &[("COURSEDIR_ALLOW", "missing-image"), ("COURSEDIR_DENY", "captions,missing-alt")],
        &["check", "course", "--format", "concise"],
    );
    assert_eq!((said.stdout.trim_end(), said.exit()), (DENIED_ALT, 1));
}

#[test]
fn an_error_that_has_to_be_repaired_cannot_be_allowed() {
    let said = course().run(&["check", "course", "--allow", "empty-title"]);
    assert_eq!((said.exit(), said.stdout.as_str()), (2, ""));
    assert!(said.stderr.contains("cannot be suppressed"), "{}", said.stderr);
    let said = course().run(&["check", "course", "--deny", "warning"]);
    assert_eq!(said.exit(), 2);
    assert!(said.stderr.contains("use `warnings` for all warnings"), "{}", said.stderr);
}

#[test]
fn import_weighs_as_check_does() {
    let import = |args: &[&str]| course().run(&[&["import", "course", "--dry-run"], args].concat());
    assert_eq!(import(&[]).exit(), 1);
    let allowed = import(&["--allow", "missing-image"]);
    assert_eq!(allowed.exit(), 0, "{}", allowed.stderr);
    schema::assert_valid(&serde_json::from_str(&allowed.stdout).expect("the body is JSON"));
    assert!(
        allowed.stdout.contains(" and y"),
        "the words of the image stand in its place: {}",
        allowed.stdout
    );
    let denied = import(&["--allow", "missing-image", "--deny", "missing-alt"]);
    assert_eq!((denied.exit(), denied.stdout.as_str()), (1, ""));
    assert!(denied.stderr.contains("error[missing-alt]"), "{}", denied.stderr);
}

#[test]
fn the_course_and_its_lessons_allow_too_and_hear_of_names_that_do_nothing() {
    let course = Course::of(&[
        ("course.yaml", "allow: [missing-alt, captions]\n"),
        ("a.md", "---\nallow: [missing-image, unsafe-html, empty-title]\n---\n![](y.png)\n"),
    ]);
    check(
        &course,
        &[],
        &[
            "course/a.md:2:24: warning[unused-allow]: `unsafe-html` is allowed, but this lesson has no such finding",
            "course/a.md:2:37: warning[unused-allow]: `empty-title` is an error that cannot be allowed",
            "course/course.yaml:1:22: warning[unused-allow]: `captions-not-imported` is allowed, but this course has no \
             such finding",
        ],
        0,
    );
}

#[test]
fn counts_stand_at_the_end() {
    let said = course().run(&["check", "course", "--deny", "missing-alt"]);
    assert_eq!(said.stderr, "2 errors\n");
    let said = course().run(&["check", "course", "--allow", "missing-alt"]);
    assert_eq!(said.stderr, "1 error\n");
}
