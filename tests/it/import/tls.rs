//! Real TLS, and a real proxy with a password in front of it.

use rustls::version::{TLS12, TLS13};

use super::raw::{Request, answer, json};
use super::*;
use crate::testkit::connect_proxy::ConnectProxy;
use crate::testkit::tls::{Authority, Certificate, TlsServer};

const UPLOADED: &str = r#"{"fileId":"f1","url":"https://files.example/f1.txt"}"#;
const STARTED: &str = r#"{"processingCourses":[{"id":"c1","title":"A small course"}]}"#;

fn platform(request: &Request) -> String {
    if request.reads_courses() {
        return answer("404 Not Found", "", "");
    }
    if request.is_import() { json("201 Created", STARTED) } else { json("200 OK", UPLOADED) }
}

/// A server with such a certificate, and an import of a course with one file to it.
fn server(authority: &Authority, certificate: Certificate) -> (TlsServer, Course) {
    (TlsServer::start(authority, certificate, &[&TLS12, &TLS13], platform), Course::with_files(1))
}

#[test]
fn an_authority_that_is_named_is_trusted() {
    let authority = Authority::named("one");
    let (server, course) = server(&authority, Certificate::GOOD);
    let program = Program::import_to(&course, &server.base_url()).env("SSL_CERT_FILE", authority.file());
    program.run().check(0, &["imported", "uploaded  1 file"]);
    let sent: Vec<_> = server.requests().iter().map(|it| format!("{} {}", it.method(), it.path())).collect();
    assert_eq!(sent, ["POST /medias/upload-file", "POST /courses/courses-exporter/public/import"]);
}

#[test]
fn a_server_that_speaks_tls_1_2_only_is_spoken_to() {
    let (authority, course) = (Authority::named("one"), Course::small());
    let server = TlsServer::start(&authority, Certificate::GOOD, &[&TLS12], platform);
    let program = Program::import_to(&course, &server.base_url()).env("SSL_CERT_FILE", authority.file());
    program.run().check(0, &["imported"]);
    assert_eq!(server.requests().len(), 1);
}

/// Imports to a server with this certificate, where the authority is known; nothing may arrive.
#[track_caller]
fn check(certificate: Certificate, words: &str) {
    let authority = Authority::named("one");
    let (server, course) = server(&authority, certificate);
    let program = Program::import_to(&course, &server.base_url()).env("SSL_CERT_FILE", authority.file());
    let told = ["the platform's certificate is not trusted", words, "hint: check the clock"];
    program.run().check(3, &told);
    assert!(server.requests().is_empty());
    assert!(!course.lock().unwrap_or_default().contains("\nimport "));
}

#[test]
fn a_certificate_that_is_not_the_platforms_is_named_and_nothing_is_sent() {
    let other = Certificate { name: "elsewhere.example", ..Certificate::GOOD };
    check(other, "caused by: the certificate is not for `localhost`, but for `elsewhere.example`");
    let expired = Certificate { years: (2019, 2021), ..Certificate::GOOD };
    check(expired, "caused by: the certificate expired on Fri, 31 Dec 2021 00:00:00 GMT");
    let early = Certificate { years: (3998, 3999), ..Certificate::GOOD };
    check(early, "caused by: the certificate is valid only from Thu, 01 Jan 3998 00:00:00 GMT");
}

#[test]
fn an_authority_that_nobody_named_is_unknown() {
    let (authority, other) = (Authority::named("one"), Authority::named("another"));
    let (server, course) = server(&authority, Certificate::GOOD);
    let told =
        ["certificate is not trusted", "caused by: the certificate's issuer is unknown to this machine"];
    Program::import_to(&course, &server.base_url()).run().check(3, &told);
    let program = Program::import_to(&course, &server.base_url());
    program.env("SSL_CERT_FILE", other.file()).run().check(3, &told);
    assert!(server.requests().is_empty());
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn a_file_of_authorities_that_cannot_be_used_is_an_error() {
    let course = Course::small();
    let empty = course.file("course.yaml");
    for (file, words) in [
        (
            "/nonexistent/authority.pem",
            "cannot read the certificates of `SSL_CERT_FILE`: `/nonexistent/authority.pem`",
        ),
        (empty.to_str().unwrap(), "no certificate in the file of `SSL_CERT_FILE`"),
    ] {
        let program = Program::import_to(&course, "https://platform.invalid").env("SSL_CERT_FILE", file);
        program
            .run()
            .check(3, &[words, "hint: set `SSL_CERT_FILE` to a file of PEM certificates, or unset it"]);
    }
}

const PASSWORD: &str = "pr0xy-w0rd-of-the-test";

/// An import through a proxy that wants `somebody` and [`PASSWORD`], with these credentials.
fn through_proxy(password: &str) -> (Outcome, ConnectProxy, TlsServer, Course) {
    let authority = Authority::named("one");
    let certificate = Certificate { name: "platform.invalid", ..Certificate::GOOD };
    let (server, course) = server(&authority, certificate);
    let proxy = ConnectProxy::start(&format!("somebody:{PASSWORD}"), server.port());
    let program = Program::import_to(&course, "https://platform.invalid")
        .env("SSL_CERT_FILE", authority.file())
        .env("HTTPS_PROXY", format!("http://somebody:{password}@{}", proxy.host()));
    let outcome = program.arg("-v").run();
    let shown = format!("{}{}", outcome.stdout, outcome.stderr);
    assert!(!shown.contains(password), "{shown}");
    (outcome, proxy, server, course)
}

#[test]
fn a_proxy_with_the_right_password_lets_the_import_through() {
    let (outcome, proxy, server, _course) = through_proxy(PASSWORD);
    outcome.check(0, &["imported", &format!("through the proxy `{}` (from `HTTPS_PROXY`)", proxy.host())]);
    assert_eq!(server.requests().len(), 2);
    assert!(
        proxy.asked().iter().all(|line| line == "CONNECT platform.invalid:443 HTTP/1.1"),
        "{:?}",
        proxy.asked()
    );
}

#[test]
fn a_proxy_with_the_wrong_password_ends_the_import_at_once() {
    let (outcome, proxy, server, course) = through_proxy("an0ther-w0rd");
    let told =
        format!("the proxy `{}` (from `HTTPS_PROXY`) requires a user and a password (407)", proxy.host());
    outcome.check(3, &[&told, "http://USER:PASSWORD@HOST:PORT"]);
    assert_eq!((proxy.asked().len(), server.requests().len()), (1, 0));
    assert!(!course.lock().unwrap_or_default().contains("\nimport "));
}
