//! Searching titles and text.

use crate::driver::browse;
use crate::testkit::{Course, Server};

#[test]
fn a_lesson_is_found_by_its_title_and_by_its_text() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click("input[type=search]").await;
        browser.write("stretch").await;
        browser.wait_until("there is a result", &found("Stretch and fold")).await;
        browser.click_on("Stretch and fold").await;
        browser.wait_for_heading("Stretch and fold").await;
        // Words of the text, from another page, in another case.
        browser.click("input[type=search]").await;
        browser.write("RUBBER BAND").await;
        browser.wait_until("what is in the text is found", &found("Is it ready? The float test")).await;
        browser.press("ArrowDown").await;
        browser.press("Enter").await;
        browser.wait_until("a result is opened", "location.pathname.includes('lessons/')").await;
        browser.wait_for_text("rubber band").await;
    });
}

#[test]
fn what_is_nowhere_is_said_to_be_nowhere() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click("input[type=search]").await;
        browser.write("<img src=x onerror=alert(1)>").await;
        browser
            .wait_until("it says so", "/no (lesson|result|match)|nothing/i.test(document.body.innerText)")
            .await;
        assert_eq!(browser.count("img[src=x]").await, 0);
    });
}

#[test]
fn what_is_saved_is_found_without_a_reload() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click("input[type=search]").await;
        browser.write("stretch").await;
        browser.wait_until("there is a result", &found("Stretch and fold")).await;
        browser.press("Escape").await;
        course.write("01-getting-started/05-flour.md", "# All about flour\n\nSpelt is a grain.\n");
        browser.wait_for_text("All about flour").await;
        browser.click("input[type=search]").await;
        browser.value::<serde_json::Value>("document.activeElement.select()").await;
        browser.write("spelt").await;
        browser.wait_until("the new lesson is found", &found("All about flour")).await;
    });
}

/// Whether the list of results, which can be seen, has this lesson.
fn found(lesson: &str) -> String {
    format!(
        "[...document.querySelectorAll('[role=listbox], [role=search]')]
            .some(list => list.checkVisibility() && list.innerText.includes({}))",
        serde_json::json!(lesson)
    )
}
