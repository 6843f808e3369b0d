//! What a token says of itself, and what cannot be known of one before the uploads.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::*;

const UNKNOWN: &str = "unknown  whether the token has the scope `courses.write`";

/// An access token of OAuth as the platform makes it, with these claims.
fn token(claims: &Value) -> String {
    let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.c2lnbmF0dXJl", part(&json!({ "alg": "RS256", "typ": "JWT" })), part(claims))
}

fn of_location(location: &str, scopes: &[&str]) -> String {
    token(&json!({
        "authClass": "Location", "authClassId": location, "exp": 4_102_444_800_u64,
        "oauthMeta": { "scopes": scopes },
    }))
}

/// Imports a course with two files by this token of the environment.
#[track_caller]
fn check(token: &str, code: i32, words: &[&str]) {
    let (platform, course) = (Platform::start(), Course::with_files(2));
    let outcome = Program::import(&course, &platform).env("HOOPAI_TOKEN", token).run().check(code, words);
    assert!(!outcome.stderr.contains(token), "{}", outcome.stderr);
    let sent = if code == 0 { (2, 1) } else { (0, 0) };
    assert_eq!((platform.uploads(), platform.imports()), sent, "{}", outcome.stderr);
    assert_eq!(outcome.stderr.contains("  unknown  "), words.contains(&UNKNOWN), "{}", outcome.stderr);
}

#[test]
fn a_token_that_says_that_it_is_not_enough_stops_the_import_before_the_first_upload() {
    let wrong = [
        (of_location("sandbox", &["medias.write"]), "missing scope in the token: `courses.write`"),
        (of_location("sandbox", &["courses.write"]), "missing scope in the token: `medias.write`"),
        (of_location("elsewhere", &["courses.write", "medias.write"]), "the token is for `elsewhere`"),
        (
            token(&json!({ "authClass": "Company", "oauthMeta": { "scopes": ["courses.write"] } })),
            "wrong token: it belongs to an agency",
        ),
    ];
    for (token, words) in wrong {
        check(&token, 3, &[words, "hint: nothing was sent; create a token", "set `HOOPAI_TOKEN`"]);
    }
}

#[test]
fn a_token_that_says_that_it_is_enough_imports_and_one_that_says_nothing_does_so_with_a_warning() {
    check(&of_location("sandbox", &["courses.write", "medias.write"]), 0, &["imported"]);
    check(PIT, 0, &["imported", UNKNOWN]);
    check("eyJub3QiOiJhIHRva2VuIn0.e30.c2ln", 0, &["imported", UNKNOWN]);
}

#[test]
fn what_cannot_be_known_is_said_where_something_is_uploaded() {
    let (platform, course) = (Platform::start(), Course::small());
    let outcome = Program::import(&course, &platform).run().check(0, &["imported"]);
    assert!(!outcome.stderr.contains(UNKNOWN), "nothing is uploaded:\n{}", outcome.stderr);
    let course = Course::with_files(1);
    let dry = || Program::import(&course, &platform).arg("--dry-run");
    dry().run().check(0, &[UNKNOWN]);
    let outcome = dry().without("HOOPAI_TOKEN").run().check(0, &[]);
    assert!(!outcome.stderr.contains(UNKNOWN), "there is no token yet:\n{}", outcome.stderr);
    let person = Person::logged_in(&platform);
    let outcome = person.imports(&course).run().check(0, &["imported"]);
    assert!(!outcome.stderr.contains(UNKNOWN), "a login tells its scopes:\n{}", outcome.stderr);
}

#[test]
fn a_stored_token_is_read_as_well() {
    let (platform, course, person) = (Platform::start(), Course::with_files(1), Person::new());
    let token = of_location("sandbox", &["medias.write"]);
    let login = person.runs(&["login", "--with-token", "--base-url", &platform.base_url()]);
    login.args(["--location", "sandbox"]).input(&format!("{token}\n")).run().check(0, &[]);
    let told =
        ["missing scope in the token: `courses.write`", "`coursedir login --with-token --profile default`"];
    person.imports(&course).run().check(3, &told);
    assert_eq!((platform.uploads(), platform.imports()), (0, 0));
}

#[test]
fn doctor_tells_what_a_token_says_of_itself() {
    let (platform, person, course) = (Platform::start(), Person::new(), Course::small());
    let doctor = |token: &str, code| {
        let program = person.runs(&["doctor"]).arg(course.path()).to(&platform.base_url());
        program.env("HOOPAI_TOKEN", token).run().check(code, &[]).stdout
    };
    let said = doctor(&of_location("sandbox", &["medias.write", "medias.readonly"]), 3);
    for line in [
        "problem  scopes        medias.readonly medias.write; missing for imports: `courses.write`",
        "warning  expiry        OAuth token valid until 2100-01-01T00:00:00Z, does not renew",
        "ok       media upload  allowed (`medias.write`)",
    ] {
        assert!(said.contains(line), "no `{line}` in:\n{said}");
    }
    let said = doctor(&of_location("elsewhere", &["courses.write", "medias.write"]), 3);
    assert!(said.contains("problem  location      `sandbox`"), "{said}");
}
