//! Takes the pictures of the README. `docs/screenshots.sh` runs it; it is no test, so it is ignored otherwise.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::driver::{Browser, browse};
use crate::server::{Course, Server};

#[test]
#[ignore = "writes into docs/screenshots/; docs/screenshots.sh runs it"]
fn screenshots() {
    let broken = Course::example();
    broken.rename("images/baking-day.svg", "images/Baking-day.svg");
    broken.edit("02-baking-day/index.md", "It takes a day", "It takes [a day](day.pdf)");
    let course = Course::example();
    let (server, findings) = (Server::preview(course.path()), Server::preview(broken.path()));
    browse(async |browser| {
        browser.resize(1280, 800).await;
        browser.prefer_color_scheme("light").await;
        browser.open(&server.at("/")).await;
        picture(browser, "course").await;
        browser.click_on("Stretch and fold").await;
        browser.wait_for_heading("Stretch and fold").await;
        picture(browser, "lesson").await;
        browser.click_on("JSON").await;
        browser.wait_until("the JSON is shown", "document.querySelector('main pre') !== null").await;
        picture(browser, "json").await;
        browser.open(&findings.at("/")).await;
        browser.press("j").await;
        browser.wait_for_heading("What you need").await;
        browser.click_on("Baking day").await;
        browser.wait_for_text("missing-image").await;
        picture(browser, "findings").await;
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
    });
}

/// Keeps what is visible of the page, once all of it is there.
async fn picture(browser: &Browser, name: &str) {
    assert_eq!(browser.broken_images().await, [""; 0]);
    browser
        .wait_until(
            "videos show their first frame",
            "[...document.querySelectorAll('video')].every(video => video.readyState >= 2 || video.poster)",
        )
        .await;
    browser.asynchronous::<Value>("await document.fonts.ready; await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));").await;
    browser.command("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await;
    let picture = browser.driver.screenshot_as_png().await.unwrap();
    fs::create_dir_all(folder()).unwrap();
    fs::write(folder().join(name).with_extension("png"), picture).unwrap();
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screenshots")
}
