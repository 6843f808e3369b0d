//! Two branches of a course that both import: git merges their locks, and nothing is imported a second time.

use std::fs;
use std::process::Command;

use super::*;

fn try_git(course: &Course, arguments: &[&str]) -> bool {
    let mut git = Command::new("git");
    git.current_dir(course.path()).args(arguments);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    for name in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{name}_NAME"), "a").env(format!("GIT_{name}_EMAIL"), "a@example.com");
    }
    git.output().expect("git is on this machine").status.success()
}

fn git(course: &Course, arguments: &[&str]) {
    assert!(try_git(course, arguments), "git {arguments:?}");
}

fn commit(course: &Course) {
    git(course, &["add", "--all"]);
    git(course, &["commit", "--quiet", "--allow-empty", "--message", "x"]);
}

fn import(course: &Course, platform: &Platform, location: &str, code: i32, words: &[&str]) {
    Program::import(course, platform).args(["--location", location]).run().check(code, words);
}

/// A repository in which `main` and `other` import into these locations, after `first` was imported to.
fn branches(platform: &Platform, first: Option<&str>, locations: [&str; 2]) -> Course {
    let course = Course::with_files(2);
    git(&course, &["init", "--quiet", "--initial-branch=main"]);
    if let Some(first) = first {
        import(&course, platform, first, 0, &["imported"]);
    }
    commit(&course);
    git(&course, &["branch", "other"]);
    for (branch, location) in ["main", "other"].into_iter().zip(locations) {
        git(&course, &["switch", "--quiet", branch]);
        import(&course, platform, location, 0, &["imported"]);
        commit(&course);
    }
    git(&course, &["switch", "--quiet", "main"]);
    course
}

/// What `check` finds.
fn check(course: &Course, code: i32) -> String {
    Program::new(&["check", "--format", "concise"]).course(course).run().check(code, &[]).stdout
}

fn names(course: &Course) -> Vec<String> {
    let names = fs::read_dir(course.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.filter_map(|name| name.into_string().ok()).collect();
    names.retain(|name| name.strip_suffix(".lock").is_some());
    names.sort();
    names
}

#[test]
fn two_further_locations_never_meet() {
    let platform = Platform::start();
    let course = branches(&platform, Some("one"), ["two", "three"]);
    git(&course, &["merge", "--quiet", "--no-edit", "other"]);
    assert_eq!(names(&course), ["coursedir.lock", "coursedir.three.lock", "coursedir.two.lock"]);
    for location in ["one", "two", "three"] {
        import(&course, &platform, location, 4, &["already imported", "no changes since then"]);
    }
    assert_eq!(platform.imports(), 3);
    check(&course, 0);
}

#[test]
fn a_conflict_is_named_by_check_and_merged_by_the_next_import() {
    let platform = Platform::start();
    let course = branches(&platform, None, ["one", "two"]);
    assert!(!try_git(&course, &["merge", "--quiet", "--no-edit", "other"]), "both made the first target");
    assert!(course.lock().unwrap().contains("<<<<<<<"));
    commit(&course);
    let found = check(&course, 1);
    assert!(found.contains("error[lock-conflict]: git left a conflict in `coursedir.lock`"), "{found}");
    let told = ["merged a git conflict in `coursedir.lock`", "already imported", "no changes since then"];
    import(&course, &platform, "two", 4, &told);
    assert_eq!(platform.imports(), 2);
    assert!(!course.lock().unwrap().contains("<<<<<<<"));
    import(&course, &platform, "three", 0, &["imported"]);
    for location in ["one", "two", "three"] {
        import(&course, &platform, location, 4, &["already imported", "no changes since then"]);
    }
    check(&course, 0);
}

#[test]
fn a_side_that_an_older_program_wrote_is_merged_too() {
    let platform = Platform::start();
    let course = Course::small();
    import(&course, &platform, "one", 0, &["imported"]);
    let newer = course.lock().unwrap();
    let older = format!(
        "version = 1\n\n[[import]]\nhost = \"{}\"\nlocation = \"two\"\nstate = \"imported\"\ntitle = \"B\"\n\
         at = \"2026-11-23T10:00:00Z\"\nbody = \"\"\n",
        platform.host()
    );
    for (ours, theirs) in [(&newer, &older), (&older, &newer)] {
        let text = format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n").replace('\n', "\r\n");
        course.write("coursedir.lock", text);
        import(&course, &platform, "one", 4, &["already imported", "no changes since then"]);
        import(&course, &platform, "two", 4, &["already imported"]);
    }
    assert_eq!(platform.imports(), 1);
}

#[test]
fn a_lock_that_git_ignores_is_a_warning() {
    let platform = Platform::start();
    let course = branches(&platform, None, ["one", "one"]);
    check(&course, 0);
    course.write(".gitignore", "*.lock\n");
    assert!(!check(&course, 0).contains("ignored-lock"), "git tracks it already");
    fs::remove_file(course.file(".git/index")).unwrap();
    let found = check(&course, 0);
    assert!(found.contains("warning[ignored-lock]: git ignores `coursedir.lock`"), "{found}");
    course.write("course.yaml", "allow: [ignored-lock]\n");
    let allowed = check(&course, 0);
    assert!(!allowed.contains("ignored-lock") && !allowed.contains("unused-allow"), "{allowed}");
}

#[test]
fn what_a_strange_lock_says_moves_no_terminal() {
    let course = Course::small();
    for record in ["\u{1b}[2Jlesson", "lesson abcdef 01.md 1.1 \u{1b}]0;x\u{7}=\u{202e}", "target \u{9b}2J"] {
        course.write("coursedir.lock", format!("version 2\n\n{record}\n"));
        let said = Program::new(&["check"]).course(&course).run().check(1, &[]);
        let all = format!("{}{}", said.stdout, said.stderr);
        assert!(all.contains("`coursedir.lock` is damaged: line 3"), "{all}");
        assert!(!all.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{all:?}");
    }
}
