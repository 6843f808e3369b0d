//! Runs that are stopped before the course is sent, and two runs at once.

use super::*;

/// Six files, two at once: two arrive, and the next two are under way for as long as it takes.
fn in_the_middle() -> (Platform, Course, Process) {
    let platform = Platform::with_faults(&["upload:slow=600@3x2"]);
    let course = Course::with_files(6);
    let process = Program::import(&course, &platform).args(["--jobs", "2"]).start();
    wait_until("two uploads are under way", || platform.uploads() == 4);
    wait_until("two uploads are written down", || course.locked_files() == 2);
    (platform, course, process)
}

#[test]
fn after_a_kill_at_most_what_was_under_way_is_uploaded_again() {
    let (platform, course, process) = in_the_middle();
    process.signal("KILL");
    assert_eq!(process.end().code, None);
    Program::import(&course, &platform).run().check(0, &["uploaded  4 files, 2 already uploaded"]);
    assert_eq!((platform.uploads(), platform.imports()), (6 + 2, 1));
    assert_eq!(platform.courses().len(), 1);
    assert!(platform.courses()[0].dropped.is_empty());
    let left: Vec<_> =
        course.contents().into_keys().filter(|path| path.ends_with(".coursedir.run")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_signal_ends_the_uploads_cleanly_and_the_next_run_goes_on() {
    std::thread::scope(|scope| {
        for signal in ["INT", "TERM", "HUP"] {
            scope.spawn(move || ends_cleanly_and_goes_on(signal));
        }
    });
}

fn ends_cleanly_and_goes_on(signal: &str) {
    let (platform, course, process) = in_the_middle();
    process.signal(signal);
    let told = [
        "stopped before the course was sent",
        "2 files are uploaded and recorded",
        "run the same command again",
    ];
    process.end().check(3, &told);
    assert_eq!((platform.imports(), course.locked_files()), (0, 2));
    Program::import(&course, &platform).run().check(0, &["uploaded  4 files, 2 already uploaded"]);
    assert_eq!((platform.uploads(), platform.imports()), (6 + 2, 1));
}

#[test]
fn a_second_run_waits_for_the_first_and_then_has_nothing_to_do() {
    let platform = Platform::with_faults(&["upload:slow=3@2"]);
    let course = Course::with_files(2);
    let first = Program::import(&course, &platform).start();
    wait_until("the first is uploading", || platform.uploads() == 2);
    let second = Program::import(&course, &platform).start();
    wait_until("the second waits", || second.stderr().contains("waiting for process "));
    assert_eq!(platform.imports(), 0);
    first.end().check(0, &["imported"]);
    second.end().check(4, &["to finish importing this course", "already imported"]);
    assert_eq!((platform.uploads(), platform.imports()), (2, 1));
}

#[test]
fn ctrl_c_ends_a_run_that_waits_for_another() {
    let (platform, course, mut first) = in_the_middle();
    let second = Program::import(&course, &platform).start();
    wait_until("the second waits", || second.stderr().contains("waiting for process "));
    second.signal("INT");
    second.end().check(3, &["stopped before the course was sent"]);
    assert!(first.is_running());
    first.signal("KILL");
    first.end();
}

#[test]
fn many_runs_at_once_make_one_course() {
    let (platform, course) = (Platform::start(), Course::with_files(3));
    let runs: Vec<_> = (0..4).map(|_| Program::import(&course, &platform).start()).collect();
    let mut codes: Vec<_> = runs.into_iter().map(|run| run.end().code).collect();
    codes.sort();
    assert_eq!(codes, [Some(0), Some(4), Some(4), Some(4)]);
    assert_eq!((platform.uploads(), platform.imports()), (3, 1));
}

#[test]
fn a_lost_day_of_requests_is_said_and_what_was_uploaded_is_kept() {
    let rate = coursedir::internals::sandbox::Rate {
        max: 1000,
        interval: std::time::Duration::from_secs(1),
        daily: 2,
    };
    let platform = Platform::with_rate(rate);
    let course = Course::with_files(4);
    let told = ["daily request limit reached", "within 24 hours", "2 files are uploaded and recorded"];
    Program::import(&course, &platform).args(["--jobs", "1"]).run().check(3, &told);
    assert_eq!((platform.imports(), course.locked_files()), (0, 2));
}

#[test]
fn a_run_that_nohup_started_goes_on_after_its_terminal_is_gone() {
    let platform = Platform::with_faults(&["upload:slow=1"]);
    let course = Course::with_files(1);
    let process = Program::import(&course, &platform).under_nohup().start();
    wait_until("the upload is under way", || platform.uploads() == 1);
    process.signal("HUP");
    process.end().check(0, &["imported"]);
}

#[test]
fn what_a_killed_run_left_is_gone_after_the_next() {
    let (course, platform) = (Course::small(), Platform::start());
    for name in [
        ".coursedir.lock.4194304-0",
        ".coursedir.lock.17-3",
        ".coursedir.lock.mine",
        ".coursedir.elsewhere.lock.17-3",
    ] {
        course.write(name, "half of a lock");
    }
    Program::import(&course, &platform).run().check(0, &["imported"]);
    let left: Vec<_> =
        course.contents().into_keys().filter(|path| path.to_str().unwrap().contains("lock")).collect();
    let left: Vec<_> = left.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(left, [".coursedir.lock.mine", "coursedir.lock"]);
}
