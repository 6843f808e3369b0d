//! What the author decides: conflicts, removed files, videos, and what to undo.

use super::*;

/// Both sides changed the text of `One`, the folder that of `Two`, too.
fn conflict() -> World {
    let world = World::start();
    world.course.edit("01-start/01-one.md", "Text of one", "Our text of one");
    world.course.edit("01-start/02-two.md", "Text of two", "Our text of two");
    world.platform.edit(&world.lesson_id("One"), &json!({ "description": "<p>Their text.</p>" }));
    world
}

fn texts(world: &World) -> [String; 2] {
    ["One", "Two"].map(|title| world.lesson(title)["description"].to_string())
}

#[test]
fn a_conflict_stops_the_run_before_the_first_write() {
    let world = conflict();
    let before = world.portal();
    world.import().run().check(4, &["1 conflict", "nothing was sent", "--keep local", "--skip-conflicts"]);
    assert_eq!(world.portal(), before);
    let status = world.status(4);
    assert!(status.stdout.contains("conflict"), "{status:?}");
}

#[test]
fn whoever_decides_a_conflict_is_not_asked_again() {
    for (flags, code, one, two) in [
        (&["--keep", "local"][..], 0, "Our text of one", "Our text of two"),
        (&["--keep", "remote"], 0, "Their text", "Our text of two"),
        (&["--keep", "local=01-start/01-one.md"], 0, "Our text of one", "Our text of two"),
        (&["--skip-conflicts"], 4, "Their text", "Our text of two"),
    ] {
        let world = conflict();
        world.import().args(flags).run().check(code, &[]);
        let [first, second] = texts(&world);
        assert!(first.contains(one) && second.contains(two), "{flags:?}: {first} {second}");
        let writes = world.platform.requests().len();
        let again = world.import().run();
        assert_eq!(again.code, Some(code), "{flags:?}: {again:?}");
        assert_eq!(world.platform.requests().len(), writes, "{flags:?}: {again:?}");
    }
}

#[test]
fn a_lesson_without_a_file_is_kept_unless_the_author_says_otherwise() {
    for (removed, told, outline, visibility) in [
        ("keep", "kept without a file", "Next: Three, Four", Some("published")),
        ("draft", "drafted 1", "Next: Three, Four", Some("draft")),
        ("delete", "removed 1", "Next: Three", None),
    ] {
        let world = World::start();
        world.course.remove("02-next/02-four.md");
        world.import().args(["--removed", removed]).run().check(0, &[told]);
        assert_eq!(world.outline()[1], outline, "{removed}");
        if let Some(visibility) = visibility {
            assert_eq!(world.lesson("Four")["visibility"], visibility, "{removed}");
        }
        world.import().args(["--removed", removed]).run().check(0, &[]);
        assert_eq!(world.outline()[1], outline, "{removed}: again");
    }
}

#[test]
fn restore_puts_back_what_was_replaced_byte_for_byte() {
    let world = World::start();
    let theirs =
        json!({ "description": "<p  class='x'>By  hand &amp; <b>odd</b></p>", "metaData": { "a": [1] } });
    world.platform.edit(&world.lesson_id("One"), &theirs);
    let before = world.portal();
    world.course.edit("01-start/01-one.md", "Text of one", "Our text of one");
    world.course.edit("01-start/02-two.md", "Text of two", "Our text of two");
    world.course.rename("02-next/02-four.md", "02-next/00-four.md");
    world.import().args(["--keep", "local"]).run().check(0, &["undo changes with `coursedir restore"]);
    assert_ne!(world.portal(), before);
    world.command(&["restore", "--dry-run"]).run().check(0, &["restores what run"]);
    world.command(&["restore"]).run().check(4, &["not confirmed", "--yes"]);
    assert_ne!(world.portal(), before);
    world.command(&["restore", "--yes"]).run().check(0, &["restored 2 objects"]);
    let now = world.portal();
    for title in ["One", "Two", "Three", "Four"] {
        let of = |portal: &Value| {
            let lesson = lessons(portal).into_iter().find(|lesson| lesson["title"] == title).unwrap().clone();
            (lesson["description"].clone(), lesson["metaData"].clone(), lesson["visibility"].clone())
        };
        assert_eq!(of(&now), of(&before), "{title}");
    }
    assert_eq!(world.outline(), ["Start: One, Two", "Next: Three, Four"]);
    // The folder's values are changes again; nothing is sent in silence.
    world.status(4);
}

#[test]
fn the_first_text_of_a_lesson_with_a_video_is_looked_at() {
    let files = [
        ("course.yaml", "title: Bread\n"),
        ("01-start/01-one.md", "---\nvideo: one.mp4\n---\n# One\n\nText of one.\n"),
        ("01-start/02-two.md", "---\nvideo: two.mp4\n---\n# Two\n\nText of two.\n"),
        ("01-start/one.mp4", "one"),
        ("01-start/two.mp4", "two"),
    ];
    let world = World::of(&files, "");
    let edit = |path, title: &str| {
        world.course.edit(path, &format!("Text of {title}"), &format!("New text of {title}"));
    };
    edit("01-start/01-one.md", "one");
    edit("01-start/02-two.md", "two");
    world.import().run().check(4, &["look at", "--confirm-media"]);
    let changed = texts(&world).iter().filter(|text| text.contains("New text")).count();
    assert_eq!(changed, 1, "one lesson is tried");
    world.import().arg("--confirm-media").run().check(0, &["updated 1"]);
    assert!(texts(&world).iter().all(|text| text.contains("New text")), "{:?}", texts(&world));
    // The answer is kept with the location.
    world.course.edit("01-start/01-one.md", "New text", "Newest text");
    world.import().run().check(0, &["updated 1"]);
}

#[test]
fn programs_are_told_the_same() {
    let world = conflict();
    let status = world.command(&["status", "--format", "json"]).run().check(0, &[]).json();
    assert_eq!(status[0]["plan"]["counts"]["conflicts"], 1, "{status}");
    assert_eq!(status[0]["compared_with"], "platform", "{status}");
    let report = world.import().args(["--format", "json"]).run().check(4, &[]).json();
    assert_eq!((&report[0]["outcome"], &report[0]["exit_code"]), (&json!("conflict"), &json!(4)), "{report}");
    let report = world.import().args(["--format", "json", "--keep", "local"]).run().check(0, &[]).json();
    assert_eq!((&report[0]["outcome"], &report[0]["done"]["operations"]), (&json!("updated"), &json!(2)));
    let report = world.import().args(["--format", "json"]).run().check(0, &[]).json();
    assert_eq!(report[0]["outcome"], "in-step", "{report}");
}
