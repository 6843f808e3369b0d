//! Days on which the platform, the clock, the videos or the lock are not what they were.

use super::*;

/// Two lessons with a video beside each, and one without.
const VIDEOS: &[(&str, &str)] = &[
    ("course.yaml", "title: Bread\n"),
    ("01-start/01-one.md", "---\nvideo: one.mp4\n---\n# One\n\nText of one.\n"),
    ("01-start/02-two.md", "---\nvideo: two.mp4\n---\n# Two\n\nText of two.\n"),
    ("01-start/03-three.md", "# Three\n\nText of three.\n"),
    ("01-start/one.mp4", "one"),
    ("01-start/two.mp4", "two"),
];

/// What a colleague set beside the text.
fn extras() -> Value {
    json!({ "metaData": { "k": [1] }, "customJs": "/* theirs */", "commentStatus": "visible" })
}

#[test]
fn a_platform_that_empties_what_is_not_sent_loses_nothing() {
    for reading in ["put=replace", "put=complete", "put=replace,customizations=replace"] {
        let world = World::with_readings(reading);
        let one = world.lesson_id("One");
        world.platform.edit(&one, &extras());
        let before = world.lesson("One");
        world.change_all();
        world.import().args(["--removed", "delete"]).run().check(0, &["updated "]);
        world.assert_all_changed(reading);
        let after = world.lesson("One");
        for (name, value) in before.as_object().unwrap() {
            let is_own = ["description", "sequenceNo", "updatedAt"].contains(&name.as_str());
            assert!(is_own || after[name] == *value, "{reading}: {name}: {value} → {}", after[name]);
        }
        world.import().run().check(0, &["nothing to send"]);
    }
}

#[test]
fn a_write_that_detaches_a_video_costs_one_video_at_most() {
    let world = World::of(VIDEOS, "media=detached");
    let has_video = |title: &str| !world.lesson(title)["video"].is_null();
    assert!(has_video("One") && has_video("Two"), "{}", world.portal());
    for (file, text) in [("01-one.md", "Text of one"), ("02-two.md", "Text of two")] {
        world.course.edit(&format!("01-start/{file}"), text, &format!("New {text}"));
    }
    // Nobody is there to look: each run stops again, and writes no second lesson with a video.
    for _ in 0..2 {
        world.import().run().check(4, &["look at", "--confirm-media"]);
        let left = ["One", "Two"].into_iter().filter(|title| has_video(title)).count();
        assert_eq!(left, 1, "{}", world.portal());
    }
    // What has nothing to do with videos waits, too: the answer comes first.
    world.course.edit("01-start/03-three.md", "Text of three", "New text of three");
    world.import().run().check(4, &["look at", "--confirm-media"]);
    assert!(!world.lesson("Three")["description"].to_string().contains("New text"));
    world.import().arg("--confirm-media").run().check(0, &["updated 2"]);
}

#[test]
fn a_time_that_is_still_to_come_is_not_waited_for() {
    let world = World::start();
    world.course.write("01-start/03-new.md", "# New\n\nText.\n");
    world.platform.inject("create-lesson:cut-before");
    world.import().run().check(3, &["outcome unknown"]);
    // The clock of that run was in another century.
    let pending = |lock: &str| {
        let line = lock.lines().find(|line| line.starts_with("pending ")).unwrap().to_owned();
        let at = line.split(" at=").nth(1).unwrap().parse::<u64>().unwrap();
        (line, at)
    };
    let lock = world.course.lock().unwrap();
    let (line, at) = pending(&lock);
    let later = line.replace(&format!(" at={at}"), " at=4102444800");
    world.course.write("coursedir.lock", lock.replace(&line, &later));
    world.import().run().check(3, &["not listed yet", "ten minutes"]);
    assert!(pending(&world.course.lock().unwrap()).1 < 4_102_444_800, "it is ten minutes from now");
    world.forget_the_time();
    world.import().run().check(0, &["added 1"]);
    // The one that never arrived, and this one.
    assert_eq!(world.platform.calls("create-lesson"), 2);
}

#[test]
fn records_of_a_later_day_do_not_hide_what_is_new() {
    let world = World::start();
    let lock = world.course.lock().unwrap();
    // Each record has the run and the seconds in base 36: `1.tp7z33`.
    let target = lock.lines().find(|line| line.starts_with("target ")).unwrap();
    let stamp = target.split(' ').nth(2).unwrap();
    world.course.write("coursedir.lock", lock.replace(stamp, "1.zzzzzz"));
    world.change_all();
    world.import().args(["--removed", "delete"]).run().check(0, &["updated "]);
    world.assert_all_changed("a clock that went back");
    world.import().args(["--removed", "delete"]).run().check(0, &["nothing to send"]);
    world.status(0);
}

#[test]
fn lessons_that_were_changed_by_hand_are_named_one_by_one() {
    let world = World::of(VIDEOS, "");
    world.course.write("01-start/one.mp4", "another one");
    world.course.write("01-start/two.mp4", "another two");
    world.import().run().check(0, &["2 need you"]);
    let one = "--handled=01-start/01-one.md";
    let outcome = world.import().arg(one).run().check(0, &["1 needs you"]);
    assert!(!outcome.stderr.contains("One  its video"), "{outcome:?}");
    world.import().arg("--handled=01-start/09-none.md").run().check(2, &["lesson not found"]);
    world.course.write("01-start/one.mp4", "a third one");
    world.import().run().check(0, &["2 need you"]);
    world.import().args([one, "--handled=01-start/02-two.md"]).run().check(0, &["nothing to send"]);
    world.status(0);
}

#[test]
fn a_video_to_replace_is_named_with_its_addresses() {
    let world = World::of(VIDEOS, "");
    world.course.write("course.yaml", "title: Bread\nportal: https://learn.example.com\n");
    world.course.write("01-start/one.mp4", "another one");
    let outcome = world.import().args(["--format", "json"]).run().check(0, &["1 needs you"]);
    let report = &outcome.json()[0];
    let by_hand = &report["by_hand"][0];
    assert_eq!([&by_hand["path"], &by_hand["field"]], ["01-start/01-one.md", "video"], "{by_hand}");
    let address = by_hand["files"][0].as_str().unwrap();
    assert!(
        world
            .platform
            .media()
            .iter()
            .any(|media| address.contains(&media.name) || address.contains(&media.id)),
        "{address}"
    );
    let lesson = world.lesson("One")["id"].as_str().unwrap().to_owned();
    assert!(by_hand["url"].as_str().is_some_and(|url| url.ends_with(&lesson)), "{by_hand}");
    assert_eq!(report["course_id"].as_str(), Some(world.id.as_str()));
    let outcome =
        world.import().run().check(0, &["by hand", "replace its video", "--handled` when it is done"]);
    assert!(outcome.stderr.contains(address) && outcome.stderr.contains(&lesson), "{outcome:?}");
    world.import().arg("--handled").run().check(0, &["nothing to send"]);
}

/// A merge of two branches that each changed and added a lesson and imported that; the texts of the lock are merged with
/// these flags of `git merge-file`.
fn merged(flags: &[&str]) -> World {
    let world = World::start();
    let start = world.course.lock().unwrap();
    let branch = |edits: [(&str, &str); 2]| {
        world.course.write("coursedir.lock", &start);
        for (file, content) in edits {
            world.course.write(file, content);
        }
        world.import().run().check(0, &["updated 1", "added 1"]);
        world.course.lock().unwrap()
    };
    let first = [("01-start/01-one.md", "# One\n\nOur text.\n"), ("01-start/03-new.md", "# New\n\nNew.\n")];
    let ours = branch(first);
    // The other branch has not what the first one changed.
    world.course.write("01-start/01-one.md", "# One\n\nText of one.\n");
    world.course.remove("01-start/03-new.md");
    let other =
        [("02-next/01-three.md", "# Three\n\nTheir text.\n"), ("02-next/03-more.md", "# More\n\nMore.\n")];
    let theirs = branch(other);
    for (file, content) in first.into_iter().chain(other) {
        world.course.write(file, content);
    }
    let sides = [("ours", &ours), ("start", &start), ("theirs", &theirs)];
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in sides {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let mut git = std::process::Command::new("git");
    git.args(["merge-file", "-p"]).args(flags).args(["ours", "start", "theirs"]);
    let lock = git.current_dir(folder.path()).output().unwrap().stdout;
    world.course.write("coursedir.lock", lock);
    world
}

#[test]
fn a_merge_of_two_branches_that_imported_sends_nothing_and_doubles_nothing() {
    let outline = ["Start: One, Two, New", "Next: Three, Four, More"];
    for flags in [&[][..], &["--union"], &["--diff3"], &["--ours"], &["--theirs"]] {
        let world = merged(flags);
        let about = format!("{flags:?}: {}", world.course.lock().unwrap());
        world.assert_nothing_doubled(&about);
        let writes = world.platform.requests().len();
        let outcome = world.import().run();
        assert_eq!(outcome.code, Some(0), "{about}\n{outcome:?}");
        assert_eq!(world.outline(), outline, "{about}\n{outcome:?}");
        assert_eq!(world.platform.requests().len(), writes, "{about}\n{outcome:?}");
        for (title, text) in [("One", "Our text"), ("Three", "Their text")] {
            assert!(world.lesson(title)["description"].to_string().contains(text), "{about}");
        }
        let lock = world.course.lock().unwrap();
        assert!(!lock.contains("<<<<<<<") && !lock.contains("======="), "{flags:?}: {lock}");
        world.status(0);
    }
}

#[test]
fn a_merge_that_takes_one_side_of_each_conflict_is_no_reason_for_another_course() {
    let world = merged(&["--theirs"]);
    world.course.edit("01-start/03-new.md", "New.", "Newer.");
    // What this side's lock does not know is a conflict, and no second lesson.
    world.import().run().check(4, &["1 conflict"]);
    world.import().args(["--keep", "local"]).run().check(0, &["updated 1"]);
    world.assert_nothing_doubled("theirs");
    assert!(world.lesson("New")["description"].to_string().contains("Newer."));
}
