//! Tens of thousands of findings in one line: listed up to a number, and counted.

use super::*;

/// In one line.
const LINKS: usize = 50_000;

fn course() -> Course {
    Course::of(&[
        ("course.yaml", "title: T\n"),
        ("a.md", &format!("# A\n\n{}\n", "[a](no.md) ".repeat(LINKS))),
    ])
}

fn check(format: &str, more: &[&str]) -> Outcome {
    course().run(&[&["check", "course", "--format", format], more].concat())
}

#[test]
fn the_first_are_listed_and_the_others_counted() {
    let outcome = check("concise", &[]);
    assert_eq!(outcome.exit(), 1);
    assert_eq!(outcome.stdout.lines().count(), 101, "{}", outcome.stderr);
    let last = outcome.stdout.lines().last().unwrap();
    let expected = "error[broken-link]: 49900 more `broken-link` findings in this file are not listed";
    assert!(last.contains(expected), "{last}");
    assert!(outcome.stderr.contains("50000 errors"), "{}", outcome.stderr);
}

#[test]
fn programs_are_told_the_number_too() {
    let json = check("json", &[]).json();
    assert_eq!(
        (json["counts"]["errors"].as_u64(), json["findings"].as_array().unwrap().len()),
        (Some(50_000), 101)
    );
    assert_eq!(
        (json["findings"][100]["count"].as_u64(), &json["findings"][0]["count"]),
        (Some(49_900), &serde_json::Value::Null)
    );
    let results = check("sarif", &[]).json()["runs"][0]["results"].clone();
    assert_eq!(
        (results.as_array().unwrap().len(), results[100]["occurrenceCount"].as_u64()),
        (101, Some(49_900))
    );
    assert_eq!(check("github", &[]).stdout.lines().count(), 101);
}

#[test]
fn what_is_allowed_or_denied_stays_so() {
    assert_eq!(check("concise", &["--allow", "broken-link"]).stdout, "");
    let course = Course::of(&[("a.md", &format!("# A\n\n{}\n", "[a](b.psd) ".repeat(200))), ("b.psd", "x")]);
    let outcome = course.run(&["check", "course", "--deny", "warnings"]);
    assert_eq!(outcome.exit(), i32::from(outcome.stdout.contains("error")));
}

#[test]
fn every_one_that_can_be_fixed_is_fixed() {
    let course = Course::of(&[("a.md", &format!("# A\n\n{}\n", "[a](www.example.org/x) ".repeat(1000)))]);
    course.run(&["check", "course", "--fix"]);
    assert_eq!(course.read("a.md").matches("](https://www.example.org/x)").count(), 1000);
}
