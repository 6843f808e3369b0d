//! The pages for a reader who has turned scripts off: everything but reload and search.

use crate::driver::{Scripts, browse_with};
use crate::navigate::LESSONS;
use crate::testkit::{Course, Server};

#[test]
fn every_lesson_is_shown_and_reached_without_scripts() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse_with(Scripts::Off, async |browser| {
        browser.open(&server.at("/")).await;
        assert_eq!(browser.heading().await, "Sourdough at home");
        // What would need a script is not offered.
        assert!(!browser.sees("input[type=search]").await, "there is a search box that does nothing");
        assert!(!browser.sees("button").await, "there is a button that does nothing");
        browser.click_on(LESSONS[0]).await;
        for (at, lesson) in LESSONS.into_iter().enumerate() {
            browser.wait_for_heading(lesson).await;
            assert!(browser.sees("nav [aria-current=page]").await, "{lesson}: the outline is not there");
            assert!(browser.main_text().await.len() > lesson.len() + 100, "{lesson}");
            if at + 1 < LESSONS.len() {
                browser.click("a[rel=next]").await;
            }
        }
    });
}

#[test]
fn an_edit_is_there_after_a_reload_by_hand() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse_with(Scripts::Off, async |browser| {
        browser.open(&server.at("/")).await;
        browser.click_on("What you need").await;
        course.edit("01-getting-started/01-what-you-need.md", "A loaf asks for four", "A loaf asks for five");
        browser
            .wait_for("a reload shows the edit", async || {
                browser.driver.refresh().await.unwrap();
                browser.main_text().await.contains("A loaf asks for five")
            })
            .await;
    });
}
