//! What a reader of a course can do: copy code, open notes and pictures in place, fold, go on where they were.

use crate::driver::{Browser, browse};
use crate::testkit::{Course, Server};

const LESSON: &str = "/lessons/01-getting-started--05-all.html";

/// A lesson with one of everything.
fn course() -> Course {
    let course = Course::example();
    let filler = "Some words to scroll over, and some more of them.\n\n".repeat(20);
    course.write(
        "01-getting-started/05-all.md",
        format!(
            "# All of it\n\nA claim.[^1]\n\n## Code\n\n```js\nlet one = 1;\n```\n\n> [!WARNING]\n> Hot.\n\n{filler}\
             ## Picture\n\n![A loaf](../cover.jpg)\n\n{filler}## End\n\nDone.\n\n[^1]: It is so.\n"
        ),
    );
    course
}

async fn open(browser: &Browser, server: &Server) {
    browser.open(&server.at(LESSON)).await;
    browser.wait_for_heading("All of it").await;
}

#[test]
fn a_line_has_as_many_letters_as_are_good_to_read() {
    let course = Course::example();
    course.write(
        "01-getting-started/05-all.md",
        format!("# All of it\n\n{}\n", "some common words here ".repeat(80)),
    );
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.resize(1440, 900).await;
        open(browser, &server).await;
        let letters: f64 = browser
            .value(
                "(() => {
                    const text = document.querySelector('.cd-prose p');
                    const lines = text.getBoundingClientRect().height / parseFloat(getComputedStyle(text).lineHeight);
                    return text.textContent.length / lines;
                })()",
            )
            .await;
        assert!((60.0..=78.0).contains(&letters), "{letters} letters a line");
    });
}

#[test]
fn a_picture_opens_large_and_closes_to_where_it_was() {
    let course = course();
    let server = Server::preview(course.path());
    browse(async |browser| {
        open(browser, &server).await;
        let picture = "document.querySelector('.cd-prose img.is-large')";
        browser.wait_until("the picture can be enlarged", &format!("(document.querySelector('.cd-prose img').scrollIntoView({{ behavior: 'instant' }}), {picture} !== null)")).await;
        browser
            .wait_until(
                "it has the focus",
                &format!("({picture}.focus(), document.activeElement === {picture})"),
            )
            .await;
        browser.press("Enter").await;
        browser
            .wait_until("it is large", "document.querySelector('dialog[open] img')?.alt === 'A loaf'")
            .await;
        browser.assert_accessible("a large picture").await;
        browser.press("Escape").await;
        browser.wait_until("it is closed", "document.querySelector('dialog[open]') === null").await;
        browser.wait_until("it has the focus again", &format!("document.activeElement === {picture}")).await;
    });
}

#[test]
fn code_is_copied_and_headings_are_listed_beside_the_text() {
    let course = course();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.resize(1440, 900).await;
        open(browser, &server).await;
        browser.click(".cd-copy").await;
        browser.wait_for_text("Copied").await;
        let listed: Vec<String> =
            browser.value("[...document.querySelectorAll('.cd-toc a')].map(link => link.innerText)").await;
        assert_eq!(listed, ["Code", "Picture", "End"]);
        browser.click_on("Picture").await;
        browser
            .wait_until(
                "the section is marked",
                "document.querySelector('.cd-toc .is-here')?.innerText === 'Picture'",
            )
            .await;
        browser.assert_accessible("a lesson with one of everything").await;
    });
}

#[test]
fn the_outline_is_a_drawer_on_a_phone() {
    let course = course();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.resize(390, 844).await;
        open(browser, &server).await;
        browser.value::<Option<bool>>("(scrollTo({ top: 400, behavior: 'instant' }), true)").await;
        browser.wait_until("it is scrolled", "scrollY > 0").await;
        assert!(!browser.sees("nav[aria-label=Outline]").await, "the drawer is closed");
        browser.click(".cd-to-outline").await;
        browser
            .wait_until(
                "the drawer is open",
                "document.querySelector('nav[aria-label=Outline]:popover-open') !== null",
            )
            .await;
        let at: f64 = browser.value("scrollY").await;
        assert!(at > 0.0, "the page is still in its middle");
        browser.assert_accessible("the drawer").await;
        let small: Vec<String> = browser
            .value(
                "[...document.querySelectorAll('.cd-bar :is(a, button), .cd-outline :is(a, summary, button)')]
                    .filter(element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length)
                    .filter(element => element.getBoundingClientRect().height < 43.5)
                    .map(element => element.outerHTML.slice(0, 100))",
            )
            .await;
        assert!(small.is_empty(), "too small for a thumb: {small:#?}");
        browser.press("Escape").await;
        browser.wait_until("the drawer is closed", "document.querySelector(':popover-open') === null").await;
        browser.wait_until("the page is where it was", &format!("scrollY === {at}")).await;
    });
}

#[test]
fn what_was_read_and_folded_is_remembered() {
    let course = course();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click_on("Your own starter").await;
        browser.wait_for_heading("Your own starter").await;
        browser.wait_until("its end is in sight", "(document.querySelector('.cd-pager').scrollIntoView({ behavior: 'instant' }), document.querySelector('.cd-outline .is-read') !== null)").await;
        browser.open(&server.at("/")).await;
        browser.wait_for_text("1 of 13 read").await;
        browser.wait_for_text("Continue the course").await;
        browser.assert_accessible("a course that is read").await;
        browser.click(".cd-part-head").await;
        browser
            .wait_until("the category is folded", "!document.querySelector('.cd-part details').open")
            .await;
        browser.open(&server.at("/findings.html")).await;
        browser.open(&server.at("/")).await;
        browser.wait_until("it stays folded", "!document.querySelector('.cd-part details').open").await;
        // Its place in a link opens it.
        browser.open(&server.at("/#cd-m1")).await;
        browser.wait_until("it is open", "document.querySelector('.cd-part details').open").await;
    });
}

#[test]
fn a_course_can_be_seen_as_on_the_platform_and_on_a_phone() {
    let course = course();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        assert!(browser.text().await.contains("Keeping bread"), "the author sees drafts");
        browser.click("[data-cd-view-button]").await;
        browser
            .wait_until("the menu is open", "document.querySelector('#cd-view:popover-open') !== null")
            .await;
        browser.assert_accessible("the menu of views").await;
        browser.click("input[value=platform]").await;
        browser.wait_for_no_text("Keeping bread").await;
        browser.wait_for_text("12 lessons").await;
        browser.press("Escape").await;
        open(browser, &server).await;
        browser.wait_for_text("empty player").await;
        assert!(!browser.sees(".cd-copy").await && !browser.sees("nav[aria-label=Views]").await);
        browser.assert_accessible("a lesson as on the platform").await;
        browser.click("[data-cd-view-button]").await;
        browser.click("input[value=author]").await;
        browser.wait_for_no_text("empty player").await;
        browser.click("[data-cd-width='390']").await;
        browser.wait_until("the page is in a frame", "document.querySelector('dialog[open] iframe')?.contentDocument?.querySelector('h1')?.innerText === 'All of it'").await;
        let width: f64 =
            browser.value("document.querySelector('dialog[open] iframe').contentWindow.innerWidth").await;
        assert!((width - 390.0).abs() < 1.0, "{width}");
        browser.press("Escape").await;
        browser.wait_until("the frame is gone", "document.querySelector('iframe') === null").await;
    });
}

#[test]
fn a_fix_is_shown_and_written_from_the_page() {
    let course = course();
    course.write("01-getting-started/06-key.md", "---\ntilte: Keys\n---\nAbout keys.\n");
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/lessons/01-getting-started--06-key.html")).await;
        browser.click("[data-cd-fix]").await;
        browser.wait_for_text("+title: Keys").await;
        browser.assert_accessible("a fix").await;
        browser.click_on("Write the file").await;
        browser.wait_for_heading("Keys").await;
        assert_eq!(course.read("01-getting-started/06-key.md"), "---\ntitle: Keys\n---\nAbout keys.\n");
        browser.wait_until("the dialog is closed", "document.querySelector('dialog[open]') === null").await;
    });
}

#[test]
fn a_finding_is_marked_beside_the_text_that_it_is_about() {
    let course = course();
    course.write(
        "01-getting-started/06-link.md",
        "# Link\n\nOne.\n\nAn important sentence with [a link](nowhere.md) in it.\n\nTwo.\n",
    );
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/lessons/01-getting-started--06-link.html")).await;
        browser.wait_until("the sentence is marked", "document.querySelector('button.cd-pinned')?.parentElement.textContent.includes('important sentence')").await;
        browser.assert_accessible("a marked sentence").await;
        browser.click("button.cd-pinned").await;
        browser
            .wait_until(
                "the finding is open",
                "document.querySelector(':popover-open')?.innerText.includes('nowhere.md')",
            )
            .await;
        browser.assert_accessible("a finding beside the text").await;
    });
}
