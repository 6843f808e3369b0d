//! Files that change or vanish between the plan and their upload.

use super::*;

/// A run that has planned two files and waits for the first to be uploaded.
fn waiting() -> (Platform, Course, Process) {
    let platform = Platform::with_faults(&["upload:slow=2"]);
    let course = Course::with_files(2);
    let process = Program::import(&course, &platform).args(["--jobs", "1"]).start();
    wait_until("the first upload is under way", || platform.uploads() == 1);
    (platform, course, process)
}

#[test]
fn a_file_that_changes_before_its_upload_is_not_sent() {
    let (platform, course, process) = waiting();
    course.write("01-start/file-01.txt", "something else, and longer\n");
    let told = ["file changed before its upload: `01-start/file-01.txt`", "1 file is uploaded and recorded"];
    process.end().check(3, &told);
    assert_eq!((platform.uploads(), platform.imports()), (1, 0));
    Program::import(&course, &platform).run().check(0, &["1 already uploaded"]);
    assert_eq!(platform.courses().len(), 1);
}

#[test]
fn a_file_that_vanishes_before_its_upload_is_named() {
    let (platform, course, process) = waiting();
    course.remove("01-start/file-01.txt");
    process.end().check(3, &["could not read `01-start/file-01.txt`", "hint: restore the file"]);
    assert_eq!((platform.uploads(), platform.imports()), (1, 0));
}

#[test]
fn a_file_that_changes_while_it_is_uploaded_is_not_remembered() {
    let (platform, course, process) = waiting();
    course.write("01-start/file-00.txt", "something else, and longer\n");
    process.end().check(3, &["file changed before its upload: `01-start/file-00.txt`"]);
    assert_eq!((platform.imports(), course.locked_files()), (0, 1));
}
