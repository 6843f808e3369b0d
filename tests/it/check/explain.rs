//! Every finding is explained, and its examples are true: the wrong one has it, the right one not.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use coursedir::internals::diagnostic::Code;
use coursedir::internals::diagnostic::explain::{self, Part};
use serde_json::Value;

use super::Course;
use crate::testkit::repository;

/// Which of the two examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Example {
    Wrong,
    Right,
}

/// Makes an example into a folder.
fn course(code: Code, example: Example) -> Course {
    let course = Course::of(&[]);
    let explanation = explain::of(code);
    for part in if example == Example::Wrong { explanation.wrong } else { explanation.right } {
        match part {
            Part::File { path, language: _, content } => course.write(path, content.as_bytes()),
            Part::Files(paths) => {
                for path in paths {
                    course.write(path, format!("Words of {path}.\n").as_bytes());
                }
            }
            Part::Words(_) | Part::Shown(_) => {}
        }
    }
    by_hand(code, example, &course);
    course
}

/// What no text can hold: sizes, bytes that are no letters, links, depth.
fn by_hand(code: Code, example: Example, course: &Course) {
    const MB: u64 = 1024 * 1024;
    let folder = course.path();
    match (code, example) {
        (Code::FileTooLarge, example) => {
            let size = if example == Example::Wrong { 31 } else { 4 };
            fs::File::create(folder.join("handout.pdf")).unwrap().set_len(size * MB).unwrap();
        }
        (Code::QuizTooLarge, example) => {
            let options = if example == Example::Wrong { 100 } else { 3 };
            let options: Vec<String> = (0..options).map(|number| format!("- [ ] {number}")).collect();
            let quiz = format!("# Quiz\n\n## How many?\n\n- [x] none\n{}\n", options.join("\n"));
            course.write("01-quiz.md", quiz.as_bytes());
        }
        (Code::NotUtf8, Example::Wrong) => course.write("01-lesson.md", b"Cr\xE8me br\xFBl\xE9e\n"),
        (Code::NameNotUnicode, Example::Wrong) => write_bytes_name(folder),
        (Code::SymlinkNotFollowed, Example::Wrong) => {
            link(&folder.join("02-more.md"), "/home/me/notes/more.md");
        }
        // Permissions do not stop the user that many test machines run as; depth does.
        (Code::UnreadableFile, Example::Wrong) => {
            course.write(&format!("{}lesson.md", "deeper/".repeat(70)), b"Words.");
        }
        (Code::IgnoredLock, _) => fs::create_dir(folder.join(".git")).unwrap(),
        (Code::UnreadableFile, Example::Right) => course.write("01-lesson.md", b"Words."),
        _ => {}
    }
}

#[cfg(unix)]
fn write_bytes_name(folder: &Path) {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    // Where the disk refuses such names there is no visible text.
    let _ = fs::write(folder.join(OsStr::from_bytes(b"02-cr\xE8me.md")), "Whip the cream.");
}

#[cfg(not(unix))]
fn write_bytes_name(_: &Path) {}

#[cfg(unix)]
fn link(path: &Path, target: &str) {
    std::os::unix::fs::symlink(target, path).unwrap();
}

#[cfg(not(unix))]
fn link(_: &Path, _: &str) {}

/// Each finding of a course, as its severity and code.
fn findings(course: &Course) -> BTreeSet<(String, String)> {
    let said = course.run(&["check", "course", "--format", "json"]);
    let report: Value = serde_json::from_str(&said.stdout).expect(&said.stderr);
    let word = |finding: &Value, field: &str| finding[field].as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| (word(finding, "severity"), word(finding, "code"))).collect()
}

#[test]
fn every_wrong_example_has_its_finding() {
    let mut wrong = Vec::new();
    for &code in Code::ALL {
        let unix_only = [Code::SymlinkNotFollowed, Code::NameNotUnicode].contains(&code);
        if unix_only && !cfg!(target_os = "linux") {
            continue;
        }
        // These need a website, which `links.rs` has, or a converter, which `import/images.rs` has.
        if code.is_online() || code == Code::ImageConverted {
            continue;
        }
        let found = findings(&course(code, Example::Wrong));
        if !found.iter().any(|(_, found)| found == code.as_str()) {
            wrong.push(format!("{code}: found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_right_example_is_a_course_without_errors_and_warnings() {
    let mut wrong = Vec::new();
    for &code in Code::ALL {
        let found = findings(&course(code, Example::Right));
        if found.iter().any(|(severity, found)| found == code.as_str() || severity != "info") {
            wrong.push(format!("{code}: found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_of_all_findings_is_what_the_texts_say() {
    let file = repository().join("docs/reference/findings.md");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|it| it == "always") {
        return fs::write(file, explain::page()).unwrap();
    }
    assert!(
        fs::read_to_string(file).unwrap_or_default() == explain::page(),
        "docs/reference/findings.md is not what the texts say now; `INSTA_UPDATE=always cargo test --test it` writes it"
    );
}

#[test]
fn explain_says_what_a_finding_means_and_reads_no_course() {
    let said = Course::of(&[]).run(&["check", "--explain", "missing-image"]);
    assert_eq!((said.exit(), said.stderr.as_str()), (0, ""));
    assert_eq!(
        said.stdout,
        "\
missing-image (error)

An image that a lesson shows does not exist. Names are case-sensitive: `Dog.png`
is not `dog.png`, even if your computer opens it. A missing thumbnail is a
warning: the lesson is imported without it.

Why it matters: Learners would see a broken image. The course is not imported
until the image is fixed. To import the course anyway, run with `--allow
missing-image`, or add `allow: [missing-image]` to the lesson or to
`course.yaml`. The lesson then shows the alt text instead of the image.

Wrong:

  01-lesson.md

    ![The loaf after an hour](images/loaf.png)

  next to it: images/Loaf.png

Right:

  01-lesson.md

    ![The loaf after an hour](images/Loaf.png)

  next to it: images/Loaf.png
"
    );
}

#[test]
fn every_code_can_be_explained() {
    let nothing = Course::of(&[]);
    for code in Code::ALL {
        let said = nothing.run(&["check", "--explain", code.as_str()]);
        assert_eq!(said.exit(), 0, "{code}");
        assert!(said.stdout.starts_with(&format!("{code} ({})\n", code.severity())), "{code}");
    }
}

#[test]
fn an_unknown_code_is_a_usage_error_with_a_suggestion() {
    let said = Course::of(&[]).run(&["check", "--explain", "mising-image"]);
    assert_eq!((said.exit(), said.stdout.as_str()), (2, ""));
    assert!(said.stderr.contains("unknown finding code; did you mean `missing-image`?"), "{}", said.stderr);
    let said = Course::of(&[]).run(&["check", "--explain", "weather"]);
    assert_eq!(said.exit(), 2);
    assert!(!said.stderr.contains("did you mean"), "{}", said.stderr);
}
