//! `check --links` against a small website on this machine that counts what it is asked.

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

use super::{Course, Outcome};
use crate::testkit::Raw;
use crate::testkit::connect_proxy::ConnectProxy;
use crate::testkit::raw::{Request, answer};

/// A website, and how often each of its pages was asked for.
struct Website(Raw);

impl Website {
    fn start() -> Self {
        Self(Raw::start(page))
    }

    fn address(&self) -> String {
        self.0.base_url()
    }

    /// A course of one lesson; `{}` in it is the website.
    fn course(&self, lesson: &str) -> Course {
        Course::of(&[("a.md", &lesson.replace("{}", &self.address()))])
    }

    fn asked(&self) -> Vec<String> {
        let mut asked = BTreeMap::<String, usize>::new();
        for request in self.0.requests() {
            *asked.entry(format!("{} {}", request.method(), request.path())).or_default() += 1;
        }
        asked.iter().map(|(what, times)| format!("{times} {what}")).collect()
    }
}

fn page(request: &Request) -> String {
    let (status, headers) = match (request.path(), request.method()) {
        ("/gone", _) => ("404 Not Found", ""),
        ("/get-only", "HEAD") => ("405 Method Not Allowed", ""),
        ("/members", _) => ("403 Forbidden", ""),
        ("/loop", _) => ("302 Found", "Location: /loop\r\n"),
        ("/moved", _) => ("301 Moved", "Location: alive\r\n"),
        ("/inside", _) => ("302 Found", "Location: http://127.0.0.2:9/\r\n"),
        _ => ("200 OK", ""),
    };
    if request.path() == "/slow" {
        thread::sleep(Duration::from_secs(4));
    }
    answer(status, headers, "")
}

fn run(course: &Course, args: &[&str]) -> Outcome {
    course.run(&[&["check", "course", "--links", "--private-links", "--format", "concise"], args].concat())
}

#[track_caller]
fn check(lesson: &str, said: &[&str], asked: &[&str]) {
    let website = Website::start();
    let course = website.course(lesson);
    let run = run(&course, &["--timeout", "1"]);
    let lines: Vec<String> = run.stdout.lines().map(|line| line.replace(&website.address(), "{}")).collect();
    assert_eq!(lines, said, "{}", run.stderr);
    assert_eq!(website.asked(), asked);
    assert_eq!(run.exit(), 0, "a link is no error unless the author says so");
}

#[test]
fn what_is_alive_is_not_said_and_asked_once() {
    check("[a]({}/alive) [b]({}/alive#part) ![c]({}/alive) and [d](mailto:a@b.c)\n", &[], &["1 HEAD /alive"]);
}

#[test]
fn what_is_gone_is_a_warning_with_its_place() {
    check(
        "One\n\n[a]({}/gone#part)\n",
        &["course/a.md:3:5: warning[dead-link]: the page `{}/gone` does not exist (404)"],
        &["1 HEAD /gone"],
    );
}

#[test]
fn where_a_head_is_refused_the_page_is_asked_for() {
    check("[a]({}/get-only)\n", &[], &["1 GET /get-only", "1 HEAD /get-only"]);
}

#[test]
fn redirects_are_followed_and_loops_are_left() {
    check("[a]({}/moved)\n", &[], &["1 HEAD /alive", "1 HEAD /moved"]);
    check(
        "[a]({}/loop)\n",
        &[
            "course/a.md:1:5: info[link-not-verified]: `127.0.0.1` could not be checked: more than 5 redirects",
        ],
        &["6 HEAD /loop"],
    );
}

#[test]
fn nobody_leads_us_into_a_private_network() {
    check(
        "[a]({}/inside)\n",
        &[
            "course/a.md:1:5: info[link-not-verified]: `127.0.0.1` could not be checked: redirects to a private network",
        ],
        &["1 HEAD /inside"],
    );
}

#[test]
fn who_does_not_answer_is_said_once_for_a_host() {
    check(
        "[a]({}/slow)\n",
        &[
            "course/a.md:1:5: info[link-not-verified]: `127.0.0.1` could not be checked: timed out after 1 second",
        ],
        &["1 HEAD /slow"],
    );
    check(
        "[a]({}/members) [b]({}/members?b)\n",
        &["course/a.md:1:5: info[link-not-verified]: `127.0.0.1` could not be checked: access denied (403)"],
        &["1 GET /members", "1 HEAD /members", "1 HEAD /members?b"],
    );
}

#[test]
fn materials_and_images_of_front_matter_are_asked_too() {
    check(
        "---\nthumbnail: {}/gone\nmaterials: [\"{}/alive\"]\n---\nHi\n",
        &["course/a.md:2:12: warning[dead-link]: the page `{}/gone` does not exist (404)"],
        &["1 HEAD /alive", "1 HEAD /gone"],
    );
}

#[test]
fn dead_links_weigh_as_the_author_says() {
    let website = Website::start();
    let course = website.course("[a]({}/gone)\n");
    assert_eq!(run(&course, &["--deny", "warnings"]).exit(), 1);
    assert_eq!(run(&course, &["--allow", "dead-link"]).stdout, "");
    course.write("course.yaml", b"allow: [dead-link]\n");
    assert_eq!(run(&course, &[]).stdout, "");
    // Without the flag nobody knows whether there is something to allow.
    let offline = course.run(&["check", "course", "--format", "concise"]);
    assert_eq!(offline.stdout, "");
}

#[test]
fn a_password_is_not_sent_along() {
    let website = Website::start();
    let address = website.address().replace("http://", "http://ann:secret@");
    run(&website.course(&format!("[a]({address}/alive)\n")), &[]);
    let heads: String =
        website.0.requests().iter().map(|request| request.head.to_lowercase() + "\n").collect();
    assert!(heads.contains("head /alive"), "{heads}");
    assert!(!heads.contains("authorization") && !heads.contains("cookie"), "{heads}");
}

#[test]
fn without_the_flag_nobody_is_asked() {
    let website = Website::start();
    let course = website.course("[a]({}/gone)\n");
    assert_eq!(course.run(&["check", "course"]).stdout, "");
    assert!(website.asked().is_empty());
}

#[test]
fn an_address_on_this_machine_is_asked_only_where_the_author_says_so() {
    let website = Website::start();
    let course = website.course("[a]({}/gone)\n");
    let said = course.run(&["check", "course", "--links", "--format", "concise"]).stdout;
    assert!(said.contains("private network (use `--private-links` to test it)"), "{said}");
    assert!(website.asked().is_empty(), "{:?}", website.asked());
}

#[test]
fn a_proxy_that_is_in_the_way_is_named() {
    let proxy = ConnectProxy::start("somebody:pr0xy-w0rd", 1);
    let course = Course::of(&[("a.md", "[a](https://platform.invalid/a)\n")]);
    let check = |value: &str| {
        let arguments = ["check", "course", "--links", "--format", "concise"];
        let run = course.run_with(&[("HTTPS_PROXY", value)], &arguments);
        assert!(!format!("{}{}", run.stdout, run.stderr).contains("w0rd"), "{run:?}");
        run
    };
    let named = format!("the proxy `{}` (from `HTTPS_PROXY`)", proxy.host());
    let said = check(&format!("http://somebody:an0ther-w0rd@{}", proxy.host())).stdout;
    assert!(said.contains(&format!("{named} requires a user and a password (407)")), "{said}");
    let said = check("http://127.0.0.1:1").stdout;
    assert!(said.contains("cannot connect (through the proxy `127.0.0.1:1` (from `HTTPS_PROXY`))"), "{said}");
    // Such a value never means a direct connection.
    check("ftp://somebody:w0rd@proxy")
        .check(3, &["unsupported proxy scheme in `HTTPS_PROXY`: `ftp`", "hint: set"]);
}
