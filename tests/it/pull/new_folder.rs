//! A course that was made on the platform becomes a folder.

use std::fs;

use serde_json::json;

use super::{World, files};
use crate::testkit::{Course, Platform, Program};

/// A small course that somebody changed by hand.
fn by_hand() -> World {
    let world = World::of(Course::of(&[
        ("course.yaml", "title: \"Bread: at home\"\ndescription: A good loaf.\n"),
        ("01-start/01-one.md", "# One\n\nText of one.\n"),
        ("01-start/02-more/01-two.md", "# Two\n\nText of two.\n"),
    ]));
    let portal = world.platform.portal(&world.id).unwrap();
    let category = portal["categories"][0]["id"].as_str().unwrap().to_owned();
    world.platform.edit(&category, &json!({ "visibility": "drip", "dripDays": 3 }));
    let one = portal["categories"][0]["lessons"][0]["id"].as_str().unwrap().to_owned();
    let text = "<p>Hello <span style=\"color:red\"><b>you</b></span>&nbsp;</p><p><br></p><ul><li>a &lt;b&gt;</li></ul>";
    world.platform.edit(&one, &json!({ "title": "../..\u{7} Con: what's \"next\"?", "description": text }));
    let new = json!({
        "title": "1986. A year", "visibility": "locked", "contentType": "video", "lockedByPost": one,
        "description": "<p>1986. A year</p><p># no heading</p><p>&lt;div&gt;</p><p><a href=\"gone.pdf\">a</a></p>",
    });
    world.platform.add(&category, &new);
    world
}

#[test]
fn a_course_becomes_files_that_a_person_would_write() {
    let world = by_hand();
    let course = world.pulled();
    let files = files(&course);
    let ids = |text: &String| -> String {
        let line = |line: &str| match line.split_once("id: ") {
            Some(("", _)) => "id: …\n".to_owned(),
            _ => match line.split_once("lockedByPost: ") {
                Some((before, _)) => format!("{before}lockedByPost: …\n"),
                None => format!("{line}\n"),
            },
        };
        text.lines().map(line).collect()
    };
    let shown: Vec<String> = files.iter().map(|(path, text)| format!("== {path}\n{}", ids(text))).collect();
    assert_eq!(
        shown.concat(),
        "== 01-start/01-con-what-s-next.md\n\
         ---\ntitle: \"../.. Con: what's \\\"next\\\"?\"\nid: …\n---\n\nHello **you**\n\n- a \\<b>\n\
         == 01-start/02-1986-a-year.md\n\
         ---\ntitle: 1986. A year\nid: …\nx-platform:\n  visibility: locked\n  lockedByPost: …\n---\n\n\
         1986\\. A year\n\n\\# no heading\n\n\\<div>\n\na\n\
         == 01-start/03-more/01-two.md\n---\nid: …\n---\n\nText of two.\n\
         == 01-start/03-more/_index.md\n---\ntitle: More\n---\n\
         == 01-start/_index.md\n---\ntitle: Start\nx-platform:\n  visibility: drip\n  dripDays: 3\n---\n\
         == course.yaml\ntitle: \"Bread: at home\"\ndescription: A good loaf.\n"
    );
}

#[test]
fn what_was_pulled_is_in_step() {
    let world = by_hand();
    let course = world.pulled();
    world.command(&["check", "--deny", "warnings"], &course).check(0, &[]);
    let status = world.command(&["status", "--exit-code"], &course).check(0, &[]);
    assert!(status.stdout.contains("in step"), "{}", status.stdout);
    let before = world.platform.requests().len();
    world.command(&["import", "--yes", "--verify", "1"], &course).check(0, &["nothing to send"]);
    assert_eq!(world.platform.requests().len(), before);
    // A change of the folder is one write.
    course.edit("01-start/03-more/01-two.md", "Text of two", "New text");
    world.command(&["import", "--yes", "--verify", "1"], &course).check(0, &["updated 1"]);
    assert_eq!(world.platform.calls("update-lesson"), 1);
}

#[test]
fn nothing_is_written_over() {
    let world = by_hand();
    let course = Course::of(&[("a.txt", "mine")]);
    world.pull(&[], course.path()).check(4, &["the folder is not empty", "nothing was written"]);
    assert_eq!(fs::read_dir(course.path()).unwrap().count(), 1);
    let hidden = Course::of(&[(".git/config", "x")]);
    world.pull(&[], hidden.path()).check(0, &["pulled"]);
    let printed = world.pull(&["--dry-run"], &hidden.path().join("new")).check(0, &[]);
    assert!(printed.stdout.contains("01-start/03-more/01-two.md\n"), "{}", printed.stdout);
    assert!(!hidden.path().join("new").exists());
}

#[test]
fn a_course_is_named_by_its_id_or_its_title() {
    let world = by_hand();
    let pull = |wanted: &str| {
        let home = Course::empty();
        let program = Program::new(&["pull", "--course", wanted]).arg(home.path());
        program.to(&world.platform.base_url()).run()
    };
    pull("bread:  AT home").check(0, &["pulled"]);
    pull("Cake").check(3, &["course not found: `Cake`", "coursedir list"]);
    let listed = Program::new(&["list"]).to(&world.platform.base_url()).run().check(0, &["coursedir pull"]);
    assert!(listed.stdout.starts_with(&format!("{}  Bread: at home", world.id)), "{}", listed.stdout);
    let json = Program::new(&["list", "--format", "json"]).to(&world.platform.base_url()).run().check(0, &[]);
    assert_eq!(json.json()[0]["id"], json!(world.id));
    let old = Platform::start();
    Program::new(&["list"]).to(&old.base_url()).run().check(3, &["this account has only the import"]);
}

#[test]
fn a_category_of_one_lesson_stays_a_category() {
    let world = World::of(Course::of(&[
        ("course.yaml", "title: Course\n"),
        ("01-quiz/_index.md", "---\ntitle: Quiz\n---\n"),
        ("01-quiz/01-quiz.md", "---\ntitle: Quiz\ntype: video\n---\n\nWords.\n"),
        ("02-lessons/_index.md", "---\ntitle: Lessons\nvisibility: draft\n---\n"),
        ("02-lessons/01-en.md", "---\ntitle: En\nvisibility: published\n---\n\nWords.\n"),
        ("02-lessons/02-docs/_index.md", "---\ntitle: docs\n---\n"),
        ("02-lessons/02-docs/01-index.md", "---\ntitle: Index\n---\n\nWords.\n"),
    ]));
    let course = world.pulled();
    let status = world.command(&["status", "--exit-code"], &course).check(0, &[]);
    assert!(status.stdout.contains("in step"), "{}", status.stdout);
    let outline = world.command(&["outline", "--format", "json"], &course).json();
    let before = world.command(&["outline", "--format", "json"], &world.course).json();
    let titles = |outline: &serde_json::Value| outline.to_string().matches("\"title\"").count();
    assert_eq!(titles(&outline), titles(&before), "{outline}\n{before}");
}

#[test]
fn a_course_is_read_in_three_calls() {
    let lessons: Vec<(String, String)> = (0..1000)
        .map(|at| {
            (format!("{:02}-part/{:02}-a.md", at / 50, at % 50), format!("# Lesson {at}\n\nText *{at}*.\n"))
        })
        .collect();
    let files: Vec<(&str, &str)> =
        lessons.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let world = World::of(Course::of(&files));
    let before = world.platform.all_requests().len();
    let course = world.pulled();
    let made: Vec<String> = world.platform.all_requests().split_off(before);
    // The probe and the list of courses tell which course is meant.
    assert_eq!(made.len(), 5, "{made:?}");
    assert_eq!(super::files(&course).len(), 1000 + 20 + 1);
    world.command(&["status", "--exit-code"], &course).check(0, &[]);
}
