//! A mistake is shown where it is, beside what was right before it.

use crate::driver::browse;
use crate::testkit::{Course, Server};

const LESSON: &str = "01-getting-started/02-your-starter/README.md";

#[test]
fn a_broken_lesson_shows_its_finding_and_the_last_good_version_until_it_is_mended() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click_on("Your own starter").await;
        browser.wait_for_heading("Your own starter").await;
        let good = course.read(LESSON);
        course.edit(LESSON, "(starter-day-by-day.png)", "(starter-by-day.png)");
        browser.wait_for_text("missing-image").await;
        let text = browser.main_text().await;
        // The line, and what stands there.
        for words in ["starter-by-day.png", ":8:"] {
            assert!(text.contains(words), "no `{words}` in:\n{text}");
        }
        // What was good is still there, and said to be old.
        assert!(text.contains("A starter is flour and water"), "{text}");
        assert!(text.to_lowercase().contains("last valid"), "{text}");
        assert_eq!(browser.broken_images().await, [""; 0], "the last valid version shows its image");
        browser.assert_accessible("a lesson with a finding").await;
        course.write(LESSON, good);
        browser.wait_for_no_text("missing-image").await;
        let text = browser.main_text().await;
        assert!(!text.to_lowercase().contains("last valid"), "{text}");
    });
}

#[test]
fn the_panel_lists_the_findings_of_the_whole_course_and_leads_to_their_lessons() {
    let course = Course::example();
    course.edit(LESSON, "(starter-day-by-day.png)", "(starter-by-day.png)");
    course.rename("images/baking-day.svg", "images/Baking-day.svg");
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.wait_for_text("2 errors").await;
        browser.click_on("2 errors").await;
        browser.wait_for_text("starter-by-day.png").await;
        let text = browser.main_text().await;
        for words in ["missing-image", "02-baking-day/index.md", LESSON, "Baking-day.svg"] {
            assert!(text.contains(words), "no `{words}` in:\n{text}");
        }
        // One goes away while we look.
        course.rename("images/Baking-day.svg", "images/baking-day.svg");
        browser.wait_for_no_text("Baking-day.svg").await;
        browser.wait_for_text("1 error").await;
        // The lesson is a click away.
        browser.click_on("Your own starter").await;
        browser.wait_for_heading("Your own starter").await;
        browser.wait_for_text("missing-image").await;
    });
}

#[test]
fn a_course_file_that_cannot_be_read_does_not_take_the_page_down() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.wait_for_heading("Sourdough at home").await;
        let good = course.read("course.yaml");
        course.write("course.yaml", "title: [\n");
        browser.wait_for_text("1 error").await;
        assert!(browser.text().await.contains("What you need"), "{}", browser.text().await);
        course.write("course.yaml", good);
        browser.wait_for_no_text("1 error").await;
        browser.wait_for_heading("Sourdough at home").await;
    });
}

#[test]
fn a_course_that_is_broken_from_the_start_is_shown_as_far_as_it_goes() {
    let course = Course::empty();
    let broken =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/courses/everything-broken/course");
    course.copy(&broken, "");
    let server = Server::preview(course.path());
    browse(async |browser| {
        // One of its lessons has its video elsewhere, and nothing is elsewhere.
        browser.expect_in_console(
            "https://example.com/clip.mp4 - Failed to load resource: net::ERR_NAME_NOT_RESOLVED",
        );
        browser.open(&server.at("/")).await;
        browser.wait_for_text("errors").await;
        browser.click_on("errors").await;
        browser.wait_for_text("missing-image").await;
        // Every lesson can be opened, whatever is wrong with it.
        browser.open(&server.at("/")).await;
        let lessons: Vec<String> = browser
            .value("[...document.querySelectorAll('main a[href*=\"lessons/\"]')].map(link => link.href)")
            .await;
        assert!(lessons.len() > 10, "{lessons:?}");
        for lesson in lessons {
            browser.open(&lesson).await;
            assert_eq!(browser.count("h1").await, 1, "{lesson}");
        }
    });
}
