//! `import` of a course that is on the platform already, and the commands beside it: the real binary, against a platform
//! in this process that has the newer calls.
//!
//! What counts is what the platform holds afterwards ([`World::outline`]), and what the author was told.

mod bad_days;
mod colleague;
mod decisions;
mod found;
mod odd_days;
mod quizzes;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::testkit::{Course, Outcome, Platform, Process, Program, wait_until};

/// A course that was imported, the platform that has it, and where copies are kept.
struct World {
    platform: Platform,
    course: Course,
    kept: TempDir,
    /// Its id there.
    id: String,
}

const FILES: &[(&str, &str)] = &[
    ("course.yaml", "title: Bread\n"),
    ("01-start/01-one.md", "# One\n\nText of one.\n"),
    ("01-start/02-two.md", "# Two\n\nText of two.\n"),
    ("02-next/01-three.md", "# Three\n\nText of three.\n"),
    ("02-next/02-four.md", "# Four\n\nText of four.\n"),
];

impl World {
    fn start() -> Self {
        Self::with_readings("")
    }

    /// The small course on a platform with these readings.
    fn with_readings(readings: &str) -> Self {
        Self::of(FILES, readings)
    }

    fn of(files: &[(&str, &str)], readings: &str) -> Self {
        let (platform, course) = (Platform::with_readings(readings), Course::of(files));
        let mut world = Self { platform, course, kept: tempfile::tempdir().unwrap(), id: String::new() };
        world.import().run().check(0, &["imported"]);
        world.id.clone_from(&world.platform.courses()[0].id);
        world
    }

    /// `import --yes` without pauses.
    fn import(&self) -> Program {
        self.quickly(Program::import(&self.course, &self.platform)).args(["--verify", "1"])
    }

    /// Another command about the course.
    fn command(&self, arguments: &[&str]) -> Program {
        self.quickly(Program::new(arguments).course(&self.course).to(&self.platform.base_url()))
    }

    fn quickly(&self, program: Program) -> Program {
        let program = program.env("COURSEDIR_KEEP_IN", self.kept.path());
        program.args(["--retries", "0", "--timeout", "5"])
    }

    /// Everything that the platform has of the course.
    fn portal(&self) -> Value {
        self.platform.portal(&self.id).unwrap()
    }

    /// The lesson with this title, as the platform has it.
    #[track_caller]
    fn lesson(&self, title: &str) -> Value {
        let portal = self.portal();
        let found = lessons(&portal).into_iter().find(|lesson| lesson["title"] == title).cloned();
        found.unwrap_or_else(|| panic!("no `{title}` in {portal}"))
    }

    fn lesson_id(&self, title: &str) -> String {
        id(&self.lesson(title))
    }

    /// Titles of categories and lessons, in order: `Start: One, Two`.
    fn outline(&self) -> Vec<String> {
        let portal = self.portal();
        let categories = portal["categories"].as_array().unwrap();
        let titles = |of: &Value| -> Vec<String> {
            let lessons = of["lessons"].as_array().unwrap();
            lessons.iter().map(|lesson| lesson["title"].as_str().unwrap().to_owned()).collect()
        };
        categories
            .iter()
            .map(|category| {
                format!("{}: {}", category["title"].as_str().unwrap(), titles(category).join(", "))
            })
            .collect()
    }

    /// Changes the folder in every way: a text, a new lesson, a new category, another order, a lesson that is gone.
    fn change_all(&self) {
        self.course.edit("01-start/01-one.md", "Text of one", "New text of one");
        self.course.write("01-start/03-new.md", "# New\n\nNew text.\n");
        self.course.write("03-more/01-five.md", "# Five\n\nText of five.\n");
        self.course.rename("01-start/02-two.md", "01-start/00-two.md");
        self.course.remove("02-next/02-four.md");
    }

    /// Whether the platform says what the folder says after [`World::change_all`].
    #[track_caller]
    fn assert_all_changed(&self, about: &str) {
        let expected = ["Start: Two, One, New", "Next: Three", "More: Five"];
        assert_eq!(self.outline(), expected, "{about}");
        let text = self.lesson("One")["description"].to_string();
        assert!(text.contains("New text of one"), "{about}: {text}");
        assert!(self.lesson("New")["description"].to_string().contains("New text."), "{about}");
        self.assert_nothing_doubled(about);
    }

    #[track_caller]
    fn assert_nothing_doubled(&self, about: &str) {
        let portal = self.portal();
        let titles: Vec<&str> =
            lessons(&portal).iter().map(|lesson| lesson["title"].as_str().unwrap()).collect();
        let different: BTreeSet<&str> = titles.iter().copied().collect();
        assert_eq!(titles.len(), different.len(), "{about}: {titles:?}");
        assert_eq!(self.platform.courses().len(), 1, "{about}");
    }

    /// Runs until a run ends with 0; nobody needs more than a few.
    #[track_caller]
    fn import_until_done(&self, about: &str) {
        for _ in 0..5 {
            // Lists may lag for some minutes: nothing is made a second time before that.
            self.platform.advance(601);
            self.forget_the_time();
            let outcome = self.import().args(["--removed", "delete"]).run();
            if outcome.code == Some(0) {
                let writes = self.platform.requests().len();
                self.import().args(["--removed", "delete"]).run().check(0, &["nothing to send"]);
                assert_eq!(self.platform.requests().len(), writes, "{about}: a second run writes nothing");
                return;
            }
            assert!(outcome.stderr.contains("hint: "), "{about}: {}", outcome.stderr);
        }
        panic!("{about}: it does not come to an end: {:?}", self.import().run());
    }

    /// Makes what is waited for an old story.
    fn forget_the_time(&self) {
        let lock = self.course.lock().unwrap();
        let lines = lock.lines().map(|line| match line.split_once(" at=") {
            Some((pending, _)) if line.starts_with("pending ") => format!("{pending} at=1000000000"),
            _ => line.to_owned(),
        });
        self.course.write("coursedir.lock", lines.map(|line| line + "\n").collect::<String>());
    }

    fn status(&self, code: i32) -> Outcome {
        self.command(&["status", "--exit-code"]).run().check(code, &[])
    }
}

fn lessons(portal: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    for category in portal["categories"].as_array().into_iter().flatten() {
        found.extend(category["lessons"].as_array().into_iter().flatten());
        found.extend(lessons(category));
    }
    found
}

fn id(object: &Value) -> String {
    object["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_second_import_sends_what_changed_and_a_third_one_nothing() {
    let world = World::start();
    world.status(0);
    world.change_all();
    world.status(4);
    let untouched = world.lesson("Three");
    let told = ["updated ", "added ", "reordered ", "removed 1", "undo changes with `coursedir restore"];
    world.import().args(["--removed", "delete"]).run().check(0, &told);
    world.assert_all_changed("plainly");
    assert_eq!(world.lesson("Three"), untouched);
    world.status(0);
    let writes = world.platform.requests().len();
    world.import().run().check(0, &["nothing to send"]);
    assert_eq!(world.platform.requests().len(), writes);
}
