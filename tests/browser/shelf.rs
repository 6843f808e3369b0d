//! Several courses stand on a shelf, in a preview and in the sandbox.

use crate::driver::browse;
use crate::hostile::open_imported;
use crate::testkit::{Course, Outcome, Server, coursedir};

#[test]
fn several_courses_stand_on_a_shelf() {
    let courses = Course::empty();
    courses.copy(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("example-course"), "bread");
    courses.write("knots/course.yaml", "title: Knots\ndescription: Tie them.\n");
    courses.write("knots/01-bends/01-reef.md", "# The reef knot\n\nRight over left.\n");
    let (bread, knots) = (courses.file("bread"), courses.file("knots"));
    let server = Server::preview_of(&["--port", "0", bread.to_str().unwrap(), knots.to_str().unwrap()]);
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.wait_for_text("Sourdough at home").await;
        let text = browser.main_text().await;
        assert!(text.contains("Knots") && text.contains("12 lessons") && text.contains("1 lesson"), "{text}");
        assert_eq!(browser.broken_images().await, [""; 0]);
        browser.assert_accessible("the shelf").await;
        browser.prefer_color_scheme("dark").await;
        browser.assert_accessible("the shelf, dark").await;
        browser.click_on("Knots").await;
        browser.wait_for_heading("Knots").await;
        browser.press("j").await;
        browser.wait_for_heading("The reef knot").await;
        // Live in every course of it, and the shelf is a click away.
        courses.write("knots/01-bends/01-reef.md", "# The reef knot\n\nLeft over right.\n");
        browser.wait_for_text("Left over right.").await;
        browser.click_on("Courses").await;
        browser.wait_until("the shelf is shown", "document.querySelectorAll('main li').length === 2").await;
        courses.edit("knots/course.yaml", "title: Knots", "title: Bends and hitches");
        browser.wait_for_text("Bends and hitches").await;
    });
}

#[test]
fn the_sandbox_shows_what_was_imported_with_the_same_pages() {
    let data = Course::empty();
    let server = Server::sandbox(data.path());
    let html = "<p>Plain words.</p><table><tr><th>A</th></tr><tr><td>1</td></tr></table>".to_owned();
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.assert_accessible("the sandbox without courses").await;
        open_imported(browser, &server, &[("First", html), ("Second", "<p>More.</p>".to_owned())]).await;
        browser.assert_accessible("a course in the sandbox").await;
        browser.press("j").await;
        browser.wait_for_heading("First").await;
        browser.wait_for_text("Plain words.").await;
        browser.assert_accessible("a lesson in the sandbox").await;
        let current: Vec<String> = browser
            .value("[...document.querySelectorAll('nav [aria-current=page]')].map(link => link.innerText)")
            .await;
        assert!(current.iter().any(|link| link.contains("First")), "{current:?}");
        browser.click_on("JSON").await;
        browser
            .wait_until(
                "the JSON is shown",
                "document.querySelector('main pre').textContent.includes('Plain words.')",
            )
            .await;
        // In the order in which it was sent, not in that of the alphabet.
        let json: String = browser.value("document.querySelector('main pre').textContent").await;
        let places: Vec<Option<usize>> =
            ["\"title\": \"First\"", "\"contentType\"", "\"description\": \"<p>Plain"]
                .iter()
                .map(|key| json.find(key))
                .collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in:\n{json}");
        browser.click_on("Second").await;
        browser.wait_for_heading("Second").await;
        // Search looks through what was imported.
        browser.press("/").await;
        browser.write("plain words").await;
        browser.wait_until("there is a result", "document.querySelector('[role=option]') !== null").await;
    });
}

#[test]
fn a_course_that_was_imported_plays_its_video_in_the_sandbox() {
    let course = Course::example();
    let data = Course::empty();
    let server = Server::sandbox(data.path());
    let home = tempfile::tempdir().unwrap();
    let mut import = coursedir(&["import", "--yes", course.path().to_str().unwrap()]);
    import.env("HOME", home.path()).env("HOOPAI_BASE_URL", server.at(""));
    import.env("HOOPAI_TOKEN", "any").env("HOOPAI_LOCATION_ID", "sandbox");
    Outcome::of(&mut import).check(0, &[]);
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click_on("Sourdough at home").await;
        browser.wait_for_heading("Sourdough at home").await;
        assert_eq!(browser.broken_images().await, [""; 0]);
        browser.click_on("Stretch and fold").await;
        browser.wait_for_heading("Stretch and fold").await;
        browser.play().await;
    });
}
