//! Files that are no files, and files that are too large: each is a finding or an error, and none holds anything up.

use std::fs::File;
use std::io::Write as _;
use std::os::unix::net::UnixListener;
use std::process::Command;

use crate::preview::program::Preview;
use crate::testkit::program::Program;
use crate::testkit::{Course, Outcome, Platform};

const PAGE: &str =
    "# One\n\n{{#include part.md}}\n\n![A](a.png)\n\n[Sheet](sheet.pdf) and [code](code.py).\n";
const MEDIA: &str =
    "---\nvideo: film.mp4\nmaterials: [list.csv]\nthumbnail: thumb.png\n---\n# Two\n\nWords.\n";

/// What makes a file of a name that cannot be read, and the words that say why.
type Special = (fn(&Course, &str), &'static str);

const SPECIAL: [Special; 2] = [(pipe, "not a regular file"), (socket, "not a regular file")];

fn pipe(course: &Course, name: &str) {
    assert!(Command::new("mkfifo").arg(course.file(name)).status().unwrap().success());
}

fn socket(course: &Course, name: &str) {
    drop(UnixListener::bind(course.file(name)).unwrap());
}

/// In bytes.
const MB: usize = 1 << 20;

/// A file of ten gigabytes that takes no room.
fn sparse(course: &Course, name: &str) {
    File::create(course.file(name)).unwrap().set_len(10 << 30).unwrap();
}

fn course() -> Course {
    let course = Course::of(&[("course.yaml", "title: T\n"), ("a/01-one.md", PAGE), ("a/02-two.md", MEDIA)]);
    for name in ["part.md", "a.png", "sheet.pdf", "code.py", "film.mp4", "list.csv", "thumb.png"] {
        course.write(&format!("a/{name}"), "x");
    }
    course
}

/// The folder is not searched for secrets afterwards: that would read the sparse files.
fn check(course: &Course) -> Outcome {
    Program::new(&["check", "--format", "concise"]).arg(course.path()).run()
}

/// Puts something else in the place of a file, and looks for a line of the report that begins so.
#[track_caller]
fn assert_found(make: fn(&Course, &str), name: &str, place: &str, words: &str) {
    let course = course();
    if course.file(name).exists() {
        course.remove(name);
    }
    make(&course, name);
    let outcome = check(&course);
    let is_it = |line: &&str| line.contains(place) && line.contains("[unreadable-file]");
    let found: Vec<&str> = outcome.stdout.lines().filter(is_it).collect();
    assert!(found.iter().any(|line| line.contains(words)), "{name}: {words}\n{}", outcome.stdout);
}

#[test]
fn a_pipe_or_a_socket_is_found_whatever_its_name_is() {
    for (make, words) in SPECIAL {
        for (name, place) in [
            ("a/02-two.md", "a/02-two.md"),
            ("a/03-new.md", "a/03-new.md"),
            ("a/03-new.mp4", "a/03-new.mp4"),
            ("SUMMARY.md", "SUMMARY.md"),
            ("course.yaml", "course.yaml"),
            (".courseignore", ".courseignore"),
            ("a/.gitignore", "a/.gitignore"),
            ("a/_category_.json", "a/_category_.json"),
            ("a/part.md", "a/01-one.md:3"),
            ("a/a.png", "a/01-one.md:5"),
            ("a/sheet.pdf", "a/01-one.md:7"),
            ("a/code.py", "a/01-one.md:7"),
            ("a/film.mp4", "a/02-two.md:2"),
            ("a/list.csv", "a/02-two.md:3"),
            ("a/thumb.png", "a/02-two.md:4"),
            ("a/film.vtt", "a/film.vtt"),
        ] {
            assert_found(make, name, place, words);
        }
    }
}

#[test]
fn a_pipe_that_nobody_asked_for_stops_no_import() {
    let course = course();
    pipe(&course, "a/editor.sock");
    let outcome = check(&course);
    assert!(outcome.stdout.contains("a/editor.sock: warning[unreadable-file]"), "{}", outcome.stdout);
}

#[test]
fn a_text_of_ten_gigabytes_is_found_at_once() {
    for (name, place, words) in [
        ("a/02-two.md", "a/02-two.md", "larger than 64 MB"),
        ("SUMMARY.md", "SUMMARY.md", "larger than 1 MB"),
        ("course.yaml", "course.yaml", "larger than 1 MB"),
        (".courseignore", ".courseignore", "larger than 1 MB"),
        ("a/.gitignore", "a/.gitignore", "larger than 1 MB"),
        ("a/_category_.json", "a/_category_.json", "larger than 1 MB"),
        ("a/part.md", "a/01-one.md:3", "larger than 4 MB"),
    ] {
        assert_found(sparse, name, place, words);
    }
}

#[test]
fn files_that_are_only_sent_may_be_as_large_as_they_are() {
    let course = course();
    for name in ["a/a.png", "a/film.mp4", "a/code.py", ".git/index"] {
        course.write(name, "");
        sparse(&course, name);
    }
    let outcome = check(&course);
    assert_eq!(outcome.stdout.matches("[file-too-large]").count(), 3, "{}", outcome.stdout);
    assert!(!outcome.stdout.contains("unreadable"), "{}", outcome.stdout);
}

#[test]
fn pictures_in_a_page_do_not_count_as_its_text() {
    let unreadable = |text: &str, picture: usize| {
        let course = Course::of(&[("a.md", "")]);
        let picture = "A".repeat(picture);
        course.write("a.md", format!("# A\n\n{text}\n\n![B](data:image/png;base64,{picture})\n"));
        check(&course).stdout.contains("[unreadable-file]")
    };
    assert!(!unreadable("Words.", 5 * MB));
    assert!(unreadable(&"x".repeat(4 * MB), 1));
    assert!(unreadable("Words.", 64 * MB));
}

#[test]
fn more_text_than_256_mb_is_one_finding() {
    let course = Course::empty();
    let picture = vec![b'A'; 60 << 20];
    for number in 0..5 {
        let mut page = File::create(course.file(&format!("{number}.md"))).unwrap();
        page.write_all(b"# A\n\n![B](data:image/png;base64,").unwrap();
        page.write_all(&picture).unwrap();
    }
    let outcome = check(&course);
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    assert_eq!(lines.len(), 1, "{}", outcome.stdout);
    assert!(
        lines[0].contains("error[unreadable-file]: the course has more than 256 MB of text"),
        "{lines:?}"
    );
}

#[test]
fn a_lock_file_of_ten_gigabytes_stops_the_import() {
    let (course, platform) = (Course::small(), Platform::start());
    sparse(&course, "coursedir.lock");
    let words = ["could not read", "coursedir.lock", "larger than 64 MB", "restore the file"];
    let import = Program::new(&["import", "--yes"]).arg(course.path()).to(&platform.base_url());
    import.run().check(3, &words);
    assert_eq!(platform.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn a_preview_lives_on_whatever_becomes_of_a_file() {
    for make in [pipe as fn(&Course, &str), socket, sparse] {
        for name in ["a/01-one.md", "a/part.md", "a/a.png", "course.yaml", ".courseignore", "a/03-new.md"] {
            let course = course();
            let preview = Preview::of(course.path());
            let mut events = preview.events();
            if course.file(name).exists() {
                course.remove(name);
            }
            make(&course, name);
            // It may be noticed in two steps, that the file is gone and that something else is there.
            while !preview.text("/findings.html").await.contains(name) {
                events.next();
            }
            assert_eq!(preview.get("/").await.status(), 200, "{name}");
        }
    }
}
