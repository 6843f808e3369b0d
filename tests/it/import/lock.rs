//! `coursedir.lock` where it cannot be read or written: said before anything is sent.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use super::*;

/// Nothing was sent, and everything in the folder is as it was.
fn check(course: &Course, words: &[&str]) {
    let platform = Platform::start();
    let before = course.contents();
    Program::import(course, &platform).run().check(3, words);
    assert_eq!(platform.requests().len(), 0);
    assert_eq!(course.contents(), before);
}

#[test]
fn a_damaged_lock_is_refused_and_kept() {
    let conflict = "<<<<<<< HEAD\nversion = 1\n=======\nversion 2\n\nlesson nothing\n>>>>>>> main\n";
    for damaged in [
        "",
        "\n",
        "version = 1\n[[file]]\nhash = \"1\"\n",
        "no lock at all",
        conflict,
        "version = \"1\"\n",
        "version 1\n",
        "version 2\nno record at all\n",
        "version 2\n\nlesson abcdef 01.md 1.1 id=../../..\n",
        "version 2\n\ntarget abcdef 1.1 host=a location=b\n",
    ] {
        let course = Course::with_files(1);
        course.write("coursedir.lock", damaged);
        check(&course, &["coursedir.lock` is damaged", "hint: restore the file from git"]);
        assert_eq!(course.lock().unwrap(), damaged);
    }
}

#[test]
fn a_lock_that_is_not_text_is_refused_and_kept() {
    let course = Course::small();
    fs::write(course.file("coursedir.lock"), b"version = 1\n\xff\xfe\x00").unwrap();
    check(&course, &["is damaged"]);
}

#[test]
fn a_newer_lock_is_refused_and_kept() {
    let course = Course::with_files(1);
    course.write("coursedir.lock", "version = 99\nsomething = \"new\"\n");
    check(&course, &["written by a newer coursedir", "update coursedir"]);
    course.write("coursedir.lock", "# A comment.\nversion 3\n\nsomething new\n");
    check(&course, &["written by a newer coursedir (file version 3, supported up to 2)", "update coursedir"]);
}

#[test]
fn a_folder_in_the_place_of_the_lock_is_said_before_anything_is_sent() {
    let course = Course::with_files(1);
    fs::create_dir(course.file("coursedir.lock")).unwrap();
    check(&course, &["coursedir.lock`", "hint: "]);
}

#[test]
fn a_folder_in_the_place_of_the_run_file_is_said_before_anything_is_sent() {
    let course = Course::with_files(1);
    fs::create_dir(course.file(".coursedir.run")).unwrap();
    check(&course, &[".coursedir.run`", "hint: make the course folder writable"]);
}

#[test]
fn a_folder_that_cannot_be_written_is_said_before_anything_is_sent() {
    let course = Course::with_files(1);
    let set = |mode| fs::set_permissions(course.path(), fs::Permissions::from_mode(mode)).unwrap();
    fs::set_permissions(course.above(), fs::Permissions::from_mode(0o755)).unwrap();
    set(0o555);
    let platform = Platform::start();
    let process = Program::import(&course, &platform).by_somebody_who_is_not_root().try_start();
    let outcome = process.map(Process::end);
    set(0o755);
    match outcome {
        Ok(outcome) => outcome.check(3, &["could not write", "hint: make the course folder writable"]),
        Err(error) => return eprintln!("skipped: another user may not run the program: {error}"),
    };
    assert_eq!((platform.requests().len(), course.lock()), (0, None));
}

#[test]
fn a_full_disk_is_said_before_anything_is_sent() {
    let course = Course::with_files(1);
    let mounted =
        Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(course.path()).output();
    if !mounted.is_ok_and(|mounted| mounted.status.success()) {
        eprintln!("skipped: only root can make a disk that is full");
        return;
    }
    let _unmount = Unmount(course.path().to_owned());
    course.write("01-hello.md", "# Hello\n\n[File](file.txt)\n");
    course.write("file.txt", "file");
    let fill = |at: usize| fs::write(course.file(&format!(".full-{at}")), [0; 512]);
    let is_full = (0..10_000).any(|at| fill(at).is_err());
    assert!(is_full);
    check_full(&course);
}

fn check_full(course: &Course) {
    let platform = Platform::start();
    Program::import(course, &platform).run().check(3, &["hint: free disk space"]);
    assert_eq!((platform.requests().len(), course.lock()), (0, None));
}

struct Unmount(std::path::PathBuf);

impl Drop for Unmount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_lock_that_cannot_be_written_any_more_ends_the_uploads() {
    let platform = Platform::with_faults(&["upload:slow=1@2"]);
    let course = Course::with_files(4);
    let process = Program::import(&course, &platform).args(["--jobs", "1"]).start();
    wait_until("the second upload is under way", || platform.uploads() == 2 && course.locked_files() == 1);
    course.remove("coursedir.lock");
    fs::create_dir(course.file("coursedir.lock")).unwrap();
    process.end().check(3, &["could not write", "coursedir.lock`"]);
    assert_eq!((platform.uploads(), platform.imports()), (2, 0));
}

#[test]
fn a_course_that_arrived_is_not_called_lost_when_the_lock_cannot_be_written() {
    let platform = Platform::with_faults(&["import:slow=1"]);
    let course = Course::small();
    let process = Program::import(&course, &platform).start();
    wait_until("the course was sent", || platform.imports() == 1);
    course.remove("coursedir.lock");
    fs::create_dir(course.file("coursedir.lock")).unwrap();
    process.end().check(3, &["the course was imported, but the lock file could not be written"]);
}
