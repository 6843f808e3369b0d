//! What people know from other command lines: `-C`, `version`, topics of the help, names of other tools' commands, and a
//! course that is found from a folder in it.

use crate::testkit::{Course, Outcome, coursedir};

fn run_in(course: &Course, folder: &str, arguments: &[&str]) -> Outcome {
    let mut command = coursedir(arguments);
    command.current_dir(course.path().join(folder)).env("HOME", course.above());
    Outcome::of(&mut command)
}

#[test]
fn a_folder_to_start_in_can_be_named() {
    let course = Course::of(&[("course.yaml", "title: Bread\n"), ("01-a.md", "Text.\n")]);
    let said = course.run(&["-C", "course", "outline"]).check(0, &[]);
    assert!(said.stdout.contains("Bread"), "{}", said.stdout);
    // Paths are relative to it, and it may stand behind the command.
    course.run(&["outline", ".", "-C", "course"]).check(0, &[]);
    course.run(&["-C", "nowhere", "outline"]).check(2, &["cannot change to `nowhere`"]);
}

#[test]
fn without_a_path_it_is_the_course_around() {
    let course = Course::of(&[
        ("course.yaml", "title: Bread\n"),
        ("01-start/01-a.md", "Text.\n"),
        ("02-other/.git/HEAD", ""),
        ("02-other/01-b.md", "Text.\n"),
    ]);
    let said = run_in(&course, "01-start", &["outline"]).check(0, &["using the course in `..`"]);
    assert!(said.stdout.contains("Bread"), "{}", said.stdout);
    run_in(&course, "01-start", &["check", "-q"]).check(0, &[]);
    let said = run_in(&course, "", &["outline"]).check(0, &[]);
    assert!(!said.stderr.contains("using the course"), "{}", said.stderr);
    // A path that is given is meant, and a repository ends the search.
    let said = run_in(&course, "01-start", &["outline", "."]).check(0, &[]);
    assert!(!said.stdout.contains("Bread"), "{}", said.stdout);
    let said = run_in(&course, "02-other", &["outline"]).check(0, &[]);
    assert!(!said.stdout.contains("Bread"), "{}", said.stdout);
}

#[test]
fn the_version_is_for_people_and_for_programs() {
    let course = Course::small();
    let version = env!("CARGO_PKG_VERSION");
    let said = course.run(&["version"]).check(0, &[]);
    assert!(said.stdout.starts_with(&format!("coursedir {version}")), "{}", said.stdout);
    assert_eq!(course.run(&["--version"]).stdout, said.stdout);
    let json = course.run(&["version", "--format", "json"]).check(0, &[]).json();
    assert_eq!((json["version"].as_str(), json["os"].as_str()), (Some(version), Some(std::env::consts::OS)));
    assert!(
        json.as_object().is_some_and(|fields| fields.contains_key("commit") && fields.contains_key("date"))
    );
}

#[test]
fn the_help_has_topics() {
    let course = Course::small();
    for (topic, word) in [("exit-codes", "101"), ("environment", "HOOPAI_TOKEN"), ("files", "coursedir.lock")]
    {
        let said = course.run(&["help", topic]).check(0, &[]);
        assert!(said.stdout.contains(word), "{}", said.stdout);
        assert!(said.stdout.lines().all(|line| line.chars().count() <= 100), "{}", said.stdout);
    }
    assert_eq!(course.run(&["help", "check"]).stdout, course.run(&["check", "--help"]).stdout);
    assert_eq!(course.run(&["help"]).stdout, course.run(&["--help"]).stdout);
    course.run(&["help", "nothing"]).check(2, &["unknown command: `nothing`"]);
}

#[test]
fn names_of_other_tools_lead_to_the_command() {
    let course = Course::small();
    for (tried, meant) in [
        ("validate", "`coursedir check`"),
        ("lint", "`coursedir check`"),
        ("build", "`coursedir preview --export`"),
        ("serve", "`coursedir preview`"),
        ("publish", "`coursedir import`"),
        ("push", "`coursedir import`"),
        ("plan", "`coursedir import --dry-run`"),
    ] {
        let said = course.run(&[tried, "course"]).check(2, &["unrecognized subcommand", meant]);
        assert!(said.stdout.is_empty(), "{}", said.stdout);
    }
    // A slip is answered as before.
    course.run(&["chek"]).check(2, &["'check'"]);
}
