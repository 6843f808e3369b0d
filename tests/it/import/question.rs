//! The question before anything is sent, on a terminal.

use super::*;

/// Types this when asked; gives the exit code and what the terminal shows.
fn check(keys: &str, platform: &Platform, course: &Course) -> Option<(Option<i32>, String)> {
    let mut process = Program::on_terminal(course, &platform.base_url())?.start_to_type();
    wait_until("it asks", || process.stdout().contains("[y/N]"));
    assert_eq!(platform.requests().len(), 0, "nothing is sent before the answer");
    process.types(keys);
    let outcome = process.end();
    Some((outcome.code, outcome.stdout))
}

#[test]
fn the_question_names_the_location_and_yes_sends_the_course() {
    let (platform, course) = (Platform::start(), Course::with_files(1));
    let Some((code, shown)) = check("y\n", &platform, &course) else { return };
    assert!(shown.contains("Import into location `sandbox` at 127.0.0.1:"), "{shown}");
    assert_eq!((code, platform.imports()), (Some(0), 1), "{shown}");
}

#[test]
fn anything_but_yes_sends_nothing() {
    for keys in ["n\n", "\n", "\u{4}", "yeah\n"] {
        let (platform, course) = (Platform::start(), Course::with_files(1));
        let Some((code, shown)) = check(keys, &platform, &course) else { return };
        assert!(shown.contains("nothing was sent"), "{shown}");
        assert_eq!((code, platform.requests().len(), course.lock()), (Some(4), 0, None), "{shown}");
    }
}

#[test]
fn ctrl_c_at_the_question_ends_the_run() {
    let (platform, course) = (Platform::start(), Course::with_files(1));
    let Some((code, shown)) = check("\u{3}", &platform, &course) else { return };
    assert!(shown.contains("stopped before the course was sent"), "{shown}");
    assert_eq!((code, platform.requests().len(), course.lock()), (Some(3), 0, None), "{shown}");
}
