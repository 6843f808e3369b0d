//! The JSON beside the page: what is sent, with the lesson's part of it marked.

use std::fs;

use serde_json::{Value, json};

use crate::driver::{Browser, browse};
use crate::testkit::{Course, Server, run};

/// What the lesson is in the body that a dry run prints.
fn dry_run(course: &Course) -> Value {
    run(&["import", "--dry-run", course.path().to_str().unwrap()]).json()
}

async fn open(browser: &Browser, server: &Server) {
    browser.open(&server.at("/")).await;
    browser.click_on("Stretch and fold").await;
    browser.wait_for_heading("Stretch and fold").await;
    browser.click_on("JSON").await;
    browser
        .wait_until("the JSON is shown", "/\"contentType\"/.test(document.querySelector('main').innerText)")
        .await;
}

#[test]
fn the_lessons_part_of_the_body_is_marked_and_in_view() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        open(browser, &server).await;
        // The whole body can be read, as it is sent.
        let shown: String = browser.value("document.querySelector('main pre').textContent").await;
        assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), dry_run(&course));
        // What is marked looks different, and is this lesson and nothing else.
        let marked: String = browser
            .value(
                "(() => {
                    const lines = [...document.querySelector('main pre').children];
                    const usual = getComputedStyle(lines[0]).backgroundColor;
                    return lines.filter(line => getComputedStyle(line).backgroundColor !== usual)
                        .map(line => line.textContent).join('\\n');
                })()",
            )
            .await;
        let marked: Value = serde_json::from_str(marked.trim().trim_end_matches(','))
            .unwrap_or_else(|error| panic!("{error} in what is marked:\n{marked}"));
        let lesson = &dry_run(&course)["products"][0]["categories"][1]["posts"][2];
        assert_eq!(&marked, lesson);
        browser
            .wait_until(
                "it is in view",
                "(() => {
                    const at = document.querySelector(':target') ;
                    const box = at && at.getBoundingClientRect();
                    return box && box.top >= 0 && box.bottom <= innerHeight;
                })()",
            )
            .await;
        // And back.
        browser.click_on("Lesson").await;
        browser.wait_until("the video is back", "document.querySelector('video') !== null").await;
    });
}

#[test]
fn the_json_is_copied_and_downloaded() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        let downloads = browser.downloads();
        fs::create_dir_all(&downloads).unwrap();
        let allowed = json!({ "behavior": "allow", "downloadPath": downloads });
        browser.command("Browser.setDownloadBehavior", allowed).await;
        let origin = json!({ "origin": server.at(""), "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        browser.command("Browser.grantPermissions", origin).await;
        open(browser, &server).await;
        let body = dry_run(&course);
        for (button, expected) in
            [("Copy all", &body), ("Copy the lesson", &body["products"][0]["categories"][1]["posts"][2])]
        {
            browser.asynchronous::<Value>("await navigator.clipboard.writeText('')").await;
            browser.click_on(button).await;
            let mut copied = String::new();
            browser
                .wait_for("something is copied", async || {
                    copied = browser.asynchronous("return await navigator.clipboard.readText();").await;
                    !copied.is_empty()
                })
                .await;
            let copied: Value =
                serde_json::from_str(&copied).unwrap_or_else(|error| panic!("{button}: {error}\n{copied}"));
            assert_eq!(&copied, expected, "{button}");
        }
        browser.click_on("Download all").await;
        let file = downloads.join("body.json");
        // Chromium puts an empty file in its place before it moves the whole one there.
        browser
            .wait_for("the whole file is there, and is the body", async || {
                let text = fs::read(&file).unwrap_or_default();
                serde_json::from_slice::<Value>(&text).is_ok_and(|downloaded| downloaded == body)
            })
            .await;
    });
}

#[test]
fn the_json_is_searched_and_follows_an_edit() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        open(browser, &server).await;
        browser.click("main input[type=search]").await;
        browser.write("thumbnailUrl").await;
        browser
            .wait_until(
                "only lines with the words are left",
                "(() => {
                    const lines = [...document.querySelector('main pre').children].filter(line => line.checkVisibility());
                    return lines.length > 0 && lines.length < 20 && lines.every(line => line.textContent.includes('thumbnailUrl'));
                })()",
            )
            .await;
        // Letters that are keys elsewhere are letters here.
        browser.value::<Value>("document.activeElement.select()").await;
        browser.write("jkt/").await;
        assert_eq!(browser.value::<String>("document.activeElement.value").await, "jkt/");
        assert!(browser.address().await.contains("body.html"), "{}", browser.address().await);
        browser.value::<Value>("document.activeElement.select()").await;
        browser.press("Backspace").await;
        course.edit("02-baking-day/02-stretch-and-fold.md", "No kneading.", "No kneading at all.");
        browser
            .wait_until(
                "the JSON is the new one",
                "document.querySelector('main pre').textContent.includes('No kneading at all.')",
            )
            .await;
    });
}
