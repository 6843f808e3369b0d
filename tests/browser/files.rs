//! The files of a course, opened by themselves: shown or saved, and never run.

use serde_json::Value;

use crate::driver::browse;
use crate::testkit::{Course, Server};

#[test]
fn a_page_or_drawing_among_the_files_cannot_act_as_one_of_the_previews_pages() {
    let course = Course::empty();
    course.write("course.yaml", "title: Files\n");
    course.write(
        "01-part/01-files.md",
        "# Files\n\n[A page](page.html), [a script](evil.js), [more](evil.xhtml).\n\n![A drawing](drawing.svg)\n",
    );
    let act = "document.title = 'pwned'; fetch('/body.json').then(answer => document.title = 'read ' + answer.status);";
    course.write(
        "01-part/page.html",
        format!("<!doctype html><title>A page</title><p>Its text.<script>{act}</script><script src=evil.js></script>"),
    );
    course.write("01-part/evil.js", act);
    course.write(
        "01-part/evil.xhtml",
        format!(
            "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>More</title></head><body><p>Its text.</p>\
             <script>{act}</script></body></html>"
        ),
    );
    course.write(
        "01-part/drawing.svg",
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' onload=\"{}\"><title>A drawing</title>\
             <rect width='9' height='9'/><script>{act}</script></svg>",
            act.replace('"', "'")
        ),
    );
    let server = Server::preview(course.path());
    browse(async |browser| {
        // That it did not run is what the browser reports here.
        browser.expect_in_console("Blocked script execution");
        browser.expect_in_console("violates the following Content Security Policy directive");
        browser.expect_in_console(
            "Refused to connect because it violates the document's Content Security Policy",
        );
        browser.expect_in_console("Failed to load resource: the server responded with a status of 403");
        browser.open(&server.at("/")).await;
        browser.press("j").await;
        browser.wait_for_heading("Files").await;
        assert_eq!(browser.broken_images().await, [""; 0], "the drawing is shown");
        let files: Vec<String> = browser
            .value("[...document.querySelectorAll('main a[href*=\"01-part/\"], main img')].map(file => file.href || file.src)")
            .await;
        assert!(files.iter().any(|file| file.contains("drawing.svg")), "{files:?}");
        for name in ["page.html", "evil.xhtml", "drawing.svg"] {
            let Some(file) = files.iter().find(|file| file.contains(name)) else { continue };
            browser.open(file).await;
            let title: String = browser.value("document.title").await;
            assert!(!title.contains("pwned") && !title.contains("read"), "{file} ran a script: {title}");
            // It is not even of the same origin.
            let learned: Value = browser
                .asynchronous(
                    "try { return (await fetch('/body.json')).status; } catch { return 'nothing'; }",
                )
                .await;
            assert_ne!(learned, 200, "{file} may read the course");
        }
    });
}

#[test]
fn nothing_but_the_courses_own_files_is_there() {
    let course = Course::example();
    course.write("01-getting-started/.secret.md", "# Secret\n");
    course.write("notes.txt", "Nobody links to this.");
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.expect_in_console("the server responded with a status of 4");
        browser.open(&server.at("/")).await;
        for path in [
            "/notes.txt",
            "/course.yaml",
            "/01-getting-started/.secret.md",
            "/01-getting-started/01-what-you-need.md",
            "/../../../../../../etc/passwd",
            "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
            "/..%2f..%2f..%2f..%2fetc%2fpasswd",
            "//etc/passwd",
            "/assets/../course.yaml",
        ] {
            let answer: String = browser
                .asynchronous(&format!(
                    "const answer = await fetch(location.origin + '{path}');
                    return `${{answer.status}} ${{await answer.text()}}`;"
                ))
                .await;
            assert!(answer.starts_with('4'), "{path}: {answer}");
            for words in ["root:", "Nobody links", "Secret", "instructor:"] {
                assert!(!answer.contains(words), "{path}: {answer}");
            }
        }
    });
}
