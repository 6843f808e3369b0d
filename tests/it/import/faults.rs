//! The platform misbehaving while files are uploaded, or when the course is sent.

use super::*;

/// Runs a test for each of these at once: most of the time of each is waiting.
fn each(faults: &[&str], test: impl Fn(&str) + Sync) {
    std::thread::scope(|scope| {
        for fault in faults {
            scope.spawn(|| test(fault));
        }
    });
}

#[test]
fn an_upload_that_fails_for_a_moment_is_made_again() {
    let passing = ["429", "429+retry-after=1", "500", "503", "slow=30", "cut-before", "cut-after"];
    each(&passing, |fault| {
        let platform = Platform::with_faults(&[&format!("upload:{fault}@2")]);
        let course = Course::with_files(3);
        Program::import(&course, &platform).args(["--timeout", "2"]).run().check(0, &["uploaded 3/3"]);
        assert_eq!((platform.uploads(), platform.imports()), (4, 1), "{fault}");
        assert_eq!((platform.courses().len(), course.locked_files()), (1, 3), "{fault}");
        assert!(platform.courses()[0].dropped.is_empty(), "{fault}");
    });
}

#[test]
fn an_upload_that_fails_for_good_keeps_the_course_from_being_sent() {
    each(&["429", "500", "cut-before", "slow=30"], |fault| {
        let platform = Platform::with_faults(&[&format!("upload:{fault}@2x*")]);
        let course = Course::with_files(2);
        let program =
            Program::import(&course, &platform).args(["--timeout", "2", "--retries", "1", "--jobs", "1"]);
        program.run().check(
            3,
            &[
                "could not upload `01-start/file-01.txt`",
                "course not sent",
                "1 file is uploaded and recorded",
            ],
        );
        assert_eq!((platform.uploads(), platform.imports()), (3, 0), "{fault}");
        assert_eq!(course.locked_files(), 1, "{fault}");
    });
}

#[test]
fn a_wrong_token_stops_the_run_at_once() {
    each(&["401", "403"], |fault| {
        let platform = Platform::with_faults(&[&format!("upload:{fault}x*")]);
        let course = Course::with_files(3);
        let told = ["all uploads stopped", fault, "hint: "];
        Program::import(&course, &platform).args(["--jobs", "1"]).run().check(3, &told);
        assert_eq!((platform.uploads(), platform.imports()), (1, 0), "{fault}");
        let outcome = Program::import(&course, &platform).args(["--jobs", "3"]).run().check(3, &told);
        assert_eq!(outcome.stderr.matches("all uploads stopped").count(), 1, "{}", outcome.stderr);
    });
}

#[test]
fn a_file_that_the_platform_does_not_take_is_named_and_does_not_stop_the_others() {
    each(&["413", "422"], |fault| {
        let platform = Platform::with_faults(&[&format!("upload:{fault}")]);
        let course = Course::with_files(3);
        let hint = if fault == "413" { "make the file smaller" } else { "remove the file, or move it" };
        let told = [
            "the platform rejected `01-start/file-00.txt`",
            fault,
            hint,
            "2 files are uploaded and recorded",
        ];
        Program::import(&course, &platform).args(["--jobs", "1"]).run().check(3, &told);
        assert_eq!((platform.uploads(), platform.imports()), (3, 0), "{fault}");
        assert_eq!(course.locked_files(), 2, "{fault}");
        // The others are not uploaded once more.
        Program::import(&course, &platform).run().check(0, &["2 already uploaded"]);
        assert_eq!((platform.uploads(), platform.imports()), (4, 1), "{fault}");
    });
}

#[test]
fn a_refused_course_is_not_there_and_can_be_sent_again() {
    each(&["401", "403", "413", "422"], |fault| {
        let platform = Platform::with_faults(&[&format!("import:{fault}")]);
        let course = Course::with_files(1);
        Program::import(&course, &platform)
            .run()
            .check(3, &["the platform rejected the course", fault, "hint: "]);
        assert!(platform.courses().is_empty());
        assert!(!course.lock().unwrap().contains("\nimport "), "{fault}");
        Program::import(&course, &platform).run().check(0, &["1 already uploaded"]);
        assert_eq!((platform.uploads(), platform.imports(), platform.courses().len()), (1, 2, 1), "{fault}");
    });
}

#[test]
fn too_many_requests_is_the_one_answer_after_which_a_course_is_sent_again() {
    each(&["429", "429+retry-after=1"], |fault| {
        let platform = Platform::with_faults(&[&format!("import:{fault}x2")]);
        let course = Course::small();
        Program::import(&course, &platform).run().check(0, &["imported"]);
        assert_eq!((platform.imports(), platform.courses().len()), (3, 1), "{fault}");
    });
}

#[test]
fn too_many_requests_for_good_ends_the_run_with_nothing_imported() {
    let platform = Platform::with_faults(&["import:429x*"]);
    let course = Course::small();
    let program = Program::import(&course, &platform).args(["--retries", "1"]);
    program.run().check(3, &["429", "in a few minutes"]);
    assert_eq!((platform.imports(), platform.courses().len()), (2, 0));
    assert!(!course.lock().unwrap().contains("\nimport "));
}

#[test]
fn where_nobody_listens_nothing_was_sent() {
    let course = Course::small();
    let program = Program::import_to(&course, "http://127.0.0.1:9").args(["--retries", "0"]);
    program.run().check(3, &["cannot reach the platform", "check the network connection"]);
    assert_eq!(course.lock(), None);
}

#[test]
fn one_refused_file_does_not_hide_another() {
    let platform = Platform::with_faults(&["upload:422x2"]);
    let course = Course::with_files(3);
    let told = [
        "`01-start/file-00.txt`",
        "`01-start/file-01.txt`",
        "course not sent: 2 files could not be uploaded",
    ];
    Program::import(&course, &platform).args(["--jobs", "1"]).run().check(3, &told);
    assert_eq!((platform.uploads(), platform.imports()), (3, 0));
}
