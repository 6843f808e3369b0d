//! Courses that came with links and pipes where an import writes: said before anything is sent, and not followed.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use super::*;

/// What an import writes beside the course.
const WRITTEN: [&str; 2] = [".coursedir.run", "coursedir.lock"];

/// Nothing was sent, and this says which file it is about.
#[track_caller]
fn check(course: &Course, words: &[&str]) {
    let platform = Platform::start();
    Program::import(course, &platform).run().check(3, words);
    assert_eq!(platform.requests(), Vec::<String>::new());
}

#[test]
fn a_link_to_a_file_outside_leaves_that_file_alone() {
    for name in WRITTEN {
        let (course, outside) = (Course::small(), tempfile::tempdir().unwrap());
        let victim = outside.path().join("victim");
        fs::write(&victim, "precious").unwrap();
        symlink(&victim, course.file(name)).unwrap();
        check(&course, &[name, "is a symbolic link", "hint: check where the file came from"]);
        assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
        assert!(course.file(name).is_symlink());
    }
}

#[test]
fn a_link_to_nothing_makes_nothing() {
    for name in WRITTEN {
        let (course, outside) = (Course::small(), tempfile::tempdir().unwrap());
        symlink(outside.path().join("new"), course.file(name)).unwrap();
        check(&course, &[name, "is a symbolic link"]);
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_link_to_a_file_of_the_course_leaves_that_file_alone() {
    for name in WRITTEN {
        let course = Course::small();
        let before = fs::read(course.file("course.yaml")).unwrap();
        symlink("course.yaml", course.file(name)).unwrap();
        check(&course, &[name, "is a symbolic link"]);
        assert_eq!(fs::read(course.file("course.yaml")).unwrap(), before);
    }
}

#[test]
fn a_named_pipe_is_not_waited_for() {
    for name in WRITTEN {
        let course = Course::small();
        assert!(Command::new("mkfifo").arg(course.file(name)).status().unwrap().success());
        check(&course, &[name, "is not a regular file"]);
    }
}

#[test]
fn a_course_that_is_reached_through_a_link_is_imported() {
    let (course, platform, elsewhere) = (Course::small(), Platform::start(), tempfile::tempdir().unwrap());
    let link = elsewhere.path().join("course");
    symlink(course.path(), &link).unwrap();
    Program::new(&["import", "--yes", link.to_str().unwrap()])
        .to(&platform.base_url())
        .run()
        .check(0, &["imported"]);
    assert!(course.lock().is_some() && !course.file(".coursedir.run").exists());
}
