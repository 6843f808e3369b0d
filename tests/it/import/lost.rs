//! The course was sent and no clear answer came: nobody may send it again before somebody has looked.

use super::*;

/// A course whose import went out with this fault, once.
fn lost(fault: &str) -> (Platform, Course) {
    let platform = Platform::with_faults(&[&format!("import:{fault}")]);
    let course = Course::with_files(1);
    let told = ["outcome unknown", "check the courses of this location first"];
    Program::import(&course, &platform).args(["--timeout", "2"]).run().check(3, &told);
    assert_eq!(platform.imports(), 1, "{fault}: sent once");
    assert!(course.lock().unwrap().contains("state=unknown"), "{fault}");
    (platform, course)
}

/// What a run says that finds such a course.
const LOOK: [&str; 3] = ["outcome of the earlier import unknown", "--again", "--forget"];

#[test]
fn the_next_run_sends_nothing_and_asks_the_author_to_look() {
    std::thread::scope(|scope| {
        for fault in ["500", "503", "slow=30", "cut-before", "cut-after"] {
            scope.spawn(move || {
                let (platform, course) = lost(fault);
                let (requests, lock) = (platform.requests().len(), course.lock());
                Program::import(&course, &platform).run().check(4, &LOOK);
                Program::import(&course, &platform).arg("--if-new").run().check(4, &LOOK);
                assert_eq!((platform.requests().len(), course.lock()), (requests, lock), "{fault}");
            });
        }
    });
}

#[test]
fn forget_sends_the_course_that_is_not_there() {
    let (platform, course) = lost("cut-before");
    assert_eq!(platform.courses().len(), 0);
    Program::import(&course, &platform).arg("--forget").run().check(0, &["1 already uploaded"]);
    assert_eq!((platform.uploads(), platform.imports(), platform.courses().len()), (1, 2, 1));
    Program::import(&course, &platform).run().check(4, &["already imported"]);
}

#[test]
fn again_makes_another_copy_of_the_course_that_is_there() {
    let (platform, course) = lost("cut-after");
    assert_eq!(platform.courses().len(), 1);
    Program::import(&course, &platform).arg("--again").run().check(0, &[]);
    assert_eq!((platform.uploads(), platform.imports(), platform.courses().len()), (1, 2, 2));
}

#[test]
fn a_run_that_is_killed_between_request_and_answer_leaves_an_unknown_outcome() {
    let platform = Platform::with_faults(&["import:slow=60"]);
    let course = Course::small();
    let process = Program::import(&course, &platform).start();
    wait_until("the course was sent", || platform.imports() == 1);
    process.signal("KILL");
    assert_eq!(process.end().code, None);
    assert!(course.lock().unwrap().contains("state=sending"));
    Program::import(&course, &platform).run().check(4, &LOOK);
    assert_eq!(platform.imports(), 1);
}

#[test]
fn ctrl_c_does_not_interrupt_the_request() {
    let platform = Platform::with_faults(&["import:slow=2"]);
    let course = Course::small();
    let process = Program::import(&course, &platform).start();
    wait_until("the course was sent", || platform.imports() == 1);
    process.signal("INT");
    process.end().check(0, &["cannot stop now: waiting for the response", "imported"]);
    assert!(course.lock().unwrap().contains("state=imported"));
}

/// A platform that asks for half an hour of silence.
fn busy() -> raw::Raw {
    raw::Raw::start(|_| raw::answer("429 Too Many Requests", "Retry-After: 1800\r\n", ""))
}

#[test]
fn a_signal_ends_the_wait_between_two_attempts_and_the_lock_is_as_before() {
    std::thread::scope(|scope| {
        for signal in ["INT", "TERM", "HUP"] {
            scope.spawn(move || {
                let (platform, course) = (Platform::start(), Course::small());
                Program::import(&course, &platform).run().check(0, &[]);
                let (server, before) = (busy(), course.lock().unwrap());
                let process = Program::import_to(&course, &server.base_url()).start();
                wait_until("it says how long it waits", || {
                    process
                        .stderr()
                        .contains("of the 1800 seconds that the platform requests: too many requests")
                });
                process.signal(signal);
                process.end().check(3, &["Ctrl-C stops", "stopped before the course was sent"]);
                assert_eq!((course.lock().unwrap(), server.imports()), (before, 1), "{signal}");
            });
        }
    });
}

#[test]
fn an_answer_of_a_gateway_leaves_the_outcome_unknown() {
    std::thread::scope(|scope| {
        for status in ["302 Found", "408 Request Timeout", "425 Too Early", "499 Closed", "502 Bad Gateway"] {
            scope.spawn(move || {
                let server = raw::Raw::start(move |_| raw::answer(status, "", ""));
                let course = Course::small();
                let told = ["outcome unknown: the course was sent"];
                Program::import_to(&course, &server.base_url()).run().check(3, &told);
                assert!(course.lock().unwrap().contains("state=unknown"), "{status}");
                Program::import_to(&course, &server.base_url()).run().check(4, &LOOK);
                assert_eq!(server.imports(), 1, "{status}: sent once");
            });
        }
    });
}
