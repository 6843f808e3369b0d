//! A second run over a course that already imported.

use std::time::{Duration, SystemTime};

use super::*;

fn imported(files: usize) -> (Platform, Course) {
    let (platform, course) = (Platform::start(), Course::with_files(files));
    Program::import(&course, &platform).run().check(0, &[]);
    (platform, course)
}

#[test]
fn nothing_changed_so_nothing_is_sent_or_written_and_the_author_is_told_how_to_go_on() {
    let (platform, course) = imported(2);
    let lock = course.file("coursedir.lock");
    let long_ago = SystemTime::now() - Duration::from_secs(1000);
    std::fs::File::options().write(true).open(&lock).unwrap().set_modified(long_ago).unwrap();
    let before = (std::fs::read(&lock).unwrap(), std::fs::metadata(&lock).unwrap().modified().unwrap());
    let requests = platform.requests().len();

    let told = ["already imported", "no changes since then", "--again", "--forget"];
    Program::import(&course, &platform).run().check(4, &told);
    assert_eq!(platform.requests().len(), requests, "nothing was sent");
    let after = (std::fs::read(&lock).unwrap(), std::fs::metadata(&lock).unwrap().modified().unwrap());
    assert_eq!(after, before, "nothing is written");
}

#[test]
fn with_if_new_that_is_a_quiet_success() {
    let (platform, course) = imported(1);
    let requests = platform.requests().len();
    let outcome = Program::import(&course, &platform).args(["--if-new", "--quiet"]).run().check(0, &[]);
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("", ""));
    Program::import(&course, &platform).arg("--if-new").run().check(0, &["already imported"]);
    assert_eq!(platform.requests().len(), requests);
}

#[test]
fn with_if_new_a_new_course_is_imported() {
    let (platform, course) = (Platform::start(), Course::small());
    Program::import(&course, &platform).arg("--if-new").run().check(0, &["imported"]);
    assert_eq!(platform.imports(), 1);
}

#[test]
fn again_uploads_only_the_file_that_changed() {
    let (platform, course) = imported(3);
    course.write("01-start/file-01.txt", "changed\n");
    Program::import(&course, &platform)
        .arg("--again")
        .run()
        .check(0, &["uploaded  1 file, 2 already uploaded"]);
    assert_eq!((platform.uploads(), platform.imports()), (4, 2));
    assert_eq!(platform.courses().len(), 2);
    assert!(platform.courses().iter().all(|course| course.dropped.is_empty()));
}

#[test]
fn changes_are_named_by_their_titles() {
    let (platform, course) = imported(1);
    course.write("01-start/file-00.txt", "changed\n");
    course.write("01-start/02-new.md", "# Brand new\n\nText.\n");
    course.write("02-more/01-other.md", "# Other\n\nText.\n");
    let told = ["changed since then: ", "changed: Hello", "added: Brand new", "added: category More"];
    Program::import(&course, &platform).run().check(4, &told);
    assert_eq!(platform.imports(), 1);
}

#[test]
fn a_file_with_another_name_is_the_same_lesson() {
    let platform = Platform::start();
    let course = Course::of(&[
        ("01-a/01-one.md", "# One\n\nText of one.\n"),
        ("01-a/02-two.md", "# Two\n\nText of two.\n"),
        ("01-a/03-three.md", "# Three\n\nText of three.\n"),
        ("02-b/01-four.md", "# Four\n\nText of four.\n"),
    ]);
    Program::import(&course, &platform).run().check(0, &[]);
    let rename = |from: &str, to: &str| std::fs::rename(course.file(from), course.file(to)).unwrap();
    let changes = |expected: &[&str]| {
        let outcome = Program::import(&course, &platform).run().check(4, &["changed since then: "]);
        let listed: Vec<&str> = outcome.stderr.lines().filter_map(|line| line.strip_prefix("  ")).collect();
        assert_eq!(listed[1..], *expected, "{}", outcome.stderr);
    };
    rename("01-a/02-two.md", "01-a/02-second.md");
    Program::import(&course, &platform).run().check(4, &["no changes since then"]);
    rename("01-a/03-three.md", "02-b/03-three.md");
    changes(&["moved: Three", "reordered: 2 lessons"]);
    rename("01-a/02-second.md", "01-a/00-second.md");
    changes(&["moved: Three", "reordered: 2 lessons", "reordered: 2 lessons"]);
    course.remove("02-b/01-four.md");
    changes(&["moved: Three", "reordered: 2 lessons", "reordered: 2 lessons", "removed: 02-b/01-four.md"]);
}

#[test]
fn a_course_in_another_location_is_new() {
    let (platform, course) = imported(1);
    Program::import(&course, &platform).args(["--location", "elsewhere"]).run().check(0, &["imported"]);
    assert_eq!((platform.uploads(), platform.imports()), (2, 2));
}

#[test]
fn a_file_that_somebody_deleted_at_the_platform_is_uploaded_again() {
    let (platform, course) = imported(3);
    platform.delete_media("file-01.txt");
    Program::import(&course, &platform)
        .arg("--again")
        .run()
        .check(0, &["uploaded  1 file, 2 already uploaded"]);
    assert_eq!(platform.uploads(), 4);
    assert!(platform.courses()[0].dropped.is_empty());
}

#[test]
fn forget_imports_anew_and_uploads_nothing_twice() {
    let (platform, course) = imported(2);
    Program::import(&course, &platform).arg("--forget").run().check(0, &["2 already uploaded"]);
    assert_eq!((platform.uploads(), platform.imports()), (2, 2));
    let lock = course.lock().unwrap();
    let imports: Vec<&str> = lock.lines().filter(|line| line.starts_with("import ")).collect();
    let is_gone = imports.iter().map(|line| line.ends_with(" gone"));
    assert_eq!(is_gone.filter(|is_gone| !is_gone).count(), 1, "{lock}");
}
