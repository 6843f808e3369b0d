//! Light and dark, narrow and wide, on paper and without motion.

use serde_json::json;

use crate::driver::{Browser, browse};
use crate::testkit::{Course, Server};

/// How light the page and its text are, from 0 to 1.
async fn lightness(browser: &Browser) -> (f64, f64) {
    browser
        .value(
            "(() => {
                const light = color => {
                    const [red, green, blue] = color.match(/[\\d.]+/g).map(Number);
                    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
                };
                const solid = element => {
                    const color = getComputedStyle(element).backgroundColor;
                    return /, 0\\)$|transparent/.test(color) && element.parentElement ? solid(element.parentElement) : color;
                };
                const main = document.querySelector('main');
                return [light(solid(main)), light(getComputedStyle(main).color)];
            })()",
        )
        .await
}

async fn assert_dark(browser: &Browser) {
    let (page, text) = lightness(browser).await;
    assert!(page < 0.25 && text > 0.6, "page {page}, text {text}");
}

async fn assert_light(browser: &Browser) {
    let (page, text) = lightness(browser).await;
    assert!(page > 0.85 && text < 0.4, "page {page}, text {text}");
}

#[test]
fn the_page_is_as_dark_as_the_reader_likes_it() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.prefer_color_scheme("light").await;
        browser.open(&server.at("/")).await;
        assert_light(browser).await;
        browser.prefer_color_scheme("dark").await;
        assert_dark(browser).await;
        // The reader's own choice goes before that of the system, on every page.
        browser.click_on("Toggle dark mode").await;
        assert_light(browser).await;
        browser.press("j").await;
        browser.wait_for_heading("What you need").await;
        assert_light(browser).await;
        browser.prefer_color_scheme("light").await;
        browser.press("t").await;
        assert_dark(browser).await;
        browser.open(&server.at("/")).await;
        assert_dark(browser).await;
    });
}

#[test]
fn nothing_is_wider_than_a_telephone() {
    let course = Course::example();
    let table =
        format!("|{}\n|{}\n|{}\n", " column |".repeat(40), "---|".repeat(40), " wide cell |".repeat(40));
    course.write(
        "01-getting-started/05-wide.md",
        format!(
            "# {}\n\n{}\n\n`{}`\n\n```\n{}\n```\n\n{table}\n\n![Wide](../cover.jpg)\n",
            "Donaudampfschiffahrtsgesellschaftskapitän".repeat(3),
            "word".repeat(100),
            "code".repeat(100),
            "line ".repeat(100),
        ),
    );
    course.edit("01-getting-started/01-what-you-need.md", "A loaf asks", "![No](no.png) A loaf asks");
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.resize(390, 844).await;
        browser.open(&server.at("/")).await;
        let mut pages: Vec<String> = browser
            .value("[...document.querySelectorAll('a[href]')].map(link => link.href.split('#')[0])")
            .await;
        pages.sort();
        pages.dedup();
        assert!(pages.len() > 13, "{pages:?}");
        for page in pages {
            browser.open(&page).await;
            browser.broken_images().await;
            assert_fits(browser, &page).await;
            // The smallest telephone, or a page that is enlarged four times.
            browser.resize(320, 600).await;
            assert_fits(browser, &format!("{page}, on 320 pixels,")).await;
            browser.resize(390, 844).await;
            // The outline of a lesson can be reached.
            if page.contains("lessons/") {
                let source: Vec<String> =
                    browser.value("[...document.querySelectorAll('main a')].map(link => link.href)").await;
                assert!(
                    source.iter().any(|link| link.contains("json")),
                    "{page} leads to its JSON: {source:?}"
                );
            }
        }
    });
}

/// Fails if the page can be scrolled sideways, and says what sticks out.
async fn assert_fits(browser: &Browser, page: &str) {
    let sticks_out: Vec<String> = browser
        .value(
            "(() => {
                const root = document.scrollingElement;
                if (root.scrollWidth <= root.clientWidth) return [];
                return [...document.querySelectorAll('body *')]
                    .filter(element => element.getBoundingClientRect().right > root.clientWidth + 1)
                    .map(element => element.outerHTML.slice(0, 120));
            })()",
        )
        .await;
    assert!(sticks_out.is_empty(), "{page} is too wide: {sticks_out:#?}");
}

#[test]
fn a_wide_screen_keeps_lines_readable() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.resize(2560, 1440).await;
        browser.open(&server.at("/")).await;
        browser.press("j").await;
        browser.wait_for_heading("What you need").await;
        let width: f64 =
            browser.value("document.querySelector('main p').getBoundingClientRect().width").await;
        assert!(width < 1000.0, "a line is {width} pixels wide");
    });
}

#[test]
fn on_paper_there_is_the_lesson_and_nothing_to_click() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click_on("Score and bake").await;
        browser.wait_for_heading("Score and bake").await;
        browser.prefer_color_scheme("dark").await;
        browser.command("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        for gone in [
            "[aria-label=Outline]",
            "[aria-label=Views]",
            "header",
            "input[type=search]",
            "button",
            "[rel=next]",
        ] {
            assert!(!browser.sees(gone).await, "{gone} is printed");
        }
        assert!(browser.sees("main h1").await && browser.sees("main table").await);
        assert_light(browser).await;
    });
}

#[test]
fn who_reads_in_the_dark_prints_on_white_paper() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.prefer_color_scheme("light").await;
        browser.open(&server.at("/")).await;
        browser.press("t").await;
        assert_dark(browser).await;
        browser.command("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        assert_light(browser).await;
        assert_eq!(
            browser.value::<String>("getComputedStyle(document.documentElement).colorScheme").await,
            "light"
        );
    });
}

#[test]
fn nothing_moves_for_those_who_do_not_want_it() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        let features = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        browser.command("Emulation.setEmulatedMedia", features).await;
        browser.open(&server.at("/")).await;
        browser.press("j").await;
        browser.wait_for_heading("What you need").await;
        let moving: Vec<String> = browser
            .value(
                "[...document.querySelectorAll('*')].filter(element => {
                    const style = getComputedStyle(element);
                    return [style.transitionDuration, style.animationDuration].some(time => parseFloat(time) > 0.01)
                        || style.scrollBehavior === 'smooth';
                }).map(element => element.outerHTML.slice(0, 120))",
            )
            .await;
        assert!(moving.is_empty(), "{moving:#?}");
    });
}
