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

/// They tell a later `pull` which side changed which part of a text.
#[test]
fn an_update_remembers_the_blocks_of_the_text_that_it_sent() {
    let world = World::start();
    let blocks = || {
        let lock = world.course.lock().unwrap();
        let line = lock.lines().find(|line| line.starts_with("text 01-start/01-one.md ")).unwrap();
        // Texts of before stay for a while. Four characters are a block.
        let texts = line.split(' ').filter_map(|word| word.split_once(':'));
        texts.map(|(_, blocks)| blocks.split('@').next().unwrap().len() / 4).max().unwrap()
    };
    assert_eq!(blocks(), 1);
    world.course.edit("01-start/01-one.md", "Text of one.", "Text of one.\n\nAnother paragraph.");
    world.import().run().check(0, &["updated 1"]);
    assert_eq!(blocks(), 2);
    // The same edit on both sides sends nothing, and is remembered too.
    world.course.edit("01-start/01-one.md", "Another paragraph.", "Another paragraph.\n\nA third.");
    let html = "<p>Text of one.</p>\n<p>Another paragraph.</p>\n<p>A third.</p>\n";
    world.platform.edit(&world.lesson_id("One"), &json!({ "description": html }));
    world.import().run().check(0, &["nothing to send"]);
    assert_eq!(blocks(), 3);
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

#[test]
fn a_restore_makes_no_change_of_the_folder_out_of_a_colleagues_edit() {
    let world = World::start();
    let one = world.lesson_id("One");
    world.platform.edit(&one, &json!({ "title": "Theirs" }));
    world.course.edit("01-start/01-one.md", "Text of one", "New text of one");
    world.import().run().check(0, &["updated 1", "its title changed there"]);
    world.command(&["restore", "--yes"]).run().check(0, &["restored 1 object"]);
    world.import().run().check(0, &["updated 1"]);
    assert_eq!(world.outline()[0], "Start: Theirs, Two");
    assert!(world.lesson("Theirs")["description"].to_string().contains("New text of one"));
}

#[test]
fn a_list_that_could_not_be_put_in_order_is_put_in_order_by_the_next_run() {
    let world = World::start();
    world.course.write("01-start/00-new.md", "# New\n\nText.\n");
    world.platform.inject("sequence-lessons:422");
    world.import().run().check(3, &["not sent: the order of a list"]);
    assert_eq!(world.outline()[0], "Start: One, Two, New");
    world.import().run().check(0, &["reordered 1"]);
    assert_eq!(world.outline()[0], "Start: New, One, Two");
}

#[test]
fn what_no_list_shows_yet_is_not_taken_for_removed() {
    let world = World::start();
    world.course.write("01-start/03-new.md", "# New\n\nText.\n");
    world.platform.read_as("lag=100");
    world.import().run().check(0, &["does not show all changes yet"]);
    world.course.rename("01-start/03-new.md", "01-start/04-newer.md");
    world.import().args(["--keep", "local"]).run().check(3, &["`New`", "not listed yet", "ten minutes"]);
    world.platform.advance(200);
    world.import().run().check(0, &[]);
    assert_eq!(world.outline(), ["Start: One, Two, New", "Next: Three, Four"]);
}

#[test]
fn a_lesson_whose_answer_was_lost_is_not_made_again_under_another_name() {
    let world = World::start();
    world.course.write("01-start/03-new.md", "# New\n\nText.\n");
    world.platform.read_as("lag=100");
    world.platform.inject("create-lesson:cut-after");
    world.import().run().check(3, &["outcome unknown"]);
    world.course.rename("01-start/03-new.md", "01-start/04-newer.md");
    for _ in 0..2 {
        world.import().run().check(3, &["not listed yet"]);
    }
    world.platform.advance(200);
    world.import().run().check(0, &[]);
    assert_eq!(world.outline(), ["Start: One, Two, New", "Next: Three, Four"]);
}
