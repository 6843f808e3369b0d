//! What axe-core says about every kind of page, light and dark, wide and narrow.

use crate::driver::{Browser, browse};
use crate::testkit::{Course, Server};

/// A course in which something is wrong with one lesson.
fn course() -> Course {
    let course = Course::example();
    course.edit("02-baking-day/01-mix-the-dough.md", "Bakers write", "![No](no.png) Bakers write");
    course
}

/// Holds each kind of page against axe-core.
async fn look_at_every_page(browser: &Browser, server: &Server, how: &str) {
    let at = |page: &str| server.at(page);
    for (page, address) in [
        ("the course", at("/index.html")),
        ("the findings", at("/findings.html")),
        ("the course's JSON", at("/body.html")),
        ("what a finding means", at("/explain/missing-image.html")),
    ] {
        browser.open(&address).await;
        browser.assert_accessible(&format!("{page}, {how}")).await;
    }
    for lesson in ["What you need", "Your own starter", "Mix the dough", "Stretch and fold", "Score and bake"]
    {
        browser.open(&at("/index.html")).await;
        browser.click_on(lesson).await;
        browser.wait_for_heading(lesson).await;
        browser.assert_accessible(&format!("{lesson}, {how}")).await;
    }
    browser.click_on("JSON").await;
    browser.wait_until("the JSON is shown", "document.querySelector('main pre') !== null").await;
    browser.assert_accessible(&format!("a lesson's JSON, {how}")).await;
    browser.press("/").await;
    browser.write("dough").await;
    browser.wait_until("there is a result", "document.querySelector('[role=option]') !== null").await;
    browser.assert_accessible(&format!("what was found, {how}")).await;
    browser.press("Escape").await;
    browser.press("Escape").await;
    browser.press("?").await;
    browser.wait_until("the keys are shown", "document.querySelector('dialog[open]') !== null").await;
    browser.assert_accessible(&format!("the keys, {how}")).await;
}

#[test]
fn every_kind_of_page_is_accessible() {
    let course = course();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.prefer_color_scheme("light").await;
        look_at_every_page(browser, &server, "light").await;
    });
}

#[test]
fn every_kind_of_page_is_accessible_in_the_dark() {
    let course = course();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.prefer_color_scheme("dark").await;
        look_at_every_page(browser, &server, "dark").await;
    });
}

#[test]
fn every_kind_of_page_is_accessible_on_a_telephone() {
    let course = course();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.resize(390, 844).await;
        look_at_every_page(browser, &server, "narrow").await;
    });
}
