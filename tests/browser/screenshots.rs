//! Takes the pictures of the README. `docs/screenshots.sh` runs it; it is no test, so it is ignored otherwise.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::driver::{Browser, browse};
use crate::testkit::{Course, Server};

#[test]
#[ignore = "writes into docs/screenshots/; docs/screenshots.sh runs it"]
fn screenshots() {
    // A copy, as in the README's tour.
    let courses = Course::empty();
    courses.copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-course"), "my-course");
    let server = Server::preview_from(courses.path(), "my-course");
    browse(async |browser| {
        browser.command("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await;
        browser.resize(1280, 800).await;
        browser.prefer_color_scheme("light").await;
        browser.open(&server.at("/")).await;
        picture(browser, "course").await;
        browser.click_on("Stretch and fold").await;
        browser.wait_for_heading("Stretch and fold").await;
        picture(browser, "lesson").await;
        browser.click_on("JSON").await;
        let is_in_sight = "(() => {
            const part = document.querySelector(':target');
            return part && part.getBoundingClientRect().top < innerHeight / 2;
        })()";
        browser.wait_until("the lesson's part is in sight", is_in_sight).await;
        picture(browser, "json").await;
        browser.prefer_color_scheme("dark").await;
        browser.open(&server.at("/")).await;
        browser.click_on("Score and bake").await;
        browser.wait_for_heading("Score and bake").await;
        picture(browser, "dark").await;
        browser.prefer_color_scheme("light").await;
        browser.resize(390, 844).await;
        browser.open(&server.at("/")).await;
        browser.click_on("Your own starter").await;
        browser.wait_for_heading("Your own starter").await;
        picture(browser, "phone").await;
        browser.resize(1280, 800).await;
        browser.open(&server.at("/")).await;
        browser.click_on("Mix the dough").await;
        browser.wait_for_heading("Mix the dough").await;
        courses.edit(
            "my-course/02-baking-day/01-mix-the-dough.md",
            "](bakers-percentages",
            "](baker-percentages",
        );
        browser.wait_for_text("broken-link").await;
        picture(browser, "findings").await;
    });
}

/// Keeps what is visible of the page, once all of it is there and nothing moves: not the page, which scrolls
/// to its place, and not the circle that a player turns while it loads.
async fn picture(browser: &Browser, name: &str) {
    assert_eq!(browser.broken_images().await, [""; 0]);
    browser
        .wait_until(
            "videos show a picture",
            "[...document.querySelectorAll('video')].every(video => video.readyState >= 2)",
        )
        .await;
    browser.asynchronous::<Value>("await document.fonts.ready;").await;
    let (mut picture, mut same) = (Vec::new(), 0);
    browser
        .wait_for("the page stands still", async || {
            let next = browser.driver.screenshot_as_png().await.unwrap();
            same = if next == picture { same + 1 } else { 0 };
            picture = next;
            same == STILL
        })
        .await;
    fs::create_dir_all(folder()).unwrap();
    fs::write(folder().join(name).with_extension("png"), picture).unwrap();
}

/// How many pictures in a row have to be the same.
const STILL: usize = 5;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screenshots")
}
