//! One location fails, a run is killed, a token is missing: the others are done, and nothing is doubled.

use super::*;
use crate::testkit::wait_until;

#[test]
fn a_missing_token_stops_its_location_alone() {
    let world = World::start();
    let outcome = world.import().without("HOOPAI_TOKEN_PARIS").args(["--format", "json"]).run().check(3, &[]);
    assert_eq!(World::records(&outcome), ["berlin: imported 0", "paris: failed 2", "rome: imported 0"]);
    assert_eq!(outcome.json()[1]["errors"][0], "no token: `HOOPAI_TOKEN_PARIS` is not set");
    let told = world.import().without("HOOPAI_TOKEN_PARIS").run();
    told.check(
        3,
        &["3 locations: 1 failed, 2 in-step", "1 location needs you", "`paris`", "set `HOOPAI_TOKEN_PARIS`"],
    );
    let told = world.command(&["status", "--all-targets"]).without("HOOPAI_TOKEN_PARIS").run().check(3, &[]);
    assert_printed(&told, &["paris   failed", "`HOOPAI_TOKEN_PARIS` is not set", "berlin  in-step"]);
}

#[test]
fn a_refused_location_does_not_stop_the_others_unless_asked() {
    let world = World::start();
    world.platform.inject("import:422@1");
    let one_by_one = ["--parallel-targets", "1", "--format", "json"];
    let outcome = world.import().args(one_by_one).run().check(3, &[]);
    assert_eq!(World::records(&outcome), ["berlin: refused 3", "paris: imported 0", "rome: imported 0"]);
    let world = World::start();
    world.platform.inject("import:422@1");
    let outcome = world.import().args(one_by_one).arg("--fail-fast").run().check(3, &[]);
    assert_eq!(World::records(&outcome), ["berlin: refused 3", "paris: failed 3", "rome: failed 3"]);
    assert_eq!(world.platform.imports(), 1);
    world.import().run().check(0, &["3 imported"]);
}

#[test]
fn an_unknown_outcome_is_named_first() {
    let world = World::start();
    world.platform.inject("import:cut-after@3");
    world.platform.inject("import:422@1");
    let told = world.import().args(["--parallel-targets", "1"]).run();
    let told = told.check(3, &["2 locations need you; look at `rome` first"]);
    let [rome, berlin] =
        ["1 location: `rome`", "1 location: `berlin`"].map(|name| told.stderr.find(name).unwrap());
    assert!(rome < berlin, "{}", told.stderr);
    // The course is there: the next run finds out without a second one.
    let told = world.import().run();
    assert_ne!(told.code, Some(0));
    assert_eq!(world.platform.arrived().len(), 3);
}

#[test]
fn a_run_that_is_killed_goes_on_and_doubles_nothing() {
    for moment in 1..=4 {
        let world = World::start();
        // Each answer takes a while, so that the moment is the same on every machine.
        world.platform.inject("upload:slow=1x*");
        let mut process = world.import().args(["--parallel-targets", "2"]).start();
        wait_until("uploads", || world.platform.uploads() >= moment);
        process.kill();
        world.platform.clear_faults();
        let told = world.import().run();
        // Where the request was under way, nobody knows what came of it; that is said, and not repeated.
        if told.code != Some(0) {
            assert!(
                told.stderr.contains("outcome of the earlier import unknown"),
                "{moment}: {}",
                told.stderr
            );
        }
        for location in world.platform.arrived() {
            world.portal(&location);
        }
    }
}

#[test]
fn each_location_has_its_own_pace() {
    use coursedir::internals::sandbox::Rate;
    let rate = Rate { max: 12, interval: std::time::Duration::from_secs(2), daily: 1000 };
    let world = World { platform: Platform::with_rate(rate), course: Course::of(FILES) };
    world.import().env("COURSEDIR_RETRIES", "6").run().check(0, &["3 locations: 3 imported"]);
}

#[test]
fn a_wave_that_is_not_clean_stops_the_others() {
    let world = World::start();
    world.platform.inject("import:422@1");
    let wave = ["--wave", "1", "--format", "json"];
    let outcome =
        world.import().args(wave).run().check(3, &["the first wave is not clean: 2 locations are skipped"]);
    assert_eq!(World::records(&outcome), ["berlin: refused 3", "paris: failed 3", "rome: failed 3"]);
    assert_eq!(world.platform.imports(), 1);
    let told = world.import().args(["--wave", "30%"]).run();
    told.check(0, &["1 location imported as sent; continuing with the others", "3 imported"]);
    world.import().args(["--wave", "0"]).run().check(2, &["use a number of locations"]);
}
