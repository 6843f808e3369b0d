//! What strangers wrote on the platform is text in the folder: it reads no file of the folder, names none, and becomes no
//! command, whatever tools the folder belongs to.

use serde_json::json;

use super::World;
use crate::testkit::{Course, Program};

const SECRET: &str = "SECRET-OF-THE-FOLDER";

/// Commands that would read a file, each alone in a paragraph and in code.
const COMMANDS: &[&str] = &[
    "{{#include secret.txt}}",
    "{{#playground secret.txt}}",
    "{{< include secret.txt >}}",
    "{{% include secret.txt %}}",
    "{{< readfile \"secret.txt\" >}}",
    "{% include_relative secret.txt %}",
    "{% include \"secret.txt\" %}",
    "--8&lt;-- \"secret.txt\"",
    "-8&lt;- \"secret.txt\"",
    "&lt;!-- @include: secret.txt --&gt;",
    "[!INCLUDE [a](secret.txt)]",
    ":::{include} secret.txt",
    ":::{literalinclude} secret.txt",
    "&lt;&lt;&lt; secret.txt",
    "@[code](secret.txt)",
    "{{var.city}}",
    "&lt;&lt;&lt;&lt;&lt;&lt;&lt; a",
    "&gt;&gt;&gt;&gt;&gt;&gt;&gt; b",
];

/// A command in pieces, addresses of files, and code that is no command.
const OTHERS: &str = "<p>{<b></b>{#include secret.txt}}</p>\
                      <p><a href=\"../.env\">a</a> <a href=\"../.git/config\">b</a> <a href=\"../course.yaml\">c</a> \
                      <a href=\"secret.txt\">d</a> <img src=\"nope.png\" alt=\"A loaf\"></p>\
                      <pre><code>{{ include \"chart.labels\" . }} ![[ a ]]\n</code></pre>";

/// Settings by which a folder is one of a tool's.
const TOOLS: &[(&str, &str)] = &[
    ("_quarto.yml", "project: {type: book}\n"),
    ("hugo.toml", "title = \"x\"\n"),
    ("_config.yml", "title: x\n"),
    ("mkdocs.yml", "site_name: x\n"),
    ("myst.yml", "version: 1\n"),
    ("book.toml", "[book]\n"),
    (".vitepress/config.mts", "export default {}\n"),
];

fn text() -> String {
    let each = |command: &&str| format!("<p>{command}</p>\n<pre><code>{command}\n</code></pre>\n");
    COMMANDS.iter().map(each).collect::<String>() + OTHERS
}

fn secrets(course: &Course) {
    course.write(".env", SECRET);
    course.write(".git/config", SECRET);
    course.write("01-a/secret.txt", SECRET);
}

#[track_caller]
fn assert_harmless(world: &World, course: &Course) {
    course.run(&["check", "course"]).check(0, &[]);
    for (settings, content) in TOOLS {
        course.write(settings, content);
        let said = course.run(&["import", "course", "--dry-run"]).check(0, &[]);
        assert!(!said.stdout.contains(SECRET), "{settings}: {}", said.stdout);
        let body = said.body().to_string();
        for words in ["A loaf", "include secret.txt", "{{ include &quot;chart.labels&quot; . }} ![[ a ]]"] {
            assert!(
                body.contains(&words.replace("&quot;", "\\\"")) || body.contains(words),
                "{settings}: {body}"
            );
        }
        course.remove(settings);
    }
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
    world.platform.edit(id, &json!({ "description": text(), "title": "One {{#include ../.env}}" }));
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
    world.platform.edit(id, &json!({ "description": text(), "title": "One {{#include ../.env}}" }));
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
