//! Whole courses: a folder, and beside it what `coursedir` makes of it.
//!
//! Each folder of `tests/courses/` holds a `course/` (for `example-course` it is the one at the top)
//! and what three commands say of it: `outline.txt`, `report.txt` and, where the course has no
//! error, `body.json`. After a change that is meant, `BLESS=1 cargo test --test courses` writes them
//! anew; read the difference before you commit it.

#[path = "support/schema.rs"]
mod schema;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn courses() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/courses");
    let mut courses: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    courses.sort();
    courses
}

/// Runs the real binary beside the course, so that paths in what it says begin with `course/`.
fn coursedir(beside: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_coursedir"))
        .args(args)
        .current_dir(beside)
        .env_clear()
        .env("COURSEDIR_COLOR", "never")
        .output()
        .expect("the binary runs")
}

/// A copy of the course in a folder of its own, with what git cannot keep.
fn copy_of_course(kept: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let name = kept.file_name().unwrap();
    let course = if name == "example-course" {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("example-course")
    } else {
        kept.join("course")
    };
    copy(&course, &folder.path().join("course"));
    if name == "everything-broken" {
        break_more(&folder.path().join("course"));
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
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

/// Compares with the kept file, or writes it when asked to.
fn expect(file: &Path, said: &str, wrong: &mut Vec<String>) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(file, said).unwrap();
        return;
    }
    let kept = fs::read_to_string(file).unwrap_or_default();
    if kept != said {
        wrong.push(format!("{}:\n--- kept\n{kept}\n--- said now\n{said}", file.display()));
    }
}

#[test]
fn each_course_gives_its_outline_its_report_and_its_body() {
    let mut wrong = Vec::new();
    let courses = courses();
    assert!(courses.len() > 3, "the courses are there");
    for kept in courses {
        let folder = copy_of_course(&kept);
        let outline = coursedir(folder.path(), &["outline", "course"]);
        expect(&kept.join("outline.txt"), &text(&outline.stdout), &mut wrong);
        let check = coursedir(folder.path(), &["check", "course"]);
        let report = format!(
            "{}{}exit code {}\n",
            text(&check.stdout),
            text(&check.stderr),
            check.status.code().unwrap()
        );
        expect(&kept.join("report.txt"), &report, &mut wrong);

        let dry_run = coursedir(folder.path(), &["import", "course", "--dry-run"]);
        assert_eq!(dry_run.status.code(), check.status.code(), "{}", text(&dry_run.stderr));
        if dry_run.status.success() {
            let body = text(&dry_run.stdout);
            schema::assert_valid(&serde_json::from_str(&body).expect("the body is JSON"));
            expect(&kept.join("body.json"), &body, &mut wrong);
        } else {
            assert_eq!(text(&dry_run.stdout), "", "a course with errors has no body");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what is said is UTF-8")
}
