//! No secret is seen: not in what is said, however much of it, and not in the list of processes.

use std::fs;

use super::*;

#[test]
fn verbose_shows_requests_and_where_settings_came_from_with_secrets_masked() {
    let platform = Platform::start();
    let (person, course) = (Person::logged_in(&platform), Course::with_files(1));
    let usual = || person.imports(&course).without("RUST_LOG").without("COURSEDIR_VERBOSE");
    let outcome = usual().args(["-v", "--again"]).run().check(
        0,
        &[
            "token from the login `default`",
            "base URL http://127.0.0.1:",
            "location sandbox from the login `default`",
            "answered call=\"POST /medias/upload-file\" status=200 trace_id=\"",
            "answered call=\"POST /courses/courses-exporter/public/import\" status=201",
            " after=",
        ],
    );
    assert!(!outcome.stderr.contains("hyper"), "only our own events: {}", outcome.stderr);
    // Without the flag it says nothing of it, whatever `RUST_LOG` says; and quiet beats verbose.
    let outcome = usual().arg("--again").env("RUST_LOG", "trace").run().check(0, &[]);
    assert!(!outcome.stderr.contains("answered call"), "{}", outcome.stderr);
    let outcome = usual().args(["-v", "-q", "--again"]).run().check(0, &[]);
    assert_eq!(outcome.stderr, "");
}

#[test]
fn even_the_events_of_the_libraries_below_show_no_secret() {
    let platform = Platform::start();
    let (person, course) = (Person::logged_in(&platform), Course::with_files(1));
    person.pretend_tokens_last(1);
    // `Outcome` is searched for all of them.
    let outcome = person.imports(&course).run().check(0, &["answered call=\"POST /oauth/token\" status=200"]);
    assert!(outcome.stderr.contains("TRACE hyper"), "they are there: {}", outcome.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn the_list_of_processes_shows_no_secret() {
    let (platform, person) = (Platform::start(), Person::new());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("app.toml");
    fs::write(&file, format!("client_id = \"{CLIENT_ID}\"\nclient_secret = \"{CLIENT_SECRET}\"\n")).unwrap();
    let program = person.oauth(&platform).without("HOOPAI_CLIENT_ID").without("HOOPAI_CLIENT_SECRET");
    let process = program.arg("--client-file").arg(&file).start();
    let back = browser::decide(&process.address(), Decision::SANDBOX);
    let seen = |id: u32| {
        let read = |name: &str| fs::read(format!("/proc/{id}/{name}")).unwrap_or_default();
        String::from_utf8_lossy(&[read("cmdline"), read("environ")].concat()).into_owned()
    };
    let own = seen(process.child.id());
    assert!(own.contains("--oauth") && own.contains("HOOPAI_BASE_URL"), "{own}");
    for secret in [CLIENT_SECRET, PIT] {
        assert!(!own.contains(secret), "{own}");
    }
    browser::get(&back);
    process.end().check(0, &["logged in"]);
}

#[test]
fn a_server_that_repeats_what_it_was_sent_shows_no_secret() {
    // It answers everything with the whole request, as a proxy with a debug page does.
    let server = raw::Raw::start(|request| {
        let (head, sent) = (&request.head, &request.body);
        let sent = sent.get(..400).unwrap_or(sent);
        let body = serde_json::json!({ "message": format!("{sent} {head}"), "traceId": head }).to_string();
        raw::json("400 Bad Request", &body)
    });
    let platform = Platform::start();
    let (person, course) = (Person::logged_in(&platform), Course::with_files(1));
    let base = server.base_url();
    person.edit(|text| text.replace(&platform.base_url(), &base));
    person.imports(&course).run().check(3, &["400"]);
    person.pretend_tokens_last(1);
    // The call that sends most secrets of all.
    person.imports(&course).run().check(3, &["400", "client_secret=[secret]", "refresh_token=[secret]"]);
    person.runs(&["doctor"]).arg(course.path()).run().check(3, &[]);
}

#[test]
fn neither_lock_nor_report_holds_a_secret() {
    let platform = Platform::start();
    let (person, course) = (Person::logged_in(&platform), Course::with_files(1));
    // The course's folder is searched, too.
    let outcome = person.imports(&course).args(["--format", "json"]).run().check(0, &[]);
    assert!(outcome.stdout.contains("\"imported\"") && course.lock().is_some());
}
