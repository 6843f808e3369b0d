//! What strangers wrote on the platform is text in the folder: it reads no file of the folder, names none, and becomes no
//! command, whatever tools the folder belongs to.

use serde_json::json;

use super::World;
use crate::testkit::{Course, Program};

const SECRET: &str = "SECRET-OF-THE-FOLDER";

/// Commands of several tools that would read a file, and addresses of files.
const TEXT: &str = "<p>{{#include ../.env}}</p><p>{{< include ../.env >}} {% include \"../.env\" %} --8&lt;-- \"../.env\"</p>\
                    <p>{<b></b>{#include ../.env}}</p><pre><code>{{#include ../.env}}</code></pre>\
                    <p><a href=\"../.env\">a</a> <a href=\"../.git/config\">b</a> <a href=\"../course.yaml\">c</a></p>\
                    <p><img src=\"nope.png\" alt=\"A loaf\"> {{var.city}}</p><p>&lt;&lt;&lt;&lt;&lt;&lt;&lt; a</p>";

fn secrets(course: &Course) {
    course.write(".env", SECRET);
    course.write(".git/config", SECRET);
    course.write("_quarto.yml", "project: {type: book}\n");
}

#[track_caller]
fn assert_harmless(world: &World, course: &Course) {
    course.run(&["check", "course"]).check(0, &[]);
    let body = course.run(&["import", "course", "--dry-run", "--location", "elsewhere"]).check(0, &[]);
    assert!(!body.stdout.contains(SECRET), "{}", body.stdout);
    assert!(body.stdout.contains("A loaf"), "{}", body.stdout);
    let before = world.platform.media_names();
    let program = Program::import(course, &world.platform).args(["--location", "elsewhere", "--verify", "1"]);
    program.run().check(0, &["imported"]);
    let new: Vec<String> =
        world.platform.media_names().into_iter().filter(|name| !before.contains(name)).collect();
    assert_eq!(new, Vec::<String>::new());
}

#[test]
fn a_new_folder_has_no_command_and_no_address_of_a_stranger() {
    let world =
        World::of(Course::of(&[("course.yaml", "title: Bread\n"), ("01-a/01-one.md", "# One\n\nText.\n")]));
    let portal = world.platform.portal(&world.id).unwrap();
    let id = portal["categories"][0]["lessons"][0]["id"].as_str().unwrap();
    world.platform.edit(id, &json!({ "description": TEXT, "title": "One {{#include ../.env}}" }));
    let course = world.pulled();
    secrets(&course);
    assert_harmless(&world, &course);
}

#[test]
fn a_folder_that_is_there_gets_no_command_and_no_address_of_a_stranger() {
    let course = Course::of(&[("course.yaml", "title: Bread\n"), ("01-a/01-one.md", "# One\n\nText.\n")]);
    secrets(&course);
    let world = World::of(course);
    let portal = world.platform.portal(&world.id).unwrap();
    let id = portal["categories"][0]["lessons"][0]["id"].as_str().unwrap();
    world.platform.edit(id, &json!({ "description": TEXT, "title": "One {{#include ../.env}}" }));
    world.command(&["pull", "--yes", "--force"], &world.course).check(0, &["pulled"]);
    assert_harmless(&world, &world.course);
}

#[test]
fn keys_and_what_git_keeps_are_files_of_no_course() {
    let course = Course::of(&[
        ("course.yaml", "title: Bread\n"),
        (
            "01-a/01-one.md",
            "# One\n\n[a](../.env) [b](../.git/config) ![c](../.pictures/a.png)\n\n{{#include ../.env}}\n",
        ),
    ]);
    secrets(&course);
    course.write(
        ".pictures/a.png",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89",
    );
    let said = course.run(&["import", "course", "--dry-run"]);
    assert!(!said.stdout.contains(SECRET) && said.exit() == 1, "{}", said.stdout);
    let outline = course.run(&["outline", "course", "--format", "json"]);
    assert!(
        !outline.stdout.contains(".env\"") && !outline.stdout.contains(".git/config\""),
        "{}",
        outline.stdout
    );
}
