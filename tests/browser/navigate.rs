//! From the course's page through every lesson, with the pointer.

use crate::driver::{Browser, browse};
use crate::testkit::{Course, Server};

/// The lessons of the example course, in order.
pub const LESSONS: [&str; 12] = [
    "What you need",
    "Your own starter",
    "Is it ready? The float test",
    "Check yourself",
    "Baking day",
    "Mix the dough",
    "Stretch and fold",
    "While it rests",
    "Shape the loaf",
    "Score and bake",
    "Your first loaf",
    "Keeping bread",
];

#[test]
fn the_course_page_shows_what_the_course_is() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.wait_for_heading("Sourdough at home").await;
        let text = browser.main_text().await;
        for words in ["Bake a good loaf in your own oven", "Mara Lind", "Home baker for twenty years"] {
            assert!(text.contains(words), "no `{words}` in:\n{text}");
        }
        for words in ["Getting started", "Shape and bake"].iter().chain(&LESSONS) {
            assert!(text.contains(words), "no `{words}` in:\n{text}");
        }
        // How many lessons the parts have: four, and eight with those of the sub-category.
        assert!(text.contains("4 lessons") && text.contains("8 lessons"), "{text}");
        let lower = text.to_lowercase();
        for words in ["draft", "quiz", "assignment"] {
            assert!(lower.contains(words), "no `{words}` in:\n{text}");
        }
        assert_eq!(browser.broken_images().await, [""; 0]);
        assert!(browser.sees("main img").await, "the course's image is shown");
        assert_eq!(browser.value::<String>("document.title").await, "Sourdough at home");
    });
}

#[test]
fn every_lesson_is_reached_with_next_and_left_with_previous() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click_on(LESSONS[0]).await;
        for (at, lesson) in LESSONS.into_iter().enumerate() {
            browser.wait_for_heading(lesson).await;
            assert_eq!((browser.count("main").await, browser.count("h1").await), (1, 1), "{lesson}");
            // The outline says where we are, once.
            let current: Vec<String> = browser
                .value("[...document.querySelectorAll('nav [aria-current=page]')].map(link => link.textContent.trim())")
                .await;
            assert!(current.iter().any(|link| link.contains(lesson)), "{lesson} is not marked: {current:?}");
            // So does the path above the title.
            let part = if at < 4 { "Getting started" } else { "Baking day" };
            let crumbs: Vec<String> =
                browser.value("[...document.querySelectorAll('nav')].map(nav => nav.innerText)").await;
            assert!(
                crumbs.iter().any(|crumb| crumb.contains("Sourdough at home") && crumb.contains(part)),
                "{lesson}: {crumbs:?}"
            );
            assert_eq!(browser.broken_images().await, [""; 0], "{lesson}");
            assert!(browser.address().await.contains(".html"), "{}", browser.address().await);
            if at + 1 < LESSONS.len() {
                browser.click("main a[rel=next], nav a[rel=next]").await;
            }
        }
        assert_eq!(browser.count("a[rel=next]").await, 0, "the last lesson has none after it");
        for lesson in LESSONS.into_iter().rev().skip(1) {
            browser.click("a[rel=prev]").await;
            browser.wait_for_heading(lesson).await;
        }
    });
}

#[test]
fn headings_never_skip_a_level() {
    let course = Course::example();
    course.write(
        "01-getting-started/05-sections.md",
        "---\ntitle: Sections\n---\n\n# One\n\nText.\n\n## Two\n\nText.\n\n# Three\n\nText.\n",
    );
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        assert_headings_in_order(browser, "the course").await;
        // In the last of them an author has headings of the title's own level in the text.
        for lesson in ["What you need", "Score and bake", "Sections"] {
            browser.open(&server.at("/")).await;
            browser.click_on(lesson).await;
            browser.wait_for_heading(lesson).await;
            assert_headings_in_order(browser, lesson).await;
        }
        browser.open(&server.at("/findings.html")).await;
        assert_headings_in_order(browser, "the findings").await;
    });
}

/// Fails if a page has not one heading of the first level, at its start, or leaves out a level below.
async fn assert_headings_in_order(browser: &Browser, page: &str) {
    let levels: Vec<u32> = browser
        .value(
            "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(heading => heading.checkVisibility())
                .map(heading => Number(heading.getAttribute('aria-level') || heading.localName[1]))",
        )
        .await;
    assert_eq!(levels.first(), Some(&1), "{page}: {levels:?}");
    assert!(levels.iter().skip(1).all(|&level| level > 1), "{page}: {levels:?}");
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{page}: {levels:?}");
}

#[test]
fn materials_are_named_with_type_and_size_and_can_be_fetched() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click_on("Your own starter").await;
        browser.wait_for_heading("Your own starter").await;
        let text = browser.main_text().await;
        assert!(text.to_lowercase().contains("feeding") && text.contains("PDF"), "{text}");
        assert!(text.contains("2.5 kB"), "the size of the file is not said:\n{text}");
        assert_fetched(browser, "feeding-log.pdf", "application/pdf").await;
        browser.open(&server.at("/")).await;
        browser.click_on("Mix the dough").await;
        browser.wait_for_heading("Mix the dough").await;
        assert_fetched(browser, "bakers-percentages.xlsx", "spreadsheet").await;
    });
}

/// Fetches the file of this name that the page links to.
async fn assert_fetched(browser: &Browser, name: &str, kind: &str) {
    let answer: String = browser
        .asynchronous(&format!(
            "const links = [...document.querySelectorAll('main a[href]')].filter(link => link.href.includes('{name}'));
            if (links.length === 0) return 'no link';
            const answer = await fetch(links[0].href);
            return `${{answer.status}} ${{answer.headers.get('content-type')}}`;"
        ))
        .await;
    assert!(answer.starts_with("200 ") && answer.contains(kind), "{name}: {answer}");
}

#[test]
fn a_page_that_is_not_there_says_so_and_leads_back() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.expect_in_console(
            "nowhere.html - Failed to load resource: the server responded with a status of 404",
        );
        browser.open(&server.at("/nowhere.html")).await;
        browser
            .wait_until("there is a way back", "document.querySelectorAll('main a[href]').length > 0")
            .await;
        browser.click("main a[href]").await;
        browser.wait_for_heading("Sourdough at home").await;
    });
}

#[test]
fn links_inside_a_lesson_lead_to_their_place() {
    let course = Course::example();
    let filler = "Some words to scroll over.\n\n".repeat(60);
    course.write(
        "01-getting-started/05-long.md",
        format!(
            "# Long\n\nGo [down](#the-end-of-it), or see the note.[^1]\n\n{filler}## The end of it\n\nHere.\n\n{filler}[^1]: It is short.\n"
        ),
    );
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/lessons/01-getting-started--05-long.html")).await;
        let in_sight = "(() => {
            const at = document.querySelector(':target');
            if (!at) return false;
            const { top, bottom } = at.getBoundingClientRect();
            const bar = document.querySelector('header').getBoundingClientRect().bottom;
            return top >= Math.max(bar, 0) - 1 && bottom <= innerHeight ? at.innerText : false;
        })()";
        browser.click_on("down").await;
        browser.wait_until("the heading is in sight", &format!("{in_sight} === 'The end of it'")).await;
        // A note opens in its place, and the page stays where it was.
        let show = "(document.querySelector('main sup a').scrollIntoView({ block: 'center', behavior: 'instant' }), true)";
        browser.wait_until("the reference is in sight", show).await;
        browser.click("main sup a[href]").await;
        browser
            .wait_until(
                "the note is open",
                "document.querySelector(':popover-open')?.innerText.includes('It is short.')",
            )
            .await;
        browser.press("Escape").await;
        browser.wait_until("the note is closed", "document.querySelector(':popover-open') === null").await;
    });
}
