//! What the command says, and how it ends.

use super::*;

#[test]
fn others_may_read_only_what_was_made_public() {
    let course = Course::example();
    let path = course.path();
    let path = path.to_str().unwrap();
    let (code, stdout, stderr) = run(&["preview", path, "--host", "0.0.0.0", "--port", "0"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert_eq!(
        stderr,
        "error: `0.0.0.0` is reachable from other machines\nhint: add `--public` to let everybody read the course\n"
    );
    let (code, _, stderr) = run(&["preview", path, "--host", "no-such-name.invalid", "--port", "0"]);
    assert_eq!(code, 2, "{stderr}");
    let (code, _, stderr) = run(&["preview", "nowhere"]);
    assert_eq!(
        (code, stderr.as_str()),
        (2, "error: folder not found: `nowhere`\nhint: pass the folder of a course, such as `./my-course`\n")
    );
}

#[tokio::test]
async fn a_public_preview_answers_on_its_address() {
    let course = Course::example();
    let path = course.path();
    let preview = Preview::with(&[path.to_str().unwrap(), "--host", "0.0.0.0", "--public", "--port", "0"]);
    assert!(preview.text("/").await.contains("Sourdough"));
    let line = preview.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(line, "HTTP/1.1 421 Misdirected Request");
}

#[test]
fn a_port_that_is_taken_is_an_error_only_when_it_was_asked_for() {
    let course = Course::example();
    let path = course.path();
    let path = path.to_str().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, _, stderr) = run(&["preview", path, "--port", &port]);
    assert_eq!(code, 3, "{stderr}");
    assert!(stderr.contains(&port) && stderr.contains("--port 0"), "{stderr}");
    // Whoever has the usual port, these two do not have the same.
    let first = Preview::with(&[path]);
    let second = Preview::with(&[path]);
    assert_ne!(first.base(), second.base());
    assert!(second.said().contains("port 4321 is in use"), "{}", second.said());
}

#[cfg(target_os = "linux")]
#[test]
fn the_page_is_opened_in_the_authors_browser_when_asked_for() {
    use std::os::unix::fs::PermissionsExt as _;
    let course = Course::example();
    let path = course.path();
    let folder = tempfile::tempdir().unwrap();
    let (browser, opened) = (folder.path().join("browser"), folder.path().join("opened"));
    // Written beside and renamed, so that the file has its words when it is there.
    let script = format!("#!/bin/sh\necho \"$1\" > {0}.new && mv {0}.new {0}\n", opened.display());
    fs::write(&browser, script).unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = coursedir(&["preview", "--port", "0", "--open", path.to_str().unwrap()]);
    let preview = Preview::start(command.env("BROWSER", &browser).env("PATH", "/usr/bin:/bin"));
    let begun = Instant::now();
    while !opened.exists() {
        assert!(begun.elapsed() < Duration::from_mins(1), "nothing was opened");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(fs::read_to_string(opened).unwrap().trim(), format!("{}/", preview.base()));
}

#[cfg(unix)]
#[tokio::test]
async fn a_signal_ends_it_at_once_and_well_though_pages_are_open() {
    let course = Course::example();
    for signal in ["INT", "TERM", "HUP"] {
        let preview = Preview::of(course.path());
        let events = preview.events();
        assert!(preview.text("/").await.contains("Sourdough"));
        assert_eq!(preview.signal(signal), 0, "{signal}");
        assert!(events.ended());
    }
}

#[cfg(unix)]
#[test]
fn a_signal_ends_a_sandbox_well() {
    for signal in ["INT", "TERM", "HUP"] {
        let data = tempfile::tempdir().unwrap();
        assert_eq!(crate::testkit::Server::sandbox(data.path()).signal(signal), 0, "{signal}");
    }
}

#[test]
fn it_says_what_is_wrong_and_where_the_page_is() {
    let course = Course::of(&[("a.md", "# A\n\n![x](nope.png)\n")]);
    let preview = Preview::of(course.path());
    assert!(preview.said().contains("1 error"), "{}", preview.said());
    assert!(preview.said().contains("coursedir check"), "{}", preview.said());
}
