//! A private integration token: given once, used from then on.

use std::os::unix::fs::PermissionsExt as _;

use super::raw::{Raw, answer, json};
use super::*;

#[test]
fn a_first_login_is_all_that_an_import_needs() {
    let (platform, person, course) = (Platform::start(), Person::new(), Course::with_files(2));
    let login = person.with_token(&platform.base_url()).args(["--location", "sandbox"]).run();
    let shown = login.check(0, &["logged in as default for location `sandbox`", "coursedir doctor"]);
    assert_eq!(shown.stdout, "");
    assert_eq!(platform.asked("GET", "/medias/files"), 1, "the token was tried");

    person.imports(&course).run().check(0, &["imported A small course"]);
    assert_eq!((platform.uploads(), platform.imports()), (2, 1));
    assert_eq!(platform.arrived(), ["sandbox"]);
    let mode = std::fs::metadata(person.credentials()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn blanks_around_the_token_are_dropped_and_nothing_is_no_token() {
    let (platform, person) = (Platform::start(), Person::new());
    for (input, words) in
        [("", "the token is empty"), (" \n ", "the token is empty"), ("two words", "invalid character")]
    {
        let login = person.with_token(&platform.base_url()).input(input).run();
        login.check(2, &[words, "copy the complete token"]);
    }
    assert_eq!((person.stored(), platform.requests().len()), (String::new(), 0));
    let login = person.with_token(&platform.base_url()).input(&format!("\n  {PIT} \n")).run();
    login.check(0, &["token not tested: no location given"]);
    assert!(person.stored().contains(&format!("\"{PIT}\"")), "{}", person.stored());
}

#[test]
fn a_token_is_never_an_argument_and_not_repeated_where_it_is_one() {
    let person = Person::new();
    for arguments in [["login", "--with-token", PIT].as_slice(), &["login", PIT], &["login", "--oauth", PIT]]
    {
        person
            .runs(arguments)
            .run()
            .check(2, &["token passed as an argument", "`coursedir login --with-token`"]);
    }
    person.runs(&["login", &format!("--token={PIT}")]).run().check(2, &["--token"]);
    let both = person.runs(&["login", "--with-token", "--agency"]).input(PIT).run();
    both.check(2, &["`--agency` is for OAuth", "remove one of the two"]);
    assert_eq!(person.stored(), "");
}

#[test]
fn a_token_that_the_platform_refuses_is_not_stored() {
    for (status, body, words) in [
        (
            "401 Unauthorized",
            r#"{"message":"Invalid Private Integration token"}"#,
            "Invalid Private Integration",
        ),
        (
            "403 Forbidden",
            r#"{"message":"no access to this location"}"#,
            "create the token in that sub-account",
        ),
    ] {
        let (server, person) = (Raw::start(move |_| json(status, body)), Person::new());
        let login = person.with_token(&server.base_url()).args(["--location", "here"]).run();
        login.check(3, &["nothing was stored", words]);
        assert_eq!(person.stored(), "");
    }
}

#[test]
fn a_token_without_the_scope_to_look_is_known_all_the_same() {
    let body = r#"{"statusCode":401,"message":"The token is not authorized for this scope."}"#;
    let (server, person) = (Raw::start(move |_| json("401 Unauthorized", body)), Person::new());
    let login = person.with_token(&server.base_url()).args(["--location", "here"]).run();
    login.check(0, &["logged in", "warning", "the platform accepted the token"]);
    assert!(person.stored().contains(PIT));
}

#[test]
fn a_token_that_nobody_could_try_is_stored_with_a_clear_word() {
    let person = Person::new();
    let login = person.with_token("http://127.0.0.1:1").args(["--location", "here"]).run();
    login
        .check(0, &["warning", "stored but not verified", "cannot reach the platform", "`coursedir doctor`"]);
    let server = Raw::start(|_| answer("500 Oh", "", ""));
    let login = person.with_token(&server.base_url()).args(["--location", "here", "--profile", "b"]).run();
    login.check(0, &["warning", "stored but not verified", "500"]);
    assert_eq!(person.stored().matches(PIT).count(), 2);
}

#[test]
fn a_server_that_repeats_the_token_does_not_make_it_seen() {
    let body = format!(r#"{{"message":"{PIT} is wrong","traceId":"{PIT}"}}"#);
    let (server, person) = (Raw::start(move |_| json("401 Unauthorized", &body)), Person::new());
    // `Outcome` is searched for it.
    person
        .with_token(&server.base_url())
        .args(["--location", "here"])
        .run()
        .check(3, &["copy the complete token"]);
}

#[test]
fn another_location_than_the_one_of_the_login_is_said_before_anything_is_sent() {
    let (platform, person, course) = (Platform::start(), Person::new(), Course::small());
    person.with_token(&platform.base_url()).args(["--location", "sandbox"]).run().check(0, &[]);
    let import = person.runs(&["import", "--location", "other"]).course(&course).run();
    import.check(4, &["warning", "is for location `sandbox`, not `other`"]);
    assert_eq!(platform.imports(), 0);
}
