//! `doctor`: one line a check, what to do where something is wrong, and nothing written on the platform.

use serde_json::Value;

use super::raw::{Raw, answer};
use super::*;

/// The checks of `doctor --format json`, by name: level, text and hint.
fn checks(program: Program, code: i32) -> std::collections::BTreeMap<String, (String, String)> {
    let course = Course::small();
    let outcome = program.args(["--format", "json"]).arg(course.path()).run().check(code, &[]);
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(report["version"], 1);
    let checks = report["checks"].as_array().unwrap();
    let text = |check: &Value, name: &str| check[name].as_str().unwrap_or_default().to_owned();
    checks
        .iter()
        .map(|check| {
            let words = format!("{} → {}", text(check, "text"), text(check, "hint"));
            (text(check, "name"), (text(check, "level"), words))
        })
        .collect()
}

#[track_caller]
fn assert_check(
    checks: &std::collections::BTreeMap<String, (String, String)>,
    name: &str,
    level: &str,
    words: &str,
) {
    let (found, text) = checks.get(name).unwrap_or_else(|| panic!("no `{name}` in {checks:?}"));
    assert!(found == level && text.contains(words), "{name}: {found}: {text}");
}

#[test]
fn a_good_login_is_good_in_everything_and_nothing_is_written() {
    let (platform, course) = (Platform::with_readings("v3=on"), Course::small());
    let person = Person::logged_in(&platform);
    let before = platform.requests().len();
    let outcome = person.runs(&["doctor"]).arg(course.path()).run().check(0, &[]);
    for line in [
        "ok       login         `default`: OAuth for a location",
        "ok       base URL      http://127.0.0.1:",
        "ok       token         accepted by the platform",
        "ok       location      `sandbox` (from the login `default`)",
        "ok       scopes        courses.readonly courses.write medias.readonly medias.write",
        "ok       expiry        token valid until 2",
        "ok       clock         matches the platform's clock within 1 second",
        "ok       media upload  allowed (`medias.write`)",
        "ok       v3 routes     available: courses can be read",
        "ok       updates       allowed (`courses.write`): title, text, visibility, order and pictures; videos and",
        "ok       portal        not set: links between lessons are text",
        "ok       lock          no lock file yet: `",
    ] {
        assert!(outcome.stdout.contains(line), "no `{line}` in:\n{}", outcome.stdout);
    }
    assert!(
        platform.requests()[before..].iter().all(|it| it.starts_with("GET ")),
        "{:?}",
        platform.requests()
    );
    assert_eq!(course.lock(), None);
}

#[test]
fn a_private_token_is_good_as_far_as_can_be_told() {
    let (platform, person) = (Platform::with_newer_calls(), Person::new());
    person.with_token(&platform.base_url()).args(["--location", "sandbox"]).run().check(0, &[]);
    let found = checks(person.runs(&["doctor"]), 0);
    assert_check(&found, "login", "ok", "private integration token");
    assert_check(
        &found,
        "scopes",
        "ok",
        "unknown: the platform does not list the scopes of private tokens → check in",
    );
    assert_check(&found, "expiry", "ok", "private tokens do not expire");
    assert_check(&found, "media upload", "ok", "the first upload verifies");
    assert_check(&found, "updates", "ok", "the first write verifies `courses.write`");
}

#[test]
fn a_token_of_the_environment_is_looked_at_as_well() {
    let (platform, person) = (Platform::start(), Person::new());
    let program = person
        .runs(&["doctor"])
        .env("HOOPAI_TOKEN", PIT)
        .env("HOOPAI_LOCATION_ID", "sandbox")
        .env("HOOPAI_BASE_URL", platform.base_url());
    let found = checks(program, 0);
    assert_check(&found, "login", "ok", "`HOOPAI_TOKEN`");
    assert_check(&found, "location", "ok", "from `HOOPAI_LOCATION_ID`");
    assert_check(&found, "token", "ok", "accepted by the platform");
}

#[test]
fn without_anything_it_says_how_to_begin() {
    let found = checks(Person::new().runs(&["doctor", "--base-url", "http://127.0.0.1:1"]), 3);
    assert_check(&found, "login", "problem", "run `coursedir login`");
    assert_check(&found, "base URL", "problem", "cannot reach the platform");
    assert_check(&found, "token", "problem", "no token");
    assert_check(&found, "location", "problem", "`--location ID`");
    assert_check(&found, "lock", "ok", "no lock file yet");
}

#[test]
fn a_missing_scope_is_a_problem_only_where_an_import_needs_it() {
    let (platform, person) = (Platform::start(), Person::new());
    let without = ["medias.write"].as_slice();
    person.log_in(&platform, &[], Decision::Allow { location: "sandbox", without }).check(0, &[]);
    let found = checks(person.runs(&["doctor"]), 3);
    assert_check(&found, "scopes", "problem", "missing for imports: `medias.write`");
    assert_check(&found, "media upload", "problem", "missing scope: `medias.write`");
    let without = ["medias.readonly", "courses.readonly"].as_slice();
    person.log_in(&platform, &[], Decision::Allow { location: "sandbox", without }).check(0, &[]);
    let found = checks(person.runs(&["doctor"]), 0);
    assert_check(&found, "scopes", "ok", "not granted: `courses.readonly`, `medias.readonly`");
    assert_check(&found, "token", "ok", "accepted by the platform");
    assert_check(&found, "media upload", "ok", "allowed");
}

#[test]
fn a_login_that_cannot_be_renewed_is_a_problem() {
    let platform = Platform::start();
    let person = Person::logged_in(&platform);
    platform.revoke();
    person.pretend_tokens_last(1);
    let found = checks(person.runs(&["doctor"]), 3);
    assert_check(&found, "token", "problem", "run `coursedir login --oauth");
    assert_check(&found, "base URL", "ok", "responds");
    // A clock that is off may be why.
    assert_check(&found, "clock", "ok", "matches the platform's clock");
}

#[test]
fn lines_are_broken_where_the_columns_end() {
    let (platform, person, course) = (Platform::start(), Person::new(), Course::small());
    person.with_token(&platform.base_url()).args(["--location", "sandbox"]).run().check(0, &[]);
    let doctor = || person.runs(&["doctor"]).arg(course.path());
    let outcome = doctor().env("COLUMNS", "80").run().check(0, &[]);
    for line in outcome.stdout.lines().filter(|line| !line.contains("`/")) {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let indent = " ".repeat(23);
    let hint = format!(
        "\n{indent}→ check in the sub-account (Settings > Private\n{indent}  Integrations) that `courses.write`"
    );
    assert!(outcome.stdout.contains(&hint), "{}", outcome.stdout);
    let outcome = doctor().run().check(0, &[]);
    assert_eq!(outcome.stdout.lines().count(), 14, "a pipe gets a line a check, and one a hint");
}

#[test]
fn another_location_is_a_problem() {
    let platform = Platform::start();
    let person = Person::logged_in(&platform);
    let found = checks(person.runs(&["doctor", "--location", "sandbox-2"]), 3);
    assert_check(&found, "location", "problem", "does not match the login's location `sandbox`");
}

#[test]
fn a_lock_that_cannot_be_read_is_a_problem_and_a_good_one_tells_of_the_last_import() {
    let (platform, course) = (Platform::start(), Course::small());
    let person = Person::logged_in(&platform);
    let doctor = |code| person.runs(&["doctor"]).arg(course.path()).run().check(code, &[]).stdout;
    person.imports(&course).run().check(0, &[]);
    assert!(doctor(0).contains("last import into this location: 2"), "{}", doctor(0));
    assert!(doctor(0).contains("Z, of the course `"), "{}", doctor(0));
    let lock = course.lock().unwrap();
    let unbound = lock.replace(&format!(" course={}", platform.courses()[0].id), "");
    course.write("coursedir.lock", &unbound);
    assert!(doctor(0).contains("Z, not bound to a course yet"), "{}", doctor(0));
    course.write("coursedir.lock", "version = \"x\"");
    assert!(doctor(3).contains("problem  lock"), "{}", doctor(3));
}

#[test]
fn newer_calls_that_are_absent_are_told() {
    let platform = Platform::with_readings("v3=404");
    let person = Person::logged_in(&platform);
    for (reading, words, level, updates) in [
        ("v3=404", "not available", "ok", "not possible here"),
        (
            "v3=401",
            "unknown: the platform refuses to list courses",
            "warning",
            "an update needs `courses.readonly`",
        ),
        ("v3=page", "unknown: the response is not a list", "ok", "unknown: courses cannot be read"),
    ] {
        platform.read_as(reading);
        let found = checks(person.runs(&["doctor"]), 0);
        assert_check(&found, "v3 routes", "ok", words);
        assert_check(&found, "updates", level, updates);
    }
}

#[test]
fn what_an_update_may_do_is_told_by_scopes() {
    let (platform, person) = (Platform::with_readings("v3=on"), Person::new());
    let found = |without: &'static [&'static str], code| {
        person.log_in(&platform, &[], Decision::Allow { location: "sandbox", without }).check(0, &[]);
        checks(person.runs(&["doctor"]), code)
    };
    assert_check(&found(&[], 0), "updates", "ok", "allowed (`courses.write`): title, text, visibility");
    assert_check(&found(&["courses.write"], 3), "updates", "warning", "missing scope `courses.write`");
    let blind = found(&["courses.readonly"], 0);
    assert_check(&blind, "v3 routes", "ok", "unknown: the token lacks the scope `courses.readonly`");
    assert_check(&blind, "updates", "warning", "unknown: courses cannot be read → an update needs");
}

#[test]
fn a_portal_is_told_and_one_that_is_wrong_is_a_warning() {
    let (platform, course) = (Platform::start(), Course::small());
    let person = Person::logged_in(&platform);
    for (settings, words) in [
        (
            "portal: https://learn.example/school/",
            "ok       portal        `https://learn.example/school`: updates link",
        ),
        ("media: ask", "ok       portal        not set: links between lessons are text"),
        ("portal: learn.example", "warning  portal        unknown: `portal` must be an address"),
        ("- portal", "warning  portal        unknown: the settings must be keys with values"),
    ] {
        course.write("course.yaml", settings);
        let outcome = person.runs(&["doctor"]).arg(course.path()).run().check(0, &[]);
        assert!(outcome.stdout.contains(words), "{}", outcome.stdout);
    }
}

#[test]
fn newer_calls_that_are_there_and_a_clock_that_is_off_are_told() {
    let server = Raw::with_newer_calls(|request| {
        let headers = "Content-Type: application/json\r\nDate: Tue, 15 Nov 1994 08:12:31 GMT\r\n";
        if request.head.starts_with("GET /courses/products?locationId=here&limit=1 ") {
            assert!(request.head.to_lowercase().contains("version: v3"), "{}", request.head);
            return answer("401 Unauthorized", headers, r#"{"message":"no"}"#);
        }
        answer("200 OK", headers, r#"{"files":[]}"#)
    });
    let person = Person::new();
    let program = || {
        person
            .runs(&["doctor"])
            .env("HOOPAI_TOKEN", PIT)
            .env("HOOPAI_LOCATION_ID", "here")
            .env("HOOPAI_BASE_URL", server.base_url())
    };
    let found = checks(program(), 0);
    assert_check(&found, "v3 routes", "ok", "unknown: the token lacks the scope `courses.readonly`");
    assert_check(&found, "clock", "warning", "ahead of the platform's");
    assert!(server.requests().iter().all(|request| request.head.starts_with("GET ")));
}

#[test]
fn a_web_page_is_not_the_platform() {
    for page in ["<!DOCTYPE html><html><title>Hotel &amp; Spa\n login</title>", "{\"ok\":true}", "hello"] {
        let server = Raw::with_newer_calls(move |_| answer("200 OK", "Server: portal/1\r\n", page));
        let program = Person::new()
            .runs(&["doctor"])
            .env("HOOPAI_TOKEN", PIT)
            .env("HOOPAI_LOCATION_ID", "here")
            .env("HOOPAI_BASE_URL", server.base_url());
        let found = checks(program, 3);
        assert_check(&found, "base URL", "problem", "the response is not from the platform: 200 OK");
        assert_check(&found, "token", "warning", "the response is not from the platform");
        assert!(!found.contains_key("v3 routes"), "{found:?}");
        if page.starts_with('<') {
            assert_check(&found, "base URL", "problem", "titled \"Hotel & Spa login\" (server `portal/1`)");
        }
    }
}

#[test]
fn a_proxy_is_named_and_one_that_cannot_be_used_is_a_problem() {
    let doctor = |proxy: &str| {
        let program = Person::new().runs(&["doctor", "--base-url", "https://platform.invalid"]);
        checks(program.env("HTTPS_PROXY", proxy), 3)
    };
    let found = doctor("http://me:pr0xy-w0rd@127.0.0.1:1");
    assert_check(&found, "proxy", "ok", "through the proxy `127.0.0.1:1` (from `HTTPS_PROXY`)");
    assert_check(&found, "base URL", "problem", "the proxy `127.0.0.1:1`");
    let found = doctor("gopher://me:pr0xy-w0rd@127.0.0.1:1");
    assert_check(&found, "proxy", "problem", "unsupported proxy scheme in `HTTPS_PROXY`: `gopher`");
    assert!(!format!("{found:?}").contains("pr0xy-w0rd"), "{found:?}");
}
