//! Import, pull into an empty folder, import that into another location: both requests say the same, but for what no call
//! shows: videos, materials, the course's and the instructor's pictures.

use std::path::Path;

use serde_json::Value;

use super::World;
use crate::testkit::{Course, Platform, Program, repository};

/// What no call of the platform shows.
const UNSEEN: &[&str] = &["bucketVideoUrl", "postMaterials", "imageUrl"];

/// What was sent last, without what is not seen.
fn sent(platform: &Platform) -> Value {
    let mut product = platform.courses()[0].product.clone();
    strip(&mut product);
    product
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for field in UNSEEN {
                fields.remove(*field);
            }
            fields.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

#[track_caller]
fn check(course: Course) {
    let world = World::of(course);
    let pulled = world.pulled();
    let before = sent(&world.platform);
    let program = Program::import(&pulled, &world.platform).env("HOOPAI_LOCATION_ID", "another");
    program.args(["--verify", "1", "--retries", "0"]).run().check(0, &["imported"]);
    assert_eq!(world.platform.courses().len(), 2);
    differences("", &before, &sent(&world.platform));
    world.command(&["status", "--exit-code"], &pulled).check(0, &[]);
}

#[track_caller]
fn differences(at: &str, before: &Value, after: &Value) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for (name, value) in before {
                differences(&format!("{at}/{name}"), value, after.get(name).unwrap_or(&Value::Null));
            }
            assert_eq!(before.len(), after.len(), "{at}");
        }
        (Value::Array(before), Value::Array(after)) => {
            assert_eq!(before.len(), after.len(), "{at}");
            for (number, (before, after)) in before.iter().zip(after).enumerate() {
                differences(&format!("{at}/{number}"), before, after);
            }
        }
        _ => assert_eq!(before, after, "{at}"),
    }
}

/// A course of `tests/courses/`.
fn test_course(name: &str) -> Course {
    let course = Course::empty();
    course.copy(&repository().join("tests/courses").join(name).join("course"), "");
    course
}

#[test]
fn the_example_course_comes_back_as_it_was_sent() {
    check(Course::example());
}

#[test]
fn test_courses_come_back_as_they_were_sent() {
    for name in ["from-a-repository", "languages", "mdbook", "settings", "videos-only"] {
        if Path::new(&repository().join("tests/courses").join(name)).exists() {
            check(test_course(name));
        }
    }
}
