//! Answers that no well-behaved platform gives.

use super::*;
use raw::{Raw, answer, json};

const UPLOADED: &str = r#"{"fileId":"f","url":"https://files.example.com/f"}"#;

#[test]
fn an_answer_without_a_body_is_enough_for_an_import() {
    let server = Raw::start(|_| answer("201 Created", "", ""));
    let course = Course::small();
    let outcome = Program::import_to(&course, &server.base_url()).run().check(0, &["imported"]);
    assert!(!outcome.stderr.contains("  open  "), "there is nowhere to look:\n{}", outcome.stderr);
    assert!(course.lock().unwrap().contains("state=imported"));
}

#[test]
fn a_token_that_the_server_says_back_is_not_shown() {
    let server = Raw::start(|_| {
        let body = format!(r#"{{"message":"bad token {TOKEN}","traceId":"{TOKEN}"}}"#);
        answer("401 Unauthorized", &format!("Content-Type: application/json\r\ntraceId: {TOKEN}\r\n"), &body)
    });
    let course = Course::with_files(1);
    Program::import_to(&course, &server.base_url()).run().check(3, &["401", "bad token [token]"]);
    Program::import_to(&course, &server.base_url()).args(["--format", "json"]).run().check(3, &[]);
    assert_eq!(server.imports(), 0);
}

#[test]
fn a_token_in_the_address_of_a_file_or_course_is_not_kept() {
    let server = Raw::start(|request| {
        let address = format!("https://files.example.com/{TOKEN}");
        if request.is_upload() {
            json("200 OK", &format!(r#"{{"fileId":"f","url":"{address}"}}"#))
        } else {
            json("201 Created", &format!(r#"{{"processingCourses":[{{"id":"{TOKEN}","url":"{address}"}}]}}"#))
        }
    });
    let course = Course::with_files(1);
    Program::import_to(&course, &server.base_url()).run().check(0, &[]);
}

#[test]
fn a_redirect_is_not_followed_with_the_token() {
    let other = Raw::start(|_| json("200 OK", UPLOADED));
    let target = other.base_url();
    let server =
        Raw::start(move |_| answer("307 Temporary Redirect", &format!("Location: {target}/x\r\n"), ""));
    let course = Course::with_files(1);
    Program::import_to(&course, &server.base_url()).run().check(3, &["is not followed", "--base-url"]);
    assert_eq!((other.requests().len(), server.imports()), (0, 0));
}

#[test]
fn a_page_instead_of_an_answer_to_an_upload_is_no_upload() {
    let server =
        Raw::start(|_| answer("200 OK", "Content-Type: text/html\r\n", "<html>Welcome to the hotel</html>"));
    let course = Course::with_files(1);
    let told =
        ["answered 200 OK with a web page without a title", "the response may not come from the platform"];
    Program::import_to(&course, &server.base_url()).run().check(3, &told);
    assert_eq!((server.imports(), course.locked_files()), (0, 0));
}

#[test]
fn a_connection_that_ends_in_the_middle_of_the_answer_is_an_unknown_outcome() {
    let server = Raw::start(|_| "HTTP/1.1 201 Created\r\nContent-Le".to_owned());
    let course = Course::small();
    Program::import_to(&course, &server.base_url()).run().check(3, &["outcome unknown"]);
    assert_eq!(server.imports(), 1, "sent once");
}

#[test]
fn known_addresses_that_do_not_answer_are_used_without_waiting_for_each() {
    let server = Raw::start(|request| {
        if request.is_upload() {
            // Nobody will ever answer there.
            json("200 OK", r#"{"fileId":"f","url":"http://127.0.0.1:9/f"}"#)
        } else {
            json("201 Created", "{}")
        }
    });
    let course = Course::with_files(3);
    Program::import_to(&course, &server.base_url()).run().check(0, &[]);
    Program::import_to(&course, &server.base_url()).arg("--again").run().check(0, &["3 already uploaded"]);
    assert_eq!((server.uploads(), server.imports()), (3, 2));
}

#[test]
fn both_headers_go_with_every_call() {
    let server =
        Raw::start(
            |request| {
                if request.is_upload() { json("200 OK", UPLOADED) } else { json("201 Created", "{}") }
            },
        );
    let course = Course::with_files(1);
    Program::import_to(&course, &server.base_url()).run().check(0, &[]);
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        let head = request.head.to_lowercase();
        assert!(head.contains(&format!("authorization: bearer {TOKEN}")), "{head}");
        assert!(head.contains("version: 2021-07-28"), "{head}");
    }
}

#[test]
fn a_page_in_the_place_of_an_answer_is_named_with_its_title() {
    let page = "<html><head><title>Attention Required!</title></head></html>";
    let server = raw::Raw::start(move |_| {
        raw::answer("403 Forbidden", "Server: cloudflare\r\nContent-Type: text/html\r\n", page)
    });
    let told = [
        "an intermediate server answered",
        "a web page titled \"Attention Required!\" (server `cloudflare`)",
        "open a web page in a browser",
    ];
    Program::import_to(&Course::small(), &server.base_url()).run().check(3, &told);
}

#[test]
fn a_course_that_is_too_large_is_told_with_its_size() {
    let server = raw::Raw::start(|_| raw::json("413 Payload Too Large", "{\"message\":\"too large\"}"));
    let told = [
        "413 Payload Too Large (request size: ",
        ": \"too large\"",
        "split the course or shorten its lessons",
    ];
    Program::import_to(&Course::small(), &server.base_url()).run().check(3, &told);
}
