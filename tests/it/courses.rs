//! Whole courses: a folder, and beside it what `coursedir` makes of it.
//!
//! Each folder of `tests/courses/` holds a `course/` (for `example-course` it is the one at the top)
//! and snapshots of what three commands say of it: its outline, its report and, where the course has no
//! error, its body. After a change that is meant, `INSTA_UPDATE=always cargo test --test it courses::` writes them
//! anew; read the difference before you commit it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::testkit::{Course, Outcome, expect_snapshot, repository};

/// A test for each folder, and the list of them.
macro_rules! courses {
    ($($test:ident: $folder:literal,)*) => {
        $(
            #[test]
            fn $test() {
                check($folder);
            }
        )*

        const TESTED: &[&str] = &[$($folder),*];
    };
}

courses! {
    everything_broken: "everything-broken",
    example_course: "example-course",
    from_a_repository: "from-a-repository",
    languages: "languages",
    mdbook: "mdbook",
    settings: "settings",
    videos_only: "videos-only",
}

#[test]
fn each_course_has_its_test() {
    let folders = fs::read_dir(repository().join("tests/courses")).unwrap().map(Result::unwrap);
    let folders = folders.filter(|entry| entry.path().is_dir());
    let folders: BTreeSet<String> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    assert_eq!(folders, TESTED.iter().map(|&folder| folder.to_owned()).collect());
}

/// Compares what is said of a course with its outline, its report and its body.
#[track_caller]
fn check(name: &str) {
    let course = copy_of(name);
    let kept = format!("tests/courses/{name}");
    let run = |arguments: &[&str]| course.run_with(&[("COURSEDIR_COLOR", "never")], arguments);

    expect_snapshot(&kept, "outline", &run(&["outline", "course"]).stdout);
    let Outcome { code, stdout, stderr } = run(&["check", "course"]);
    expect_snapshot(&kept, "report", &format!("{stdout}{stderr}exit code {}\n", code.unwrap()));

    let dry_run = run(&["import", "course", "--dry-run"]);
    assert_eq!(dry_run.code, code, "{}", dry_run.stderr);
    if dry_run.exit() == 0 {
        dry_run.body();
        expect_snapshot(&kept, "body", &dry_run.stdout);
    } else {
        assert_eq!(dry_run.stdout, "", "a course with errors has no body");
    }
}

/// A copy of the course in a folder of its own, with what git cannot keep.
fn copy_of(name: &str) -> Course {
    if name == "example-course" {
        return Course::example();
    }
    let course = Course::empty();
    course.copy(&repository().join("tests/courses").join(name).join("course"), "");
    if name == "everything-broken" {
        break_more(course.path());
    }
    course
}

/// Mistakes that a git repository cannot hold: files too large, links that lead out.
fn break_more(course: &Path) {
    let large = fs::File::create(course.join("03-files/recording.mp4")).unwrap();
    large.set_len(501 * 1024 * 1024).unwrap();
    let large = fs::File::create(course.join("03-files/slides.pdf")).unwrap();
    large.set_len(26 * 1024 * 1024).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("nowhere.md", course.join("03-files/dangling.md")).unwrap();
        symlink("..", course.join("03-files/loop")).unwrap();
        symlink("/etc", course.join("03-files/outside")).unwrap();
        symlink("/etc/hosts", course.join("03-files/outside.pdf")).unwrap();
    }
}
