//! The embedded platform: `import --sandbox`, and `coursedir sandbox` as a process.

use super::*;

fn import(course: &Course, data: &str) -> Program {
    Program::new(&["import", "--sandbox", "--sandbox-data", data]).course(course).without("HOOPAI_TOKEN")
}

#[test]
fn the_whole_road_needs_no_account_and_no_answer_and_leaves_the_course_as_it_was() {
    let (data, course) = (tempfile::tempdir().unwrap(), Course::with_files(2));
    let data = data.path().to_str().unwrap();
    let before = course.contents();
    for _ in 0..2 {
        let told = ["uploaded  2 files", &format!("run `coursedir sandbox {data}` to view")];
        let outcome = import(&course, data).run().check(0, &told);
        assert!(!outcome.stderr.contains("127.0.0.1"), "that server is gone:\n{}", outcome.stderr);
        assert!(!outcome.stderr.contains("already uploaded"), "it begins anew:\n{}", outcome.stderr);
        assert!(!outcome.stderr.contains("silently drops"), "all files are its own:\n{}", outcome.stderr);
    }
    assert_eq!(course.contents(), before);
}

#[test]
fn what_the_platform_drops_in_silence_is_said() {
    let (data, course) = (tempfile::tempdir().unwrap(), Course::with_files(1));
    course.write("01-start/02-more.md", "---\nvideo: https://example.com/clip.mp4\n---\n\n# More\n\nText.\n");
    let told = ["drops 1 address", "https://example.com/clip.mp4"];
    import(&course, data.path().to_str().unwrap()).run().check(0, &told);
}

#[test]
fn a_failure_in_the_sandbox_does_not_claim_that_files_are_kept() {
    let (data, course) = (tempfile::tempdir().unwrap(), Course::with_files(2));
    let program =
        import(&course, data.path().to_str().unwrap()).args(["--fault", "upload:422@2", "--jobs", "1"]);
    let outcome = program.run().check(3, &["the platform rejected"]);
    assert!(!outcome.stderr.contains("recorded"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("to view the imported courses"), "{}", outcome.stderr);
}

#[test]
fn what_was_imported_is_served_until_ctrl_c() {
    let (data, course) = (tempfile::tempdir().unwrap(), Course::with_files(1));
    let data = data.path().to_str().unwrap();
    import(&course, data).run().check(0, &[]);
    let process = Program::new(&["sandbox", "--port", "0", data]).start();
    let address = address_of(&process);
    let page =
        raw::exchange(&address, &format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"));
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("A small course"), "{page}");
    process.signal("INT");
    process.end().check(0, &[&format!("data     {data}\n")]);
}

#[test]
fn a_folder_that_is_named_twice_is_a_usage_error() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (one, other) = (one.path().to_str().unwrap(), other.path().to_str().unwrap());
    let told = ["error: `DIR` and `--sandbox-data` both name", "hint: give one of them"];
    Program::new(&["sandbox", "--port", "0", one, "--sandbox-data", other]).run().check(2, &told);

    // The argument goes before the variable.
    let program = Program::new(&["sandbox", "--port", "0", one]).env("COURSEDIR_SANDBOX_DATA", other);
    let process = program.start();
    address_of(&process);
    process.signal("INT");
    process.end().check(0, &[&format!("data     {one}\n")]);
}

#[test]
fn a_served_sandbox_takes_an_import() {
    let (data, course) = (tempfile::tempdir().unwrap(), Course::with_files(1));
    let process = Program::new(&["sandbox", "--port", "0", data.path().to_str().unwrap()]).start();
    let base_url = format!("http://{}", address_of(&process));
    Program::import_to(&course, &base_url).run().check(0, &["open      http://127.0.0.1"]);
    process.signal("INT");
    process.end().check(0, &[]);
}

#[test]
fn a_port_that_is_taken_is_said() {
    let (platform, data) = (Platform::start(), tempfile::tempdir().unwrap());
    let base_url = platform.base_url();
    let port = base_url.rsplit(':').next().unwrap();
    let program = Program::new(&["sandbox", "--port", port, data.path().to_str().unwrap()]);
    program.run().check(3, &[&format!("cannot listen on port {port}"), "hint: run with `--port 0`"]);
}

#[test]
fn a_fault_that_nobody_knows_is_said_with_those_that_there_are() {
    let course = Course::small();
    import(&course, "unused").args(["--fault", "import:418"]).run().check(2, &["invalid fault", "cut-after"]);
}

/// Where a sandbox listens, from what it printed.
fn address_of(process: &Process) -> String {
    const BEFORE: &str = "listens on http://";
    wait_until("the sandbox listens", || process.stderr().contains("coursedir import"));
    let said = process.stderr();
    said[said.find(BEFORE).unwrap() + BEFORE.len()..].lines().next().unwrap().to_owned()
}
