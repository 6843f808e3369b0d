//! `--format json`: the outcome for other programs.

use super::*;

fn report(course: &Course, platform: &Platform, code: i32, arguments: &[&str]) -> serde_json::Value {
    let program = Program::import(course, platform).args(["--format", "json", "--timeout", "2"]);
    let program = arguments.iter().fold(program, Program::arg);
    program.run().check(code, &[]).json()
}

#[test]
fn an_import_is_reported_with_where_it_is() {
    let (platform, course) = (Platform::start(), Course::with_files(2));
    let report = report(&course, &platform, 0, &[]);
    let id = platform.courses()[0].id.clone();
    let course = course.path().to_str().unwrap();
    let expected = serde_json::json!({
        "path": course, "title": "A small course", "host": platform.host(), "location": "sandbox",
        "outcome": "imported", "exit_code": 0, "uploaded": 2, "known": 0, "course_id": id, "losses": [],
        "warnings": [], "errors": [], "changes": [],
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&report[0][key], value, "{key}");
    }
    assert!(report[0]["url"].as_str().unwrap().starts_with(&platform.base_url()));
}

#[test]
fn each_outcome_has_a_word_of_its_own() {
    let platform = Platform::with_faults(&["import:422", "import:cut-after@2"]);
    let course = Course::with_files(1);
    let check = |code, arguments: &[&str], word: &str| {
        let report = report(&course, &platform, code, arguments);
        assert_eq!(
            (&report[0]["outcome"], &report[0]["exit_code"]),
            (&word.into(), &code.into()),
            "{report}"
        );
        report
    };
    let refused = check(3, &[], "refused");
    assert!(refused[0]["errors"][0].as_str().unwrap().contains("422"), "{refused}");
    check(3, &[], "sent-outcome-unknown");
    check(4, &[], "outcome-unknown");
    check(0, &["--again"], "imported");
    check(0, &["--if-new"], "nothing-to-do");
    course.write("01-start/file-00.txt", "changed");
    let there = check(4, &[], "already-imported");
    assert_eq!(there[0]["changes"], serde_json::json!(["changed: Hello"]));
}

#[test]
fn a_course_that_could_not_begin_does_not_take_the_others_report_with_it() {
    let platform = Platform::start();
    let (good, bad) = (Course::small(), Course::small());
    bad.write("coursedir.lock", "damaged");
    let program = Program::import(&good, &platform).course(&bad).args(["--format", "json"]);
    let report = program.run().check(3, &[]).json();
    assert_eq!(report[0]["outcome"], "imported");
    assert_eq!(report[1]["outcome"], "failed");
    assert!(report[1]["errors"][0].as_str().unwrap().contains("is damaged"), "{report}");
}

#[test]
fn without_anybody_to_confirm_that_is_reported_too() {
    let (platform, course) = (Platform::start(), Course::small());
    let program = Program::new(&["import", "--format", "json"]).course(&course).to(&platform.base_url());
    assert_eq!(program.run().check(4, &[]).json()[0]["outcome"], "not-confirmed");
    assert_eq!(platform.requests().len(), 0);
}

#[test]
fn a_reader_who_closed_the_pipe_does_not_change_how_the_run_ended() {
    let platform = Platform::with_faults(&["import:422"]);
    let course = Course::small();
    let line = format!(
        "{} import --yes --format json {} 2>&1 1>&-; echo $?",
        env!("CARGO_BIN_EXE_coursedir"),
        course.path().display()
    );
    let shell = std::process::Command::new("sh")
        .args(["-c", &line])
        .env("HOOPAI_TOKEN", TOKEN)
        .env("HOOPAI_BASE_URL", platform.base_url())
        .env("HOOPAI_LOCATION_ID", "sandbox")
        .output()
        .unwrap();
    let said = String::from_utf8(shell.stdout).unwrap();
    assert!(said.ends_with("\n3\n"), "{said}");
    assert!(!said.contains(TOKEN), "{said}");
    program::assert_no_secret(course.path());
}
