//! The pages as files, opened from the disk with no server at all.

use std::fs;
use std::path::Path;

use crate::driver::{Browser, browse};
use crate::navigate::LESSONS;
use crate::testkit::{Course, run};

/// Exports a course, and returns where.
fn export(course: &Course) -> Course {
    let out = Course::empty();
    // With a space and a letter that an address has to encode.
    let folder = out.file("the course, geübt");
    let output = run(&["preview", course.path().to_str().unwrap(), "--export", folder.to_str().unwrap()]);
    assert_eq!(output.exit(), 0, "{}", output.stderr);
    out
}

fn address(folder: &Path) -> String {
    reqwest::Url::from_file_path(folder.join("the course, geübt/index.html")).unwrap().into()
}

#[test]
fn an_export_is_read_from_the_disk() {
    let course = Course::example();
    let out = export(&course);
    // What it was made of is not needed any more.
    drop(course);
    browse(async |browser| {
        browser.open(&address(out.path())).await;
        browser.wait_for_heading("Sourdough at home").await;
        assert_eq!(browser.broken_images().await, [""; 0]);
        browser.click_on(LESSONS[0]).await;
        for (at, lesson) in LESSONS.into_iter().enumerate() {
            browser.wait_for_heading(lesson).await;
            assert_eq!(browser.broken_images().await, [""; 0], "{lesson}");
            assert_only_files(browser).await;
            if at + 1 < LESSONS.len() {
                browser.click("a[rel=next]").await;
            }
        }
        browser.press("k").await;
        browser.wait_for_heading("Your first loaf").await;
    });
}

#[test]
fn the_video_of_an_export_plays() {
    let out = export(&Course::example());
    browse(async |browser| {
        browser.open(&address(out.path())).await;
        browser.click_on("Stretch and fold").await;
        browser.wait_for_heading("Stretch and fold").await;
        browser.play().await;
    });
}

#[test]
fn an_export_is_searched() {
    let out = export(&Course::example());
    browse(async |browser| {
        browser.open(&address(out.path())).await;
        browser.press("/").await;
        browser.write("rubber band").await;
        browser.wait_until("there is a result", "document.querySelector('[role=option]') !== null").await;
        browser.press("ArrowDown").await;
        browser.press("Enter").await;
        browser.wait_until("it is opened", "location.pathname.includes('lessons/')").await;
        browser.wait_for_text("rubber band").await;
        // From a lesson's page as well, which lies deeper.
        browser.press("/").await;
        browser.write("hydration nowhere").await;
        browser
            .wait_until("it says so", "/no (lesson|result|match)|nothing/i.test(document.body.innerText)")
            .await;
        assert_only_files(browser).await;
    });
}

#[test]
fn an_export_has_its_json_and_its_findings() {
    let course = Course::example();
    course.edit(
        "01-getting-started/02-your-starter/README.md",
        "A starter is",
        "![](nowhere.png) A starter is",
    );
    let out = Course::empty();
    let folder = out.file("the course, geübt");
    let output = run(&["preview", course.path().to_str().unwrap(), "--export", folder.to_str().unwrap()]);
    // A course with errors is exported, for whoever is to see what is wrong; the exit code says so.
    assert_eq!(output.exit(), 1, "{}", output.stderr);
    browse(async |browser| {
        browser.open(&address(out.path())).await;
        browser.click_on("1 error").await;
        browser.wait_for_text("missing-image").await;
        browser.click_on("missing-image").await;
        browser.wait_for_text("An image that a lesson shows does not exist").await;
        browser.driver.back().await.unwrap();
        browser.click_on("Your own starter").await;
        browser.wait_for_heading("Your own starter").await;
        browser.click_on("JSON").await;
        browser.wait_until("the JSON is shown", "document.querySelector('main pre') !== null").await;
        assert_only_files(browser).await;
    });
    // Nothing of the author's machine is in it.
    let own = course.path().to_str().unwrap();
    for entry in walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).unwrap();
            let found = bytes.windows(own.len()).any(|window| window == own.as_bytes());
            assert!(!found, "{} names {own}", entry.path().display());
        }
    }
}

/// Fails if the page has asked for anything but files.
async fn assert_only_files(browser: &Browser) {
    let others: Vec<String> = browser
        .value(
            "performance.getEntriesByType('resource').map(entry => entry.name)
                .filter(name => !name.startsWith('file:') && !name.startsWith('data:') && !name.includes('youtube'))",
        )
        .await;
    assert!(others.is_empty(), "{others:?}");
}
