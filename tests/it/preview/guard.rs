//! Who may ask.

use super::*;

#[tokio::test]
async fn every_answer_is_closed_against_other_sites() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    for path in ["/", "/body.json", "/files/cover.jpg", "/assets/page.js", "/search/index.json", "/none"] {
        let response = preview.get(path).await;
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("referrer-policy"), "no-referrer", "{path}");
        assert!(header("content-security-policy").contains("default-src"), "{path}");
        assert!(!response.headers().contains_key("access-control-allow-origin"), "{path}");
    }
    let policy = preview.get("/").await.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    for part in ["object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'"] {
        assert!(policy.contains(part), "{part} in {policy}");
    }
}

#[tokio::test]
async fn other_names_sites_and_methods_are_turned_away() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    let own = preview.host().to_owned();
    let port = own.rsplit(':').next().unwrap();
    let ask = |method: &str, host: &str, more: &str| {
        preview.raw(&format!("{method} / HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n"))
    };
    let status = |line: String| line.split(' ').nth(1).unwrap().to_owned();
    assert_eq!(status(ask("GET", &own, "")), "200");
    assert_eq!(status(ask("GET", &format!("localhost:{port}"), "")), "200");
    assert_eq!(status(ask("GET", &format!("evil.example:{port}"), "")), "421");
    assert_eq!(status(ask("GET", "localhost:1", "")), "421");
    assert_eq!(status(ask("POST", &own, "")), "405");
    assert_eq!(status(ask("GET", &own, "Origin: https://evil.example\r\n")), "403");
    assert_eq!(status(ask("GET", &own, "Origin: http://localhost:1\r\n")), "403");
    assert_eq!(status(ask("GET", &own, &format!("Origin: {}\r\n", preview.base()))), "200");
    assert_eq!(status(ask("GET", &own, "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\n")), "403");
    assert_eq!(status(ask("GET", &own, "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n")), "200");
}
