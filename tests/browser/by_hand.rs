//! A lesson of the sandbox is edited by hand, as a colleague would on the platform.

use crate::driver::browse;
use crate::hostile::open_imported;
use crate::testkit::{Course, Server};

#[test]
fn a_lesson_is_edited_in_the_sandbox() {
    let data = Course::empty();
    let server = Server::sandbox(data.path());
    let lessons = [("First", "<p>Plain words.</p>".to_owned()), ("Second", "<p>More.</p>".to_owned())];
    browse(async |browser| {
        open_imported(browser, &server, &lessons).await;
        browser.press("j").await;
        browser.wait_for_heading("First").await;
        browser.click_on("Edit").await;
        browser.wait_for_text("Edit a lesson").await;
        browser.assert_accessible("the form").await;
        browser.prefer_color_scheme("dark").await;
        browser.assert_accessible("the form, dark").await;
        let text: String = browser.value("document.querySelector('textarea').value").await;
        assert_eq!(text, "<p>Plain words.</p>");
        let fill = "[...Object.entries({ title: 'By hand', place: '2', text: '<p>Two</p>\\n<p>lines.</p>' })]\
                    .map(([name, value]) => document.querySelector(`[name=${name}]`).value = value).length";
        assert_eq!(browser.value::<u8>(fill).await, 3);
        browser.click("button[type=submit]").await;
        browser.wait_for_heading("By hand").await;
        browser.wait_for_text("lines.").await;
        assert!(browser.address().await.ends_with("/lessons/2"), "{}", browser.address().await);
        browser.click_on("Edit").await;
        browser.wait_for_text("Edit a lesson").await;
        let text: String = browser.value("document.querySelector('textarea').value").await;
        assert_eq!(text, "<p>Two</p>\n<p>lines.</p>", "saved and opened again, it is the same");
    });
}
