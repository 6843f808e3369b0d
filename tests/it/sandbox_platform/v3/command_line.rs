//! `coursedir sandbox --reading`.

use super::*;
use crate::testkit::{Server, coursedir, run};

#[test]
fn the_readings_of_the_command_line_hold() {
    let data = tempfile::tempdir().unwrap();
    let arguments =
        ["sandbox", "--port", "0", "--reading", "errors=newer,v3=401", data.path().to_str().unwrap()];
    let server = Server::start(&mut coursedir(&arguments));
    let request = format!(
        "GET {COURSES}?locationId=loc HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        server.host()
    );
    let answer = crate::testkit::raw::exchange(server.host(), &request);
    assert!(answer.starts_with("HTTP/1.1 401") && answer.contains("\"code\":\"UNAUTHORIZED\""), "{answer}");
}

#[test]
fn an_unknown_reading_is_a_usage_error_with_what_is_possible() {
    for (reading, words) in [
        ("puts=merge", "unknown name `puts`. Use `NAME=VALUE`. NAME is one of v3, put, "),
        ("put=merge,put=keep", "unknown value `keep`. `put` takes one of merge, replace, complete"),
    ] {
        run(&["sandbox", "--port", "0", "--reading", reading]).check(2, &[words]);
    }
}
