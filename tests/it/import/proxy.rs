//! A proxy between this machine and the platform.

use super::*;

/// An address that nobody has, so that only a proxy could reach it.
const PLATFORM: &str = "https://platform.invalid";

/// Imports through this proxy.
fn through(proxy: &str, variable: &str) -> (Program, Course) {
    let course = Course::small();
    (Program::import_to(&course, PLATFORM).env(variable, proxy), course)
}

/// Runs against a proxy that answers each `CONNECT` like this: what it says, with the proxy's host.
#[track_caller]
fn check(status: &'static str, words: &[&str]) {
    let proxy = raw::Raw::start(move |_| raw::answer(status, "", ""));
    let host = proxy.base_url().replace("http://", "");
    let (program, course) = through(&format!("http://somebody:pr0xy-w0rd@{host}"), "HTTPS_PROXY");
    let named = format!("the proxy `{host}` (from `HTTPS_PROXY`)");
    let outcome = program.run().check(3, &[&[named.as_str()], words].concat());
    assert!(!outcome.stderr.contains("pr0xy-w0rd"), "{}", outcome.stderr);
    assert_eq!(proxy.requests().len(), 1, "{status}: asked once");
    assert!(proxy.requests()[0].head.starts_with("CONNECT platform.invalid:443 "));
    assert!(!course.lock().unwrap_or_default().contains("state"), "{status}: nothing was sent");
}

#[test]
fn a_proxy_that_says_no_is_named_and_asked_once() {
    check("407 Proxy Authentication Required", &["requires a user and a password (407)", "USER:PASSWORD"]);
    check("403 Forbidden", &["refused the connection to the platform", "`NO_PROXY`"]);
    check("502 Bad Gateway", &["refused the connection to the platform"]);
}

#[test]
fn a_proxy_that_does_not_answer_is_named() {
    let (program, _course) = through("http://127.0.0.1:1", "https_proxy");
    let told = ["cannot reach the platform", "(through the proxy `127.0.0.1:1` (from `https_proxy`))"];
    program.args(["--retries", "0"]).run().check(3, &told);
}

#[test]
fn a_value_that_cannot_be_used_is_an_error_and_never_a_direct_connection() {
    for (value, words) in [
        ("http://me:pr0xy-w0rd@", "invalid proxy address in `ALL_PROXY`"),
        ("ftp://me:pr0xy-w0rd@proxy", "unsupported proxy scheme in `ALL_PROXY`: `ftp`"),
    ] {
        let (program, _course) = through(value, "ALL_PROXY");
        let outcome = program.run().check(3, &[words, "hint: set `ALL_PROXY` to a proxy address"]);
        assert!(!outcome.stderr.contains("pr0xy-w0rd"), "{}", outcome.stderr);
    }
}

#[test]
fn a_socks_proxy_is_spoken_to() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let greeting = std::thread::spawn(move || {
        let mut greeting = [0; 2];
        std::io::Read::read_exact(&mut listener.accept().unwrap().0, &mut greeting).unwrap();
        greeting[0]
    });
    let (program, _course) = through(&format!("socks5h://{host}"), "ALL_PROXY");
    program.args(["--retries", "0"]).run().check(3, &[&format!("the proxy `{host}` (from `ALL_PROXY`)")]);
    assert_eq!(greeting.join().unwrap(), 5);
}

#[test]
fn verbose_names_the_proxy_and_a_host_without_one_is_left_alone() {
    let named = "through the proxy `127.0.0.1:1` (from `HTTPS_PROXY`)";
    let (program, _course) = through("http://127.0.0.1:1", "HTTPS_PROXY");
    program.args(["-v", "--retries", "0"]).run().check(3, &[named]);
    let (program, _course) = through("http://127.0.0.1:1", "HTTPS_PROXY");
    let outcome = program.env("NO_PROXY", "platform.invalid").args(["-v", "--retries", "0"]).run();
    assert!(!outcome.check(3, &[]).stderr.contains("the proxy"));
}
