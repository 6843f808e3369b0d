//! A course of ten thousand lessons opens like any other.

use serde_json::Value;

use crate::driver::browse;
use crate::testkit::{Course, Server};

#[path = "../../benches/support/generate.rs"]
mod generate;

#[test]
fn ten_thousand_lessons_are_turned_and_searched() {
    let course = Course::empty();
    generate::course(course.path(), 10_000).unwrap();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.wait_for_heading("A generated course").await;
        assert!(browser.main_text().await.contains("10000 lessons"), "the count is not said");
        // In the middle of it.
        let lessons: Value =
            browser.value("document.querySelectorAll('main a[href*=\"lessons/\"]').length").await;
        assert!(lessons.as_u64().unwrap() >= 1, "{lessons}");
        browser.press("j").await;
        browser.wait_until("a lesson is shown", "location.pathname.includes('lessons/')").await;
        let first = browser.heading().await;
        let (bytes, elements): (usize, usize) = {
            let size: Value = browser
                .asynchronous(
                    "const page = await (await fetch(location.href)).text();
                    return [page.length, document.querySelectorAll('*').length];",
                )
                .await;
            serde_json::from_value(size).unwrap()
        };
        assert!(
            bytes < 300_000 && elements < 4_000,
            "a lesson's page has {bytes} bytes and {elements} elements"
        );
        browser.press("j").await;
        browser
            .wait_until(
                "the next one is shown",
                &format!("!document.querySelector('h1').innerText.includes({})", serde_json::json!(first)),
            )
            .await;
        // The last one is found by its title.
        let last: String = browser.asynchronous(LAST_TITLE).await;
        browser.press("/").await;
        browser.write(&last).await;
        let found = format!(
            "[...document.querySelectorAll('[role=option]')].some(option => option.innerText.includes({}))",
            serde_json::json!(last)
        );
        browser.wait_until("the last lesson is found", &found).await;
        let results: usize = browser.count("[role=option]").await;
        assert!(results < 200, "{results} results are drawn");
    });
}

/// The title of the last lesson, from the course's own JSON.
const LAST_TITLE: &str = "
    const text = await (await fetch('/body.json')).text();
    const categories = JSON.parse(text).products[0].categories;
    const last = categories[categories.length - 1];
    const posts = [...last.posts, ...(last.subCategories || []).flatMap(sub => sub.posts)];
    return posts[posts.length - 1].title;";
