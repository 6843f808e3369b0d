//! Courses in other languages and other scripts.

use serde_json::Value;

use crate::driver::browse;
use crate::testkit::{Course, Server};

#[test]
fn a_course_from_right_to_left_is_laid_out_from_right_to_left() {
    let course = Course::empty();
    course.write("course.yaml", "title: الخبز في البيت\nlanguage: ar\ndescription: دورة قصيرة عن الخبز.\n");
    course.write("01-البداية/01-دقيق.md", "# الدقيق\n\nالدقيق والماء والملح.\n\n- واحد\n- اثنان\n");
    course.write("01-البداية/02-ماء.md", "# الماء\n\nالماء الفاتر.\n");
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.wait_for_heading("الخبز في البيت").await;
        browser.assert_accessible("the page of a course from right to left").await;
        browser.click_on("الدقيق").await;
        browser.wait_for_heading("الدقيق").await;
        let (language, direction): (String, String) = {
            let root: Value = browser
                .value("[document.documentElement.lang, getComputedStyle(document.querySelector('main')).direction]")
                .await;
            serde_json::from_value(root).unwrap()
        };
        assert_eq!((language.as_str(), direction.as_str()), ("ar", "rtl"));
        // The outline is on the right, the text begins there, and nothing sticks out.
        let beside: bool = browser
            .value(
                "document.querySelector('nav [aria-current=page]').getBoundingClientRect().left
                    > document.querySelector('main').getBoundingClientRect().left",
            )
            .await;
        assert!(beside, "the outline is not on the right");
        assert!(
            browser
                .value::<bool>(
                    "document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
                )
                .await
        );
        browser.resize(390, 844).await;
        assert!(
            browser
                .value::<bool>(
                    "document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
                )
                .await
        );
        browser.press("j").await;
        browser.wait_for_heading("الماء").await;
        // What is ours is English, and says so.
        let bar: String = browser.value("document.querySelector('header').closest('[lang]').lang").await;
        assert_eq!(bar, "en");
    });
}

#[test]
fn the_language_of_the_course_is_the_language_of_the_page() {
    let course = Course::example();
    let text = course.read("course.yaml");
    course.write("course.yaml", format!("language: de-CH\n{text}"));
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.wait_for_heading("Sourdough at home").await;
        assert_eq!(browser.value::<String>("document.documentElement.lang").await, "de-CH");
    });
}
