//! `pull` and `list`: the real binary, against a platform in this process that has the newer calls.
//!
//! What counts is what is in the folder afterwards, and that the platform is not written to.

mod in_place;
mod new_folder;
mod round_trip;
mod strangers;

use std::collections::BTreeMap;
use std::path::Path;

use crate::testkit::{Course, Outcome, Platform, Program};

/// A course that was imported from a folder, and the platform that has it.
struct World {
    platform: Platform,
    course: Course,
    /// Its id there.
    id: String,
}

impl World {
    fn of(course: Course) -> Self {
        Self::with_readings(course, "")
    }

    fn with_readings(course: Course, readings: &str) -> Self {
        let platform = Platform::with_readings(readings);
        import(&course, &platform).check(0, &["imported"]);
        let id = platform.courses()[0].id.clone();
        Self { platform, course, id }
    }

    /// A command with `--course`, into a folder.
    fn pull(&self, arguments: &[&str], folder: &Path) -> Outcome {
        let program = Program::new(&["pull", "--course", &self.id]).args(arguments).arg(folder);
        let requests = self.platform.requests().len();
        let outcome = program.to(&self.platform.base_url()).run();
        assert_eq!(self.platform.requests().len(), requests, "a pull only reads");
        outcome
    }

    /// The course, pulled into an empty folder.
    #[track_caller]
    fn pulled(&self) -> Course {
        let folder = Course::empty();
        self.pull(&[], folder.path()).check(0, &["pulled"]);
        folder
    }

    /// A command about a folder.
    fn command(&self, arguments: &[&str], course: &Course) -> Outcome {
        Program::new(arguments).course(course).to(&self.platform.base_url()).run()
    }
}

/// Imports a course without a question.
fn import(course: &Course, platform: &Platform) -> Outcome {
    Program::import(course, platform).args(["--verify", "1", "--retries", "0"]).run()
}

/// The files of a course with their texts, but for the lock.
fn files(course: &Course) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![course.path().to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let name = path.strip_prefix(course.path()).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                open.push(path);
            } else if !name.starts_with("coursedir") && !name.starts_with('.') {
                files.insert(name, String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned());
            }
        }
    }
    files
}
