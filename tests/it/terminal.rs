//! What others wrote and a terminal would obey: names, titles and texts of a hostile course reach no line as they are.

use coursedir::internals::diagnostic::Code;

use crate::testkit::{Course, Outcome};

/// A title, name or text that clears the screen, begins a workflow command and turns letters around.
const HOSTILE: &str = "x\u{1b}[2J\u{9b}31m\u{7}\n::error::y\u{202e}z";

fn hostile_course() -> Course {
    let course = Course::empty();
    let escaped = "x\\e[2J\\x9b31m\\a\\n::error::y\\u202ez";
    course.write("course.yaml", format!("title: \"{escaped}\"\ninstructor: {{name: \"{escaped}\"}}\n"));
    course.write(&format!("01-{HOSTILE}/01-{HOSTILE}.md"), format!("# One\n\n![a](no-{HOSTILE}.png)\n"));
    course.write(
        &format!("01-{HOSTILE}/02-two.md"),
        format!("---\ntitle: \"{escaped}\"\n---\n\nText. [a](no\u{1b}[2J.md)\n"),
    );
    course.write(
        &format!("01-{HOSTILE}/03-three.md"),
        format!("# Three\n\n[sheet](<sheet-{}.pdf>)\n", "\u{9b}31m"),
    );
    course.write(&format!("01-{HOSTILE}/sheet-\u{9b}31m.pdf"), "%PDF-1.4");
    course
}

/// Fails if a terminal or a CI server would obey anything in an output; `is_command` allows workflow commands.
#[track_caller]
fn assert_harmless(outcome: &Outcome, is_command: bool) {
    for text in [&outcome.stdout, &outcome.stderr] {
        let obeyed = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!text.contains(obeyed), "{text:?}");
        let begins = |line: &str| line.trim_start().starts_with("::");
        assert!(is_command || !text.lines().any(begins), "{text}");
    }
}

#[test]
fn no_command_repeats_what_a_terminal_obeys() {
    let course = hostile_course();
    let allow = Code::BrokenLink.as_str();
    let run = |arguments: &[&str]| course.run_with(&[("COURSEDIR_COLOR", "never")], arguments);
    for arguments in [
        &["outline", "course"][..],
        &["outline", "course", "--explain"],
        &["outline", "course", "--format", "json"],
        &["check", "course"],
        &["check", "course", "--format", "concise"],
        &["check", "course", "--format", "json"],
        &["check", "course", "--format", "sarif"],
        &["check", "course", "--fix", "--dry-run"],
        &["import", "course", "--dry-run"],
        &["import", "course", "--sandbox", "--yes", "--allow", allow],
        &["doctor", "course"],
        &["new", "lesson", HOSTILE, "--in", "course"],
    ] {
        assert_harmless(&run(arguments), false);
    }
    let annotations = run(&["check", "course", "--format", "github"]);
    assert_harmless(&annotations, true);
    let is_own = |line: &str| {
        ["::error file=", "::warning file=", "::notice file="].iter().any(|own| line.starts_with(own))
    };
    assert!(annotations.stdout.lines().all(is_own), "{}", annotations.stdout);
}

#[test]
fn json_says_what_is_there() {
    let course = hostile_course();
    let outline = course.run_with(&[], &["outline", "course", "--format", "json"]);
    let outline: serde_json::Value = serde_json::from_str(&outline.stdout).unwrap();
    let path = outline[0]["categories"][0]["path"].as_str().unwrap();
    assert_eq!(path, format!("01-{HOSTILE}"));
}
