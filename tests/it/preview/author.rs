//! What only the author at this machine can do: open files, and write fixes.

use serde_json::{Value, json};

use super::*;

/// A lesson with a misspelt key, which has one right answer.
const LESSON: &str = "---\ntilte: Dogs\n---\nAbout dogs.\n";

fn course() -> Course {
    Course::of(&[("a.md", LESSON), ("b.md", "# B\n\nWords.\n")])
}

/// The value of an attribute that a page has once or more.
fn attribute(page: &str, name: &str) -> String {
    let value = page.split_once(&format!(" {name}=\"")).unwrap_or_else(|| panic!("no {name} in {page}")).1;
    value.split('"').next().unwrap().to_owned()
}

/// Asks for a fix as a page does, from another origin or this one.
async fn ask(preview: &Preview, origin: &str, body: Value) -> (u16, String) {
    let request = http::client().post(preview.at("/fix")).header("origin", origin);
    let request = request.header("content-type", "application/json").body(body.to_string());
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
async fn a_fix_is_shown_before_it_is_written_and_is_that_of_check() {
    let course = course();
    let preview = Preview::of(course.path());
    let page = preview.text("/lessons/a.html").await;
    let (secret, finding) = (attribute(&page, "data-cd-secret"), attribute(&page, "data-cd-fix"));
    let (status, shown) =
        ask(&preview, &preview.base(), json!({ "secret": secret, "finding": finding })).await;
    let shown: Value = serde_json::from_str(&shown).unwrap();
    let diff = shown["diff"].as_str().unwrap();
    assert_eq!((status, &shown["written"]), (200, &json!(false)));
    assert!(diff.contains("-tilte: Dogs\n+title: Dogs\n"), "{diff}");
    assert_eq!(course.read("a.md"), LESSON, "nothing is written yet");
    let wanted = json!({ "secret": secret, "finding": finding, "seen": diff });
    let mut events = preview.events();
    let (status, answer) = ask(&preview, &preview.base(), wanted.clone()).await;
    assert!(status == 200 && answer.contains("\"written\":true"), "{status} {answer}");
    let other = self::course();
    other.run(&["check", "--fix"]);
    assert_eq!(course.read("a.md"), other.read("a.md"), "`check --fix` writes the same");
    // Once it is shown, there is nothing left to fix.
    events.next();
    assert_eq!(ask(&preview, &preview.base(), wanted).await.0, 409);
}

#[tokio::test]
async fn nothing_is_written_for_others_or_for_what_was_not_seen() {
    let course = course();
    let preview = Preview::of(course.path());
    let page = preview.text("/lessons/a.html").await;
    let (secret, finding) = (attribute(&page, "data-cd-secret"), attribute(&page, "data-cd-fix"));
    let own = preview.base();
    let good = json!({ "secret": secret, "finding": finding });
    let shown: Value = serde_json::from_str(&ask(&preview, &own, good.clone()).await.1).unwrap();
    let agreed = json!({ "secret": secret, "finding": finding, "seen": shown["diff"] });
    for (origin, body, status) in [
        ("https://evil.example", agreed.clone(), 403),
        ("null", agreed.clone(), 403),
        (own.as_str(), json!({ "secret": "", "finding": finding, "seen": shown["diff"] }), 403),
        (own.as_str(), json!({ "secret": "f".repeat(64), "finding": finding, "seen": shown["diff"] }), 403),
        (own.as_str(), json!({ "secret": secret, "finding": finding, "seen": "another diff" }), 409),
        (own.as_str(), json!({ "secret": secret, "finding": "nothing", "seen": shown["diff"] }), 409),
        (own.as_str(), json!(["no request"]), 400),
    ] {
        assert_eq!(ask(&preview, origin, body.clone()).await.0, status, "{origin} {body}");
    }
    // A form of another page sends text, and a link sends nothing.
    let form = http::client().post(preview.at("/fix")).header("origin", &own).body(agreed.to_string());
    assert_eq!(form.send().await.unwrap().status(), 403);
    assert_eq!(http::client().post(preview.at("/fix")).send().await.unwrap().status(), 403);
    assert_eq!(course.read("a.md"), LESSON);
    // A file that another program changed meanwhile keeps what it holds.
    course.edit("a.md", "About dogs", "About cats");
    let (status, _) = ask(&preview, &own, agreed).await;
    assert!(matches!(status, 200 | 409), "{status}");
    assert!(course.read("a.md").contains("About cats"));
}

#[tokio::test]
async fn an_export_and_a_preview_for_others_open_and_write_nothing() {
    let course = course();
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("site");
    run(&["preview", course.path().to_str().unwrap(), "--export", site.to_str().unwrap()]);
    let page = fs::read_to_string(site.join("lessons/a.html")).unwrap();
    let public =
        Preview::with(&["--port", "0", "--host", "0.0.0.0", "--public", course.path().to_str().unwrap()]);
    for page in [page, public.text("/lessons/a.html").await] {
        assert!(
            !page.contains("vscode:") && !page.contains("data-cd-secret") && !page.contains("data-cd-fix="),
            "{page}"
        );
    }
    let body = json!({ "secret": "", "finding": "" });
    assert_eq!(ask(&public, &public.base(), body).await.0, 405);
}

#[tokio::test]
async fn a_finding_opens_in_the_editor_of_the_author() {
    let course = course();
    let path = course.path().to_str().unwrap();
    for (editor, scheme) in [("zed --wait", "zed://file/"), ("vim", "vscode://file/")] {
        let mut command = coursedir(&["preview", "--port", "0", path]);
        let preview = Preview::start(command.env_remove("VISUAL").env("EDITOR", editor));
        let page = preview.text("/lessons/a.html").await;
        assert!(
            page.contains(&format!("href=\"{scheme}")) && page.contains("/a.md:2:1\""),
            "{editor}: {page}"
        );
    }
}
