//! What changed on the platform comes into the folder.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use super::{World, files};
use crate::testkit::{Course, Outcome, Program};

const ONE: &str = "---\n# mine\nid: one\n---\n\n# One\n\nText _of_\none.\n\n<!-- a comment -->\n\n* a\n* b\n\n![Loaf](loaf.png)\n\nThe end.\n";

fn world() -> World {
    let course = Course::of(&[
        ("course.yaml", "# settings\ntitle: Bread\n"),
        ("01-start/01-one.md", ONE),
        ("01-start/02-two.md", "# Two\n\nText of two.\n"),
        ("01-start/03-three.md", "# Three\n\nText of three.\n"),
    ]);
    course.write("01-start/loaf.png", PNG);
    let world = World::of(course);
    world.command(&["status", "--exit-code"], &world.course).check(0, &[]);
    world
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

impl World {
    /// `pull` in the course's own folder.
    fn pull_in(&self, arguments: &[&str]) -> Outcome {
        let program = Program::new(&["pull"]).args(arguments).course(&self.course);
        let requests = self.platform.requests().len();
        let kept = self.course.path().parent().unwrap().join("kept");
        let outcome = program.env("COURSEDIR_KEEP_IN", kept).to(&self.platform.base_url()).run();
        assert_eq!(self.platform.requests().len(), requests, "a pull only reads");
        outcome
    }

    fn lesson(&self, title: &str) -> Value {
        let portal = self.platform.portal(&self.id).unwrap();
        let lessons = portal["categories"][0]["lessons"].as_array().unwrap();
        lessons.iter().find(|lesson| lesson["title"] == title).unwrap().clone()
    }

    fn edit(&self, title: &str, fields: &Value) {
        self.platform.edit(self.lesson(title)["id"].as_str().unwrap(), fields);
    }

    fn replace(&self, title: &str, what: &str, with: &str) {
        let text = self.lesson(title)["description"].as_str().unwrap().to_owned();
        assert!(text.contains(what), "{text}");
        self.edit(title, &json!({ "description": text.replace(what, with) }));
    }

    fn assert_in_step(&self) {
        let status = self.command(&["status", "--exit-code"], &self.course).check(0, &[]);
        assert!(status.stdout.contains("in step"), "{}", status.stdout);
        self.pull_in(&["--yes"]).check(0, &["nothing to pull"]);
    }
}

#[test]
fn a_pull_into_the_folder_that_was_imported_changes_no_byte() {
    let world = World::of(Course::example());
    let (before, lock) = (files(&world.course), world.course.lock());
    world.pull_in(&["--yes"]).check(0, &["nothing to pull"]);
    assert_eq!((files(&world.course), world.course.lock()), (before, lock));
}

#[test]
fn only_the_blocks_that_changed_are_written_anew() {
    let world = world();
    world.replace("One", "<p>The end.</p>", "<p>The <b>new</b> end.</p>\n<p>And more.</p>");
    world.pull_in(&[]).check(4, &["changed   01-start/01-one.md", "not confirmed", "--yes"]);
    let shown = world.pull_in(&["--dry-run", "--diff"]).check(0, &[]);
    assert!(
        shown.stdout.contains("-The end.\n+The **new** end.")
            || shown.stdout.contains("+The <b>new</b> end."),
        "{}",
        shown.stdout
    );
    world
        .pull_in(&["--yes"])
        .check(0, &["pulled Bread: 1 file changed, 0 new", "replaced files are kept in"]);
    let text = files(&world.course)["01-start/01-one.md"].clone();
    let (kept, new) = text.split_once("![Loaf](loaf.png)\n\n").unwrap();
    assert_eq!(kept, ONE.split_once("![Loaf](loaf.png)\n\n").unwrap().0);
    assert!(new.ends_with("end.\n\nAnd more.\n"), "{new}");
    world.assert_in_step();
}

#[test]
fn fields_come_into_front_matter_and_headings() {
    let world = world();
    world.edit("One", &json!({ "title": "Uno", "visibility": "draft" }));
    world.edit("Two", &json!({ "visibility": "draft" }));
    world.platform.edit(&world.id, &json!({ "title": "Bread: again" }));
    world.pull_in(&["--yes"]).check(0, &["3 files changed"]);
    let files = files(&world.course);
    assert_eq!(
        files["01-start/01-one.md"],
        ONE.replace("# One", "# Uno").replace("---\n# mine", "---\nvisibility: draft\n# mine")
    );
    assert_eq!(files["01-start/02-two.md"], "---\nvisibility: draft\n---\n\n# Two\n\nText of two.\n");
    assert_eq!(files["course.yaml"], "# settings\ntitle: \"Bread: again\"\n");
    world.assert_in_step();
}

#[test]
fn new_lessons_become_files_named_like_their_neighbors() {
    let world = world();
    let category =
        world.platform.portal(&world.id).unwrap()["categories"][0]["id"].as_str().unwrap().to_owned();
    let new = json!({ "title": "What's new?", "visibility": "draft", "description": "<p>Text.</p>" });
    world.platform.add(&category, &new);
    let more = world.platform.add(&world.id, &json!({ "title": "More", "visibility": "published" }));
    world.platform.add(&more, &json!({ "title": "Four", "visibility": "published", "description": "" }));
    world.pull_in(&["--yes"]).check(0, &["0 files changed, 3 new"]);
    let files = files(&world.course);
    let text = &files["01-start/04-what-s-new.md"];
    assert!(
        text.starts_with("---\ntitle: \"What's new?\"\nvisibility: draft\nid: ")
            || text.starts_with("---\ntitle: What's new?\nvisibility: draft\nid: "),
        "{text}"
    );
    assert!(files.contains_key("02-more/_index.md") && files.contains_key("02-more/01-four.md"), "{files:?}");
    world.assert_in_step();
}

#[test]
fn another_order_becomes_one_number() {
    let world = world();
    world.edit("Three", &json!({ "sequenceNo": 0 }));
    for (title, at) in [("One", 1), ("Two", 2)] {
        world.edit(title, &json!({ "sequenceNo": at }));
    }
    world.pull_in(&["--yes"]).check(0, &["1 file changed"]);
    let text = &files(&world.course)["01-start/03-three.md"];
    assert_eq!(text, "---\norder: 0.5\n---\n\n# Three\n\nText of three.\n");
    world.assert_in_step();
}

#[test]
fn both_sides_changes_meet_or_are_marked() {
    let world = world();
    world.course.edit("01-start/01-one.md", "The end.", "My end.");
    world.replace("One", "<em>of</em>", "<em>about</em>");
    world.pull_in(&["--yes", "--force"]).check(0, &["1 file changed"]);
    let text = files(&world.course)["01-start/01-one.md"].clone();
    assert!(text.contains("*about*") && text.contains("My end.") && text.contains("* a\n* b"), "{text}");
    // What the folder has besides is sent, and nothing of the platform's is lost.
    world.command(&["import", "--yes", "--verify", "1"], &world.course).check(0, &["updated 1"]);
    let sent = world.lesson("One")["description"].as_str().unwrap().to_owned();
    assert!(sent.contains("<em>about</em>") && sent.contains("My end."), "{sent}");
    world.assert_in_step();

    world.course.edit("01-start/01-one.md", "My end.", "My last end.");
    world.replace("One", "My end.", "Their end.");
    world.pull_in(&["--yes", "--force"]).check(4, &["conflict  01-start/01-one.md", "1 conflict to resolve"]);
    let text = files(&world.course)["01-start/01-one.md"].clone();
    let marked =
        "<<<<<<< coursedir: folder\n\nMy last end.\n\n=======\n\nTheir end.\n\n>>>>>>> coursedir: platform\n";
    assert!(text.contains(marked), "{text}");
    let checked = world.command(&["check"], &world.course).check(1, &[]);
    assert!(checked.stdout.contains("conflict-marker"), "{}", checked.stdout);
    world.command(&["import", "--yes"], &world.course).check(1, &["conflict-marker"]);
    world.course.write("01-start/01-one.md", text.replace(marked, "My and their end.\n"));
    world.command(&["import", "--yes", "--verify", "1"], &world.course).check(0, &["updated 1"]);
    world.assert_in_step();
}

#[test]
fn unsaved_work_is_left_alone() {
    let world = world();
    world.replace("One", "<p>The end.</p>", "<p>Their end.</p>");
    world.replace("Two", "Text", "Their text");
    world.course.edit("01-start/01-one.md", "* b", "* c");
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(60);
    fs::File::options()
        .write(true)
        .open(world.course.file("01-start/01-one.md"))
        .unwrap()
        .set_modified(later)
        .unwrap();
    world
        .pull_in(&["--yes"])
        .check(4, &["`01-start/01-one.md` is newer than the last run", "--force", "1 file changed"]);
    let files = files(&world.course);
    assert_eq!(files["01-start/01-one.md"], ONE.replace("* b", "* c"));
    assert!(files["01-start/02-two.md"].contains("Their text"));
    world.pull_in(&["--yes", "--force"]).check(0, &["1 file changed"]);
}

#[test]
fn what_is_not_committed_is_left_alone() {
    let world = world();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        let done =
            command.current_dir(world.course.path()).args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null");
        let done = done.env("GIT_CONFIG_SYSTEM", "/dev/null").output().unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    world.replace("One", "<p>The end.</p>", "<p>Their end.</p>");
    world.replace("Two", "Text", "Their text");
    world.course.edit("01-start/01-one.md", "* b", "* c");
    world.pull_in(&["--yes"]).check(4, &["`01-start/01-one.md` is not committed", "1 file changed"]);
    git(&["add", "."]);
    world.pull_in(&["--yes"]).check(0, &["1 file changed"]);
}

#[test]
fn of_a_text_from_an_editor_only_what_changed_is_written() {
    let world = world();
    let text = "<p>Text <span style=\"color:red\">of</span> two.</p><p><br></p><p>a</p><p>b</p>";
    world.edit("Two", &json!({ "description": text }));
    world.pull_in(&["--yes"]).check(0, &["1 file changed"]);
    world.assert_in_step();
    world.course.edit("01-start/02-two.md", "Text of two.", "Text _of_\ntwo.");
    world.course.edit("01-start/02-two.md", "_of_", "of");
    world.replace("Two", "<p>b</p>", "<p>c</p>");
    world.pull_in(&["--yes", "--force"]).check(0, &["1 file changed"]);
    assert_eq!(files(&world.course)["01-start/02-two.md"], "# Two\n\nText of\ntwo.\n\na\n\nc\n");
    world.assert_in_step();
}

#[test]
fn a_lesson_in_another_category_moves() {
    let world = world();
    let next = world.platform.add(&world.id, &json!({ "title": "Next", "visibility": "published" }));
    world.platform.add(&next, &json!({ "title": "Four", "visibility": "published", "description": "" }));
    world.edit("Two", &json!({ "categoryId": next, "sequenceNo": 0 }));
    let said = world.pull_in(&["--yes"]).check(0, &["moved     02-next/0"]);
    assert!(said.stderr.contains("(was 01-start/02-two.md)"), "{}", said.stderr);
    let moved = files(&world.course);
    let paths: Vec<&String> = moved.keys().filter(|path| path.ends_with("-two.md")).collect();
    assert!(paths.len() == 1 && paths[0].starts_with("02-next/"), "{moved:?}");
    world.assert_in_step();
    // The picture of this one would be missing there.
    world.edit("One", &json!({ "categoryId": next, "sequenceNo": 9 }));
    world.pull_in(&["--yes"]).check(4, &["`01-start/01-one.md` is in another category"]);
    assert_eq!(files(&world.course), moved);
}

#[test]
fn what_was_removed_there_stays_here() {
    let world = world();
    world.platform.remove(world.lesson("Two")["id"].as_str().unwrap());
    let before = files(&world.course);
    world.pull_in(&["--yes"]).check(0, &["`01-start/02-two.md` was removed on the platform"]);
    assert_eq!(files(&world.course), before);
}

#[test]
fn a_folder_that_is_not_linked_says_what_to_do() {
    let world = world();
    let other = Course::small();
    world.command(&["pull", "--yes"], &other).check(2, &["not linked", "coursedir link", "--course ID"]);
}
