//! The course was sent and no clear answer came: nobody may send it again before somebody has looked.

use super::*;

/// A course whose import went out with this fault, once.
fn lost(fault: &str) -> (Platform, Course) {
    let platform = Platform::with_faults(&[&format!("import:{fault}")]);
    let course = Course::with_files(1);
    let told = ["outcome unknown", "check the courses of this location first"];
    Program::import(&course, &platform).args(["--timeout", "2"]).run().check(3, &told);
    assert_eq!(platform.imports(), 1, "{fault}: sent once");
    assert!(course.lock().unwrap().contains("state = \"unknown\""), "{fault}");
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
    assert!(course.lock().unwrap().contains("state = \"sending\""));
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
    assert!(course.lock().unwrap().contains("state = \"imported\""));
}
