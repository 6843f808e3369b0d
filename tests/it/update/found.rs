//! Faults that the model of the update found, each as the shortest history that shows it.

use coursedir::internals::sandbox::Change;

use super::*;

#[test]
fn a_category_that_is_removed_takes_no_lesson_with_it_that_was_added_meanwhile() {
    let world = World::start();
    let category = id(&world.portal()["categories"][1]);
    for file in ["02-next/01-three.md", "02-next/02-four.md"] {
        world.course.remove(file);
    }
    let theirs = json!({ "title": "Theirs" }).as_object().unwrap().clone();
    world.platform.before("delete-lesson", 2, Change::Add(category, theirs));
    world.import().args(["--removed", "delete"]).run().check(4, &["something is in it", "hint: "]);
    assert_eq!(world.outline(), ["Start: One, Two", "Next: Theirs"]);
}

#[test]
fn a_category_stays_when_a_lesson_in_it_could_not_be_removed() {
    let world = World::start();
    for file in ["02-next/01-three.md", "02-next/02-four.md"] {
        world.course.remove(file);
    }
    world.platform.inject("delete-lesson:422@1");
    world.import().args(["--removed", "delete"]).run().check(3, &["something is in it"]);
    assert_eq!(lessons(&world.portal()).len(), 3, "{:?}", world.outline());
}

#[test]
fn a_change_of_the_platform_that_is_overruled_is_shown() {
    let world = World::start();
    world.course.edit("01-start/01-one.md", "Text of one", "New text of one");
    world.platform.edit(&world.lesson_id("One"), &json!({ "description": "<p>Theirs.</p>" }));
    world.import().args(["--keep", "local"]).run().check(0, &["decided conflicts", "change is replaced"]);
}

#[test]
fn a_platform_that_counts_its_changes_can_be_updated() {
    let world = World::with_readings("values=unknown");
    world.course.edit("01-start/01-one.md", "Text of one", "New text of one");
    world.import().run().check(0, &["updated 1"]);
}

#[test]
fn all_objects_with_a_value_that_no_document_names_are_written_in_one_run() {
    let world = World::with_readings("values=null");
    world.course.edit("01-start/01-one.md", "Text of one", "New text of one");
    world.course.edit("01-start/02-two.md", "Text of two", "New text of two");
    world.import().run().check(0, &["updated 2"]);
    world.import().run().check(0, &["nothing to send"]);
}

#[test]
fn a_lesson_that_a_late_list_does_not_show_is_not_made_again() {
    let world = World::start();
    world.course.write("01-start/03-new.md", "# New\n\nText.\n");
    world.platform.read_as("lag=100");
    world.import().run();
    world.course.edit("01-start/03-new.md", "Text.", "Other text.");
    world.import().args(["--keep", "local"]).run();
    world.platform.advance(200);
    assert_eq!(world.outline(), ["Start: One, Two, New", "Next: Three, Four"]);
}
