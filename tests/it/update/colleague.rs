//! Somebody else changes the course on the platform, before a run and while one is under way.

use coursedir::internals::sandbox::Change;

use super::*;

fn edit(world: &World, title: &str, fields: &Value) -> Change {
    Change::Edit(world.lesson_id(title), fields.as_object().unwrap().clone())
}

#[test]
fn a_text_that_a_colleague_changes_during_the_run_is_not_overwritten() {
    for call in ["get-course", "list-categories", "list-lessons", "get-lesson"] {
        let world = World::start();
        world.course.edit("01-start/01-one.md", "Text of one", "New text of one");
        let change = edit(&world, "One", &json!({ "description": "<p>Theirs.</p>" }));
        world.platform.before(call, 1, change);
        let outcome = world.import().run().check(4, &["One", "hint: "]);
        let text = world.lesson("One")["description"].to_string();
        assert!(text.contains("Theirs."), "before {call}: {text}: {outcome:?}");
        // The next run shows the conflict.
        world.import().run().check(4, &["conflict", "--keep local"]);
        assert!(world.lesson("One")["description"].to_string().contains("Theirs."), "before {call}");
    }
}

#[test]
fn a_lesson_that_a_colleague_removes_during_the_run_is_not_made_again() {
    for call in ["list-lessons", "get-lesson", "update-lesson"] {
        let world = World::start();
        world.course.edit("01-start/01-one.md", "Text of one", "New text of one");
        world.platform.before(call, 1, Change::Remove(world.lesson_id("One")));
        let outcome = world.import().run();
        assert!(matches!(outcome.code, Some(3 | 4)), "before {call}: {outcome:?}");
        assert!(outcome.stderr.contains("hint: "), "before {call}: {outcome:?}");
        assert_eq!(world.outline(), ["Start: Two", "Next: Three, Four"], "before {call}");
        world.import().run();
        assert_eq!(world.outline(), ["Start: Two", "Next: Three, Four"], "before {call}");
    }
}

#[test]
fn another_field_that_a_colleague_changes_stays() {
    for call in ["list-lessons", "get-lesson"] {
        let world = World::start();
        world.course.edit("01-start/01-one.md", "Text of one", "New text of one");
        let change = edit(&world, "One", &json!({ "visibility": "locked", "metaData": { "k": 1 } }));
        world.platform.before(call, 1, change);
        world.import().run();
        let lesson = world.lesson("One");
        assert!(lesson["description"].to_string().contains("New text"), "before {call}: {lesson}");
        assert_eq!((&lesson["visibility"], &lesson["metaData"]["k"]), (&json!("locked"), &json!(1)));
    }
}

#[test]
fn a_category_that_is_removed_during_the_run_takes_nothing_along() {
    for call in ["list-lessons", "create-lesson"] {
        let world = World::start();
        world.course.write("02-next/03-new.md", "# New\n\nNew text.\n");
        let category = id(&world.portal()["categories"][1]);
        world.platform.before(call, 1, Change::Remove(category));
        let outcome = world.import().run();
        assert!(matches!(outcome.code, Some(3 | 4)), "before {call}: {outcome:?}");
        assert!(outcome.stderr.contains("hint: "), "before {call}: {outcome:?}");
        world.assert_nothing_doubled(call);
    }
}

#[test]
fn a_course_that_is_gone_is_not_made_again() {
    let world = World::start();
    world.platform.remove(&world.id);
    world.course.edit("01-start/01-one.md", "Text of one", "New text of one");
    world.import().run().check(4, &["not on the platform any more", "--forget", "coursedir link"]);
    assert_eq!(world.platform.imports(), 1);
}

#[test]
fn what_a_colleague_adds_and_sorts_stays() {
    let world = World::start();
    let category = id(&world.portal()["categories"][0]);
    world.platform.add(&category, &json!({ "title": "Theirs", "description": "<p>Theirs.</p>" }));
    world.change_all();
    world.import().args(["--removed", "delete"]).run().check(0, &[]);
    let theirs = world.lesson("Theirs");
    assert!(theirs["description"].to_string().contains("Theirs."), "{theirs}");
    world.assert_nothing_doubled("theirs");
    world.import().run().check(0, &["nothing to send"]);
}

#[test]
fn the_same_title_twice_is_not_mixed_up() {
    let world = World::start();
    let category = id(&world.portal()["categories"][0]);
    world.platform.add(&category, &json!({ "title": "One", "description": "<p>Another one.</p>" }));
    world.course.edit("01-start/01-one.md", "Text of one", "New text of one");
    world.import().run().check(0, &[]);
    let portal = world.portal();
    let ones: Vec<String> = lessons(&portal)
        .iter()
        .filter(|lesson| lesson["title"] == "One")
        .map(|lesson| lesson["description"].to_string())
        .collect();
    assert_eq!(ones.len(), 2, "{ones:?}");
    assert!(ones[0].contains("New text of one") && ones[1].contains("Another one."), "{ones:?}");
}
