//! Everything without a pointer.

use thirtyfour::Key;

use crate::driver::browse;
use crate::testkit::{Course, Server};

#[test]
fn lessons_are_turned_like_pages() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.press("j").await;
        browser.wait_for_heading("What you need").await;
        browser.press("j").await;
        browser.wait_for_heading("Your own starter").await;
        browser.press("k").await;
        browser.wait_for_heading("What you need").await;
        browser.press("ArrowRight").await;
        browser.wait_for_heading("Your own starter").await;
        browser.press("ArrowLeft").await;
        browser.wait_for_heading("What you need").await;
    });
}

#[test]
fn the_search_box_keeps_its_keys() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.press("j").await;
        browser.wait_for_heading("What you need").await;
        browser.press("/").await;
        browser.wait_until("the search box has the focus", "document.activeElement.type === 'search'").await;
        // The key that opened it is not in it, and these turn no page.
        browser.write("jk/j").await;
        browser.press("ArrowLeft").await;
        browser.press("x").await;
        assert_eq!(browser.value::<String>("document.activeElement.value").await, "jk/xj");
        assert_eq!(browser.heading().await, "What you need");
        browser.press("Escape").await;
        browser.press("Escape").await;
        browser.wait_until("it is left", "document.activeElement.type !== 'search'").await;
        browser.press("j").await;
        browser.wait_for_heading("Your own starter").await;
    });
}

#[test]
fn a_result_is_chosen_with_the_arrows_and_opened_with_enter() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.press("/").await;
        browser.write("float test").await;
        let results = "[...document.querySelectorAll('[role=option]')].filter(option => option.checkVisibility()).length";
        browser.wait_until("there are results", &format!("{results} > 0")).await;
        browser.press("ArrowDown").await;
        let selected = "[...document.querySelectorAll('[role=option][aria-selected=true]')].length === 1";
        browser.wait_until("one of them is selected", selected).await;
        let title: String = browser.value("document.querySelector('[aria-selected=true]').innerText").await;
        browser.press("Enter").await;
        browser.wait_until("it is opened", "location.pathname.includes('lessons/')").await;
        let heading = browser.heading().await;
        assert!(title.contains(&heading), "{heading} was opened, and selected was: {title}");
    });
}

#[test]
fn keys_with_other_keys_are_the_browsers() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.press("j").await;
        browser.wait_for_heading("What you need").await;
        browser
            .driver
            .action_chain()
            .key_down(Key::Control)
            .send_keys("j")
            .key_up(Key::Control)
            .perform()
            .await
            .unwrap();
        browser
            .driver
            .action_chain()
            .key_down(Key::Alt)
            .send_keys("k")
            .key_up(Key::Alt)
            .perform()
            .await
            .unwrap();
        // Whatever these would have done would have been done before this one.
        browser.press("j").await;
        browser.wait_for_heading("Your own starter").await;
    });
}

#[test]
fn what_has_the_focus_can_be_seen_and_the_first_leads_to_the_content() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.press("Tab").await;
        assert_eq!(browser.focus().await, "a Skip to content");
        assert!(browser.sees("a:focus").await, "the link to the content is hidden, though it has the focus");
        let mut seen = Vec::new();
        for _ in 0..15 {
            let shown: String = browser
                .value(
                    "(() => {
                        const element = document.activeElement;
                        const style = getComputedStyle(element);
                        const outer = getComputedStyle(element.parentElement);
                        const outlined = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
                        const ring = outlined(style) || outlined(outer) || style.boxShadow !== 'none' || outer.boxShadow !== 'none';
                        return ring ? '' : element.outerHTML.slice(0, 200);
                    })()",
                )
                .await;
            assert_eq!(shown, "", "the focus cannot be seen");
            seen.push(browser.focus().await);
            browser.press("Tab").await;
        }
        assert!(seen.iter().any(|element| element.contains("What you need")), "{seen:?}");
    });
}
