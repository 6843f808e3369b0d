//! Calls that fail, answers that are lost, runs that are ended.

use super::*;

/// Every call that an update makes.
const CALLS: &[&str] = &[
    "get-course",
    "list-categories",
    "list-lessons",
    "get-lesson",
    "update-lesson",
    "create-category",
    "create-lesson",
    "sequence-categories",
    "sequence-lessons",
    "delete-lesson",
];

#[test]
fn an_answer_that_is_lost_doubles_nothing_and_the_next_runs_finish() {
    std::thread::scope(|scope| {
        for call in CALLS {
            scope.spawn(move || {
                for fault in ["cut-after", "cut-before"] {
                    let world = World::start();
                    world.change_all();
                    world.platform.inject(&format!("{call}:{fault}"));
                    let outcome = world.import().args(["--removed", "delete"]).run();
                    let about = format!("{call}:{fault}");
                    assert!(
                        outcome.code != Some(0) || outcome.stderr.contains("updated"),
                        "{about}: {outcome:?}"
                    );
                    world.assert_nothing_doubled(&about);
                    world.import_until_done(&about);
                    world.assert_all_changed(&about);
                }
            });
        }
    });
}

#[test]
fn whatever_a_call_answers_the_author_is_told_what_to_do_and_nothing_is_lost() {
    std::thread::scope(|scope| {
        for status in ["401", "403", "404", "409", "422", "429", "500", "503"] {
            scope.spawn(move || {
                let world = World::start();
                world.change_all();
                for call in CALLS {
                    world.platform.inject(&format!("{call}:{status}x3"));
                    let outcome = world.import().args(["--removed", "delete"]).run();
                    let about = format!("{call}:{status}");
                    if outcome.code != Some(0) {
                        assert!(matches!(outcome.code, Some(3 | 4)), "{about}: {outcome:?}");
                        assert!(outcome.stderr.contains("error: "), "{about}: {outcome:?}");
                        assert!(outcome.stderr.contains("hint: "), "{about}: {outcome:?}");
                    }
                    world.platform.clear_faults();
                    world.assert_nothing_doubled(&about);
                }
                world.import_until_done(status);
                world.assert_all_changed(status);
            });
        }
    });
}

#[test]
fn a_run_that_is_ended_leaves_what_the_next_one_finishes() {
    std::thread::scope(|scope| {
        for (signal, code) in [("KILL", None), ("TERM", Some(3)), ("INT", Some(3))] {
            for call in ["list-lessons", "get-lesson", "update-lesson", "create-lesson", "sequence-lessons"] {
                scope.spawn(move || {
                    let about = format!("{signal} during {call}");
                    let world = World::start();
                    world.change_all();
                    let before = world.platform.calls(call);
                    world.platform.inject(&format!("{call}:slow=2"));
                    let process = world.import().args(["--removed", "delete"]).start();
                    wait_until(&about, || world.platform.calls(call) > before);
                    process.signal(signal);
                    let outcome = process.end();
                    assert_eq!(outcome.code, code, "{about}: {outcome:?}");
                    if code.is_some() {
                        assert!(outcome.stderr.contains("stopped"), "{about}: {outcome:?}");
                    }
                    world.platform.clear_faults();
                    world.import_until_done(&about);
                    world.assert_all_changed(&about);
                });
            }
        }
    });
}

#[test]
fn of_two_runs_at_once_the_second_waits_and_finds_nothing_to_do() {
    let world = World::start();
    world.change_all();
    let start = || world.import().args(["--removed", "delete"]).start();
    let both: [Process; 2] = [start(), start()];
    for process in both {
        process.end().check(0, &[]);
    }
    world.assert_all_changed("two runs");
    assert_eq!((world.platform.calls("create-lesson"), world.platform.calls("create-category")), (2, 1));
}

#[test]
fn lists_that_lag_double_nothing() {
    for reading in ["lag=2", "lag-lists=3", "lag=900"] {
        let world = World::with_readings(reading);
        world.platform.advance(1000);
        world.change_all();
        world.import().args(["--removed", "delete"]).run();
        // At once, while lists are old.
        world.import().args(["--removed", "delete"]).run();
        world.assert_nothing_doubled(reading);
        world.platform.advance(1000);
        world.import_until_done(reading);
        world.assert_all_changed(reading);
    }
}

#[test]
fn calls_that_go_away_in_the_middle_stop_the_run_and_nothing_is_doubled() {
    for (readings, hint) in [("v3=404", "hint: "), ("v3=401", "hint: "), ("v3=page", "hint: ")] {
        for call in ["list-lessons", "get-lesson", "update-lesson", "create-lesson"] {
            let world = World::start();
            world.change_all();
            let gone = coursedir::internals::sandbox::Change::Read(readings.parse().unwrap());
            world.platform.before(call, 1, gone);
            let outcome = world.import().args(["--removed", "delete"]).run();
            let about = format!("{readings} from {call}");
            assert!(matches!(outcome.code, Some(3 | 4)), "{about}: {outcome:?}");
            assert!(outcome.stderr.contains(hint), "{about}: {outcome:?}");
            world.platform.read_as("");
            world.import_until_done(&about);
            world.assert_all_changed(&about);
        }
    }
}

#[test]
fn a_write_that_does_more_than_it_was_asked_to_is_put_back_and_ends_the_run() {
    for field in ["visibility", "title", "metaData", "commentStatus"] {
        let world = World::start();
        world.platform.edit(&world.lesson_id("One"), &json!({ "metaData": { "k": 1 } }));
        let reading = &format!("put-loses={field}");
        world.course.edit("01-start/01-one.md", "Text of one", "New text of one");
        world.course.edit("01-start/02-two.md", "Text of two", "New text of two");
        let two = world.lesson("Two");
        world.platform.read_as(reading);
        let outcome = world.import().run();
        outcome.check(3, &["error: ", field, "nothing more was sent"]);
        assert_eq!(world.lesson("Two"), two, "{reading}: one lesson was tried, no other");
    }
}

#[test]
fn a_folder_that_is_half_empty_removes_nothing() {
    let files: Vec<(String, String)> =
        (0..12).map(|at| (format!("01-a/{at:02}-x.md"), format!("# Lesson {at}\n\nText {at}.\n"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let world = World::of(&files, "");
    let before = world.portal();
    for (path, _) in &files[..6] {
        world.course.remove(path);
    }
    for removed in ["keep", "draft", "delete", "delete=5"] {
        let outcome = world.import().args(["--removed", removed]).run();
        assert_eq!(lessons(&world.portal()).len(), lessons(&before).len(), "{removed}: {outcome:?}");
        if removed != "keep" {
            assert!(
                outcome.stderr.contains("nothing is removed: 6 of 12 lessons have no file"),
                "{outcome:?}"
            );
        }
    }
    world.import().args(["--removed", "delete=6"]).run().check(0, &["removed 6"]);
    assert_eq!(lessons(&world.portal()).len(), 6);
}

#[test]
fn a_lock_that_is_lost_makes_no_second_course() {
    let world = World::start();
    world.course.remove("coursedir.lock");
    world.course.edit("01-start/01-one.md", "Text of one", "New text of one");
    let link = format!("--course {}", world.id);
    for flags in [&[][..], &["--if-new"]] {
        world.import().args(flags).run().check(4, &["has the title `Bread`", &link, "--again"]);
    }
    assert_eq!(world.platform.courses().len(), 1);
    world.command(&["link", "--course", &world.id]).run().check(0, &[]);
    let outcome = world.import().args(["--keep", "local"]).run().check(0, &[]);
    assert!(world.lesson("One")["description"].to_string().contains("New text"), "{outcome:?}");
    world.assert_nothing_doubled("linked");
}

#[test]
fn a_lock_of_an_old_commit_overwrites_no_edit_that_came_after_it() {
    let world = World::start();
    let old = world.course.lock().unwrap();
    world.course.edit("01-start/01-one.md", "Text of one", "Second text of one");
    world.course.write("01-start/03-new.md", "# New\n\nNew text.\n");
    world.import().run().check(0, &["updated 1"]);
    world.course.write("coursedir.lock", old);
    // The same on both sides: nothing to send.
    world.import().run().check(0, &[]);
    assert_eq!(world.outline(), ["Start: One, Two, New", "Next: Three, Four"]);
    world.assert_nothing_doubled("an old lock");
}

#[test]
fn what_may_be_there_is_not_sent_again_at_once_and_the_run_says_so() {
    let world = World::start();
    world.course.write("01-start/03-new.md", "# New\n\nNew text.\n");
    world.platform.inject("create-lesson:cut-before");
    world.import().run().check(3, &["outcome unknown: `New`", "hint: "]);
    let told = ["outcome unknown: `New`", "not listed yet", "again in ten minutes"];
    world.import().run().check(3, &told);
    let report = world.import().args(["--format", "json"]).run().check(3, &[]).json();
    assert_eq!(report[0]["outcome"], "updated-in-part", "{report}");
    assert_eq!(world.platform.calls("create-lesson"), 1);
    world.forget_the_time();
    world.import().run().check(0, &["added 1"]);
    assert_eq!(world.outline(), ["Start: One, Two, New", "Next: Three, Four"]);
}
